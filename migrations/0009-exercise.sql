-- What of an exercise has been loaded: a start that was killed half-way goes on behind its last step.
-- Empty in production, where no exercise is ever loaded.
set role seamark_owner;

create table platform.exercise_step (
  name text primary key,
  at   timestamptz not null default now()
);
alter table platform.exercise_step enable row level security;
alter table platform.exercise_step force row level security;
create policy service_all on platform.exercise_step to seamark_service using (true) with check (true);
grant select, insert on platform.exercise_step to seamark_service;

reset role;
