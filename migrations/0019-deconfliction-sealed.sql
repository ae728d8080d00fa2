-- Sealed deconfliction: an agency that keeps its data sends only tokens, and takes part in matches as if it
-- had filed. A token is a group element, (k1+k2)·H(value), of a key that two holders share and the node has
-- no part of (docs/wire/sealed-index.md). All that the node learns is which elements are equal.
set role seamark_owner;

create table deconfliction.sealed_setting (
  only_row  boolean primary key default true check (only_row),
  -- for how long a sealed record stands unless it is sealed again
  days_kept integer not null default 400 check (days_kept between 1 and 3660),
  version   integer not null default 1
);
insert into deconfliction.sealed_setting default values;

-- The two bodies that hold a share of the keys each. Their identity signs what they publish; it is entered
-- with them, and changes only by hand.
create table deconfliction.key_holder (
  number   integer primary key check (number in (1, 2)),
  name     text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- which body it is, for people
  body     text not null default '' check (length(body) <= 200),
  url      text not null check (length(url) between 1 and 500),
  identity bytea not null check (length(identity) = 32),
  -- when it was asked last, and what was wrong then
  asked_at timestamptz,
  fault    text
);
-- One epoch is current. A preparing one is being filled by re-keying what the current one holds.
create table deconfliction.sealed_epoch (
  number   integer primary key check (number between 1 and 65535),
  state    text not null check (state in ('preparing', 'current', 'retired')),
  began_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index sealed_epoch_one_of_each on deconfliction.sealed_epoch (state) where state <> 'retired';
-- What each holder's share of a key looks like from outside: proofs are verified against it.
create table deconfliction.key_holder_key (
  holder     integer not null references deconfliction.key_holder on delete cascade,
  epoch      integer not null references deconfliction.sealed_epoch,
  kind       text not null check (length(kind) between 1 and 30),
  public_key bytea not null check (length(public_key) = 32),
  primary key (holder, epoch, kind)
);

-- One call of an agency that changed something: what the ledger's event is about.
create table deconfliction.sealed_submission (
  id        uuid primary key,
  agency_id integer not null references identity.agency,
  person_id uuid not null,
  epoch     integer not null,
  records   integer not null,
  tokens    integer not null,
  at        timestamptz not null default now()
);
create index sealed_submission_by_time on deconfliction.sealed_submission (agency_id, at desc);

-- A record that its agency keeps. The handle is what the agency calls it by, and says nothing to anybody else.
create table deconfliction.sealed_record (
  id             uuid primary key,
  agency_id      integer not null references identity.agency,
  handle         text collate "C" not null check (handle ~ '^[A-Za-z0-9_-]{22}$'),
  classification text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  -- its owner lets partners learn that it is held
  discoverable   boolean not null default true,
  -- kinds of its tokens
  kinds          text[] not null default '{}',
  submission_id  uuid not null references deconfliction.sealed_submission,
  sealed_at      timestamptz not null default now(),
  expires_on     date not null,
  -- taken back or expired: kept only where somebody acted on a match of it
  ended_at       timestamptz,
  -- Whoever may not see a record must not learn from a refusal that it is there: see report_by_agency_reference.
  unique (agency_id, handle, classification)
);
create index sealed_record_by_expiry on deconfliction.sealed_record (expires_on) where ended_at is null;
create index sealed_record_by_agency on deconfliction.sealed_record (agency_id, expires_on) where ended_at is null;

-- Tokens of sealed records, and of reports that are held in clear: so that sealed and clear meet.
create table deconfliction.sealed_token (
  -- of a sealed record, or of a report
  record_id uuid not null,
  element   bytea not null check (length(element) = 32),
  agency_id integer not null,
  epoch     integer not null,
  clear     boolean not null,
  open      boolean not null,
  sensitive boolean not null,
  kind      text not null,
  -- of a report held in clear: what the report itself calls the value. Its owner reads it, nobody else.
  shown     text,
  primary key (record_id, element),
  check (clear or shown is null)
);
alter table deconfliction.sealed_token alter column element set storage plain;
-- The look-up. The check reads only the part that is open and that its viewer is cleared for.
create index sealed_token_by_element on deconfliction.sealed_token (element, open, sensitive, agency_id);
create index sealed_token_by_epoch on deconfliction.sealed_token (epoch, element);

-- How many tokens an agency has sealed: kept, because counting millions takes seconds.
create table deconfliction.sealed_count (
  agency_id integer not null references identity.agency,
  kind      text not null,
  sensitive boolean not null,
  tokens    integer not null default 0,
  primary key (agency_id, kind, sensitive)
);

create table deconfliction.sealed_common (
  kind    text not null,
  element bytea not null,
  since   timestamptz not null default now(),
  primary key (element, kind)
);

-- The token of a value that was checked in clear, until somebody has looked whether it met a silent record.
-- It stands here and not with the check, so that no row says for long what a token means.
alter table deconfliction.check_awaiting_notice add column element bytea check (length(element) = 32);

-- Reports held in clear whose tokens have to be made anew.
create table deconfliction.sealing_due (
  report_id uuid primary key,
  -- counted up with each change, so that one that comes while its report is being sealed is not lost
  revision  integer not null default 1
);

do $$
declare
  one text;
begin
  foreach one in array array['sealed_setting', 'key_holder', 'sealed_epoch', 'key_holder_key', 'sealed_submission',
                             'sealed_record', 'sealed_token', 'sealed_count', 'sealed_common', 'sealing_due']
  loop
    execute format('alter table deconfliction.%I enable row level security', one);
    execute format('alter table deconfliction.%I force row level security', one);
    execute format('create policy service_all on deconfliction.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on deconfliction.%I to seamark_service', one);
  end loop;
end
$$;

-- A side of a match: a report, or a sealed record. It is read as whoever asks, under their own policies.
create view deconfliction.side_record with (security_invoker = true) as
  select r.id, r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all, r.released_to,
         r.compartment_id, r.discoverable, r.reference, r.agency_reference, r.title, r.filed_at, r.version, false as sealed
  from intelligence.report r
  union all
  select s.id, s.agency_id, null::uuid, case when s.ended_at is null then 'submitted'::text else 'withdrawn'::text end,
         s.classification, 'P'::text, false, '{}'::integer[], null::uuid, s.discoverable,
         s.handle collate "default", s.handle collate "default", 'Sealed record'::text, s.sealed_at, 1, true
  from deconfliction.sealed_record s;
grant select on deconfliction.side_record to seamark_member, seamark_service;

create function deconfliction.sealed_key(element bytea) returns text language sql immutable parallel safe
  return 'sealed:' || encode(element, 'hex');
create function deconfliction.element_of(key text) returns bytea language sql immutable parallel safe
  return case when key like 'sealed:%' then decode(substr(key, 8), 'hex') end;

-- How a match is called from one of our own records: by that record's own words where it is held in clear.
create function deconfliction.shown_key(key text, record uuid) returns text language sql stable
  return case when key like 'sealed:%'
    then coalesce((select t.shown from deconfliction.sealed_token t
                   where t.record_id = record and t.element = deconfliction.element_of(key)), key)
    else key end;
grant execute on function deconfliction.sealed_key(bytea), deconfliction.element_of(text), deconfliction.shown_key(text, uuid)
  to seamark_member, seamark_service;

-- Who may read what -----------------------------------------------------------------------------------

create policy everybody_reads on deconfliction.sealed_setting for select to seamark_member using (identity.viewer_person() is not null);
create policy administrator_changes on deconfliction.sealed_setting for update to seamark_member
  using (identity.viewer_has_role('administrator')) with check (true);
create policy everybody_reads on deconfliction.key_holder for select to seamark_member using (identity.viewer_person() is not null);
create policy administrator_adds on deconfliction.key_holder for insert to seamark_member
  with check (identity.viewer_has_role('administrator'));
create policy administrator_changes on deconfliction.key_holder for update to seamark_member
  using (identity.viewer_has_role('administrator')) with check (true);
create policy everybody_reads on deconfliction.sealed_epoch for select to seamark_member using (identity.viewer_person() is not null);
create policy everybody_reads on deconfliction.key_holder_key for select to seamark_member using (identity.viewer_person() is not null);

create policy own_reads on deconfliction.sealed_submission for select to seamark_member using (
  agency_id = identity.viewer_agency() and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'records_manager'));
create policy own_reads on deconfliction.sealed_record for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.sight(agency_id, null::uuid, 'submitted', classification, 'P', false, '{}', null::uuid, discoverable, false, false) = 'full');
create policy own_reads on deconfliction.sealed_token for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.side_record r where r.id = record_id));
create policy own_reads on deconfliction.sealed_count for select to seamark_member using (
  agency_id = identity.viewer_agency() and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and (not sensitive or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')));
create policy holders_read on deconfliction.sealed_common for select to seamark_member using (
  identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'));

grant select on deconfliction.sealed_setting, deconfliction.key_holder, deconfliction.sealed_epoch,
  deconfliction.key_holder_key, deconfliction.sealed_submission, deconfliction.sealed_record,
  deconfliction.sealed_token, deconfliction.sealed_count, deconfliction.sealed_common to seamark_member;
grant insert on deconfliction.key_holder to seamark_member;
grant update (body, url) on deconfliction.key_holder to seamark_member;
grant update (days_kept, version) on deconfliction.sealed_setting to seamark_member;

-- A sealed record is a side as a report is.
drop policy own_side_reads on deconfliction.match_side;
create policy own_side_reads on deconfliction.match_side for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.side_record r where r.id = report_id)
  and exists (select from deconfliction.match m where m.id = match_id));
drop policy owner_reads on deconfliction.silent_hit;
create policy owner_reads on deconfliction.silent_hit for select to seamark_member using (
  owner_id = identity.viewer_agency() and exists (select from deconfliction.side_record r where r.id = report_id));
drop policy owner_has_seen on deconfliction.silent_hit;
create policy owner_has_seen on deconfliction.silent_hit for update to seamark_member
  using (owner_id = identity.viewer_agency() and exists (select from deconfliction.side_record r where r.id = report_id))
  with check (owner_id = identity.viewer_agency() and seen_by = identity.viewer_person());

-- A sealed record comes with its submission's event; what becomes of it later has one of its own.
create function ledger.require_event_for_sealed_record() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not (tg_op <> 'DELETE' and ledger.has_event(new.submission_id)
          or ledger.has_event(case when tg_op = 'DELETE' then old.id else new.id end)) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create constraint trigger sealed_record_is_accounted_for after insert or update or delete on deconfliction.sealed_record
  deferrable initially deferred for each row execute function ledger.require_event_for_sealed_record();
create constraint trigger sealed_submission_is_accounted_for after insert or update or delete on deconfliction.sealed_submission
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

reset role;
set role seamark_service;

-- The rule of sight for a side, as in 0006 and 0012, with a sealed record in a report's place -------------

create or replace function deconfliction.partner_discloses(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.match m on m.id = s.match_id
      join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = partner_discloses.match and s.agency_id <> mine
        and case when m.contacted_at is null
          then s.held and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling,
                 r.released_to_all, r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none'
          else access.sight(r.agency_id, r.author_id, 'submitted', r.classification, r.handling,
                 false, '{}', null, true, false, true) <> 'none'
          end);
  end;
create or replace function deconfliction.own_side_visible(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = own_side_visible.match and s.agency_id = mine
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full');
  end;

-- As in 0012. The key is what our own record calls the value (shown_key).
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
     where exists (
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

create or replace function deconfliction.unanswered_by_partner(most integer)
  returns table (side_id uuid, match_id uuid, kind text, key text, partner_name text, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select open.side_id, open.match_id, open.kind, open.key, partner.name, open.since, open.classification
    from identity.agency partner
    cross join lateral (
      select own.side_id, m.id as match_id, m.kind, deconfliction.shown_key(m.key, own.report_id) as key, own.since, own.classification
      from deconfliction.match m
      cross join lateral (
        select s.id as side_id, s.report_id, r.classification,
               case when s.at < r.filed_at + interval '1 minute' then s.at
                    else date_trunc('month', s.at, 'Europe/London') end as since
        from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
        where s.match_id = m.id and s.agency_id = identity.viewer_agency() and s.state = 'open'
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        order by s.at limit 1) own
      where m.agency_a = least(partner.id, identity.viewer_agency())
        and m.agency_b = greatest(partner.id, identity.viewer_agency())
        and m.contacted_at is null
        and deconfliction.partner_discloses(m.id, identity.viewer_agency())
      order by m.opened_at
      limit most) open
    where partner.id <> identity.viewer_agency()
      and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator');
  end;

create or replace function deconfliction.sights_as(viewer integer, match uuid, owner integer)
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
    from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
    where s.match_id = sights_as.match and s.agency_id = owner and s.held;
  perform set_config(n.name, n.value, true) from unnest(names, before) as n (name, value);
end
$$;

create or replace function deconfliction.what_they_see(match uuid) returns table (report_id uuid, sight text)
  language sql security definer set search_path = ''
  begin atomic
    select theirs.report_id, theirs.sight
    from deconfliction.match m
    cross join lateral deconfliction.sights_as(
      case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end, m.id, identity.viewer_agency()) theirs
    join deconfliction.side_record r on r.id = theirs.report_id
    where m.id = what_they_see.match
      and identity.viewer_agency() in (m.agency_a, m.agency_b)
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full';
  end;

-- As in 0012; a check by token meets sealed records and reports alike.
create or replace function deconfliction.notice_silent_hits(most integer) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with taken as (
    delete from deconfliction.check_awaiting_notice
    where check_id in (select w.check_id from deconfliction.check_awaiting_notice w order by w.check_id
                       limit most for update skip locked)
    returning check_id, element
  ), met as (
    -- Told by the token: what a sealed record holds is written down nowhere.
    select i.agency_id as owner_id, i.report_id, i.about, c.kind,
           case when i.about = 'sealed_record' and taken.element is not null then deconfliction.sealed_key(taken.element) else c.key end as key,
           c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(*) as times
    from taken join deconfliction."check" c on c.id = taken.check_id
    cross join lateral (
      (select h.agency_id, h.report_id, 'report' as about from deconfliction.identifier h
       where h.kind = c.kind and h.key = c.key and h.agency_id <> c.agency_id and not h.open limit 100)
      union all
      -- A report held in clear was met by its value already, unless the check was by token.
      (select t.agency_id, t.record_id, case when t.clear then 'report' else 'sealed_record' end
       from deconfliction.sealed_token t
       where t.element = coalesce(taken.element, deconfliction.element_of(c.key))
         and (taken.element is null or not t.clear)
         and t.agency_id <> c.agency_id and not t.open limit 100)) i
    group by 1, 2, 3, 4, 5, 6, 7
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, report_id, kind, key, asked_by, day, at, times)
    select owner_id, report_id, kind, key, asked_by, day, at, times from met
    on conflict (report_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, report_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           (select met.about from met where met.report_id = kept.report_id limit 1), kept.report_id,
           jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

create function deconfliction.note_token_of_check("check" uuid, token bytea) returns void
  language sql security definer set search_path = ''
  begin atomic
    update deconfliction.check_awaiting_notice w set element = token
    where w.check_id = "check" and exists (
      select from deconfliction."check" c where c.id = w.check_id and c.person_id = identity.viewer_person());
  end;
grant execute on function deconfliction.note_token_of_check(uuid, bytea) to seamark_member;

-- Keeping tokens --------------------------------------------------------------------------------------

-- As author_of_match_event: whoever seals made it so, unless the partner lets nothing be known.
create function deconfliction.author_of_sealed_event(wanted bytea, agency_a integer, agency_b integer)
  returns table (agency_id integer, person_id uuid, service text, purpose text)
  language sql stable
  begin atomic
    select case when told then identity.viewer_agency() end,
           case when told then identity.viewer_person() end,
           case when told then nullif(current_setting('seamark.service', true), '') else 'matching' end,
           case when told then nullif(current_setting('seamark.purpose', true), '') end
    from (select exists (
            select from deconfliction.sealed_token t
            where t.element = wanted and t.open
              and t.agency_id in (agency_a, agency_b) and t.agency_id <> identity.viewer_agency()) as told) as partner;
  end;

-- As judge_values, for tokens. Two records that are both held in clear are not paired: their values are.
create function deconfliction.judge_sealed(
  touched_kinds text[], touched_elements bytea[], records uuid[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  threshold integer := (select s.common_threshold from deconfliction.setting s);
  common_kinds text[]; common_elements bytea[];
  freed_kinds text[]; freed_elements bytea[];
  changed integer[];
  affected integer[] := '{}';
begin
  select coalesce(array_agg(v.kind) filter (where v.is_common), '{}'), coalesce(array_agg(v.element) filter (where v.is_common), '{}'),
         coalesce(array_agg(v.kind) filter (where not v.is_common), '{}'), coalesce(array_agg(v.element) filter (where not v.is_common), '{}')
  into common_kinds, common_elements, freed_kinds, freed_elements
  from (
    select t.kind, t.element, c.holders > threshold as is_common,
           exists (select from deconfliction.sealed_common k where k.element = t.element and k.kind = t.kind) as was_common
    from unnest(touched_kinds, touched_elements) as t (kind, element)
    cross join lateral (
      select count(*) as holders
      from (select from deconfliction.sealed_token i
            where i.element = t.element and i.open and i.kind = t.kind limit threshold + 1) as bounded) c
  ) v
  where v.is_common <> v.was_common;

  if cardinality(common_kinds) + cardinality(freed_kinds) > 0 then
    insert into deconfliction.sealed_common (kind, element) select * from unnest(common_kinds, common_elements);
    delete from deconfliction.sealed_common k using unnest(freed_kinds, freed_elements) as f (kind, element)
    where k.element = f.element and k.kind = f.kind;
    with moved as (
      update deconfliction.match m set common = v.common
      from (select kind, deconfliction.sealed_key(element) as key, element, true as common
            from unnest(common_kinds, common_elements) as c (kind, element)
            union all
            select kind, deconfliction.sealed_key(element), element, false
            from unnest(freed_kinds, freed_elements) as f (kind, element)) v
      where m.kind = v.kind and m.key = v.key and m.common <> v.common and m.acted_at is null
      returning m.id, m.agency_a, m.agency_b, m.kind, v.element, m.common
    ), told as (
      insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail)
      select 'alteration', operation, actor.agency_id, actor.person_id, actor.service, actor.purpose,
             'match', moved.id, array[moved.agency_a, moved.agency_b],
             jsonb_build_object('kind', moved.kind, 'common', moved.common, 'sealed', true)
      from moved cross join lateral deconfliction.author_of_sealed_event(moved.element, moved.agency_a, moved.agency_b) as actor
    )
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from moved cross join lateral (values (moved.agency_a), (moved.agency_b)) as a (agency);
  end if;

  with mine as materialized (
    select i.record_id, i.agency_id, i.kind, i.element, i.clear
    from unnest(records) as wanted (record_id)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.element, h.clear from deconfliction.sealed_token h
      where h.record_id = wanted.record_id
        and not exists (select from deconfliction.sealed_common c where c.element = h.element and c.kind = h.kind) offset 0) i
    union
    select i.record_id, i.agency_id, i.kind, i.element, i.clear
    from unnest(freed_kinds, freed_elements) as freed (kind, element)
    cross join lateral (
      select h.record_id, h.agency_id, h.kind, h.element, h.clear from deconfliction.sealed_token h
      where h.element = freed.element and h.kind = freed.kind offset 0) i
  ), shared as materialized (
    select m.kind, deconfliction.sealed_key(m.element) as key, m.element,
           m.record_id as my_record, m.agency_id as my_agency, o.record_id as their_record, o.agency_id as their_agency,
           least(m.agency_id, o.agency_id) as agency_a, greatest(m.agency_id, o.agency_id) as agency_b
    from mine m
    cross join lateral (
      select h.record_id, h.agency_id from deconfliction.sealed_token h
      where h.element = m.element and h.kind = m.kind and h.agency_id <> m.agency_id
        and not (h.clear and m.clear) offset 0) o
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
    select distinct kind, key, element, agency_a, agency_b from others
  ), opened as (
    insert into deconfliction.match (kind, key, agency_a, agency_b)
    select kind, key, agency_a, agency_b from pairs
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

-- Replaces the tokens of some records (sealed ones, or reports held in clear) and brings matches up to date.
-- Not for anybody to call: keep_sealed, end_sealed and the program do. The locks are those of
-- hold_identifiers, and for its reasons.
create function deconfliction.hold_sealed(
  records uuid[], of_records uuid[], kinds text[], elements bytea[], shown text[], wanted_epoch integer, operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  touched_kinds text[]; touched_elements bytea[];
  parted integer[] := '{}';
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  select array_agg(v.kind), array_agg(v.element) into touched_kinds, touched_elements
  from (select t.kind, t.element from unnest(kinds, elements) as t (kind, element)
        union
        select i.kind, i.element from unnest(records) as wanted (id)
        cross join lateral (select h.kind, h.element from deconfliction.sealed_token h where h.record_id = wanted.id offset 0) i) v;
  if touched_kinds is null then
    return '{}';
  end if;
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || deconfliction.sealed_key(t.element)) & 1023 as bucket
        from unnest(touched_kinds, touched_elements) as t (kind, element) order by 1 offset 0) b;

  with live as materialized (
    select r.id from unnest(records) as wanted (id) join deconfliction.side_record r on r.id = wanted.id
    where r.status in ('submitted', 'disseminated')
  ), gone as (
    delete from deconfliction.sealed_token t
    where t.record_id = any (records)
      and (t.record_id not in (select id from live)
           or (t.record_id, t.element) not in (select * from unnest(of_records, elements)))
    returning t.agency_id, t.kind, t.sensitive, t.clear
  ), came as (
    insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind, shown)
    select n.record_id, n.element, r.agency_id, wanted_epoch, not r.sealed, r.discoverable and r.compartment_id is null,
           r.classification <> 'OFFICIAL', n.kind, n.shown
    from unnest(of_records, kinds, elements, shown) as n (record_id, kind, element, shown)
    join live on live.id = n.record_id
    join deconfliction.side_record r on r.id = n.record_id
    on conflict (record_id, element) do update
      set open = excluded.open, sensitive = excluded.sensitive, shown = excluded.shown
      where (sealed_token.open, sealed_token.sensitive, sealed_token.shown)
            is distinct from (excluded.open, excluded.sensitive, excluded.shown)
    returning agency_id, kind, sensitive, clear, xmax = 0 as fresh
  )
  insert into deconfliction.sealed_count as c (agency_id, kind, sensitive, tokens)
  select d.agency_id, d.kind, d.sensitive, sum(d.tokens)::integer
  from (select gone.agency_id, gone.kind, gone.sensitive, -1 as tokens from gone where not gone.clear
        union all
        select came.agency_id, came.kind, came.sensitive, 1 from came where not came.clear and came.fresh) d
  group by d.agency_id, d.kind, d.sensitive
  on conflict (agency_id, kind, sensitive) do update set tokens = c.tokens + excluded.tokens;

  -- A side goes with its token. One held in clear goes too where the other agency holds the value in clear
  -- only by now: for that pair there is the match on the value itself.
  with parting as materialized (
    select s.id, m.acted_at, m.agency_a, m.agency_b, mine.clear is null as lost
    from unnest(touched_kinds, touched_elements) as t (kind, element)
    cross join lateral (select x.id, x.acted_at, x.agency_a, x.agency_b from deconfliction.match x
                        where x.kind = t.kind and x.key = deconfliction.sealed_key(t.element) offset 0) m
    cross join lateral (select x.id, x.report_id, x.agency_id from deconfliction.match_side x
                        where x.match_id = m.id and x.held offset 0) s
    left join lateral (select h.clear from deconfliction.sealed_token h
                       where h.record_id = s.report_id and h.element = t.element offset 0) mine on true
    where mine.clear is null
       or (mine.clear and m.acted_at is null and not exists (
             select from deconfliction.sealed_token y
             where y.element = t.element and y.kind = t.kind and not y.clear and y.agency_id <> s.agency_id
               and y.agency_id in (m.agency_a, m.agency_b)))
  ), kept as (
    update deconfliction.match_side s set held = false from parting
    where s.id = parting.id and parting.acted_at is not null and parting.lost
  ), dropped as (
    delete from deconfliction.match_side s using parting where s.id = parting.id and parting.acted_at is null
  )
  select coalesce(array_agg(distinct a.agency), '{}') into parted
  from parting cross join lateral (values (parting.agency_a), (parting.agency_b)) as a (agency);

  return parted || deconfliction.judge_sealed(touched_kinds, touched_elements, records, operation);
end
$$;

-- Ends sealed records: taken back or expired. What nobody acted on is gone; the rest keeps its row, without
-- a token, as a recalled report does.
create function deconfliction.end_sealed(records uuid[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  ending uuid[];
  affected integer[];
begin
  select array_agg(s.id) into ending from deconfliction.sealed_record s where s.id = any (records) and s.ended_at is null;
  if ending is null then
    return '{}';
  end if;
  insert into ledger.event (kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id)
  select 'erasure', end_sealed.operation, s.agency_id, identity.viewer_person(),
         nullif(current_setting('seamark.service', true), ''), nullif(current_setting('seamark.purpose', true), ''),
         'sealed_record', s.id
  from deconfliction.sealed_record s where s.id = any (ending);
  update deconfliction.sealed_record s set ended_at = now() where s.id = any (ending);
  affected := deconfliction.hold_sealed(ending, '{}', '{}', '{}', '{}', 0, operation);
  delete from deconfliction.sealed_record s
  where s.id = any (ending) and not exists (select from deconfliction.match_side m where m.report_id = s.id)
    and not exists (select from deconfliction.silent_hit h where h.report_id = s.id);
  return affected;
end
$$;

-- Takes in what an agency sealed: each record whole, with the tokens it has now. Its caller is a member, and
-- the agency theirs. Records that are there with the same tokens stay as they are; that makes a call safe
-- to repeat.
--   submission     id of this call; nothing is kept under it when nothing changed
--   ids            for each record, the id that it gets if it is new
--   of_numbers     for each token, the number of its record, counted from 1
create function deconfliction.keep_sealed(
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
  join unnest(handles) with ordinality as g (handle, at) on g.at = t.number
  -- One that the record holds already stays: were it dropped, a value would be common by turns.
  left join lateral (
    select k.element from deconfliction.sealed_common k
    where k.element = t.element and k.kind = t.kind
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
    insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens)
    values (submission, mine, identity.viewer_person(), wanted_epoch, cardinality(handles), cardinality(good_elements));
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

-- An agency takes a record back, under whatever classification this person may see it. Says whom it affects.
create function deconfliction.take_back_sealed(wanted_handle text, operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  if not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
    return '{}';
  end if;
  return deconfliction.end_sealed(
    (select coalesce(array_agg(s.id), '{}') from deconfliction.sealed_record s
     where s.agency_id = identity.viewer_agency() and s.handle = wanted_handle
       and access.viewer_is_cleared_for(s.classification)), operation);
end
$$;
grant execute on function
  deconfliction.keep_sealed(uuid, uuid[], text[], text[], boolean[], date[], integer[], text[], bytea[], integer, text),
  deconfliction.take_back_sealed(text, text) to seamark_member;

-- By the clock: what has expired. Returns how many ended, and whose matches changed.
create function deconfliction.expire_sealed(today date, most integer, operation text)
  returns table (ended integer, affected integer[])
  language plpgsql security definer set search_path = '' as $$
declare
  due uuid[];
begin
  select coalesce(array_agg(d.id), '{}') into due
  from (select s.id from deconfliction.sealed_record s
        where s.ended_at is null and s.expires_on <= today order by s.expires_on limit most for update skip locked) d;
  ended := cardinality(due);
  affected := deconfliction.end_sealed(due, operation);
  return next;
end
$$;

-- As partners_holding, by token: it steps through the open part of one index, and what the viewer may not
-- know costs nothing.
create function deconfliction.partners_sealing(wanted_kind text, wanted bytea) returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct found.agency_id
    from unnest(case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                     then array[false, true] else array[false] end) as cleared (sensitive)
    cross join lateral (
      with recursive holder as (
        select (select i.agency_id from deconfliction.sealed_token i
                where i.element = wanted and i.open and i.sensitive = cleared.sensitive
                order by i.agency_id limit 1) as agency_id
        union all
        select (select i.agency_id from deconfliction.sealed_token i
                where i.element = wanted and i.open and i.sensitive = cleared.sensitive and i.agency_id > h.agency_id
                order by i.agency_id limit 1)
        from holder h where h.agency_id is not null
      )
      select h.agency_id from holder h
      where h.agency_id <> identity.viewer_agency()
        and exists (
          select from deconfliction.sealed_token i join deconfliction.side_record r on r.id = i.record_id
          where i.element = wanted and i.open and i.sensitive = cleared.sensitive
            and i.agency_id = h.agency_id and i.kind = wanted_kind
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                             r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none')
    ) found
    order by 1;
  end;
grant execute on function deconfliction.partners_sealing(text, bytea) to seamark_member;

-- In how many records within sight a common token stands, counted up to `most`: as common_count.
create function deconfliction.sealed_common_count(wanted_kind text, wanted bytea, most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from (
      select from deconfliction.sealed_token t
      where t.element = wanted and t.open and t.kind = wanted_kind
        and (not t.sensitive or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE'))
      limit most) as bounded;
  end;
grant execute on function deconfliction.sealed_common_count(text, bytea, integer) to seamark_member;

-- After a change of the threshold: as values_to_judge.
create function deconfliction.sealed_to_judge(most integer) returns table (kind text, element bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    with setting as (select s.common_threshold as threshold from deconfliction.setting s)
    (select c.kind, c.element
     from deconfliction.sealed_common c, setting
     where (select count(*) from (select from deconfliction.sealed_token i
              where i.element = c.element and i.open and i.kind = c.kind limit setting.threshold + 1) as bounded) <= setting.threshold
     limit most)
    union all
    (select i.kind, i.element
     from deconfliction.sealed_token i, setting
     where i.open and not exists (select from deconfliction.sealed_common c where c.element = i.element and c.kind = i.kind)
     group by i.kind, i.element, setting.threshold
     having count(*) > setting.threshold
     limit most);
  end;
create function deconfliction.judge_sealed_again(kinds text[], elements bytea[], operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(7313, 0);
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || deconfliction.sealed_key(t.element)) & 1023 as bucket
        from unnest(kinds, elements) as t (kind, element) order by 1 offset 0) b;
  return deconfliction.judge_sealed(kinds, elements, '{}', operation);
end
$$;

-- Rotation: elements that the holders have moved to the next epoch, with everything that is named after them.
-- Equality stays as it was, so no match opens or ends.
create function deconfliction.rekey_sealed(
  from_elements bytea[], to_elements bytea[], to_epoch integer, operation text
) returns integer language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off as $$
declare
  moved integer;
begin
  update deconfliction.sealed_token t set element = n.became, epoch = to_epoch
  from unnest(from_elements, to_elements) as n (was, became) where t.element = n.was;
  get diagnostics moved = row_count;
  update deconfliction.sealed_common c set element = n.became
  from unnest(from_elements, to_elements) as n (was, became) where c.element = n.was;
  update deconfliction.silent_hit h set key = deconfliction.sealed_key(n.became)
  from unnest(from_elements, to_elements) as n (was, became)
  where h.key like 'sealed:%' and h.key = deconfliction.sealed_key(n.was);
  with renamed as (
    update deconfliction.match m set key = deconfliction.sealed_key(n.became)
    from unnest(from_elements, to_elements) as n (was, became)
    cross join lateral (select x.id from deconfliction.match x
                        where x.kind in (select distinct t.kind from deconfliction.sealed_token t where t.element = n.became)
                          and x.key = deconfliction.sealed_key(n.was) offset 0) found
    where m.id = found.id
    returning m.id
  )
  insert into ledger.event (kind, operation, service, subject_kind, subject_id, detail)
  select 'alteration', rekey_sealed.operation, nullif(current_setting('seamark.service', true), ''), 'match', renamed.id,
         jsonb_build_object('epoch', to_epoch)
  from renamed;
  return moved;
end
$$;

-- Reports held in clear whose identifiers or persons changed are sealed again, where there are holders.
create function deconfliction.note_sealing_due() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from deconfliction.sealed_epoch) then
    insert into deconfliction.sealing_due (report_id) select distinct report_id from changed
    on conflict (report_id) do update set revision = sealing_due.revision + 1;
  end if;
  return null;
end
$$;
grant execute on function deconfliction.note_sealing_due() to seamark_owner;

reset role;
set role seamark_owner;
create trigger identifiers_came after insert on deconfliction.identifier referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();
create trigger identifiers_changed after update on deconfliction.identifier referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();
create trigger identifiers_went after delete on deconfliction.identifier referencing old table as changed
  for each statement execute function deconfliction.note_sealing_due();
create trigger persons_came after insert on deconfliction.person_mention referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();
create trigger persons_changed after update on deconfliction.person_mention referencing new table as changed
  for each statement execute function deconfliction.note_sealing_due();
create trigger persons_went after delete on deconfliction.person_mention referencing old table as changed
  for each statement execute function deconfliction.note_sealing_due();
reset role;
