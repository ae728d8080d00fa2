-- Who reads requests: people of the agency that asks, as system_requests.is_for_viewer says, and nobody else. The functions of
-- db/code/system_requests/acts.sql write.

set role seamark_owner;

-- system_requests.request -----------------------------------------------------------------------------
create policy service_all on system_requests.request to seamark_service using (true) with check (true);
create policy those_it_is_for_read on system_requests.request for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_asks_systems()
         and system_requests.is_for_viewer(array[requester_id, authoriser_id, made_by, outcome_by], operation_id, state, system,
               (select operations.viewer_operations()), (select system_requests.viewer_operates())));
grant select on system_requests.request to seamark_member;
grant select, insert, update, delete on system_requests.request to seamark_service;

-- system_requests.safeguarding ------------------------------------------------------------------------
create policy service_all on system_requests.safeguarding to seamark_service using (true) with check (true);
create policy read_with_the_request on system_requests.safeguarding for select to seamark_member
  using (exists (select from system_requests.request r where r.id = request_id));
grant select on system_requests.safeguarding to seamark_member;
grant select, insert, delete on system_requests.safeguarding to seamark_service;

-- system_requests.corroboration -----------------------------------------------------------------------
create policy service_all on system_requests.corroboration to seamark_service using (true) with check (true);
create policy read_with_the_request on system_requests.corroboration for select to seamark_member
  using (exists (select from system_requests.request r where r.id = request_id));
grant select on system_requests.corroboration to seamark_member;
grant select, insert, delete on system_requests.corroboration to seamark_service;

-- system_requests.corroborating_record ----------------------------------------------------------------
create policy service_all on system_requests.corroborating_record to seamark_service using (true) with check (true);
create policy read_with_the_request on system_requests.corroborating_record for select to seamark_member
  using (exists (select from system_requests.request r where r.id = request_id));
grant select on system_requests.corroborating_record to seamark_member;
grant select, insert, delete on system_requests.corroborating_record to seamark_service;

-- system_requests.wrong_record ------------------------------------------------------------------------
create policy service_all on system_requests.wrong_record to seamark_service using (true) with check (true);
create policy read_with_the_request on system_requests.wrong_record for select to seamark_member
  using (exists (select from system_requests.request r where r.id = request_id));
grant select on system_requests.wrong_record to seamark_member;
grant select, insert, delete on system_requests.wrong_record to seamark_service;

-- system_requests.action_link -------------------------------------------------------------------------
create policy service_all on system_requests.action_link to seamark_service using (true) with check (true);
create policy read_with_the_request on system_requests.action_link for select to seamark_member
  using (exists (select from system_requests.request r where r.id = request_id));
grant select on system_requests.action_link to seamark_member;
grant select, insert, delete on system_requests.action_link to seamark_service;

-- system_requests.system ------------------------------------------------------------------------------
create policy service_reads on system_requests.system for select to seamark_service using (true);
create policy operator_enters on system_requests.system for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_changes on system_requests.system for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
create policy everybody_reads on system_requests.system for select to seamark_member using (access.viewer_asks_systems());
grant select on system_requests.system to seamark_member;
grant select, insert, update on system_requests.system to seamark_service;

-- system_requests.desk --------------------------------------------------------------------------------
create policy service_reads on system_requests.desk for select to seamark_service using (true);
create policy operator_enters on system_requests.desk for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_changes on system_requests.desk for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
create policy own_agency_reads on system_requests.desk for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_asks_systems());
grant select on system_requests.desk to seamark_member;
grant select, insert, update on system_requests.desk to seamark_service;

-- system_requests.accreditation -----------------------------------------------------------------------
create policy service_all on system_requests.accreditation to seamark_service using (true) with check (true);
create policy own_agency_reads on system_requests.accreditation for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_asks_systems());
grant select on system_requests.accreditation to seamark_member;
grant select, insert, update (ended_at, ended_by) on system_requests.accreditation to seamark_service;

-- system_requests.alert -------------------------------------------------------------------------------
create policy service_all on system_requests.alert to seamark_service using (true) with check (true);
create policy records_manager_reads on system_requests.alert for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
grant select on system_requests.alert to seamark_member;
grant select, insert, update, delete on system_requests.alert to seamark_service;

-- system_requests.setting -----------------------------------------------------------------------------
create policy service_reads on system_requests.setting for select to seamark_service using (true);
create policy everybody_reads on system_requests.setting for select to seamark_member using (access.viewer_asks_systems());
create policy operator_changes on system_requests.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on system_requests.setting to seamark_member;
grant select, update on system_requests.setting to seamark_service;

reset role;
