-- A line of a group's plan that a partner is asked to own. It stands apart from the line, because whoever else reads the
-- group reads the line, and must not learn who else has the group.

set role seamark_owner;

-- Null: a partner is asked, or owns it.
alter table networks.group_line alter column owner_id drop not null;

create table networks.group_line_asked (
  line_id        uuid primary key references networks.group_line on delete cascade,
  group_id       uuid not null references networks.crime_group on delete cascade,
  -- who is asked
  agency_id      integer not null references identity.agency,
  asked_at       timestamptz not null default now(),
  -- who of that agency owns it, once they have accepted
  person_id      uuid references identity.person,
  -- or why they have not
  declined_words text check (length(btrim(declined_words)) between 1 and 1000),
  answered_at    timestamptz,
  revision       integer not null default 1,
  constraint accepted_or_declined check (person_id is null or declined_words is null),
  constraint answered_with_an_answer check ((answered_at is null) = (person_id is null and declined_words is null))
);
create index group_line_asked_by_agency on networks.group_line_asked (agency_id, asked_at) where answered_at is null;
create index group_line_asked_by_person on networks.group_line_asked (person_id) where person_id is not null;
create index group_line_asked_by_group on networks.group_line_asked (group_id);
alter table networks.group_line_asked enable row level security, force row level security;

reset role;
