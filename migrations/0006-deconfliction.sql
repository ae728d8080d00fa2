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
  report_id uuid not null,
  kind      text not null,
  key       text not null,
  agency_id integer not null,
  -- its owner lets it be discovered: not silent, in no compartment
  open      boolean not null,
  tier      text not null check (tier in ('valid', 'possible')),
  primary key (report_id, kind, key)
);
create index identifier_by_value on deconfliction.identifier (kind, key, agency_id, report_id);
-- The check reads this index alone, so that a silent record costs exactly as much as none.
create index identifier_open_by_value on deconfliction.identifier (kind, key, agency_id, report_id) where open;

-- One match: two agencies hold one value. agency_a < agency_b.
create table deconfliction.match (
  id           uuid primary key default gen_random_uuid(),
  kind         text not null,
  key          text not null,
  agency_a     integer not null references identity.agency,
  agency_b     integer not null references identity.agency,
  opened_at    timestamptz not null default now(),
  contacted_at timestamptz,
  contacted_by integer,
  -- agencies to whom the other side has shown itself by writing, whatever its records say
  revealed_to  integer[] not null default '{}',
  -- the value has become common: said once, in one row, and not a match
  common       boolean not null default false,
  unique (kind, key, agency_a, agency_b),
  check (agency_a < agency_b)
);

-- What connects: one row for each report on either side.
create table deconfliction.match_side (
  id        uuid primary key default gen_random_uuid(),
  match_id  uuid not null references deconfliction.match,
  report_id uuid not null,
  agency_id integer not null,
  kind      text not null,
  at        timestamptz not null default now(),
  unique (match_id, report_id)
);
create index match_side_by_report on deconfliction.match_side (report_id);
create index match_side_by_agency on deconfliction.match_side (agency_id, at desc, id desc);

-- Each side's word, kept apart.
create table deconfliction.match_word (
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  word      text check (word in ('confirmed', 'rejected')),
  reason    text,
  person_id uuid,
  at        timestamptz not null default now(),
  closed_at timestamptz,
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
-- Up to where a desk has read a thread.
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
create index check_by_agency on deconfliction."check" (agency_id, at);

-- Only the owner of a silent record is told that somebody asked, and by which agency.
create table deconfliction.silent_hit (
  id         uuid primary key default gen_random_uuid(),
  owner_id   integer not null references identity.agency,
  report_id  uuid not null,
  asked_by   integer not null references identity.agency,
  at         timestamptz not null default now()
);
create index silent_hit_by_owner on deconfliction.silent_hit (owner_id, at desc);

create table deconfliction.check_alert (
  agency_id  integer not null references identity.agency,
  person_id  uuid not null references identity.person,
  day        date not null,
  checks     integer not null,
  colleagues numeric not null,
  seen_at    timestamptz,
  primary key (agency_id, person_id, day)
);

insert into deconfliction.setting default values;

do $$
declare
  one text;
begin
  foreach one in array array['setting', 'identifier', 'match', 'match_side', 'match_word', 'message', 'thread_seen',
                             'common_value', 'check', 'silent_hit', 'check_alert']
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

-- Rule 9 seen from one side: is there a record of the other agency in this match that its owner lets
-- the viewer discover?
create function deconfliction.partner_discloses(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join intelligence.report r on r.id = s.report_id
      where s.match_id = partner_discloses.match and s.agency_id <> mine
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none');
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
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and deconfliction.own_side_visible(id, identity.viewer_agency())
  and (identity.viewer_agency() = any (revealed_to)
       or deconfliction.partner_discloses(id, identity.viewer_agency())));
create policy both_sides_change on deconfliction.match for update to seamark_member
  using (identity.viewer_agency() in (agency_a, agency_b)) with check (identity.viewer_agency() in (agency_a, agency_b));

create policy own_side_reads on deconfliction.match_side for select to seamark_member using (
  agency_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id));

create policy both_sides_read on deconfliction.match_word for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_writes on deconfliction.match_word for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_changes on deconfliction.match_word for update to seamark_member
  using (agency_id = identity.viewer_agency()) with check (agency_id = identity.viewer_agency());

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
  exists (select from deconfliction.identifier i where i.kind = common_value.kind and i.key = common_value.key));

create policy own_reads on deconfliction."check" for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on deconfliction."check" for insert to seamark_member
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());

create policy owner_reads on deconfliction.silent_hit for select to seamark_member using (
  owner_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id));

create policy records_manager_reads on deconfliction.check_alert for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
create policy records_manager_changes on deconfliction.check_alert for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager')) with check (true);

grant select, update on deconfliction.setting, deconfliction.check_alert to seamark_member;
grant select on deconfliction.identifier, deconfliction.match_side, deconfliction.common_value, deconfliction.silent_hit to seamark_member;
grant select, insert, update on deconfliction.match_word, deconfliction.thread_seen to seamark_member;
grant select on deconfliction.match to seamark_member;
grant update (contacted_at, contacted_by, revealed_to) on deconfliction.match to seamark_member;
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

-- Replaces the identifiers of some reports of one agency and brings their matches up to date. Called
-- by the program in the transaction that files, imports, changes or withdraws the reports.
--
--   reports      the reports whose identifiers are replaced (a withdrawn report has none afterwards)
--   of_reports, kinds, keys, tiers   the new identifiers, one array element each
--
-- Race: two agencies file one value at the same moment, and neither sees the other's row. So the
-- values are locked first, by 1,024 buckets in ascending order (no deadlock, bounded memory), and
-- because each statement takes its own snapshot, what is read after the lock includes what the other
-- has committed.
--
-- Returns the agencies whose matches changed, for the live pages.
create function deconfliction.hold_identifiers(
  reports uuid[], of_reports uuid[], kinds text[], keys text[], tiers text[], operation text
) returns integer[] language plpgsql security definer set search_path = '' as $$
declare
  viewer_agency integer := identity.viewer_agency();
  viewer_person uuid := identity.viewer_person();
  service_name text := nullif(current_setting('seamark.service', true), '');
  threshold integer;
  affected integer[];
  bucket integer;
begin
  if viewer_agency is not null and exists (
    select from intelligence.report r where r.id = any (reports) and r.agency_id <> viewer_agency) then
    raise exception 'Identifiers are held by the agency that owns the report' using errcode = 'SM003';
  end if;

  for bucket in
    select distinct hashtext(v.kind || ':' || v.key) & 1023
    from (select unnest(kinds) as kind, unnest(keys) as key
          union all
          select i.kind, i.key from deconfliction.identifier i where i.report_id = any (reports)) v
    order by 1
  loop
    perform pg_advisory_xact_lock(7312, bucket);
  end loop;

  select s.common_threshold into threshold from deconfliction.setting s;

  delete from deconfliction.identifier i
  where i.report_id = any (reports)
    and not exists (select from unnest(of_reports, kinds, keys) as n (report_id, kind, key)
                    where n.report_id = i.report_id and n.kind = i.kind and n.key = i.key);
  delete from deconfliction.match_side s
  using deconfliction.match m
  where m.id = s.match_id and s.report_id = any (reports)
    and not exists (select from deconfliction.identifier i
                    where i.report_id = s.report_id and i.kind = m.kind and i.key = m.key);

  insert into deconfliction.identifier (report_id, kind, key, agency_id, open, tier)
  select n.report_id, n.kind, n.key, r.agency_id, r.discoverable and r.compartment_id is null, n.tier
  from unnest(of_reports, kinds, keys, tiers) as n (report_id, kind, key, tier)
  join intelligence.report r on r.id = n.report_id
  on conflict (report_id, kind, key) do update set open = excluded.open, tier = excluded.tier
    where (identifier.open, identifier.tier) is distinct from (excluded.open, excluded.tier);

  -- Common values: counted over open records only, so that a silent one cannot be felt.
  with counted as (
    select v.kind, v.key, c.holders
    from (select distinct n.kind, n.key from unnest(kinds, keys) as n (kind, key)) v
    cross join lateral (
      select count(*) as holders
      from (select from deconfliction.identifier i
            where i.kind = v.kind and i.key = v.key and i.open limit threshold + 1) as bounded) c
    where c.holders > threshold
  ), newly as (
    insert into deconfliction.common_value (kind, key)
    select kind, key from counted on conflict do nothing returning kind, key
  ), closed as (
    update deconfliction.match m set common = true
    from newly where m.kind = newly.kind and m.key = newly.key and not m.common and m.contacted_at is null
    returning m.id, m.agency_a, m.agency_b, m.kind
  ), told as (
    insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
    select 'alteration', operation, viewer_agency, viewer_person, service_name, nullif(current_setting('seamark.purpose', true), ''),
           'match', closed.id, array[closed.agency_a, closed.agency_b], jsonb_build_object('kind', closed.kind, 'common', true)
    from closed
  )
  select coalesce(array_agg(distinct a), '{}') into affected
  from closed cross join lateral (values (closed.agency_a), (closed.agency_b)) as x (a);

  -- Matches of what is left.
  with mine as (
    select distinct i.report_id, i.agency_id, i.kind, i.key
    from deconfliction.identifier i
    where i.report_id = any (reports)
      and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key)
  ), others as (
    select m.report_id as my_report, m.agency_id as my_agency, m.kind, m.key, o.report_id, o.agency_id
    from mine m
    join deconfliction.identifier o on o.kind = m.kind and o.key = m.key and o.agency_id <> m.agency_id
  ), opened as (
    insert into deconfliction.match (kind, key, agency_a, agency_b)
    select distinct kind, key, least(my_agency, agency_id), greatest(my_agency, agency_id) from others
    on conflict (kind, key, agency_a, agency_b) do nothing
    returning id, kind, key, agency_a, agency_b
  ), told as (
    insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
    select 'combination', operation, viewer_agency, viewer_person, service_name, nullif(current_setting('seamark.purpose', true), ''),
           'match', opened.id, array[opened.agency_a, opened.agency_b], jsonb_build_object('kind', opened.kind)
    from opened
  ), known as (
    select id, kind, key, agency_a, agency_b from opened
    union all
    select m.id, m.kind, m.key, m.agency_a, m.agency_b
    from (select distinct kind, key, least(my_agency, agency_id) as agency_a, greatest(my_agency, agency_id) as agency_b from others) w
    join deconfliction.match m on (m.kind, m.key, m.agency_a, m.agency_b) = (w.kind, w.key, w.agency_a, w.agency_b)
  ), sides as (
    select known.id as match_id, others.my_report as report_id, others.my_agency as agency_id, known.kind
    from others join known on (known.kind, known.key, known.agency_a, known.agency_b)
                            = (others.kind, others.key, least(others.my_agency, others.agency_id), greatest(others.my_agency, others.agency_id))
    union
    select known.id, others.report_id, others.agency_id, known.kind
    from others join known on (known.kind, known.key, known.agency_a, known.agency_b)
                            = (others.kind, others.key, least(others.my_agency, others.agency_id), greatest(others.my_agency, others.agency_id))
  ), joined as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind)
    select match_id, report_id, agency_id, kind from sides
    on conflict (match_id, report_id) do nothing
    returning agency_id
  )
  select affected || coalesce(array_agg(distinct agency_id), '{}') into affected from joined;

  return affected;
end
$$;
grant execute on function deconfliction.hold_identifiers(uuid[], uuid[], text[], text[], text[], text) to seamark_member;

-- Is this value held by a partner that lets it be discovered? The answer names agencies, nothing else.
create function deconfliction.partners_holding(wanted_kind text, wanted_key text)
  returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct i.agency_id
    from deconfliction.identifier i
    join intelligence.report r on r.id = i.report_id
    where i.open and i.kind = wanted_kind and i.key = wanted_key
      and i.agency_id <> identity.viewer_agency()
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none'
    order by 1;
  end;

-- For how many reports within sight a common value stands.
create function deconfliction.common_count(wanted_kind text, wanted_key text) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer
    from deconfliction.identifier i
    join intelligence.report r on r.id = i.report_id
    where i.kind = wanted_kind and i.key = wanted_key
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none';
  end;
grant execute on function deconfliction.partners_holding(text, text), deconfliction.common_count(text, text) to seamark_member;

reset role;
