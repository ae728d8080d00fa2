-- A planned event is typed on one page a question, on a telephone too, and what was typed is kept between them. A draft is
-- its writer's alone: it says where and when somebody plans to be, and nobody has agreed yet who may learn of it.

set role seamark_owner;

create table operations.planned_draft (
  id           uuid primary key,
  person_id    uuid not null references identity.person on delete cascade,
  -- in which it is to be lodged; whoever may not act in it any more reads the draft no more either
  operation_id uuid references operations.operation on delete cascade,
  -- the event that is changed; none for one that is lodged anew
  event_id     uuid references operations.planned_event on delete cascade,
  -- of that event, as it was read
  revision     integer,
  -- the fields of the form by name, as they were typed; wrong ones too
  typed        jsonb not null default '{}' check (jsonb_typeof(typed) = 'object' and octet_length(typed::text) < 200000),
  begun_at     timestamptz not null default now(),
  typed_at     timestamptz not null default now(),
  constraint changed_as_it_was_read check ((event_id is null) = (revision is null)),
  constraint changed_in_its_operation check (event_id is null or operation_id is not null)
);
create index planned_draft_by_person on operations.planned_draft (person_id, typed_at desc);
create index planned_draft_by_operation on operations.planned_draft (operation_id);
create index planned_draft_by_event on operations.planned_draft (event_id);
create index planned_draft_to_end on operations.planned_draft (typed_at);
alter table operations.planned_draft enable row level security, force row level security;

reset role;
