-- Action days: agencies act together on one day, each under its own command. One day has one plan for the people who are
-- found, briefings that stay as they were read, a go or a no-go that stands in the decision log, and counts.

set role seamark_owner;

create table operations.action_day (
  id                 uuid primary key,
  operation_id       uuid not null references operations.operation,
  on_day             date not null check (on_day between '2000-01-01' and '2100-01-01'),
  state              text not null default 'planned' check (state in ('planned', 'go', 'no-go', 'running', 'done')),
  planned_by         uuid not null references identity.person,
  planned_at         timestamptz not null default now(),
  -- the safeguarding plan: where people who are found are received, who interprets, whom of children's services one rings,
  -- and which first responder refers to the National Referral Mechanism
  reception          text check (length(btrim(reception)) between 1 and 2000),
  interpreters       text check (length(btrim(interpreters)) between 1 and 2000),
  childrens_services text check (length(btrim(childrens_services)) between 1 and 2000),
  first_responder    text check (length(btrim(first_responder)) between 1 and 2000),
  revision           integer not null default 1,
  -- grows with whatever is entered for the day, so that open pages are told
  entered            integer not null default 0,
  unique (operation_id, on_day),
  unique (id, operation_id),
  -- People are cared for first: nobody says go without knowing how.
  constraint no_go_without_safeguarding check (
    state in ('planned', 'no-go') or num_nulls(reception, interpreters, childrens_services, first_responder) = 0)
);
alter table operations.action_day enable row level security, force row level security;

-- A go, or a no-go: each time an entry of the decision log of the operation.
create table operations.action_day_word (
  action_day_id uuid not null,
  operation_id  uuid not null,
  decision_id   uuid not null references operations.decision,
  word          text not null check (word in ('go', 'no-go')),
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  primary key (action_day_id, decision_id),
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id)
);
create index action_day_word_by_decision on operations.action_day_word (decision_id);
alter table operations.action_day_word enable row level security, force row level security;

-- An agency's command post of the day: a desk and its telephone, never a person's.
create table operations.action_day_desk (
  action_day_id uuid not null,
  operation_id  uuid not null,
  agency_id     integer not null references identity.agency,
  desk          text not null check (length(btrim(desk)) between 1 and 200),
  telephone     text not null check (telephone ~ '^[0-9+() ext.]{3,40}$'),
  person_id     uuid not null references identity.person,
  changed_at    timestamptz not null default now(),
  primary key (action_day_id, agency_id),
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id)
);
alter table operations.action_day_desk enable row level security, force row level security;

create table operations.action_day_note (
  id            uuid primary key,
  action_day_id uuid not null,
  operation_id  uuid not null,
  agency_id     integer not null references identity.agency,
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  text          text not null check (length(btrim(text)) between 1 and 2000),
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id)
);
create index note_by_action_day on operations.action_day_note (action_day_id, at desc, id);
alter table operations.action_day_note enable row level security, force row level security;

-- What came of the day, as an agency's own tasking post types it. An entry stays; another one corrects it.
create table operations.outcome_count (
  id            uuid primary key,
  action_day_id uuid not null,
  operation_id  uuid not null,
  agency_id     integer not null references identity.agency,
  kind          text not null check (kind in ('arrests', 'searches', 'seizures', 'safeguarded')),
  number        integer not null check (number between 0 and 100000),
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  -- this one counts instead of it
  corrects_id   uuid unique references operations.outcome_count,
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id),
  constraint corrects_another check (corrects_id <> id)
);
create index count_by_action_day on operations.outcome_count (action_day_id, agency_id, kind, at);
alter table operations.outcome_count enable row level security, force row level security;

-- A version of a briefing. It stays as it was read; whoever has more to say writes the next.
create table operations.briefing (
  id             uuid primary key,
  action_day_id  uuid not null,
  operation_id   uuid not null,
  -- the posts for which it is, in the order of the alphabet; empty: everybody in the operation
  posts          text[] not null check (posts <@ array['lead', 'deputy', 'strategic-commander', 'tactical-commander',
                   'operational-commander', 'loggist', 'tasking', 'exhibits-officer', 'disclosure-officer', 'reviewer',
                   'privilege-reviewer', 'member', 'observer']),
  version        integer not null check (version >= 1),
  classification text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  -- what is said under each heading of IIMARCH that was chosen
  says           jsonb not null,
  author_id      uuid not null references identity.person,
  agency_id      integer not null references identity.agency,
  at             timestamptz not null default now(),
  unique (action_day_id, posts, version),
  foreign key (action_day_id, operation_id) references operations.action_day (id, operation_id),
  constraint headings_that_there_are check (
    jsonb_typeof(says) = 'object' and says <> '{}' and octet_length(says::text) < 120000
    and says - array['information', 'intention', 'method', 'administration', 'risk', 'communications', 'human-rights'] = '{}')
);
alter table operations.briefing enable row level security, force row level security;

-- Who has read which version.
create table operations.read_receipt (
  briefing_id  uuid not null references operations.briefing,
  operation_id uuid not null references operations.operation,
  person_id    uuid not null references identity.person,
  agency_id    integer not null references identity.agency,
  at           timestamptz not null default now(),
  primary key (briefing_id, person_id)
);
alter table operations.read_receipt enable row level security, force row level security;

reset role;
