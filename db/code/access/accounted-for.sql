-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('access.compartment', 'id');
call ledger.account_for('access.compartment_member', 'compartment_id');


-- A sealed record comes with its submission's event, and is accounted for there.
call ledger.account_for('access.record', 'id', 'insert or update', 'new.kind <> ''sealed''');
call ledger.account_for('access.record', 'id', 'delete', 'old.kind <> ''sealed''', 'removal_is_accounted_for');
call ledger.account_for('access.release', 'record_id');
create trigger moment_is_now before insert or update on access.release
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('access.delivery', 'record_id');
create trigger moment_is_now before insert or update on access.delivery
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('access.acceptance', 'record_id');
create trigger moment_is_now before insert or update on access.acceptance
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('access.reading', 'record_id');
create trigger moment_is_now before insert or update on access.reading
  for each row execute function platform.refuse_another_moment('first_at', 'last_at');
call ledger.account_for('access.recall', 'record_id');
create trigger moment_is_now before insert or update on access.recall
  for each row execute function platform.refuse_another_moment('at');
call ledger.account_for('access.recall_notice', 'record_id');
create trigger moment_is_now before insert or update on access.recall_notice
  for each row execute function platform.refuse_another_moment('at', 'acknowledged_at');
call ledger.account_for('access.recall_statement', 'record_id');
create trigger moment_is_now before insert or update on access.recall_statement
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on access.exported
  for each row execute function platform.refuse_another_moment('at');

reset role;
