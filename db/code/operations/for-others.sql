-- What another room asks of operations and of their actions, as far as the viewer is in them: it runs as whoever asks.

set role seamark_owner;

-- The codename; null for whoever is not in it.
create function operations.codename_of(operation uuid) returns text
  language sql stable set search_path = ''
  begin atomic
    select o.codename from operations.operation o where o.id = codename_of.operation;
  end;

-- The open operations that the viewer is in: at most two hundred, as a form offers them.
create function operations.open_operations() returns table (id uuid, codename text)
  language sql stable set search_path = ''
  begin atomic
    select o.id, o.codename from operations.operation o
    where o.id = any (operations.viewer_operations()) and o.state in ('open', 'winding-down')
    order by o.codename, o.id limit 200;
  end;

-- An action by its number in the operation, and its number.
create function operations.action_numbered(operation uuid, number integer) returns uuid
  language sql stable set search_path = ''
  begin atomic
    select a.id from operations.action a
    where a.operation_id = action_numbered.operation and a.number = action_numbered.number;
  end;

create function operations.number_of_action(action uuid) returns integer
  language sql stable set search_path = ''
  begin atomic
    select a.number from operations.action a where a.id = number_of_action.action;
  end;

-- Of which kind an action of this operation is; null where there is none. For triggers of other rooms, which hold for every
-- reader alike.
create function operations.kind_of_action(action uuid, operation uuid) returns text
  language sql stable set search_path = ''
  begin atomic
    select b.kind from operations.action a join operations.action_brief b on b.action_id = a.id
    where a.id = kind_of_action.action and a.operation_id = kind_of_action.operation;
  end;

grant execute on function operations.codename_of(uuid), operations.open_operations(), operations.action_numbered(uuid, integer),
  operations.number_of_action(uuid) to seamark_member;
grant execute on function operations.kind_of_action(uuid, uuid) to seamark_service;

reset role;
