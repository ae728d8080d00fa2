-- Which matches a token opens.

set role seamark_service;

-- As open_matches_for_values, for tokens. Two records that are both held in clear are not paired: their values are.
create function deconfliction.open_matches_for_tokens(
  touched_kinds text[], touched_elements bytea[], records uuid[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  threshold integer := (select s.common_threshold from deconfliction.setting s);
  moving_kinds text[]; moving_elements bytea[]; official_now boolean[]; all_now boolean[]; official_was boolean[]; all_was boolean[];
  changed integer[];
  affected integer[] := '{}';
begin
  select coalesce(array_agg(v.kind), '{}'), coalesce(array_agg(v.element), '{}'), array_agg(v.official), array_agg(v.every),
         array_agg(v.official_before), array_agg(v.every_before)
  into moving_kinds, moving_elements, official_now, all_now, official_was, all_was
  from (
    select t.kind, t.element, c.official > threshold as official, c.every > threshold as every,
           coalesce(k.official, false) as official_before, coalesce(k.every, false) as every_before
    from unnest(touched_kinds, touched_elements) as t (kind, element)
    cross join lateral (
      select count(*) as every, count(*) filter (where not bounded.sensitive) as official
      from (select i.sensitive from deconfliction.sealed_token i
            where i.element = t.element and i.open and i.kind = t.kind
            order by i.sensitive limit threshold + 1) as bounded) c
    cross join lateral (
      select bool_or(x.clearance = 'OFFICIAL') as official, bool_or(x.clearance <> 'OFFICIAL') as every
      from deconfliction.sealed_common x where x.element = t.element and x.kind = t.kind) k
  ) v
  where (v.official, v.every) <> (v.official_before, v.every_before);

  if cardinality(moving_kinds) > 0 then
    insert into deconfliction.sealed_common (kind, element, clearance)
    select v.kind, v.element, l.clearance
    from unnest(moving_kinds, moving_elements, official_now, all_now) as v (kind, element, official, every)
    cross join lateral (values ('OFFICIAL', v.official), ('OFFICIAL-SENSITIVE', v.every)) as l (clearance, holds)
    where l.holds
    on conflict (element, kind, clearance) do nothing;
    delete from deconfliction.sealed_common k
    using unnest(moving_kinds, moving_elements, official_now, all_now) as v (kind, element, official, every)
    where k.element = v.element and k.kind = v.kind and not case when k.clearance = 'OFFICIAL' then v.official else v.every end;
    with moved as (
      update deconfliction.match m set common = v.every, common_official = v.official
      from (select u.kind, deconfliction.sealed_key(u.element) as key, u.element, u.official, u.every, u.official_before, u.every_before
            from unnest(moving_kinds, moving_elements, official_now, all_now, official_was, all_was)
                 as u (kind, element, official, every, official_before, every_before)) v
      where m.kind = v.kind and m.key = v.key and (m.common_official, m.common) <> (v.official, v.every) and m.acted_at is null
      returning m.id, m.agency_a, m.agency_b, m.kind, v.element, v.official, v.every, v.official_before, v.every_before
    ), told as (
      insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
      select 'alteration', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
             'match', moved.id, array[moved.agency_a, moved.agency_b],
             jsonb_build_object('kind', moved.kind, 'sealed', true)
               || deconfliction.rest_detail(moved.official, moved.every, moved.official_before, moved.every_before)
      from moved cross join lateral deconfliction.author_of_sealed_event(moved.element, moved.agency_a, moved.agency_b) as actor
    )
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from moved cross join lateral (values (moved.agency_a), (moved.agency_b)) as a (agency);
  end if;

  with holdings as materialized (
    select i.record_id, i.agency_id, i.kind, i.element, i.clear, i.rests
    from unnest(records) as wanted (record_id)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.element, h.clear,
             exists (select from deconfliction.sealed_common c
                     where c.element = h.element and c.kind = h.kind and c.clearance = 'OFFICIAL-SENSITIVE') as rests
      from deconfliction.sealed_token h
      where h.record_id = wanted.record_id
        and not exists (select from deconfliction.sealed_common c
                        where c.element = h.element and c.kind = h.kind
                          and c.clearance = case when h.sensitive then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end) offset 0) i
    union
    select i.record_id, i.agency_id, i.kind, i.element, i.clear, no_longer_common.every
    from unnest(moving_kinds, moving_elements, official_now, all_now, official_was, all_was)
         as no_longer_common (kind, element, official, every, official_before, every_before)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.element, h.clear from deconfliction.sealed_token h
      where h.element = no_longer_common.element and h.kind = no_longer_common.kind
        and (not no_longer_common.every or not h.sensitive) offset 0) i
    where (no_longer_common.official_before and not no_longer_common.official)
       or (no_longer_common.every_before and not no_longer_common.every)
  ), shared as materialized (
    select m.kind, deconfliction.sealed_key(m.element) as key, m.element,
           m.record_id as my_record, m.agency_id as my_agency, o.record_id as their_record, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b, m.rests
    from holdings m
    cross join lateral (
      select h.record_id, h.agency_id from deconfliction.sealed_token h
      where h.element = m.element and h.kind = m.kind and h.agency_id <> m.agency_id
        and not (h.clear and m.clear) and (not m.rests or not h.sensitive) offset 0) o
  ), meetings as materialized (
    select * from shared where kind <> 'person'
    union all
    -- A person has many tokens, one for each two words of the name: they open one match, and if there is
    -- one on any of them already, that.
    (select distinct on (s.my_record, s.their_record) s.*
     from shared s
     left join lateral (
       select true as there from deconfliction.match x
       where x.kind = s.kind and x.key = s.key and x.agency_a = s.agency_a and x.agency_b = s.agency_b offset 0) known on true
     where s.kind = 'person'
     order by s.my_record, s.their_record, known.there nulls last, s.element)
  ), pairs as materialized (
    select distinct kind, key, element, agency_a, agency_b, rests from meetings
  ), opened as (
    insert into deconfliction.match (kind, key, agency_a, agency_b, common)
    select kind, key, agency_a, agency_b, rests from pairs
    on conflict (kind, key, agency_a, agency_b) do nothing
    returning id, kind, key, agency_a, agency_b
  ), told as (
    insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
    select 'combination', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
           'match', opened.id, array[opened.agency_a, opened.agency_b], jsonb_build_object('kind', opened.kind, 'sealed', true)
    from opened cross join lateral deconfliction.author_of_sealed_event(
      deconfliction.element_of(opened.key), opened.agency_a, opened.agency_b) as actor
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
