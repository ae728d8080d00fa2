-- Actions protect themselves: how they go from state to state, that nobody waits in a circle, and that an agency's work is
-- done by its own people.

set role seamark_service;

-- From which state to which; `moves` in src/rooms/operations/actions/action.ts says the same, and a test holds both together.
create function operations.action_may_move(from_state text, to_state text) returns boolean
  language sql immutable parallel safe set search_path = ''
  return (from_state, to_state) in (
    ('raised', 'offered'), ('raised', 'not-pursued'),
    ('offered', 'accepted'), ('offered', 'declined'), ('offered', 'not-pursued'),
    ('declined', 'offered'), ('declined', 'not-pursued'),
    ('accepted', 'allocated'), ('accepted', 'done'), ('accepted', 'not-pursued'),
    ('allocated', 'allocated'), ('allocated', 'done'), ('allocated', 'not-pursued'),
    ('done', 'checked'), ('done', 'allocated'), ('checked', 'filed'));

create function operations.guard_action() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'An action is not deleted' using errcode = 'SM003', hint = 'Say that it is not pursued.';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'raised' or new.agency_id is not null then
      raise exception 'An action is raised first' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.id, new.operation_id, new.number, new.raised_at) is distinct from (old.id, old.operation_id, old.number, old.raised_at)
     or new.revision < old.revision or new.state <> old.state and new.revision <> old.revision + 1 then
    raise exception 'An action keeps what it was raised with' using errcode = 'SM003';
  end if;
  if new.state <> old.state and not operations.action_may_move(old.state, new.state)
     -- It comes back from an agency that has left.
     and not (new.state = 'declined' and old.state in ('accepted', 'allocated')
              and not operations.participates(new.operation_id, new.agency_id)) then
    raise exception 'An action does not go from % to %', old.state, new.state using errcode = 'SM003';
  end if;
  if new.agency_id is distinct from old.agency_id and new.state <> 'offered' then
    raise exception 'An action changes agency when it is offered' using errcode = 'SM003';
  end if;
  if new.agency_id is not null and new.agency_id is distinct from old.agency_id
     and not operations.participates(new.operation_id, new.agency_id) then
    raise exception 'An action is offered to an agency that takes part' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What was asked stays as it was asked, until it goes with its operation.
create function operations.guard_action_brief() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.action_id = old.action_id and new.operation_id = old.operation_id
     and access.erasure_in_hand(old.operation_id) then
    return new;
  end if;
  if tg_op = 'DELETE'
     or to_jsonb(new) - '{wait_until,reason}'::text[] is distinct from to_jsonb(old) - '{wait_until,reason}'::text[] then
    raise exception 'What an action asks stays as it was asked' using errcode = 'SM003', hint = 'Raise another action.';
  end if;
  return new;
end
$$;

-- An agency's work is of the agency that was offered the action, done by its own people, and not deleted while it takes part.
create function operations.guard_action_work() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and exists (
       select from operations.action a
       where a.id = old.action_id and a.state = 'declined' and not operations.participates(old.operation_id, old.agency_id)) then
    return old;
  end if;
  if tg_op = 'DELETE' or tg_op = 'UPDATE'
     and (new.action_id, new.operation_id, new.agency_id, new.accepted_by)
         is distinct from (old.action_id, old.operation_id, old.agency_id, old.accepted_by) then
    raise exception 'Work on an action stays with its agency' using errcode = 'SM003';
  end if;
  if not exists (select from operations.action a
                 where a.id = new.action_id and a.operation_id = new.operation_id and a.agency_id = new.agency_id) then
    raise exception 'Work on an action is of the agency to which it was offered' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and new.person_id is not distinct from old.person_id then
    return new;
  end if;
  if new.person_id is not null and not exists (
       select from operations.post p
       where p.operation_id = new.operation_id and p.person_id = new.person_id and p.agency_id = new.agency_id
         and p.state = 'accepted' and p.confirmed_until > now() and p.post <> 'observer') then
    raise exception 'An agency allocates its own people, who are in the operation' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What was said of an action goes with its operation, and in no other way.
create function operations.guard_action_comment() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and access.erasure_in_hand(old.operation_id) then
    return old;
  end if;
  raise exception 'What was said of an action is not changed' using errcode = 'SM003';
end
$$;

-- Nothing waits for itself, over however many others; and only for actions of its own operation. Called with the
-- operation's row locked, so that two that are raised at once do not close a circle together.
create function operations.guard_action_depends() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'What an action waits for stays as it was raised' using errcode = 'SM003';
  end if;
  perform 1 from operations.operation o join operations.action a on a.operation_id = o.id where a.id = new.action_id for update of o;
  if (select count(distinct a.operation_id) from operations.action a where a.id in (new.action_id, new.on_id)) <> 1 then
    raise exception 'An action waits for one of its own operation' using errcode = 'SM003';
  end if;
  if exists (
    with recursive waits (id) as (
      select new.on_id
      union
      select d.on_id from operations.action_depends d join waits w on d.action_id = w.id)
    select from waits where id = new.action_id) then
    raise exception 'Actions do not wait for one another in a circle' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- An operation closes once what was needed before has ended.
create function operations.require_actions_ended() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if operations.needed_before_closing(new.id) > 0 then
    raise exception 'Actions that are needed before closing have not ended' using errcode = 'SM003',
      hint = 'End them, or say why they are not pursued.';
  end if;
  return new;
end
$$;

create function operations.needed_before_closing(operation uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer
    from operations.action a join operations.action_brief b on b.action_id = a.id
    where a.operation_id = needed_before_closing.operation and b.before_closing and a.state not in ('filed', 'not-pursued')
      -- What an agency did before it left is not checked any more.
      and not (a.state in ('done', 'checked') and not operations.participates(a.operation_id, a.agency_id));
  end;

grant execute on function operations.guard_action(), operations.guard_action_brief(), operations.guard_action_work(),
  operations.guard_action_comment(), operations.guard_action_depends(), operations.require_actions_ended() to seamark_owner;

set role seamark_owner;

create trigger action_is_guarded before insert or update or delete on operations.action
  for each row execute function operations.guard_action();
create trigger brief_is_guarded before update or delete on operations.action_brief
  for each row execute function operations.guard_action_brief();
create trigger work_is_guarded before insert or update or delete on operations.action_work
  for each row execute function operations.guard_action_work();
create trigger depends_is_guarded before insert or update or delete on operations.action_depends
  for each row execute function operations.guard_action_depends();
create trigger comment_is_guarded before update or delete on operations.action_comment
  for each row execute function operations.guard_action_comment();
create trigger comment_is_kept before truncate on operations.action_comment
  for each statement execute function operations.refuse_change_of_log();
create trigger closes_when_done before update of state on operations.operation
  for each row when (new.state = 'closed' and old.state <> 'proposed') execute function operations.require_actions_ended();

call ledger.account_for('operations.action', 'id');
call ledger.account_for('operations.action_brief', 'action_id');
-- A row of work begins with an agency that has accepted; what an action waits for comes with the action.
call ledger.account_for('operations.action_work', 'action_id', 'insert or update', 'new.agency_id is not null');
call ledger.account_for('operations.action_comment', 'action_id', 'insert');

reset role;
