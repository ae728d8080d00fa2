-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('intelligence.version', 'report_id', 'insert or update');
-- It is written with its version, whose digest it must have.
call ledger.account_for('intelligence.version_content', 'report_id', 'delete');
call ledger.account_for('intelligence.withheld_subject', 'report_id');
call ledger.account_for('intelligence.derivation', 'derivative_id');

call ledger.account_for('intelligence.import_run', 'id', 'insert', 'current_user = ''seamark_member''');
call ledger.account_for('intelligence.version_check', 'report_id');
call ledger.account_for('intelligence.left_out', 'report_id');
call ledger.account_for('intelligence.version_change', 'report_id');

reset role;
