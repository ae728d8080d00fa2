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

-- Edges between reports: a value that several of them name, persons decided or confirmed to be the same. Whoever is kept
-- apart, here by their own owner too, and what is theirs, connects nothing.
--   most        reports' mentions that are looked at, the newest
--   hub         a value on more reports than this connects nothing
create function networks.threads_in_sight(most integer, hub integer)
  returns table (record_id uuid, subject_id uuid, how text, also uuid, is_hub boolean)
  language sql stable set search_path = ''
  begin atomic
    with mine as materialized (
      select h.record_id, h.number, h.subject_id, h.folds, h.kind
      from networks.reach h
      where h.reader = any (array[0, identity.viewer_agency()])
      order by h.said_at desc, h.record_id, h.number limit most
    ), shared as materialized (
      select m.subject_id, count(distinct m.record_id) > hub as is_hub
      from mine m group by m.subject_id having count(distinct m.record_id) > 1
    )
    select distinct m.record_id, m.subject_id, 'value', null::uuid, s.is_hub
    from mine m join shared s on s.subject_id = m.subject_id
    where m.folds = '{}' or not networks.is_kept_apart(m.record_id, m.number)
    union all
    select x.record_id, x.subject_id, 'same', y.record_id, false
    from networks.joining j
    join mine x on x.subject_id = j.a join mine y on y.subject_id = j.b
    where j.parted_at is null and j.at_a is not null and j.at_b is not null
      and not networks.is_kept_apart(x.record_id, x.number) and not networks.is_kept_apart(y.record_id, y.number)
    union all
    select x.record_id, x.subject_id, 'confirmed', y.record_id, false
    from networks.confirmed_in_sight() c
    join mine x on x.record_id = c.own_record and x.number = c.own_number
    join mine y on y.record_id = c.their_record and y.number = c.their_number;
  end;

grant execute on function networks.threads_in_sight(integer, integer) to seamark_member;

reset role;
