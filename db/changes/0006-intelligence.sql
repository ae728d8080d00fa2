-- Intelligence reports (3x5x2). A report is an envelope (its table) and immutable versions; the
-- envelope carries what the rule of sight needs, so that a policy never reads content to decide.

set role seamark_owner;

create table intelligence.report (
  id                uuid primary key,
  reference         text not null unique,
  agency_id         integer not null references identity.agency,
  author_id         uuid,
  -- the reference in the agency's own system; makes an import repeatable
  agency_reference  text,
  status            text not null check (status in ('draft', 'submitted', 'disseminated', 'withdrawn')),
  version           integer not null default 1,
  -- counts every change of the envelope or of a draft: "somebody changed it meanwhile"
  revision          integer not null default 1,
  -- a draft of the next version of another report; gone once submitted
  next_version_of   uuid references intelligence.report,
  title             text not null,
  classification    text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  handling          text not null check (handling in ('P', 'C')),
  conditions        text,
  action_code       text check (action_code in ('A1', 'A2', 'A3')),
  sanitisation_code text check (sanitisation_code in ('S1', 'S2')),
  released_to_all   boolean not null default false,
  released_to       integer[] not null default '{}',
  compartment_id    uuid references access.compartment,
  discoverable      boolean not null default true,
  review_on         date,
  original_grade    text,
  needs_evaluation  boolean not null default false,
  created_at        timestamptz not null,
  filed_at          timestamptz not null default now(),
  -- a draft may be incomplete; a filed report keeps the rules of handling
  check (status = 'draft' or review_on is not null),
  check (status = 'draft' or handling = 'P' or (conditions is not null and action_code is not null and sanitisation_code is not null)),
  check (status = 'draft' or handling = 'C' or (conditions is null and action_code is null and sanitisation_code is null)),
  -- A draft of the next version never becomes a report of its own.
  check (next_version_of is null or status = 'draft')
);
-- Whoever may not see a report must not learn from a refusal that it is there: a second one with the same
-- reference in another operation, or with another classification, is filed (access.md).
create unique index report_by_agency_reference on intelligence.report
  (agency_id, agency_reference, classification, coalesce(compartment_id, '00000000-0000-0000-0000-000000000000'));
create index report_by_agency on intelligence.report (agency_id, created_at desc);
create index draft_by_author on intelligence.report (author_id) where status = 'draft';
create index draft_by_agency on intelligence.report (agency_id) where status = 'draft';
create index report_awaits_evaluation on intelligence.report (agency_id, created_at) where needs_evaluation;
create index report_by_review on intelligence.report (agency_id, review_on) where status in ('submitted', 'disseminated');
create index report_by_compartment on intelligence.report (compartment_id) where compartment_id is not null;
alter table intelligence.report enable row level security, force row level security;

create table intelligence.version (
  report_id  uuid not null references intelligence.report on delete cascade,
  version    integer not null,
  -- the report's body without the subjects that stay with the owner (below)
  document   jsonb not null,
  author_id  uuid,
  written_at timestamptz not null default now(),
  primary key (report_id, version)
);
alter table intelligence.version enable row level security, force row level security;

-- Victims, witnesses and children, and what belongs to them: never matched, never in a search, never
-- leaving the owning agency with a release.
create table intelligence.withheld_subject (
  report_id uuid not null,
  version   integer not null,
  number    integer not null,
  subject   jsonb not null,
  primary key (report_id, version, number),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
alter table intelligence.withheld_subject enable row level security, force row level security;

create table intelligence.release (
  id        uuid primary key,
  report_id uuid not null references intelligence.report,
  version   integer not null,
  to_all    boolean not null,
  agencies  integer[] not null,
  reason    text not null,
  person_id uuid not null,
  at        timestamptz not null default now()
);
create index release_by_report on intelligence.release (report_id);
alter table intelligence.release enable row level security, force row level security;

-- A recipient's inbox; agency 0 stands for all partners.
create table intelligence.delivery (
  agency_id integer not null,
  report_id uuid not null references intelligence.report,
  at        timestamptz not null default now(),
  primary key (agency_id, report_id)
);
create index delivery_by_time on intelligence.delivery (agency_id, at desc, report_id desc);
create index delivery_by_report on intelligence.delivery (report_id);
alter table intelligence.delivery enable row level security, force row level security;

create table intelligence.acceptance (
  report_id uuid not null references intelligence.report,
  version   integer not null,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  at        timestamptz not null default now(),
  primary key (report_id, version, person_id)
);
create index acceptance_by_person on intelligence.acceptance (person_id);
alter table intelligence.acceptance enable row level security, force row level security;

create table intelligence.reading (
  report_id uuid not null references intelligence.report on delete cascade,
  version   integer not null,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  first_at  timestamptz not null default now(),
  last_at   timestamptz not null default now(),
  primary key (report_id, person_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
-- Which of what came the viewer has opened, newest first: a look asks for the newest alone.
create index reading_by_person on intelligence.reading (person_id, first_at desc);
alter table intelligence.reading enable row level security, force row level security;

create table intelligence.recall (
  report_id uuid primary key references intelligence.report,
  reason    text not null,
  person_id uuid not null,
  at        timestamptz not null default now()
);
alter table intelligence.recall enable row level security, force row level security;

-- One row for each agency that had the report. The record itself has become invisible to it, so the
-- notice carries what a reader needs to find and destroy copies, and no content.
create table intelligence.recall_notice (
  report_id       uuid not null references intelligence.recall,
  agency_id       integer not null references identity.agency,
  owner_id        integer not null references identity.agency,
  reference       text not null,
  classification  text not null,
  compartment_id  uuid,
  reason          text not null,
  at              timestamptz not null default now(),
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  primary key (report_id, agency_id)
);
create index recall_notice_open on intelligence.recall_notice (agency_id, at) where acknowledged_at is null;
alter table intelligence.recall_notice enable row level security, force row level security;

-- The link from a sanitised version to its original; nobody but the owner may follow it.
create table intelligence.derivation (
  derivative_id uuid primary key references intelligence.report on delete cascade,
  original_id   uuid not null references intelligence.report,
  agency_id     integer not null references identity.agency,
  state         text not null check (state in ('being-written', 'awaiting-check', 'returned', 'approved')),
  sanitised_by  uuid not null references identity.person,
  checked_by    uuid references identity.person,
  note          text,
  changed_at    timestamptz not null default now(),
  check (checked_by is null or checked_by <> sanitised_by)
);
create index derivation_by_original on intelligence.derivation (original_id);
create index derivation_awaits_check on intelligence.derivation (agency_id) where state = 'awaiting-check';
alter table intelligence.derivation enable row level security, force row level security;

-- What search reads: words, and beside them what the filters and the rule of sight need, so that a
-- search reads no other table. Whoever files a report gives its words, grades and kinds of subject; the
-- rest is filled from the report by trigger. `readers` holds the agencies that may possibly read
-- it (0: all partners); it narrows, and access.sight decides.
create table intelligence.search_entry (
  report_id       uuid primary key references intelligence.report on delete cascade,
  version         integer not null,
  created_at      timestamptz not null,
  agency_id       integer not null,
  author_id       uuid,
  status          text not null,
  classification  text not null,
  handling        text not null,
  released_to_all boolean not null,
  released_to     integer[] not null,
  compartment_id  uuid,
  discoverable    boolean not null,
  readers         integer[] not null,
  grades          text[] not null,
  kinds           text[] not null,
  words           tsvector not null
);
create index search_entry_words on intelligence.search_entry using gin (words);
create index search_entry_by_time on intelligence.search_entry (created_at);
alter table intelligence.search_entry enable row level security, force row level security;

create table intelligence.import_run (
  id          uuid primary key,
  agency_id   integer not null references identity.agency,
  person_id   uuid,
  file_name   text not null,
  state       text not null check (state in ('running', 'done', 'failed')),
  rows_read   integer not null default 0,
  kept        integer not null default 0,
  already     integer not null default 0,
  refused     integer not null default 0,
  -- values of reports that were taken which are kept as written, because they are not understood
  not_understood integer not null default 0,
  -- line, reference and reason of each refused row; the row itself stays in the agency's file
  refusals    jsonb not null default '[]',
  fault       text,
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  -- When the machine that holds an uploaded export last said that it still does. Only that machine imports it.
  file_seen_at timestamptz not null default now()
);
create index import_run_by_agency on intelligence.import_run (agency_id, started_at desc);
alter table intelligence.import_run enable row level security, force row level security;

-- Values that an import kept without understanding them: content, so for those who read the agency's reports, and
-- not for its administrators, who see the run.
create table intelligence.import_value (
  run_id    uuid not null references intelligence.import_run on delete cascade,
  agency_id integer not null references identity.agency,
  place     integer not null,
  line      integer not null,
  in_column text not null,
  value     text not null,
  why       text not null,
  primary key (run_id, place)
);
alter table intelligence.import_value enable row level security, force row level security;

-- Who checked which version of a sanitised report. Written once: nobody may change or remove it.
create table intelligence.version_check (
  report_id  uuid not null,
  version    integer not null,
  written_by uuid not null references identity.person,
  checked_by uuid not null references identity.person,
  at         timestamptz not null default now(),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade,
  check (checked_by <> written_by)
);
alter table intelligence.version_check enable row level security, force row level security;

-- The agency's own reference is in no version, so that no partner reads it. Those that a report had before
-- are kept, because a sanitised version must not name them either. No member reads this.
create table intelligence.former_agency_reference (
  report_id        uuid not null references intelligence.report on delete cascade,
  agency_reference text not null,
  primary key (report_id, agency_reference)
);
alter table intelligence.former_agency_reference enable row level security, force row level security;

-- What the machine found in a report's texts and its writer left unnamed on purpose: said as left out, and not asked
-- for again. Its owner's alone, so it does not stand in the version, all of which a partner's reader gets.
create table intelligence.left_out (
  report_id uuid not null,
  version   integer not null,
  -- [{ kind, value }], each as it stands in the text
  finds     jsonb not null check (jsonb_typeof(finds) = 'array' and jsonb_array_length(finds) <= 500),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
alter table intelligence.left_out enable row level security, force row level security;

-- What somebody has typed on a page of a draft and not sent yet, kept every few seconds. It is theirs alone until it
-- is part of the draft, and it is no change of the draft: the ledger has one event when it becomes one, not one for
-- each pause of a hand. It goes with the draft, and when the draft is filed.
create table intelligence.typing (
  draft_id  uuid not null references intelligence.report on delete cascade,
  person_id uuid not null references identity.person,
  -- the page of the draft: text, subjects/person, subjects/3
  page      text not null check (length(page) <= 40),
  -- the form as it was typed
  fields    jsonb not null check (jsonb_typeof(fields) = 'object' and length(fields::text) <= 2000000),
  -- the revision of the draft that was on the page; another one means that somebody has saved meanwhile
  based_on  integer not null,
  -- counts how often this was kept, so that a second window is noticed
  turn      integer not null default 1,
  typed_at  timestamptz not null,
  primary key (draft_id, person_id, page)
);
create index typing_by_person on intelligence.typing (person_id);
alter table intelligence.typing enable row level security, force row level security;

set role seamark_service;
-- Names of parts, numbers and yes or no: no words of anybody's.
create function intelligence.are_places(parts jsonb) returns boolean
  language sql immutable parallel safe set search_path = ''
  return jsonb_typeof(parts) = 'array'
    and not parts @? 'strict $[*] ? (@.type() != "object")'
    and not parts @? '$[*].keyvalue().key ? (!(@ like_regex "^(part|number|from|to|numbers|gone)$"))'
    and not parts @? '$[*].part ? (@.type() != "string" || !(@ like_regex "^(title|classification|handling|conditions|action_code|sanitisation_code|review_on|item|new-item|item-gone|grade|subjects)$"))'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "number" || @.key == "from" || @.key == "to").value ? (@.type() != "number")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "gone").value ? (@.type() != "boolean")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "numbers").value ? (@.type() != "array")'
    and not parts @? '$[*].numbers[*] ? (@.type() != "number")';
grant execute on function intelligence.are_places(jsonb) to seamark_member, seamark_owner;
set role seamark_owner;

-- What a version changed, said when it was written. The owner keeps every version; a partner reads the current one
-- alone, so this holds places and numbers and never a word of an earlier version: what was taken out stays out.
create table intelligence.version_change (
  report_id uuid not null,
  version   integer not null check (version > 1),
  -- for its readers: why there is a new version
  reason    text check (length(reason) between 1 and 2000),
  parts     jsonb not null check (jsonb_typeof(parts) = 'array'),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade,
  constraint only_places check (intelligence.are_places(parts)),
  constraint reason_is_said check (btrim(reason) <> '')
);
alter table intelligence.version_change enable row level security, force row level security;

-- What an agency did with its copies after a recall. Added to, never changed: copies that were kept may go later.
create table intelligence.recall_statement (
  id        bigint generated always as identity primary key,
  report_id uuid not null,
  agency_id integer not null,
  what      text not null check (what in ('destroyed', 'kept', 'none')),
  note      text check (length(note) between 1 and 2000),
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  foreign key (report_id, agency_id) references intelligence.recall_notice on delete cascade,
  check (what <> 'kept' or note is not null)
);
create index recall_statement_by_notice on intelligence.recall_statement (report_id, agency_id, id);
alter table intelligence.recall_statement enable row level security, force row level security;

-- Whose file has a partner's report in it: a copy that a recall must find.
create table intelligence.exported (
  report_id uuid not null references intelligence.report on delete cascade,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  version   integer not null,
  at        timestamptz not null default now(),
  primary key (report_id, person_id, at)
);
alter table intelligence.exported enable row level security, force row level security;

-- How a version was marked that is current no more; kept when it is left behind, because a version holds no operation.
create table intelligence.former_marking (
  report_id      uuid not null,
  version        integer not null,
  classification text not null,
  handling       text not null,
  compartment_id uuid references access.compartment,
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
alter table intelligence.former_marking enable row level security, force row level security;

reset role;
