-- Organised crime groups: a kind of record that agencies share. What a group is, who is said to be of it, what is planned
-- against it (4P), what a named person assessed, which reports belong to it and which requirements serve it.

set role seamark_owner;

alter table access.record_kind no force row level security;
insert into access.record_kind (kind, filed_by_members) values ('group', true);
alter table access.record_kind force row level security;

-- Words of a list: so many at most, none empty, none too long, none twice.
create function networks.are_words(list text[], most integer, longest integer) returns boolean
  language sql immutable parallel safe
  return cardinality(list) <= most and array_position(list, null) is null
    and cardinality(list) = (select count(distinct one) from unnest(list) one
                             where length(btrim(one)) between 1 and longest);
grant execute on function networks.are_words(text[], integer, integer) to seamark_member, seamark_service;

-- What only a group says. Its name is the title of its record. What it says changes with the record's next version.
create table networks.crime_group (
  id              uuid primary key references access.record on delete cascade,
  agency_id       integer not null references identity.agency,
  created_at      timestamptz not null,
  aliases         text[] not null default '{}' check (networks.are_words(aliases, 20, 200)),
  -- what makes it an organised crime group, in the words of whoever says so
  basis           text not null check (length(btrim(basis)) between 1 and 2000),
  -- what it does, in words
  routes          text[] not null default '{}' check (networks.are_words(routes, 20, 200)),
  methods         text[] not null default '{}' check (networks.are_words(methods, 20, 200)),
  commodities     text[] not null default '{}' check (networks.are_words(commodities, 20, 200)),
  areas           text[] not null default '{}' check (networks.are_words(areas, 20, 200)),
  status          text not null default 'active' check (status in ('active', 'dormant', 'dismantled', 'no-group')),
  -- in the system in which groups are mapped, which Seamark does not replace
  apmis_reference text check (length(btrim(apmis_reference)) between 1 and 100),
  -- Clear, Hold, Build: where it is place-based
  place           text check (length(btrim(place)) between 1 and 200),
  phase           text check (phase in ('clear', 'hold', 'build')),
  clear_on        date check (clear_on between '2000-01-01' and '2100-01-01'),
  hold_on         date check (hold_on between '2000-01-01' and '2100-01-01'),
  build_on        date check (build_on between '2000-01-01' and '2100-01-01'),
  -- who leads what is done about it
  lead_id         uuid references identity.person,
  -- when it was last looked at as a whole, and when it is to be
  reviewed_at     timestamptz,
  next_review_on  date not null,
  -- when a line of its plan last changed
  plan_changed_at timestamptz,
  revision        integer not null default 1,
  constraint phase_of_a_place check ((place is null) = (phase is null)),
  constraint phase_has_begun check (
    case phase when 'clear' then clear_on is not null and hold_on is null and build_on is null
               when 'hold' then hold_on is not null and build_on is null
               when 'build' then build_on is not null
               else clear_on is null and hold_on is null and build_on is null end),
  constraint phases_follow check (clear_on <= hold_on and hold_on <= build_on and clear_on <= build_on)
);
create index crime_group_by_agency on networks.crime_group (agency_id, created_at desc, id desc);
create index crime_group_by_lead on networks.crime_group (lead_id) where status in ('active', 'dormant');
alter table networks.crime_group enable row level security, force row level security;

-- What each version said, for those of its owner who ask what changed, and by whom. A trigger writes it.
create table networks.group_version (
  group_id  uuid not null references networks.crime_group on delete cascade,
  version   integer not null,
  document  jsonb not null,
  person_id uuid references identity.person,
  at        timestamptz not null default now(),
  primary key (group_id, version)
);
alter table networks.group_version enable row level security, force row level security;

-- Stretches of the owner's own coast. Whoever may not read its coastal plan reads the areas in words.
create table networks.group_stretch (
  group_id   uuid not null references networks.crime_group on delete cascade,
  -- coast.stretch: a plan that is laid out anew lets it go
  stretch_id uuid not null,
  primary key (group_id, stretch_id)
);
alter table networks.group_stretch enable row level security, force row level security;

-- Who is said to be of it: a statement each, with its worth. Never a victim, a witness or a child.
create table networks.group_member (
  id                      uuid primary key,
  group_id                uuid not null references networks.crime_group on delete cascade,
  kind                    text not null check (kind in ('person', 'company', 'group')),
  name                    text not null check (length(btrim(name)) between 1 and 200),
  role                    text not null check (length(btrim(role)) between 1 and 200),
  category                text,
  is_adult                boolean,
  -- another group that is held here, where it is one
  member_group_id         uuid references access.record on delete cascade,
  from_on                 date check (from_on between '1950-01-01' and '2100-01-01'),
  until_on                date check (until_on between '1950-01-01' and '2100-01-01'),
  basis                   text not null check (basis in ('fact', 'assessment')),
  source_evaluation       text not null check (source_evaluation in ('1', '2', '3')),
  intelligence_assessment text not null check (intelligence_assessment in ('A', 'B', 'C', 'D', 'E')),
  words                   text check (length(btrim(words)) between 1 and 1000),
  person_id               uuid not null references identity.person,
  at                      timestamptz not null default now(),
  constraint until_follows_from check (until_on >= from_on),
  constraint only_a_suspect check (
    case when kind = 'person'
      then category is not null and category in ('suspected', 'convicted') and is_adult is not null and is_adult
      else category is null and is_adult is null end),
  constraint no_group_in_itself check (member_group_id is null or kind = 'group' and member_group_id <> group_id)
);
create index group_member_by_group on networks.group_member (group_id, at);
create index group_member_by_member on networks.group_member (member_group_id) where member_group_id is not null;
alter table networks.group_member enable row level security, force row level security;

-- The item of a report on which such a statement rests. It stands apart, because a partner who reads the group may not
-- know of the report.
create table networks.group_ground (
  member_id uuid primary key references networks.group_member on delete cascade,
  group_id  uuid not null references networks.crime_group on delete cascade,
  report_id uuid not null references access.record on delete cascade,
  version   integer not null,
  item      integer not null check (item between 1 and 50),
  -- whom of the report the statement names, where the report names them: their number among its subjects
  number    integer
);
create index group_ground_by_report on networks.group_ground (report_id);
create index group_ground_by_group on networks.group_ground (group_id);
alter table networks.group_ground enable row level security, force row level security;

-- The 4P plan. Each line has an owner; it is theirs on the first page.
create table networks.group_line (
  id         uuid primary key,
  group_id   uuid not null references networks.crime_group on delete cascade,
  agency_id  integer not null references identity.agency,
  number     integer not null check (number between 1 and 100),
  strand     text not null check (strand in ('pursue', 'prevent', 'protect', 'prepare')),
  what       text not null check (length(btrim(what)) between 1 and 1000),
  owner_id   uuid not null references identity.person,
  due_on     date not null check (due_on between '2000-01-01' and '2100-01-01'),
  state      text not null default 'open' check (state in ('open', 'under-way', 'done', 'dropped')),
  -- what came of it
  words      text check (length(btrim(words)) between 1 and 2000),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  revision   integer not null default 1,
  unique (group_id, number),
  constraint ended_with_words check (state not in ('done', 'dropped') or words is not null)
);
create index open_group_line_by_owner on networks.group_line (owner_id, due_on) where state in ('open', 'under-way');
alter table networks.group_line enable row level security, force row level security;

-- A threat assessment that a named person typed, with its basis. A result that was made elsewhere stands beside it as it
-- was read; nothing here computes one.
create table networks.group_assessment (
  id            uuid primary key,
  group_id      uuid not null references networks.crime_group on delete cascade,
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  made_on       date not null check (made_on >= '2000-01-01'),
  grade         text not null check (grade in ('high', 'medium', 'low')),
  words         text not null check (length(btrim(words)) between 1 and 2000),
  basis         text not null check (length(btrim(basis)) between 1 and 2000),
  morile_result text check (length(btrim(morile_result)) between 1 and 200),
  morile_by     text check (length(btrim(morile_by)) between 1 and 200),
  morile_on     date check (morile_on >= '2000-01-01'),
  constraint morile_by_somebody check (
    (morile_result is null) = (morile_by is null) and (morile_result is null) = (morile_on is null)),
  constraint made_before_it_is_kept check (
    made_on <= (at at time zone 'Europe/London')::date and morile_on <= (at at time zone 'Europe/London')::date)
);
create index group_assessment_by_group on networks.group_assessment (group_id, made_on desc, at desc);
alter table networks.group_assessment enable row level security, force row level security;

-- Somebody looked at the group as a whole.
create table networks.group_review (
  id        uuid primary key,
  group_id  uuid not null references networks.crime_group on delete cascade,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  words     text not null check (length(btrim(words)) between 1 and 2000),
  next_on   date not null
);
create index group_review_by_group on networks.group_review (group_id, at desc);
alter table networks.group_review enable row level security, force row level security;

-- A report belongs to a group, says an agency that reads both.
create table networks.group_report (
  group_id  uuid not null references networks.crime_group on delete cascade,
  report_id uuid not null references access.record on delete cascade,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (group_id, report_id)
);
create index group_report_by_report on networks.group_report (report_id);
create index group_report_by_time on networks.group_report (group_id, at desc);
alter table networks.group_report enable row level security, force row level security;

-- A requirement serves a group.
create table networks.group_requirement (
  group_id       uuid not null references networks.crime_group on delete cascade,
  requirement_id uuid not null references access.record on delete cascade,
  agency_id      integer not null references identity.agency,
  person_id      uuid not null references identity.person,
  at             timestamptz not null default now(),
  primary key (group_id, requirement_id)
);
create index group_requirement_by_requirement on networks.group_requirement (requirement_id);
alter table networks.group_requirement enable row level security, force row level security;

-- When a group needs attention: the operator's to say.
create table networks.group_setting (
  only_row          boolean primary key default true check (only_row),
  -- reporting rises: so many days beside as many before, and so many reports at least
  rising_days       integer not null default 28 check (rising_days between 7 and 180),
  rising_least      integer not null default 3 check (rising_least between 2 and 50),
  -- a plan stands still: nothing changed for so many days
  still_days        integer not null default 28 check (still_days between 7 and 365),
  rising_days_since timestamptz,
  rising_least_since timestamptz,
  still_days_since  timestamptz
);
insert into networks.group_setting default values;
alter table networks.group_setting enable row level security, force row level security;

-- Words of the field that were read in secondary copies or are general knowledge. An operator puts them right; officers
-- read them as they stand.
create table networks.group_term (
  code     text primary key,
  words    text not null check (length(btrim(words)) between 1 and 80),
  -- for the operator: how far the words as delivered were checked
  checked  text not null,
  since    timestamptz
);
insert into networks.group_term (code, words, checked) values
  ('lead', 'Lead responsible officer', 'unverified: general knowledge'),
  ('grade', 'Threat grade', 'unverified: the inspectorate speaks of a band; its official name was not found'),
  ('grade-high', 'High', 'unverified: general knowledge'),
  ('grade-medium', 'Medium', 'unverified: general knowledge'),
  ('grade-low', 'Low', 'the inspectorate: most groups were graded low priority'),
  ('morile', 'MoRiLE result', 'unverified: read in a secondary copy');
alter table networks.group_term enable row level security, force row level security;

reset role;
