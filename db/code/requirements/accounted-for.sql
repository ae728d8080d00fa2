-- What of this schema is dated by when it is done. That a change has its event is said where the tables are shared
-- (db/policies/requirements.sql), but of answers here.

set role seamark_owner;

call ledger.account_for('requirements.answer', 'requirement_id');
create trigger moment_is_now before insert or update on requirements.answer
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on requirements.requirement
  for each row execute function platform.refuse_another_moment('created_at', 'closed_at');
create trigger moment_is_now before insert or update on requirements.line
  for each row execute function platform.refuse_another_moment('asked_at', 'changed_at');

reset role;
