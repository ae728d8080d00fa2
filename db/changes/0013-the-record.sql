-- Runs without the code: the envelope moves from intelligence.report to a record that every kind shares.
--
-- Whatever can be shared is a record: who owns it, how it is marked, to whom it is released. Its kind has a table of
-- its own for what only that kind says. Release, delivery, acceptance, reading and recall are of records.

set role seamark_owner;

-- The kinds of record. A room that has one enters it in its own change.
create table access.record_kind (
  kind             text primary key check (kind ~ '^[a-z][a-z-]{0,39}$'),
  -- people file it; false where only the program's functions make one
  filed_by_members boolean not null
);
insert into access.record_kind values ('report', true), ('sealed', false);
alter table access.record_kind enable row level security, force row level security;

create table access.record (
  id                uuid primary key,
  kind              text not null references access.record_kind,
  agency_id         integer not null references identity.agency,
  author_id         uuid,
  -- null where partners call it nothing: a sealed record
  reference         text unique,
  -- what the agency's own system calls it; makes an import repeatable
  agency_reference  text,
  title             text not null,
  -- `disseminated`: filed and in force; to whom, the release list says, which may be empty
  status            text not null check (status in ('draft', 'disseminated', 'withdrawn')),
  version           integer not null default 1,
  -- counts every change of the envelope or of a draft: "somebody changed it meanwhile"
  revision          integer not null default 1,
  -- a draft of the next version of another record; gone once filed
  next_version_of   uuid references access.record,
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
  created_at        timestamptz not null,
  filed_at          timestamptz not null default now(),
  -- a draft may be incomplete; a filed record keeps the rules of handling
  check (status = 'draft' or review_on is not null),
  check (status = 'draft' or handling = 'P' or (conditions is not null and action_code is not null and sanitisation_code is not null)),
  check (status = 'draft' or handling = 'C' or (conditions is null and action_code is null and sanitisation_code is null)),
  -- A draft of the next version never becomes a record of its own.
  check (next_version_of is null or status = 'draft'),
  check (reference is not null or kind = 'sealed'),
  check (kind <> 'sealed' or agency_reference ~ '^[A-Za-z0-9_-]{22}$')
);

-- Existing reports and sealed records. No policy stands in the way yet; the program's own role reads the rows.
grant select, insert on access.record to seamark_service;
grant select on intelligence.report, deconfliction.sealed_record to seamark_service;
set role seamark_service;
insert into access.record
  (id, kind, agency_id, author_id, reference, agency_reference, title, status, version, revision, next_version_of,
   classification, handling, conditions, action_code, sanitisation_code, released_to_all, released_to, compartment_id,
   discoverable, review_on, created_at, filed_at)
select id, 'report', agency_id, author_id, reference, agency_reference, title,
       case status when 'submitted' then 'disseminated' else status end, version, revision, next_version_of,
       classification, handling, conditions, action_code, sanitisation_code, released_to_all, released_to, compartment_id,
       discoverable, review_on, created_at, filed_at
from intelligence.report;
insert into access.record
  (id, kind, agency_id, agency_reference, title, status, classification, handling, discoverable, review_on, created_at,
   filed_at)
select id, 'sealed', agency_id, handle, 'Sealed record',
       case when ended_at is null then 'disseminated' else 'withdrawn' end, classification, 'P', discoverable, expires_on,
       sealed_at, sealed_at
from deconfliction.sealed_record;
set role seamark_owner;

-- Only for lists of what is filed. A look by reference says nothing of the status and so cannot take this index: a
-- database without statistics did, and each line of a first import read every line before it.
create index record_by_agency on access.record (agency_id, kind, created_at desc)
  where status <> 'draft' and kind <> 'sealed';
-- Whoever may not see a record must not learn from a refusal that it is there: a second one with the same
-- reference in another operation, or with another classification, is filed (access.md).
create unique index record_by_agency_reference on access.record
  (agency_id, agency_reference, kind, classification, coalesce(compartment_id, '00000000-0000-0000-0000-000000000000'));
create index record_by_next_version on access.record (next_version_of) where next_version_of is not null;
create index draft_by_author on access.record (author_id) where status = 'draft';
create index draft_by_agency on access.record (agency_id) where status = 'draft';
create index record_by_review on access.record (agency_id, review_on) where status = 'disseminated';
create index sealed_record_by_expiry on access.record (review_on) where kind = 'sealed' and status = 'disseminated';
create index record_by_compartment on access.record (compartment_id) where compartment_id is not null;
alter table access.record enable row level security, force row level security;

-- What only a report says. Its agency and its date stand here too, for the list of what waits for its grading.
alter table intelligence.report
  drop column reference, drop column author_id, drop column agency_reference, drop column status, drop column version,
  drop column revision, drop column next_version_of, drop column title, drop column classification, drop column handling,
  drop column conditions, drop column action_code, drop column sanitisation_code, drop column released_to_all,
  drop column released_to, drop column compartment_id, drop column discoverable, drop column review_on,
  drop column filed_at,
  drop constraint report_agency_id_fkey,
  add foreign key (id) references access.record on delete cascade;
drop index intelligence.report_by_agency;

-- What only a sealed record says. Its handle is the record's agency_reference, its last day the record's review_on.
alter table deconfliction.sealed_record
  drop column agency_id, drop column handle, drop column classification, drop column discoverable,
  drop column sealed_at, drop column expires_on,
  add foreign key (id) references access.record on delete cascade;

-- Release and recall are of any record.
alter table intelligence.release set schema access;
alter table intelligence.delivery set schema access;
alter table intelligence.acceptance set schema access;
alter table intelligence.reading set schema access;
alter table intelligence.recall set schema access;
alter table intelligence.recall_notice set schema access;
alter table intelligence.recall_statement set schema access;
alter table intelligence.exported set schema access;
alter table access.release rename column report_id to record_id;
alter table access.delivery rename column report_id to record_id;
alter table access.acceptance rename column report_id to record_id;
alter table access.reading rename column report_id to record_id;
alter table access.recall rename column report_id to record_id;
alter table access.recall_notice rename column report_id to record_id;
alter table access.recall_statement rename column report_id to record_id;
alter table access.exported rename column report_id to record_id;
alter index access.release_by_report rename to release_by_record;
alter index access.delivery_by_report rename to delivery_by_record;
alter table access.release drop constraint release_report_id_fkey,
  add foreign key (record_id) references access.record;
alter table access.delivery drop constraint delivery_report_id_fkey,
  add foreign key (record_id) references access.record;
alter table access.acceptance drop constraint acceptance_report_id_fkey,
  add foreign key (record_id) references access.record;
alter table access.reading drop constraint reading_report_id_fkey, drop constraint reading_report_id_version_fkey,
  add foreign key (record_id) references access.record on delete cascade;
alter table access.recall drop constraint recall_report_id_fkey,
  add foreign key (record_id) references access.record;
alter table access.exported drop constraint exported_report_id_fkey,
  add foreign key (record_id) references access.record on delete cascade;

reset role;

-- One search over every kind of record.
create schema search authorization seamark_owner;
grant usage on schema search to seamark_app, seamark_member, seamark_service, seamark_public;
grant create on schema search to seamark_service;
set role seamark_owner;
alter table intelligence.search_entry set schema search;
alter table search.search_entry rename to entry;
alter table search.entry rename column report_id to record_id;
alter table search.entry drop constraint search_entry_report_id_fkey,
  add column kind text not null default 'report',
  add foreign key (record_id) references access.record on delete cascade;
alter table search.entry alter column kind drop default;
alter index search.search_entry_pkey rename to entry_pkey;
alter index search.search_entry_words rename to entry_words;
alter index search.search_entry_by_time rename to entry_by_time;

reset role;
