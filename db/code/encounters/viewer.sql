-- Who records encounters: everybody who is signed in of a police force, or of another agency that acts. What an agency is,
-- the operator says (identity.agency.kind). Only the own agency reads them; there is no release.

set role seamark_service;

create function encounters.viewer_records() returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select access.viewer_records_encounters() and exists (
      select from identity.agency a where a.id = identity.viewer_agency() and a.kind in ('force', 'agency'));
  end;

-- Of the viewer's own agency, and they record: what every function here asks first.
create function encounters.viewer_works_on(encounter uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select encounters.viewer_records() and exists (
      select from encounters.encounter e where e.id = viewer_works_on.encounter and e.agency_id = identity.viewer_agency());
  end;

grant execute on function encounters.viewer_records(), encounters.viewer_works_on(uuid) to seamark_member;

reset role;
