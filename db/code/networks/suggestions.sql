-- What makes reports hang together, for each viewer from what they read in full.

set role seamark_service;

-- Confirmed matches of persons, as far as the viewer finds both mentions: a hit is an end of a chain, never a bridge.
create function networks.confirmed_in_sight()
  returns table (own_record uuid, own_number integer, their_record uuid, their_number integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.own_record, c.own_number, c.their_record, c.their_number
    from deconfliction.confirmed_records(identity.viewer_agency()) c
    join access.record o on o.id = c.own_record
    join access.record t on t.id = c.their_record
    where access.viewer_reads_content()
      and access.sight(o, false, false) = 'full'
      and access.sight(t, exists (select from access.acceptance a
                                  where a.record_id = t.id and a.version = t.version
                                    and a.person_id = identity.viewer_person()), false) = 'full'
      and not networks.is_kept_apart(c.own_record, c.own_number)
      and not networks.is_kept_apart(c.their_record, c.their_number);
  end;

grant execute on function networks.confirmed_in_sight() to seamark_member;

set role seamark_owner;

-- The newest mentions that the viewer finds. The planner believes that the rule of sight leaves sixty, and compares each
-- with each: so the two functions below say how many there may be.
create function networks.newest_in_sight(most integer)
  returns table (record_id uuid, number integer, subject_id uuid, folded boolean)
  language sql stable rows 20000 set search_path = ''
  begin atomic
    select n.record_id, n.number, n.subject_id, n.folds <> '{}'
    from unnest(array[0, identity.viewer_agency()]) as who (reader)
    cross join lateral (
      select h.record_id, h.number, h.subject_id, h.folds, h.said_at
      from networks.reach h where h.reader = who.reader
      order by h.said_at desc, h.record_id limit most) n
    order by n.said_at desc, n.record_id, n.number limit most;
  end;

-- Decisions of both owners that two subjects are one, of which the viewer finds both.
create function networks.joinings_in_sight() returns table (a uuid, b uuid)
  language sql stable rows 5000 set search_path = ''
  begin atomic
    select j.a, j.b from networks.joining j
    where j.parted_at is null and j.at_a is not null and j.at_b is not null
    limit 5000;
  end;

-- Edges between reports: a value that several of them name, persons decided or confirmed to be the same. Whoever is kept
-- apart, here by their own owner too, and what is theirs, connects nothing; that is asked of what would connect alone.
--   most        reports' mentions that are looked at, the newest
--   hub         a value on more reports than this connects nothing
create function networks.threads_in_sight(most integer, hub integer)
  returns table (record_id uuid, subject_id uuid, how text, also uuid, is_hub boolean)
  language sql stable set search_path = ''
  begin atomic
    with mine as materialized (
      select m.record_id, m.number, m.subject_id, m.folded from networks.newest_in_sight(most) m
    ), shared as materialized (
      select m.subject_id, count(distinct m.record_id) > hub as is_hub
      from mine m group by m.subject_id having count(distinct m.record_id) > 1
    ), valued as materialized (
      select m.record_id, m.number, m.subject_id, m.folded, s.is_hub
      from mine m join shared s on s.subject_id = m.subject_id
    ), paired as materialized (
      select x.record_id, x.number, x.subject_id, 'same' as how, y.record_id as also, y.number as also_number
      from networks.joinings_in_sight() j
      join mine x on x.subject_id = j.a join mine y on y.subject_id = j.b
      union all
      select x.record_id, x.number, x.subject_id, 'confirmed', y.record_id, y.number
      from networks.confirmed_in_sight() c
      join mine x on x.record_id = c.own_record and x.number = c.own_number
      join mine y on y.record_id = c.their_record and y.number = c.their_number
    )
    select distinct v.record_id, v.subject_id, 'value', null::uuid, v.is_hub
    from valued v
    where not v.folded or not networks.is_kept_apart(v.record_id, v.number)
    union all
    select p.record_id, p.subject_id, p.how, p.also, false
    from paired p
    where p.how = 'confirmed'
      or not networks.is_kept_apart(p.record_id, p.number) and not networks.is_kept_apart(p.also, p.also_number);
  end;

grant execute on function networks.newest_in_sight(integer), networks.joinings_in_sight(),
  networks.threads_in_sight(integer, integer) to seamark_member;

reset role;
