-- What of groups is dated by when it is done, and what beside their own tables has its event.

set role seamark_owner;

call ledger.account_for('networks.group_report', 'group_id');
call ledger.account_for('networks.group_requirement', 'group_id');
create trigger moment_is_now before insert or update on networks.crime_group
  for each row execute function platform.refuse_another_moment('created_at');
create trigger moment_is_now before insert or update on networks.group_member
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on networks.group_line
  for each row execute function platform.refuse_another_moment('created_at', 'changed_at');
create trigger moment_is_now before insert or update on networks.group_line_asked
  for each row execute function platform.refuse_another_moment('asked_at', 'answered_at');
create trigger moment_is_now before insert or update on networks.group_assessment
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on networks.group_review
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on networks.group_report
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on networks.group_requirement
  for each row execute function platform.refuse_another_moment('at');

reset role;
