-- Deconfliction: who else holds this? Exact identifiers, normalised by the program; a match between
-- two agencies on one value; each side's word; the thread; checks.

set role seamark_owner;

create table deconfliction.setting (
  only_row         boolean primary key default true check (only_row),
  -- a value in more reports than this says nothing and opens no match
  common_threshold integer not null default 50 check (common_threshold between 2 and 100000),
  checks_per_day   integer not null default 200 check (checks_per_day between 1 and 100000),
  version          integer not null default 1,
  -- Since when each stands; null: as delivered.
  common_threshold_since timestamptz,
  checks_per_day_since timestamptz
);
insert into deconfliction.setting default values;
alter table deconfliction.setting enable row level security, force row level security;

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
alter table deconfliction.identifier enable row level security, force row level security;

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
  -- `common`: its value has become common, and it rests for those cleared for OFFICIAL-SENSITIVE.
  -- `common_official`: for everybody.
  common       boolean not null default false,
  common_official boolean not null default false,
  unique (kind, key, agency_a, agency_b),
  check (agency_a < agency_b),
  constraint what_rests_for_all_rests_for_each check (common or not common_official)
);
create index match_by_pair on deconfliction.match (agency_a, agency_b, opened_at) where contacted_at is null;
create index match_where_b_wrote on deconfliction.match (agency_a, wrote_b) where wrote_b is not null;
create index match_where_a_wrote on deconfliction.match (agency_b, wrote_a) where wrote_a is not null;
create index match_of_things_by_pair on deconfliction.match (agency_a, agency_b, opened_at)
  where contacted_at is null and kind <> 'person';
alter table deconfliction.match enable row level security, force row level security;

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
create index match_side_of_persons on deconfliction.match_side (agency_id, state, match_id) where kind = 'person';
alter table deconfliction.match_side enable row level security, force row level security;

-- Each side's word, kept apart.
create table deconfliction.match_word (
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  -- An answer that was taken back is none, but its row stays: its version tells a colleague who has the old
  -- page open that something happened meanwhile.
  word      text check (word in ('confirmed', 'rejected')),
  reason    text,
  person_id uuid,
  at        timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid,
  version   integer not null default 1,
  primary key (match_id, agency_id),
  constraint nothing_said_is_nothing_more check (word is not null or (reason is null and closed_at is null))
);
create index match_word_by_time on deconfliction.match_word (at);
alter table deconfliction.match_word enable row level security, force row level security;

create table deconfliction.message (
  id        uuid primary key,
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  text      text not null,
  at        timestamptz not null default now(),
  stands_on uuid[] not null,
  -- the match from which it was written is one of them
  constraint stands_on_its_match check (match_id = any (stands_on) and cardinality(stands_on) <= 500)
);
create index message_by_match on deconfliction.message (match_id, at);
create index message_by_stands_on on deconfliction.message using gin (stands_on);
alter table deconfliction.message enable row level security, force row level security;

-- Up to where a person has read a thread.
create table deconfliction.thread_seen (
  match_id  uuid not null references deconfliction.match,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (match_id, person_id)
);
alter table deconfliction.thread_seen enable row level security, force row level security;

create table deconfliction.common_value (
  kind  text not null,
  key   text not null,
  since timestamptz not null default now(),
  -- For whom the value is common: OFFICIAL, counted over OFFICIAL records alone; OFFICIAL-SENSITIVE, over both.
  clearance text not null check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  primary key (kind, key, clearance)
);
alter table deconfliction.common_value enable row level security, force row level security;

create table deconfliction."check" (
  id        uuid primary key,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  kind      text not null,
  key       text not null,
  as_typed  text not null,
  purpose   text not null,
  held      boolean not null,
  at        timestamptz not null default now(),
  -- the birth that was asked for with a name
  born text
);
create index check_by_person on deconfliction."check" (person_id, at desc);
create index check_by_time on deconfliction."check" (at);
alter table deconfliction."check" enable row level security, force row level security;

-- Every check, until somebody has looked whether it met a silent record. The look is not part of the
-- answer: it is taken by the clock, for all checks alike, so that no time of any answer depends on it.
create table deconfliction.check_awaiting_notice (
  check_id uuid primary key references deconfliction."check" on delete cascade,
  -- The token of a value that was checked in clear, until somebody has looked whether it met a silent record.
  -- It stands here and not with the check, so that no row says for long what a token means.
  element bytea check (length(element) = 32)
);
alter table deconfliction.check_awaiting_notice enable row level security, force row level security;

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
alter table deconfliction.silent_hit enable row level security, force row level security;

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
alter table deconfliction.check_alert enable row level security, force row level security;

-- What an agency said before: for its own people, who must be able to say why they decided what they took
-- back. The partner is told how the match stands, and no more.
create table deconfliction.past_word (
  id        uuid primary key default gen_random_uuid(),
  match_id  uuid not null references deconfliction.match,
  agency_id integer not null references identity.agency,
  word      text not null check (word in ('confirmed', 'rejected')),
  reason    text,
  person_id uuid,
  at        timestamptz not null,
  ended_at  timestamptz not null,
  -- who said something else, or took it back
  ended_by  uuid
);
create index past_word_by_match on deconfliction.past_word (match_id, agency_id, ended_at);
alter table deconfliction.past_word enable row level security, force row level security;

create table deconfliction.match_taken (
  match_id  uuid not null references deconfliction.match on delete cascade,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (match_id, agency_id)
);
create index match_taken_by_person on deconfliction.match_taken (person_id);
alter table deconfliction.match_taken enable row level security, force row level security;

reset role;
