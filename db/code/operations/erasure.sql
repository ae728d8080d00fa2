-- What an erasure takes of an operation, and what stays. Two persons decide it (access.agree_erasure), once the operation is
-- closed. Numbers, times, persons, states and digests stay; words, places and links go. A theme that keeps words of an
-- operation has its function here: src/rooms/operations/retention/retention.test.ts looks for tables without one.

set role seamark_service;

-- What is worked on is not erased: it is closed first.
create function operations.refuse_early_erasure() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from operations.operation o where o.id = new.record_id and o.state not in ('closed', 'archived')) then
    raise exception 'An operation that is worked on is not erased' using errcode = 'SM035', hint = 'Close it first.';
  end if;
  -- The clock closes them with the operation.
  if exists (select from operations.interest i join access.record r on r.id = i.id
             where r.kept_within = new.record_id and i.state = 'open') then
    raise exception 'What an operation works on is still matched' using errcode = 'SM035', hint = 'Ask again in a minute.';
  end if;
  return new;
end
$$;

-- What entries say and on what they rest, the names of narrower logs and who was named in them. Somebody stays in the
-- compartment of a narrower log while a record stands in it, which has a review of its own.
create function operations.erase_decisions(of_operation uuid) returns table (kind text, id uuid)
  language sql security definer set search_path = ''
  begin atomic
    delete from operations.decision_content c where c.operation_id = of_operation;
    delete from operations.decision_link l using operations.decision d
    where d.id = l.decision_id and d.operation_id = of_operation;
    update operations.decision_log l set name = 'Erased'
    where l.operation_id = of_operation and l.compartment_id is not null;
    update access.compartment c set name = 'Erased'
    from operations.decision_log l where l.operation_id = of_operation and c.id = l.compartment_id;
    delete from access.compartment_member m using operations.decision_log l
    where l.operation_id = of_operation and m.compartment_id = l.compartment_id
      and not exists (select from access.record r where r.compartment_id = l.compartment_id and r.erased_at is null);
    select 'decision-log'::text, l.id from operations.decision_log l
    where l.operation_id = of_operation and l.compartment_id is not null;
  end;

-- What was asked, said and found. Number, agency, state, days and persons stay.
create function operations.erase_actions(of_operation uuid) returns table (kind text, id uuid)
  language sql security definer set search_path = ''
  begin atomic
    delete from operations.action_comment c where c.operation_id = of_operation;
    update operations.action_work w set team = case when w.team is not null then 'Erased' end,
      result = case when w.result is not null then 'Erased' end
    where w.operation_id = of_operation;
    update operations.action_brief b set kind = 'other', about = 'nobody', what = 'Erased', why = 'Erased', wanted = 'Erased',
      reason = case when b.reason is not null then 'Erased' end
    where b.operation_id = of_operation;
    select 'action'::text, a.id from operations.action a where a.operation_id = of_operation;
  end;

-- Planned events with their versions and conflicts. One beside an event of an operation under a legal hold stays as a cell
-- and a month, so that what that side was told stays with it.
create function operations.erase_planned(of_operation uuid) returns table (kind text, id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  beside uuid[] := array(select e.id from operations.planned_event e
                         where e.operation_id = of_operation and operations.is_beside_held(e.id));
begin
  return query
    delete from operations.planned_event e where e.operation_id = of_operation and e.id <> all (beside)
    returning 'planned_event'::text, e.id;
  return query select m.kind, m.id from operations.make_coarse(beside) m;
  return query
    update operations.planned_event e set purpose = 'Erased', desk = 'Erased', telephone = '0000',
      rung_answered = case when e.rung_at is not null then 'Erased' end,
      go_decision = case when e.go_decision is not null then 'Erased' end
    where e.id = any (beside) returning 'planned_event'::text, e.id;
end
$$;

-- Action days: the plan for people who are found, desks, notes and what briefings say. Days, states, counts and who has read
-- which version stay.
create function operations.erase_action_days(of_operation uuid) returns table (kind text, id uuid)
  language sql security definer set search_path = ''
  begin atomic
    delete from operations.action_day_note n where n.operation_id = of_operation;
    update operations.action_day_desk d set desk = 'Erased', telephone = '0000' where d.operation_id = of_operation;
    update operations.briefing b set says = '{"information": "Erased"}' where b.operation_id = of_operation;
    update operations.action_day d set
      reception = case when d.reception is not null then 'Erased' end,
      interpreters = case when d.interpreters is not null then 'Erased' end,
      childrens_services = case when d.childrens_services is not null then 'Erased' end,
      first_responder = case when d.first_responder is not null then 'Erased' end
    where d.operation_id = of_operation;
    select 'action-day'::text, d.id from operations.action_day d where d.operation_id = of_operation
    union all
    select 'briefing', b.id from operations.briefing b where b.operation_id = of_operation;
  end;

-- Debriefs: what was observed and agreed. Lessons that were handed over stay where lessons are: they are about practice, and
-- nothing of them leads here any more. One that was kept back goes.
create function operations.erase_debriefs(of_operation uuid) returns table (kind text, id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  came uuid[];
begin
  with gone as (delete from operations.debrief_lesson l where l.operation_id = of_operation returning l.lesson_id)
  select array_agg(g.lesson_id) into came from gone g;
  delete from operations.observation o where o.operation_id = of_operation;
  update operations.debrief d set words = 'Erased' where d.operation_id = of_operation and d.words is not null;
  return query select 'lesson'::text, l.id from oversight.drop_kept_back(came) l (id);
  return query select 'debrief'::text, d.id from operations.debrief d where d.operation_id = of_operation;
end
$$;

-- Interests, of each agency that takes part: nobody reads them who is not in it. They are closed, so nothing of them is matched.
create function operations.erase_interests(of_operation uuid) returns table (kind text, id uuid)
  language sql security definer set search_path = ''
  begin atomic
    update operations.interest i set written = 'Erased', country = null, born = null, basis = 'Erased', desk = 'Erased',
      telephone = '0000', closed_why = 'Erased'
    from access.record r where r.id = i.id and r.kept_within = of_operation and i.state = 'closed';
    update access.record r set title = 'Erased' where r.kept_within = of_operation and r.status = 'withdrawn';
    select 'interest'::text, r.id from access.record r where r.kept_within = of_operation and r.status = 'withdrawn';
  end;

-- Takes all that an operation says, in the transaction in which a second person agreed. Returns what else than the operation
-- was changed: each has an event of its own.
create function operations.erase_operation(of_operation uuid) returns table (kind text, id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not exists (select from access.record r
                 where r.id = of_operation and r.kind = 'operation' and r.agency_id = identity.viewer_agency())
     or not access.erasure_in_hand(of_operation) then
    raise exception 'An operation is erased by two persons' using errcode = 'SM003';
  end if;
  return query select e.kind, e.id from operations.erase_decisions(of_operation) e;
  return query select e.kind, e.id from operations.erase_actions(of_operation) e;
  return query select e.kind, e.id from operations.erase_planned(of_operation) e;
  return query select e.kind, e.id from operations.erase_action_days(of_operation) e;
  return query select e.kind, e.id from operations.erase_debriefs(of_operation) e;
  return query select e.kind, e.id from operations.erase_interests(of_operation) e;
  delete from operations.planned_draft d where d.operation_id = of_operation;
  delete from operations.operation_group k where k.operation_id = of_operation;
  delete from operations.operation_stretch k where k.operation_id = of_operation;
  update operations.terms t set aim = 'Erased', information_owner = 'Erased', leaving = 'Erased'
  where t.operation_id = of_operation;
  update operations.participation p set gateway = 'Erased', reason = case when p.reason is not null then 'Erased' end
  where p.operation_id = of_operation;
  update operations.post p set reason = 'Erased' where p.operation_id = of_operation and p.reason is not null;
  update operations.operation o set
    codename = 'Erased', aim = 'Erased', purpose = 'Erased', priority = null, phase = null, dpia_reference = null,
    closing_note = 'Erased', in_register = false, revision = o.revision + 1
  where o.id = of_operation;
  update access.compartment c set name = 'Erased' where c.id = of_operation;
end
$$;

-- The main log of an operation that is erased.
create function operations.what_stays_of(operation uuid)
  returns table (log_id uuid, reference text, classification text, entries integer, erased_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select l.id, r.reference, r.classification, l.entries, r.erased_at
    from operations.decision_log l join access.record r on r.id = l.operation_id
    where l.operation_id = what_stays_of.operation and l.compartment_id is null
      and operations.viewer_reads_what_stays(l.operation_id);
  end;

-- Which records an operation serves: those in its compartment, those on which its decisions rest,
-- and the groups that it works against. For the clock, which
-- suggests the group of what it serves.
create function operations.served_by(wanted uuid[]) returns table (operation_id uuid, record_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.compartment_id, r.id from access.record r
    where r.compartment_id = any (wanted) and r.id <> r.compartment_id and r.erased_at is null and r.status <> 'draft'
    union
    select d.operation_id, l.record_id
    from operations.decision d join operations.decision_link l on l.decision_id = d.id
    where d.operation_id = any (wanted)
    union
    select k.operation_id, k.group_id from operations.operation_group k where k.operation_id = any (wanted);
  end;

grant execute on function operations.erase_operation(uuid), operations.what_stays_of(uuid) to seamark_member;
grant execute on function operations.refuse_early_erasure() to seamark_owner;

set role seamark_owner;

create trigger operation_is_closed_first before insert on access.erasure
  for each row when (new.kind = 'operation') execute function operations.refuse_early_erasure();

reset role;
