-- Matching: what is called in the transaction that files, imports, changes or withdraws a report.
set role seamark_service;

-- In whose name the ledger says that a match was opened or rests. Whoever files made it so; but their
-- records manager reads the agency's events, and must not learn there what a partner holds silently. So
-- where the partner lets nothing be known, it was the program, and the event stands in no agency's list.
create function deconfliction.author_of_match_event(wanted_kind text, wanted_key text, agency_a integer, agency_b integer)
  returns table (agency_id integer, person_id uuid, service text, purpose text)
  language sql stable
  begin atomic
    select case when told then identity.viewer_agency() end,
           case when told then identity.viewer_person() end,
           case when told then nullif(current_setting('seamark.service', true), '') else 'matching' end,
           case when told then nullif(current_setting('seamark.purpose', true), '') end
    from (select exists (
            select from deconfliction.identifier i
            where i.kind = wanted_kind and i.key = wanted_key and i.open
              and i.agency_id in (agency_a, agency_b) and i.agency_id <> identity.viewer_agency()) as told) as partner;
  end;

-- Brings the matches of some values up to date. The caller holds the values' locks.
--   touched_kinds, touched_keys   the values, each once
--   reports                       the reports whose sides may be missing; those of a value that ceases
--                                 to be common are found here
-- Returns the agencies whose matches changed.
--
-- A value is common when more than `common_threshold` open records hold it: counted over open records
-- only, so that a silent one cannot be felt. A match that somebody has acted on stays, with the sides it
-- had; every other one of a common value rests, and wakes when the value is common no more.
--
-- The planner cannot know that a batch holds few rows and the table many, or will: loops over an index
-- are right at every size here, hence the settings and the laterals. Generic plans, because planning
-- anew costs more than running.
create function deconfliction.judge_values(
  touched_kinds text[], touched_keys text[], reports uuid[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  threshold integer := (select s.common_threshold from deconfliction.setting s);
  common_kinds text[]; common_keys text[];
  freed_kinds text[]; freed_keys text[];
  changed integer[];
  affected integer[] := '{}';
begin
  select coalesce(array_agg(v.kind) filter (where v.is_common), '{}'), coalesce(array_agg(v.key) filter (where v.is_common), '{}'),
         coalesce(array_agg(v.kind) filter (where not v.is_common), '{}'), coalesce(array_agg(v.key) filter (where not v.is_common), '{}')
  into common_kinds, common_keys, freed_kinds, freed_keys
  from (
    select t.kind, t.key, c.holders > threshold as is_common,
           exists (select from deconfliction.common_value k where k.kind = t.kind and k.key = t.key) as was_common
    from unnest(touched_kinds, touched_keys) as t (kind, key)
    cross join lateral (
      select count(*) as holders
      from (select from deconfliction.identifier i
            where i.kind = t.kind and i.key = t.key and i.open limit threshold + 1) as bounded) c
  ) v
  where v.is_common <> v.was_common;

  if cardinality(common_kinds) + cardinality(freed_kinds) > 0 then
    insert into deconfliction.common_value (kind, key) select * from unnest(common_kinds, common_keys);
    delete from deconfliction.common_value k using unnest(freed_kinds, freed_keys) as f (kind, key)
    where k.kind = f.kind and k.key = f.key;
    with moved as (
      update deconfliction.match m set common = v.common
      from (select kind, key, true as common from unnest(common_kinds, common_keys) as c (kind, key)
            union all
            select kind, key, false from unnest(freed_kinds, freed_keys) as f (kind, key)) v
      where m.kind = v.kind and m.key = v.key and m.common <> v.common and m.acted_at is null
      returning m.id, m.agency_a, m.agency_b, m.kind, m.key, m.common
    ), told as (
      insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
      select 'alteration', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
             'match', moved.id, array[moved.agency_a, moved.agency_b],
             jsonb_build_object('kind', moved.kind, 'common', moved.common)
      from moved cross join lateral deconfliction.author_of_match_event(moved.kind, moved.key, moved.agency_a, moved.agency_b) as actor
    )
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from moved cross join lateral (values (moved.agency_a), (moved.agency_b)) as a (agency);
  end if;

  with mine as materialized (
    select i.report_id, i.agency_id, i.kind, i.key
    from unnest(reports) as wanted (report_id)
    cross join lateral (
      select h.report_id, h.agency_id, h.kind, h.key from deconfliction.identifier h
      where h.report_id = wanted.report_id
        and not exists (select from deconfliction.common_value c where c.kind = h.kind and c.key = h.key) offset 0) i
    union
    select i.report_id, i.agency_id, i.kind, i.key
    from unnest(freed_kinds, freed_keys) as freed (kind, key)
    cross join lateral (
      select h.report_id, h.agency_id, h.kind, h.key from deconfliction.identifier h
      where h.kind = freed.kind and h.key = freed.key offset 0) i
  ), others as materialized (
    select m.kind, m.key, m.report_id as my_report, m.agency_id as my_agency, o.report_id as their_report, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b
    from mine m
    cross join lateral (
      select h.report_id, h.agency_id from deconfliction.identifier h
      where h.kind = m.kind and h.key = m.key and h.agency_id <> m.agency_id offset 0) o
  ), pairs as materialized (
    select distinct kind, key, agency_a, agency_b from others
  ), opened as (
    insert into deconfliction.match (kind, key, agency_a, agency_b)
    select kind, key, agency_a, agency_b from pairs
    on conflict (kind, key, agency_a, agency_b) do nothing
    returning id, kind, key, agency_a, agency_b
  ), told as (
    insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
    select 'combination', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
           'match', opened.id, array[opened.agency_a, opened.agency_b], jsonb_build_object('kind', opened.kind)
    from opened cross join lateral deconfliction.author_of_match_event(opened.kind, opened.key, opened.agency_a, opened.agency_b) as actor
  ), known as materialized (
    select o.id, o.kind, o.key, o.agency_a, o.agency_b, true as fresh from opened o
    union all
    select m.id, m.kind, m.key, m.agency_a, m.agency_b, false
    from pairs p
    cross join lateral (
      select x.id, x.kind, x.key, x.agency_a, x.agency_b from deconfliction.match x
      where x.kind = p.kind and x.key = p.key and x.agency_a = p.agency_a and x.agency_b = p.agency_b offset 0) m
  ), sides as materialized (
    select k.id as match_id, o.my_report as report_id, o.my_agency as agency_id, k.kind, k.fresh
    from others o join known k using (kind, key, agency_a, agency_b)
    union
    select k.id, o.their_report, o.their_agency, k.kind, k.fresh
    from others o join known k using (kind, key, agency_a, agency_b)
  ), joined as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select match_id, report_id, agency_id, kind,
           case when fresh then 'open' else deconfliction.state_of(match_id, agency_id) end
    from sides
    on conflict (match_id, report_id) do update set held = true where not match_side.held
    returning match_id
  )
  select coalesce(array_agg(distinct a.agency), '{}') into changed
  from (select distinct match_id from joined) j
  join known k on k.id = j.match_id
  cross join lateral (values (k.agency_a), (k.agency_b)) as a (agency);

  return affected || changed;
end
$$;

-- Replaces the identifiers of some reports of one agency and brings their matches up to date. Called
-- by the program in the transaction that files, imports, changes or withdraws the reports.
--
--   reports      the reports whose identifiers are replaced (a draft or withdrawn report has none afterwards)
--   of_reports, kinds, keys, tiers   the new identifiers, one array element each
--
-- Race: two agencies file one value at the same moment, and neither sees the other's row. So the
-- values are locked first, by 1,024 buckets in ascending order (no deadlock, bounded memory), and
-- because each statement takes its own snapshot, what is read after the lock includes what the other
-- has committed. The shared lock on 7313 keeps the threshold from changing meanwhile.
--
-- Returns the agencies whose matches changed, for the live pages.
create function deconfliction.hold_identifiers(
  reports uuid[], of_reports uuid[], kinds text[], keys text[], tiers text[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  viewer_agency integer := identity.viewer_agency();
  touched_kinds text[]; touched_keys text[];
  filed uuid[];
  parted integer[] := '{}';
begin
  if viewer_agency is not null and exists (
    select from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
    where r.agency_id <> viewer_agency) then
    raise exception 'Identifiers are held by the agency that owns the report' using errcode = 'SM003';
  end if;
  if not of_reports <@ reports then
    raise exception 'An identifier belongs to a report that is not being replaced' using errcode = 'SM003';
  end if;

  perform pg_advisory_xact_lock_shared(7313, 0);
  select array_agg(v.kind), array_agg(v.key) into touched_kinds, touched_keys
  from (select t.kind, t.key from unnest(kinds, keys) as t (kind, key)
        union
        select i.kind, i.key from unnest(reports) as wanted (id)
        cross join lateral (select h.kind, h.key from deconfliction.identifier h where h.report_id = wanted.id offset 0) i) v;
  if touched_kinds is null then
    return '{}';
  end if;
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || t.key) & 1023 as bucket
        from unnest(touched_kinds, touched_keys) as t (kind, key) order by 1 offset 0) b;

  select coalesce(array_agg(r.id), '{}') into filed
  from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
  where r.status in ('submitted', 'disseminated');

  if exists (select from unnest(reports) as wanted (id) join deconfliction.identifier i on i.report_id = wanted.id) then
    -- NOT IN, because it is hashed; none of these columns is ever null
    delete from deconfliction.identifier i
    where i.report_id = any (reports)
      and (not (i.report_id = any (filed))
           or (i.report_id, i.kind, i.key) not in (select * from unnest(of_reports, kinds, keys)));
    with gone as materialized (
      select s.id, m.acted_at, m.agency_a, m.agency_b
      from unnest(reports) as wanted (id)
      cross join lateral (select x.id, x.match_id, x.report_id from deconfliction.match_side x
                          where x.report_id = wanted.id and x.held offset 0) s
      join deconfliction.match m on m.id = s.match_id
      where not exists (select from deconfliction.identifier i
                        where i.report_id = s.report_id and i.kind = m.kind and i.key = m.key)
    ), kept as (
      update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
    ), dropped as (
      delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
    )
    select coalesce(array_agg(distinct a.agency), '{}') into parted
    from gone cross join lateral (values (gone.agency_a), (gone.agency_b)) as a (agency);
  end if;

  insert into deconfliction.identifier (report_id, kind, key, agency_id, open, classification, tier)
  select n.report_id, n.kind, n.key, r.agency_id, r.discoverable and r.compartment_id is null, r.classification, n.tier
  from unnest(of_reports, kinds, keys, tiers) as n (report_id, kind, key, tier)
  join intelligence.report r on r.id = n.report_id
  where r.status in ('submitted', 'disseminated')
  on conflict (report_id, kind, key) do update
    set open = excluded.open, classification = excluded.classification, tier = excluded.tier
    where (identifier.open, identifier.classification, identifier.tier)
          is distinct from (excluded.open, excluded.classification, excluded.tier);

  return parted || deconfliction.judge_values(touched_kinds, touched_keys, filed, operation);
end
$$;
grant execute on function deconfliction.hold_identifiers(uuid[], uuid[], text[], text[], text[], text) to seamark_member;

-- After a change of the threshold: the values that are common now and were not, or the other way round.
create function deconfliction.values_to_judge(most integer) returns table (kind text, key text)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    (select c.kind, c.key
     from deconfliction.common_value c, setting
     where (select count(*) from (select from deconfliction.identifier i
              where i.kind = c.kind and i.key = c.key and i.open limit setting.threshold + 1) as bounded) <= setting.threshold
     limit most)
    union all
    (select i.kind, i.key
     from deconfliction.identifier i, setting
     where i.open and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key)
     group by i.kind, i.key, setting.threshold
     having count(*) > setting.threshold
     limit most);
  end;

-- Judges values anew, with their locks. Returns the agencies whose matches changed.
create function deconfliction.judge_again(kinds text[], keys text[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || t.key) & 1023 as bucket
        from unnest(kinds, keys) as t (kind, key) order by 1 offset 0) b;
  return deconfliction.judge_values(kinds, keys, '{}', operation);
end
$$;

reset role;
