-- Sealed deconfliction: an agency that keeps its data sends only tokens, and takes part in matches as if it
-- had filed. A token is a group element, (k1+k2)·H(value), of a key that two holders share and the node has
-- no part of (docs/wire/sealed-index.md). All that the node learns is which elements are equal.

set role seamark_owner;

create table deconfliction.sealed_setting (
  only_row  boolean primary key default true check (only_row),
  -- for how long a sealed record stands unless it is sealed again
  days_kept integer not null default 400 check (days_kept between 1 and 3660),
  version   integer not null default 1,
  days_kept_since timestamptz
);
insert into deconfliction.sealed_setting default values;
alter table deconfliction.sealed_setting enable row level security, force row level security;

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
  fault    text,
  entered_at timestamptz not null default now(),
  changed_at timestamptz
);
-- Two holders with one identity, or at one address, are one.
create unique index key_holder_by_identity on deconfliction.key_holder (identity);
create unique index key_holder_by_address on deconfliction.key_holder (lower(url));
alter table deconfliction.key_holder enable row level security, force row level security;

-- One epoch is current. A preparing one is being filled by re-keying what the current one holds.
create table deconfliction.sealed_epoch (
  number   integer primary key check (number between 1 and 65535),
  state    text not null check (state in ('preparing', 'current', 'retired')),
  began_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index sealed_epoch_one_of_each on deconfliction.sealed_epoch (state) where state <> 'retired';
alter table deconfliction.sealed_epoch enable row level security, force row level security;

-- What each holder's share of a key looks like from outside: proofs are verified against it.
create table deconfliction.key_holder_key (
  holder     integer not null references deconfliction.key_holder on delete cascade,
  epoch      integer not null references deconfliction.sealed_epoch,
  kind       text not null check (length(kind) between 1 and 30),
  public_key bytea not null check (length(public_key) = 32),
  primary key (holder, epoch, kind)
);
alter table deconfliction.key_holder_key enable row level security, force row level security;

-- One call of an agency that changed something: what the ledger's event is about.
create table deconfliction.sealed_submission (
  id        uuid primary key,
  agency_id integer not null references identity.agency,
  person_id uuid not null,
  epoch     integer not null,
  records   integer not null,
  tokens    integer not null,
  at        timestamptz not null default now(),
  -- The lowest classification of what a call changed: when it was made is known to whoever may see one of these.
  -- Of the calls of before nobody wrote it down, so they count as the higher.
  classification text not null default 'OFFICIAL-SENSITIVE'
    check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE'))
);
create index sealed_submission_by_time on deconfliction.sealed_submission (agency_id, at desc);
alter table deconfliction.sealed_submission enable row level security, force row level security;

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
alter table deconfliction.sealed_record enable row level security, force row level security;

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
-- The look-up. The check reads only the part that is open and that its viewer is cleared for.
create index sealed_token_by_element on deconfliction.sealed_token (element, open, sensitive, agency_id);
create index sealed_token_by_epoch on deconfliction.sealed_token (epoch, element);
-- Equality alone, and a shown name may be long.
create index sealed_token_by_shown on deconfliction.sealed_token using hash (shown) where shown is not null;
alter table deconfliction.sealed_token alter column element set storage plain;
alter table deconfliction.sealed_token enable row level security, force row level security;

-- How many tokens an agency has sealed: kept, because counting millions takes seconds.
create table deconfliction.sealed_count (
  agency_id integer not null references identity.agency,
  kind      text not null,
  sensitive boolean not null,
  tokens    integer not null default 0,
  primary key (agency_id, kind, sensitive)
);
alter table deconfliction.sealed_count enable row level security, force row level security;

create table deconfliction.sealed_common (
  kind    text not null,
  element bytea not null,
  since   timestamptz not null default now(),
  -- as in deconfliction.common_value
  clearance text not null check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  primary key (element, kind, clearance)
);
alter table deconfliction.sealed_common enable row level security, force row level security;

-- Reports held in clear whose tokens have to be made anew.
create table deconfliction.sealing_due (
  report_id uuid primary key,
  -- counted up with each change, so that one that comes while its report is being sealed is not lost
  revision  integer not null default 1
);
alter table deconfliction.sealing_due enable row level security, force row level security;

reset role;
