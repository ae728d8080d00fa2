-- Who lodges planned events and stands them down again far more often than colleagues is said to the records manager of their
-- own agency: two counts, and no score. A large operation looks the same.

set role seamark_service;

-- By the clock. One alert a person and day; a later pass of the day brings its counts up to date. An event that waited for
-- silence and came to nothing was never looked for, and does not count. Returns the agencies with something new.
create function operations.watch_withdrawals() returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with lodged as (
    select e.agency_id, v.person_id, v.event_id
    from operations.planned_version v join operations.planned_event e on e.id = v.event_id
    cross join operations.planned_setting s
    where v.act = 'lodged' and v.at > now() - make_interval(days => s.withdrawn_days)
  ), counted as (
    select l.agency_id, l.person_id,
           count(*) filter (where exists (select from operations.planned_version w
                                          where w.event_id = l.event_id and w.act = 'stood-down'))::integer as withdrawn
    from lodged l group by l.agency_id, l.person_id
  ), beside as (
    select c.agency_id, c.person_id, c.withdrawn,
           coalesce((select percentile_cont(0.5) within group (order by o.withdrawn)
                     from counted o where o.agency_id = c.agency_id and o.person_id <> c.person_id), 0)::numeric as colleagues
    from counted c
  ), raised as (
    insert into operations.planned_alert as a (agency_id, person_id, day, withdrawn, colleagues)
    select b.agency_id, b.person_id, (now() at time zone 'UTC')::date, b.withdrawn, b.colleagues
    from beside b cross join operations.planned_setting s
    where b.withdrawn >= s.withdrawn_least and b.withdrawn > s.withdrawn_times * b.colleagues
      -- One that was dealt with comes again when there is more to say.
      and not exists (select from operations.planned_alert p
                      where p.agency_id = b.agency_id and p.person_id = b.person_id and p.seen_at is not null
                        and p.day > (now() at time zone 'UTC')::date - s.withdrawn_days and p.withdrawn >= b.withdrawn)
    on conflict (agency_id, person_id, day) do update
      set withdrawn = greatest(a.withdrawn, excluded.withdrawn), colleagues = excluded.colleagues
    returning a.agency_id, a.person_id, xmax = 0 as fresh
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'administration', 'operations.planned-alert.raise', r.agency_id, 'planned-events', 'person', r.person_id
    from raised r where r.fresh
  )
  select coalesce(array_agg(distinct r.agency_id) filter (where r.fresh), '{}') into told from raised r;
  return told;
end
$$;

-- The records manager has dealt with an alert; never with one about themself.
create function operations.settle_planned_alert(person uuid, day date) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update operations.planned_alert a
  set seen_at = coalesce(a.seen_at, now()), seen_by = coalesce(a.seen_by, identity.viewer_person())
  where access.viewer_manages_records() and a.agency_id = identity.viewer_agency()
    and a.person_id = settle_planned_alert.person and a.day = settle_planned_alert.day
    and a.person_id <> identity.viewer_person();
  return found;
end
$$;

-- Each change of what is configured is in every agency's ledger.
create function operations.tell_of_planned_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in select n.key, o.value as was, n.value as is_now
             from jsonb_each_text(to_jsonb(new)) n join jsonb_each_text(to_jsonb(old)) o on o.key = n.key
             where o.value is distinct from n.value and n.key not in ('only_row', 'since') loop
    perform ledger.tell_every_agency('operations.setting.change', jsonb_build_object(
      'setting', 'planned_' || one.key,
      'from', case one.was when 'true' then 1 when 'false' then 0 else one.was::integer end,
      'to', case one.is_now when 'true' then 1 when 'false' then 0 else one.is_now::integer end));
  end loop;
  return null;
end
$$;

create function operations.date_planned_setting() returns trigger language plpgsql set search_path = '' as $$
begin
  select old.since || coalesce(jsonb_object_agg(n.key, now()), '{}') into new.since
  from jsonb_each_text(to_jsonb(new)) n join jsonb_each_text(to_jsonb(old)) o on o.key = n.key
  where o.value is distinct from n.value and n.key not in ('only_row', 'since');
  return new;
end
$$;

grant execute on function operations.settle_planned_alert(uuid, date) to seamark_member;
grant execute on function operations.tell_of_planned_setting(), operations.date_planned_setting() to seamark_owner;

set role seamark_owner;
create trigger planned_setting_is_dated before update on operations.planned_setting
  for each row execute function operations.date_planned_setting();
create trigger planned_setting_is_told after update on operations.planned_setting
  for each row execute function operations.tell_of_planned_setting();
reset role;
