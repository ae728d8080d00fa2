-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('reporting.desk_key', 'id');
call ledger.account_for('reporting.officer_key', 'person_id');
call ledger.account_for('reporting.wrapped_key', 'desk_key_id');
call ledger.account_for('reporting.public_report', 'id');
call ledger.account_for('reporting.sealed_part', 'report_id');
call ledger.account_for('reporting.message', 'report_id');
create trigger became_is_append_only before update or delete or truncate on reporting.became for each statement
  execute function ledger.refuse_change();
create trigger comparison_is_append_only before update or delete or truncate on reporting.comparison for each statement
  execute function ledger.refuse_change();
create trigger referral_is_append_only before update or delete or truncate on reporting.referral
  for each statement execute function ledger.refuse_change();
call ledger.account_for('reporting.referral', 'report_id');
create trigger moment_is_now before insert or update on reporting.referral
  for each row execute function platform.refuse_another_moment('at');

reset role;
