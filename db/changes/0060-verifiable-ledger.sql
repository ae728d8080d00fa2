-- Runs without the code: the ledger's events move into parts by month, and each gets an entry of the tree.
--
-- An event is its content and a salt. Its entry holds the digest of both and stays when they are erased, so that the
-- tree stays whole (docs/wire/ledger.md). By month, because a year of national use is many millions of events, and a
-- question is mostly about some weeks.

set role seamark_owner;

alter table ledger.event rename to event_before;
alter table ledger.event_id_seq rename to event_before_id_seq;
alter index ledger.event_pkey rename to event_before_pkey;
alter index ledger.event_by_subject rename to event_before_by_subject;
alter index ledger.event_by_agency rename to event_before_by_agency;
alter table ledger.event_before rename constraint event_kind_check to event_before_kind_check;
alter table ledger.event_before rename constraint event_agency_id_fkey to event_before_agency_id_fkey;

create table ledger.event (
  id           bigint generated always as identity,
  -- no trigger may change it: it says in which part the row stands
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
  -- with the content it makes the digest of the entry: 122 random bits, so that what was erased cannot be guessed
  salt         uuid not null default gen_random_uuid(),
  xid          xid8 not null default pg_current_xact_id(),
  primary key (id, at)
) partition by range (at);

-- Who did what to this record?
create index event_by_subject on ledger.event (subject_id, at desc, id desc) where subject_id is not null;
-- An agency's ledger, of the kinds that are asked for.
create index event_by_agency on ledger.event (agency_id, kind, at desc, id desc);
-- What did this person do?
create index event_by_person on ledger.event (person_id, at desc, id desc) where person_id is not null;
-- Who looked for this identifier? Digests with a key, and never the identifier.
create index event_by_looked_for on ledger.event using gin ((detail -> 'looked_for')) where detail ? 'looked_for';

-- What a clock that was set wrong writes stands here, and nothing is lost. Otherwise it stays empty.
create table ledger.event_of_no_month partition of ledger.event default;
alter table ledger.event_of_no_month enable row level security, force row level security;

-- The tables' owner reads and moves the rows: whatever policies the version before had, all of them must come along.
alter table ledger.event_before no force row level security;
alter table ledger.pending no force row level security;
select set_config('seamark.first_month',
                  (select coalesce(min(date_trunc('month', at, 'UTC')), date_trunc('month', now(), 'UTC'))::text
                   from ledger.event_before), true);

do $$
declare
  month timestamptz := current_setting('seamark.first_month')::timestamptz;
  part text;
begin
  while month <= date_trunc('month', now() + interval '2 months', 'UTC') loop
    part := 'event_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    execute format('create table ledger.%I partition of ledger.event for values from (%L) to (%L)', part, month,
                   (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
    execute format('alter table ledger.%I enable row level security, force row level security', part);
    month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
  end loop;
end
$$;

insert into ledger.event
  (id, at, kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail, xid)
overriding system value
select id, at, kind, operation, agency_id, person_id, service, purpose, subject_kind, subject_id, recipients, detail, xid
from ledger.event_before order by id;
select setval(pg_get_serial_sequence('ledger.event', 'id'), last_value, is_called) from ledger.event_before_id_seq;
alter table ledger.event enable row level security, force row level security;

-- Places were given before there was a tree. Nobody has signed them, so they are given anew, in the same order.
drop table ledger.entry;
create table ledger.entry (
  -- the place in the tree; the first is 0
  sequence  bigint primary key check (sequence >= 0),
  -- no reference: content can be erased, and its entry stays
  event_id  bigint not null unique,
  event_at  timestamptz not null,
  digest    bytea not null check (octet_length(digest) = 32)
);
alter table ledger.entry enable row level security, force row level security;

truncate ledger.pending;
-- In which part the event stands, so that no other is looked at.
alter table ledger.pending add column event_at timestamptz not null;
alter table ledger.event no force row level security;
insert into ledger.pending (event_id, event_at) select id, at from ledger.event;
alter table ledger.event force row level security;
alter table ledger.pending force row level security;
drop table ledger.event_before;

-- Whoever erases an event's content says so first, in the same transaction: without such a row none can be deleted.
create table ledger.erasure (
  sequence  bigint primary key references ledger.entry,
  event_id  bigint not null unique,
  event_at  timestamptz not null,
  at        timestamptz not null default now(),
  xid       xid8 not null default pg_current_xact_id()
);
alter table ledger.erasure enable row level security, force row level security;

-- Whose ledger it is: the key with which its checkpoints are signed, as everybody may know it. One row.
create table ledger.identity (
  single    boolean primary key default true check (single),
  key       text not null,
  since     timestamptz not null default now()
);
alter table ledger.identity enable row level security, force row level security;

-- What was signed: so many entries, with this root.
create table ledger.checkpoint (
  size      bigint primary key check (size >= 0),
  root      bytea not null check (octet_length(root) = 32),
  -- a C2SP signed note, without cosignatures
  note      text not null,
  at        timestamptz not null default now()
);
alter table ledger.checkpoint enable row level security, force row level security;

-- Who watches: partner agencies and overseers, whom the operator enters for all agencies.
create table ledger.witness (
  name       text primary key,
  -- which body runs it, in words
  body       text not null check (body <> ''),
  key        text not null unique,
  entered_at timestamptz not null default now()
);
alter table ledger.witness enable row level security, force row level security;

create table ledger.cosignature (
  size      bigint not null references ledger.checkpoint on delete cascade,
  witness   text not null references ledger.witness on delete cascade,
  -- the line of the note
  line      text not null,
  -- by the witness's clock
  at        timestamptz not null,
  primary key (size, witness)
);
alter table ledger.cosignature enable row level security, force row level security;

-- What a witness refused to sign, and why: its own signed statement, which everybody may read. Without a witness: what
-- the node itself found, when it held the database against what it had signed.
create table ledger.refusal (
  id        uuid primary key default gen_random_uuid(),
  witness   text references ledger.witness on delete cascade,
  kind      text not null check (kind in ('rollback', 'fork', 'changed')),
  -- so many entries had been seen, and so many were shown then
  seen      bigint not null,
  shown     bigint not null,
  statement text not null,
  at        timestamptz not null default now(),
  unique nulls not distinct (witness, kind, seen, shown)
);
alter table ledger.refusal enable row level security, force row level security;

-- Each time the node has held every event of its database against the tree, and what it found.
create table ledger.verification (
  at        timestamptz primary key default now(),
  size      bigint not null,
  -- the first event that does not fit, where one can be named
  sequence  bigint,
  -- null where all fitted
  fault     text
);
alter table ledger.verification enable row level security, force row level security;

reset role;
