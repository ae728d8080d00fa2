-- What policies and functions ask of an operation: is the viewer in it, what do they hold in it, does an agency take part.
-- The rule of sight answers the first; there is no second rule.

set role seamark_service;

-- As the program, by the rule itself: a plan under policies is made anew whenever another role asks, and these two are asked
-- by policies and by functions of the program in turn, row after row.

-- Does the viewer read the operation? An awake member of its compartment, cleared, of an agency that takes part. It says the
-- same of one that is not there.
create function operations.viewer_in(operation uuid) returns boolean
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from access.record r
                 where r.id = viewer_in.operation and r.kind = 'operation'
                   and access.sight(r, exists (select from access.acceptance a
                                               where a.record_id = r.id and a.version = r.version
                                                 and a.person_id = identity.viewer_person()),
                                    false) = 'full');
end
$$;

-- Is the viewer in it, and do they hold one of these posts? Nobody holds what was not accepted, has ended, or sleeps.
create function operations.viewer_holds(operation uuid, variadic posts text[]) returns boolean
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return operations.viewer_in(viewer_holds.operation) and exists (
    select from operations.post p
    where p.operation_id = viewer_holds.operation and p.person_id = identity.viewer_person()
      and p.state = 'accepted' and p.confirmed_until > now() and p.post = any (posts));
end
$$;

-- The same, where something is done in it still. One that winds down is still worked on.
create function operations.viewer_works_as(operation uuid, variadic posts text[]) returns boolean
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from operations.operation o
                 where o.id = viewer_works_as.operation and o.state in ('open', 'winding-down'))
    and operations.viewer_holds(viewer_works_as.operation, variadic viewer_works_as.posts);
end
$$;

-- May the viewer act in it? An observer reads, and may not.
create function operations.viewer_acts(operation uuid) returns boolean
  language sql stable
  return operations.viewer_works_as(operation, 'lead', 'deputy', 'strategic-commander', 'tactical-commander',
    'operational-commander', 'loggist', 'tasking', 'exhibits-officer', 'disclosure-officer', 'reviewer',
    'privilege-reviewer', 'member');

grant execute on function operations.viewer_in(uuid), operations.viewer_holds(uuid, text[]),
  operations.viewer_works_as(uuid, text[]), operations.viewer_acts(uuid) to seamark_member, seamark_owner;

set role seamark_owner;

-- Is anything done in it still? One that winds down is still worked on.
create function operations.is_open(operation uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from operations.operation o
                 where o.id = is_open.operation and o.state in ('open', 'winding-down'));
end
$$;

-- Does the agency take part now? To a member it is answered of operations that they are in.
create function operations.participates(operation uuid, agency integer) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from operations.participation p
                 where p.operation_id = participates.operation and p.agency_id = participates.agency
                   and p.state = 'accepted');
end
$$;

-- The agencies that take part beside one: to whom a record of the operation that this one owns is released.
create function operations.release_list(operation uuid, owner integer) returns integer[]
  language plpgsql stable set search_path = '' as $$
begin
  return (select coalesce(array_agg(p.agency_id order by p.agency_id), '{}') from operations.participation p
          where p.operation_id = release_list.operation and p.state = 'accepted' and p.agency_id <> release_list.owner);
end
$$;

grant execute on function operations.is_open(uuid), operations.participates(uuid, integer),
  operations.release_list(uuid, integer) to seamark_member, seamark_service;

set role seamark_service;

-- The operations that the viewer is in, as viewer_in says it of each. A policy that asks once for all of a statement's rows
-- asks this: of a thousand conflicts the rule of sight would be asked a thousand times.
create function operations.viewer_operations() returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
begin
  return (select coalesce(array_agg(p.operation_id), '{}')
          from (select distinct x.operation_id from operations.post x
                where x.person_id = identity.viewer_person() and x.state in ('proposed', 'accepted')) p
          where operations.viewer_in(p.operation_id));
end
$$;

grant execute on function operations.viewer_operations() to seamark_member;

reset role;
