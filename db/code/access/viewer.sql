-- What the viewer is cleared for and belongs to, and who sees as they do.

set role seamark_owner;

create function access.viewer_is_cleared_for(classification text) returns boolean language sql stable parallel safe
  return classification = 'OFFICIAL' or current_setting('seamark.clearance', true) = 'OFFICIAL-SENSITIVE';

-- A membership that nobody has confirmed in time sleeps: whoever's it is reads nothing, by the database's clock.
create function access.is_awake(until timestamptz) returns boolean language sql stable parallel safe
  return until is null or until > now();

create function access.viewer_is_member_of(compartment uuid) returns boolean language sql stable parallel safe
  return exists (select from access.compartment_member m
                 where m.compartment_id = viewer_is_member_of.compartment and m.person_id = identity.viewer_person()
                   and access.is_awake(m.awake_until));

-- Each viewer reads one counting, so that the same statement answers each of them by their own.
create function access.viewer_counting() returns text language sql stable parallel safe
  return case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE') then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end;

-- Of those who read, whoever has the same answer here has the same sight of every record that is not a draft and
-- needs no acceptance: all that access.sight and the policies ask of a viewer, except who they are.
create function access.viewer_sees_as() returns text
  language sql stable set search_path = ''
  begin atomic
    select concat_ws(' ', identity.viewer_agency(), current_setting('seamark.active', true),
      current_setting('seamark.clearance', true),
      (select string_agg(role, ',' order by role)
       from unnest(string_to_array(current_setting('seamark.roles', true), ',')) as role),
      (select string_agg(m.compartment_id::text, ',' order by m.compartment_id) from access.compartment_member m
       where m.person_id = identity.viewer_person() and access.is_awake(m.awake_until)));
  end;

grant execute on function access.viewer_is_cleared_for(text), access.is_awake(timestamptz), access.viewer_is_member_of(uuid),
  access.viewer_counting() to seamark_member, seamark_service;
grant execute on function access.viewer_sees_as() to seamark_member;

reset role;
