-- What was found and left unnamed on purpose is said by who files, of the version that is current or is being written,
-- and of no report that was recalled. Whoever saw a report of their agency could say it, of any version, whatever their
-- role: an overseer who had been an officer, of what the officers had long changed.
set role seamark_owner;

drop policy owner_writes on intelligence.left_out;
create policy owner_writes on intelligence.left_out for insert to seamark_member with check (
  identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                -- the next one stands before its report has stepped to it
                and left_out.version in (r.version, r.version + 1)));
drop policy owner_changes on intelligence.left_out;
create policy owner_changes on intelligence.left_out for update to seamark_member
  using (identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
         and exists (select from intelligence.report r
                     where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                       and left_out.version = r.version))
  with check (exists (select from intelligence.report r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                        and left_out.version = r.version));

reset role;
