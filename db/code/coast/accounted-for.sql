-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('coast.line', 'id');
call ledger.account_for('coast.stretch', 'id');
call ledger.account_for('coast.contact', 'stretch_id');
call ledger.account_for('coast.site', 'id');

reset role;
