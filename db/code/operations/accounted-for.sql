-- What of operations changes with its event. The record's number is the operation's and its compartment's: one event
-- accounts for all three.

set role seamark_owner;

call ledger.account_for('operations.operation', 'id', 'update or delete');
call ledger.account_for('operations.terms', 'operation_id');
call ledger.account_for('operations.participation', 'operation_id');
-- An acceptance is of an agency's part, which is accounted for by the same event.
call ledger.account_for('operations.terms_accepted', 'operation_id', 'insert or update', 'new.version > 1');
call ledger.account_for('operations.post', 'operation_id');
call ledger.account_for('operations.operation_group', 'operation_id');
call ledger.account_for('operations.operation_stretch', 'operation_id');
call ledger.account_for('operations.interest', 'id');
call ledger.account_for('operations.interest_told', 'match_id');

reset role;
