-- What is written into the ledger, by whom it is stamped, and that it waits for its place.

set role seamark_owner;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only' using errcode = 'SM001',
    hint = 'Write a further event that corrects the first.';
end
$$;

set role seamark_service;

-- Events get their place in the tree after their commit, one after the other (src/platform/ledger/sequence.ts).
create function ledger.await_sequence() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.pending (event_id, event_at, subject_id, xid) select id, at, subject_id, xid from fresh;
  return null;
end
$$;

-- An event is deleted only with what says so: its entry stays in the tree, and an event of its erasure follows it.
create function ledger.require_erasure() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from gone g where not exists (
               select from ledger.erasure r
               where r.event_id = g.id and r.xid = pg_current_xact_id())) then
    raise exception 'The ledger is append-only' using errcode = 'SM001',
      hint = 'ledger.erase_content() erases what an event says, and leaves its entry and an event of it.';
  end if;
  return null;
end
$$;

set role seamark_owner;

-- Deletes what this transaction has said that it erases. No role of the program holds a right to delete: only here, and
-- by a policy that lets the tables' owner see those rows and no others.
create function ledger.delete_erased() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  erased integer;
begin
  delete from ledger.event e using ledger.erasure r
  where r.xid = pg_current_xact_id() and e.id = r.event_id and e.at = r.event_at;
  get diagnostics erased = row_count;
  return erased;
end
$$;

revoke execute on function ledger.delete_erased() from public;
grant execute on function ledger.delete_erased() to seamark_service;

set role seamark_service;

-- Erases what events of one agency say. Who erased, when and why stands in a new event of the same agency, with the
-- places of those that are gone: a verifier takes an event without content for a lost one unless it is told of so.
create function ledger.erase_content(sequences bigint[], because text) returns integer
  language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.erasure (sequence, event_id, event_at)
  select n.sequence, n.event_id, n.event_at from ledger.entry n
  where n.sequence = any (sequences) and not exists (select from ledger.erasure r where r.sequence = n.sequence);
  insert into ledger.event (kind, operation, agency_id, service, purpose, detail)
  select 'erasure', 'ledger.erase', e.agency_id, coalesce(nullif(current_setting('seamark.service', true), ''), 'database'),
         because, jsonb_build_object('erased', jsonb_agg(n.sequence order by n.sequence))
  from ledger.erasure r join ledger.entry n using (sequence)
  join ledger.event e on e.id = n.event_id and e.at = n.event_at
  where r.xid = pg_current_xact_id()
  group by e.agency_id;
  return ledger.delete_erased();
end
$$;

grant execute on function ledger.await_sequence(), ledger.require_erasure() to seamark_owner;

set role seamark_owner;

-- Of a member's event the database itself says who, in which transaction and for which act; when, the column says,
-- which no member fills in.
create function ledger.stamp_event() returns trigger language plpgsql set search_path = '' as $$
begin
  new.xid := pg_current_xact_id();
  new.agency_id := identity.viewer_agency();
  new.person_id := identity.viewer_person();
  new.service := null;
  new.operation := current_setting('seamark.operation');
  new.purpose := nullif(current_setting('seamark.purpose', true), '');
  return new;
end
$$;

-- Makes the parts of the months to come, as long before as this. A month that begins without its part would be no
-- harm: its rows would stand in the part of no month.
create function ledger.make_months(ahead integer default 2) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  month timestamptz := date_trunc('month', now(), 'UTC');
  made integer := 0;
  part text;
begin
  perform pg_advisory_xact_lock(7311, 3);
  perform set_config('lock_timeout', '5s', true);
  for step in 0..ahead loop
    part := 'event_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass(format('ledger.%I', part)) is null then
      begin
        execute format('create table ledger.%I partition of ledger.event for values from (%L) to (%L)', part, month,
                       (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
        execute format('alter table ledger.%I enable row level security, force row level security', part);
        made := made + 1;
      exception when check_violation then
        -- A clock that ran ahead has written rows of this month; they stay where they stand, and are found there.
        null;
      end;
    end if;
    month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
  end loop;
  return made;
end
$$;

revoke execute on function ledger.make_months(integer) from public;
grant execute on function ledger.make_months(integer) to seamark_service;

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

-- Whoever watches the ledger is everybody's affair.
create function ledger.tell_of_witness() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    perform ledger.tell_every_agency('ledger.witness.remove',
      jsonb_build_object('witness', old.name, 'change', 'removed', 'body', old.body, 'key', old.key));
  end if;
  if tg_op <> 'DELETE' then
    perform ledger.tell_every_agency('ledger.witness.enter',
      jsonb_build_object('witness', new.name, 'change', 'entered', 'body', new.body, 'key', new.key));
  end if;
  return null;
end
$$;

grant execute on function ledger.tell_of_witness() to seamark_owner;

set role seamark_owner;

create trigger events_await_their_sequence after insert on ledger.event
  referencing new table as fresh for each statement execute function ledger.await_sequence();

create trigger members_event_is_stamped before insert on ledger.event
  for each row when (current_user = 'seamark_member') execute function ledger.stamp_event();

create trigger witness_is_told_of after insert or update or delete on ledger.witness
  for each row execute function ledger.tell_of_witness();

reset role;
