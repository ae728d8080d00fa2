-- What happened to a public report was whatever somebody at its desk wrote into the row: that it was looked at within
-- the hour, that it was new again (its reporter's taking it back then destroys all of it), that it became intelligence
-- which nobody had filed, that it is destroyed tomorrow. Of a person's change the database looks now.
set role seamark_owner;

create or replace function reporting.guard_public_report() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if (old.outcome = 'passed' or old.destroyed_at is not null)
     and (new.state, new.outcome, new.outcome_at, new.became_report_id)
         is distinct from (old.state, old.outcome, old.outcome_at, old.became_report_id) then
    raise exception 'A report that was passed on or destroyed stays so' using errcode = 'SM003';
  end if;
  if new.state = 'new' and old.state <> 'new' then
    raise exception 'A report that somebody has taken up is new no more' using errcode = 'SM003';
  end if;
  -- In hours, as it is counted; the program's clock may stand in another hour than the database's.
  if new.opened_first_minutes is distinct from old.opened_first_minutes
     and (old.opened_first_minutes is not null or new.opened_first_minutes is null
          or abs(new.opened_first_minutes - 60 * greatest(0, floor(extract(epoch from now() - old.hour) / 3600))) > 60) then
    raise exception 'A report is looked at first once, when it is' using errcode = 'SM003';
  end if;
  -- The filing itself closes what it was made of (0039).
  if new.outcome = 'intelligence' and old.outcome is distinct from 'intelligence' then
    raise exception 'A report becomes intelligence when its intelligence report is filed' using errcode = 'SM003';
  end if;
  if new.became_report_id is not null and new.became_report_id is distinct from old.became_report_id
     and not exists (select from intelligence.report r
                     where r.id = new.became_report_id and r.status = 'draft' and r.next_version_of is null
                       and r.author_id = identity.viewer_person()) then
    raise exception 'A report is made into a draft by who writes it' using errcode = 'SM003';
  end if;
  -- 60 days once it is closed, 180 before (arrival/retention.ts), from the last thing that happened to it; a day more
  -- or less where the clocks stand at midnight.
  if new.expires_on is distinct from old.expires_on
     and new.expires_on not between current_date + 59 and current_date + 181 then
    raise exception 'How long a report is kept is a matter of its state' using errcode = 'SM003';
  end if;
  return new;
end
$$;

reset role;
