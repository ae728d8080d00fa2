-- Who works here: agencies and their desks, people, sessions. Passwords do not exist: identity is
-- OpenID Connect only.

set role seamark_owner;

create table identity.agency (
  id           integer generated always as identity primary key,
  slug         text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name         text not null,
  -- DPA 2018 Part 3 competent authority, or UK GDPR (terms.md section 5)
  regime       text not null default 'law-enforcement' check (regime in ('law-enforcement', 'general')),
  desk_name    text not null,
  desk_email   text not null,
  desk_phone   text not null,
  desk_hours   text not null default '',
  version      integer not null default 1
);
alter table identity.agency enable row level security, force row level security;

create table identity.person (
  id           uuid primary key,
  agency_id    integer not null references identity.agency,
  email        text not null check (email = lower(email)),
  name         text not null,
  roles        text[] not null check (roles <@ array['triage_officer', 'intelligence_officer', 'analyst', 'coordinator',
                                                      'records_manager', 'administrator', 'overseer']),
  clearance    text not null check (clearance in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  active       boolean not null default true,
  -- the provider's subject, bound at the first sign-in; from then on the e-mail address decides nothing
  issuer       text,
  subject      text,
  version      integer not null default 1,
  -- sessions and bearer tokens from before this moment are worth nothing
  not_before timestamptz,
  unique (issuer, subject),
  constraint person_email_in_agency unique (agency_id, email),
  constraint administrator_reads_nothing check (
    not 'administrator' = any (roles)
    or not roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager'])
);
create index person_by_agency on identity.person (agency_id);
create index person_by_email on identity.person (email) where subject is null;
alter table identity.person enable row level security, force row level security;

create table identity.session (
  -- the cookie holds the secret; the table only its SHA-256
  id_hash      bytea primary key,
  person_id    uuid not null references identity.person,
  csrf         text not null,
  purpose      text,
  id_token     text,
  created_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(),
  ended_at     timestamptz,
  -- The trip to the provider from which it came (a digest): one trip begins one session, in whichever process.
  trip bytea
);
create index session_by_person on identity.session (person_id);
create unique index session_by_trip on identity.session (trip);
alter table identity.session enable row level security, force row level security;

-- What somebody had typed when the session ran out. Encrypted with a key that only the browser's
-- cookie holds, so that the table alone gives nothing back.
create table identity.kept_form (
  id_hash      bytea primary key,
  person_id    uuid not null references identity.person,
  path         text not null,
  sealed       bytea not null,
  kept_at      timestamptz not null default now(),
  -- One form a person, of a bounded size: whatever is sent, no more than that can ever stand here.
  constraint one_form_a_person unique (person_id),
  constraint a_form_is_small check (octet_length(sealed) <= 262144 and length(path) <= 2000)
);
alter table identity.kept_form enable row level security, force row level security;

-- The e-mail domains of an agency, entered by the operator. Only the domain itself, never what is below it.
create table identity.agency_domain (
  id          uuid primary key,
  domain      text not null unique
    check (length(domain) <= 253
           and domain collate "C" ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
  agency_id   integer not null references identity.agency,
  entered_at  timestamptz not null default now()
);
create index agency_domain_by_agency on identity.agency_domain (agency_id);
alter table identity.agency_domain enable row level security, force row level security;

-- What somebody gained: brought to the records manager at once, and theirs to look into.
create table identity.appointment (
  id          uuid primary key default gen_random_uuid(),
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  -- none: the operator of the node
  given_by    uuid references identity.person,
  roles       text[] not null,
  -- where it was raised, or came with a new account
  clearance   text,
  at          timestamptz not null default now(),
  seen_at     timestamptz,
  seen_by     uuid references identity.person,
  check ((seen_at is null) = (seen_by is null)),
  -- nobody settles what they gained or gave
  check (seen_by is null or seen_by <> person_id and seen_by is distinct from given_by)
);
create index appointment_unseen on identity.appointment (agency_id, at) where seen_at is null;
alter table identity.appointment enable row level security, force row level security;

-- Until when a person has looked, so that what is new to them can be told from what has waited for long. It is the
-- person's own: no colleague, records manager or administrator reads it.
create table identity.looked (
  person_id uuid not null references identity.person,
  -- home shows everything; the others are lists of one room
  place     text not null check (place in ('home', 'matches', 'reports')),
  -- until when they have looked: numbers count what is newer
  at        timestamptz not null,
  -- since when something is shown as new. It stays for a while after a look, so that the second of two new things is
  -- not old when somebody comes back from the first.
  before    timestamptz not null,
  began     timestamptz not null default now(),
  primary key (person_id, place),
  check (before <= at)
);
alter table identity.looked enable row level security, force row level security;

-- For which purposes a person has worked, so that they choose one instead of writing it again. It is the person's own;
-- the ledger has the purpose of each act anyway.
create table identity.purpose_used (
  person_id uuid not null references identity.person,
  purpose   text not null check (length(purpose) between 1 and 200),
  used_at   timestamptz not null default now(),
  primary key (person_id, purpose)
);
alter table identity.purpose_used enable row level security, force row level security;

create table identity.mail_wish (
  person_id     uuid primary key references identity.person,
  -- a public report of the person's desk says that it is happening now, and nobody has opened it
  happening_now boolean not null default false,
  -- how much is new to the person
  digest        text not null default 'none' check (digest in ('none', 'hourly', 'morning'))
);
alter table identity.mail_wish enable row level security, force row level security;

-- The hour of the last mail of each kind: one an hour, whichever process sends it. Nothing nearer is kept, because a
-- nearer time would say when somebody of the public reported.
create table identity.mail_sent (
  person_id uuid not null references identity.person,
  kind      text not null check (kind in ('happening-now', 'digest')),
  hour      timestamptz not null check (extract(epoch from hour)::bigint % 3600 = 0),
  -- digest of what was new then: of the same once more there is no second mail
  mark      bytea check (length(mark) = 32),
  primary key (person_id, kind)
);
alter table identity.mail_sent enable row level security, force row level security;

reset role;
