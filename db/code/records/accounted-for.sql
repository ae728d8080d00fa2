-- What of this schema changes with its event.

set role seamark_owner;

call ledger.account_for('records.review', 'record_id');
call ledger.account_for('access.legal_hold', 'record_id');
create trigger moment_is_now before insert or update on access.legal_hold
  for each row execute function platform.refuse_another_moment('placed_at', 'lifted_at');
call ledger.account_for('access.restriction', 'record_id');
call ledger.account_for('access.correction', 'record_id');
call ledger.account_for('access.notice', 'record_id');
create trigger moment_is_now before update on access.notice
  for each row execute function platform.refuse_another_moment('acknowledged_at');
call ledger.account_for('access.notice_statement', 'record_id');
create trigger moment_is_now before insert on access.notice_statement
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('access.erasure', 'record_id');
call ledger.account_for('records.subject_request', 'id');
create trigger moment_is_now before insert or update on records.subject_request
  for each row execute function platform.refuse_another_moment('taken_at', 'identity_at', 'extended_at', 'named_at', 'searched_at',
    'ready_at', 'answered_at', 'closed_at');
-- Items and decisions go with a record that is deleted, which is accounted for by itself.
call ledger.account_for('records.subject_request_item', 'request_id', 'insert or update of about, decided_by, decided_at');
create trigger moment_is_now before insert or update on records.subject_request_item
  for each row execute function platform.refuse_another_moment('decided_at');
call ledger.account_for('records.subject_request_decision', 'request_id', 'insert or update', 'new.reason is distinct from ''Erased''');
create trigger moment_is_now before insert or update on records.subject_request_decision
  for each row execute function platform.refuse_another_moment('decided_at');
call ledger.account_for('records.request_pause', 'request_id');
create trigger moment_is_now before insert or update on records.request_pause
  for each row execute function platform.refuse_another_moment('asked_at', 'came_at');
call ledger.account_for('records.sealed_search', 'request_id');
create trigger moment_is_now before insert or update on records.sealed_search
  for each row execute function platform.refuse_another_moment('at', 'finished_at');
call ledger.account_for('records.incident', 'id');
create trigger moment_is_now before insert or update on records.incident
  for each row execute function platform.refuse_another_moment('entered_at', 'closed_at');
call ledger.account_for('records.incident_record', 'incident_id');
create trigger moment_is_now before insert on records.incident_record
  for each row execute function platform.refuse_another_moment('added_at');
call ledger.account_for('records.register_entry', 'id');
create trigger moment_is_now before insert or update on records.register_entry
  for each row execute function platform.refuse_another_moment('changed_at');
call ledger.account_for('records.register_version', 'entry_id');
create trigger moment_is_now before insert on records.register_version
  for each row execute function platform.refuse_another_moment('at');

reset role;
