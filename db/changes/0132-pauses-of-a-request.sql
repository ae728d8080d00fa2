-- While an agency waits for what it asked a data subject in order to find their data, the clock of the request stands.

set role seamark_owner;

create table records.request_pause (
  id         uuid primary key default gen_random_uuid(),
  request_id uuid not null references records.subject_request on delete cascade,
  agency_id  integer not null references identity.agency,
  asked_on   date not null,
  asked_what text not null check (length(btrim(asked_what)) between 1 and 2000),
  asked_by   uuid not null references identity.person,
  asked_at   timestamptz not null default now(),
  -- null: it has not come, and the clock stands
  came_on    date,
  came_what  text check (length(btrim(came_what)) between 1 and 2000),
  came_by    uuid references identity.person,
  came_at    timestamptz,
  constraint ends_after_it_began check (came_on >= asked_on),
  constraint ended_by_somebody check ((came_on is null) = (came_by is null) and (came_on is null) = (came_at is null)
    and (came_on is null) = (came_what is null))
);
create unique index one_pause_at_once on records.request_pause (request_id) where came_on is null;
create index request_pause_by_request on records.request_pause (request_id, asked_on);
alter table records.request_pause enable row level security, force row level security;

-- For how many days at most one pause counts; 0: the clock never stands. The operator's.
alter table records.setting
  add column pause_days integer not null default 366 check (pause_days between 0 and 366),
  add column pause_since timestamptz;

reset role;
