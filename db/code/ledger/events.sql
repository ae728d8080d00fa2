-- What is written into the ledger, by whom it is stamped, and in which order it stands.

set role seamark_owner;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only' using errcode = 'SM001',
    hint = 'Write a further event that corrects the first.';
end
$$;

set role seamark_service;

create function ledger.await_sequence() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.pending (event_id) select id from fresh;
  return null;
end
$$;

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

grant execute on function ledger.await_sequence() to seamark_owner;

set role seamark_owner;

-- Of a member's event the database itself says who, when, in which transaction and for which act.
create function ledger.stamp_event() returns trigger language plpgsql set search_path = '' as $$
begin
  new.at := clock_timestamp();
  new.xid := pg_current_xact_id();
  new.agency_id := identity.viewer_agency();
  new.person_id := identity.viewer_person();
  new.service := null;
  new.operation := current_setting('seamark.operation');
  new.purpose := nullif(current_setting('seamark.purpose', true), '');
  return new;
end
$$;

set role seamark_service;

-- One event for each agency, so that each reads it in its own ledger. `database`: by hand, past the program.
create function ledger.tell_every_agency(by_hand text, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.event (kind, operation, agency_id, service, detail)
    select 'administration', coalesce(nullif(current_setting('seamark.operation', true), ''), by_hand), a.id,
           coalesce(nullif(current_setting('seamark.service', true), ''), 'database'), tell_every_agency.detail
    from identity.agency a order by a.id;
  end;

set role seamark_owner;

create trigger events_await_their_sequence after insert on ledger.event
  referencing new table as fresh for each statement execute function ledger.await_sequence();

create trigger members_event_is_stamped before insert on ledger.event
  for each row when (current_user = 'seamark_member') execute function ledger.stamp_event();

reset role;
