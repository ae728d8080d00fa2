-- What of disruptions changes with its event. The event speaks of the disruption. Of the disruption's own table, and of its
-- record, that is said where they are shared (db/policies/disruptions.sql).

set role seamark_owner;

call ledger.account_for('disruptions.side', 'disruption_id');
call ledger.account_for('disruptions.claim', 'disruption_id');
call ledger.account_for('disruptions.moderation', 'disruption_id');
call ledger.account_for('disruptions.effect', 'disruption_id');
call ledger.account_for('disruptions.evidence', 'disruption_id');
call ledger.account_for('disruptions.of_group', 'disruption_id');
call ledger.account_for('disruptions.asked', 'disruption_id');
call ledger.account_for('disruptions.same', 'disruption_id');

reset role;
