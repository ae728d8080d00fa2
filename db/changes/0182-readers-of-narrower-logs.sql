-- Readers of a narrower log come and go: whoever opened it proposes somebody, and another of its readers agrees.

set role seamark_owner;

create table operations.narrow_reader (
  id           uuid primary key,
  log_id       uuid not null references operations.decision_log,
  operation_id uuid not null references operations.operation,
  person_id    uuid not null references identity.person,
  state        text not null default 'proposed' check (state in ('proposed', 'agreed', 'declined')),
  proposed_by  uuid not null references identity.person,
  proposed_at  timestamptz not null default now(),
  answered_by  uuid references identity.person,
  answered_at  timestamptz,
  constraint another_reader_answers check (answered_by <> proposed_by and answered_by <> person_id),
  constraint proposed_of_another check (proposed_by <> person_id),
  constraint answered_by_somebody check (
    (state = 'proposed') = (answered_by is null) and (answered_by is null) = (answered_at is null))
);
create unique index proposed_once on operations.narrow_reader (log_id, person_id) where state = 'proposed';
create index narrow_reader_by_log on operations.narrow_reader (log_id, proposed_at desc);
alter table operations.narrow_reader enable row level security, force row level security;

reset role;
