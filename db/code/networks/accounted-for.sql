-- What of this schema must be accounted for, and is dated by when it is done. Mentions and what finds them are made of
-- reports, whose changes are accounted for themselves.

set role seamark_service;

-- What was decided about a report's subjects goes with the report's erasure, which has the event, and in no other way.
create function networks.goes_with_an_erasure() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  gone boolean;
begin
  if tg_table_name = 'link' then
    gone := exists (select from access.record r where r.id = old.record_id and r.erased_at is not null);
  elsif tg_table_name = 'joining' then
    gone := exists (select from networks.subject s join access.record r on r.id = s.record_id
                    where s.id in (old.a, old.b) and r.erased_at is not null);
  else
    gone := exists (select from networks.subject s join access.record r on r.id = s.record_id
                    where s.id = old.subject_id and r.erased_at is not null);
  end if;
  if not gone then
    raise exception 'A decision of networks goes with an erasure' using errcode = 'SM002';
  end if;
  return old;
end
$$;

grant execute on function networks.goes_with_an_erasure() to seamark_owner;

set role seamark_owner;

call ledger.account_for('networks.link', 'id', 'insert or update');
call ledger.account_for('networks.joining', 'id', 'insert or update');
call ledger.account_for('networks.safeguarding', 'id', 'insert or update');
create trigger goes_with_an_erasure before delete on networks.link
  for each row execute function networks.goes_with_an_erasure();
create trigger goes_with_an_erasure before delete on networks.joining
  for each row execute function networks.goes_with_an_erasure();
create trigger goes_with_an_erasure before delete on networks.safeguarding
  for each row execute function networks.goes_with_an_erasure();
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
