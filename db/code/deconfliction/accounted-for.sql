-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_service;

-- A sealed record comes with its submission's event; what becomes of it later has one of its own.
create function deconfliction.require_event_for_sealed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not (ledger.has_event(case when tg_op = 'DELETE' then old.id else new.id end)
          or tg_op <> 'DELETE' and exists (select from deconfliction.sealed_record s
                                           where s.id = new.id and ledger.has_event(s.submission_id))) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

grant execute on function deconfliction.require_event_for_sealed() to seamark_owner;

set role seamark_owner;

call ledger.account_for('deconfliction.match', 'id');
call ledger.account_for('deconfliction.match_answer', 'match_id');
create trigger moment_is_now before insert or update on deconfliction.match_answer
  for each row execute function platform.refuse_another_moment('at', 'closed_at');
call ledger.account_for('deconfliction.message', 'match_id');
create trigger moment_is_now before insert or update on deconfliction.message
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('deconfliction."check"', 'id');

-- What was seen stays seen, and is accounted for.
call ledger.account_for('deconfliction.silent_hit', 'record_id', 'update of seen_at, seen_by');
call ledger.account_for('deconfliction.check_alert', 'person_id', 'update of seen_at');
call ledger.account_for('deconfliction.sealed_submission', 'id');

create constraint trigger sealed_record_is_accounted_for after insert or update or delete on deconfliction.sealed_record
  deferrable initially deferred for each row execute function deconfliction.require_event_for_sealed();
create constraint trigger sealed_envelope_is_accounted_for after update on access.record
  deferrable initially deferred for each row when (new.kind = 'sealed')
  execute function deconfliction.require_event_for_sealed();
create constraint trigger removed_envelope_is_accounted_for after delete on access.record
  deferrable initially deferred for each row when (old.kind = 'sealed')
  execute function deconfliction.require_event_for_sealed();

call ledger.account_for('deconfliction.match_taken', 'match_id');

reset role;
