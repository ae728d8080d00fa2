-- Operations: agencies act together. An operation is a record, and one compartment of the rule of sight; who is in it is
-- written where the rule reads it already (access.compartment_member).

set role seamark_owner;

-- Of the program's functions alone: a member proposes one, and the function makes record, compartment and first post.
alter table access.record_kind no force row level security;
insert into access.record_kind (kind, filed_by_members) values ('operation', false);
alter table access.record_kind force row level security;

-- Until when a membership was confirmed. After that it sleeps, by the database's clock. Null: of a compartment that no
-- operation keeps, where nobody confirms.
alter table access.compartment_member add column awake_until timestamptz;

reset role;

create schema operations authorization seamark_owner;
grant usage on schema operations to seamark_app, seamark_member, seamark_service;
grant create on schema operations to seamark_service;

set role seamark_owner;

-- What only an operation says. Its codename is the title of its record too, and never changes.
create table operations.operation (
  id               uuid primary key references access.record on delete cascade,
  -- the lead agency
  agency_id        integer not null references identity.agency,
  compartment_id   uuid not null unique references access.compartment,
  created_at       timestamptz not null default now(),
  codename         text not null,
  aim              text not null check (length(btrim(aim)) between 1 and 2000),
  -- the policing purpose
  purpose          text not null check (length(btrim(purpose)) between 1 and 1000),
  origin           text not null check (origin in ('tasking', 'partner', 'public-report', 'review-due', 'reactive')),
  -- in the words of the lead agency's control strategy: never a score
  priority         text check (length(btrim(priority)) between 1 and 200),
  strands          text[] not null check (
    cardinality(strands) between 1 and 4 and strands <@ array['pursue', 'prevent', 'protect', 'prepare']),
  -- Clear, Hold, Build: where it is place-based
  phase            text check (phase in ('clear', 'hold', 'build')),
  -- of the impact assessment, in the lead agency's own register
  dpia_reference   text check (length(btrim(dpia_reference)) between 1 and 100),
  state            text not null default 'proposed'
    check (state in ('proposed', 'open', 'winding-down', 'closed', 'archived')),
  opened_at        timestamptz,
  ends_on          date not null check (ends_on between '2000-01-01' and '2100-01-01'),
  closed_at        timestamptz,
  closing_note     text check (length(btrim(closing_note)) between 1 and 2000),
  -- may the task force's register name it? The lead says so.
  in_register      boolean not null default false,
  revision         integer not null default 1,
  -- One thing by one number: who is a member of the compartment is in the operation.
  constraint operation_is_its_compartment check (compartment_id = id),
  -- Letters, digits and single spaces: no control character, and none that turns the direction of writing.
  constraint codename_is_plain check (
    length(codename) between 3 and 60 and codename collate "C" ~ '^[A-Za-z0-9]+([ ''-][A-Za-z0-9]+)*$'),
  constraint opened_once check ((state = 'proposed') <= (opened_at is null)),
  constraint closed_with_words check (
    (state in ('closed', 'archived')) = (closed_at is not null) and (closed_at is null) = (closing_note is null))
);
create index operation_by_agency on operations.operation (agency_id, created_at desc, id desc);
alter table operations.operation enable row level security, force row level security;

-- What an agency that joins agrees to; each version stays as it was written.
create table operations.terms (
  operation_id      uuid not null references operations.operation on delete cascade,
  version           integer not null check (version >= 1),
  aim               text not null check (length(btrim(aim)) between 1 and 2000),
  -- who answers for the information that is shared in it, in words
  information_owner text not null check (length(btrim(information_owner)) between 1 and 500),
  ends_on           date not null,
  -- what holds when an agency leaves
  leaving           text not null check (length(btrim(leaving)) between 1 and 1000),
  person_id         uuid not null references identity.person,
  at                timestamptz not null default now(),
  primary key (operation_id, version)
);
alter table operations.terms enable row level security, force row level security;

-- An agency in an operation: offered, and accepted by its coordinator, who is somebody else than who offered.
create table operations.participation (
  id            uuid primary key,
  operation_id  uuid not null references operations.operation on delete cascade,
  agency_id     integer not null references identity.agency,
  -- the legal gateway by which this agency shares, in words
  gateway       text not null check (length(btrim(gateway)) between 1 and 500),
  -- as the agency's was when the terms were offered
  regime        text not null check (regime in ('law-enforcement', 'general')),
  terms_version integer not null,
  state         text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'left')),
  offered_by    uuid not null references identity.person,
  offered_at    timestamptz not null default now(),
  accepted_by   uuid references identity.person,
  accepted_at   timestamptz,
  ended_by      uuid references identity.person,
  ended_at      timestamptz,
  -- why it was declined, or left
  reason        text check (length(btrim(reason)) between 1 and 1000),
  foreign key (operation_id, terms_version) references operations.terms,
  constraint accepted_by_another check (accepted_by <> offered_by),
  constraint accepted_by_somebody check ((accepted_by is null) = (accepted_at is null)),
  constraint ended_with_words check (
    (state in ('declined', 'left')) = (ended_at is not null) and (ended_at is null) = (reason is null)
    and (ended_at is null) = (ended_by is null)),
  constraint accepted_in_its_state check (
    case state when 'offered' then accepted_at is null when 'declined' then accepted_at is null
               when 'accepted' then accepted_at is not null else true end)
);
create unique index participation_once on operations.participation (operation_id, agency_id)
  where state in ('offered', 'accepted');
create index participation_by_agency on operations.participation (agency_id) where state in ('offered', 'accepted');
alter table operations.participation enable row level security, force row level security;

-- An id as an address of the same 128 bits: core GiST tells addresses apart, and knows no uuid.
create function operations.as_address(id uuid) returns inet language sql immutable parallel safe
  return regexp_replace(replace(id::text, '-', ''), '(.{4})(?!$)', '\1:', 'g')::inet;
grant execute on function operations.as_address(uuid) to seamark_service;

-- What somebody holds in an operation: a function in it, not a rank.
create table operations.post (
  id              uuid primary key,
  operation_id    uuid not null references operations.operation on delete cascade,
  person_id       uuid not null references identity.person,
  agency_id       integer not null references identity.agency,
  post            text not null check (post in (
    'lead', 'deputy', 'strategic-commander', 'tactical-commander', 'operational-commander', 'loggist', 'tasking',
    'exhibits-officer', 'disclosure-officer', 'reviewer', 'privilege-reviewer', 'member', 'observer')),
  state           text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined', 'ended')),
  proposed_by     uuid not null references identity.person,
  proposed_at     timestamptz not null default now(),
  accepted_by     uuid references identity.person,
  accepted_at     timestamptz,
  -- until when somebody has said that they are still needed here; after that they read nothing
  confirmed_until timestamptz,
  confirmed_by    uuid references identity.person,
  ended_by        uuid references identity.person,
  ended_at        timestamptz,
  reason          text check (length(btrim(reason)) between 1 and 1000),
  constraint joining_takes_two check (accepted_by <> proposed_by and accepted_by <> person_id),
  constraint accepted_by_somebody check (
    (accepted_by is null) = (accepted_at is null) and (accepted_at is null) = (confirmed_until is null)),
  constraint nobody_confirms_themself check (confirmed_by <> person_id),
  constraint ended_by_somebody check (
    (state in ('declined', 'ended')) = (ended_at is not null) and (ended_at is null) = (ended_by is null)),
  constraint accepted_in_its_state check (
    case state when 'accepted' then accepted_at is not null when 'ended' then true else accepted_at is null end),
  -- Nobody holds a post twice; and whoever reviews for privilege holds nothing else in the operation, because their range
  -- lies over all posts.
  constraint privilege_stands_alone exclude using gist (
    operations.as_address(operation_id) inet_ops with &&,
    operations.as_address(person_id) inet_ops with &&,
    (case when post = 'privilege-reviewer' then int4range(1, 100) else int4range(
       array_position(array['lead', 'deputy', 'strategic-commander', 'tactical-commander', 'operational-commander', 'loggist',
                            'tasking', 'exhibits-officer', 'disclosure-officer', 'reviewer', 'member', 'observer'], post),
       array_position(array['lead', 'deputy', 'strategic-commander', 'tactical-commander', 'operational-commander', 'loggist',
                            'tasking', 'exhibits-officer', 'disclosure-officer', 'reviewer', 'member', 'observer'], post),
       '[]') end) with &&)
    where (state in ('proposed', 'accepted'))
);
create unique index one_lead on operations.post (operation_id) where post = 'lead' and state = 'accepted';
create index post_by_operation on operations.post (operation_id, person_id);
create index post_by_person on operations.post (person_id) where state in ('proposed', 'accepted');
create index post_to_accept on operations.post (agency_id) where state = 'proposed';
alter table operations.post enable row level security, force row level security;

-- How long a confirmed membership stays awake: the operator's to say.
create table operations.setting (
  only_row             boolean primary key default true check (only_row),
  confirmed_days       integer not null default 28 check (confirmed_days between 1 and 90),
  confirmed_days_since timestamptz
);
insert into operations.setting default values;
alter table operations.setting enable row level security, force row level security;

reset role;
