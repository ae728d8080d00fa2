-- Interests: what an operation works on, in the existing matcher. A kind of record of its own, which stands outside the
-- operation's compartment, or the rule of sight would hide exactly what is to be found; of its own agency, who is in the
-- operation sees it, and nobody else.

set role seamark_owner;

-- The owner's rows too are under row-level security, which has no policy for them.
alter table access.record_kind no force row level security;
insert into access.record_kind (kind, filed_by_members) values ('interest', false);
alter table access.record_kind force row level security;

-- Of its own agency, only those in this operation have sight of it. To partners it is as any other record.
alter table access.record add column kept_within uuid references access.compartment;

-- What the agency works on: a value, or a person who is suspected or convicted. It holds the desk and never the operation; that
-- stands in the record alone, which nobody reads who is not in it.
create table operations.interest (
  id         uuid primary key references access.record,
  agency_id  integer not null references identity.agency,
  kind       text not null check (kind ~ '^[a-z]{2,20}$'),
  -- as it was typed
  written    text not null check (length(btrim(written)) between 1 and 300),
  country    text check (country ~ '^[A-Z]{2}$'),
  born       text check (length(born) between 4 and 40),
  -- whose it is, DPA 2018 s.38(3): a victim’s, a witness’s or a child’s is no interest
  category   text not null check (category in ('suspected', 'convicted', 'not-known')),
  basis      text not null check (length(btrim(basis)) between 1 and 1000),
  disclosure text not null check (disclosure in ('open', 'broker', 'silent')),
  desk       text not null check (length(btrim(desk)) between 1 and 100),
  telephone  text not null check (telephone ~ '^[0-9+() ext.]{3,40}$'),
  added_by   uuid not null references identity.person,
  added_at   timestamptz not null default now(),
  state      text not null default 'open' check (state in ('open', 'closed')),
  -- none: the clock, once the operation has ended or the agency has left it
  closed_by  uuid references identity.person,
  closed_at  timestamptz,
  closed_why text check (length(btrim(closed_why)) between 1 and 1000),
  constraint person_is_suspected_or_convicted check (kind <> 'person' or category <> 'not-known'),
  constraint only_a_person_is_born check (kind = 'person' or born is null),
  constraint closed_with_a_reason check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_why is null)
    and (closed_by is null or closed_at is not null))
);
create index interest_by_agency on operations.interest (agency_id, added_at, id) where state = 'open';
alter table operations.interest enable row level security, force row level security;
create index interest_kept_within on access.record (kept_within, agency_id) where kept_within is not null;

-- The duty post rang one side of a match on an interest: who answered, and what was said.
create table operations.interest_told (
  match_id  uuid not null,
  agency_id integer not null references identity.agency,
  answered  text not null check (length(btrim(answered)) between 1 and 200),
  words     text not null check (length(btrim(words)) between 1 and 1000),
  told_by   uuid not null references identity.person,
  told_at   timestamptz not null default now(),
  primary key (match_id, agency_id)
);
alter table operations.interest_told enable row level security, force row level security;

reset role;
