-- A protected row that changes without its event cannot be committed.

set role seamark_service;

-- Has the present transaction written an event about this record? One that is held counts: it will enter.
create function ledger.has_event(subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from ledger.event e
                   where e.subject_id = has_event.subject and e.xid = pg_current_xact_id_if_assigned()
                     -- a restore into another cluster starts transaction numbers anew: an old event
                     -- may carry this number, but not this hour
                     and e.at >= date_trunc('hour', transaction_timestamp(), 'UTC'))
        or exists (select from ledger.held_event h
                   where h.subject_id = has_event.subject and h.xid = pg_current_xact_id_if_assigned()
                     and h.hour >= date_trunc('hour', transaction_timestamp() - interval '1 minute', 'UTC'));
  end;

grant execute on function ledger.has_event(uuid) to seamark_owner;

set role seamark_owner;

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

create function ledger.require_event_for_stretch() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.stretch_id else new.stretch_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

-- Accounted for, as everywhere: no event, no commit.
create function ledger.require_event_for_desk_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.desk_key_id else new.desk_key_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

create function ledger.require_event_for_person() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.person_id else new.person_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

-- A sealed record comes with its submission's event; what becomes of it later has one of its own.
create function ledger.require_event_for_sealed_record() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not (tg_op <> 'DELETE' and ledger.has_event(new.submission_id)
          or ledger.has_event(case when tg_op = 'DELETE' then old.id else new.id end)) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

-- Accounted for like everything else that is protected.
create function ledger.require_event_for_derivative() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.derivative_id else new.derivative_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

-- Who is in an operation decides who reads it: founding one, letting in and letting go each have their event.
create function ledger.require_event_for_compartment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.compartment_id else new.compartment_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

reset role;
