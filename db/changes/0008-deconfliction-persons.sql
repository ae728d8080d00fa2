-- Persons of two agencies who may be one: a person as written, its mentions, what it is looked up by, and
-- the pairs that were offered. A probability stands with a pair of records, never with a person. Victims,
-- witnesses and who may be a child are left out by the program before anything comes here.

set role seamark_owner;

-- One agency's records that write a person alike: same names up to case, accents, order and a script's
-- noise, and same birth.
create table deconfliction.person (
  -- random: it stands in a match's key, which both sides read, and an id with a time would tell when
  id        uuid primary key default gen_random_uuid(),
  agency_id integer not null,
  -- a digest of the folded names and the birth
  fold      text not null,
  -- in every way in which its reports have written them
  names     text[] not null,
  -- 1987, 1987-03, 1987-03-14, 1987~ (two years either way) or 1985/1990; never of somebody who may be under 18,
  -- whatever the program thinks: the youngest reading counts
  born      text constraint nobody_under_18 check (
    born ~ '^(19|20)\d\d(-\d\d(-\d\d)?|~|/(19|20)\d\d)?$'
    and case length(born) when 10 then born when 7 then born || '-31' when 9 then right(born, 4) || '-12-31'
        when 5 then (left(born, 4)::integer + 2) || '-12-31' else born || '-12-31' end collate "C"
      <= to_char((now() at time zone 'UTC') - interval '18 years', 'YYYY-MM-DD')),
  -- null: waits to be weighed against other agencies' persons
  weighed_at timestamptz,
  -- the import by which it last came to wait; null: filed by hand, which is weighed before every import
  came_with uuid,
  -- counted up whenever something about its reports changes, so that a change during a weighing is weighed too
  revision  integer not null default 1,
  -- what it is looked up by (person_key): written by the first weighing, not by the filing
  keys      bigint[],
  unique (agency_id, fold)
);
create index person_waiting on deconfliction.person (came_with nulls first, id) where weighed_at is null;
create index person_by_import on deconfliction.person (came_with) where came_with is not null;
alter table deconfliction.person enable row level security, force row level security;

create table deconfliction.person_mention (
  report_id uuid not null,
  -- the subject's number in the report, counted from 1
  number    integer not null,
  person_id uuid not null,
  agency_id integer not null,
  -- as in deconfliction.identifier
  open      boolean not null,
  classification text not null,
  -- In every way in which this report writes the person.
  names text[] not null default '{}',
  primary key (report_id, number)
);
create index person_mention_by_person on deconfliction.person_mention (person_id);
alter table deconfliction.person_mention enable row level security, force row level security;

-- Hashed symbols of the names with parts of the birth (persons/person-keys.ts). `open`: at least one mention
-- is; `classification`: the lowest of the open mentions, or of all where none is open. `birth`: YYYYMMDD, a digit
-- in four bits, 0 where it is not known; it stands in the index, so that of hundreds who share a key only those
-- are fetched whose birth may agree.
create table deconfliction.person_key (
  key       bigint not null,
  agency_id integer not null,
  person_id uuid not null,
  open      boolean not null,
  classification text not null,
  birth     integer not null,
  primary key (key, agency_id, person_id) include (birth)
);
-- An index answers alone for pages that a vacuum has seen since they were written; that one costs little and is
-- not left until a fifth of the table is new.
alter table deconfliction.person_key set (autovacuum_vacuum_insert_scale_factor = 0.02);
alter table deconfliction.person_key enable row level security, force row level security;

-- A pair that was offered: a row of deconfliction.match of kind person, whose key is `<person_a>:<person_b>`.
create table deconfliction.person_match (
  match_id    uuid primary key references deconfliction.match,
  -- of agency_a, of agency_b
  person_a    uuid not null,
  person_b    uuid not null,
  outcome     text not null check (outcome in ('match', 'possible')),
  -- of the pair of records
  probability real not null,
  -- for both sides to read: never the words of either
  reasons     jsonb not null,
  -- both births are known. Otherwise the pair is offered only because two reports also share an identifier,
  -- and only those reports are its sides.
  born_both   boolean not null,
  -- hashes of the identifiers that open reports of both shared when it was rejected: what is new is told by them
  shared      bigint[] not null default '{}',
  -- how often a rejected pair was opened again, because something new was known
  reopened    integer not null default 0,
  at          timestamptz not null default now(),
  unique (person_a, person_b)
);
create index person_match_by_b on deconfliction.person_match (person_b);
alter table deconfliction.person_match enable row level security, force row level security;

-- As check_awaiting_notice, for checks by name: those are compared by the program.
create table deconfliction.person_check_awaiting_notice (
  check_id uuid primary key references deconfliction."check" on delete cascade
);
alter table deconfliction.person_check_awaiting_notice enable row level security, force row level security;

reset role;
