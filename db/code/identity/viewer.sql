-- The viewer of this transaction, as policies and functions ask for them.

set role seamark_owner;

-- The viewer of this transaction. A custom setting is '' and not NULL after the transaction that set
-- it, hence nullif. Plain SQL, so that the planner can take them apart inside policies.
create function identity.viewer_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('seamark.person', true), '')::uuid;

create function identity.viewer_agency() returns integer language sql stable parallel safe
  return nullif(current_setting('seamark.agency', true), '')::integer;

-- Null while nobody is signed in.
create function identity.viewer_roles() returns text[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('seamark.roles', true), ''), ',');

create function identity.viewer_has_role(variadic wanted text[]) returns boolean language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('seamark.roles', true), ''), ',') && wanted, false);

grant execute on function identity.viewer_person(), identity.viewer_agency(), identity.viewer_roles(),
  identity.viewer_has_role(text[]) to seamark_member, seamark_service;

reset role;
