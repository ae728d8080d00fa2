-- Deconfliction: who else holds this? Exact identifiers, normalised by the program; a match between
-- two agencies on one value; each side's word; the thread; checks.
set role seamark_owner;

create table deconfliction.setting (
  only_row         boolean primary key default true check (only_row),
  -- a value in more reports than this says nothing and opens no match
  common_threshold integer not null default 50 check (common_threshold between 2 and 100000),
  checks_per_day   integer not null default 200 check (checks_per_day between 1 and 100000),
  version          integer not null default 1
);

-- Identifiers of reports that are filed and not withdrawn. Persons are not here: names are another
-- matter, and victims and witnesses are never matched at all.
create table deconfliction.identifier (
  report_id      uuid not null,
  kind           text not null,
  key            text not null,
  agency_id      integer not null,
  -- its owner lets it be discovered: not silent, in no compartment
  open           boolean not null,
  classification text not null,
  tier           text not null check (tier in ('valid', 'possible')),
  primary key (report_id, kind, key)
);
create index identifier_by_value on deconfliction.identifier (kind, key, agency_id, report_id);
-- The check reads this index alone, and only the part its viewer is cleared for, so that a silent or
-- higher record costs exactly as much as none.
create index identifier_open_by_value on deconfliction.identifier (kind, key, classification, agency_id, report_id) where open;

-- One match: two agencies hold one value. agency_a < agency_b.
create table deconfliction.match (
  id           uuid primary key default gen_random_uuid(),
  kind         text not null,
  key          text not null,
  agency_a     integer not null references identity.agency,
  agency_b     integer not null references identity.agency,
  opened_at    timestamptz not null default now(),
  -- The first message. From then on both sides know of one another, whatever their records say: a
  -- named person chose to write.
  contacted_at timestamptz,
  -- when each side wrote last
  wrote_a      timestamptz,
  wrote_b      timestamptz,
  -- The first message or word. What somebody has acted on outlives its value becoming common, and
  -- its reports being withdrawn.
  acted_at     timestamptz,
  -- the value has become common: said once, in one row, and not a match
  common       boolean not null default false,
  unique (kind, key, agency_a, agency_b),
  check (agency_a < agency_b)
);
create index match_where_b_wrote on deconfliction.match (agency_a, wrote_b) where wrote_b is not null;
create index match_where_a_wrote on deconfliction.match (agency_b, wrote_a) where wrote_a is not null;

-- What connects: one row for each report on either side. Its id is what one agency calls the match by:
-- random, because an id that held a time would tell when the partner filed.
create table deconfliction.match_side (
  id        uuid primary key default gen_random_uuid(),
  match_id  uuid not null references deconfliction.match,
  report_id uuid not null,
  agency_id integer not null,
  kind      text not null,
  at        timestamptz not null default now(),
  -- false: the report held the value once, and somebody has acted on the match since
  held      boolean not null default true,
  -- how the match stands for this agency; kept by triggers, so that a list reads one index
  state     text not null default 'open' check (state in ('open', 'contacted', 'confirmed', 'rejected', 'closed', 'common')),
  unique (match_id, report_id)
);
create index match_side_by_report on deconfliction.match_side (report_id);
create index match_side_by_agency on deconfliction.match_side (agency_id, at desc, id desc) where state <> 'common';
create index match_side_by_state on deconfliction.match_side (agency_id, state, at desc, id desc);

-- Each side's word, kept apart.
create table deconfliction.match_word (
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  word      text not null check (word in ('confirmed', 'rejected')),
  reason    text,
  person_id uuid,
  at        timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid,
  version   integer not null default 1,
  primary key (match_id, agency_id)
);

create table deconfliction.message (
  id        uuid primary key,
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  text      text not null,
  at        timestamptz not null default now()
);
create index message_by_match on deconfliction.message (match_id, at);
-- Up to where a person has read a thread.
create table deconfliction.thread_seen (
  match_id  uuid not null references deconfliction.match,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (match_id, person_id)
);

create table deconfliction.common_value (
  kind  text not null,
  key   text not null,
  since timestamptz not null default now(),
  primary key (kind, key)
);

create table deconfliction."check" (
  id        uuid primary key,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  kind      text not null,
  key       text not null,
  as_typed  text not null,
  purpose   text not null,
  held      boolean not null,
  at        timestamptz not null default now()
);
create index check_by_person on deconfliction."check" (person_id, at desc);
create index check_by_time on deconfliction."check" (at);

-- Every check, until somebody has looked whether it met a silent record. The look is not part of the
-- answer: it is taken by the clock, for all checks alike, so that no time of any answer depends on it.
create table deconfliction.check_awaiting_notice (check_id uuid primary key references deconfliction."check");

-- Only the owner of a silent record is told that somebody asked, and by which agency: once a day.
create table deconfliction.silent_hit (
  id        uuid primary key default gen_random_uuid(),
  owner_id  integer not null references identity.agency,
  report_id uuid not null,
  kind      text not null,
  key       text not null,
  asked_by  integer not null references identity.agency,
  day       date not null,
  at        timestamptz not null default now(),
  times     integer not null default 1,
  seen_at   timestamptz,
  seen_by   uuid,
  unique (report_id, kind, key, asked_by, day)
);
create index silent_hit_unseen on deconfliction.silent_hit (owner_id, at) where seen_at is null;

create table deconfliction.check_alert (
  agency_id  integer not null references identity.agency,
  person_id  uuid not null references identity.person,
  day        date not null,
  checks     integer not null,
  -- the median of those colleagues who checked anything
  colleagues numeric not null,
  at         timestamptz not null default now(),
  seen_at    timestamptz,
  primary key (agency_id, person_id, day)
);
create index check_alert_unseen on deconfliction.check_alert (agency_id, at) where seen_at is null;

insert into deconfliction.setting default values;

do $$
declare
  one text;
begin
  foreach one in array array['setting', 'identifier', 'match', 'match_side', 'match_word', 'message', 'thread_seen',
                             'common_value', 'check', 'check_awaiting_notice', 'silent_hit', 'check_alert']
  loop
    execute format('alter table deconfliction.%I enable row level security', one);
    execute format('alter table deconfliction.%I force row level security', one);
    execute format('create policy service_all on deconfliction.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on deconfliction.%I to seamark_service', one);
  end loop;
end
$$;

reset role;
set role seamark_service;

-- Who may see a match --------------------------------------------------------------------------------

-- Rule 9 seen from one side: is there a record of the other agency in this match that its owner lets
-- the viewer discover? A message has shown its writer, so after it neither silence nor withdrawal nor a
-- compartment hides that side any more; clearance still does.
create function deconfliction.partner_discloses(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.match m on m.id = s.match_id
      join intelligence.report r on r.id = s.report_id
      where s.match_id = partner_discloses.match and s.agency_id <> mine
        and case when m.contacted_at is null
          then s.held and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling,
                 r.released_to_all, r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none'
          else access.sight(r.agency_id, r.author_id, 'submitted', r.classification, r.handling,
                 false, '{}', null, true, false, true) <> 'none'
          end);
  end;
-- and is there one of our own that this person may read?
create function deconfliction.own_side_visible(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join intelligence.report r on r.id = s.report_id
      where s.match_id = own_side_visible.match and s.agency_id = mine
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full');
  end;
grant execute on function deconfliction.partner_discloses(uuid, integer), deconfliction.own_side_visible(uuid, integer)
  to seamark_member;

reset role;
set role seamark_owner;

create policy everybody_reads on deconfliction.setting for select to seamark_member using (true);
create policy administrator_changes on deconfliction.setting for update to seamark_member
  using (identity.viewer_has_role('administrator')) with check (true);

create policy own_reads on deconfliction.identifier for select to seamark_member using (
  agency_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id));

create policy both_sides_read on deconfliction.match for select to seamark_member using (
  identity.viewer_agency() in (agency_a, agency_b)
  and not common
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and deconfliction.own_side_visible(id, identity.viewer_agency())
  and deconfliction.partner_discloses(id, identity.viewer_agency()));

create policy own_side_reads on deconfliction.match_side for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from intelligence.report r where r.id = report_id)
  and exists (select from deconfliction.match m where m.id = match_id));

create policy both_sides_read on deconfliction.match_word for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_writes on deconfliction.match_word for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_changes on deconfliction.match_word for update to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id))
  with check (agency_id = identity.viewer_agency());

create policy both_sides_read on deconfliction.message for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_writes on deconfliction.message for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and exists (select from deconfliction.match m where m.id = match_id));

create policy own_reads on deconfliction.thread_seen for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on deconfliction.thread_seen for insert to seamark_member with check (person_id = identity.viewer_person());
create policy own_changes on deconfliction.thread_seen for update to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());

-- That a value is common is no secret of anybody's; which reports hold it is, and is not here.
create policy holders_read on deconfliction.common_value for select to seamark_member using (
  identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'));

create policy own_reads on deconfliction."check" for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on deconfliction."check" for insert to seamark_member
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());

create policy owner_reads on deconfliction.silent_hit for select to seamark_member using (
  owner_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id));
create policy owner_has_seen on deconfliction.silent_hit for update to seamark_member
  using (owner_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id))
  with check (owner_id = identity.viewer_agency() and seen_by = identity.viewer_person());

create policy records_manager_reads on deconfliction.check_alert for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
create policy records_manager_changes on deconfliction.check_alert for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'))
  with check (agency_id = identity.viewer_agency());

grant select on deconfliction.setting, deconfliction.identifier, deconfliction.match, deconfliction.match_side,
  deconfliction.common_value, deconfliction.silent_hit, deconfliction.check_alert to seamark_member;
grant update (common_threshold, checks_per_day, version) on deconfliction.setting to seamark_member;
grant update (seen_at, seen_by) on deconfliction.silent_hit to seamark_member;
grant update (seen_at) on deconfliction.check_alert to seamark_member;
grant select, insert, update on deconfliction.match_word, deconfliction.thread_seen to seamark_member;
grant select, insert on deconfliction.message, deconfliction."check" to seamark_member;

create constraint trigger match_is_accounted_for after insert or update or delete on deconfliction.match
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger word_is_accounted_for after insert or update or delete on deconfliction.match_word
  deferrable initially deferred for each row execute function ledger.require_event_for_match();
create constraint trigger message_is_accounted_for after insert or update or delete on deconfliction.message
  deferrable initially deferred for each row execute function ledger.require_event_for_match();
create constraint trigger check_is_accounted_for after insert or update or delete on deconfliction."check"
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

reset role;
set role seamark_service;

-- How a match stands for one of its agencies -----------------------------------------------------------

create function deconfliction.state_of(match uuid, agency integer) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when m.common then 'common'
                when w.closed_at is not null then 'closed'
                when w.word is not null then w.word
                when m.contacted_at is not null then 'contacted'
                else 'open' end
    from deconfliction.match m
    left join deconfliction.match_word w on w.match_id = m.id and w.agency_id = agency
    where m.id = state_of.match;
  end;

create function deconfliction.keep_states() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match_side s set state = deconfliction.state_of(s.match_id, s.agency_id)
  where s.match_id = new.id and s.state <> deconfliction.state_of(s.match_id, s.agency_id);
  return null;
end
$$;

-- A word and a message are acts on the match: said here, once, so that no use case can forget it.
create function deconfliction.note_word() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match set acted_at = new.at where id = new.match_id and acted_at is null;
  update deconfliction.match_side s set state = deconfliction.state_of(s.match_id, s.agency_id)
  where s.match_id = new.match_id and s.agency_id = new.agency_id;
  return null;
end
$$;
create function deconfliction.note_message() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match set
    contacted_at = coalesce(contacted_at, new.at),
    acted_at = coalesce(acted_at, new.at),
    wrote_a = case when agency_a = new.agency_id then new.at else wrote_a end,
    wrote_b = case when agency_b = new.agency_id then new.at else wrote_b end
  where id = new.match_id;
  return null;
end
$$;
create function deconfliction.note_check() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into deconfliction.check_awaiting_notice (check_id) values (new.id);
  return null;
end
$$;
grant execute on function deconfliction.keep_states(), deconfliction.note_word(), deconfliction.note_message(),
  deconfliction.note_check() to seamark_owner;

reset role;
set role seamark_owner;
create trigger sides_keep_their_state after update of contacted_at, common on deconfliction.match
  for each row when (old.common <> new.common or old.contacted_at is distinct from new.contacted_at)
  execute function deconfliction.keep_states();
create trigger word_is_noted after insert or update on deconfliction.match_word
  for each row execute function deconfliction.note_word();
create trigger message_is_noted after insert on deconfliction.message
  for each row execute function deconfliction.note_message();
create trigger check_is_noted after insert on deconfliction."check"
  for each row execute function deconfliction.note_check();
reset role;
set role seamark_service;

-- Matching -----------------------------------------------------------------------------------------------

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
  viewer_agency integer := identity.viewer_agency();
  viewer_person uuid := identity.viewer_person();
  service_name text := nullif(current_setting('seamark.service', true), '');
  stated_purpose text := nullif(current_setting('seamark.purpose', true), '');
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
      returning m.id, m.agency_a, m.agency_b, m.kind, m.common
    ), told as (
      insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
      select 'alteration', operation, viewer_agency, viewer_person, service_name, stated_purpose,
             'match', moved.id, array[moved.agency_a, moved.agency_b],
             jsonb_build_object('kind', moved.kind, 'common', moved.common)
      from moved
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
    select 'combination', operation, viewer_agency, viewer_person, service_name, stated_purpose,
           'match', opened.id, array[opened.agency_a, opened.agency_b], jsonb_build_object('kind', opened.kind)
    from opened
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

-- Reading across agencies -----------------------------------------------------------------------------------

-- Our sides of matches in sight, newest first (or oldest), at most `most`. One index is read; what cannot
-- be in sight is passed over cheaply, and the rule decides about the rest. A test holds it against the
-- policies.
--   before_at, before_id   go on behind this row of our own
create function deconfliction.matches_in_sight(
  wanted_state text, wanted_kind text, before_at timestamptz, before_id uuid, most integer, oldest_first boolean
) returns table (side_id uuid, match_id uuid, report_id uuid, state text, at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine integer := identity.viewer_agency();
  direction text := case when oldest_first then '' else ' desc' end;
begin
  if not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
    return;
  end if;
  return query execute
    'select q.id, q.match_id, q.report_id, q.state, q.at from (
       select s.id, s.match_id, s.report_id, s.state, s.at
       from deconfliction.match_side s
       where s.agency_id = $1 and s.state <> ''common'''
    || case when wanted_state is not null then ' and s.state = $2' else '' end
    || case when wanted_kind is not null then ' and s.kind = $3' else '' end
    || case when before_id is null then ''
            when oldest_first then ' and (s.at, s.id) > ($4, $5)' else ' and (s.at, s.id) < ($4, $5)' end
    || ' and (s.state <> ''open'' or exists (
           select from deconfliction.match_side p join intelligence.report r on r.id = p.report_id
           where p.match_id = s.match_id and p.agency_id <> $1 and p.held
             and (r.discoverable or r.released_to_all or $1 = any (r.released_to))))
       order by s.at' || direction || ', s.id' || direction || ' offset 0) q
     where exists (select from intelligence.report r where r.id = q.report_id
             and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                              r.released_to, r.compartment_id, r.discoverable, false, false) = ''full'')
       and deconfliction.partner_discloses(q.match_id, $1)
     order by q.at' || direction || ', q.id' || direction || ' limit $6'
    using mine, wanted_state, wanted_kind, before_at, before_id, most;
end
$$;

-- Is this value held by a partner that lets it be discovered? The answer names agencies, nothing else.
-- It steps from one holding agency to the next in the index of open records, so a value that thousands
-- hold costs no more than its agencies, and what the viewer may not know costs nothing.
create function deconfliction.partners_holding(wanted_kind text, wanted_key text)
  returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct found.agency_id
    from unnest(case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                     then array['OFFICIAL', 'OFFICIAL-SENSITIVE'] else array['OFFICIAL'] end) as cleared (classification)
    cross join lateral (
      with recursive holder as (
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                order by i.agency_id limit 1) as agency_id
        union all
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                  and i.agency_id > h.agency_id
                order by i.agency_id limit 1)
        from holder h where h.agency_id is not null
      )
      select h.agency_id from holder h
      where h.agency_id <> identity.viewer_agency()
        and exists (
          select from deconfliction.identifier i join intelligence.report r on r.id = i.report_id
          where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
            and i.agency_id = h.agency_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                             r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none')
    ) found
    order by 1;
  end;

-- For how many reports within sight a common value stands, counted up to `most`.
create function deconfliction.common_count(wanted_kind text, wanted_key text, most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from (
      select from deconfliction.identifier i
      join intelligence.report r on r.id = i.report_id
      where i.kind = wanted_kind and i.key = wanted_key
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none'
      limit most) as bounded;
  end;
grant execute on function deconfliction.matches_in_sight(text, text, timestamptz, uuid, integer, boolean),
  deconfliction.partners_holding(text, text), deconfliction.common_count(text, text, integer) to seamark_member;

-- What a cleared intelligence officer of another agency gets of one agency's reports in a match. The
-- rule is asked with that viewer's settings; they are put back before this returns, and a fault on the
-- way undoes them with the transaction.
create function deconfliction.sights_as(viewer integer, match uuid, owner integer)
  returns table (report_id uuid, sight text)
  language plpgsql security definer set search_path = '' as $$
declare
  names constant text[] := array['seamark.agency', 'seamark.person', 'seamark.roles', 'seamark.clearance', 'seamark.active'];
  theirs constant text[] := array[viewer::text, '', 'intelligence_officer', 'OFFICIAL-SENSITIVE', 'true'];
  before text[] := (select array_agg(coalesce(current_setting(n.name, true), '') order by n.place)
                    from unnest(names) with ordinality as n (name, place));
begin
  perform set_config(n.name, n.value, true) from unnest(names, theirs) as n (name, value);
  return query
    select r.id, access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                              r.released_to, r.compartment_id, r.discoverable, false, true)
    from deconfliction.match_side s join intelligence.report r on r.id = s.report_id
    where s.match_id = sights_as.match and s.agency_id = owner and s.held;
  perform set_config(n.name, n.value, true) from unnest(names, before) as n (name, value);
end
$$;

-- "What do they see of this?": of those of our own reports in a match that the asker may read.
create function deconfliction.what_they_see(match uuid) returns table (report_id uuid, sight text)
  language sql security definer set search_path = ''
  begin atomic
    select theirs.report_id, theirs.sight
    from deconfliction.match m
    cross join lateral deconfliction.sights_as(
      case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end, m.id, identity.viewer_agency()) theirs
    join intelligence.report r on r.id = theirs.report_id
    where m.id = what_they_see.match
      and identity.viewer_agency() in (m.agency_a, m.agency_b)
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full';
  end;
grant execute on function deconfliction.what_they_see(uuid) to seamark_member;

-- Tells the owners of silent records who asked. Returns the agencies that were told.
create function deconfliction.notice_silent_hits(most integer) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with taken as (
    delete from deconfliction.check_awaiting_notice
    where check_id in (select w.check_id from deconfliction.check_awaiting_notice w order by w.check_id
                       limit most for update skip locked)
    returning check_id
  ), met as (
    select i.agency_id as owner_id, i.report_id, c.kind, c.key, c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(*) as times
    from taken join deconfliction."check" c on c.id = taken.check_id
    cross join lateral (
      select h.agency_id, h.report_id from deconfliction.identifier h
      where h.kind = c.kind and h.key = c.key and h.agency_id <> c.agency_id and not h.open limit 100) i
    group by 1, 2, 3, 4, 5, 6
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, report_id, kind, key, asked_by, day, at, times)
    select owner_id, report_id, kind, key, asked_by, day, at, times from met
    on conflict (report_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, report_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           'report', kept.report_id, jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

reset role;
