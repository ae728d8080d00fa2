-- Debriefs protect themselves: one that is closed stays, an observation stays as it was entered, and a lesson comes from
-- observations of its own debrief.

set role seamark_service;

-- When a hot debrief is due: the operator's hours (72 as delivered) after the end of the action day, as London counts it, or after the operation was closed.
create function operations.hot_debrief_due(operation uuid, day uuid) returns timestamptz
  language sql stable security definer set search_path = ''
  begin atomic
    select make_interval(hours => (select s.debrief_hours from operations.setting s)) + case when hot_debrief_due.day is null then o.closed_at
      else (select (d.on_day + 1)::timestamp at time zone 'Europe/London' from operations.action_day d
            where d.id = hot_debrief_due.day and d.operation_id = o.id) end
    from operations.operation o where o.id = hot_debrief_due.operation;
  end;

create function operations.guard_debrief() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'open' or new.due_at is distinct from
         (case when new.kind = 'hot' then operations.hot_debrief_due(new.operation_id, new.action_day_id) end) then
      raise exception 'A hot debrief is due so many hours after what it is about' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.id, new.operation_id, new.action_day_id, new.kind, new.due_at, new.begun_by, new.begun_at)
       is distinct from (old.id, old.operation_id, old.action_day_id, old.kind, old.due_at, old.begun_by, old.begun_at)
     or new.entered < old.entered then
    raise exception 'A debrief keeps what it is about' using errcode = 'SM003';
  end if;
  if old.state = 'closed' and to_jsonb(new) <> to_jsonb(old)
     and not (new.words = 'Erased' and to_jsonb(new) - 'words' = to_jsonb(old) - 'words'
              and access.erasure_in_hand(old.operation_id)) then
    raise exception 'A debrief that is closed stays as it was' using errcode = 'SM003', hint = 'Begin another one.';
  end if;
  return new;
end
$$;

-- Entered while the debrief is open. That its agency takes part is asked of who enters it (operations.observe).
create function operations.guard_observation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if not access.erasure_in_hand(old.operation_id) then
      raise exception 'An observation stays as it was entered' using errcode = 'SM003', hint = 'Enter another one.';
    end if;
    return old;
  end if;
  if not exists (select from operations.debrief d where d.id = new.debrief_id and d.state = 'open') then
    raise exception 'An observation is entered in an open debrief' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function operations.guard_debrief_lesson() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if not access.erasure_in_hand(old.operation_id) then
      raise exception 'Where a lesson came from stays' using errcode = 'SM003';
    end if;
    return old;
  end if;
  if not exists (select from operations.debrief d where d.id = new.debrief_id and d.state = 'open')
     or exists (select from unnest(new.observations) as one where not exists (
          select from operations.observation o where o.id = one and o.debrief_id = new.debrief_id)) then
    raise exception 'A lesson comes from observations of its own open debrief' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function operations.refuse_change_of_debrief() returns trigger language plpgsql as $$
begin
  raise exception 'What was entered in a debrief stays: % of %', lower(tg_op), tg_table_name using errcode = 'SM003',
    hint = 'Enter another one.';
end
$$;

grant execute on function operations.guard_debrief(), operations.guard_observation(), operations.guard_debrief_lesson(),
  operations.refuse_change_of_debrief() to seamark_owner;

set role seamark_owner;

create trigger debrief_is_guarded before insert or update on operations.debrief
  for each row execute function operations.guard_debrief();
create trigger debrief_is_kept before delete or truncate on operations.debrief
  for each statement execute function operations.refuse_change_of_debrief();
create trigger observation_is_guarded before insert or delete on operations.observation
  for each row execute function operations.guard_observation();
create trigger observation_is_kept before update or truncate on operations.observation
  for each statement execute function operations.refuse_change_of_debrief();
create trigger lesson_of_debrief_is_guarded before insert or delete on operations.debrief_lesson
  for each row execute function operations.guard_debrief_lesson();
create trigger lesson_of_debrief_is_kept before update or truncate on operations.debrief_lesson
  for each statement execute function operations.refuse_change_of_debrief();

call ledger.account_for('operations.debrief', 'id');
call ledger.account_for('operations.observation', 'debrief_id');
call ledger.account_for('operations.debrief_lesson', 'debrief_id');

reset role;
