-- Tasking: agencies meet, and bid for what they want others to do or to give. A meeting is of the agency that holds it and is
-- read by the agencies that sit in it; so is a bid, once it is submitted (docs/adr/0030).

set role seamark_owner;

create table operations.meeting (
  id             uuid primary key,
  -- who holds it
  agency_id      integer not null references identity.agency,
  -- strategic or tactical tasking and co-ordination, or the daily meeting
  kind           text not null check (kind in ('strategic', 'tactical', 'daily')),
  on_day         date not null check (on_day between '2000-01-01' and '2100-01-01'),
  classification text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  -- a post, never a name
  chair_post     text not null check (length(btrim(chair_post)) between 1 and 150),
  state          text not null default 'planned' check (state in ('planned', 'held')),
  posts_present  text[] check (cardinality(posts_present) between 1 and 60),
  called_by      uuid not null references identity.person,
  called_at      timestamptz not null default now(),
  revision       integer not null default 1,
  constraint held_with_posts check ((state = 'held') = (posts_present is not null))
);
create index meeting_by_day on operations.meeting (on_day desc, id);
create index meeting_by_agency on operations.meeting (agency_id, on_day desc);
alter table operations.meeting enable row level security, force row level security;

-- Who sits in it. Whoever holds it does too.
create table operations.meeting_seat (
  meeting_id uuid not null references operations.meeting,
  agency_id  integer not null references identity.agency,
  asked_by   uuid not null references identity.person,
  asked_at   timestamptz not null default now(),
  primary key (meeting_id, agency_id)
);
create index seat_by_agency on operations.meeting_seat (agency_id);
alter table operations.meeting_seat enable row level security, force row level security;

create table operations.bid (
  id             uuid primary key,
  meeting_id     uuid not null references operations.meeting,
  -- whose bid it is, and who wrote it
  agency_id      integer not null references identity.agency,
  author_id      uuid not null references identity.person,
  classification text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  state          text not null default 'drafted' check (state in (
    'drafted', 'submitted', 'adopted', 'in-part', 'refused', 'returned')),
  problem        text not null check (length(btrim(problem)) between 1 and 2000),
  asked          text not null check (length(btrim(asked)) between 1 and 2000),
  -- of whom: agencies that sit in the meeting
  asked_of       integer[] not null check (cardinality(asked_of) between 1 and 60),
  resources      text not null check (length(btrim(resources)) between 1 and 2000),
  options        text not null check (length(btrim(options)) between 1 and 5000),
  created_at     timestamptz not null default now(),
  changed_at     timestamptz not null default now(),
  -- how often it was submitted
  version        integer not null default 0,
  revision       integer not null default 1,
  unique (id, author_id),
  constraint submitted_once_at_least check (state = 'drafted' or version >= 1)
);
create index bid_by_meeting on operations.bid (meeting_id, created_at desc, id desc);
create index bid_by_agency on operations.bid (agency_id, created_at desc, id desc);
create index bid_returned on operations.bid (author_id) where state = 'returned';
alter table operations.bid enable row level security, force row level security;

-- What was submitted, each time.
create table operations.bid_version (
  bid_id    uuid not null references operations.bid,
  version   integer not null check (version >= 1),
  document  jsonb not null,
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (bid_id, version)
);
alter table operations.bid_version enable row level security, force row level security;

-- The product behind it, in the version that was read: for whoever reads the bid and may know of the record.
create table operations.bid_product (
  bid_id    uuid primary key references operations.bid,
  record_id uuid not null references access.record,
  version   integer not null check (version >= 1)
);
create index product_of_bid on operations.bid_product (record_id);
alter table operations.bid_product enable row level security, force row level security;

-- What was decided, with reasons, and what a review found. Nobody decides on what they wrote.
create table operations.bid_decision (
  id         uuid primary key,
  bid_id     uuid not null,
  author_id  uuid not null,
  number     integer not null check (number >= 1),
  -- of what was submitted
  version    integer not null,
  word       text not null check (word in ('adopted', 'in-part', 'refused', 'returned', 'reviewed')),
  reasons    text not null check (length(btrim(reasons)) between 1 and 5000),
  review_on  date check (review_on between '2000-01-01' and '2100-01-01'),
  decided_by uuid not null references identity.person,
  agency_id  integer not null references identity.agency,
  at         timestamptz not null default now(),
  unique (bid_id, number),
  foreign key (bid_id, author_id) references operations.bid (id, author_id),
  foreign key (bid_id, version) references operations.bid_version,
  constraint nobody_decides_their_own_bid check (decided_by <> author_id),
  constraint what_is_adopted_is_reviewed check (word not in ('adopted', 'in-part') or review_on is not null),
  constraint what_is_not_adopted_is_over check (word not in ('refused', 'returned') or review_on is null)
);
create index decision_by_review on operations.bid_decision (agency_id, review_on) where review_on is not null;
alter table operations.bid_decision enable row level security, force row level security;

-- The operation that an adopted bid raised: for whoever reads both.
create table operations.bid_operation (
  bid_id       uuid not null references operations.bid,
  operation_id uuid not null references operations.operation,
  person_id    uuid not null references identity.person,
  at           timestamptz not null default now(),
  primary key (bid_id, operation_id)
);
create index bid_of_operation on operations.bid_operation (operation_id);
alter table operations.bid_operation enable row level security, force row level security;

reset role;
