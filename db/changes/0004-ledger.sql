-- The ledger: one event for every collection, alteration, consultation, disclosure, combination and
-- erasure (DPA 2018 s.62), every refusal and every sign-in, written in the transaction of the act.

set role seamark_owner;

create table ledger.event (
  id           bigint generated always as identity primary key,
  at           timestamptz not null default clock_timestamp(),
  kind         text not null check (kind in ('collection', 'alteration', 'consultation', 'disclosure', 'combination',
                                             'erasure', 'refusal', 'sign-in', 'administration')),
  operation    text not null,
  agency_id    integer references identity.agency,
  person_id    uuid,
  -- who acted where it was no person: import, worker
  service      text,
  purpose      text,
  subject_kind text,
  subject_id   uuid,
  -- agencies to whom something was disclosed, or whom it concerns
  recipients   integer[] not null default '{}',
  -- never content, names or identifiers
  detail       jsonb not null default '{}',
  xid          xid8 not null default pg_current_xact_id()
);
create index event_by_subject on ledger.event (subject_id, id) where subject_id is not null;
create index event_by_agency on ledger.event (agency_id, id desc);
alter table ledger.event enable row level security, force row level security;

-- A gapless total order, as the Merkle tree will need it: identity columns have gaps and commit out of
-- order, so one sequencer numbers events after their commit. `pending` is its work list: it survives a
-- restore into another cluster, where transaction numbers start anew.
create table ledger.pending (event_id bigint primary key);
alter table ledger.pending enable row level security, force row level security;

create table ledger.entry (
  sequence  bigint primary key,
  event_id  bigint not null unique references ledger.event
);
alter table ledger.entry enable row level security, force row level security;

-- An event as it will be. The row satisfies the rule that a change has its event; it was written in the
-- transaction of the act and stands here until its hour is over. Its key is random, so that the order of
-- the rows' keys says nothing. No member reads it.
create table ledger.held_event (
  id           uuid primary key default gen_random_uuid(),
  hour         timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
  kind         text not null check (kind in ('collection', 'alteration', 'consultation', 'disclosure', 'combination',
                                             'erasure', 'refusal', 'sign-in', 'administration')),
  operation    text not null,
  agency_id    integer references identity.agency,
  subject_kind text not null,
  subject_id   uuid not null,
  -- never content, names or identifiers
  detail       jsonb not null default '{}',
  -- the transaction of the act: it does not go into the ledger, where it would tell the order
  xid          xid8 not null default pg_current_xact_id()
);
create index held_event_by_subject on ledger.held_event (subject_id);
create index held_event_by_hour on ledger.held_event (hour);
alter table ledger.held_event enable row level security, force row level security;

reset role;
