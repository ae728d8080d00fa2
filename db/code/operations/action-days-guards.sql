-- Action days protect themselves: how they go from state to state, and what stays as it was entered.

set role seamark_service;

-- From which state to which; `dayMoves` in src/rooms/operations/action-days/action-day.ts says the same, and a test holds
-- both together. A day that was called off may go after all, by another decision.
create function operations.action_day_may_move(from_state text, to_state text) returns boolean
  language sql immutable parallel safe set search_path = ''
  return (from_state, to_state) in (
    ('planned', 'go'), ('planned', 'no-go'), ('go', 'no-go'), ('go', 'running'), ('no-go', 'go'), ('running', 'done'));

create function operations.guard_action_day() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'An action day is not deleted' using errcode = 'SM003', hint = 'Enter the decision not to go.';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then
      raise exception 'An action day is planned first' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.id, new.operation_id, new.on_day, new.planned_by, new.planned_at)
       is distinct from (old.id, old.operation_id, old.on_day, old.planned_by, old.planned_at)
     or new.entered < old.entered or new.revision < old.revision then
    raise exception 'An action day keeps its operation and its day' using errcode = 'SM003', hint = 'Plan another day.';
  end if;
  if new.state <> old.state and not operations.action_day_may_move(old.state, new.state) then
    raise exception 'An action day does not go from % to %', old.state, new.state using errcode = 'SM003';
  end if;
  -- now() is of the transaction: the decision is named in the same one.
  if new.state <> old.state and new.state in ('go', 'no-go') and not exists (
       select from operations.action_day_word w where w.action_day_id = new.id and w.word = new.state and w.at = now()) then
    raise exception 'A go and a no-go are decisions' using errcode = 'SM003', hint = 'Name the entry of the decision log.';
  end if;
  return new;
end
$$;

-- The decision stands in the main log of the operation, which everybody in it reads. A correction of it is an entry of its own.
create function operations.guard_action_day_word() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.at <> now() or not exists (
       select from operations.decision d
       where d.id = new.decision_id and d.operation_id = new.operation_id and d.compartment_id is null) then
    raise exception 'A go and a no-go are entries of the main log of the operation' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A desk keeps its agency, which takes part.
create function operations.guard_action_day_desk() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.desk = 'Erased'
     and (new.action_day_id, new.operation_id, new.agency_id) = (old.action_day_id, old.operation_id, old.agency_id)
     and access.erasure_in_hand(old.operation_id) then
    return new;
  end if;
  if tg_op = 'DELETE' or tg_op = 'UPDATE'
       and (new.action_day_id, new.operation_id, new.agency_id) is distinct from (old.action_day_id, old.operation_id, old.agency_id)
     or not operations.participates(new.operation_id, new.agency_id) then
    raise exception 'A command post is of an agency that takes part' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Counts are typed once the day runs. A correction is of the same agency, day and kind.
create function operations.guard_outcome_count() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from operations.action_day d where d.id = new.action_day_id and d.state in ('running', 'done')) then
    raise exception 'Nothing is counted before the day runs' using errcode = 'SM003';
  end if;
  if new.corrects_id is not null and not exists (
       select from operations.outcome_count c
       where c.id = new.corrects_id
         and (c.action_day_id, c.agency_id, c.kind) = (new.action_day_id, new.agency_id, new.kind)) then
    raise exception 'A count corrects one of the same day, agency and kind' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Versions follow one another, each audience by itself. What one says goes with its operation, and the version stays.
create function operations.guard_briefing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.says <> '{"information": "Erased"}' or to_jsonb(new) - 'says' <> to_jsonb(old) - 'says'
       or not access.erasure_in_hand(old.operation_id) then
      raise exception 'A briefing stays as it was read' using errcode = 'SM003', hint = 'Write the next version.';
    end if;
    return new;
  end if;
  if new.version <> 1 + coalesce((select max(b.version) from operations.briefing b
                                  where b.action_day_id = new.action_day_id and b.posts = new.posts), 0)
     or new.posts <> array(select distinct one from unnest(new.posts) one order by one) then
    raise exception 'A briefing takes the next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A note goes with its operation, and in no other way.
create function operations.guard_day_note() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not access.erasure_in_hand(old.operation_id) then
    raise exception 'What was entered for an action day stays: delete of action_day_note' using errcode = 'SM003',
      hint = 'Enter another one.';
  end if;
  return old;
end
$$;

create function operations.refuse_change_of_day() returns trigger language plpgsql as $$
begin
  raise exception 'What was entered for an action day stays: % of %', lower(tg_op), tg_table_name using errcode = 'SM003',
    hint = 'Enter another one.';
end
$$;

grant execute on function operations.guard_action_day(), operations.guard_action_day_word(), operations.guard_action_day_desk(),
  operations.guard_outcome_count(), operations.guard_briefing(), operations.guard_day_note(),
  operations.refuse_change_of_day() to seamark_owner;

set role seamark_owner;

create trigger action_day_is_guarded before insert or update or delete on operations.action_day
  for each row execute function operations.guard_action_day();
create trigger word_of_day_is_guarded before insert on operations.action_day_word
  for each row execute function operations.guard_action_day_word();
create trigger desk_is_guarded before insert or update or delete on operations.action_day_desk
  for each row execute function operations.guard_action_day_desk();
create trigger count_is_guarded before insert on operations.outcome_count
  for each row execute function operations.guard_outcome_count();
create trigger briefing_is_guarded before insert or update on operations.briefing
  for each row execute function operations.guard_briefing();

create trigger word_of_day_is_kept before update or delete or truncate on operations.action_day_word
  for each statement execute function operations.refuse_change_of_day();
create trigger note_goes_with_its_operation before delete on operations.action_day_note
  for each row execute function operations.guard_day_note();
create trigger note_is_kept before update or truncate on operations.action_day_note
  for each statement execute function operations.refuse_change_of_day();
create trigger count_is_kept before update or delete or truncate on operations.outcome_count
  for each statement execute function operations.refuse_change_of_day();
create trigger briefing_is_kept before delete or truncate on operations.briefing
  for each statement execute function operations.refuse_change_of_day();
create trigger receipt_is_kept before update or delete or truncate on operations.read_receipt
  for each statement execute function operations.refuse_change_of_day();

call ledger.account_for('operations.action_day', 'id');
call ledger.account_for('operations.action_day_word', 'action_day_id', 'insert');
-- A desk begins with an agency that takes part, a count with a day that runs.
call ledger.account_for('operations.action_day_desk', 'action_day_id', 'insert or update', 'new.agency_id is not null');
call ledger.account_for('operations.action_day_note', 'action_day_id', 'insert');
call ledger.account_for('operations.outcome_count', 'action_day_id', 'insert', 'new.agency_id is not null');
call ledger.account_for('operations.briefing', 'id', 'insert');
call ledger.account_for('operations.read_receipt', 'briefing_id', 'insert');

reset role;
