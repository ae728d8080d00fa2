-- What this room publishes for the others.

set role seamark_owner;

-- What a version says, for rooms that show a report beside what is theirs; each row by the viewer's own sight.
create view intelligence.what_it_says with (security_invoker = true) as
  select v.report_id, v.version, v.document from intelligence.version v;

grant select on intelligence.what_it_says to seamark_member;

set role seamark_service;

-- Does the viewer read this report of a partner in full? As the policies of the intelligence room say it: released,
-- its conditions accepted by this person, and checked where it was sanitised.
create function intelligence.partner_report_read(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from access.record r
      where r.id = partner_report_read.report and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
        and access.sight(r, exists (select from access.acceptance a
                      where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
              false) = 'full'
        and intelligence.is_checked(r.id, r.version));
  end;

-- The items of one version, for what the database keeps of them beside it (networks.event). Nobody else may ask.
create function intelligence.items_of(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select v.document -> 'items' from intelligence.version v
    where v.report_id = wanted and v.version = wanted_version;
  end;

reset role;
