-- What of this schema changes with its event, and what is dated by when it is done.

set role seamark_owner;

call ledger.account_for('oversight.inspection', 'id');
call ledger.account_for('oversight.area', 'inspection_id');
call ledger.account_for('oversight.recommendation', 'inspection_id');
call ledger.account_for('oversight.duty', 'id');
call ledger.account_for('oversight.progress', 'duty_id');
call ledger.account_for('oversight.action', 'duty_id');
call ledger.account_for('oversight.evidence', 'duty_id');
call ledger.account_for('oversight.evidence_file', 'duty_id');
call ledger.account_for('oversight.decision', 'duty_id');
call ledger.account_for('oversight.own_area', 'inspection_id');
call ledger.account_for('oversight.gathering', 'inspection_id');
call ledger.account_for('oversight.response', 'id');
call ledger.account_for('oversight.paragraph', 'response_id');
call ledger.account_for('oversight.invitation', 'response_id');
call ledger.account_for('oversight.chief_comment', 'response_id');
call ledger.account_for('oversight.meeting', 'id');
call ledger.account_for('oversight.question', 'meeting_id');
call ledger.account_for('oversight.promise', 'meeting_id');
call ledger.account_for('oversight.public_page', 'id');
call ledger.account_for('oversight.pack', 'id');
call ledger.account_for('oversight.lesson', 'id');
call ledger.account_for('oversight.lesson_check', 'lesson_id');
call ledger.account_for('oversight.course', 'id');
call ledger.account_for('oversight.course_post', 'course_id');
call ledger.account_for('oversight.coverage', 'course_id');

create trigger moment_is_now before insert or update on oversight.progress
  for each row execute function platform.refuse_another_moment('at', 'signed_at');
create trigger moment_is_now before insert or update on oversight.action
  for each row execute function platform.refuse_another_moment('changed_at');
create trigger moment_is_now before insert or update on oversight.evidence
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.decision
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.response
  for each row execute function platform.refuse_another_moment('signed_at', 'published_at');
create trigger moment_is_now before insert or update on oversight.invitation
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.chief_comment
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.question
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.promise
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.pack
  for each row execute function platform.refuse_another_moment('made_at');
create trigger moment_is_now before insert or update on oversight.lesson
  for each row execute function platform.refuse_another_moment('at', 'evidence_at', 'accepted_at');
create trigger moment_is_now before insert or update on oversight.lesson_check
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on oversight.coverage
  for each row execute function platform.refuse_another_moment('at');

reset role;
