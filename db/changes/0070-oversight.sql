-- Oversight: what an inspection recommended, what each addressee does about it, and how a commissioner holds a chief
-- constable to account. `agency_id` is whose row it is: the addressee's, wherever there is one; `body_id` is the
-- commissioner or the inspectorate that holds it to account.

create schema oversight authorization seamark_owner;
grant usage on schema oversight to seamark_app, seamark_member, seamark_service, seamark_public;
grant create on schema oversight to seamark_service;

set role seamark_owner;

-- A chief officer signs what the agency says of its progress, and reads no intelligence.
alter table identity.person drop constraint person_roles_check;
alter table identity.person add constraint person_roles_check
  check (roles <@ array['triage_officer', 'intelligence_officer', 'analyst', 'coordinator', 'records_manager',
                        'administrator', 'overseer', 'chief_officer']);
alter table identity.person drop constraint administrator_reads_nothing;
alter table identity.person add constraint administrator_reads_nothing check (
  not 'administrator' = any (roles)
  or not roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager',
                        'chief_officer']);

-- A published report, typed in by a person. None is shipped.
create table oversight.inspection (
  id           uuid primary key,
  -- who entered it and keeps it
  agency_id    integer not null references identity.agency,
  -- what everybody calls it: two inspections never share one
  reference    text not null check (reference ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$'),
  title        text not null check (length(title) between 1 and 300),
  publisher    text not null check (length(publisher) between 1 and 200),
  published_on date not null check (published_on >= '1990-01-01'),
  -- invented for an exercise: every page says so
  invented     boolean not null default false,
  version      integer not null default 1
);
create unique index inspection_by_reference on oversight.inspection (lower(reference));
alter table oversight.inspection enable row level security, force row level security;

create table oversight.area (
  id            uuid primary key,
  inspection_id uuid not null references oversight.inspection,
  place         integer not null check (place between 1 and 99),
  title         text not null check (length(title) between 1 and 200),
  unique (id, inspection_id),
  unique (inspection_id, place) deferrable initially immediate
);
alter table oversight.area enable row level security, force row level security;

-- What is not entered yet is null, and such a recommendation is never late.
create table oversight.recommendation (
  id            uuid primary key,
  inspection_id uuid not null references oversight.inspection,
  number        integer not null check (number between 1 and 999),
  text          text check (length(text) between 1 and 10000),
  addressed_to  text check (length(addressed_to) between 1 and 300),
  -- where it is written to whom it is addressed
  source        text check (length(source) between 1 and 300),
  due_on        date,
  area_id       uuid,
  version       integer not null default 1,
  unique (inspection_id, number),
  unique (id, inspection_id),
  foreign key (area_id, inspection_id) references oversight.area (id, inspection_id),
  constraint addressed_to_somebody check (text is null or addressed_to is not null)
);
alter table oversight.recommendation enable row level security, force row level security;

-- One addressee's own line for one recommendation.
create table oversight.duty (
  id                uuid primary key,
  recommendation_id uuid not null,
  inspection_id     uuid not null,
  agency_id         integer not null references identity.agency,
  -- a post, as little about persons as will do
  owner_post        text check (length(owner_post) between 1 and 150),
  -- no longer an addressee: what was done stays, and nothing is late any more
  ended_on          date,
  ended_because     text check (length(ended_because) between 1 and 500),
  version           integer not null default 1,
  unique (recommendation_id, agency_id),
  unique (id, agency_id),
  foreign key (recommendation_id, inspection_id) references oversight.recommendation (id, inspection_id),
  check ((ended_on is null) = (ended_because is null))
);
create index duty_by_agency on oversight.duty (agency_id);
create index duty_by_inspection on oversight.duty (inspection_id);
alter table oversight.duty enable row level security, force row level security;

-- Dated history: a row is never changed but by the signature, and a signed one never.
create table oversight.progress (
  id        uuid primary key,
  duty_id   uuid not null,
  agency_id integer not null,
  stage     text not null check (stage in ('awaiting-review', 'being-progressed', 'complete-proposed')),
  statement text not null check (length(statement) between 1 and 5000),
  person_id uuid not null references identity.person,
  at        timestamptz not null,
  signed_by uuid references identity.person,
  signed_at timestamptz,
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id),
  check ((signed_by is null) = (signed_at is null)),
  constraint signed_by_another check (signed_by <> person_id),
  constraint signed_after_it_was_entered check (signed_at >= at)
);
create index progress_by_duty on oversight.progress (duty_id, at);
create index progress_unsigned on oversight.progress (agency_id) where signed_at is null;
alter table oversight.progress enable row level security, force row level security;

create table oversight.action (
  id         uuid primary key,
  duty_id    uuid not null,
  agency_id  integer not null,
  text       text not null check (length(text) between 1 and 1000),
  owner_post text not null check (length(owner_post) between 1 and 150),
  due_on     date not null,
  done_on    date,
  changed_at timestamptz not null,
  version    integer not null default 1,
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id)
);
create index action_by_duty on oversight.action (duty_id, due_on);
alter table oversight.action enable row level security, force row level security;

create table oversight.evidence (
  id        uuid primary key,
  duty_id   uuid not null,
  agency_id integer not null,
  kind      text not null check (kind in ('statement', 'figure', 'document')),
  title     text not null check (length(title) between 1 and 200),
  -- the statement; how a figure is counted; where a document is kept
  text      text not null check (length(text) between 1 and 5000),
  person_id uuid not null references identity.person,
  at        timestamptz not null,
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id)
);
create index evidence_by_duty on oversight.evidence (duty_id, at);
alter table oversight.evidence enable row level security, force row level security;

-- What the inspectorate decided: the force proposes, the inspectorate closes.
create table oversight.decision (
  id        uuid primary key,
  duty_id   uuid not null,
  agency_id integer not null,
  body_id   integer not null references identity.agency,
  outcome   text not null check (outcome in ('complete', 'more-needed')),
  reason    text not null check (length(reason) between 1 and 5000),
  person_id uuid not null references identity.person,
  at        timestamptz not null,
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id)
);
create index decision_by_duty on oversight.decision (duty_id, at);
alter table oversight.decision enable row level security, force row level security;

-- The areas by which a commissioner asks, which gather those of the inspection.
create table oversight.own_area (
  id            uuid primary key,
  body_id       integer not null references identity.agency,
  inspection_id uuid not null references oversight.inspection,
  place         integer not null check (place between 1 and 99),
  title         text not null check (length(title) between 1 and 200),
  unique (id, body_id),
  unique (id, body_id, inspection_id),
  unique (body_id, inspection_id, place) deferrable initially immediate
);
alter table oversight.own_area enable row level security, force row level security;

create table oversight.gathering (
  own_area_id   uuid not null,
  area_id       uuid not null,
  body_id       integer not null,
  inspection_id uuid not null,
  -- an area of the inspection is gathered by one of ours
  primary key (body_id, area_id),
  foreign key (own_area_id, body_id, inspection_id) references oversight.own_area (id, body_id, inspection_id),
  foreign key (area_id, inspection_id) references oversight.area (id, inspection_id)
);
alter table oversight.gathering enable row level security, force row level security;

-- The commissioner's comments on an inspection of a force (Police Act 1996 s.55).
create table oversight.response (
  id            uuid primary key,
  inspection_id uuid not null references oversight.inspection,
  body_id       integer not null references identity.agency,
  agency_id     integer not null references identity.agency,
  opening       text not null default '' check (length(opening) <= 10000),
  closing       text not null default '' check (length(closing) <= 10000),
  signed_by     uuid references identity.person,
  signed_at     timestamptz,
  -- the facts as they stood when it was signed
  facts         jsonb,
  published_at  timestamptz,
  version       integer not null default 1,
  unique (inspection_id, body_id, agency_id),
  unique (id, body_id, agency_id),
  check ((signed_by is null) = (signed_at is null)),
  check ((facts is null) = (signed_at is null)),
  constraint published_when_signed check (published_at is null or signed_at is not null)
);
alter table oversight.response enable row level security, force row level security;

-- A person's words: on an area of the commissioner's, or on a recommendation.
create table oversight.paragraph (
  response_id uuid not null,
  body_id     integer not null,
  agency_id   integer not null,
  about       text not null check (about in ('area', 'recommendation')),
  subject_id  uuid not null,
  words       text not null check (length(words) <= 10000),
  version     integer not null default 1,
  primary key (response_id, subject_id),
  foreign key (response_id, body_id, agency_id) references oversight.response (id, body_id, agency_id)
);
alter table oversight.paragraph enable row level security, force row level security;

-- The chief officer is invited to comment, until a day that the commissioner sets.
create table oversight.invitation (
  response_id   uuid primary key,
  inspection_id uuid not null references oversight.inspection,
  body_id       integer not null,
  agency_id     integer not null,
  until         date not null,
  at            timestamptz not null,
  version       integer not null default 1,
  foreign key (response_id, body_id, agency_id) references oversight.response (id, body_id, agency_id)
);
alter table oversight.invitation enable row level security, force row level security;

create table oversight.chief_comment (
  id          uuid primary key,
  response_id uuid not null references oversight.invitation,
  body_id     integer not null,
  agency_id   integer not null,
  words       text not null check (length(words) between 1 and 10000),
  person_id   uuid not null references identity.person,
  at          timestamptz not null,
  foreign key (response_id, body_id, agency_id) references oversight.response (id, body_id, agency_id)
);
create index chief_comment_by_response on oversight.chief_comment (response_id, at);
alter table oversight.chief_comment enable row level security, force row level security;

-- Holding to account: meetings of one body with one agency, week after week.
create table oversight.meeting (
  id             uuid primary key,
  body_id        integer not null references identity.agency,
  agency_id      integer not null references identity.agency,
  inspection_id  uuid not null references oversight.inspection,
  on_day         date not null,
  moved_from     date,
  state          text not null check (state in ('planned', 'held', 'cancelled')),
  -- why it was cancelled or moved
  why            text not null default '' check (length(why) <= 500),
  minutes        text not null default '' check (length(minutes) <= 60000),
  minutes_public boolean not null default false,
  version        integer not null default 1,
  unique (id, body_id, agency_id)
);
create unique index one_meeting_a_day on oversight.meeting (body_id, agency_id, inspection_id, on_day)
  where state <> 'cancelled';
alter table oversight.meeting enable row level security, force row level security;

create table oversight.question (
  id          uuid primary key,
  meeting_id  uuid not null,
  body_id     integer not null,
  agency_id   integer not null,
  own_area_id uuid,
  duty_id     uuid,
  question    text not null check (length(question) between 1 and 2000),
  answer      text not null default '' check (length(answer) <= 5000),
  is_public   boolean not null default false,
  at          timestamptz not null,
  version     integer not null default 1,
  foreign key (meeting_id, body_id, agency_id) references oversight.meeting (id, body_id, agency_id),
  foreign key (own_area_id, body_id) references oversight.own_area (id, body_id),
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id)
);
create index question_by_meeting on oversight.question (meeting_id);
alter table oversight.question enable row level security, force row level security;

-- It comes back until it is kept.
create table oversight.promise (
  id          uuid primary key,
  meeting_id  uuid not null,
  body_id     integer not null,
  agency_id   integer not null,
  own_area_id uuid,
  duty_id     uuid,
  text        text not null check (length(text) between 1 and 1000),
  by_post     text not null check (length(by_post) between 1 and 150),
  due_on      date not null,
  kept_on     date,
  kept_words  text not null default '' check (length(kept_words) <= 1000),
  is_public   boolean not null default false,
  at          timestamptz not null,
  version     integer not null default 1,
  foreign key (meeting_id, body_id, agency_id) references oversight.meeting (id, body_id, agency_id),
  foreign key (own_area_id, body_id) references oversight.own_area (id, body_id),
  foreign key (duty_id, agency_id) references oversight.duty (id, agency_id)
);
create index promise_by_meeting on oversight.promise (meeting_id);
create index promise_open on oversight.promise (body_id, agency_id) where kept_on is null;
alter table oversight.promise enable row level security, force row level security;

-- The page that everybody reads without signing in; the body switches it on for one of those it holds to account.
create table oversight.public_page (
  id            uuid primary key,
  body_id       integer not null references identity.agency,
  agency_id     integer not null references identity.agency,
  inspection_id uuid not null references oversight.inspection,
  is_on         boolean not null default false,
  version       integer not null default 1,
  unique (body_id, agency_id, inspection_id)
);
alter table oversight.public_page enable row level security, force row level security;

reset role;
