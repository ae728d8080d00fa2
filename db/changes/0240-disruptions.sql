-- Disruptions: what changed for a group or for one suspected or convicted person, evidenced before and after. A kind of record
-- that agencies share. One disruption has a claim of each agency that did something, so nothing counts twice; an agency that
-- does not claim it moderates it; and its effect is looked at again.

set role seamark_owner;

alter table access.record_kind no force row level security;
insert into access.record_kind (kind, filed_by_members) values ('disruption', true);
alter table access.record_kind force row level security;

reset role;

create schema disruptions authorization seamark_owner;
grant usage on schema disruptions to seamark_app, seamark_member, seamark_service, seamark_public;
grant create on schema disruptions to seamark_service;

set role seamark_owner;

-- What only a disruption says. Its title is that of its record. A draft is a record that is a draft.
create table disruptions.disruption (
  id              uuid primary key references access.record on delete cascade,
  agency_id       integer not null references identity.agency,
  created_at      timestamptz not null default now(),
  happened_on     date not null check (happened_on between '2000-01-01' and '2100-01-01'),
  about_kind      text not null check (about_kind in ('group', 'person')),
  -- the group, or the person, in words
  about           text not null check (length(btrim(about)) between 1 and 300),
  person_category text,
  person_basis    text,
  person_is_adult boolean,
  done            text not null check (done in ('asset-seizure', 'equipment-seizure', 'licence', 'arrest', 'charge', 'conviction',
                    'sentence', 'online-removal', 'safeguarding', 'other')),
  -- what was done, in words
  what            text not null check (length(btrim(what)) between 1 and 2000),
  strand          text not null check (strand in ('pursue', 'prevent', 'protect', 'prepare')),
  before_words    text not null check (length(btrim(before_words)) between 1 and 2000),
  after_words     text not null check (length(btrim(after_words)) between 1 and 2000),
  level_proposed  text not null check (level_proposed in ('major', 'moderate', 'minor')),
  level_reason    text not null check (length(btrim(level_reason)) between 1 and 2000),
  -- in the system in which groups are mapped, which Seamark does not replace
  apmis_reference text check (length(btrim(apmis_reference)) between 1 and 100),
  -- the day on which its effect is looked at; null once nobody looks again
  effect_due_on   date check (effect_due_on between '2000-01-01' and '2100-01-01'),
  state           text not null default 'drafted'
    check (state in ('drafted', 'claimed', 'accepted', 'returned', 'refused', 'checked', 'same')),
  -- as it was accepted, and when
  level           text check (level in ('major', 'moderate', 'minor')),
  accepted_at     timestamptz,
  revision        integer not null default 1,
  -- Nobody but an adult who is suspected or convicted, with the basis: never a victim, a witness or a child.
  constraint only_a_suspect check (
    case when about_kind = 'person'
      then person_category is not null and person_category in ('suspected', 'convicted')
           and person_basis is not null and length(btrim(person_basis)) between 1 and 1000
           and person_is_adult is not null and person_is_adult
      else person_category is null and person_basis is null and person_is_adult is null end),
  constraint level_of_what_is_accepted check (
    (state in ('accepted', 'checked')) = (level is not null) and (level is null) = (accepted_at is null)),
  constraint effect_is_looked_at_later check (effect_due_on > happened_on),
  constraint effect_has_a_day check (effect_due_on is not null or state = 'checked')
);
create index disruption_by_agency on disruptions.disruption (agency_id, created_at desc, id desc);
create index disruption_by_time on disruptions.disruption (created_at desc, id desc);
create index effect_due on disruptions.disruption (effect_due_on) where state in ('accepted', 'checked') and effect_due_on is not null;
create index accepted_by_time on disruptions.disruption (accepted_at) where level is not null;
alter table disruptions.disruption enable row level security, force row level security;

-- An agency either claims a disruption or moderates it: one row for each agency, and so never both, whichever comes first.
create table disruptions.side (
  disruption_id uuid not null references disruptions.disruption on delete cascade,
  agency_id     integer not null references identity.agency,
  part          text not null check (part in ('claims', 'moderates')),
  constraint claims_or_moderates primary key (disruption_id, agency_id),
  constraint side_with_its_part unique (disruption_id, agency_id, part)
);
create index side_by_agency on disruptions.side (agency_id, disruption_id);
alter table disruptions.side enable row level security, force row level security;

-- What an agency says that it did. One disruption, many claims.
create table disruptions.claim (
  disruption_id uuid not null,
  agency_id     integer not null,
  part          text not null default 'claims' check (part = 'claims'),
  words         text not null check (length(btrim(words)) between 1 and 2000),
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  primary key (disruption_id, agency_id),
  constraint claimant_does_not_moderate foreign key (disruption_id, agency_id, part)
    references disruptions.side (disruption_id, agency_id, part) on delete cascade
);
create index claim_by_person on disruptions.claim (person_id);
alter table disruptions.claim enable row level security, force row level security;

-- What a person of an agency that does not claim it said of it, and what its owner answered to a question.
create table disruptions.moderation (
  id             uuid primary key,
  disruption_id  uuid not null,
  agency_id      integer not null,
  part           text not null default 'moderates' check (part = 'moderates'),
  person_id      uuid not null references identity.person,
  outcome        text not null check (outcome in ('accepted', 'returned', 'refused')),
  level          text check (level in ('major', 'moderate', 'minor')),
  -- why at this level, the question, or why it is refused
  words          text not null check (length(btrim(words)) between 1 and 2000),
  at             timestamptz not null default now(),
  answered_words text check (length(btrim(answered_words)) between 1 and 2000),
  answered_by    uuid references identity.person,
  answered_at    timestamptz,
  constraint moderator_does_not_claim foreign key (disruption_id, agency_id, part)
    references disruptions.side (disruption_id, agency_id, part) on delete cascade,
  constraint level_of_what_is_accepted check ((outcome = 'accepted') = (level is not null)),
  constraint only_a_question_is_answered check (outcome = 'returned' or answered_at is null),
  constraint answered_by_somebody check (
    (answered_at is null) = (answered_words is null) and (answered_at is null) = (answered_by is null))
);
create index moderation_of_disruption on disruptions.moderation (disruption_id, at);
create unique index one_open_question on disruptions.moderation (disruption_id) where outcome = 'returned' and answered_at is null;
alter table disruptions.moderation enable row level security, force row level security;

-- What became of its effect, as a person of an agency with a part in it found.
create table disruptions.effect (
  id            uuid primary key,
  disruption_id uuid not null,
  agency_id     integer not null,
  person_id     uuid not null references identity.person,
  outcome       text not null check (outcome in ('still-disrupted', 'recovered', 'displaced', 'cannot-tell')),
  -- to another place, route or method: never to a person
  displaced_to  text check (length(btrim(displaced_to)) between 1 and 300),
  basis         text not null check (length(btrim(basis)) between 1 and 2000),
  at            timestamptz not null default now(),
  constraint looked_at_by_one_with_a_part foreign key (disruption_id, agency_id)
    references disruptions.side (disruption_id, agency_id) on delete cascade,
  constraint displaced_somewhere check ((outcome = 'displaced') = (displaced_to is not null))
);
create index effect_of_disruption on disruptions.effect (disruption_id, at);
alter table disruptions.effect enable row level security, force row level security;

-- What shows how it was before and after: a report, a decision, an action, or an exhibit by its reference. It stands apart,
-- because whoever reads the disruption may not know of it.
create table disruptions.evidence (
  id            uuid primary key,
  disruption_id uuid not null references disruptions.disruption on delete cascade,
  side          text not null check (side in ('before', 'after')),
  kind          text not null check (kind in ('report', 'decision', 'action', 'exhibit')),
  record_id     uuid references access.record on delete cascade,
  -- operations.decision, operations.action: that room says who sees them
  entry_id      uuid,
  -- as the label of the exhibit says it
  exhibit       text check (length(btrim(exhibit)) between 1 and 60),
  agency_id     integer not null references identity.agency,
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  constraint evidence_of_its_kind check (
    (kind = 'report') = (record_id is not null) and (kind in ('decision', 'action')) = (entry_id is not null)
    and (kind = 'exhibit') = (exhibit is not null))
);
create index evidence_of_disruption on disruptions.evidence (disruption_id, side);
create index evidence_by_record on disruptions.evidence (record_id) where record_id is not null;
create index evidence_by_entry on disruptions.evidence (entry_id) where entry_id is not null;
create index evidence_by_exhibit on disruptions.evidence (lower(exhibit)) where exhibit is not null;
alter table disruptions.evidence enable row level security, force row level security;

-- The group that was disrupted, as far as its reference was typed. Null: there is none that whoever drafts may read.
create table disruptions.of_group (
  disruption_id uuid primary key references disruptions.disruption on delete cascade,
  reference     text not null check (length(btrim(reference)) between 1 and 100),
  group_id      uuid references access.record on delete cascade
);
create index disruption_of_group on disruptions.of_group (group_id) where group_id is not null;
alter table disruptions.of_group enable row level security, force row level security;

-- Who is asked to moderate. Whoever else reads the disruption does not learn of it.
create table disruptions.asked (
  disruption_id uuid primary key references disruptions.disruption on delete cascade,
  agency_id     integer not null references identity.agency,
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now()
);
create index asked_by_agency on disruptions.asked (agency_id, at);
alter table disruptions.asked enable row level security, force row level security;

-- One that its owner found to be another: its claim stands there now.
create table disruptions.same (
  disruption_id uuid primary key references disruptions.disruption on delete cascade,
  other_id      uuid not null references disruptions.disruption on delete cascade,
  person_id     uuid not null references identity.person,
  at            timestamptz not null default now(),
  constraint not_with_itself check (disruption_id <> other_id)
);
create index same_by_other on disruptions.same (other_id);
alter table disruptions.same enable row level security, force row level security;

-- To the owner of a group: an agency that may not read the group claims to have disrupted it.
create table disruptions.notice (
  disruption_id uuid primary key references disruptions.disruption on delete cascade,
  -- its own name, so that the address says nothing of the disruption
  id            uuid not null unique default gen_random_uuid(),
  group_id      uuid not null references access.record on delete cascade,
  -- who owns the group
  agency_id     integer not null references identity.agency,
  from_id       integer not null references identity.agency,
  at            timestamptz not null default now(),
  noted_by      uuid references identity.person,
  noted_at      timestamptz,
  constraint noted_by_somebody check ((noted_at is null) = (noted_by is null))
);
create index notice_waiting on disruptions.notice (agency_id, at) where noted_at is null;
alter table disruptions.notice enable row level security, force row level security;

-- What the levels are called, and how far that was checked: the operator's to put right.
create table disruptions.term (
  code    text primary key,
  words   text not null check (length(btrim(words)) between 1 and 80),
  checked text not null,
  since   timestamptz
);
insert into disruptions.term (code, words, checked) values
  ('major', 'Major: significant, long-term', 'unverified: general knowledge; the official wording was not found'),
  ('moderate', 'Moderate: noticeable, medium-term', 'unverified: general knowledge; the official wording was not found'),
  ('minor', 'Minor: minimal or short-term', 'unverified: general knowledge; the official wording was not found');
alter table disruptions.term enable row level security, force row level security;

reset role;
