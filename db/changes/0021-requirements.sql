-- Intelligence requirements: what an agency needs to know, by when and for which decision, and who was asked. The second
-- kind of record that agencies share.

set role seamark_owner;

-- The owner's rows too are under row-level security, which has no policy for them.
alter table access.record_kind no force row level security;
insert into access.record_kind (kind, filed_by_members) values ('requirement', true);
alter table access.record_kind force row level security;

reset role;

create schema requirements authorization seamark_owner;
grant usage on schema requirements to seamark_app, seamark_member, seamark_service, seamark_public;
grant create on schema requirements to seamark_service;

set role seamark_owner;

-- What only a requirement says. The question itself is the title of its record; what is filed does not change.
create table requirements.requirement (
  id              uuid primary key references access.record on delete cascade,
  agency_id       integer not null references identity.agency,
  created_at      timestamptz not null,
  why             text not null check (length(btrim(why)) between 1 and 2000),
  -- the decision that the answer serves
  decision        text not null check (length(btrim(decision)) between 1 and 1000),
  -- in the words of the agency's own control strategy: never a score
  priority        text not null check (length(btrim(priority)) between 1 and 200),
  about_kind      text not null check (about_kind in ('group', 'route', 'place', 'method', 'supply', 'money', 'person')),
  about           text not null check (length(btrim(about)) between 1 and 500),
  person_category text,
  person_basis    text,
  person_is_adult boolean,
  -- the last day on which an answer is of use
  valuable_until  date not null,
  -- the named person who answers for it
  owner_id        uuid not null references identity.person,
  state           text not null default 'open'
    check (state in ('open', 'partly-answered', 'answered', 'withdrawn', 'overtaken')),
  closed_at       timestamptz,
  closed_by       uuid references identity.person,
  closing_words   text check (length(btrim(closing_words)) between 1 and 2000),
  revision        integer not null default 1,
  -- Only a person who is suspected or convicted, with the basis, and no child: a victim or a witness is never what an
  -- agency asks its partners about.
  constraint only_a_suspect check (
    case when about_kind = 'person'
      then person_category is not null and person_category in ('suspected', 'convicted')
           and person_basis is not null and length(btrim(person_basis)) between 1 and 1000
           and person_is_adult is not null and person_is_adult
      else person_category is null and person_basis is null and person_is_adult is null end),
  constraint closed_with_words check (
    state in ('open', 'partly-answered') = (closed_at is null)
    and (closed_at is null) = (closing_words is null))
);
create index requirement_by_agency on requirements.requirement (agency_id, created_at desc, id desc);
create index open_by_time on requirements.requirement (created_at desc, id desc)
  where state in ('open', 'partly-answered');
create index open_by_owner on requirements.requirement (owner_id, valuable_until)
  where state in ('open', 'partly-answered');
create index open_by_agency on requirements.requirement (agency_id, created_at desc, id desc)
  where state in ('open', 'partly-answered');
alter table requirements.requirement enable row level security, force row level security;

-- The collection plan: where an answer may come from, line by line. A line that asks a partner is that partner's to
-- accept, to decline and to answer.
create table requirements.line (
  id             uuid primary key,
  requirement_id uuid not null references requirements.requirement on delete cascade,
  number         integer not null check (number between 1 and 60),
  -- whose requirement it is, as its record says
  owner_id       integer not null references identity.agency,
  -- who is to do it: a partner, or the owner itself
  agency_id      integer not null references identity.agency,
  source         text not null check (source in ('partner', 'own-reports', 'public-prompts', 'port-staff',
                                                 'evidence-review', 'system-of-record', 'open-source')),
  -- the lawful basis, in words
  basis          text not null check (length(btrim(basis)) between 1 and 1000),
  by_when        date not null,
  state          text not null default 'proposed'
    check (state in ('proposed', 'accepted', 'answered', 'nothing', 'declined', 'dropped')),
  -- the named person of that agency who does it
  person_id      uuid references identity.person,
  decline_reason text check (decline_reason in ('nothing-held', 'no-lawful-basis', 'no-capacity', 'another-agency', 'other')),
  -- what came of it, or why it was declined
  words          text check (length(btrim(words)) between 1 and 2000),
  asked_at       timestamptz not null default now(),
  changed_at     timestamptz not null default now(),
  revision       integer not null default 1,
  unique (requirement_id, number),
  constraint a_partner_is_asked check ((source = 'partner') = (agency_id <> owner_id)),
  constraint accepted_by_somebody check (state <> 'accepted' or person_id is not null),
  constraint declined_with_a_reason check (
    (state = 'declined') = (decline_reason is not null) and (state <> 'declined' or words is not null)),
  constraint nothing_with_words check (state <> 'nothing' or words is not null)
);
create index line_by_agency on requirements.line (agency_id, asked_at desc, id desc);
create index open_line_by_agency on requirements.line (agency_id, asked_at desc, id desc)
  where state in ('proposed', 'accepted');
create index open_line_by_person on requirements.line (person_id, by_when) where state = 'accepted';
create index changed_line_by_owner on requirements.line (owner_id, changed_at desc)
  where state in ('answered', 'nothing', 'declined');
alter table requirements.line enable row level security, force row level security;

-- A report answers a requirement, says an agency that owns the report. Who owns the requirement learns that an answer is
-- there; what it says they read once it is released to them.
create table requirements.answer (
  id             uuid primary key,
  requirement_id uuid not null references requirements.requirement on delete cascade,
  report_id      uuid not null references access.record on delete cascade,
  -- which line of the plan it answers, where there is one
  line_id        uuid references requirements.line on delete cascade,
  -- whose report it is
  agency_id      integer not null references identity.agency,
  person_id      uuid not null references identity.person,
  at             timestamptz not null default now(),
  unique (requirement_id, report_id)
);
create index answer_by_report on requirements.answer (report_id);
create index answer_by_line on requirements.answer (line_id);
alter table requirements.answer enable row level security, force row level security;

reset role;
