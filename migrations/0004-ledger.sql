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

-- A gapless total order, as the Merkle tree will need it: identity columns have gaps and commit out of
-- order, so one sequencer numbers events after their commit. `pending` is its work list: it survives a
-- restore into another cluster, where transaction numbers start anew.
create table ledger.pending (event_id bigint primary key);
create table ledger.entry (
  sequence  bigint primary key,
  event_id  bigint not null unique references ledger.event
);

alter table ledger.event enable row level security;
alter table ledger.event force row level security;
alter table ledger.pending enable row level security;
alter table ledger.pending force row level security;
alter table ledger.entry enable row level security;
alter table ledger.entry force row level security;

create policy member_writes on ledger.event for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person());
create policy records_manager_reads on ledger.event for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
create policy service_all on ledger.event to seamark_service using (true) with check (true);
create policy service_all on ledger.pending to seamark_service using (true) with check (true);
create policy service_all on ledger.entry to seamark_service using (true) with check (true);

-- Nobody holds UPDATE or DELETE on events: what was written stays written.
grant select, insert on ledger.event to seamark_member, seamark_service;
grant select, insert, delete on ledger.pending to seamark_service;
grant select, insert on ledger.entry to seamark_service;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only' using errcode = 'SM001',
    hint = 'Write a further event that corrects the first.';
end
$$;
create trigger event_is_append_only before update or delete or truncate on ledger.event
  for each statement execute function ledger.refuse_change();
create trigger entry_is_append_only before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse_change();

reset role;
set role seamark_service;

create function ledger.await_sequence() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.pending (event_id) select id from fresh;
  return null;
end
$$;

-- Has the present transaction written an event about this record?
create function ledger.has_event(subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from ledger.event e
                   where e.subject_id = subject and e.xid = pg_current_xact_id_if_assigned()
                     -- a restore into another cluster starts transaction numbers anew: an old event
                     -- may carry this number, but not this time
                     and e.at >= transaction_timestamp());
  end;

-- One pass of the sequencer; returns how many events it numbered. Safe to run twice at once: the
-- second waits, then goes on behind the first.
create function ledger.sequence_pending(most integer default 5000) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  numbered integer;
begin
  perform pg_advisory_xact_lock(7311, 1);
  with taken as (
    delete from ledger.pending
    where event_id in (select event_id from ledger.pending order by event_id limit most)
    returning event_id
  ), last as (
    select coalesce(max(sequence), 0) as sequence from ledger.entry
  )
  insert into ledger.entry (sequence, event_id)
  select last.sequence + row_number() over (order by taken.event_id), taken.event_id from taken, last;
  get diagnostics numbered = row_count;
  return numbered;
end
$$;
grant execute on function ledger.has_event(uuid), ledger.await_sequence() to seamark_owner;

reset role;
set role seamark_owner;

create trigger events_await_their_sequence after insert on ledger.event
  referencing new table as fresh for each statement execute function ledger.await_sequence();

-- Put on a table whose changes must be accounted for, as a deferred constraint trigger: at commit, a
-- changed row whose record has no event of this transaction undoes the whole transaction. There is one
-- function for each column that may hold the record's id: naming the column in an argument would cost
-- a conversion of the whole row to JSON each time.
create function ledger.require_event_for_id() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.id else new.id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create function ledger.require_event_for_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.report_id else new.report_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create function ledger.require_event_for_match() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.match_id else new.match_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

create constraint trigger person_is_accounted_for after insert or update or delete on identity.person
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

reset role;
