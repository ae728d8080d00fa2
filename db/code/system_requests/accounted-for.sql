-- What of requests changes with its event. The event speaks of the request; it holds states and counts, and no text.

set role seamark_owner;

call ledger.account_for('system_requests.request', 'id');
call ledger.account_for('system_requests.safeguarding', 'request_id');
call ledger.account_for('system_requests.corroboration', 'request_id');
call ledger.account_for('system_requests.corroborating_record', 'request_id');
call ledger.account_for('system_requests.wrong_record', 'request_id');
call ledger.account_for('system_requests.action_link', 'request_id');
call ledger.account_for('system_requests.accreditation', 'id');
call ledger.account_for('system_requests.alert', 'person_id', 'update of seen_at');

reset role;
