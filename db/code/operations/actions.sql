-- What is done with actions. Each function asks who may. An agency's people are accepted for and allocated by that agency's
-- own tasking post alone; the lead of the operation commands nobody of another agency.

set role seamark_service;

-- How the viewer stands to an action.
create function operations.viewer_and_action(action uuid)
  returns table (raises boolean, tasks boolean, works boolean, of_agency boolean, wrote_result boolean, shared boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select operations.viewer_acts(a.operation_id)
             and (b.raised_by = identity.viewer_person() or operations.viewer_holds(a.operation_id, 'lead', 'deputy')),
           coalesce(a.agency_id = identity.viewer_agency(), false) and operations.viewer_holds(a.operation_id, 'tasking')
             and operations.is_open(a.operation_id),
           coalesce(w.person_id = identity.viewer_person(), false) and operations.viewer_acts(a.operation_id),
           coalesce(a.agency_id = identity.viewer_agency(), false) and operations.viewer_acts(a.operation_id),
           coalesce(w.result_by = identity.viewer_person(), false), coalesce(w.shared, false)
    from operations.action a
    join operations.action_brief b on b.action_id = a.id
    left join operations.action_work w on w.action_id = a.id
    where a.id = viewer_and_action.action and operations.viewer_in(a.operation_id);
  end;

-- Does the viewer read what an action asks? Who asked and who is asked; everybody in the operation until it is offered to
-- somebody, and again once the result is shared.
create function operations.viewer_reads_brief(action uuid) returns boolean
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return exists (
    select from operations.action a
    join operations.action_brief b on b.action_id = a.id
    left join operations.action_work w on w.action_id = a.id
    where a.id = viewer_reads_brief.action
      and (a.agency_id is null or identity.viewer_agency() in (a.agency_id, b.raised_agency_id) or w.shared)
      and operations.viewer_in(a.operation_id));
end
$$;

-- Raises an action. The row of the operation is locked, so that numbers follow one another.
create function operations.raise_action(wanted uuid, operation uuid, said jsonb, depends integer[]) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  given integer;
begin
  if not operations.viewer_acts(operation) then
    return null;
  end if;
  perform 1 from operations.operation o where o.id = operation for update;
  if (said ->> 'decision') is not null and not exists (
       select from operations.decision d
       where d.id = (said ->> 'decision')::uuid and d.operation_id = raise_action.operation and d.compartment_id is null) then
    raise exception 'An action follows from a decision of the main log of its operation' using errcode = 'SM003';
  end if;
  select coalesce(max(a.number), 0) + 1 into given from operations.action a where a.operation_id = operation;
  insert into operations.action (id, operation_id, number, due_on) values (wanted, operation, given, (said ->> 'due_on')::date);
  insert into operations.action_brief (action_id, operation_id, raised_by, raised_agency_id, kind, about, what, why, wanted,
    priority, wait_until, before_closing, decision_id)
  values (wanted, operation, identity.viewer_person(), identity.viewer_agency(), said ->> 'kind', said ->> 'about',
    said ->> 'what', said ->> 'why', said ->> 'wanted', said ->> 'priority', (said ->> 'wait_until')::date,
    (said ->> 'before_closing')::boolean, (said ->> 'decision')::uuid);
  insert into operations.action_depends (action_id, on_id)
  select wanted, a.id from operations.action a
  where a.operation_id = raise_action.operation and a.number = any (depends) and a.id <> wanted;
  if (select count(*) from operations.action_depends d where d.action_id = wanted) <> cardinality(depends) then
    raise exception 'An action waits for actions that there are' using errcode = 'SM003';
  end if;
  return given;
end
$$;

-- Brings an action to another state. Answers `done`, `stale` where somebody was before, `refused` where it is not this
-- viewer's to do or not how actions go, and null where there is no such action for them.
--   said   agency, reason, person, team, result, shared: what the state asks
create function operations.move_action(action uuid, revision integer, target text, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  a operations.action;
  v record;
  viewer uuid := identity.viewer_person();
begin
  select * into v from operations.viewer_and_action(move_action.action);
  if not found then
    return null;
  end if;
  select * into a from operations.action x where x.id = move_action.action for update;
  if a.revision <> move_action.revision then
    return 'stale';
  end if;
  if not operations.action_may_move(a.state, target)
     or not (case target
       when 'offered' then v.raises
       when 'accepted' then v.tasks
       when 'declined' then v.tasks
       when 'allocated' then case when a.state = 'done' then not v.wrote_result and (v.of_agency or v.shared and v.raises) else v.tasks end
       when 'done' then v.works or v.tasks
       when 'checked' then not v.wrote_result and (v.of_agency or v.shared and v.raises)
       when 'filed' then v.tasks or v.shared and v.raises
       when 'not-pursued' then case when a.state in ('accepted', 'allocated') then v.tasks else v.raises end
       else false end) then
    return 'refused';
  end if;
  update operations.action x
  set state = target, changed_at = now(), revision = x.revision + 1,
      agency_id = case when target = 'offered' then (said ->> 'agency')::integer else x.agency_id end
  where x.id = a.id;
  if target in ('declined', 'not-pursued', 'offered') then
    update operations.action_brief b set reason = said ->> 'reason' where b.action_id = a.id;
  end if;
  if target = 'accepted' then
    insert into operations.action_work (action_id, operation_id, agency_id, accepted_by)
    values (a.id, a.operation_id, a.agency_id, viewer);
  elsif target = 'allocated' and a.state = 'done' then
    -- It goes back to whoever did it; what was written stays until they write anew, and nobody has checked it.
    update operations.action_work w set shared = false where w.action_id = a.id;
  elsif target = 'allocated' then
    update operations.action_work w
    set person_id = (said ->> 'person')::uuid, team = said ->> 'team', allocated_by = viewer where w.action_id = a.id;
  elsif target = 'done' then
    update operations.action_work w
    set result = said ->> 'result', result_by = viewer, result_at = now(), shared = (said ->> 'shared')::boolean
    where w.action_id = a.id;
  elsif target = 'checked' then
    update operations.action_work w set checked_by = viewer, checked_at = now() where w.action_id = a.id;
  end if;
  return 'done';
end
$$;

-- For other functions: what an agency that has left was asked to do, and has not done, comes back to who asked, who may offer
-- it to another. What its own people wrote of it goes with them.
create function operations.hand_back_actions(of_operation uuid, of_agency integer) returns setof uuid
  language plpgsql security definer set search_path = '' as $$
declare
  back uuid[];
begin
  with changed as (
    update operations.action a set state = 'declined', changed_at = now(), revision = a.revision + 1
    where a.operation_id = of_operation and a.agency_id = of_agency and a.state in ('offered', 'accepted', 'allocated')
    returning a.id)
  select coalesce(array_agg(c.id), '{}') into back from changed c;
  update operations.action_brief b set reason = 'The agency has left the operation.' where b.action_id = any (back);
  delete from operations.action_work w where w.action_id = any (back);
  return query select unnest(back);
end
$$;

-- The agency shares what came of an action with everybody in the operation. It is not taken back.
create function operations.share_result(action uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  v record;
begin
  select * into v from operations.viewer_and_action(share_result.action);
  if not found or not (v.tasks or v.works) then
    return null;
  end if;
  update operations.action_work w set shared = true
  where w.action_id = share_result.action and w.result is not null and not w.shared
    and exists (select from operations.action a where a.id = w.action_id and a.state in ('done', 'checked', 'filed'));
  return found;
end
$$;

-- Says something of an action to the viewer's own agency, and on which day it comes back. Who asks and who is asked may.
create function operations.comment_on_action(wanted uuid, action uuid, text text, wait_until date) returns boolean
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  a operations.action;
  v record;
begin
  select * into v from operations.viewer_and_action(comment_on_action.action);
  if not found or not operations.viewer_reads_brief(comment_on_action.action) then
    return null;
  end if;
  select * into a from operations.action x where x.id = comment_on_action.action;
  if not operations.viewer_acts(a.operation_id) then
    return false;
  end if;
  insert into operations.action_comment (id, action_id, operation_id, agency_id, person_id, text)
  values (wanted, a.id, a.operation_id, identity.viewer_agency(), identity.viewer_person(), comment_on_action.text);
  if comment_on_action.wait_until is not null and (v.tasks or v.works or v.raises and a.state in ('raised', 'offered', 'declined')) then
    update operations.action_brief b set wait_until = comment_on_action.wait_until where b.action_id = a.id;
  end if;
  return true;
end
$$;

grant execute on function operations.viewer_and_action(uuid), operations.viewer_reads_brief(uuid),
  operations.raise_action(uuid, uuid, jsonb, integer[]), operations.move_action(uuid, integer, text, jsonb),
  operations.share_result(uuid), operations.comment_on_action(uuid, uuid, text, date),
  operations.needed_before_closing(uuid) to seamark_member;
grant execute on function operations.action_may_move(text, text) to seamark_member;

reset role;
