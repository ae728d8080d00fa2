-- Events of the public enter the ledger when their hour is over (docs/adr/0016-held-events.md).

set role seamark_service;

-- The only way out of held_event leads into the ledger: taking rows away is what enters them, in random
-- order within their hour. Nothing can be lost on the way, and nothing enters twice. A row whose hour is not
-- over stays; so does one whose hour ended less than five minutes ago, because an act that began in it may
-- still commit, and would then stand alone behind the others.
create function ledger.enter_taken() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from taken t where t.hour >= date_trunc('hour', now() - interval '5 minutes', 'UTC')) then
    raise exception 'An event of the public enters the ledger when its hour is over' using errcode = 'SM001',
      hint = 'ledger.enter_held() takes those whose time has come.';
  end if;
  insert into ledger.event (at, kind, operation, agency_id, service, subject_kind, subject_id, detail)
  select t.hour, t.kind, t.operation, t.agency_id, 'public', t.subject_kind, t.subject_id, t.detail
  from taken t order by t.hour, gen_random_uuid();
  return null;
end
$$;

-- Enters all events whose hour is over, however many hours that are; returns how many. Safe to run twice at
-- once: the second waits, and finds none.
create function ledger.enter_held() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  entered integer;
begin
  perform pg_advisory_xact_lock(7311, 2);
  delete from ledger.held_event h where h.hour < date_trunc('hour', now() - interval '5 minutes', 'UTC');
  get diagnostics entered = row_count;
  return entered;
end
$$;

grant execute on function ledger.enter_taken() to seamark_owner;

set role seamark_owner;

create trigger taken_events_enter after delete on ledger.held_event
  referencing old table as taken for each statement execute function ledger.enter_taken();

reset role;
