-- Which groups an operation works against, and on which stretches of coast. Chosen by who leads it, of what they see.

set role seamark_owner;

create table operations.operation_group (
  operation_id uuid not null references operations.operation on delete cascade,
  group_id     uuid not null references access.record on delete cascade,
  person_id    uuid not null references identity.person,
  at           timestamptz not null default now(),
  primary key (operation_id, group_id)
);
create index operation_by_group on operations.operation_group (group_id);
alter table operations.operation_group enable row level security, force row level security;

create table operations.operation_stretch (
  operation_id uuid not null references operations.operation on delete cascade,
  -- coast.stretch: a plan that is laid out anew lets it go
  stretch_id   uuid not null,
  person_id    uuid not null references identity.person,
  at           timestamptz not null default now(),
  primary key (operation_id, stretch_id)
);
alter table operations.operation_stretch enable row level security, force row level security;

reset role;
