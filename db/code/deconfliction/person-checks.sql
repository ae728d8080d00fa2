-- Checks by name.

set role seamark_service;

-- Records of other agencies that a name and a birth may mean. Only the program calls it, and the names stay
-- with it: what a person learns is which agencies to ask (partners_naming). Compared are only the spellings of
-- records that count for whoever asks.
--   asking    the agency that asks
--   cleared   classifications that count; null: all of them, and silent ones too
-- A key that more than `most_each` share says nothing; it is told as a row without a person.
create function deconfliction.persons_by_key(keys bigint[], asking integer, cleared text[], most_each integer)
  returns table (person_id uuid, names text[], born text)
  language sql stable set search_path = ''
  begin atomic
    with met as materialized (
      select k.key, f.person_id, count(*) over (partition by k.key) as sharing
      from unnest(persons_by_key.keys) as k (key)
      cross join lateral (
        select x.person_id from deconfliction.person_key x
        where x.key = k.key and x.agency_id <> asking
          and (cleared is null or (x.open and x.classification = any (cleared)))
        limit most_each + 1) f
    )
    select p.id, w.names, p.born
    from (select distinct m.person_id from met m where m.sharing <= most_each) m
    join deconfliction.person p on p.id = m.person_id
    cross join lateral (
      select array_agg(distinct n) as names
      from deconfliction.person_mention x cross join unnest(x.names) as n
      where x.person_id = p.id and (cleared is null or (x.open and x.classification = any (cleared)))) w
    where w.names is not null
    union all
    select null, null, null where exists (select from met m where m.sharing > most_each);
  end;

-- The agency's own records that share a key with a person who is asked about: as persons_by_key, of one agency and
-- without a question of who lets it be discovered. Only the program calls it; which of them the asker may know of is
-- asked afterwards, in the asker's own transaction. A null row: a key that more than `most_each` share was passed over.
create function deconfliction.own_persons_by_key(keys bigint[], mine integer, most_each integer)
  returns table (person_id uuid, names text[], born text)
  language sql stable set search_path = ''
  begin atomic
    with met as materialized (
      select k.key, f.person_id, count(*) over (partition by k.key) as sharing
      from unnest(own_persons_by_key.keys) as k (key)
      cross join lateral (
        select x.person_id from deconfliction.person_key x
        where x.key = k.key and x.agency_id = mine
        limit most_each + 1) f
    )
    select p.id, w.names, p.born
    from (select distinct m.person_id from met m where m.sharing <= most_each) m
    join deconfliction.person p on p.id = m.person_id
    cross join lateral (
      select array_agg(distinct n) as names
      from deconfliction.person_mention x cross join unnest(x.names) as n
      where x.person_id = p.id) w
    where w.names is not null
    union all
    select null, null, null where exists (select from met m where m.sharing > most_each);
  end;

-- Whose are these records, of those that their owners let this viewer know of? It names agencies, each with
-- the records that count for it, and nothing of them.
create function deconfliction.partners_naming(persons uuid[]) returns table (agency_id integer, person_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct m.agency_id, m.person_id
    from deconfliction.person_mention m
    join access.record r on r.id = m.record_id
    where m.person_id = any (persons) and m.open and m.agency_id <> identity.viewer_agency()
      and access.viewer_is_cleared_for(m.classification)
      and access.sight(r, false, true) <> 'none';
  end;

-- Checks by name that nobody has looked at for silent records. Only the program calls it.
create function deconfliction.take_person_checks(most integer)
  returns table (check_id uuid, agency_id integer, name text, born text)
  language sql volatile set search_path = ''
  begin atomic
    with taken as (
      delete from deconfliction.person_check_awaiting_notice
      where check_id in (select w.check_id from deconfliction.person_check_awaiting_notice w order by w.check_id
                         limit most for update skip locked)
      returning check_id
    )
    select c.id, c.agency_id, c.as_typed, c.born from taken join deconfliction."check" c on c.id = taken.check_id;
  end;

-- Tells the owners of silent records that a name and a birth may mean who asked: by each report that holds
-- one. The key is the owner's own record, and it reads there what it wrote itself. Returns who was told.
create function deconfliction.tell_of_persons(checks uuid[], persons uuid[]) returns integer[]
  language plpgsql set search_path = '' as $$
declare
  told integer[];
begin
  with met as (
    select m.agency_id as owner_id, m.record_id, p.person_id, c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(distinct c.id) as times
    from unnest(checks, persons) as p (check_id, person_id)
    join deconfliction."check" c on c.id = p.check_id
    cross join lateral (
      select x.agency_id, x.record_id from deconfliction.person_mention x
      where x.person_id = p.person_id and x.agency_id <> c.agency_id and not x.open
      group by x.agency_id, x.record_id limit 100) m
    group by 1, 2, 3, 4, 5
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, record_id, kind, key, asked_by, day, at, times)
    select owner_id, record_id, 'person', person_id::text, asked_by, day, at, times from met
    on conflict (record_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, record_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           'report', kept.record_id, jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

grant execute on function deconfliction.partners_naming(uuid[]) to seamark_member;

reset role;
