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
-- One index for matching and for the check. The check reads only the part that is open and that its
-- viewer is cleared for, so a silent or higher record costs it exactly as much as none. There is no second
-- one, because values are random: each index costs an import a page for every identifier.
create index identifier_by_value on deconfliction.identifier (kind, key, open, classification, agency_id);

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
create index match_by_pair on deconfliction.match (agency_a, agency_b, opened_at) where contacted_at is null;
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
create table deconfliction.check_awaiting_notice (
  check_id uuid primary key references deconfliction."check" on delete cascade
);

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
