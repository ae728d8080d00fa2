-- Requests to systems of record: who asked what of which system, by which power, who authorised it, who made it and what came of
-- it. Seamark never talks to those systems: this is the request and the line of responsibility, kept on our side. No image, no
-- template, no score, no extract and no file has a column here.

create schema system_requests authorization seamark_owner;
grant usage on schema system_requests to seamark_app, seamark_member, seamark_service;
grant create on schema system_requests to seamark_service;

set role seamark_owner;

-- A text that somebody typed, and nothing that was copied out of a system: a long run without a space is no sentence.
create function system_requests.is_typed(text text, longest integer) returns boolean
  language sql immutable parallel safe set search_path = ''
  return length(btrim(text)) between 1 and longest and text !~ '[^[:space:]]{80}';

-- Says nothing of how alike something is: a score is no reason to act, and is not kept.
create function system_requests.names_no_score(text text) returns boolean
  language sql immutable parallel safe set search_path = ''
  return text !~* '([0-9][[:space:]]*(%|per ?cent\M)|\mscor(e|es|ed|ing)\M|\mtemplates?\M|\msimilarity\M|data:[a-z]+/)';

grant execute on function system_requests.is_typed(text, integer), system_requests.names_no_score(text) to seamark_service;

-- Systems of record: the operator's. As delivered they are general knowledge and unverified, the ranks too.
create table system_requests.system (
  code       text primary key check (code ~ '^[a-z][a-z0-9-]{1,29}$'),
  name       text not null check (length(btrim(name)) between 1 and 80),
  holds      text not null check (length(btrim(holds)) between 1 and 300),
  -- whoever authorises holds it, or one above; null: no rank is asked
  rank       text references identity.rank,
  -- what it compares is sensitive processing (s.35(8) DPA 2018): a condition is always given
  sensitive  boolean not null default false,
  entered_at timestamptz not null default now(),
  -- nothing is asked of it any more
  ended_at   timestamptz check (ended_at >= entered_at)
);
insert into system_requests.system (code, name, holds, rank, sensitive) values
  ('pnd', 'PND', 'The Police National Database: intelligence and records of forces. It is intelligence, and no evidence.', 'inspector', false),
  ('pnc', 'PNC or LEDS', 'The Police National Computer, and the Law Enforcement Data Service that replaces it: persons, vehicles and property.', 'sergeant', false),
  ('ident1', 'IDENT1', 'The national system of fingerprints.', 'inspector', true),
  ('iabs', 'IABS', 'The Immigration and Asylum Biometric System.', 'inspector', true);
alter table system_requests.system enable row level security, force row level security;

-- Whom an agency asks that has nobody accredited of its own, and in how many hours that desk answers, as it says: the operator's.
create table system_requests.desk (
  system       text not null references system_requests.system,
  agency_id    integer not null references identity.agency,
  name         text not null check (length(btrim(name)) between 1 and 120),
  telephone    text not null check (telephone ~ '^[+0-9][0-9 ]{3,29}$'),
  answer_hours integer not null check (answer_hours between 1 and 2160),
  entered_at   timestamptz not null default now(),
  primary key (system, agency_id)
);
alter table system_requests.desk enable row level security, force row level security;

-- Who may make a request in a system themselves, until when, by the word of another: an administrator of their agency.
create table system_requests.accreditation (
  id          uuid primary key,
  system      text not null references system_requests.system,
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  -- the last day, in London
  until_on    date not null,
  attested_by uuid not null references identity.person,
  attested_at timestamptz not null default now(),
  ended_by    uuid references identity.person,
  ended_at    timestamptz,
  constraint nobody_accredits_themselves check (attested_by <> person_id),
  constraint ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create unique index accredited_once on system_requests.accreditation (system, person_id) where ended_at is null;
create index accreditation_by_agency on system_requests.accreditation (agency_id, system) where ended_at is null;
create index accreditation_by_person on system_requests.accreditation (person_id) where ended_at is null;
alter table system_requests.accreditation enable row level security, force row level security;

create table system_requests.request (
  id              uuid primary key,
  agency_id       integer not null references identity.agency,
  -- by which the agency's own people call it
  number          integer not null check (number >= 1),
  state           text not null default 'drafted'
    check (state in ('drafted', 'asked', 'authorised', 'refused', 'made', 'outcome', 'closed')),
  revision        integer not null default 1,
  changed_at      timestamptz not null default now(),
  system          text not null references system_requests.system,
  operation_id    uuid references operations.operation,
  -- a crime reference or another, where it belongs to no operation
  matter          text check (system_requests.is_typed(matter, 100)),
  power           text not null check (system_requests.is_typed(power, 300)),
  purpose         text not null check (system_requests.is_typed(purpose, 300)),
  category        text not null check (category in ('suspected', 'convicted', 'victim', 'witness', 'child', 'unknown')),
  -- one person or one thing, on one line
  subject         text not null check (system_requests.is_typed(subject, 200)),
  asked           text not null check (system_requests.is_typed(asked, 500)),
  necessity       text not null check (system_requests.is_typed(necessity, 500)),
  proportionality text not null check (system_requests.is_typed(proportionality, 500)),
  less_intrusive  text not null check (system_requests.is_typed(less_intrusive, 500)),
  sensitive       boolean not null,
  -- of Schedule 8 DPA 2018, in words
  condition       text check (system_requests.is_typed(condition, 300)),
  requester_id    uuid not null references identity.person,
  drafted_at      timestamptz not null default now(),
  asked_at        timestamptz,
  -- who is asked, and decides
  authoriser_id   uuid references identity.person,
  decided_at      timestamptz,
  valid_until     timestamptz,
  refused_for     text check (refused_for in ('not-necessary', 'not-proportionate', 'less-intrusive', 'no-power', 'no-access', 'other')),
  reason          text check (system_requests.is_typed(reason, 500)),
  made_at         timestamptz,
  -- an accredited operator; or who gave it to the desk that asks for the agency
  made_by         uuid references identity.person,
  desk            text check (length(btrim(desk)) between 1 and 120),
  -- theirs
  reference       text check (system_requests.is_typed(reference, 60)),
  outcome         text check (outcome in ('nothing', 'possible', 'corroborated', 'wrong-person')),
  outcome_text    text check (system_requests.is_typed(outcome_text, 500) and system_requests.names_no_score(outcome_text)),
  outcome_at      timestamptz,
  outcome_by      uuid references identity.person,
  closed_at       timestamptz,
  closed_by       uuid references identity.person,
  review_on       date not null check (review_on between '2000-01-01' and '2100-01-01'),
  -- when it was asked, nobody of the agency was accredited
  lacked_access   boolean not null default false,
  -- a lapsed one that this one asks again; it may be forgotten first
  again_of        uuid unique,
  -- a legal hold outranks every period
  hold_reason     text check (length(btrim(hold_reason)) between 1 and 500),
  held_by         uuid references identity.person,
  unique (agency_id, number),
  constraint of_an_operation_or_a_matter check (operation_id is not null or matter is not null),
  constraint one_subject check (subject !~ '[\n\r\t;|]'),
  constraint condition_where_sensitive check (sensitive = (condition is not null)),
  constraint authorised_by_another check (authoriser_id <> requester_id),
  constraint made_by_another_than_authorised check (made_by <> authoriser_id),
  constraint asked_of_somebody check (
    (state = 'drafted') = (asked_at is null) and (asked_at is null or authoriser_id is not null)),
  constraint decided_once check (
    (state in ('drafted', 'asked')) = (decided_at is null)
    and (valid_until is null) = (decided_at is null or state = 'refused')),
  constraint refused_with_a_reason check (
    (state = 'refused') = (reason is not null) and (reason is null) = (refused_for is null)),
  constraint made_with_their_reference check (
    (state in ('made', 'outcome', 'closed')) = (made_at is not null)
    and (made_at is null) = (made_by is null) and (made_at is null) = (reference is null)
    and (desk is null or made_at is not null)),
  constraint outcome_by_somebody check (
    (state in ('outcome', 'closed')) = (outcome is not null)
    and (outcome is null) = (outcome_at is null) and (outcome is null) = (outcome_by is null)
    and (outcome_text is null or outcome is not null)),
  constraint closed_by_somebody check (
    (state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_by is null)),
  constraint held_by_somebody check ((hold_reason is null) = (held_by is null))
);
create index request_by_agency on system_requests.request (agency_id, changed_at desc, id desc);
create index request_open on system_requests.request (agency_id, state) where state not in ('closed', 'refused');
create index request_by_requester on system_requests.request (requester_id, asked_at);
create index request_by_authoriser on system_requests.request (authoriser_id, state);
create index request_of_operation on system_requests.request (operation_id) where operation_id is not null;
create index request_to_forget on system_requests.request (changed_at) where operation_id is null;
alter table system_requests.request enable row level security, force row level security;

-- That a victim, a witness, a child or somebody of whom nothing is known may be asked about: in words, by another than asks.
create table system_requests.safeguarding (
  request_id uuid primary key references system_requests.request on delete cascade,
  decision   text not null check (system_requests.is_typed(decision, 500)),
  person_id  uuid not null references identity.person,
  at         timestamptz not null default now()
);
alter table system_requests.safeguarding enable row level security, force row level security;

-- What corroborates a possible answer, in a named person's words.
create table system_requests.corroboration (
  request_id uuid primary key references system_requests.request on delete cascade,
  words      text not null check (system_requests.is_typed(words, 500) and system_requests.names_no_score(words)),
  person_id  uuid not null references identity.person,
  at         timestamptz not null default now()
);
alter table system_requests.corroboration enable row level security, force row level security;

-- The records on which it rests.
create table system_requests.corroborating_record (
  request_id uuid not null references system_requests.corroboration on delete cascade,
  record_id  uuid not null references access.record,
  primary key (request_id, record_id)
);
create index corroborating_by_record on system_requests.corroborating_record (record_id);
alter table system_requests.corroborating_record enable row level security, force row level security;

-- The record of our own that was about the wrong person, so that it is corrected.
create table system_requests.wrong_record (
  request_id uuid not null references system_requests.request on delete cascade,
  record_id  uuid not null references access.record,
  version    integer not null check (version >= 1),
  person_id  uuid not null references identity.person,
  at         timestamptz not null default now(),
  primary key (request_id, record_id)
);
create index wrong_by_record on system_requests.wrong_record (record_id);
alter table system_requests.wrong_record enable row level security, force row level security;

-- Actions of its operation that follow from it.
create table system_requests.action_link (
  request_id uuid not null references system_requests.request on delete cascade,
  action_id  uuid not null references operations.action,
  person_id  uuid not null references identity.person,
  at         timestamptz not null default now(),
  primary key (request_id, action_id)
);
create index action_link_by_action on system_requests.action_link (action_id);
alter table system_requests.action_link enable row level security, force row level security;

-- Somebody asks far more than their colleagues: two counts, and no score.
create table system_requests.alert (
  agency_id  integer not null references identity.agency,
  person_id  uuid not null references identity.person,
  day        date not null,
  asked      integer not null check (asked >= 1),
  -- the median of the colleagues who asked anything
  colleagues numeric not null check (colleagues >= 0),
  at         timestamptz not null default now(),
  seen_at    timestamptz,
  seen_by    uuid references identity.person,
  primary key (agency_id, person_id, day),
  constraint seen_by_another check (seen_by <> person_id),
  constraint seen_by_somebody check ((seen_at is null) = (seen_by is null))
);
create index alert_unseen on system_requests.alert (agency_id, at) where seen_at is null;
create index alert_by_person on system_requests.alert (person_id);
alter table system_requests.alert enable row level security, force row level security;

-- The operator's, one for all.
create table system_requests.setting (
  only_one    boolean primary key default true check (only_one),
  valid_hours integer not null default 72 check (valid_hours between 1 and 720),
  a_day       integer not null default 20 check (a_day between 1 and 1000),
  keep_days   integer not null default 2190 check (keep_days between 365 and 36500),
  valid_hours_since timestamptz,
  a_day_since       timestamptz,
  keep_days_since   timestamptz
);
insert into system_requests.setting default values;
alter table system_requests.setting enable row level security, force row level security;

reset role;
