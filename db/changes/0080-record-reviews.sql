-- Reviews of records: a date comes due as work for a named person, who keeps, corrects, restricts, or asks for erasure.
-- A legal hold outranks both of the last two. What restricts or holds a record stands beside it, in access.

create schema records authorization seamark_owner;
grant usage on schema records to seamark_app, seamark_member, seamark_service;
grant create on schema records to seamark_service;

set role seamark_owner;

-- While it is restricted, its owner's deciders alone see it (s.47 DPA 2018); see db/code/access/sight.sql.
alter table access.record add column restricted_at timestamptz;
-- Recalled records come due as well.
create index record_due_for_review on access.record (review_on) where status <> 'draft' and kind <> 'sealed';

create table access.legal_hold (
  id            uuid primary key,
  record_id     uuid not null references access.record,
  agency_id     integer not null references identity.agency,
  -- for what it is held: a case, an inquiry
  reason        text not null check (length(btrim(reason)) between 1 and 2000),
  placed_by     uuid not null references identity.person,
  placed_at     timestamptz not null default now(),
  lifted_by     uuid references identity.person,
  lifted_at     timestamptz,
  lifted_reason text check (length(btrim(lifted_reason)) between 1 and 2000),
  constraint lifted_by_somebody check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
);
create index legal_hold_by_record on access.legal_hold (record_id) where lifted_at is null;
create index legal_hold_by_agency on access.legal_hold (agency_id, placed_at desc);
alter table access.legal_hold enable row level security, force row level security;

create table access.restriction (
  id        uuid primary key default gen_random_uuid(),
  record_id uuid not null references access.record,
  agency_id integer not null references identity.agency,
  -- s.47(2): kept as evidence; s.47(3): its accuracy is contested, and cannot be made out
  ground    text not null check (ground in ('evidence', 'accuracy-contested')),
  placed_by uuid not null references identity.person,
  placed_at timestamptz not null default now(),
  lifted_by uuid references identity.person,
  lifted_at timestamptz,
  constraint lifted_by_somebody check ((lifted_at is null) = (lifted_by is null))
);
create unique index one_restriction on access.restriction (record_id) where lifted_at is null;
create index restriction_by_agency on access.restriction (agency_id, placed_at desc);
alter table access.restriction enable row level security, force row level security;

-- After how many years a record of each group is reviewed again. The operator's, for all agencies.
create table records.setting (
  only_row       boolean primary key default true check (only_row),
  group_1_years  integer not null default 10 check (group_1_years between 1 and 100),
  group_2_years  integer not null default 10 check (group_2_years between 1 and 100),
  group_3_years  integer not null default 6 check (group_3_years between 1 and 100),
  group_4_years  integer not null default 6 check (group_4_years between 1 and 100),
  group_1_since  timestamptz,
  group_2_since  timestamptz,
  group_3_since  timestamptz,
  group_4_since  timestamptz
);
insert into records.setting default values;
alter table records.setting enable row level security, force row level security;

create table records.review (
  id              uuid primary key default gen_random_uuid(),
  record_id       uuid not null references access.record on delete cascade,
  agency_id       integer not null references identity.agency,
  due_on          date not null,
  -- null where the agency has nobody who manages records: then it waits for whoever will
  reviewer_id     uuid references identity.person,
  named_at        timestamptz not null default now(),
  -- by rule, and of counts alone: nothing follows from it
  suggested_group smallint not null check (suggested_group between 1 and 4),
  suggested       text not null check (suggested in ('keep', 'erase', 'read')),
  why             text not null check (why ~ '^[a-z-]{1,40}$'),
  -- how many persons the record names in each category
  suspected       integer not null default 0,
  convicted       integer not null default 0,
  victims         integer not null default 0,
  others          integer not null default 0,
  state           text not null default 'open' check (state in ('open', 'correcting', 'decided')),
  revision        integer not null default 1,
  decision        text check (decision in ('keep', 'correct', 'restrict', 'erase')),
  retention_group smallint check (retention_group between 1 and 4),
  criteria        text[] not null default '{}' check (criteria <@ array['period', 'serious-harm', 'at-risk', 'trust', 'associations', 'misuse', 'state-of-mind']),
  reason          text check (length(btrim(reason)) between 1 and 2000),
  ground          text check (ground ~ '^[a-z-]{1,40}$'),
  -- the version that somebody was asked to correct
  correct_from    integer,
  decided_by      uuid references identity.person,
  decided_at      timestamptz,
  next_review_on  date,
  constraint decided_by_somebody check ((state = 'decided') = (decision is not null)
    and (decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint correcting_a_version check (state <> 'correcting' or correct_from is not null),
  -- a reason, a criterion and a group: without them nothing is kept
  constraint kept_for_a_reason check (decision is distinct from 'keep'
    or (retention_group is not null and criteria <> '{}' and reason is not null and next_review_on > due_on)),
  constraint on_a_ground check (decision is null or decision not in ('restrict', 'erase') or ground is not null)
);
create unique index one_review_at_once on records.review (record_id) where state <> 'decided';
create index review_by_due on records.review (agency_id, due_on, id) where state <> 'decided';
create index review_by_reviewer on records.review (reviewer_id, due_on, id) where state <> 'decided';
create index review_by_record on records.review (record_id, decided_at desc);
alter table records.review enable row level security, force row level security;

reset role;
