-- Lodging an event and standing it down again is how somebody would look for what another agency plans. Whoever does so far
-- more often than colleagues is said to the records manager of their own agency: two counts and no score.

set role seamark_owner;

alter table operations.planned_setting
  -- the days that are counted; fewer withdrawals than `least` are never remarked upon; so many times the colleagues' median
  add column withdrawn_days  integer not null default 28 check (withdrawn_days between 1 and 90),
  add column withdrawn_least integer not null default 5 check (withdrawn_least between 1 and 500),
  add column withdrawn_times integer not null default 3 check (withdrawn_times between 1 and 100),
  -- since when each of the numbers is another than as delivered, by its name
  add column since jsonb not null default '{}';

create table operations.planned_alert (
  agency_id  integer not null references identity.agency,
  person_id  uuid not null references identity.person,
  day        date not null,
  -- lodged and stood down by this person in the days that are counted
  withdrawn  integer not null check (withdrawn >= 1),
  -- the median of those colleagues who lodged anything in them
  colleagues numeric not null check (colleagues >= 0),
  at         timestamptz not null default now(),
  seen_at    timestamptz,
  seen_by    uuid references identity.person,
  primary key (agency_id, person_id, day),
  constraint seen_by_another check (seen_by <> person_id and (seen_by is null) = (seen_at is null))
);
create index planned_alert_unseen on operations.planned_alert (agency_id, at) where seen_at is null;
create index planned_alert_by_person on operations.planned_alert (person_id);
alter table operations.planned_alert enable row level security, force row level security;
create index planned_version_by_act on operations.planned_version (at, act);

reset role;
