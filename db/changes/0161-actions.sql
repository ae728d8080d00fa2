-- Actions of an operation. One agency asks, and another agency's own people accept and do: what everybody in the operation
-- reads of an action is its number, agency, state and day; what is asked and what came of it stand apart.

set role seamark_owner;

create table operations.action (
  id           uuid primary key,
  operation_id uuid not null references operations.operation,
  number       integer not null check (number >= 1),
  -- to which it is offered
  agency_id    integer references identity.agency,
  state        text not null default 'raised' check (state in (
    'raised', 'offered', 'accepted', 'declined', 'allocated', 'done', 'checked', 'filed', 'not-pursued')),
  due_on       date not null check (due_on between '2000-01-01' and '2100-01-01'),
  raised_at    timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  revision     integer not null default 1,
  unique (operation_id, number),
  constraint offered_to_an_agency check (agency_id is not null or state in ('raised', 'not-pursued'))
);
create index action_due on operations.action (operation_id, due_on) where state not in ('filed', 'not-pursued');
create index action_by_agency on operations.action (agency_id, state) where state not in ('filed', 'not-pursued');
alter table operations.action enable row level security, force row level security;

-- What is asked: for who asks and who is asked.
create table operations.action_brief (
  action_id        uuid primary key references operations.action,
  operation_id     uuid not null references operations.operation,
  raised_by        uuid not null references identity.person,
  raised_agency_id integer not null references identity.agency,
  -- none of these follows or watches a person
  kind             text not null check (kind in ('enquiry', 'statement', 'exhibit', 'search', 'arrest', 'partner',
                     'financial-enquiry', 'disruption', 'safeguard', 'other')),
  about            text not null check (about in ('nobody', 'group', 'place', 'suspect', 'witness', 'victim', 'child')),
  what             text not null check (length(btrim(what)) between 1 and 500),
  why              text not null check (length(btrim(why)) between 1 and 2000),
  wanted           text not null check (length(btrim(wanted)) between 1 and 1000),
  priority         text not null check (priority in ('high', 'medium', 'low')),
  -- it comes back on this day
  wait_until       date,
  before_closing   boolean not null default false,
  -- from which it follows
  decision_id      uuid references operations.decision,
  -- why it was declined, or is not pursued
  reason           text check (length(btrim(reason)) between 1 and 1000),
  constraint victims_and_children_are_safeguarded check (about not in ('victim', 'child') or kind = 'safeguard')
);
create index action_of_decision on operations.action_brief (decision_id) where decision_id is not null;
create index action_raised_by on operations.action_brief (raised_by);
alter table operations.action_brief enable row level security, force row level security;

-- Who does it and what came of it: for the agency that does it, until it shares the result.
create table operations.action_work (
  action_id    uuid primary key references operations.action,
  operation_id uuid not null references operations.operation,
  agency_id    integer not null references identity.agency,
  accepted_by  uuid not null references identity.person,
  -- nobody yet, a person, or a team in words
  person_id    uuid references identity.person,
  team         text check (length(btrim(team)) between 1 and 100),
  allocated_by uuid references identity.person,
  result       text check (length(btrim(result)) between 1 and 5000),
  result_by    uuid references identity.person,
  result_at    timestamptz,
  shared       boolean not null default false,
  checked_by   uuid references identity.person,
  checked_at   timestamptz,
  constraint a_person_or_a_team check (person_id is null or team is null),
  constraint result_by_somebody check ((result is null) = (result_by is null) and (result is null) = (result_at is null)),
  constraint shared_with_a_result check (not shared or result is not null),
  constraint checked_by_another check (checked_by <> result_by),
  constraint checked_by_somebody check ((checked_by is null) = (checked_at is null))
);
create index action_by_person on operations.action_work (person_id) where person_id is not null;
alter table operations.action_work enable row level security, force row level security;

-- What an agency's own people say to one another of an action.
create table operations.action_comment (
  id           uuid primary key,
  action_id    uuid not null references operations.action,
  operation_id uuid not null references operations.operation,
  agency_id    integer not null references identity.agency,
  person_id    uuid not null references identity.person,
  text         text not null check (length(btrim(text)) between 1 and 2000),
  at           timestamptz not null default now()
);
create index comment_by_action on operations.action_comment (action_id, at);
alter table operations.action_comment enable row level security, force row level security;

-- What it waits for; never in a circle.
create table operations.action_depends (
  action_id uuid not null references operations.action,
  on_id     uuid not null references operations.action,
  primary key (action_id, on_id),
  constraint waits_for_another check (on_id <> action_id)
);
create index depends_by_on on operations.action_depends (on_id);
alter table operations.action_depends enable row level security, force row level security;

reset role;
