-- Bids protect themselves: how they go from state to state, that a decision stands behind each, and what stays as it was said.

set role seamark_service;

-- From which state to which; `bidMoves` in src/rooms/operations/tasking/bid.ts says the same, and a test holds both together.
-- A returned bid that its author changes is a draft again.
create function operations.bid_may_move(from_state text, to_state text) returns boolean
  language sql immutable parallel safe set search_path = ''
  return (from_state, to_state) in (
    ('drafted', 'submitted'), ('submitted', 'adopted'), ('submitted', 'in-part'), ('submitted', 'refused'),
    ('submitted', 'returned'), ('returned', 'drafted'), ('returned', 'submitted'));

create function operations.guard_bid() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'A bid is not deleted' using errcode = 'SM003';
  end if;
  if exists (select from unnest(new.asked_of) as one
             where not exists (select from operations.meeting_seat s where s.meeting_id = new.meeting_id and s.agency_id = one)) then
    raise exception 'A bid asks agencies that sit in its meeting' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'drafted' or new.version <> 0 then
      raise exception 'A bid is drafted first' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.id, new.agency_id, new.author_id, new.created_at) is distinct from (old.id, old.agency_id, old.author_id, old.created_at) then
    raise exception 'A bid keeps its author' using errcode = 'SM003';
  end if;
  if new.state <> 'drafted'
     and (new.meeting_id, new.problem, new.asked, new.asked_of, new.resources, new.options, new.classification)
         is distinct from (old.meeting_id, old.problem, old.asked, old.asked_of, old.resources, old.options, old.classification) then
    raise exception 'What was submitted stays as it was' using errcode = 'SM003', hint = 'It is returned first.';
  end if;
  if new.state <> old.state and not operations.bid_may_move(old.state, new.state) then
    raise exception 'A bid does not go from % to %', old.state, new.state using errcode = 'SM003';
  end if;
  -- now() is of the transaction: the version and the decision come in the same one.
  if new.state <> old.state and new.state = 'submitted' and not exists (
       select from operations.bid_version v where v.bid_id = new.id and v.version = new.version and v.at = now()) then
    raise exception 'What is submitted is kept' using errcode = 'SM003';
  end if;
  if new.state <> old.state and new.state in ('adopted', 'in-part', 'refused', 'returned') and not exists (
       select from operations.bid_decision d
       where d.bid_id = new.id and d.word = new.state and d.version = new.version and d.at = now()) then
    raise exception 'A bid is decided with reasons' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Numbers follow one another; and the agency that holds the meeting decides.
create function operations.guard_bid_decision() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.at <> now()
     or new.number <> 1 + coalesce((select max(d.number) from operations.bid_decision d where d.bid_id = new.bid_id), 0)
     or not exists (select from operations.bid b join operations.meeting m on m.id = b.meeting_id
                    where b.id = new.bid_id and m.agency_id = new.agency_id and b.version = new.version
                      and b.state = any (case when new.word = 'reviewed' then array['adopted', 'in-part'] else array['submitted'] end))
     or not exists (select from identity.person p where p.id = new.decided_by and p.agency_id = new.agency_id) then
    raise exception 'The agency that holds the meeting decides what was submitted to it' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function operations.guard_meeting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.state = 'held'
     or to_jsonb(new) - '{state,posts_present,revision}'::text[] is distinct from to_jsonb(old) - '{state,posts_present,revision}'::text[] then
    raise exception 'A meeting stays as it was called, and as it was held' using errcode = 'SM003', hint = 'Call another.';
  end if;
  return new;
end
$$;

create function operations.refuse_change_of_bid() returns trigger language plpgsql as $$
begin
  raise exception 'What was said of a bid stays: % of %', lower(tg_op), tg_table_name using errcode = 'SM003',
    hint = 'Decide again, or submit the next version.';
end
$$;

grant execute on function operations.guard_bid(), operations.guard_bid_decision(), operations.guard_meeting(),
  operations.refuse_change_of_bid() to seamark_owner;

set role seamark_owner;

create trigger bid_is_guarded before insert or update or delete on operations.bid
  for each row execute function operations.guard_bid();
create trigger bid_decision_is_guarded before insert on operations.bid_decision
  for each row execute function operations.guard_bid_decision();
create trigger meeting_is_guarded before update or delete on operations.meeting
  for each row execute function operations.guard_meeting();
create trigger seat_is_kept before update or delete or truncate on operations.meeting_seat
  for each statement execute function operations.refuse_change_of_bid();
create trigger bid_version_is_kept before update or delete or truncate on operations.bid_version
  for each statement execute function operations.refuse_change_of_bid();
create trigger bid_decision_is_kept before update or delete or truncate on operations.bid_decision
  for each statement execute function operations.refuse_change_of_bid();
create trigger bid_operation_is_kept before update or delete or truncate on operations.bid_operation
  for each statement execute function operations.refuse_change_of_bid();

call ledger.account_for('operations.meeting', 'id');
call ledger.account_for('operations.meeting_seat', 'meeting_id', 'insert');
call ledger.account_for('operations.bid', 'id');
call ledger.account_for('operations.bid_version', 'bid_id', 'insert');
call ledger.account_for('operations.bid_product', 'bid_id');
-- A decision is of what was submitted.
call ledger.account_for('operations.bid_decision', 'bid_id', 'insert', 'new.number >= 1');
call ledger.account_for('operations.bid_operation', 'bid_id', 'insert');

reset role;
