-- Who reads and writes the rows of identity, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- identity.agency -------------------------------------------------------------------------------------
create policy service_all on identity.agency to seamark_service using (true) with check (true);
-- Agencies and their desks are known to everybody who works here: a hit names them.
create policy everybody_reads on identity.agency for select to seamark_member using (true);
create policy administrator_changes on identity.agency for update to seamark_member
  using (id = identity.viewer_agency() and identity.viewer_has_role('administrator'))
  with check (id = identity.viewer_agency());
-- The name and the domains of an agency are the operator's.
grant select on identity.agency to seamark_member;
grant select, insert, update, delete on identity.agency to seamark_service;
grant update (desk_name, desk_email, desk_phone, desk_hours, version) on identity.agency to seamark_member;

-- identity.person -------------------------------------------------------------------------------------
create policy service_all on identity.person to seamark_service using (true) with check (true);
create policy own_agency_reads on identity.person for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy administrator_adds on identity.person for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and identity.viewer_has_role('administrator'));
create policy administrator_changes on identity.person for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('administrator'))
  with check (agency_id = identity.viewer_agency());
-- A member enters and changes what the form shows, and nothing else of an account.
grant select on identity.person to seamark_member;
grant select, insert, update, delete on identity.person to seamark_service;
grant insert (id, agency_id, email, name, roles, clearance) on identity.person to seamark_member;
grant update (name, roles, clearance, active, version) on identity.person to seamark_member;

-- identity.session ------------------------------------------------------------------------------------
create policy service_all on identity.session to seamark_service using (true) with check (true);
create policy own_session on identity.session for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_session_changes on identity.session for update to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
-- A person writes down the purpose of their own session, and nothing else of it. When each of them began and was
-- last used they see; the policy shows nobody another's, and the tokens stay unread.
grant select, insert, update, delete on identity.session to seamark_service;
grant select (id_hash, person_id, purpose, created_at, seen_at, ended_at)
  on identity.session to seamark_member;
grant update (purpose) on identity.session to seamark_member;

-- identity.kept_form ----------------------------------------------------------------------------------
create policy service_all on identity.kept_form to seamark_service using (true) with check (true);
grant select, insert, update, delete on identity.kept_form to seamark_service;

-- identity.agency_domain ------------------------------------------------------------------------------
create policy service_all on identity.agency_domain to seamark_service using (true) with check (true);
create policy own_agency_reads on identity.agency_domain for select to seamark_member
  using (agency_id = identity.viewer_agency());
grant select on identity.agency_domain to seamark_member;
grant select, insert, update, delete on identity.agency_domain to seamark_service;

-- identity.appointment --------------------------------------------------------------------------------
create policy service_all on identity.appointment to seamark_service using (true) with check (true);
create policy records_manager_reads on identity.appointment for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
create policy records_manager_settles on identity.appointment for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager') and seen_at is null
         and person_id <> identity.viewer_person() and given_by is distinct from identity.viewer_person())
  with check (agency_id = identity.viewer_agency() and seen_by = identity.viewer_person());
grant select on identity.appointment to seamark_member;
grant select, insert, update on identity.appointment to seamark_service;
grant update (seen_at, seen_by) on identity.appointment to seamark_member;

-- identity.looked -------------------------------------------------------------------------------------
create policy service_all on identity.looked to seamark_service using (true) with check (true);
create policy own_reads on identity.looked for select to seamark_member
    using (person_id = identity.viewer_person());
create policy own_writes on identity.looked for insert to seamark_member
    with check (person_id = identity.viewer_person());
create policy own_changes on identity.looked for update to seamark_member
    using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
grant select, insert on identity.looked to seamark_member;
grant select, insert, update, delete on identity.looked to seamark_service;
grant update (at, before, began) on identity.looked to seamark_member;

-- identity.purpose_used -------------------------------------------------------------------------------
create policy service_all on identity.purpose_used to seamark_service using (true) with check (true);
create policy own_reads on identity.purpose_used for select to seamark_member
    using (person_id = identity.viewer_person());
create policy own_writes on identity.purpose_used for insert to seamark_member
    with check (person_id = identity.viewer_person());
create policy own_changes on identity.purpose_used for update to seamark_member
    using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
create policy own_is_forgotten on identity.purpose_used for delete to seamark_member
  using (person_id = identity.viewer_person());
grant select, insert, delete on identity.purpose_used to seamark_member;
grant select, insert, update, delete on identity.purpose_used to seamark_service;
grant update (used_at) on identity.purpose_used to seamark_member;

-- identity.mail_wish ----------------------------------------------------------------------------------
create policy service_all on identity.mail_wish to seamark_service using (true) with check (true);
create policy own_reads on identity.mail_wish for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on identity.mail_wish for insert to seamark_member
  with check (person_id = identity.viewer_person()
              and (not happening_now or identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')));
create policy own_changes on identity.mail_wish for update to seamark_member
  using (person_id = identity.viewer_person())
  with check (person_id = identity.viewer_person()
              and (not happening_now or identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')));
grant select, insert on identity.mail_wish to seamark_member;
grant select, insert, update, delete on identity.mail_wish to seamark_service;
grant update (happening_now, digest) on identity.mail_wish to seamark_member;

-- identity.mail_sent ----------------------------------------------------------------------------------
create policy service_all on identity.mail_sent to seamark_service using (true) with check (true);
grant select, insert, update, delete on identity.mail_sent to seamark_service;

reset role;
