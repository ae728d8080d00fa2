-- Who asks far more than colleagues is said to the records manager of their own agency: two counts, and no score. A large operation
-- looks the same. And, by the clock, what is over goes.

set role seamark_service;

-- More than twenty in a day, and more than five times the median of the colleagues who asked anything: as for checks. One alert a
-- person and day. Returns the agencies with something new.
create function system_requests.watch() returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
  least integer := (select least(20, s.a_day - 1) from system_requests.setting s);
begin
  if not system_requests.is_forgetting() then
    raise exception 'Only the clock watches' using errcode = '42501';
  end if;
  with counted as (
    select r.agency_id, r.requester_id as person_id, count(*)::integer as asked
    from system_requests.request r where r.asked_at > now() - interval '24 hours'
    group by r.agency_id, r.requester_id
  ), beside as (
    select c.agency_id, c.person_id, c.asked,
           coalesce((select percentile_cont(0.5) within group (order by o.asked)
                     from counted o where o.agency_id = c.agency_id and o.person_id <> c.person_id), 0)::numeric as colleagues
    from counted c
  ), raised as (
    insert into system_requests.alert as a (agency_id, person_id, day, asked, colleagues)
    select b.agency_id, b.person_id, (now() at time zone 'UTC')::date, b.asked, b.colleagues
    from beside b
    where b.asked >= greatest(least, 1) and b.asked > 5 * b.colleagues
    on conflict (agency_id, person_id, day) do update
      set asked = greatest(a.asked, excluded.asked), colleagues = excluded.colleagues
    returning a.agency_id, a.person_id, xmax = 0 as fresh
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'administration', 'system-requests.alert.raise', r.agency_id, 'system-requests', 'person', r.person_id
    from raised r where r.fresh
  )
  select coalesce(array_agg(distinct r.agency_id) filter (where r.fresh), '{}') into told from raised r;
  return told;
end
$$;

-- The records manager has dealt with an alert; never with one about themself.
create function system_requests.settle_alert(person uuid, day date) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update system_requests.alert a
  set seen_at = coalesce(a.seen_at, now()), seen_by = coalesce(a.seen_by, identity.viewer_person())
  where access.viewer_manages_records() and a.agency_id = identity.viewer_agency()
    and a.person_id = settle_alert.person and a.day = settle_alert.day and a.person_id <> identity.viewer_person();
  return found;
end
$$;

-- With the matter: a request of an operation goes when the operation is erased, another some years after it was last changed.
-- Nothing stays but the ledger. A legal hold outranks all, and that on the operation keeps the operation.
create function system_requests.forget() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  days integer := (select s.keep_days from system_requests.setting s);
  number_of integer;
begin
  if not system_requests.is_forgetting() then
    raise exception 'Only the clock forgets' using errcode = '42501';
  end if;
  with due as (
    delete from system_requests.request r
    where r.id in (
      select x.id from system_requests.request x left join access.record o on o.id = x.operation_id
      where x.hold_reason is null
        and (x.operation_id is null and x.changed_at < now() - make_interval(days => days) or o.erased_at is not null)
      order by x.changed_at limit 1000)
    returning r.id, r.agency_id
  ), alerts as (
    delete from system_requests.alert a where a.day < (now() at time zone 'UTC')::date - days
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'system-requests.request.forget', due.agency_id, 'system-requests', 'system-request', due.id from due
  )
  select count(*) into number_of from due;
  return number_of;
end
$$;

-- For the task force: which agency has nobody accredited for a system, what came of what it asked in the last year, and how many
-- whole hours it waited for an answer through another's desk, outside operations. Numbers from one to four are not said.
create function system_requests.lack_of_access()
  returns table (agency_name text, system_name text, asked integer, lapsed integer, refused integer, hours integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with counted as (
      select a.id, a.name, s.code, s.name as system,
             count(r.id)::integer as asked,
             count(*) filter (where system_requests.has_lapsed(r.state, r.valid_until))::integer as lapsed,
             count(*) filter (where r.state = 'refused' and r.refused_for = 'no-access')::integer as refused,
             count(*) filter (where r.outcome_at is not null)::integer as answered,
             floor(sum(extract(epoch from r.outcome_at - r.decided_at)) / 3600)::integer as hours
      from identity.agency a cross join system_requests.system s
      left join system_requests.request r
        on r.agency_id = a.id and r.system = s.code and r.lacked_access and r.operation_id is null and r.asked_at > now() - interval '365 days'
      where a.kind in ('force', 'agency') and s.ended_at is null and not system_requests.has_access(a.id, s.code)
      group by a.id, a.name, s.code, s.name)
    select c.name, c.system,
           case when c.asked not between 1 and 4 then c.asked end,
           case when c.asked not between 1 and 4 and c.lapsed not between 1 and 4 then c.lapsed end,
           case when c.asked not between 1 and 4 and c.refused not between 1 and 4 then c.refused end,
           case when c.answered not between 1 and 4 then coalesce(c.hours, 0) end
    from counted c
    where access.viewer_enters_progress()
      and exists (select from identity.agency v where v.id = identity.viewer_agency() and v.kind = 'task-force')
    order by c.name, c.system;
  end;

-- How long answers took the viewer's own agency, by system: half of those of the last 90 days, from five on.
create function system_requests.answer_times() returns table (system text, answers integer, half_within_hours integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.system, count(*)::integer,
           ceil(extract(epoch from percentile_disc(0.5) within group (order by r.outcome_at - r.decided_at)) / 3600)::integer
    from system_requests.request r
    where access.viewer_asks_systems() and r.agency_id = identity.viewer_agency() and r.outcome_at > now() - interval '90 days'
    group by r.system having count(*) >= 5;
  end;

grant execute on function system_requests.watch(), system_requests.forget() to seamark_service;
grant execute on function system_requests.settle_alert(uuid, date), system_requests.lack_of_access(),
  system_requests.answer_times() to seamark_member;

reset role;
