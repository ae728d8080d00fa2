-- Who reads and writes the rows of coast, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- coast.line ------------------------------------------------------------------------------------------
create policy service_all on coast.line to seamark_service using (true) with check (true);
create policy own_agency_reads on coast.line for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_reads_coastal_plan());
create policy own_editors_remove on coast.line for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan());
create policy own_editors_add on coast.line for insert to seamark_member
  with check (agency_id = identity.viewer_agency()
              and access.viewer_keeps_coastal_plan());
create policy own_editors_change on coast.line for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan())
  with check (agency_id = identity.viewer_agency());
grant select, insert, update, delete on coast.line to seamark_member, seamark_service;

-- coast.stretch ---------------------------------------------------------------------------------------
create policy service_all on coast.stretch to seamark_service using (true) with check (true);
create policy own_agency_reads on coast.stretch for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_reads_coastal_plan());
create policy own_editors_remove on coast.stretch for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan());
-- A lead is somebody of the agency (of other agencies' people a member reads no row), and a contact
-- belongs to a stretch of the agency.
create policy own_editors_add on coast.stretch for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_keeps_coastal_plan()
              and (lead_id is null or exists (select from identity.person p where p.id = lead_id)));
create policy own_editors_change on coast.stretch for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_keeps_coastal_plan())
  with check (agency_id = identity.viewer_agency()
              and (lead_id is null or exists (select from identity.person p where p.id = lead_id)));
grant select, insert, update, delete on coast.stretch to seamark_member, seamark_service;

-- coast.contact ---------------------------------------------------------------------------------------
create policy service_all on coast.contact to seamark_service using (true) with check (true);
create policy own_agency_reads on coast.contact for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_reads_coastal_plan());
create policy own_editors_remove on coast.contact for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan());
create policy own_editors_add on coast.contact for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_keeps_coastal_plan()
              and exists (select from coast.stretch s where s.id = stretch_id));
create policy own_editors_change on coast.contact for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_keeps_coastal_plan())
  with check (agency_id = identity.viewer_agency() and exists (select from coast.stretch s where s.id = stretch_id));
grant select, insert, update, delete on coast.contact to seamark_member, seamark_service;

-- coast.site ------------------------------------------------------------------------------------------
create policy service_all on coast.site to seamark_service using (true) with check (true);
create policy own_agency_reads on coast.site for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_reads_coastal_plan());
create policy own_editors_remove on coast.site for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan());
create policy own_editors_add on coast.site for insert to seamark_member
  with check (agency_id = identity.viewer_agency()
              and access.viewer_keeps_coastal_plan());
create policy own_editors_change on coast.site for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_keeps_coastal_plan())
  with check (agency_id = identity.viewer_agency());
grant select, insert, update, delete on coast.site to seamark_member, seamark_service;

reset role;
