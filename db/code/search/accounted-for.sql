-- What of this schema changes with its event.

set role seamark_owner;

-- Not on every insert: that comes with the record's version, which has a trigger of its own, and an import would
-- pay for both.
call ledger.account_for('search.entry', 'record_id', 'update of words, grades, kinds');

reset role;
