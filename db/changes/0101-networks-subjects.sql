-- Subjects, what reports say of them, links, joinings, and who of those that may be victims is kept apart.

set role seamark_owner;

-- By what a withheld person is known again in another report of the same agency: the room matches' own fold, of all
-- names with the birth and of each name with it. Written with the person, in the transaction that files.
alter table intelligence.withheld_subject add column folds text[] not null default '{}';
create index withheld_subject_by_fold on intelligence.withheld_subject using gin (folds);

-- A thing or a person as reports speak of them. What has a canonical key is one subject wherever it is written; what
-- has none is one subject for each report and way of writing, until a person joins it with another.
create table networks.subject (
  id        uuid primary key default gen_random_uuid(),
  kind      text not null,
  key       text check (length(key) <= 600),
  record_id uuid references access.record,
  -- a digest of how that report writes it, so that the next version speaks of the same subject
  word      text check (length(word) <= 64),
  check (key is null and record_id is not null and word is not null
         or key is not null and record_id is null and word is null)
);
create unique index subject_by_key on networks.subject (kind, key) where key is not null;
create unique index subject_by_word on networks.subject (record_id, kind, word) where record_id is not null;
alter table networks.subject enable row level security, force row level security;

-- What one item of a report says of a subject. There are rows of the version that stands, and of no other.
create table networks.mention (
  record_id  uuid not null references access.record,
  -- in the report's subjects, from 1
  number     integer not null,
  version    integer not null,
  subject_id uuid not null references networks.subject,
  agency_id  integer not null references identity.agency,
  kind       text not null,
  item       integer not null,
  -- as it was written: a value, or the names of a person
  written    text[] not null,
  born       text,
  category   text,
  country    text,
  note       text,
  -- the number of the person whose it is
  belongs_to integer,
  source_evaluation       text not null,
  intelligence_assessment text not null,
  basis      text not null,
  -- the report's own date
  said_at    timestamptz not null,
  primary key (record_id, number)
);
create index mention_by_subject on networks.mention (subject_id);
alter table networks.mention enable row level security, force row level security;

-- The same without words, once for each agency that may find it: its owner, those it was released to, or 0 for all
-- partners. So a look for what a viewer may see reads no row of what they may not.
create table networks.reach (
  record_id  uuid not null,
  number     integer not null,
  reader     integer not null,
  version    integer not null,
  subject_id uuid not null,
  agency_id  integer not null,
  kind       text not null,
  item       integer not null,
  said_at    timestamptz not null,
  -- of the person, or of the person whose it is
  folds      text[] not null,
  primary key (record_id, number, reader),
  foreign key (record_id, number) references networks.mention on delete cascade
);
create index reach_by_subject on networks.reach (subject_id, reader, said_at desc, record_id, number);
create index reach_by_reader on networks.reach (reader, said_at desc, record_id);
alter table networks.reach enable row level security, force row level security;

-- Reports whose mentions are gathered by the job. Several rows of one report are one piece of work.
create table networks.to_gather (
  id        bigint generated always as identity primary key,
  record_id uuid not null
);
-- What was filed before is gathered like what is filed now.
grant insert on networks.to_gather to seamark_service;
set role seamark_service;
insert into networks.to_gather (record_id)
select r.id from access.record r where r.kind = 'report' and r.status = 'disseminated';
set role seamark_owner;
alter table networks.to_gather enable row level security, force row level security;

-- What a named person of a report's owner said of two subjects that one item names.
create table networks.link (
  id         uuid primary key,
  record_id  uuid not null references access.record,
  version    integer not null,
  item       integer not null,
  agency_id  integer not null references identity.agency,
  from_id    uuid not null,
  to_id      uuid not null,
  kind       text not null,
  state      text not null check (state in ('accepted', 'refused')),
  -- from when and until when, as far as it is known
  from_on    date,
  to_on      date,
  note       text check (length(note) between 1 and 500),
  decided_by uuid not null references identity.person,
  decided_at timestamptz not null default now(),
  revision   integer not null default 1,
  constraint nothing_is_linked_with_itself check (from_id <> to_id),
  constraint it_ends_after_it_begins check (from_on is null or to_on is null or from_on <= to_on)
);
create unique index link_once on networks.link (record_id, item, from_id, to_id, kind);
create index link_by_from on networks.link (from_id) where state = 'accepted';
create index link_by_to on networks.link (to_id) where state = 'accepted';
alter table networks.link enable row level security, force row level security;

-- Two subjects that persons decided to be the same. It is an edge and moves nothing.
create table networks.joining (
  id        uuid primary key,
  a         uuid not null references networks.subject,
  b         uuid not null references networks.subject,
  agency_a  integer not null references identity.agency,
  agency_b  integer not null references identity.agency,
  by_a      uuid references identity.person,
  reason_a  text check (length(reason_a) between 1 and 1000),
  at_a      timestamptz,
  by_b      uuid references identity.person,
  reason_b  text check (length(reason_b) between 1 and 1000),
  at_b      timestamptz,
  parted_by uuid references identity.person,
  parted_why text check (length(parted_why) between 1 and 1000),
  parted_at timestamptz,
  revision  integer not null default 1,
  check (a < b),
  check ((by_a is null) = (at_a is null) and (by_a is null) = (reason_a is null)),
  check ((by_b is null) = (at_b is null) and (by_b is null) = (reason_b is null)),
  check ((parted_by is null) = (parted_at is null) and (parted_by is null) = (parted_why is null)),
  check (by_a is not null or by_b is not null)
);
create unique index joining_once on networks.joining (a, b) where parted_at is null;
create index joining_by_b on networks.joining (b) where parted_at is null;
create index joining_asked_of_a on networks.joining (agency_a) where parted_at is null and at_a is null;
create index joining_asked_of_b on networks.joining (agency_b) where parted_at is null and at_b is null;
alter table networks.joining enable row level security, force row level security;

-- A named person asks, and a second one agrees, that a person whom their agency also names as a victim, a witness or a
-- child is found by others all the same.
create table networks.safeguarding (
  id         uuid primary key,
  subject_id uuid not null references networks.subject,
  agency_id  integer not null references identity.agency,
  reason     text not null check (length(reason) between 1 and 2000),
  asked_by   uuid not null references identity.person,
  asked_at   timestamptz not null default now(),
  agreed_by  uuid references identity.person,
  agreed_at  timestamptz,
  refused_by uuid references identity.person,
  refused_at timestamptz,
  constraint agreed_by_another check (agreed_by is null or agreed_by <> asked_by),
  check ((agreed_by is null) = (agreed_at is null)),
  check ((refused_by is null) = (refused_at is null)),
  check (agreed_by is null or refused_by is null)
);
create unique index safeguarding_open on networks.safeguarding (subject_id) where agreed_at is null and refused_at is null;
create index safeguarding_by_subject on networks.safeguarding (subject_id);
alter table networks.safeguarding enable row level security, force row level security;

-- A suggested group as a coordinator of an agency answered it: which reports, and what they decided. It holds no
-- subject and nothing of a person.
create table networks.suggestion (
  id         uuid primary key,
  agency_id  integer not null references identity.agency,
  record_ids uuid[] not null check (cardinality(record_ids) between 2 and 500),
  -- kept: handed on to a new group; dismissed: with the reason
  state      text not null check (state in ('kept', 'dismissed')),
  reason     text check (length(reason) between 1 and 1000),
  decided_by uuid not null references identity.person,
  decided_at timestamptz not null default now(),
  check ((state = 'dismissed') = (reason is not null))
);
create index suggestion_by_agency on networks.suggestion (agency_id, state);
alter table networks.suggestion enable row level security, force row level security;

-- A subject's page says which checks of its value the viewer may know of.
create index check_by_value on deconfliction."check" (kind, key, at desc);

reset role;
