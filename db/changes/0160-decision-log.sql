-- The decision log of an operation: numbered without a gap, never changed. An entry keeps number, times and a salted
-- digest; what it says is a row of its own, which goes only with the erasure that two persons decide.

set role seamark_owner;

-- The main log, and narrower ones. A narrower log is a compartment of its own: whoever is not named learns nothing of it,
-- and its numbers are its own, so that none is missing in the main log.
create table operations.decision_log (
  id             uuid primary key,
  operation_id   uuid not null references operations.operation,
  compartment_id uuid unique references access.compartment,
  name           text check (name collate "C" ~ '^[A-Za-z0-9]+([ ''-][A-Za-z0-9]+)*$' and length(name) between 3 and 60),
  -- the last number that was given; the row is locked while an entry takes the next
  entries        integer not null default 0 check (entries >= 0),
  opened_by      uuid references identity.person,
  opened_at      timestamptz not null default now(),
  constraint narrow_log_is_its_compartment check (compartment_id = id),
  constraint narrow_log_has_a_name check (
    (compartment_id is null) = (name is null) and (compartment_id is null) = (opened_by is null))
);
create unique index one_main_log on operations.decision_log (operation_id) where compartment_id is null;
create index log_by_operation on operations.decision_log (operation_id);
alter table operations.decision_log enable row level security, force row level security;

create table operations.decision (
  id             uuid primary key,
  log_id         uuid not null references operations.decision_log,
  operation_id   uuid not null references operations.operation,
  -- of a narrower log
  compartment_id uuid references access.compartment,
  number         integer not null check (number >= 1),
  -- of the maker
  agency_id      integer not null references identity.agency,
  maker_id       uuid not null references identity.person,
  recorder_id    uuid not null references identity.person,
  decided_at     timestamptz not null,
  entered_at     timestamptz not null default now(),
  classification text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  must_read      boolean not null default false,
  review_on      date check (review_on between '2000-01-01' and '2100-01-01'),
  -- an entry is never changed: another one, which points back, corrects it
  corrects_id    uuid references operations.decision,
  -- of number, times, persons and what it says, with a salt that goes with what it says
  digest         bytea not null constraint digest_is_one check (length(digest) = 32),
  unique (log_id, number),
  constraint decided_before_it_is_entered check (decided_at <= entered_at and decided_at >= '2000-01-01'),
  constraint corrects_another check (corrects_id <> id)
);
create index decision_to_review on operations.decision (maker_id, review_on) where review_on is not null;
create index decision_by_loggist on operations.decision (maker_id, entered_at) where maker_id <> recorder_id;
create index decision_by_recorder on operations.decision (recorder_id, entered_at) where maker_id <> recorder_id;
create index decision_to_read on operations.decision (operation_id, entered_at) where must_read;
create index decision_corrected on operations.decision (corrects_id) where corrects_id is not null;
alter table operations.decision enable row level security, force row level security;

-- What an entry says, and why its maker objected to what a loggist had written.
create table operations.decision_content (
  decision_id  uuid not null references operations.decision,
  part         text not null check (part in ('entry', 'objection')),
  operation_id uuid not null references operations.operation,
  says         jsonb not null check (jsonb_typeof(says) = 'object'),
  -- goes with the text, so that what was erased cannot be guessed and tried
  salt         bytea not null constraint salt_is_random check (length(salt) = 32),
  primary key (decision_id, part)
);
create index content_by_operation on operations.decision_content (operation_id);
alter table operations.decision_content enable row level security, force row level security;

-- Records on which it rests, each in the version that was read.
create table operations.decision_link (
  decision_id uuid not null references operations.decision,
  record_id   uuid not null references access.record,
  version     integer not null check (version >= 1),
  primary key (decision_id, record_id)
);
create index decision_by_record on operations.decision_link (record_id);
alter table operations.decision_link enable row level security, force row level security;

-- What the maker says of an entry that a loggist wrote.
create table operations.decision_word (
  decision_id uuid primary key references operations.decision,
  person_id   uuid not null references identity.person,
  word        text not null check (word in ('confirmed', 'objected')),
  at          timestamptz not null default now(),
  -- of why
  digest      bytea check (length(digest) = 32),
  constraint objection_says_why check ((word = 'objected') = (digest is not null))
);
alter table operations.decision_word enable row level security, force row level security;

-- Who has read an entry that all must read.
create table operations.decision_read (
  decision_id uuid not null references operations.decision,
  person_id   uuid not null references identity.person,
  agency_id   integer not null references identity.agency,
  at          timestamptz not null default now(),
  primary key (decision_id, person_id)
);
alter table operations.decision_read enable row level security, force row level security;

-- Whom a written log was given to: how much of it, under which checkpoint, with which digest.
create table operations.log_print (
  id             uuid primary key,
  log_id         uuid not null references operations.decision_log,
  person_id      uuid not null references identity.person,
  at             timestamptz not null default now(),
  form           text not null check (form in ('html', 'pdf')),
  from_number    integer not null check (from_number >= 1),
  until_number   integer not null,
  sha256         bytea not null check (length(sha256) = 32),
  checkpoint_size bigint not null check (checkpoint_size >= 0),
  constraint until_follows_from check (until_number >= from_number)
);
create index print_by_log on operations.log_print (log_id, at desc);
alter table operations.log_print enable row level security, force row level security;

reset role;
