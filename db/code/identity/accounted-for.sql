-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('identity.person', 'id');
call ledger.account_for('identity.agency_domain', 'id');
call ledger.account_for('identity.appointment', 'person_id');
call ledger.account_for('identity.mail_wish', 'person_id');
call ledger.account_for('identity.unbinding', 'person_id');
call ledger.account_for('identity.role_proposal', 'person_id');
call ledger.account_for('identity.rank_attestation', 'person_id');

create trigger unbinding_is_now before insert or update on identity.unbinding
  for each row execute function platform.refuse_another_moment('asked_at', 'settled_at');
create trigger proposal_is_settled_now before update on identity.role_proposal
  for each row execute function platform.refuse_another_moment('settled_at');
create trigger attestation_is_now before insert or update on identity.rank_attestation
  for each row execute function platform.refuse_another_moment('attested_at', 'ended_at');

reset role;
