-- What keeps the rows of oversight true, whoever writes them.

set role seamark_service;

-- The day that people in the United Kingdom have.
create function oversight.today() returns date language sql stable parallel safe
  return (now() at time zone 'Europe/London')::date;

grant execute on function oversight.today() to seamark_member, seamark_owner, seamark_public;

-- What a body is, and whom it holds to account, at this moment.
create function oversight.holds(body integer, kinds text[], agency integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from identity.held_to_account h join identity.agency b on b.id = h.body_id
                   where h.body_id = holds.body and h.agency_id = holds.agency and b.kind = any (holds.kinds));
  end;

grant execute on function oversight.holds(integer, text[], integer) to seamark_member, seamark_owner;

create function oversight.guard_inspection() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.published_on > oversight.today() then
    raise exception 'A report that is published has a day of publication that is not in the future' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' and not exists (select from identity.agency a where a.id = new.agency_id
                                      and a.kind in ('commissioner', 'inspectorate', 'task-force')) then
    raise exception 'An inspection is entered by who oversees, or by the task force' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function oversight.guard_recommendation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.due_on < (select i.published_on from oversight.inspection i where i.id = new.inspection_id) then
    raise exception 'A recommendation is not due before it was published' using errcode = 'SM003';
  end if;
  if new.addressed_to is null and exists (select from oversight.duty d where d.recommendation_id = new.id) then
    raise exception 'A recommendation that has addressees is addressed to somebody' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- An addressee names who owns its line; who keeps the inspection says who is an addressee, and no longer is one.
create function oversight.guard_duty() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  viewer integer := identity.viewer_agency();
  keeper integer := (select i.agency_id from oversight.inspection i where i.id = new.inspection_id);
begin
  if not exists (select from oversight.recommendation r where r.id = new.recommendation_id and r.addressed_to is not null) then
    raise exception 'Say first to whom the recommendation is addressed' using errcode = 'SM003';
  end if;
  if identity.viewer_person() is null then
    return new;
  end if;
  if viewer <> new.agency_id and new.owner_post is distinct from (case when tg_op = 'UPDATE' then old.owner_post end) then
    raise exception 'The addressee says who owns its line' using errcode = 'SM003';
  end if;
  if viewer <> keeper and tg_op = 'UPDATE' and (new.ended_on, new.ended_because) is distinct from (old.ended_on, old.ended_because) then
    raise exception 'Who keeps the inspection says who is no longer an addressee' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function oversight.is_closed(duty uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from oversight.duty d where d.id = is_closed.duty and d.ended_on is not null)
      or coalesce((select c.outcome = 'complete' from oversight.decision c where c.duty_id = is_closed.duty
                   order by c.at desc, c.id desc limit 1), false);
  end;

-- What was signed stays as it was signed; what is closed has no further progress until it is opened again.
create function oversight.guard_progress() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.signed_at is not null and identity.viewer_person() is not null then
      raise exception 'Progress is entered first, and signed by another' using errcode = 'SM003';
    end if;
  elsif old.signed_at is not null
     or (new.id, new.duty_id, new.agency_id, new.stage, new.statement, new.person_id, new.at)
        is distinct from (old.id, old.duty_id, old.agency_id, old.stage, old.statement, old.person_id, old.at) then
    raise exception 'What was entered stays: enter what is new' using errcode = 'SM003';
  end if;
  if oversight.is_closed(new.duty_id) then
    raise exception 'This line is closed' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A file comes with its evidence, in one transaction: nothing is put under a signature afterwards, and none is exchanged.
create function oversight.guard_evidence_file() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'A file stays as it was entered' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from oversight.evidence e
                 where e.id = new.evidence_id and e.duty_id = new.duty_id and e.kind = 'file'
                   and e.xmin::text = pg_current_xact_id()::xid::text) then
    raise exception 'A file comes with its evidence' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- The force proposes, an inspectorate that holds it to account closes.
create function oversight.guard_decision() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not oversight.holds(new.body_id, '{inspectorate}', new.agency_id) then
    raise exception 'An inspectorate that holds the addressee to account decides' using errcode = 'SM003';
  end if;
  if new.outcome = 'complete' and (oversight.is_closed(new.duty_id)
     or (select p.stage from oversight.progress p where p.duty_id = new.duty_id and p.signed_at is not null
         order by p.signed_at desc, p.id desc limit 1) is distinct from 'complete-proposed') then
    raise exception 'Complete is recorded of what the addressee has proposed and signed as complete' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A commissioner answers for a force that it holds to account. What was signed is only published, or taken back from
-- the public page.
create function oversight.guard_response() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not oversight.holds(new.body_id, '{commissioner}', new.agency_id) then
    raise exception 'A commissioner responds for a force that it holds to account' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and old.signed_at is not null
     and (new.opening, new.closing, new.signed_by, new.signed_at, new.facts, new.inspection_id, new.body_id, new.agency_id)
         is distinct from
         (old.opening, old.closing, old.signed_by, old.signed_at, old.facts, old.inspection_id, old.body_id, old.agency_id) then
    raise exception 'A signed response is not changed' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and old.signed_at is null and new.signed_by <> identity.viewer_person() then
    raise exception 'One signs for oneself' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Of paragraphs, of the invitation and of the chief officer's comments.
create function oversight.guard_signed_response() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from oversight.response r where r.id = new.response_id and r.signed_at is not null) then
    raise exception 'A signed response is not changed' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function oversight.guard_meeting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not oversight.holds(new.body_id, '{commissioner,inspectorate}', new.agency_id) then
    raise exception 'One meets with an agency that one holds to account' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and old.state <> 'planned' and (new.state <> old.state or new.on_day <> old.on_day) then
    raise exception 'A meeting that was held or cancelled stays so' using errcode = 'SM003';
  end if;
  if new.state = 'held' and new.on_day > oversight.today() then
    raise exception 'A meeting of a day to come has not been held' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What was published about persons stays as it is: the program does not count a quarter again.
create function oversight.guard_published() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  raise exception 'A published figure is not changed' using errcode = 'SM003';
end
$$;

grant execute on function oversight.guard_inspection(), oversight.guard_recommendation(), oversight.guard_duty(),
  oversight.is_closed(uuid), oversight.guard_progress(), oversight.guard_evidence_file(), oversight.guard_decision(),
  oversight.guard_response(), oversight.guard_signed_response(), oversight.guard_meeting(), oversight.guard_published()
  to seamark_owner;

set role seamark_owner;

create trigger is_published before insert or update on oversight.inspection
  for each row execute function oversight.guard_inspection();
create trigger is_due_after_publication before insert or update on oversight.recommendation
  for each row execute function oversight.guard_recommendation();
create trigger addressee_and_keeper before insert or update on oversight.duty
  for each row execute function oversight.guard_duty();
create trigger stays_as_signed before insert or update on oversight.progress
  for each row execute function oversight.guard_progress();
create trigger comes_with_its_evidence before insert or update on oversight.evidence_file
  for each row execute function oversight.guard_evidence_file();
create trigger inspectorate_decides before insert or update on oversight.decision
  for each row execute function oversight.guard_decision();
create trigger commissioner_responds before insert or update on oversight.response
  for each row execute function oversight.guard_response();
create trigger not_when_signed before insert or update on oversight.paragraph
  for each row execute function oversight.guard_signed_response();
create trigger not_when_signed before insert or update on oversight.invitation
  for each row execute function oversight.guard_signed_response();
create trigger not_when_signed before insert or update on oversight.chief_comment
  for each row execute function oversight.guard_signed_response();
create trigger stays_as_published before update or delete on oversight.figure_count
  for each row when (old.about = 'persons') execute function oversight.guard_published();
create trigger held_once before insert or update on oversight.meeting
  for each row execute function oversight.guard_meeting();

reset role;
