-- The decision log protects itself: from everybody, the program and the tables' owner too. What is entered is never
-- changed and never deleted; a number is given once, and none is left out.

set role seamark_owner;

create function operations.refuse_change_of_log() returns trigger language plpgsql as $$
begin
  raise exception 'A decision log is not changed: % of %', lower(tg_op), tg_table_name using errcode = 'SM003',
    hint = 'Enter another decision that corrects the first.';
end
$$;

set role seamark_service;

-- A log gives numbers, one by one, and changes in nothing else; its name goes with its operation.
create function operations.guard_decision_log() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.entries <> 0 then
      raise exception 'A log begins with nothing in it' using errcode = 'SM003';
    end if;
  elsif to_jsonb(new) - 'name' is not distinct from to_jsonb(old) - 'name' and new.name = 'Erased'
        and access.erasure_in_hand(old.operation_id) then
    return new;
  elsif to_jsonb(new) - 'entries' is distinct from to_jsonb(old) - 'entries' or new.entries <> old.entries + 1 then
    raise exception 'A log gives one number after the other' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- At commit: the last number that a log gave is that of its last entry.
create function operations.require_no_gap() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select l.entries from operations.decision_log l where l.id = new.id)
     is distinct from (select coalesce(max(d.number), 0) from operations.decision d where d.log_id = new.id) then
    raise exception 'A number of a decision log has no entry' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- An entry stands in its log's operation and compartment, with the log's last number, dated by when it is entered. It
-- corrects one of the same log.
create function operations.guard_new_decision() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  l operations.decision_log;
begin
  select * into strict l from operations.decision_log x where x.id = new.log_id;
  if (new.operation_id, new.compartment_id, new.number) is distinct from (l.operation_id, l.compartment_id, l.entries) then
    raise exception 'An entry takes the next number of its log' using errcode = 'SM003', hint = 'See operations.enter_decision.';
  end if;
  if new.entered_at <> now() then
    raise exception 'An entry is dated by when it is entered' using errcode = 'SM003';
  end if;
  if new.corrects_id is not null and not exists (
       select from operations.decision c where c.id = new.corrects_id and c.log_id = new.log_id) then
    raise exception 'An entry corrects one of the same log' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- At commit: an entry has what it says, and its digest is of that.
create function operations.require_decision_content() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from operations.decision_content c
                 where c.decision_id = new.id and c.part = 'entry' and operations.digest_of_decision(new, c.says, c.salt) = new.digest) then
    raise exception 'A decision says what its digest is of' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- What an entry says goes with the erasure of its operation, which two persons decide; and in no other way.
create function operations.guard_decision_content() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and access.erasure_in_hand(old.operation_id) then
    return old;
  end if;
  raise exception 'What a decision says is not changed: % of decision_content', lower(tg_op) using errcode = 'SM003',
    hint = 'Two persons erase it, with its operation.';
end
$$;

-- On which records an entry rests goes with it.
create function operations.guard_decision_link() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and exists (select from operations.decision d
                                  where d.id = old.decision_id and access.erasure_in_hand(d.operation_id)) then
    return old;
  end if;
  raise exception 'A decision log is not changed: % of decision_link', lower(tg_op) using errcode = 'SM003',
    hint = 'Enter another decision that corrects the first.';
end
$$;

-- What the digest is of, byte for byte: number, times, persons and words, in PostgreSQL's own writing of JSON.
create function operations.decision_text(d operations.decision, says jsonb) returns text
  language sql stable set search_path = ''
  return jsonb_build_object(
    'number', d.number, 'maker', d.maker_id, 'recorder', d.recorder_id, 'classification', d.classification,
    'decided_at', to_char(d.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'entered_at', to_char(d.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'corrects', d.corrects_id, 'review_on', d.review_on, 'must_read', d.must_read, 'says', says)::text;

create function operations.digest_of_decision(d operations.decision, says jsonb, salt bytea) returns bytea
  language sql stable set search_path = ''
  return sha256(salt || convert_to(operations.decision_text(d, says), 'UTF8'));

-- Each operation has its main log from its first moment.
create function operations.open_main_log() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into operations.decision_log (id, operation_id) values (gen_random_uuid(), new.id);
  return null;
end
$$;

grant execute on function operations.guard_decision_log(), operations.guard_decision_link(), operations.require_no_gap(),
  operations.guard_new_decision(), operations.require_decision_content(),
  operations.guard_decision_content(), operations.open_main_log() to seamark_owner;
grant execute on function operations.decision_text(operations.decision, jsonb) to seamark_member;

set role seamark_owner;

create trigger operation_has_a_log after insert on operations.operation
  for each row execute function operations.open_main_log();
create trigger log_is_guarded before insert or update on operations.decision_log
  for each row execute function operations.guard_decision_log();
create trigger log_is_kept before delete or truncate on operations.decision_log
  for each statement execute function operations.refuse_change_of_log();
create constraint trigger log_has_no_gap after insert or update on operations.decision_log
  deferrable initially deferred for each row execute function operations.require_no_gap();

create trigger decision_is_guarded before insert on operations.decision
  for each row execute function operations.guard_new_decision();
create trigger decision_is_kept before update or delete or truncate on operations.decision
  for each statement execute function operations.refuse_change_of_log();
create constraint trigger decision_has_content after insert on operations.decision
  deferrable initially deferred for each row execute function operations.require_decision_content();

create trigger decision_content_is_guarded before update or delete on operations.decision_content
  for each row execute function operations.guard_decision_content();
create trigger decision_content_is_kept before truncate on operations.decision_content
  for each statement execute function operations.refuse_change_of_log();

create trigger link_is_guarded before update or delete on operations.decision_link
  for each row execute function operations.guard_decision_link();
create trigger link_is_kept before truncate on operations.decision_link
  for each statement execute function operations.refuse_change_of_log();
create trigger word_is_kept before update or delete or truncate on operations.decision_word
  for each statement execute function operations.refuse_change_of_log();
create trigger reading_is_kept before update or delete or truncate on operations.decision_read
  for each statement execute function operations.refuse_change_of_log();
create trigger print_is_kept before update or delete or truncate on operations.log_print
  for each statement execute function operations.refuse_change_of_log();

call ledger.account_for('operations.decision_log', 'id', 'insert', 'new.compartment_id is not null');
call ledger.account_for('operations.decision', 'id', 'insert');
call ledger.account_for('operations.decision_content', 'decision_id', 'insert');
call ledger.account_for('operations.decision_word', 'decision_id', 'insert');
call ledger.account_for('operations.decision_read', 'decision_id', 'insert');
call ledger.account_for('operations.log_print', 'id', 'insert');

reset role;
