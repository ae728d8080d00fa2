-- Learning: lessons, and who was trained for what. A lesson that somebody wrote down is identified. It is learned when the
-- agency has shown what it did, and another agency has looked.

set role seamark_owner;

create table oversight.lesson (
  id              uuid primary key,
  agency_id       integer not null references identity.agency,
  title           text not null check (length(btrim(title)) between 1 and 200),
  happened        text not null check (length(btrim(happened)) between 1 and 5000),
  verdict         text not null check (verdict in ('keep', 'change')),
  -- what is kept, or changed
  what            text not null check (length(btrim(what)) between 1 and 2000),
  -- a post, as little about persons as will do
  owner_post      text not null check (length(btrim(owner_post)) between 1 and 150),
  due_on          date not null,
  -- who identified it
  person_id       uuid not null references identity.person,
  at              timestamptz not null,
  evidence        text check (length(btrim(evidence)) between 1 and 5000),
  evidence_by     uuid references identity.person,
  evidence_at     timestamptz,
  -- which agency is asked to look
  asked_agency_id integer references identity.agency,
  version         integer not null default 1,
  unique (id, agency_id),
  check ((evidence is null) = (evidence_at is null) and (evidence is null) = (evidence_by is null)),
  constraint nobody_checks_their_own_lesson check (asked_agency_id <> agency_id),
  constraint checked_when_there_is_evidence check (asked_agency_id is null or evidence is not null)
);
create index lesson_by_agency on oversight.lesson (agency_id, at desc, id desc);
create index lesson_by_asked_agency on oversight.lesson (asked_agency_id) where asked_agency_id is not null;
alter table oversight.lesson enable row level security, force row level security;

-- What another agency found when it looked. A row is never changed.
create table oversight.lesson_check (
  id          uuid primary key,
  lesson_id   uuid not null,
  agency_id   integer not null,
  -- who looked
  by_agency_id integer not null references identity.agency,
  outcome     text not null check (outcome in ('learned', 'not-yet')),
  words       text not null check (length(btrim(words)) between 1 and 2000),
  person_id   uuid not null references identity.person,
  at          timestamptz not null,
  foreign key (lesson_id, agency_id) references oversight.lesson (id, agency_id),
  constraint checked_by_another_agency check (by_agency_id <> agency_id)
);
create index lesson_check_by_lesson on oversight.lesson_check (lesson_id, at);
alter table oversight.lesson_check enable row level security, force row level security;

create table oversight.course (
  id        uuid primary key,
  -- who keeps it
  agency_id integer not null references identity.agency,
  title     text not null check (length(btrim(title)) between 1 and 200),
  about     text not null check (length(btrim(about)) between 1 and 2000),
  version   integer not null default 1
);
create unique index course_by_title on oversight.course (agency_id, lower(title));
alter table oversight.course enable row level security, force row level security;

-- Which posts have to have it.
create table oversight.course_post (
  course_id uuid not null references oversight.course,
  place     integer not null check (place between 1 and 20),
  post      text not null check (length(btrim(post)) between 1 and 100),
  primary key (course_id, place)
);
create unique index course_post_by_name on oversight.course_post (course_id, lower(post));
alter table oversight.course_post enable row level security, force row level security;

-- How many people of a post have it, once a quarter and never changed: nothing about who. A number of 1 to 4 is the
-- agency's coordinator's; others do not read it, nor the number beside it that would give it away. Rows are published
-- without sums over posts or agencies, so nothing else binds them.
create table oversight.coverage (
  course_id   uuid not null,
  place       integer not null,
  agency_id   integer not null references identity.agency,
  -- the first day of a quarter
  counted_on  date not null check (extract(day from counted_on) = 1 and extract(month from counted_on) in (1, 4, 7, 10)),
  must        integer not null check (must between 0 and 100000),
  have        integer not null check (have between 0 and 100000),
  must_shown  integer generated always as (case when must between 1 and 4 then null else must end) stored,
  have_shown  integer generated always as (
    case when have between 1 and 4 or must - have between 1 and 4 then null else have end) stored,
  person_id   uuid not null references identity.person,
  at          timestamptz not null,
  primary key (course_id, place, agency_id, counted_on),
  foreign key (course_id, place) references oversight.course_post (course_id, place),
  constraint those_who_have_it_are_of_those_who_must check (have <= must)
);
create index coverage_by_agency on oversight.coverage (agency_id);
alter table oversight.coverage enable row level security, force row level security;

reset role;
