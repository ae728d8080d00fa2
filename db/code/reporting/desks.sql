-- Desks, their keys, and what is counted for all of them.

set role seamark_service;

-- The open desks with what to seal to. Public keys: nothing here is secret.
create function reporting.open_desks()
  returns table (agency_id integer, name text, areas text[], takes_the_rest boolean, exercise boolean, purpose text,
                 desk_key_id uuid, recipient text, recovery_recipient text)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.agency_id, a.name, d.areas, d.takes_the_rest, d.exercise, k.purpose, k.id, k.recipient, k.recovery_recipient
    from reporting.desk d join identity.agency a on a.id = d.agency_id
    join reporting.desk_key k on k.agency_id = d.agency_id and k.retired_at is null
    where d.open;
  end;

-- The keys of one's own agency and who holds them.
create function reporting.key_holders()
  returns table (person_id uuid, name text, recipient text, purposes text[], since timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, o.recipient,
           array(select k.purpose from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
                 where w.person_id = p.id and k.retired_at is null and k.agency_id = p.agency_id order by k.purpose),
           h.since
    from identity.person p left join reporting.officer_key o on o.person_id = p.id
    cross join lateral (
      select max(w.given_at) as since from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
      where w.person_id = p.id and k.retired_at is null and k.agency_id = p.agency_id) h
    where p.agency_id = identity.viewer_agency() and p.active
      and access.triages(p.roles)
    order by h.since desc nulls last, p.name;
  end;

-- Two open desks never hold one area.
create function reporting.refuse_shared_area() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.open and exists (select from reporting.desk d
                          where d.open and d.agency_id <> new.agency_id and d.areas && new.areas) then
    raise exception 'Another desk takes the reports of this area' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Whoever leaves, or no longer works at the desk, loses its keys. What they unlocked before is another
-- matter: after a departure the desk's keys are changed (seamark desk-keys rotate).
create function reporting.take_keys_away() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not new.active or not access.triages(new.roles) then
    with gone as (
      delete from reporting.wrapped_key w where w.person_id = new.id returning w.desk_key_id
    )
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'administration', 'reporting.keys.take-away', new.agency_id, 'keys', 'desk-key', g.desk_key_id,
           jsonb_build_object('holder', new.id)
    from gone g;
  end if;
  return null;
end
$$;

grant execute on function reporting.open_desks() to seamark_member, seamark_public;
grant execute on function reporting.key_holders() to seamark_member;
grant execute on function reporting.refuse_shared_area(), reporting.take_keys_away() to seamark_owner;

set role seamark_owner;

-- For the coast's picture: how many reports of one's own desk, by cell and month. Tombstones count.
create function reporting.counts_by_cell(since date)
  returns table (cell_lat integer, cell_lon integer, month date, kind text, reports integer, became_intelligence integer)
  language sql stable set search_path = ''
  begin atomic
    select r.cell_lat, r.cell_lon, date_trunc('month', r.hour, 'UTC')::date, r.kind, count(*)::integer,
           (count(*) filter (where r.outcome = 'intelligence'))::integer
    from reporting.public_report r
    where r.hour >= counts_by_cell.since and r.outcome is distinct from 'passed'
    group by 1, 2, 3, 4;
  end;

grant execute on function reporting.counts_by_cell(date) to seamark_member;

create trigger areas_are_not_shared before insert or update on reporting.desk
  for each row execute function reporting.refuse_shared_area();

create trigger keys_go_with_the_role after update of active, roles on identity.person
  for each row execute function reporting.take_keys_away();

reset role;
