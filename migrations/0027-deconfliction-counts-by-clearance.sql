-- Counts obey clearance, and so do names. What is common was counted over open records of every classification,
-- so whoever is cleared for OFFICIAL could feel OFFICIAL-SENSITIVE ones: by the word "common", by a match that
-- went to rest, by a token that was refused. Now each clearance has its own counting, and every answer is asked of
-- the viewer's. A person's spellings were those of every report that writes them alike, those of an operation
-- among them; now each mention keeps its own, and is read with its report.
--
-- Counted are open records, which are in no compartment and not silent, as before (0011).
set role seamark_owner;

-- For whom a value is common: OFFICIAL, counted over OFFICIAL records alone; OFFICIAL-SENSITIVE, over both.
alter table deconfliction.common_value add column clearance text not null default 'OFFICIAL-SENSITIVE'
  check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE'));
alter table deconfliction.common_value alter column clearance drop default;
alter table deconfliction.common_value drop constraint common_value_pkey;
alter table deconfliction.common_value add primary key (kind, key, clearance);
alter table deconfliction.sealed_common add column clearance text not null default 'OFFICIAL-SENSITIVE'
  check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE'));
alter table deconfliction.sealed_common alter column clearance drop default;
alter table deconfliction.sealed_common drop constraint sealed_common_pkey;
alter table deconfliction.sealed_common add primary key (element, kind, clearance);

-- `common`: it rests for those cleared for OFFICIAL-SENSITIVE. `common_official`: for everybody. What rests now
-- goes on resting for everybody, until it is judged below; a change of type fires no trigger.
alter table deconfliction.match add column common_official boolean not null default false;
alter table deconfliction.match alter column common_official type boolean using common;
alter table deconfliction.match add constraint what_rests_for_all_rests_for_each check (common or not common_official);

-- The lowest classification of what a call changed: when it was made is known to whoever may see one of these.
-- Of the calls of before nobody wrote it down, so they count as the higher.
alter table deconfliction.sealed_submission add column classification text not null default 'OFFICIAL-SENSITIVE'
  check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE'));

-- In every way in which this report writes the person.
alter table deconfliction.person_mention add column names text[] not null default '{}';

-- Each viewer reads one counting, so that the same statement answers each of them by their own.
create function access.viewer_counting() returns text language sql stable parallel safe
  return case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE') then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end;
grant execute on function access.viewer_counting() to seamark_member, seamark_service;
drop policy holders_read on deconfliction.common_value;
create policy holders_read on deconfliction.common_value for select to seamark_member using (
  clearance = access.viewer_counting()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'));
drop policy holders_read on deconfliction.sealed_common;
create policy holders_read on deconfliction.sealed_common for select to seamark_member using (
  clearance = access.viewer_counting()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'));

drop policy both_sides_read on deconfliction.match;
create policy both_sides_read on deconfliction.match for select to seamark_member using (
  identity.viewer_agency() in (agency_a, agency_b)
  and not case access.viewer_counting() when 'OFFICIAL' then common_official else common end
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and deconfliction.own_side_visible(id, identity.viewer_agency())
  and deconfliction.partner_discloses(id, identity.viewer_agency()));
-- Which countings a match rests by is nobody's to read: what rests for the viewer is no row at all.
revoke select on deconfliction.match from seamark_member;
grant select (id, kind, key, agency_a, agency_b, opened_at, contacted_at, wrote_a, wrote_b, acted_at) on deconfliction.match
  to seamark_member;

drop policy own_reads on deconfliction.sealed_submission;
create policy own_reads on deconfliction.sealed_submission for select to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_is_cleared_for(classification)
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'records_manager'));
-- How many records a call held is a count over every classification.
revoke select on deconfliction.sealed_submission from seamark_member;
grant select (id, agency_id, person_id, epoch, at, classification) on deconfliction.sealed_submission to seamark_member;

-- An import's figures and its list of refused rows are of every classification in the file.
drop policy own_agency_reads on intelligence.import_run;
create policy own_agency_reads on intelligence.import_run for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE'))
         and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator'));

-- Spellings are read with the mentions in sight, and only there.
revoke select on deconfliction.person from seamark_member;
grant select (id, agency_id, born) on deconfliction.person to seamark_member;
create function deconfliction.names_in_sight(person uuid) returns text[] language sql stable set search_path = ''
  begin atomic
    select array_agg(w.name order by w.filed_at, w.report_id, w.number, w.place)
    from (
      select distinct on (n.name) n.name, r.filed_at, m.report_id, m.number, n.place
      from deconfliction.person_mention m
      join deconfliction.side_record r on r.id = m.report_id
      cross join lateral unnest(m.names) with ordinality as n (name, place)
      where m.person_id = names_in_sight.person
      order by n.name, r.filed_at, m.report_id, m.number, n.place) w;
  end;
grant execute on function deconfliction.names_in_sight(uuid) to seamark_member;

create or replace function deconfliction.partners_matched_with(report uuid) returns table (agency_id integer)
  language sql stable set search_path = ''
  begin atomic
    select distinct case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
    from deconfliction.match_side s join deconfliction.match m on m.id = s.match_id
    where s.report_id = partners_matched_with.report and s.agency_id = identity.viewer_agency()
    order by 1;
  end;

drop trigger sides_keep_their_state on deconfliction.match;
create trigger sides_keep_their_state after update of contacted_at, common_official on deconfliction.match
  for each row when (old.common_official <> new.common_official or old.contacted_at is distinct from new.contacted_at)
  execute function deconfliction.keep_states();

reset role;
set role seamark_service;

-- A side's state says `common` where the match rests for everybody.
create or replace function deconfliction.state_of(match uuid, agency integer) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when m.common_official then 'common'
                when w.closed_at is not null then 'closed'
                when w.word is not null then w.word
                when m.contacted_at is not null then 'contacted'
                else 'open' end
    from deconfliction.match m
    left join deconfliction.match_word w on w.match_id = m.id and w.agency_id = agency
    where m.id = state_of.match;
  end;

-- As in 0006. Whoever sees a match that rests for higher clearances may act on it; then it rests for nobody.
create or replace function deconfliction.note_word() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match set acted_at = new.at, common = false, common_official = false
  where id = new.match_id and acted_at is null;
  update deconfliction.match_side s set state = deconfliction.state_of(s.match_id, s.agency_id)
  where s.match_id = new.match_id and s.agency_id = new.agency_id;
  return null;
end
$$;
create or replace function deconfliction.note_message() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match set
    contacted_at = coalesce(contacted_at, new.at),
    acted_at = coalesce(acted_at, new.at),
    common = false, common_official = false,
    wrote_a = case when agency_a = new.agency_id then new.at else wrote_a end,
    wrote_b = case when agency_b = new.agency_id then new.at else wrote_b end
  where id = new.match_id;
  return null;
end
$$;

-- What the ledger says of a match that goes to rest or wakes: and for which clearance, where not for both.
create function deconfliction.rest_detail(official boolean, every boolean, official_before boolean, every_before boolean)
  returns jsonb language sql immutable
  return jsonb_build_object('common', case when every <> every_before then every else official end)
    || case when official <> official_before and every <> every_before then '{}'::jsonb
            else jsonb_build_object('clearance', case when every <> every_before then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end) end;

-- Brings the matches of some values up to date (0011). A value has two countings: over open OFFICIAL records, for
-- those cleared for no more, and over all open records. Where only the second is over the threshold, OFFICIAL
-- records go on meeting one another, and the match rests for those who are cleared for both.
create or replace function deconfliction.judge_values(
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
    select from unnest(reports) as wanted (report_id)
    cross join lateral (select h.kind, h.key, h.agency_id from deconfliction.identifier h
                        where h.report_id = wanted.report_id offset 0) i
    cross join lateral (select from deconfliction.identifier h
                        where h.kind = i.kind and h.key = i.key and h.agency_id <> i.agency_id limit 1) o) then
    return affected;
  end if;

  with mine as materialized (
    select i.report_id, i.agency_id, i.kind, i.key, i.rests
    from unnest(reports) as wanted (report_id)
    cross join lateral (
      select h.report_id, h.agency_id, h.kind, h.key,
             exists (select from deconfliction.common_value c
                     where c.kind = h.kind and c.key = h.key and c.clearance = 'OFFICIAL-SENSITIVE') as rests
      from deconfliction.identifier h
      where h.report_id = wanted.report_id
        and not exists (select from deconfliction.common_value c
                        where c.kind = h.kind and c.key = h.key and c.clearance = h.classification) offset 0) i
    union
    select i.report_id, i.agency_id, i.kind, i.key, freed.every
    from unnest(moving_kinds, moving_keys, official_now, all_now, official_was, all_was)
         as freed (kind, key, official, every, official_before, every_before)
    cross join lateral (
      select h.report_id, h.agency_id, h.kind, h.key from deconfliction.identifier h
      where h.kind = freed.kind and h.key = freed.key and (not freed.every or h.classification = 'OFFICIAL') offset 0) i
    where (freed.official_before and not freed.official) or (freed.every_before and not freed.every)
  ), others as materialized (
    select m.kind, m.key, m.report_id as my_report, m.agency_id as my_agency, o.report_id as their_report, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b, m.rests
    from mine m
    -- Where only both countings together make the value common, OFFICIAL records meet one another and no other.
    cross join lateral (
      select h.report_id, h.agency_id from deconfliction.identifier h
      where h.kind = m.kind and h.key = m.key and h.agency_id <> m.agency_id
        and (not m.rests or h.classification = 'OFFICIAL') offset 0) o
  ), pairs as materialized (
    select distinct kind, key, agency_a, agency_b, rests from others
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

-- After a change of the threshold (0011), for either counting.
create or replace function deconfliction.values_to_judge(most integer) returns table (kind text, key text)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    select found.kind, found.key
    from (
      (select c.kind, c.key
       from deconfliction.common_value c, setting
       where (select count(*) from (select from deconfliction.identifier i
                where i.kind = c.kind and i.key = c.key and i.open and i.classification <= c.clearance
                limit setting.threshold + 1) as bounded) <= setting.threshold
       limit most)
      union
      (select i.kind, i.key
       from deconfliction.identifier i, setting
       where i.open
         and not exists (select from deconfliction.common_value c
                         where c.kind = i.kind and c.key = i.key and c.clearance = 'OFFICIAL-SENSITIVE')
       group by i.kind, i.key, setting.threshold
       having count(*) > setting.threshold
       limit most)
      union
      (select i.kind, i.key
       from deconfliction.identifier i, setting
       where i.open and i.classification = 'OFFICIAL'
         and not exists (select from deconfliction.common_value c
                         where c.kind = i.kind and c.key = i.key and c.clearance = 'OFFICIAL')
       group by i.kind, i.key, setting.threshold
       having count(*) > setting.threshold
       limit most)) found;
  end;

-- As judge_values, for tokens (0019).
create or replace function deconfliction.judge_sealed(
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

  with mine as materialized (
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
    select i.record_id, i.agency_id, i.kind, i.element, i.clear, freed.every
    from unnest(moving_kinds, moving_elements, official_now, all_now, official_was, all_was)
         as freed (kind, element, official, every, official_before, every_before)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.element, h.clear from deconfliction.sealed_token h
      where h.element = freed.element and h.kind = freed.kind and (not freed.every or not h.sensitive) offset 0) i
    where (freed.official_before and not freed.official) or (freed.every_before and not freed.every)
  ), shared as materialized (
    select m.kind, deconfliction.sealed_key(m.element) as key, m.element,
           m.record_id as my_record, m.agency_id as my_agency, o.record_id as their_record, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b, m.rests
    from mine m
    cross join lateral (
      select h.record_id, h.agency_id from deconfliction.sealed_token h
      where h.element = m.element and h.kind = m.kind and h.agency_id <> m.agency_id
        and not (h.clear and m.clear) and (not m.rests or not h.sensitive) offset 0) o
  ), others as materialized (
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
    select distinct kind, key, element, agency_a, agency_b, rests from others
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
  ), known as materialized (
    select o.id, o.kind, o.key, o.agency_a, o.agency_b, true as fresh from opened o
    union all
    select m.id, m.kind, m.key, m.agency_a, m.agency_b, false
    from pairs p
    cross join lateral (
      select x.id, x.kind, x.key, x.agency_a, x.agency_b from deconfliction.match x
      where x.kind = p.kind and x.key = p.key and x.agency_a = p.agency_a and x.agency_b = p.agency_b offset 0) m
  ), sides as materialized (
    select k.id as match_id, o.my_record as record_id, o.my_agency as agency_id, k.kind, k.fresh
    from others o join known k using (kind, key, agency_a, agency_b)
    union
    select k.id, o.their_record, o.their_agency, k.kind, k.fresh
    from others o join known k using (kind, key, agency_a, agency_b)
  ), joined as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select match_id, record_id, agency_id, kind,
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

create or replace function deconfliction.sealed_to_judge(most integer) returns table (kind text, element bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    select found.kind, found.element
    from (
      (select c.kind, c.element
       from deconfliction.sealed_common c, setting
       where (select count(*) from (select from deconfliction.sealed_token i
                where i.element = c.element and i.open and i.kind = c.kind and (not i.sensitive or c.clearance <> 'OFFICIAL')
                limit setting.threshold + 1) as bounded) <= setting.threshold
       limit most)
      union
      (select i.kind, i.element
       from deconfliction.sealed_token i, setting
       where i.open
         and not exists (select from deconfliction.sealed_common c
                         where c.element = i.element and c.kind = i.kind and c.clearance = 'OFFICIAL-SENSITIVE')
       group by i.kind, i.element, setting.threshold
       having count(*) > setting.threshold
       limit most)
      union
      (select i.kind, i.element
       from deconfliction.sealed_token i, setting
       where i.open and not i.sensitive
         and not exists (select from deconfliction.sealed_common c
                         where c.element = i.element and c.kind = i.kind and c.clearance = 'OFFICIAL')
       group by i.kind, i.element, setting.threshold
       having count(*) > setting.threshold
       limit most)) found;
  end;

create or replace function deconfliction.keep_sealed(
  submission uuid, ids uuid[], handles text[], classifications text[], opens boolean[], expiries date[],
  of_numbers integer[], kinds text[], elements bytea[], wanted_epoch integer, operation text
) returns table (kept integer, already integer, replaced integer, refused_handles text[], refused_kinds text[], affected integer[])
  language plpgsql security definer set search_path = ''
  set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  mine integer := identity.viewer_agency();
  real_ids uuid[]; were boolean[]; same boolean[]; renewed boolean[]; others uuid[];
  good_numbers integer[]; good_kinds text[]; good_elements bytea[];
  changing uuid[];
begin
  if mine is null or not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
    raise exception 'Only an agency''s own people seal for it' using errcode = 'SM003';
  end if;
  -- Two calls of one agency on one record would each miss what the other writes.
  perform pg_advisory_xact_lock(7316, mine);
  if not exists (select from deconfliction.sealed_epoch e where e.number = wanted_epoch and e.state = 'current') then
    raise exception 'These tokens are of another epoch' using errcode = 'SM003';
  end if;

  select coalesce(array_agg(g.handle order by g.at) filter (where c.element is not null), '{}'),
         coalesce(array_agg(t.kind order by g.at) filter (where c.element is not null), '{}'),
         coalesce(array_agg(t.number order by t.number, t.element) filter (where c.element is null), '{}'),
         coalesce(array_agg(t.kind order by t.number, t.element) filter (where c.element is null), '{}'),
         coalesce(array_agg(t.element order by t.number, t.element) filter (where c.element is null), '{}')
  into refused_handles, refused_kinds, good_numbers, good_kinds, good_elements
  from (select distinct u.number, u.kind, u.element from unnest(of_numbers, kinds, elements) as u (number, kind, element)) t
  join unnest(handles, classifications) with ordinality as g (handle, classification, at) on g.at = t.number
  -- Asked of the record's own classification: an OFFICIAL one is refused by what OFFICIAL records hold alone.
  -- One that the record holds already stays: were it dropped, a value would be common by turns.
  left join lateral (
    select k.element from deconfliction.sealed_common k
    where k.element = t.element and k.kind = t.kind and k.clearance = g.classification
      and not exists (
        select from (select x.id from deconfliction.sealed_record x
                     where x.agency_id = mine and x.handle = g.handle offset 0) own
        join deconfliction.sealed_token h on h.record_id = own.id and h.element = t.element)
    offset 0) c on true;

  with given as materialized (
    select t.number, array_agg(t.element order by t.element) as elements
    from unnest(good_numbers, good_elements) as t (number, element) group by t.number
  )
  select array_agg(coalesce(s.id, g.id) order by g.at),
         array_agg(s.id is not null and s.ended_at is null order by g.at),
         array_agg(s.id is not null and s.ended_at is null and s.discoverable = g.open
                   and there.elements is not distinct from given.elements order by g.at),
         array_agg(s.id is not null and s.ended_at is null and s.expires_on = g.expires_on order by g.at)
  into real_ids, were, same, renewed
  from unnest(ids, handles, classifications, opens, expiries) with ordinality as g (id, handle, classification, open, expires_on, at)
  left join given on given.number = g.at
  left join lateral (select x.id, x.ended_at, x.discoverable, x.expires_on from deconfliction.sealed_record x
                     where x.agency_id = mine and x.handle = g.handle and x.classification = g.classification offset 0) s on true
  left join lateral (select array_agg(h.element order by h.element) as elements
                     from deconfliction.sealed_token h where h.record_id = s.id) there on true;

  select count(*) filter (where not w.was), count(*) filter (where w.was and w.same), count(*) filter (where w.was and not w.same),
         coalesce(array_agg(w.id) filter (where not w.same), '{}')
  into kept, already, replaced, changing
  from unnest(real_ids, were, same) as w (id, was, same);

  -- The same record with another classification than before, as far as this person may see that.
  select coalesce(array_agg(x.id), '{}') into others
  from unnest(handles, classifications) as g (handle, classification)
  cross join lateral (
    select s.id, s.classification, s.ended_at from deconfliction.sealed_record s
    where s.agency_id = mine and s.handle = g.handle offset 0) x
  where x.classification <> g.classification and x.ended_at is null and access.viewer_is_cleared_for(x.classification);
  affected := deconfliction.end_sealed(others, operation);

  if cardinality(changing) > 0 or false = any (renewed) then
    insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens, classification)
    values (submission, mine, identity.viewer_person(), wanted_epoch, cardinality(handles), cardinality(good_elements),
            (select min(g.classification) from unnest(classifications, same, renewed) as g (classification, same, renewed)
             where not (g.same and g.renewed)));
    insert into ledger.event (kind, operation, agency_id, person_id, purpose, subject_kind, subject_id, detail)
    values ('collection', keep_sealed.operation, mine, identity.viewer_person(),
            nullif(current_setting('seamark.purpose', true), ''), 'sealed_submission', submission,
            jsonb_build_object('records', cardinality(handles), 'kept', kept, 'replaced', replaced,
                               'tokens', cardinality(good_elements), 'epoch', wanted_epoch));
    with kinds_of as materialized (
      select k.number, array_agg(distinct k.kind) as kinds
      from unnest(good_numbers, good_kinds) as k (number, kind) group by k.number
    )
    insert into deconfliction.sealed_record as s (id, agency_id, handle, classification, discoverable, kinds, submission_id, expires_on)
    select g.id, mine, g.handle, g.classification, g.open, coalesce(o.kinds, '{}'), submission, g.expires_on
    from unnest(real_ids, handles, classifications, opens, expiries, same, renewed)
         with ordinality as g (id, handle, classification, open, expires_on, same, renewed, at)
    left join kinds_of o on o.number = g.at
    where not (g.same and g.renewed)
    on conflict (id) do update set discoverable = excluded.discoverable, kinds = excluded.kinds, sealed_at = now(),
      submission_id = excluded.submission_id, expires_on = excluded.expires_on, ended_at = null;
    affected := affected || deconfliction.hold_sealed(
      changing,
      coalesce((select array_agg(real_ids[t.number] order by t.at)
                from unnest(good_numbers) with ordinality as t (number, at) where not same[t.number]), '{}'),
      coalesce((select array_agg(t.kind order by t.at)
                from unnest(good_numbers, good_kinds) with ordinality as t (number, kind, at) where not same[t.number]), '{}'),
      coalesce((select array_agg(t.element order by t.at)
                from unnest(good_numbers, good_elements) with ordinality as t (number, element, at) where not same[t.number]), '{}'),
      array_fill(null::text, array[coalesce((select count(*)::integer from unnest(good_numbers) as t (number) where not same[t.number]), 0)]),
      wanted_epoch, operation);
  end if;
  return next;
end
$$;

-- As in 0019; and a match that rests for this viewer shows them no partner.
create or replace function deconfliction.partner_discloses(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.match m on m.id = s.match_id
      join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = partner_discloses.match and s.agency_id <> mine
        and not case access.viewer_counting() when 'OFFICIAL' then m.common_official else m.common end
        and case when m.contacted_at is null
          then s.held and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling,
                 r.released_to_all, r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none'
          else access.sight(r.agency_id, r.author_id, 'submitted', r.classification, r.handling,
                 false, '{}', null, true, false, true) <> 'none'
          end);
  end;

-- As in 0019. A side of state `common` rests for everybody; one that rests for higher clearances only is passed
-- over here.
create or replace function deconfliction.matches_in_sight(
  wanted_state text, wanted_kind text, behind uuid, most integer, oldest_first boolean
) returns table (
  side_id uuid, match_id uuid, kind text, key text, partner_id integer, month text, state text, at timestamptz, since timestamptz,
  report_id uuid, reference text, agency_reference text, title text, classification text
)
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine integer := identity.viewer_agency();
  place timestamptz := (select s.at from deconfliction.match_side s where s.id = behind and s.agency_id = mine);
  direction text := case when oldest_first then '' else ' desc' end;
begin
  if not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
    return;
  end if;
  return query execute
    'select q.id, q.match_id, q.kind, deconfliction.shown_key(m.key, q.report_id), case when m.agency_a = $1 then m.agency_b else m.agency_a end,
            to_char(m.opened_at at time zone ''Europe/London'', ''YYYY-MM''), q.state, q.at,
            case when q.at < r.filed_at + interval ''1 minute'' then q.at else date_trunc(''month'', q.at, ''Europe/London'') end,
            r.id, r.reference, r.agency_reference, r.title, r.classification
     from (
       select s.id, s.match_id, s.report_id, s.kind, s.state, s.at
       from deconfliction.match_side s
       where s.agency_id = $1 and s.state <> ''common'''
    || case when wanted_state is not null then ' and s.state = $2' else '' end
    || case when wanted_kind is not null then ' and s.kind = $3' else '' end
    || case when behind is null then ''
            when oldest_first then ' and (s.at, s.id) > ($4, $5)' else ' and (s.at, s.id) < ($4, $5)' end
    || ' order by s.at' || direction || ', s.id' || direction || ' offset 0) q
     join deconfliction.match m on m.id = q.match_id
     join deconfliction.side_record r on r.id = q.report_id
     where not (m.common and access.viewer_counting() <> ''OFFICIAL'') and exists (
         -- as in deconfliction.partner_discloses, without a call for each row; the plain columns come first
         select from deconfliction.match_side p join deconfliction.side_record o on o.id = p.report_id
         where p.match_id = q.match_id and p.agency_id <> $1
           and (m.contacted_at is not null or (p.held and (o.discoverable or o.released_to_all or $1 = any (o.released_to))))
           and case when m.contacted_at is null
             then access.sight(o.agency_id, o.author_id, o.status, o.classification, o.handling,
                    o.released_to_all, o.released_to, o.compartment_id, o.discoverable, false, true)
             else access.sight(o.agency_id, o.author_id, ''submitted'', o.classification, o.handling,
                    false, ''{}'', null, true, false, true)
             end <> ''none'')
       and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                        r.released_to, r.compartment_id, r.discoverable, false, false) = ''full''
     order by q.at' || direction || ', q.id' || direction || ' limit $6'
    using mine, wanted_state, wanted_kind, place, behind, most;
end
$$;

create or replace function deconfliction.pairs_waiting(limits real[], behind uuid, most integer)
  returns table (side_id uuid, match_id uuid, partner_id integer, month text, connects boolean,
                 report_id uuid, reference text, title text, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    with wanted as (
      select distinct s.match_id, true as waits from deconfliction.match_side s
      where s.agency_id = identity.viewer_agency() and s.kind = 'person' and s.state = 'open' and s.held
      union all
      select s.match_id, false from deconfliction.match_side s
      where s.id = behind and s.agency_id = identity.viewer_agency()
    ), candidate as materialized (
      select m.id, m.opened_at, w.waits,
             case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end as partner_id,
             -- a sealed pair has no probability: its tokens are equal, and it stands with the likely ones
             coalesce((select count(*)::integer from unnest(limits) as l (at_least) where pm.probability >= l.at_least), 2) as likeness
      from wanted w
      join deconfliction.match m on m.id = w.match_id
      left join deconfliction.person_match pm on pm.match_id = m.id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      order by w.waits, likeness desc, m.opened_at, m.id
      limit 1000
    ), placed as materialized (
      select c.*, not exists (
        select from deconfliction.match_side ours
        join deconfliction.match_side also on also.report_id = ours.report_id and also.match_id <> ours.match_id and also.held
        join deconfliction.match_side theirs
          on theirs.match_id = also.match_id and theirs.agency_id = c.partner_id and theirs.held
        join deconfliction.match_side here on here.match_id = c.id and here.report_id = theirs.report_id and here.held
        join deconfliction.match other on other.id = also.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then other.common_official else other.common end
        join deconfliction.side_record r on r.id = ours.report_id
        join deconfliction.side_record o on o.id = theirs.report_id
        where ours.match_id = c.id and ours.agency_id = identity.viewer_agency() and ours.held
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
          and access.sight(o.agency_id, o.author_id, o.status, o.classification, o.handling, o.released_to_all,
                           o.released_to, o.compartment_id, o.discoverable, false, true) <> 'none') as connects
      from candidate c
    ), place as materialized (
      select p.* from placed p where not p.waits
    )
    select own.side_id, p.id, p.partner_id, to_char(p.opened_at at time zone 'Europe/London', 'YYYY-MM'), p.connects,
           own.report_id, own.reference, own.title, own.classification
    from (
      select c.* from placed c
      where c.waits and (behind is null or exists (
        select from place l where (not c.connects, -c.likeness, c.opened_at, c.id) > (not l.connects, -l.likeness, l.opened_at, l.id)))
      order by c.connects desc, c.likeness desc, c.opened_at, c.id offset 0) p
    cross join lateral (
      select s.id as side_id, r.id as report_id, r.reference, r.title, r.classification
      from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = p.id and s.agency_id = identity.viewer_agency() and s.held
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
      order by r.filed_at, s.id limit 1) own
    where deconfliction.partner_discloses(p.id, identity.viewer_agency())
    order by p.connects desc, p.likeness desc, p.opened_at, p.id
    limit most;
  end;

-- Persons ---------------------------------------------------------------------------------------------

-- As in 0018: a pair of reports is judged by the higher of their classifications.
create or replace function deconfliction.sides_of_pair(one uuid, other uuid, born_both boolean)
  returns table (report_id uuid, agency_id integer)
  language sql stable set search_path = '' set enable_seqscan = off set enable_mergejoin = off set jit = off
  begin atomic
    select distinct m.report_id, m.agency_id
    from deconfliction.person_mention m
    where m.person_id in (one, other)
      and (born_both or exists (
        select from deconfliction.person_mention n
        join deconfliction.identifier j on j.report_id = n.report_id
        join deconfliction.identifier i on i.report_id = m.report_id and i.kind = j.kind and i.key = j.key
        where n.person_id = case when m.person_id = one then other else one end
          and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key
                            and c.clearance = greatest(i.classification, j.classification))));
  end;

create or replace function deconfliction.persons_sharing(persons uuid[])
  returns table (one uuid, other uuid, names text[], born text)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set plan_cache_mode = force_generic_plan set jit = off
  begin atomic
    with pairs as materialized (
      select distinct p.id, p.born, n.person_id as other
      from unnest(persons) as t (id)
      cross join lateral (select x.id, x.agency_id, x.born from deconfliction.person x where x.id = t.id offset 0) p
      cross join lateral (select x.report_id from deconfliction.person_mention x where x.person_id = p.id limit 1000) m
      cross join lateral (select x.kind, x.key, x.classification,
                                 exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                                           and c.clearance = 'OFFICIAL-SENSITIVE') as rests
                          from deconfliction.identifier x
                          where x.report_id = m.report_id
                            and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                                              and c.clearance = x.classification)
                          offset 0) i
      cross join lateral (select x.report_id from deconfliction.identifier x
                          where x.kind = i.kind and x.key = i.key and x.agency_id <> p.agency_id
                            and (not i.rests or x.classification = 'OFFICIAL') limit 200) j
      cross join lateral (select x.person_id from deconfliction.person_mention x where x.report_id = j.report_id offset 0) n
    )
    select p.id, o.id, o.names, o.born
    from pairs p
    cross join lateral (select x.id, x.names, x.born from deconfliction.person x where x.id = p.other offset 0) o
    where (p.born is null or o.born is null);
  end;

-- As in 0021; what a pair shares counts where everybody who sees the pair is cleared for the records that share it.
-- Else a rejected pair that is open again would tell its OFFICIAL readers of records they may not know of.
create or replace function deconfliction.shared_by_pair(one uuid, other uuid, out hashes bigint[], out told boolean)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set jit = off
  begin atomic
    with readers as materialized (
      select max(lowest.of_side) as cleared_for
      from (
        select min(r.classification) as of_side
        from deconfliction.person_match pm
        join deconfliction.match_side s on s.match_id = pm.match_id
        join deconfliction.side_record r on r.id = s.report_id
        where pm.person_a = one and pm.person_b = other
        group by s.agency_id) lowest
    )
    select coalesce(array_agg(distinct hashtextextended(i.kind || ':' || i.key, 0)), '{}'),
           coalesce(bool_or(i.classification = 'OFFICIAL' and j.classification = 'OFFICIAL'), false)
    from (select x.report_id from deconfliction.person_mention x where x.person_id = one limit 1000) m
    cross join lateral (
      select x.kind, x.key, x.classification, x.agency_id,
             exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                       and c.clearance = 'OFFICIAL-SENSITIVE') as rests
      from deconfliction.identifier x
      where x.report_id = m.report_id and x.open
        and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                          and c.clearance = x.classification) offset 0) i
    cross join lateral (
      select x.report_id, x.classification from deconfliction.identifier x
      where x.kind = i.kind and x.key = i.key and x.open and x.agency_id <> i.agency_id
        and (not i.rests or x.classification = 'OFFICIAL') limit 200) j
    where greatest(i.classification, j.classification) <= (select r.cleared_for from readers r)
      and exists (select from deconfliction.person_mention n where n.report_id = j.report_id and n.person_id = other);
  end;

-- As in 0018 and 0022; each mention keeps the spellings of its own report.
create or replace function deconfliction.hold_persons(
  reports uuid[], of_reports uuid[], numbers integer[], folds text[], names text[], births text[],
  of_import uuid default null
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  viewer_agency integer := identity.viewer_agency();
  filed uuid[];
  before uuid[];
  there uuid[];
  touched uuid[];
  forsaken uuid[];
  all_new boolean;
  parted integer[] := '{}';
  joined integer[] := '{}';
begin
  perform intelligence.refuse_untouched(reports);
  if viewer_agency is not null and exists (
    select from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
    where r.agency_id <> viewer_agency) then
    raise exception 'Persons are held by the agency that owns the report' using errcode = 'SM003';
  end if;
  if not of_reports <@ reports then
    raise exception 'A person belongs to a report that is not being replaced' using errcode = 'SM003';
  end if;

  select array_agg(distinct m.person_id) into before
  from unnest(reports) as wanted (id)
  cross join lateral (select x.person_id from deconfliction.person_mention x where x.report_id = wanted.id offset 0) m;
  if before is null and cardinality(of_reports) = 0 then
    return null;
  end if;
  select coalesce(array_agg(r.id), '{}') into filed
  from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
  where r.status in ('submitted', 'disseminated');

  -- Those who are there are locked with whom they are paired with, in the order of all; who is new comes after
  -- them, in the same order. So neither two reports of one agency nor the recalls of two agencies stop one another.
  with mine as materialized (
    select b.id from unnest(before) as b (id)
    union
    select p.id
    from unnest(of_reports, folds) as n (report_id, fold)
    join intelligence.report r on r.id = n.report_id
    cross join lateral (select x.id from deconfliction.person x where x.agency_id = r.agency_id and x.fold = n.fold offset 0) p
  )
  select array_agg(w.id) into there
  from (
    select m.id from mine m
    union
    select k.id from mine m
    cross join lateral (
      select x.person_b as id from deconfliction.person_match x where x.person_a = m.id
      union all
      select x.person_a from deconfliction.person_match x where x.person_b = m.id) k) w;
  if there is not null then
    perform deconfliction.lock_persons(there);
  end if;
  with wanted as (
    select r.agency_id, n.fold, n.names, nullif(n.born, '') as born
    from unnest(of_reports, folds, names, births) as n (report_id, fold, names, born)
    join intelligence.report r on r.id = n.report_id
    where n.report_id = any (filed)
    union all
    select p.agency_id, p.fold, array_to_string(p.names, U&'\001F'), p.born
    from unnest(before) as b (id)
    cross join lateral (select x.agency_id, x.fold, x.names, x.born from deconfliction.person x where x.id = b.id offset 0) p
  ), held as (
    insert into deconfliction.person as p (agency_id, fold, names, born, came_with)
    select w.agency_id, w.fold, string_to_array(string_agg(distinct w.names, U&'\001F'), U&'\001F'), min(w.born), of_import
    from wanted w group by w.agency_id, w.fold order by w.agency_id, w.fold
    on conflict (agency_id, fold) do update
      set revision = p.revision + 1, weighed_at = null,
          -- who waits keeps the place, unless a filing by hand brings them forward
          came_with = case when p.weighed_at is null and of_import is not null then p.came_with else of_import end,
          names = case when excluded.names <@ p.names then p.names
                  else p.names || array(select distinct n from unnest(excluded.names) as n where n <> all (p.names)) end
    returning id, revision
  )
  select array_agg(id), bool_and(revision = 1) into touched, all_new from held;

  if before is not null then
    delete from deconfliction.person_mention m
    where m.report_id = any (reports)
      and (not (m.report_id = any (filed))
           or (m.report_id, m.number) not in (select * from unnest(of_reports, numbers)));
  end if;
  insert into deconfliction.person_mention (report_id, number, person_id, agency_id, open, classification, names)
  select n.report_id, n.number, p.id, r.agency_id, r.discoverable and r.compartment_id is null, r.classification,
         string_to_array(n.names, U&'\001F')
  from unnest(of_reports, numbers, folds, names) as n (report_id, number, fold, names)
  join intelligence.report r on r.id = n.report_id
  cross join lateral (select x.id from deconfliction.person x where x.agency_id = r.agency_id and x.fold = n.fold offset 0) p
  where r.status in ('submitted', 'disseminated')
  on conflict (report_id, number) do update
    set person_id = excluded.person_id, open = excluded.open, classification = excluded.classification, names = excluded.names
    where (person_mention.person_id, person_mention.open, person_mention.classification, person_mention.names)
          is distinct from (excluded.person_id, excluded.open, excluded.classification, excluded.names);

  if before is not null then
    with gone as materialized (
      select s.id, m.acted_at, m.agency_a, m.agency_b
      from unnest(reports) as wanted (id)
      cross join lateral (select x.id, x.match_id, x.report_id, x.agency_id from deconfliction.match_side x
                          where x.report_id = wanted.id and x.held and x.kind = 'person' offset 0) s
      cross join lateral (select x.acted_at, x.agency_a, x.agency_b from deconfliction.match x where x.id = s.match_id offset 0) m
      cross join lateral (select x.person_a, x.person_b from deconfliction.person_match x where x.match_id = s.match_id offset 0) pm
      where not exists (select from deconfliction.person_mention n
                        where n.report_id = s.report_id
                          and n.person_id = case when s.agency_id = m.agency_a then pm.person_a else pm.person_b end)
    ), kept as (
      update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
    ), dropped as (
      delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
    )
    select coalesce(array_agg(distinct a.agency), '{}') into parted
    from gone cross join lateral (values (gone.agency_a), (gone.agency_b)) as a (agency);

    -- Whom nobody mentions any more is forgotten, with the pairs that nobody has acted on. An answered pair
    -- keeps both persons, so that it stays answered when one comes back.
    select coalesce(array_agg(b.id), '{}') into forsaken
    from unnest(before) as b (id)
    where not exists (select from deconfliction.person_mention m where m.person_id = b.id);
    if cardinality(forsaken) > 0 then
      perform deconfliction.forget_persons(forsaken);
    end if;
  end if;

  -- Who was not there a moment ago has no pair and no key yet.
  if all_new then
    return parted;
  end if;
  -- Pairs that are known take the new mentions at once; those without both births wait for the weighing,
  -- which knows who shares what.
  with fresh as materialized (
    select distinct m.report_id, m.agency_id, m.person_id
    from unnest(filed) as f (id)
    cross join lateral (select x.report_id, x.agency_id, x.person_id from deconfliction.person_mention x
                        where x.report_id = f.id offset 0) m
  ), added as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select k.match_id, m.report_id, m.agency_id, 'person', deconfliction.state_of(k.match_id, m.agency_id)
    from fresh m
    cross join lateral (
      select x.match_id from deconfliction.person_match x where x.person_a = m.person_id and x.born_both
      union all
      select x.match_id from deconfliction.person_match x where x.person_b = m.person_id and x.born_both) k
    on conflict (match_id, report_id) do update set held = true where not match_side.held
    returning match_id
  )
  select coalesce(array_agg(distinct a.agency), '{}') into joined
  from (select distinct match_id from added) d
  cross join lateral (select x.agency_a, x.agency_b from deconfliction.match x where x.id = d.match_id offset 0) m
  cross join lateral (values (m.agency_a), (m.agency_b)) as a (agency);

  perform deconfliction.keep_keys_true(touched);
  return parted || joined;
end
$$;

-- As in 0020; and compared are only the spellings of records that count for whoever asks.
create or replace function deconfliction.persons_by_key(keys bigint[], asking integer, cleared text[], most_each integer)
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

-- What is there already -----------------------------------------------------------------------------------

-- Spellings as the reports in force have them.
update deconfliction.person_mention m set names = w.names
from (
  select x.report_id, x.number, array_agg(distinct n.name) as names
  from deconfliction.person_mention x
  join deconfliction.person p on p.id = x.person_id
  join intelligence.report r on r.id = x.report_id
  join intelligence.version v on v.report_id = r.id and v.version = r.version
  cross join lateral jsonb_array_elements(v.document -> 'subjects') as s (subject)
  cross join lateral jsonb_array_elements_text(s.subject -> 'names') as n (name)
  where s.subject ->> 'kind' = 'person' and n.name = any (p.names)
  group by x.report_id, x.number) w
where m.report_id = w.report_id and m.number = w.number;

-- What was common was so for everybody; then each counting is taken anew.
insert into deconfliction.common_value (kind, key, clearance, since)
select c.kind, c.key, 'OFFICIAL', c.since from deconfliction.common_value c on conflict do nothing;
insert into deconfliction.sealed_common (kind, element, clearance, since)
select c.kind, c.element, 'OFFICIAL', c.since from deconfliction.sealed_common c on conflict do nothing;
select deconfliction.judge_again(array_agg(v.kind), array_agg(v.key), 'deconfliction.rematch')
from deconfliction.values_to_judge(2147483647) v having count(*) > 0;
select deconfliction.judge_sealed_again(array_agg(v.kind), array_agg(v.element), 'deconfliction.rematch')
from deconfliction.sealed_to_judge(2147483647) v having count(*) > 0;

reset role;

-- What a member may write -----------------------------------------------------------------------------------
--
-- The rights below are those that the program uses, by column, so that a statement of ours that goes wrong, or one
-- that somebody slips in, finds little to hold. They do not stop whoever can send SQL of their own from taking on
-- another role in the same transaction (docs/threat-model.md).
set role seamark_owner;

-- 1. Who, when, in which transaction and for which act is no column that a member fills in.
revoke insert on ledger.event from seamark_member;
grant insert (kind, operation, purpose, subject_kind, subject_id, recipients, detail) on ledger.event to seamark_member;
create function ledger.stamp_event() returns trigger language plpgsql set search_path = '' as $$
begin
  new.at := clock_timestamp();
  new.xid := pg_current_xact_id();
  new.agency_id := identity.viewer_agency();
  new.person_id := identity.viewer_person();
  new.service := null;
  new.operation := current_setting('seamark.operation');
  new.purpose := nullif(current_setting('seamark.purpose', true), '');
  return new;
end
$$;
create trigger members_event_is_stamped before insert on ledger.event
  for each row when (current_user = 'seamark_member') execute function ledger.stamp_event();
-- A sign-in is told by the program alone.
drop policy member_writes on ledger.event;
create policy member_writes on ledger.event for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and kind <> 'sign-in');

-- 2. A delivery says what its report says, and is accounted for by the event of the release.
drop policy owner_writes on intelligence.delivery;
create policy owner_writes on intelligence.delivery for insert to seamark_member with check (
  exists (select from intelligence.report r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'disseminated'
            and case when delivery.agency_id = 0 then r.released_to_all else delivery.agency_id = any (r.released_to) end));
create constraint trigger delivery_is_accounted_for after insert or update or delete on intelligence.delivery
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

-- 3. The words by which a report is found: read and changed with the report in sight, and accounted for.
revoke insert, update on intelligence.search_entry from seamark_member;
grant insert (report_id, words, readers, created_at, agency_id, handling, grades, kinds),
  update (words, handling, grades, kinds) on intelligence.search_entry to seamark_member;
drop policy owner_reads on intelligence.search_entry;
create policy owner_reads on intelligence.search_entry for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to, compartment_id,
                   discoverable, false, false) = 'full');
drop policy owner_changes on intelligence.search_entry;
create policy owner_changes on intelligence.search_entry for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full')
  with check (agency_id = identity.viewer_agency());
-- Not on every insert: that comes with the report's version, which has a trigger of its own, and an import would
-- pay for both.
create constraint trigger words_are_accounted_for after update of words, grades, kinds on intelligence.search_entry
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

-- 4. An import that somebody asks for begins at nothing, and is accounted for.
revoke insert on intelligence.import_run from seamark_member;
grant insert (id, agency_id, person_id, file_name, state) on intelligence.import_run to seamark_member;
create constraint trigger asked_import_is_accounted_for after insert on intelligence.import_run
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function ledger.require_event_for_id();

-- 5. What was seen stays seen, and is accounted for.
create constraint trigger seen_hit_is_accounted_for after update of seen_at, seen_by on deconfliction.silent_hit
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger seen_alert_is_accounted_for after update of seen_at on deconfliction.check_alert
  deferrable initially deferred for each row execute function ledger.require_event_for_person();
create function deconfliction.refuse_unseen() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'What was seen stays seen' using errcode = 'SM003';
end
$$;
create trigger hit_stays_seen before update of seen_at, seen_by on deconfliction.silent_hit
  for each row when (old.seen_at is not null and (old.seen_at, old.seen_by) is distinct from (new.seen_at, new.seen_by))
  execute function deconfliction.refuse_unseen();
create trigger alert_stays_seen before update of seen_at on deconfliction.check_alert
  for each row when (old.seen_at is not null and new.seen_at is null) execute function deconfliction.refuse_unseen();

-- 6. Of an agency's word and of a bookmark, what the program changes (whose name a word may bear: 0022).
revoke update on deconfliction.match_word from seamark_member;
grant update (word, reason, person_id, at, closed_at, closed_by, version) on deconfliction.match_word to seamark_member;
revoke update on deconfliction.thread_seen from seamark_member;
grant update (at) on deconfliction.thread_seen to seamark_member;

-- 7. The outbox. A job runs as the program itself, so a member asks for one of a list, each with a look at what it
-- would be given. A room that lets members ask for a further task says so in member_may_ask.
reset role;
set role seamark_service;
create function intelligence.may_ask_for_import(payload jsonb, job_key text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(
      job_key = 'import ' || (payload ->> 'run')
      and payload -> 'person' = jsonb_build_object('personId', identity.viewer_person(),
                                                   'purpose', nullif(current_setting('seamark.purpose', true), ''))
      -- where an upload is kept, under the name that is the run's
      and payload ->> 'file' ~ ('[/\\]imports[/\\]' || (payload ->> 'run') || '(\.[a-z]+)?$')
      and payload ->> 'file' !~ '[/\\]\.\.[/\\]'
      and exists (select from intelligence.import_run i join identity.agency a on a.id = i.agency_id
                  where i.id::text = payload ->> 'run' and i.person_id = identity.viewer_person()
                    and i.agency_id = identity.viewer_agency() and i.state = 'running'
                    and i.file_name = payload ->> 'fileName' and a.slug = payload ->> 'agency'), false);
  end;
create function platform.member_may_ask(task text, payload jsonb, job_key text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select case task when 'intelligence.import' then intelligence.may_ask_for_import(payload, job_key) else false end;
  end;
grant execute on function platform.member_may_ask(text, jsonb, text) to seamark_worker;
reset role;
set role seamark_worker;
create or replace function platform.outbox(task text, payload jsonb, job_key text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  -- Inside a function that acts as its owner the setting still says who opened the transaction.
  if current_setting('role') = 'seamark_member' and not platform.member_may_ask(task, payload, job_key) then
    raise exception 'This job is not one that a member may ask for' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(task, payload::json, job_key => outbox.job_key);
end
$$;

reset role;
