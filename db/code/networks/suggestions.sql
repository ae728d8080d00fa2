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

-- The newest mentions that were made for this reader, all partners (0) or the viewer's agency, as far as they are in sight.
-- Each report is asked about once, and who is kept apart of all together: keeps_apart of those alone whom their agency
-- withholds or somebody decided to be the same as another. Where some were not in sight, as many more are looked at, so that
-- what is hidden takes no place.
create function networks.newest_in_sight(who integer, most integer)
  returns table (record_id uuid, number integer, subject_id uuid, agency_id integer, said_at timestamptz, folds text[], person uuid)
  language plpgsql stable rows 20000 set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  mine integer := identity.viewer_agency();
  last_at timestamptz := 'infinity';
  last_record uuid;
  last_number integer;
  added integer;
  found integer := 0;
begin
  loop
    return query
      with newest as materialized (
        select h.record_id, h.number, h.version, h.subject_id, h.agency_id, h.kind, h.said_at, h.folds
        from networks.reach h
        where h.reader = who and (who <> 0 or h.agency_id <> mine)
          and h.said_at <= last_at and (h.said_at < last_at or (h.record_id, h.number) > (last_record, last_number))
        order by h.said_at desc, h.record_id, h.number limit most
      ), reports as materialized (
        select r.id, r.version
        from (select distinct n.record_id from newest n) d join access.record r on r.id = d.record_id
        where r.status = 'disseminated' and access.is_in_full_sight(r)
      ), seen as materialized (
        select n.record_id, n.number, n.subject_id, n.agency_id, n.said_at, n.folds,
               case when n.kind = 'person' then n.subject_id end as person
        from newest n join reports r on r.id = n.record_id and r.version = n.version
      ), named as materialized (
        select a.agency_id, a.fold
        from (select array_agg(p.agency_id) as owners, array_agg(p.fold) as folds
              from (select distinct s.agency_id, f.fold from seen s cross join lateral unnest(s.folds) f (fold)
                    where s.agency_id <> mine) p) w
        cross join lateral networks.named_apart(w.owners, w.folds) a
      )
      select s.record_id, s.number, s.subject_id, s.agency_id, s.said_at, s.folds, s.person
      from seen s
      where s.agency_id = mine or s.folds = '{}'
        or not case when exists (select from named a where a.agency_id = s.agency_id and a.fold = any (s.folds))
                      or s.person is not null and exists (select from networks.joining j where s.person in (j.a, j.b))
                    then networks.keeps_apart(s.agency_id, s.folds, s.person) else false end
      order by s.said_at desc, s.record_id, s.number limit most - found;
    get diagnostics added = row_count;
    found := found + added;
    exit when found >= most;
    select h.said_at, h.record_id, h.number into last_at, last_record, last_number
    from networks.reach h
    where h.reader = who and (who <> 0 or h.agency_id <> mine)
      and h.said_at <= last_at and (h.said_at < last_at or (h.record_id, h.number) > (last_record, last_number))
    order by h.said_at desc, h.record_id, h.number offset most - 1 limit 1;
    exit when last_at is null;
  end loop;
end
$$;

-- Decisions of both owners that two subjects are one, of which the viewer finds both.
create function networks.joinings_in_sight() returns table (a uuid, b uuid)
  language plpgsql stable rows 5000 set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query select j.a, j.b from networks.joining_in_sight j limit 5000;
end
$$;

-- Edges between reports: a value that several of them name, persons decided or confirmed to be the same. Whoever is kept
-- apart, here by their own owner too, and what is theirs, connects nothing; that is asked of what would connect alone.
--   most        reports' mentions that are looked at, the newest
--   hub         a value on more reports than this connects nothing
create function networks.threads_in_sight(most integer, hub integer)
  returns table (record_id uuid, subject_id uuid, how text, also uuid, is_hub boolean)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if identity.viewer_agency() is null then
    return;
  end if;
  return query
    with mine as materialized (
      select m.record_id, m.number, m.subject_id, m.agency_id, m.folds, m.person
      from unnest(array[0, identity.viewer_agency()]) who (reader)
      cross join lateral networks.newest_in_sight(who.reader, most) m
      order by m.said_at desc, m.record_id, m.number limit most
    ), shared as materialized (
      select m.subject_id, count(distinct m.record_id) > hub as is_hub
      from mine m group by m.subject_id having count(distinct m.record_id) > 1
    ), valued as materialized (
      select m.record_id, m.subject_id, m.agency_id, m.folds, m.person, s.is_hub
      from mine m join shared s on s.subject_id = m.subject_id
    ), joined as materialized (
      select x.record_id, x.subject_id, x.agency_id, x.folds, x.person, y.record_id as also, y.agency_id as also_agency,
             y.folds as also_folds, y.person as also_person
      from networks.joinings_in_sight() j
      join mine x on x.subject_id = j.a join mine y on y.subject_id = j.b
    ), own as materialized (
      -- Each person once. A partner's were asked when they were found.
      select v.folds, v.person from valued v where v.agency_id = identity.viewer_agency() and v.folds <> '{}'
      union select j.folds, j.person from joined j where j.agency_id = identity.viewer_agency() and j.folds <> '{}'
      union select j.also_folds, j.also_person from joined j where j.also_agency = identity.viewer_agency() and j.also_folds <> '{}'
    ), named as materialized (
      select a.fold
      from (select array_agg(distinct f.fold) as folds from own o cross join lateral unnest(o.folds) f (fold)) w
      cross join lateral networks.named_apart(array_fill(identity.viewer_agency(), array[cardinality(w.folds)]), w.folds) a
    ), apart as materialized (
      select o.folds, o.person from own o
      where case when exists (select from named n where n.fold = any (o.folds))
                   or o.person is not null and exists (select from networks.joining j where o.person in (j.a, j.b))
                 then networks.keeps_apart(identity.viewer_agency(), o.folds, o.person) else false end
    )
    select distinct v.record_id, v.subject_id, 'value', null::uuid, v.is_hub
    from valued v
    where v.agency_id <> identity.viewer_agency()
       or not exists (select from apart a where a.folds = v.folds and a.person is not distinct from v.person)
    union all
    select j.record_id, j.subject_id, 'same', j.also, false
    from joined j
    where (j.agency_id <> identity.viewer_agency()
           or not exists (select from apart a where a.folds = j.folds and a.person is not distinct from j.person))
      and (j.also_agency <> identity.viewer_agency()
           or not exists (select from apart b where b.folds = j.also_folds and b.person is not distinct from j.also_person))
    union all
    -- Nobody of these is kept apart: see above.
    select x.record_id, x.subject_id, 'confirmed', y.record_id, false
    from networks.confirmed_in_sight() c
    join mine x on x.record_id = c.own_record and x.number = c.own_number
    join mine y on y.record_id = c.their_record and y.number = c.their_number;
end
$$;

grant execute on function networks.threads_in_sight(integer, integer) to seamark_member;

reset role;
