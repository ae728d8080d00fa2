-- What of encounters changes with its event. The event speaks of the encounter.

set role seamark_owner;

call ledger.account_for('encounters.encounter', 'id');
call ledger.account_for('encounters.step', 'encounter_id');
call ledger.account_for('encounters.child_path', 'encounter_id');
call ledger.account_for('encounters.opportunity', 'encounter_id');
call ledger.account_for('encounters.identification', 'encounter_id');
call ledger.account_for('encounters.handover', 'encounter_id');
-- A draft that is thrown away takes its row along; its own event says so.
call ledger.account_for('encounters.report', 'encounter_id', 'insert');

reset role;
