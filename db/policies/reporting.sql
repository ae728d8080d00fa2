-- Who reads and writes the rows of reporting, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- reporting.desk --------------------------------------------------------------------------------------
create policy service_all on reporting.desk to seamark_service using (true) with check (true);
-- Who takes reports and to which key is no secret; the key under the recovery key is not handed out.
create policy everybody_reads on reporting.desk for select to seamark_member
  using (identity.viewer_agency() is not null);
grant select on reporting.desk to seamark_member;
grant select, insert, update, delete on reporting.desk to seamark_service;

-- reporting.desk_key ----------------------------------------------------------------------------------
create policy service_all on reporting.desk_key to seamark_service using (true) with check (true);
create policy everybody_reads on reporting.desk_key for select to seamark_member
  using (identity.viewer_agency() is not null);
grant select, insert, update, delete on reporting.desk_key to seamark_service;
grant select (id, agency_id, purpose, recipient, recovery_recipient, created_at, retired_at)
  on reporting.desk_key to seamark_member;

-- reporting.officer_key -------------------------------------------------------------------------------
create policy service_all on reporting.officer_key to seamark_service using (true) with check (true);
create policy own_key on reporting.officer_key to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
grant select, insert, update on reporting.officer_key to seamark_member;
grant select, insert, update, delete on reporting.officer_key to seamark_service;

-- reporting.wrapped_key -------------------------------------------------------------------------------
create policy service_all on reporting.wrapped_key to seamark_service using (true) with check (true);
-- Whose keys these are; a key is given by somebody who holds it, which the row itself proves, because
-- nobody else could have sealed it.
create policy own_keys on reporting.wrapped_key for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_agency_gives on reporting.wrapped_key for insert to seamark_member with check (
  given_by = identity.viewer_person()
  and access.viewer_triages()
  and exists (select from reporting.desk_key k where k.id = desk_key_id and k.agency_id = identity.viewer_agency())
  and exists (select from identity.person p where p.id = person_id and p.active and p.agency_id = identity.viewer_agency()
                and access.triages(p.roles)));
create policy own_keys_go on reporting.wrapped_key for delete to seamark_member
  using (person_id = identity.viewer_person());
create policy not_to_oneself on reporting.wrapped_key as restrictive for insert to seamark_member
  with check (person_id <> identity.viewer_person());
grant select, insert, delete on reporting.wrapped_key to seamark_member;
grant select, insert, update, delete on reporting.wrapped_key to seamark_service;

-- reporting.draft -------------------------------------------------------------------------------------
create policy service_all on reporting.draft to seamark_service using (true) with check (true);
grant select, insert, update, delete on reporting.draft to seamark_service;

-- reporting.draft_file --------------------------------------------------------------------------------
create policy service_all on reporting.draft_file to seamark_service using (true) with check (true);
grant select, insert, update, delete on reporting.draft_file to seamark_service;

-- reporting.public_report -----------------------------------------------------------------------------
create policy service_all on reporting.public_report to seamark_service using (true) with check (true);
create policy desk_reads on reporting.public_report for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.viewer_triages());
create policy desk_changes on reporting.public_report for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_triages())
  with check (agency_id = identity.viewer_agency());
grant select on reporting.public_report to seamark_member;
grant select, insert, update, delete on reporting.public_report to seamark_service;
grant update (state, opened_first_minutes, outcome, outcome_reason, outcome_at, incident_id, doubtful,
  messages_read, expires_on, became_report_id) on reporting.public_report to seamark_member;

-- reporting.sealed_part -------------------------------------------------------------------------------
create policy service_all on reporting.sealed_part to seamark_service using (true) with check (true);
create policy desk_reads on reporting.sealed_part for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.viewer_triages());
create policy desk_writes_messages on reporting.sealed_part for insert to seamark_member with check (
  part = 'message' and agency_id = identity.viewer_agency()
  and access.viewer_triages()
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));
grant select, insert on reporting.sealed_part to seamark_member;
grant select, insert, update, delete on reporting.sealed_part to seamark_service;

-- reporting.message -----------------------------------------------------------------------------------
create policy service_all on reporting.message to seamark_service using (true) with check (true);
create policy desk_reads on reporting.message for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.viewer_triages());
create policy second_officer_decides on reporting.message for update to seamark_member
  using (agency_id = identity.viewer_agency() and state = 'awaiting-second' and written_by <> identity.viewer_person()
         and access.viewer_triages())
  with check (agency_id = identity.viewer_agency() and state in ('sent', 'refused') and second_by = identity.viewer_person());
-- The desk's words to a reporter are the desk's: an analyst or an overseer of the agency has none to give.
create policy desk_writes on reporting.message for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and not from_reporter and written_by = identity.viewer_person()
  and second_by is null
  and access.viewer_triages()
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));
grant select, insert on reporting.message to seamark_member;
grant select, insert, update, delete on reporting.message to seamark_service;
grant update (state, second_by) on reporting.message to seamark_member;

-- reporting.draft_piece -------------------------------------------------------------------------------
create policy service_all on reporting.draft_piece to seamark_service using (true) with check (true);
grant select, insert, update, delete on reporting.draft_piece to seamark_service;

-- reporting.became ------------------------------------------------------------------------------------
create policy service_all on reporting.became to seamark_service using (true) with check (true);
create policy desk_reads on reporting.became for select to seamark_member
  using (exists (select from reporting.public_report p where p.id = public_report_id));
grant select on reporting.became to seamark_member;
grant select, insert on reporting.became to seamark_service;

-- reporting.comparison --------------------------------------------------------------------------------
create policy service_all on reporting.comparison to seamark_service using (true) with check (true);
create policy desk_writes on reporting.comparison for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from reporting.public_report p where p.id = public_report_id and p.destroyed_at is null));
create policy desk_reads on reporting.comparison for select to seamark_member
  using (exists (select from reporting.public_report p where p.id = public_report_id));
grant select, insert on reporting.comparison to seamark_member, seamark_service;

-- reporting.draft_room --------------------------------------------------------------------------------
create policy service_all on reporting.draft_room to seamark_service using (true) with check (true);
grant select, insert, update on reporting.draft_room to seamark_service;

-- reporting.referral ----------------------------------------------------------------------------------
create policy service_all on reporting.referral to seamark_service using (true) with check (true);
create policy desk_reads on reporting.referral for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_triages());
create policy desk_writes on reporting.referral for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_triages()
  and exists (select from reporting.public_report p
              where p.id = report_id and p.destroyed_at is null and p.outcome is distinct from 'passed'));
grant select, insert on reporting.referral to seamark_member, seamark_service;

reset role;
