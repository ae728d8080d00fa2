-- Runs without the code: identity.session loses the column in which ID tokens stood in clear, and functions read it.
--
-- Who vouches for an agency's people; how an account is let go of its identity; what the provider's groups propose;
-- how the provider says that somebody has left.

set role seamark_owner;

-- Who vouches for the people of this agency, as the provider names itself. None: the only provider that the node has.
alter table identity.agency add column issuer text
  constraint agency_issuer check (length(issuer) <= 500 and issuer ~ '^https?://[^[:space:]?#]+$');

alter table identity.session
  drop column id_token,
  -- The provider's ID token, which it wants to see when somebody signs out. It is sealed with a key that only the
  -- browser's cookie gives: the table alone gives nothing back.
  add column id_token_sealed bytea constraint id_token_is_small check (octet_length(id_token_sealed) <= 32768),
  -- Digests of the issuer with what it calls this session, and with what it calls this person: so that it can say
  -- that they ended. Both are the provider's own names, and stand nowhere in clear.
  add column provider_session bytea check (length(provider_session) = 32),
  add column provider_subject bytea check (length(provider_subject) = 32);
create index session_by_provider on identity.session (provider_session) where ended_at is null;
create index session_by_provider_subject on identity.session (provider_subject);

-- Somebody's identity at the provider has changed: their account here may bind again. One administrator asks, another
-- one decides; neither is the person themself.
create table identity.unbinding (
  id          uuid primary key,
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  asked_by    uuid not null references identity.person,
  asked_at    timestamptz not null default now(),
  settled_by  uuid references identity.person,
  settled_at  timestamptz,
  outcome     text check (outcome in ('unbound', 'left')),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (outcome is null)),
  constraint of_somebody_else check (asked_by <> person_id and settled_by is distinct from person_id),
  -- whoever asked may take it back, and not decide it
  constraint two_administrators check (outcome is distinct from 'unbound' or settled_by <> asked_by)
);
create unique index unbinding_open on identity.unbinding (person_id) where settled_at is null;
create index unbinding_by_agency on identity.unbinding (agency_id, asked_at);
alter table identity.unbinding enable row level security, force row level security;

-- Which of the provider's groups speaks for which role. It gives nobody a role: it proposes.
create table identity.group_role (
  id          uuid primary key default gen_random_uuid(),
  agency_id   integer not null references identity.agency,
  -- as the provider names it: a name, or an id
  group_name  text not null check (length(group_name) between 1 and 200),
  role        text not null check (role in ('triage_officer', 'intelligence_officer', 'analyst', 'coordinator',
                                            'records_manager', 'administrator', 'overseer')),
  unique (agency_id, group_name, role)
);
alter table identity.group_role enable row level security, force row level security;

-- What the groups of somebody who has signed in say otherwise than their account does. It stands for as long as they
-- say so, so that what was declined is not asked again at each sign-in.
create table identity.role_proposal (
  id          uuid primary key default gen_random_uuid(),
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  role        text not null check (role in ('triage_officer', 'intelligence_officer', 'analyst', 'coordinator',
                                            'records_manager', 'administrator', 'overseer')),
  -- the groups have it and the account has not; else the other way round
  gained      boolean not null,
  at          timestamptz not null default now(),
  settled_at  timestamptz,
  settled_by  uuid references identity.person,
  accepted    boolean,
  unique (person_id, role),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (accepted is null)),
  constraint nobody_settles_their_own check (settled_by is distinct from person_id)
);
create index role_proposal_open on identity.role_proposal (agency_id, at) where settled_at is null;
alter table identity.role_proposal enable row level security, force row level security;

-- By what an agency's directory is known when it says who has left (SCIM 2.0). Only the SHA-256 stands here.
create table identity.scim_token (
  id          uuid primary key,
  agency_id   integer not null references identity.agency,
  token_hash  bytea not null unique check (length(token_hash) = 32),
  made_at     timestamptz not null default now(),
  ends_at     timestamptz not null,
  ended_at    timestamptz,
  check (ends_at > made_at and ends_at <= made_at + interval '400 days')
);
create index scim_token_by_agency on identity.scim_token (agency_id);
alter table identity.scim_token enable row level security, force row level security;

-- A provider's word that somebody has signed out counts once. Digests; they go after a day.
create table identity.used_logout_token (
  digest  bytea primary key check (length(digest) = 32),
  at      timestamptz not null default now()
);
alter table identity.used_logout_token enable row level security, force row level security;

-- Refused sign-ins of an agency, newest first: for its administrator, who may read nothing else of the ledger.
create index event_of_refused_sign_in on ledger.event (agency_id, id desc)
  where kind = 'refusal' and operation = 'identity.session.begin';

reset role;
