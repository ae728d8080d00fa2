-- Which matches a value opens. Counts obey clearance: each clearance has its own counting, and every answer is asked
-- of the viewer's. Counted are open records, which are in no compartment and not silent.

set role seamark_service;

-- Brings the matches of some values up to date. The caller holds the values' locks.
--   touched_kinds, touched_keys   the values, each once
--   reports                       the reports whose sides may be missing; those of a value that ceases
--                                 to be common are found here
-- Returns the agencies whose matches changed.
--
-- A value is common when more than `common_threshold` open records hold it: counted over open records
-- only, so that a silent one cannot be felt. It has two countings: over open OFFICIAL records, for those cleared
-- for no more, and over all open records. Where only the second is over the threshold, OFFICIAL records go on
-- meeting one another, and the match rests for those who are cleared for both. A match that somebody has acted on
-- stays, with the sides it had; every other one of a common value rests, and wakes when the value is common no more.
--
-- The planner cannot know that a batch holds few rows and the table many, or will: loops over an index
-- are right at every size here, hence the settings and the laterals. Generic plans, because planning
-- anew costs more than running.
create function deconfliction.open_matches_for_values(
  touched_kinds text[], touched_keys text[], reports uuid[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  threshold integer := (select s.common_threshold from deconfliction.setting s);
  moving_kinds text[]; moving_keys text[]; official_now boolean[]; all_now boolean[]; official_was boolean[]; all_was boolean[];
  changed integer[];
  affected integer[] := '{}';
begin
  select coalesce(array_agg(v.kind), '{}'), coalesce(array_agg(v.key), '{}'), array_agg(v.official), array_agg(v.every),
         array_agg(v.official_before), array_agg(v.every_before)
  into moving_kinds, moving_keys, official_now, all_now, official_was, all_was
  from (
    select t.kind, t.key, c.official > threshold as official, c.every > threshold as every,
           coalesce(k.official, false) as official_before, coalesce(k.every, false) as every_before
    from unnest(touched_kinds, touched_keys) as t (kind, key)
    -- One look at the index for both countings: it holds OFFICIAL before OFFICIAL-SENSITIVE.
    cross join lateral (
      select count(*) as every, count(*) filter (where bounded.classification = 'OFFICIAL') as official
      from (select i.classification from deconfliction.identifier i
            where i.kind = t.kind and i.key = t.key and i.open
            order by i.classification limit threshold + 1) as bounded) c
    cross join lateral (
      select bool_or(x.clearance = 'OFFICIAL') as official, bool_or(x.clearance <> 'OFFICIAL') as every
      from deconfliction.common_value x where x.kind = t.kind and x.key = t.key) k
  ) v
  where (v.official, v.every) <> (v.official_before, v.every_before);

  if cardinality(moving_kinds) > 0 then
    insert into deconfliction.common_value (kind, key, clearance)
    select v.kind, v.key, l.clearance
    from unnest(moving_kinds, moving_keys, official_now, all_now) as v (kind, key, official, every)
    cross join lateral (values ('OFFICIAL', v.official), ('OFFICIAL-SENSITIVE', v.every)) as l (clearance, holds)
    where l.holds
    on conflict (kind, key, clearance) do nothing;
    delete from deconfliction.common_value k
    using unnest(moving_kinds, moving_keys, official_now, all_now) as v (kind, key, official, every)
    where k.kind = v.kind and k.key = v.key and not case when k.clearance = 'OFFICIAL' then v.official else v.every end;
    with moved as (
      update deconfliction.match m set common = v.every, common_official = v.official
      from unnest(moving_kinds, moving_keys, official_now, all_now, official_was, all_was)
           as v (kind, key, official, every, official_before, every_before)
      where m.kind = v.kind and m.key = v.key and (m.common_official, m.common) <> (v.official, v.every) and m.acted_at is null
      returning m.id, m.agency_a, m.agency_b, m.kind, m.key, v.official, v.every, v.official_before, v.every_before
    ), told as (
      insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
      select 'alteration', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
             'match', moved.id, array[moved.agency_a, moved.agency_b],
             jsonb_build_object('kind', moved.kind)
               || deconfliction.rest_detail(moved.official, moved.every, moved.official_before, moved.every_before)
      from moved cross join lateral deconfliction.author_of_match_event(moved.kind, moved.key, moved.agency_a, moved.agency_b) as actor
    )
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from moved cross join lateral (values (moved.agency_a), (moved.agency_b)) as a (agency);
  end if;

  -- Most values are held by one agency alone: then there is nothing to open and nothing to join.
  if cardinality(moving_kinds) = 0 and not exists (
    select from unnest(reports) as wanted (record_id)
    cross join lateral (select h.kind, h.key, h.agency_id from deconfliction.identifier h
                        where h.record_id = wanted.record_id offset 0) i
    cross join lateral (select from deconfliction.identifier h
                        where h.kind = i.kind and h.key = i.key and h.agency_id <> i.agency_id limit 1) o) then
    return affected;
  end if;

  with holdings as materialized (
    select i.record_id, i.agency_id, i.kind, i.key, i.rests
    from unnest(reports) as wanted (record_id)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.key,
             exists (select from deconfliction.common_value c
                     where c.kind = h.kind and c.key = h.key and c.clearance = 'OFFICIAL-SENSITIVE') as rests
      from deconfliction.identifier h
      where h.record_id = wanted.record_id
        and not exists (select from deconfliction.common_value c
                        where c.kind = h.kind and c.key = h.key and c.clearance = h.classification) offset 0) i
    union
    select i.record_id, i.agency_id, i.kind, i.key, no_longer_common.every
    from unnest(moving_kinds, moving_keys, official_now, all_now, official_was, all_was)
         as no_longer_common (kind, key, official, every, official_before, every_before)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.key from deconfliction.identifier h
      where h.kind = no_longer_common.kind and h.key = no_longer_common.key
        and (not no_longer_common.every or h.classification = 'OFFICIAL') offset 0) i
    where (no_longer_common.official_before and not no_longer_common.official)
       or (no_longer_common.every_before and not no_longer_common.every)
  ), meetings as materialized (
    select m.kind, m.key, m.record_id as my_record, m.agency_id as my_agency, o.record_id as their_record, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b, m.rests
    from holdings m
    -- Where only both countings together make the value common, OFFICIAL records meet one another and no other.
    cross join lateral (
      select h.record_id, h.agency_id from deconfliction.identifier h
      where h.kind = m.kind and h.key = m.key and h.agency_id <> m.agency_id
        and (not m.rests or h.classification = 'OFFICIAL') offset 0) o
  ), pairs as materialized (
    select distinct kind, key, agency_a, agency_b, rests from meetings
  ), opened as (
    insert into deconfliction.match (kind, key, agency_a, agency_b, common)
    select kind, key, agency_a, agency_b, rests from pairs
    on conflict (kind, key, agency_a, agency_b) do nothing
    returning id, kind, key, agency_a, agency_b
  ), told as (
    insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
    select 'combination', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
           'match', opened.id, array[opened.agency_a, opened.agency_b], jsonb_build_object('kind', opened.kind)
    from opened cross join lateral deconfliction.author_of_match_event(opened.kind, opened.key, opened.agency_a, opened.agency_b) as actor
  ), matches as materialized (
    select o.id, o.kind, o.key, o.agency_a, o.agency_b, true as fresh from opened o
    union all
    select m.id, m.kind, m.key, m.agency_a, m.agency_b, false
    from pairs p
    cross join lateral (
      select x.id, x.kind, x.key, x.agency_a, x.agency_b from deconfliction.match x
      where x.kind = p.kind and x.key = p.key and x.agency_a = p.agency_a and x.agency_b = p.agency_b offset 0) m
  ), sides as materialized (
    select k.id as match_id, o.my_record as record_id, o.my_agency as agency_id, k.kind, k.fresh
    from meetings o join matches k using (kind, key, agency_a, agency_b)
    union
    select k.id, o.their_record, o.their_agency, k.kind, k.fresh
    from meetings o join matches k using (kind, key, agency_a, agency_b)
  ), joined as (
    insert into deconfliction.match_side (match_id, record_id, agency_id, kind, state)
    select match_id, record_id, agency_id, kind,
           case when fresh then 'open' else deconfliction.state_of(match_id, agency_id) end
    from sides
    on conflict (match_id, record_id) do update set held = true where not match_side.held
    returning match_id
  )
  select coalesce(array_agg(distinct a.agency), '{}') into changed
  from (select distinct match_id from joined) j
  join matches k on k.id = j.match_id
  cross join lateral (values (k.agency_a), (k.agency_b)) as a (agency);

  return affected || changed;
end
$$;

reset role;
