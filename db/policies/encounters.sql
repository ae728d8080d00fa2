-- Who reads encounters: people of the own agency who record them, and nobody else. The functions of
-- db/code/encounters/acts.sql write.

set role seamark_owner;

-- encounters.encounter --------------------------------------------------------------------------------
create policy service_all on encounters.encounter to seamark_service using (true) with check (true);
create policy own_agency_reads on encounters.encounter for select to seamark_member
  using (agency_id = identity.viewer_agency() and encounters.viewer_records());
grant select on encounters.encounter to seamark_member;
grant select, insert, update, delete on encounters.encounter to seamark_service;

-- encounters.step -------------------------------------------------------------------------------------
create policy service_all on encounters.step to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.step for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.step to seamark_member;
grant select, insert, update, delete on encounters.step to seamark_service;

-- encounters.child_path -------------------------------------------------------------------------------
create policy service_all on encounters.child_path to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.child_path for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.child_path to seamark_member;
grant select, insert, update, delete on encounters.child_path to seamark_service;

-- encounters.opportunity ------------------------------------------------------------------------------
create policy service_all on encounters.opportunity to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.opportunity for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.opportunity to seamark_member;
grant select, insert, update, delete on encounters.opportunity to seamark_service;

-- encounters.identification ---------------------------------------------------------------------------
create policy service_all on encounters.identification to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.identification for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.identification to seamark_member;
grant select, insert, update, delete on encounters.identification to seamark_service;

-- encounters.handover ---------------------------------------------------------------------------------
create policy service_all on encounters.handover to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.handover for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.handover to seamark_member;
grant select, insert, update, delete on encounters.handover to seamark_service;

-- encounters.report -----------------------------------------------------------------------------------
create policy service_all on encounters.report to seamark_service using (true) with check (true);
create policy read_with_the_encounter on encounters.report for select to seamark_member
  using (exists (select from encounters.encounter e where e.id = encounter_id));
grant select on encounters.report to seamark_member;
grant select, insert, delete on encounters.report to seamark_service;

-- encounters.setting -----------------------------------------------------------------------------------
create policy service_reads on encounters.setting for select to seamark_service using (true);
create policy operator_changes on encounters.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select, update on encounters.setting to seamark_service;

reset role;
