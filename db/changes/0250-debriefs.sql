-- Debriefs: what agencies saw of an action day or of a whole operation, and the lessons that they identify from it. A lesson is
-- a row of oversight.lesson and of nothing else: it is kept back while its debrief is open, and handed over when that closes.

set role seamark_owner;

alter table oversight.lesson
  -- identified in a debrief of several agencies: its words stay as they were agreed there
  add column from_debrief  boolean not null default false,
  -- why it happened
  add column why           text check (length(btrim(why)) between 1 and 5000),
  -- its number in Joint Organisational Learning, where it was sent there
  add column jol_reference text check (jol_reference ~ '^[A-Za-z0-9][A-Za-z0-9 /._-]{0,59}$'),
  -- null: still in its debrief, and nobody reads it here
  add column handed_at     timestamptz default now(),
  -- the agency whose post owns it has said that it takes it on
  add column accepted_by   uuid references identity.person,
  add column accepted_at   timestamptz,
  add constraint only_a_debrief_keeps_back check (from_debrief or handed_at is not null),
  add constraint a_debrief_says_why check (not from_debrief or why is not null),
  add constraint accepted_by_somebody check ((accepted_by is null) = (accepted_at is null)),
  add constraint accepted_when_handed_over check (accepted_at is null or handed_at is not null),
  add constraint accepted_before_it_is_done check (not from_debrief or evidence is null or accepted_at is not null);
create index lesson_of_debriefs on oversight.lesson (at desc, id desc) where from_debrief;

create table operations.debrief (
  id            uuid primary key,
  operation_id  uuid not null references operations.operation,
  -- null: of the operation as a whole
  action_day_id uuid,
  kind          text not null check (kind in ('hot', 'structured')),
  state         text not null default 'open' check (state in ('open', 'closed')),
  -- of a hot one: 72 hours after the action day, or after the operation was closed
  due_at        timestamptz,
  begun_by      uuid not null references identity.person,
  begun_at      timestamptz not null default now(),
  closed_by     uuid references identity.person,
  closed_at     timestamptz,
  -- what the agencies agreed
  words         text check (length(btrim(words)) between 1 and 2000),
  -- grows with whatever is entered, so that open pages are told
  entered       integer not null default 0,
  unique (id, operation_id),
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id),
  constraint hot_is_due check ((kind = 'hot') = (due_at is not null)),
  constraint closed_with_words check (
    (state = 'closed') = (closed_at is not null) and (closed_at is null) = (words is null)
    and (closed_at is null) = (closed_by is null))
);
create unique index hot_debrief_once on operations.debrief (coalesce(action_day_id, operation_id)) where kind = 'hot';
create index debrief_by_operation on operations.debrief (operation_id, begun_at desc, id desc);
alter table operations.debrief enable row level security, force row level security;

-- What somebody of an agency saw. About practice, and about nobody by name. It stays as it was entered.
create table operations.observation (
  id           uuid primary key,
  debrief_id   uuid not null,
  operation_id uuid not null,
  agency_id    integer not null references identity.agency,
  person_id    uuid not null references identity.person,
  at           timestamptz not null default now(),
  theme        text not null
    check (theme in ('care', 'command', 'communication', 'information', 'planning', 'equipment', 'law', 'other')),
  went         text not null check (went in ('well', 'less-well')),
  what         text not null check (length(btrim(what)) between 1 and 2000),
  why          text check (length(btrim(why)) between 1 and 2000),
  foreign key (debrief_id, operation_id) references operations.debrief (id, operation_id)
);
create index observation_by_debrief on operations.observation (debrief_id, at, id);
alter table operations.observation enable row level security, force row level security;

-- Which lesson came from which debrief, and from which of its observations. What it says stands in oversight.lesson.
create table operations.debrief_lesson (
  lesson_id    uuid primary key references oversight.lesson,
  debrief_id   uuid not null,
  operation_id uuid not null,
  observations uuid[] not null default '{}' check (cardinality(observations) <= 50),
  foreign key (debrief_id, operation_id) references operations.debrief (id, operation_id)
);
create index lesson_by_debrief on operations.debrief_lesson (debrief_id);
alter table operations.debrief_lesson enable row level security, force row level security;

reset role;
