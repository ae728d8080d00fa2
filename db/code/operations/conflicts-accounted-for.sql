-- What of planned events and conflicts changes with its event in the ledger. What a side has not learned is in nobody's.

set role seamark_owner;

call ledger.account_for('operations.planned_event', 'id');
call ledger.account_for('operations.planned_alert', 'person_id', 'update of seen_at');
call ledger.account_for('operations.planned_version', 'event_id', 'insert or update or delete');
call ledger.account_for('operations.conflict', 'id', 'insert or update', 'new.shown_at is not null');

reset role;
