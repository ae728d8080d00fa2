-- Encounters: people who are found on arrival. Their welfare comes first, and what is kept is a place, times, counts, steps and
-- references in other systems. No name, no birth and no picture of anybody has a column here, and no asylum question.

create schema encounters authorization seamark_owner;
grant usage on schema encounters to seamark_app, seamark_member, seamark_service;
grant create on schema encounters to seamark_service;

set role seamark_owner;

create table encounters.encounter (
  id              uuid primary key,
  agency_id       integer not null references identity.agency,
  -- by which the agency's own people call it
  number          integer not null check (number >= 1),
  recorded_by     uuid not null references identity.person,
  recorded_at     timestamptz not null default now(),
  found_at        timestamptz not null check (found_at >= '2000-01-01'),
  -- null once its time is over
  place           text check (length(btrim(place)) between 1 and 200),
  how_found       text not null check (how_found in ('on-foot', 'vessel', 'lorry', 'vehicle', 'premises', 'port', 'other')),
  adults          integer not null check (adults between 0 and 2000),
  may_be_children integer not null check (may_be_children between 0 and 2000),
  age_unknown     integer not null check (age_unknown between 0 and 2000),
  injured         integer not null check (injured between 0 and 2000),
  state           text not null default 'open' check (state in ('open', 'handed-over', 'checked', 'closed')),
  changed_at      timestamptz not null default now(),
  revision        integer not null default 1,
  handed_over_at  timestamptz,
  handed_over_by  uuid references identity.person,
  checked_at      timestamptz,
  checked_by      uuid references identity.person,
  -- what the person who checked said: why it came back, too
  check_note      text check (length(btrim(check_note)) between 1 and 1000),
  -- when those who received the people confirmed it
  confirmed_at    timestamptz,
  closed_by       uuid references identity.person,
  -- a legal hold outranks every period
  hold_reason     text check (length(btrim(hold_reason)) between 1 and 500),
  held_by         uuid references identity.person,
  -- since when its steps, and references to children's services, are gone
  steps_gone_at    timestamptz,
  children_gone_at timestamptz,
  unique (agency_id, number),
  constraint somebody_was_found check (adults + may_be_children + age_unknown between 1 and 2000),
  constraint injured_are_of_them check (injured <= adults + may_be_children + age_unknown),
  constraint place_until_its_time_is_over check (place is not null or steps_gone_at is not null),
  constraint handed_over_by_somebody check (
    (handed_over_at is null) = (handed_over_by is null) and (state = 'open') = (handed_over_at is null)),
  constraint checked_by_another check (checked_by not in (recorded_by, handed_over_by)),
  constraint checked_by_somebody check (
    (checked_at is null) = (checked_by is null) and (state in ('checked', 'closed')) = (checked_at is not null)),
  constraint closed_when_confirmed check (
    (state = 'closed') = (confirmed_at is not null) and (confirmed_at is null) = (closed_by is null)),
  constraint held_by_somebody check ((hold_reason is null) = (held_by is null))
);
create index encounter_by_agency on encounters.encounter (agency_id, found_at desc, id desc);
create index encounter_waiting on encounters.encounter (agency_id, state) where state <> 'closed';
create index encounter_steps_to_forget on encounters.encounter (found_at) where steps_gone_at is null;
create index encounter_children_to_forget on encounters.encounter (confirmed_at)
  where confirmed_at is not null and children_gone_at is null;
alter table encounters.encounter enable row level security, force row level security;

-- Eight steps; the ninth is the check by another person. Times are typed: saving life never waits for a form.
create table encounters.step (
  encounter_id uuid not null references encounters.encounter on delete cascade,
  number       smallint not null check (number between 1 and 8),
  answer       text not null check (answer in ('done', 'not-needed', 'not-possible')),
  at           timestamptz check (at >= '2000-01-01'),
  -- a role or a number of staff
  by_whom      text check (length(btrim(by_whom)) between 1 and 100),
  -- in another system
  reference    text check (length(btrim(reference)) between 1 and 100),
  reason       text check (length(btrim(reason)) between 1 and 1000),
  note         text check (length(btrim(note)) between 1 and 1000),
  -- of step 5: which ways were taken
  routes       text[] not null default '{}' check (routes <@ array['nrm-adult', 'duty-to-notify', 'nrm-child', 'safeguarding']),
  person_id    uuid not null references identity.person,
  recorded_at  timestamptz not null default now(),
  revision     integer not null default 1,
  primary key (encounter_id, number),
  constraint done_at_a_time_by_somebody check (
    answer <> 'done' or at is not null and by_whom is not null and reason is null),
  constraint not_done_for_a_reason check (
    answer = 'done' or reason is not null and at is null and by_whom is null and reference is null),
  constraint ways_of_step_five check (number = 5 or routes = '{}')
);
alter table encounters.step enable row level security, force row level security;

-- Whoever may be under 18, or whose age is disputed. For them nothing of crime or evidence is recorded.
create table encounters.child_path (
  id                 uuid primary key,
  encounter_id       uuid not null references encounters.encounter on delete cascade,
  how_many           integer not null check (how_many between 1 and 2000),
  told_at            timestamptz not null check (told_at >= '2000-01-01'),
  -- of children's services; gone 90 days after the handover was confirmed
  services_reference text check (length(btrim(services_reference)) between 1 and 100),
  place_of_safety    text check (length(btrim(place_of_safety)) between 1 and 200),
  guardian           text not null check (guardian in ('told', 'not-told', 'not-here')),
  innerste           text not null check (innerste in ('made', 'not-made')),
  reason             text check (length(btrim(reason)) between 1 and 500),
  person_id          uuid not null references identity.person,
  recorded_at        timestamptz not null default now(),
  constraint why_innerste_was_not_made check (innerste = 'made' or reason is not null)
);
create index child_path_of_encounter on encounters.child_path (encounter_id);
alter table encounters.child_path enable row level security, force row level security;

-- What the law allows with an adult, one row for each person and each opportunity, taken or not. A power is kept so that
-- it can become a lawful authority in evidence.
create table encounters.opportunity (
  id           uuid primary key,
  encounter_id uuid not null references encounters.encounter on delete cascade,
  -- the first adult, the second: nobody has a name here
  adult        integer not null check (adult between 1 and 2000),
  age          text not null,
  kind         text not null check (kind in ('offence', 'power', 'conversation')),
  -- an offence or a power of the list
  code         text check (length(code) between 1 and 40),
  taken        boolean not null,
  at           timestamptz not null check (at >= '2000-01-01'),
  officer_id   uuid references identity.person,
  grounds      text check (length(btrim(grounds)) between 1 and 2000),
  reason       text check (length(btrim(reason)) between 1 and 1000),
  -- was the defence of s.45 Modern Slavery Act 2015 considered, and by whom
  s45_considered boolean,
  s45_by       text check (length(btrim(s45_by)) between 1 and 100),
  person_id    uuid not null references identity.person,
  recorded_at  timestamptz not null default now(),
  constraint only_an_adult check (age = 'adult'),
  constraint offence_and_power_of_the_list check ((kind = 'conversation') = (code is null)),
  constraint power_has_officer_and_grounds check (
    kind <> 'power' or not taken or officer_id is not null and grounds is not null),
  constraint suspicion_has_grounds check (kind <> 'offence' or not taken or grounds is not null),
  constraint s45_of_a_suspicion check ((kind = 'offence' and taken) = (s45_considered is not null)),
  constraint s45_by_somebody check (coalesce(s45_considered, false) = (s45_by is not null)),
  constraint why_not check (taken or reason is not null)
);
create index opportunity_of_encounter on encounters.opportunity (encounter_id, adult);
alter table encounters.opportunity enable row level security, force row level security;

-- How many adults were identified, and of the others why not: what an inspection asks for. Numbers, and never who.
create table encounters.identification (
  encounter_id uuid not null references encounters.encounter on delete cascade,
  outcome      text not null check (outcome in (
    'identified', 'care-first', 'no-power', 'no-means', 'no-interpreter', 'handed-over-first', 'other')),
  how_many     integer not null check (how_many between 1 and 2000),
  primary key (encounter_id, outcome)
);
alter table encounters.identification enable row level security, force row level security;

create table encounters.handover (
  id              uuid primary key,
  encounter_id    uuid not null references encounters.encounter on delete cascade,
  recipient       text not null check (recipient in ('ambulance-or-hospital', 'childrens-services', 'border-force',
                    'immigration-enforcement', 'police-custody', 'another-force', 'local-authority', 'left', 'other')),
  how_many        integer not null check (how_many between 1 and 2000),
  at              timestamptz not null check (at >= '2000-01-01'),
  -- a custody record or another reference, and nothing else
  reference       text check (length(btrim(reference)) between 1 and 100),
  -- numbers of property receipts, and how owners will be reached
  receipts        text check (length(btrim(receipts)) between 1 and 200),
  property_return text check (length(btrim(property_return)) between 1 and 500),
  person_id       uuid not null references identity.person,
  recorded_at     timestamptz not null default now(),
  constraint property_goes_back check (receipts is null or property_return is not null)
);
create index handover_of_encounter on encounters.handover (encounter_id);
alter table encounters.handover enable row level security, force row level security;

-- Which intelligence reports were begun from it: read by the own agency, and nothing in a report leads back.
create table encounters.report (
  encounter_id uuid not null references encounters.encounter on delete cascade,
  report_id    uuid not null references access.record on delete cascade,
  person_id    uuid not null references identity.person,
  at           timestamptz not null default now(),
  primary key (encounter_id, report_id)
);
create index encounter_of_report on encounters.report (report_id);
alter table encounters.report enable row level security, force row level security;

-- For how long, in days: the operator's, one for all.
create table encounters.setting (
  only_one      boolean primary key default true check (only_one),
  steps_days    integer not null default 730 check (steps_days between 30 and 3650),
  counts_days   integer not null default 2190 check (counts_days between 365 and 36500),
  children_days integer not null default 90 check (children_days between 1 and 730),
  steps_days_since    timestamptz,
  counts_days_since   timestamptz,
  children_days_since timestamptz
);
insert into encounters.setting default values;
alter table encounters.setting enable row level security, force row level security;

reset role;
