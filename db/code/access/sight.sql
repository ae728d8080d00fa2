-- The rule of sight: what one signed-in person gets of one record. `access.sight` is the only place where
-- the rule is written; policies, search and matches all call it. It is pinned by the case table.

set role seamark_owner;

-- First rule that applies wins; the numbers are those of the specification.
--
-- There is no subquery in it, because PostgreSQL puts a function's expression straight into the query
-- only where there is none: measured over 185,000 rows, 2.2 microseconds a row against 19.
--   accepted  this person has accepted the conditions of this version
--   matched   a match connects the record to one that the viewer's agency owns
create function access.sight(
  owner_id integer, author_id uuid, status text, classification text, handling text,
  released_to_all boolean, released_to integer[], compartment_id uuid, discoverable boolean,
  accepted boolean, matched boolean
) returns text language sql stable parallel safe
  return case
    -- 1
    when coalesce(current_setting('seamark.active', true), '') <> 'true' then 'none'
    -- 3, 4: ahead of 2, whose exception for the author needs both
    when compartment_id is not null and not access.viewer_is_member_of(compartment_id) then 'none'
    when classification <> 'OFFICIAL' and coalesce(current_setting('seamark.clearance', true), '') <> 'OFFICIAL-SENSITIVE' then 'none'
    -- 2
    when not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
      case when author_id = identity.viewer_person() then 'full' else 'none' end
    -- 5
    when owner_id = identity.viewer_agency() then
      case when status <> 'draft' or author_id = identity.viewer_person()
                or identity.viewer_has_role('intelligence_officer') then 'full' else 'none' end
    -- 6, 7
    when status = 'disseminated' and (released_to_all or identity.viewer_agency() = any (released_to)) then
      case when handling = 'P' or accepted then 'full' else 'conditions' end
    -- 8
    when status in ('draft', 'withdrawn') then 'none'
    -- 9
    when discoverable and matched then 'hit'
    -- 10
    else 'none'
  end;

grant execute on function access.sight(integer, uuid, text, text, text, boolean, integer[], uuid, boolean, boolean, boolean)
  to seamark_member, seamark_service;

reset role;
