-- What of this schema must be accounted for, and is dated by when it is done. Mentions and what finds them are made of
-- reports, whose changes are accounted for themselves.

set role seamark_owner;

call ledger.account_for('networks.link', 'id');
call ledger.account_for('networks.joining', 'id');
call ledger.account_for('networks.safeguarding', 'id');
call ledger.account_for('networks.suggestion', 'id');
create trigger moment_is_now before insert or update on networks.link
  for each row execute function platform.refuse_another_moment('decided_at');
create trigger moment_is_now before insert or update on networks.joining
  for each row execute function platform.refuse_another_moment('at_a', 'at_b', 'parted_at');
create trigger moment_is_now before insert or update on networks.safeguarding
  for each row execute function platform.refuse_another_moment('asked_at', 'agreed_at', 'refused_at');
create trigger moment_is_now before insert or update on networks.suggestion
  for each row execute function platform.refuse_another_moment('decided_at');

reset role;
