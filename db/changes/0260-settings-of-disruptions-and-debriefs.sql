-- What was a number in the code is the operator's: within how many days two disruptions may be the same, when the effect of one is
-- looked at again, and when a hot debrief is due.

set role seamark_owner;

-- The operator's, one for all.
create table disruptions.setting (
  only_one    boolean primary key default true check (only_one),
  same_days   integer not null default 14 check (same_days between 1 and 90),
  effect_days integer not null default 90 check (effect_days between 7 and 1096),
  same_days_since   timestamptz,
  effect_days_since timestamptz
);
insert into disruptions.setting default values;
alter table disruptions.setting enable row level security, force row level security;

alter table operations.setting
  add column debrief_hours integer not null default 72 check (debrief_hours between 1 and 720),
  add column debrief_hours_since timestamptz;

reset role;
