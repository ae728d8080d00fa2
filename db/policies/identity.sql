-- Who reads and writes the rows of identity, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- identity.agency -------------------------------------------------------------------------------------
create policy service_all on identity.agency to seamark_service using (true) with check (true);
-- Agencies and their desks are known to everybody who works here: a hit names them.
create policy everybody_reads on identity.agency for select to seamark_member using (true);
create policy administrator_changes on identity.agency for update to seamark_member
  using (id = identity.viewer_agency() and access.viewer_administers())
  with check (id = identity.viewer_agency());
-- The name, the domains and the kind of an agency are the operator's.
grant select on identity.agency to seamark_member;
grant select, insert, update, delete on identity.agency to seamark_service;
grant update (desk_name, desk_email, desk_phone, desk_hours, version) on identity.agency to seamark_member;

-- identity.held_to_account ----------------------------------------------------------------------------
create policy everybody_reads on identity.held_to_account for select to seamark_member
  using (identity.viewer_person() is not null);
create policy service_reads on identity.held_to_account for select to seamark_service using (true);
create policy operator_enters on identity.held_to_account for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_removes on identity.held_to_account for delete to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
grant select on identity.held_to_account to seamark_member;
grant select, insert, delete on identity.held_to_account to seamark_service;

-- identity.person -------------------------------------------------------------------------------------
create policy service_all on identity.person to seamark_service using (true) with check (true);
create policy own_agency_reads on identity.person for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy administrator_adds on identity.person for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_administers());
create policy administrator_changes on identity.person for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers())
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
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy records_manager_settles on identity.appointment for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records() and seen_at is null
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
              and (not happening_now or access.viewer_triages()));
create policy own_changes on identity.mail_wish for update to seamark_member
  using (person_id = identity.viewer_person())
  with check (person_id = identity.viewer_person()
              and (not happening_now or access.viewer_triages()));
grant select, insert on identity.mail_wish to seamark_member;
grant select, insert, update, delete on identity.mail_wish to seamark_service;
grant update (happening_now, digest) on identity.mail_wish to seamark_member;

-- identity.mail_sent ----------------------------------------------------------------------------------
create policy service_all on identity.mail_sent to seamark_service using (true) with check (true);
grant select, insert, update, delete on identity.mail_sent to seamark_service;

-- identity.unbinding ----------------------------------------------------------------------------------
create policy service_all on identity.unbinding to seamark_service using (true) with check (true);
create policy administrator_reads on identity.unbinding for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers());
create policy administrator_asks on identity.unbinding for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_administers()
              and asked_by = identity.viewer_person());
create policy administrator_settles on identity.unbinding for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers() and settled_at is null
         and person_id <> identity.viewer_person())
  with check (agency_id = identity.viewer_agency() and settled_by = identity.viewer_person());
grant select on identity.unbinding to seamark_member;
grant select on identity.unbinding to seamark_service;
grant insert (id, agency_id, person_id, asked_by, asked_at) on identity.unbinding to seamark_member;
grant update (settled_by, settled_at, outcome) on identity.unbinding to seamark_member;

-- identity.group_role ---------------------------------------------------------------------------------
create policy service_reads on identity.group_role for select to seamark_service using (true);
create policy operator_enters on identity.group_role for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_removes on identity.group_role for delete to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
create policy administrator_reads on identity.group_role for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers());
grant select on identity.group_role to seamark_member;
grant select, insert, delete on identity.group_role to seamark_service;

-- identity.role_proposal ------------------------------------------------------------------------------
create policy service_all on identity.role_proposal to seamark_service using (true) with check (true);
create policy administrator_reads on identity.role_proposal for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers());
create policy administrator_settles on identity.role_proposal for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers() and settled_at is null
         and person_id <> identity.viewer_person())
  with check (agency_id = identity.viewer_agency() and settled_by = identity.viewer_person());
grant select on identity.role_proposal to seamark_member;
grant select, insert, delete on identity.role_proposal to seamark_service;
grant update (settled_by, settled_at, accepted) on identity.role_proposal to seamark_member;

-- identity.rank ---------------------------------------------------------------------------------------
create policy everybody_reads on identity.rank for select to seamark_member using (identity.viewer_person() is not null);
create policy service_reads on identity.rank for select to seamark_service using (true);
grant select on identity.rank to seamark_member, seamark_service;

-- identity.grade --------------------------------------------------------------------------------------
create policy service_reads on identity.grade for select to seamark_service using (true);
create policy operator_enters on identity.grade for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_takes_out on identity.grade for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
create policy own_agency_reads on identity.grade for select to seamark_member
  using (agency_id = identity.viewer_agency());
grant select on identity.grade to seamark_member;
grant select, insert, update (ended_at) on identity.grade to seamark_service;

-- identity.rank_attestation ---------------------------------------------------------------------------
-- Colleagues know one another's rank. The program reads it for whoever asks for a rank, and writes none: an administrator
-- attests it, and nobody else.
create policy service_reads on identity.rank_attestation for select to seamark_service using (true);
create policy own_agency_reads on identity.rank_attestation for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy administrator_attests on identity.rank_attestation for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_administers()
              and attested_by = identity.viewer_person());
create policy administrator_ends on identity.rank_attestation for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_administers() and ended_at is null)
  with check (agency_id = identity.viewer_agency() and ended_by = identity.viewer_person());
grant select on identity.rank_attestation to seamark_member, seamark_service;
grant insert (id, agency_id, person_id, rank, grade_id, from_on, until_on, attested_by)
  on identity.rank_attestation to seamark_member;
grant update (ended_by, ended_at, ended_why) on identity.rank_attestation to seamark_member;

-- identity.scim_token ---------------------------------------------------------------------------------
create policy service_reads on identity.scim_token for select to seamark_service using (true);
create policy operator_makes on identity.scim_token for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_ends on identity.scim_token for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
grant select, insert, update (ended_at) on identity.scim_token to seamark_service;

-- identity.used_logout_token --------------------------------------------------------------------------
create policy service_all on identity.used_logout_token to seamark_service using (true) with check (true);
grant select, insert, delete on identity.used_logout_token to seamark_service;

reset role;
