-- What the job `deconfliction.find-person-matches` reads and writes. Names are compared by the
-- program; here is what persons are looked up by, and which of them wait.

set role seamark_service;

-- A birth as person_key holds it: each digit in four bits; about a year, or between two, is 0.
create function deconfliction.birth_digits(born text) returns integer language sql immutable parallel safe
  return case when length(born) in (5, 9) then 0 else ('x' || rpad(replace(born, '-', ''), 8, '0'))::bit(32)::integer end;

-- May these births be of one person, as far as a look at the digits tells? Hardly more than what the model takes:
-- the same year where one is only a year (or 1 January, which stands for it), the same month where a day is not
-- known, day and month swapped, one of eight digits different, or two that changed places. Where two places differ
-- by the same bits, as those of digits that changed places do, the difference is a multiple of 17.
create function deconfliction.births_may_agree(a integer, b integer) returns boolean language sql immutable parallel safe
  return a = b
    -- about a year, or between two: judged by whoever reads them
    or a = 0 or b = 0
    or (a >> 16 = b >> 16
        and (a & 65535 in (0, 257) or b & 65535 in (0, 257)
             or ((a & 255 = 0 or b & 255 = 0) and a >> 8 = b >> 8)
             or (a & 255 = (b >> 8) & 255 and (a >> 8) & 255 = b & 255)))
    or (a & 255 <> 0 and b & 255 <> 0
        -- of each digit one bit: does it differ anywhere?
        and bit_count((((a # b) | ((a # b) >> 1) | ((a # b) >> 2) | ((a # b) >> 3)) & 286331153)::bit(32))
            <= case when (a # b) % 17 = 0 then 2 else 1 end);

-- Some persons that wait, of one half of all (`lane` 0 or 1): those that somebody filed by hand, then one import
-- after another.
create function deconfliction.waiting_persons(most integer, lane integer)
  returns table (id uuid, agency_id integer, names text[], born text, revision integer, keyed boolean)
  language plpgsql security definer set search_path = '' as $$
begin
  return query select p.id, p.agency_id, p.names, p.born, p.revision, p.keys is not null
               from deconfliction.person p
               where p.compared_at is null and get_byte(uuid_send(p.id), 15) & 1 = lane
               order by p.came_with nulls first, p.id limit most;
end
$$;

-- Writes the keys of persons that have none; `keys` holds for each an array of bigint as text. Their rows are
-- locked first, in the order of all others, so that a report which changes meanwhile is either seen here or
-- brings the keys up to date itself.
create function deconfliction.key_persons(persons uuid[], keys text[]) returns void
  language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  keyed uuid[];
begin
  perform deconfliction.lock_persons(persons);
  with written as (
    update deconfliction.person p set keys = key_persons.keys[array_position(persons, p.id)]::bigint[]
    where p.id = any (persons) and p.keys is null
      and exists (select from deconfliction.person_mention m where m.person_id = p.id)
    returning p.id
  )
  select array_agg(w.id) into keyed from written w;
  insert into deconfliction.person_key (key, agency_id, person_id, open, classification, birth)
  select k.key, p.agency_id, p.id, m.open, m.classification, deconfliction.birth_digits(p.born)
  from unnest(keyed) as t (id)
  cross join lateral (select x.id, x.agency_id, x.born, x.keys from deconfliction.person x where x.id = t.id offset 0) p
  cross join lateral (
    select bool_or(x.open) as open,
           coalesce(min(x.classification) filter (where x.open), min(x.classification)) as classification
    from deconfliction.person_mention x where x.person_id = p.id) m
  cross join lateral unnest(p.keys) as k (key)
  order by k.key
  on conflict (key, agency_id, person_id) do nothing;
end
$$;

-- Whoever compares persons of a half takes turns with others that do, until the transaction ends: two never compare
-- the same persons. Returns those of these persons that still wait as they were read.
create function deconfliction.begin_comparing(persons uuid[], revisions integer[], lane integer) returns uuid[]
  language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform pg_advisory_xact_lock(7311, 3 + lane);
  return (select coalesce(array_agg(p.id), '{}')
          from unnest(persons, revisions) as t (id, revision)
          join deconfliction.person p on p.id = t.id and p.revision = t.revision and p.compared_at is null);
end
$$;

-- How many persons wait to be compared.
create function deconfliction.persons_waiting() returns bigint
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*) from deconfliction.person p where p.compared_at is null;
  end;

-- How many persons came with an import of the viewer's agency, and how many of them wait to be compared. Whoever is
-- cleared for OFFICIAL counts those whom an OFFICIAL report mentions. For the import's page.
create function deconfliction.persons_of_import(of_import uuid, out persons bigint, out waiting bigint)
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*), count(*) filter (where p.compared_at is null)
    from deconfliction.person p
    where p.came_with = of_import and p.agency_id = identity.viewer_agency()
      and access.viewer_follows_imports()
      and (access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
           or exists (select from deconfliction.person_mention m
                      where m.person_id = p.id and access.viewer_is_cleared_for(m.classification)));
  end;

grant execute on function deconfliction.persons_of_import(uuid) to seamark_member;

reset role;
