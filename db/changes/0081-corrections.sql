-- What was wrong is said to have been wrong, and everybody who received the record is told and says what became of
-- their copies (s.38(4)-(5), s.46(9) and s.48 DPA 2018). As a recall does; a record may be corrected more than once.

set role seamark_owner;

create table access.correction (
  id            uuid primary key,
  record_id     uuid not null references access.record,
  agency_id     integer not null references identity.agency,
  wrong_version integer not null check (wrong_version >= 1),
  -- null: no version puts it right, because the record was recalled
  right_version integer,
  reason        text not null check (length(btrim(reason)) between 1 and 2000),
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  constraint put_right_later check (right_version > wrong_version),
  constraint said_once unique (record_id, wrong_version)
);
alter table access.correction enable row level security, force row level security;

-- One for each agency that was given the record. The record may be out of its sight, so the notice says what it was.
create table access.notice (
  id              uuid primary key default gen_random_uuid(),
  record_id       uuid not null references access.record,
  agency_id       integer not null references identity.agency,
  owner_id        integer not null references identity.agency,
  what            text not null check (what in ('corrected', 'restricted', 'lifted', 'erased')),
  kind            text not null references access.record_kind,
  reference       text not null,
  classification  text not null,
  compartment_id  uuid,
  reason          text not null check (length(reason) between 1 and 2000),
  wrong_version   integer,
  right_version   integer,
  at              timestamptz not null default now(),
  acknowledged_at timestamptz,
  acknowledged_by uuid references identity.person,
  constraint acknowledged_by_somebody check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index notice_by_agency on access.notice (agency_id, at desc, id desc);
create index notice_open on access.notice (agency_id, at) where acknowledged_at is null;
create index notice_by_record on access.notice (record_id, at desc);
alter table access.notice enable row level security, force row level security;

-- What an agency did with its copies. Added to, never changed.
create table access.notice_statement (
  id        bigint generated always as identity primary key,
  notice_id uuid not null references access.notice on delete cascade,
  record_id uuid not null references access.record,
  agency_id integer not null references identity.agency,
  what      text not null check (what in ('destroyed', 'corrected', 'kept', 'none')),
  note      text check (length(btrim(note)) between 1 and 2000),
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  constraint kept_on_a_ground check (what <> 'kept' or note is not null)
);
create index notice_statement_by_notice on access.notice_statement (notice_id, id);
alter table access.notice_statement enable row level security, force row level security;

reset role;
