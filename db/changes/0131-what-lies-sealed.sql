-- A request of a data subject reaches what lies sealed: reports of the public, opened by an officer with the desk's key,
-- and records that the agency keeps itself and of which this node has tokens only.

set role seamark_owner;

-- What was found sealed has no record here. It is another room's, and may be destroyed there; so it is no foreign key.
alter table records.subject_request_item
  alter column record_id drop not null,
  add column sealed_id uuid,
  add constraint of_one_thing check (num_nonnulls(record_id, sealed_id) = 1),
  add constraint sealed_once unique (request_id, sealed_id);

-- How far a search through what lies sealed has come. It holds counts and a place, and nothing of what was opened.
create table records.sealed_search (
  request_id  uuid not null references records.subject_request on delete cascade,
  kind        text not null check (kind in ('public-report', 'sealed-record')),
  agency_id   integer not null references identity.agency,
  -- behind what was looked at last; null: it is at the beginning, or came to the end
  place       text check (length(place) <= 100),
  looked      integer not null default 0 check (looked >= 0),
  -- no key at hand opens them
  not_opened  integer not null default 0 check (not_opened between 0 and looked),
  destroyed   integer not null default 0 check (destroyed between 0 and looked),
  -- of what is kept outside, as somebody typed it
  outcome     text check (outcome in ('nothing', 'found', 'not-searched')),
  note        text check (length(btrim(note)) between 1 and 2000),
  by_person   uuid not null references identity.person,
  at          timestamptz not null default now(),
  finished_at timestamptz,
  primary key (request_id, kind),
  constraint typed_of_what_is_outside check ((kind = 'sealed-record') = (outcome is not null) and (outcome is null) = (note is null))
);
alter table records.sealed_search enable row level security, force row level security;

reset role;
