-- Requests of data subjects (DPA 2018 ss.45-54): what a person asks of an agency, what was found of its own, and what was
-- decided of each item. What is found is named by reference; no content of a record is copied here.

set role seamark_owner;

create table records.subject_request (
  id                 uuid primary key,
  agency_id          integer not null references identity.agency,
  -- counts an agency's requests, from 1
  number             integer not null check (number >= 1),
  rights             text[] not null check (rights <> '{}' and rights <@ array['access', 'rectification', 'erasure', 'restriction']),
  received_on        date not null,
  channel            text not null check (channel in ('letter', 'email', 'in-person', 'representative', 'commissioner')),
  names              text[] not null check (cardinality(names) between 1 and 10),
  born               text check (length(born) between 4 and 10),
  identifiers        text[] not null default '{}' check (cardinality(identifiers) <= 20),
  asks               text not null check (length(btrim(asks)) between 1 and 5000),
  answer_to          text not null check (length(btrim(answer_to)) between 1 and 500),
  -- names and identifiers as the search reads them
  query              jsonb not null,
  taken_by           uuid not null references identity.person,
  taken_at           timestamptz not null default now(),
  -- It is checked outside; here stands what was looked at.
  identity           text not null default 'unchecked' check (identity in ('unchecked', 'asked', 'proven', 'not-proven')),
  -- the day on which what had been asked for came (s.54(3)(b)); null: nothing was asked for
  identity_asked_on  date,
  identity_on        date,
  identity_note      text check (length(btrim(identity_note)) between 1 and 2000),
  identity_by        uuid references identity.person,
  identity_at        timestamptz,
  -- the last day of the applicable time period; null while proof of identity is awaited
  due_on             date,
  extended_at        timestamptz,
  extended_by        uuid references identity.person,
  extended_because   text check (length(btrim(extended_because)) between 1 and 2000),
  officer_id         uuid references identity.person,
  named_by           uuid references identity.person,
  named_at           timestamptz,
  searched_at        timestamptz,
  searched_by        uuid references identity.person,
  -- more was found than is listed
  more_found         boolean not null default false,
  state              text not null default 'open' check (state in ('open', 'ready', 'answered', 'closed')),
  -- may the answer say that something was left out? (s.45(5) and (6))
  tells_of_left_out  boolean,
  ready_by           uuid references identity.person,
  ready_at           timestamptz,
  answered_on        date,
  answered_how       text check (length(btrim(answered_how)) between 1 and 500),
  answered_by        uuid references identity.person,
  answered_at        timestamptz,
  closed_because     text check (closed_because in ('not-proven', 'withdrawn', 'unfounded', 'excessive')),
  closed_note        text check (length(btrim(closed_note)) between 1 and 2000),
  closed_by          uuid references identity.person,
  closed_at          timestamptz,
  revision           integer not null default 1,
  constraint one_number unique (agency_id, number),
  constraint checked_by_somebody check ((identity = 'unchecked') = (identity_by is null)
    and (identity = 'unchecked') = (identity_at is null) and (identity = 'unchecked') = (identity_note is null)),
  -- A name that somebody gives finds nothing before somebody has seen who they are.
  constraint searched_for_somebody_known check (searched_at is null or identity = 'proven'),
  constraint searched_by_somebody check ((searched_at is null) = (searched_by is null)),
  constraint extended_for_a_reason check ((extended_at is null) = (extended_because is null) and (extended_at is null) = (extended_by is null)),
  constraint named_by_somebody check ((officer_id is null) = (named_by is null) and (officer_id is null) = (named_at is null)),
  constraint ready_by_the_officer check ((state in ('ready', 'answered')) = (ready_at is not null)
    and (ready_at is null) = (ready_by is null) and (ready_at is null or (ready_by = officer_id and searched_at is not null
    and tells_of_left_out is not null))),
  constraint answered_by_somebody check ((state = 'answered') = (answered_at is not null) and (answered_at is null) = (answered_by is null)
    and (answered_at is null) = (answered_on is null) and (answered_at is null) = (answered_how is null)),
  constraint by_two_persons check (answered_by <> ready_by),
  constraint closed_for_a_reason check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_by is null)
    and (closed_at is null) = (closed_because is null) and (closed_at is null) = (closed_note is null)),
  constraint pretended_is_closed check (identity <> 'not-proven' or state = 'closed')
);
create index subject_request_by_agency on records.subject_request (agency_id, taken_at desc, id desc);
create index subject_request_open on records.subject_request (agency_id, due_on) where state in ('open', 'ready');
create index subject_request_by_officer on records.subject_request (officer_id) where state in ('open', 'ready');
alter table records.subject_request enable row level security, force row level security;

-- A record of the agency in which the subject may stand.
create table records.subject_request_item (
  id         uuid primary key default gen_random_uuid(),
  request_id uuid not null references records.subject_request on delete cascade,
  agency_id  integer not null references identity.agency,
  record_id  uuid not null references access.record on delete cascade,
  kind       text not null,
  reference  text not null,
  found_in   text[] not null check (found_in <@ array['subject', 'withheld', 'text', 'identifier']),
  -- of s.38(3), as the record says it of whoever bears the name: two where they are victim and suspect
  categories text[] not null default '{}' check (categories <@ array['suspected', 'convicted', 'victim', 'witness']),
  born       text not null default 'unknown' check (born in ('same', 'other', 'unknown')),
  about      text check (about in ('them', 'not-them')),
  decided_by uuid references identity.person,
  decided_at timestamptz,
  constraint found_once unique (request_id, record_id),
  constraint decided_by_somebody check ((about is null) = (decided_by is null) and (about is null) = (decided_at is null))
);
create index subject_request_item_undecided on records.subject_request_item (request_id) where about is null;
alter table records.subject_request_item enable row level security, force row level security;

-- What is decided of one part of a record (access), or of the record (the other rights).
create table records.subject_request_decision (
  id          uuid primary key default gen_random_uuid(),
  request_id  uuid not null references records.subject_request on delete cascade,
  item_id     uuid not null references records.subject_request_item on delete cascade,
  agency_id   integer not null references identity.agency,
  asked_right text not null check (asked_right in ('access', 'rectification', 'erasure', 'restriction')),
  -- which part of the record, as its kind counts them
  part        text check (part ~ '^[a-z]+-[0-9]{1,4}$'),
  version     integer check (version >= 1),
  outcome     text not null check (outcome in ('given', 'left-out', 'done', 'refused')),
  -- of what is left out: s.45(4)(a) to (e), or it is not about them
  ground      text check (ground in ('inquiry', 'crime', 'public-security', 'national-security', 'others', 'not-theirs')),
  reason      text check (length(btrim(reason)) between 1 and 2000),
  decided_by  uuid not null references identity.person,
  decided_at  timestamptz not null default now(),
  constraint decided_once unique nulls not distinct (item_id, asked_right, part),
  constraint of_a_part check ((asked_right = 'access') = (part is not null) and (part is null) = (version is null)),
  constraint outcome_of_right check ((asked_right = 'access') = (outcome in ('given', 'left-out'))),
  constraint left_out_for_a_reason check ((outcome = 'left-out') = (ground is not null)),
  -- s.45(7)(a) and s.48(1)(b): the reasons are recorded
  constraint reasons_are_recorded check (reason is not null or outcome in ('given', 'done') or ground = 'not-theirs')
);
create index subject_request_decision_by_request on records.subject_request_decision (request_id, item_id);
alter table records.subject_request_decision enable row level security, force row level security;

-- Restricted records have no entry in search; whoever answers a request finds them all the same.
create index record_restricted on access.record (agency_id) where restricted_at is not null;

-- The words of what a report says of a subject, without accents. An index calls it, so it stands here.
create function intelligence.words_of(said jsonb) returns tsvector language sql immutable parallel safe
  return to_tsvector('pg_catalog.simple', regexp_replace(normalize(said::text, NFD), '[\u0300-\u036f]', '', 'g'));
grant execute on function intelligence.words_of(jsonb) to seamark_member, seamark_service;
-- For requests of data subjects alone: victims, witnesses and children stand in no other index (docs/adr/0007).
create index withheld_subject_words on intelligence.withheld_subject using gin (intelligence.words_of(subject));

reset role;
