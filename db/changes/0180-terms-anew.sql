-- A new version of an operation's terms is accepted anew by each agency, which works under the version that it accepted
-- until then.

set role seamark_owner;

-- Who wrote a version, as a key: an acceptance names the writer, and is somebody else's.
alter table operations.terms add constraint terms_by_writer unique (operation_id, version, person_id);

create table operations.terms_accepted (
  participation_id uuid not null references operations.participation on delete cascade,
  operation_id     uuid not null,
  version          integer not null check (version >= 2),
  written_by       uuid not null,
  accepted_by      uuid not null references identity.person,
  at               timestamptz not null default now(),
  primary key (participation_id, version),
  foreign key (operation_id, version, written_by) references operations.terms (operation_id, version, person_id) on delete cascade,
  constraint accepted_by_another check (accepted_by <> written_by)
);
create index terms_accepted_by_version on operations.terms_accepted (operation_id, version);
alter table operations.terms_accepted enable row level security, force row level security;

reset role;
