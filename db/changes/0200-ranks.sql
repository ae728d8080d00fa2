-- Ranks. An authorisation that needs a rank asks the database and not a form: an administrator attests which rank one of their
-- people holds, and until when. Agencies that have grades instead get them from the operator, each with the rank it counts as.

set role seamark_owner;

-- The order of the police of England and Wales: general knowledge, unverified. Whoever is above chief superintendent is a
-- chief officer.
create table identity.rank (
  code  text primary key,
  place integer not null unique check (place >= 1)
);
insert into identity.rank (code, place) values
  ('constable', 1), ('sergeant', 2), ('inspector', 3), ('chief-inspector', 4), ('superintendent', 5),
  ('chief-superintendent', 6), ('chief-officer', 7);
alter table identity.rank enable row level security, force row level security;

-- What an agency calls its grades, and the rank as which each counts. No published table was seen, so the operator enters it;
-- one that is taken out counts no more, and stays for what was attested by it.
create table identity.grade (
  id         uuid primary key default gen_random_uuid(),
  agency_id  integer not null references identity.agency,
  name       text not null check (length(btrim(name)) between 1 and 80),
  rank       text not null references identity.rank,
  entered_at timestamptz not null default now(),
  ended_at   timestamptz check (ended_at >= entered_at)
);
create unique index grade_of_agency on identity.grade (agency_id, lower(name)) where ended_at is null;
alter table identity.grade enable row level security, force row level security;

-- That somebody holds a rank, from one day to another. It ends once, before its last day, and changes in nothing else.
create table identity.rank_attestation (
  id          uuid primary key,
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  rank        text not null references identity.rank,
  -- by which it counts as that rank; null: the rank itself
  grade_id    uuid references identity.grade,
  -- days in London, both of them included
  from_on     date not null,
  until_on    date not null,
  attested_by uuid not null references identity.person,
  -- of an exactness that a cursor of the list has too
  attested_at timestamptz not null default date_trunc('milliseconds', now()),
  ended_by    uuid references identity.person,
  ended_at    timestamptz,
  ended_why   text check (length(btrim(ended_why)) between 1 and 300),
  constraint nobody_attests_their_own_rank check (attested_by <> person_id),
  constraint nobody_ends_their_own_rank check (ended_by <> person_id),
  constraint ended_by_somebody_with_a_reason check (num_nulls(ended_by, ended_at, ended_why) in (0, 3)),
  -- somebody looks again after two years at the latest
  constraint for_two_years_at_most check (until_on >= from_on and until_on <= from_on + 731)
);
create unique index rank_attested_once on identity.rank_attestation (person_id, rank, from_on) where ended_at is null;
create index rank_attestation_by_person on identity.rank_attestation (person_id, until_on) where ended_at is null;
create index rank_attestation_by_agency on identity.rank_attestation (agency_id, attested_at, id);
alter table identity.rank_attestation enable row level security, force row level security;

-- A rank is a gain as a role is: the records manager is told.
alter table identity.appointment add column attestation_id uuid references identity.rank_attestation;

reset role;
