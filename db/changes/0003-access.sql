-- Operations with a compartment of their own, and who is in each.

set role seamark_owner;

-- An operation that others do not see into.
create table access.compartment (
  id         uuid primary key,
  name       text not null,
  agency_id  integer not null references identity.agency,
  created_at timestamptz not null default now()
);
alter table access.compartment enable row level security, force row level security;

create table access.compartment_member (
  compartment_id uuid not null references access.compartment,
  person_id      uuid not null references identity.person,
  primary key (person_id, compartment_id)
);
alter table access.compartment_member enable row level security, force row level security;

reset role;
