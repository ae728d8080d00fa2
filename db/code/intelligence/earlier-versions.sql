-- A version is read by who could read it: each earlier one by the marking that it had when it was current.

set role seamark_service;

-- Keeps how a version was marked when the report steps to the next one.
create function intelligence.keep_former_marking() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.former_marking (report_id, version, classification, handling, compartment_id)
  values (old.id, old.version, old.classification, old.handling, old.compartment_id)
  on conflict do nothing;
  return null;
end
$$;

-- May the viewer read an earlier version, or be told what it changed, as far as its own marking goes? The owner's
-- people by clearance and operation; a partner's reader who has read one before it besides that only what was checked,
-- and under conditions that they accepted. Of a version that is current, or is not there, the answer is no.
create function intelligence.earlier_version_in_sight(wanted uuid, wanted_version integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from intelligence.former_marking m join access.record r on r.id = m.report_id
      where m.report_id = wanted and m.version = wanted_version and m.version < r.version
        and access.viewer_is_cleared_for(m.classification)
        and (m.compartment_id is null or access.viewer_is_member_of(m.compartment_id))
        and case when r.agency_id = identity.viewer_agency()
          then access.sight(r, false, false) = 'full'
          else exists (select from access.reading g
                       where g.record_id = m.report_id and g.version < m.version
                         and g.person_id = identity.viewer_person() and g.agency_id = identity.viewer_agency())
            and intelligence.is_checked(m.report_id, m.version)
            and (m.handling = 'P'
                 or exists (select from access.acceptance a
                            where a.record_id = m.report_id and a.version = m.version
                              and a.person_id = identity.viewer_person()))
          end);
  end;

-- For who may read that version and could have read the one before. Null to everybody else.
create function intelligence.parts_changed(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select c.parts
    from intelligence.version_change c join access.record r on r.id = c.report_id
    where c.report_id = wanted and c.version = wanted_version
      and (case when c.version < r.version then intelligence.earlier_version_in_sight(r.id, c.version)
                when r.agency_id = identity.viewer_agency()
                then access.sight(r, false, false) = 'full'
                else intelligence.partner_report_read(r.id) end)
      and (intelligence.earlier_version_in_sight(r.id, c.version - 1)
           or exists (select from access.reading g
                      where g.record_id = r.id and g.version = c.version - 1
                        and g.person_id = identity.viewer_person() and g.agency_id = identity.viewer_agency()
                        and r.agency_id <> identity.viewer_agency()));
  end;

grant execute on function intelligence.keep_former_marking() to seamark_owner;
grant execute on function intelligence.earlier_version_in_sight(uuid, integer),
  intelligence.parts_changed(uuid, integer) to seamark_member;

set role seamark_owner;

create trigger former_marking_is_kept after update of version on access.record
  for each row when (old.kind = 'report' and old.status <> 'draft' and new.version <> old.version)
  execute function intelligence.keep_former_marking();

reset role;
