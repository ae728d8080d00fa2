-- What other rooms ask of entries of an operation that they link with: does the viewer see it, and which one is meant.

set role seamark_service;

-- A decision of a log that the viewer reads, and for which they are cleared.
create function operations.viewer_sees_decision(decision uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from operations.decision d
                 where d.id = viewer_sees_decision.decision and access.viewer_is_cleared_for(d.classification)
                   and operations.viewer_in(d.operation_id)
                   and (d.compartment_id is null or access.viewer_is_member_of(d.compartment_id)));
end
$$;

-- An action of an operation that the viewer is in. Who is asked what, its own page says.
create function operations.viewer_sees_action(action uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from operations.action a
                 where a.id = viewer_sees_action.action and operations.viewer_in(a.operation_id));
end
$$;

-- The decision of the main log, or the action, with this number in the operation of this name, as far as the viewer sees it.
create function operations.entry_named(kind text, codename text, number integer) returns uuid
  language plpgsql stable security definer set search_path = '' as $$
begin
  return case entry_named.kind
    when 'decision' then (
      select d.id from access.record r join operations.decision d on d.operation_id = r.id
      where r.kind = 'operation' and lower(r.title) = lower(entry_named.codename) and d.number = entry_named.number
        and d.compartment_id is null and operations.viewer_sees_decision(d.id)
      order by r.created_at desc limit 1)
    when 'action' then (
      select a.id from access.record r join operations.action a on a.operation_id = r.id
      where r.kind = 'operation' and lower(r.title) = lower(entry_named.codename) and a.number = entry_named.number
        and operations.viewer_sees_action(a.id)
      order by r.created_at desc limit 1) end;
end
$$;

-- Where the viewer finds it: operation, its codename and the number; nothing for what they do not see.
create function operations.entry_in_sight(kind text, entry uuid)
  returns table (operation_id uuid, codename text, number integer)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if entry_in_sight.kind = 'decision' and operations.viewer_sees_decision(entry_in_sight.entry) then
    return query select d.operation_id, r.title, d.number from operations.decision d join access.record r on r.id = d.operation_id
      where d.id = entry_in_sight.entry;
  elsif entry_in_sight.kind = 'action' and operations.viewer_sees_action(entry_in_sight.entry) then
    return query select a.operation_id, r.title, a.number from operations.action a join access.record r on r.id = a.operation_id
      where a.id = entry_in_sight.entry;
  end if;
end
$$;

grant execute on function operations.viewer_sees_decision(uuid), operations.viewer_sees_action(uuid),
  operations.entry_named(text, text, integer), operations.entry_in_sight(text, uuid) to seamark_member;

reset role;
