-- Who reads and writes the rows of records, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- records.setting -------------------------------------------------------------------------------------
create policy everybody_reads on records.setting for select to seamark_member using (true);
create policy service_reads on records.setting for select to seamark_service using (true);
create policy operator_changes on records.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on records.setting to seamark_member;
grant select, update on records.setting to seamark_service;

-- records.review --------------------------------------------------------------------------------------
-- No member writes: records.decide_reviews and records.name_reviewer do, and look at who asks.
create policy service_all on records.review to seamark_service using (true) with check (true);
create policy who_reviews_reads on records.review for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and (access.viewer_manages_records()
              or access.viewer_decides() and reviewer_id = identity.viewer_person()));
grant select on records.review to seamark_member;
grant select, insert, update, delete on records.review to seamark_service;

-- records.subject_request -----------------------------------------------------------------------------
create policy service_all on records.subject_request to seamark_service using (true) with check (true);
create policy who_answers_reads on records.subject_request for select to seamark_member
  using (agency_id = identity.viewer_agency() and records.viewer_answers(agency_id, officer_id));
create policy who_manages_records_takes_in on records.subject_request for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and taken_by = identity.viewer_person());
create policy who_answers_changes on records.subject_request for update to seamark_member
  using (agency_id = identity.viewer_agency() and records.viewer_answers(agency_id, officer_id))
  with check (agency_id = identity.viewer_agency() and records.viewer_answers(agency_id, officer_id));
grant select, insert on records.subject_request to seamark_member;
grant update (names, born, identifiers, query, identity, identity_asked_on, identity_on, identity_note, identity_by, identity_at,
  extended_at, extended_by, extended_because, officer_id, named_by, named_at, state, tells_of_left_out, ready_by, ready_at,
  answered_on, answered_how, answered_by, answered_at, closed_because, closed_note, closed_by, closed_at, revision)
  on records.subject_request to seamark_member;
grant select, insert, update, delete on records.subject_request to seamark_service;

-- records.subject_request_item ------------------------------------------------------------------------
-- Whoever manages records sees references; the officer those of records in their sight. The search writes them.
create policy service_all on records.subject_request_item to seamark_service using (true) with check (true);
create policy who_manages_records_reads on records.subject_request_item for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
-- What somebody has decided they go on seeing by its reference, also when the record is erased.
create policy officer_reads_what_they_may on records.subject_request_item for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_decides()
         and exists (select from records.subject_request q where q.id = request_id and q.officer_id = identity.viewer_person())
         and (decided_by = identity.viewer_person() or exists (select from access.record r where r.id = record_id)
              or reporting.at_viewers_desk(sealed_id)));
create policy officer_decides on records.subject_request_item for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_decides()
         and exists (select from records.subject_request q where q.id = request_id and q.officer_id = identity.viewer_person())
         and (exists (select from access.record r where r.id = record_id) or reporting.at_viewers_desk(sealed_id)))
  with check (agency_id = identity.viewer_agency() and decided_by = identity.viewer_person());
grant select on records.subject_request_item to seamark_member;
grant update (about, decided_by, decided_at) on records.subject_request_item to seamark_member;
grant select, insert, update, delete on records.subject_request_item to seamark_service;

-- records.request_pause -------------------------------------------------------------------------------
create policy service_all on records.request_pause to seamark_service using (true) with check (true);
create policy who_answers_reads on records.request_pause for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from records.subject_request q where q.id = request_id));
create policy who_manages_records_begins on records.request_pause for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and asked_by = identity.viewer_person());
create policy who_manages_records_ends on records.request_pause for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records())
  with check (agency_id = identity.viewer_agency() and came_by = identity.viewer_person());
grant select, insert on records.request_pause to seamark_member;
grant update (came_on, came_what, came_by, came_at) on records.request_pause to seamark_member;
grant select, insert, delete on records.request_pause to seamark_service;

-- records.sealed_search -------------------------------------------------------------------------------
create policy service_all on records.sealed_search to seamark_service using (true) with check (true);
create policy who_answers_reads on records.sealed_search for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from records.subject_request q where q.id = request_id));
create policy who_answers_writes on records.sealed_search for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and by_person = identity.viewer_person()
              and exists (select from records.subject_request q where q.id = request_id));
create policy who_answers_changes on records.sealed_search for update to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from records.subject_request q where q.id = request_id))
  with check (agency_id = identity.viewer_agency() and by_person = identity.viewer_person());
grant select, insert on records.sealed_search to seamark_member;
grant update (place, looked, not_opened, destroyed, outcome, note, by_person, at, finished_at) on records.sealed_search
  to seamark_member;
grant select, insert, update, delete on records.sealed_search to seamark_service;

-- records.subject_request_decision --------------------------------------------------------------------
create policy service_all on records.subject_request_decision to seamark_service using (true) with check (true);
create policy officer_reads on records.subject_request_decision for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from records.subject_request_item i where i.id = item_id)
         and access.viewer_decides());
create policy officer_writes on records.subject_request_decision for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and decided_by = identity.viewer_person() and access.viewer_decides()
              and exists (select from records.subject_request_item i where i.id = item_id and i.request_id = subject_request_decision.request_id));
create policy officer_changes on records.subject_request_decision for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_decides()
         and exists (select from records.subject_request_item i where i.id = item_id))
  with check (agency_id = identity.viewer_agency() and decided_by = identity.viewer_person());
grant select, insert on records.subject_request_decision to seamark_member;
grant update (outcome, ground, reason, version, decided_by, decided_at) on records.subject_request_decision to seamark_member;
grant select, insert, update, delete on records.subject_request_decision to seamark_service;

-- records.incident, records.incident_record -----------------------------------------------------------
create policy service_all on records.incident to seamark_service using (true) with check (true);
create policy who_manages_records_reads on records.incident for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy who_manages_records_enters on records.incident for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and entered_by = identity.viewer_person());
create policy who_manages_records_changes on records.incident for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records())
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records());
grant select, insert on records.incident to seamark_member;
grant update (title, aware_at, happened_on, breach, who, facts, effects, remedy, subjects_about, records_about, risk,
  told_regulator_at, regulator_reference, regulator_why, told_subjects_on, subjects_ground, subjects_why, closed_by, closed_at,
  version) on records.incident to seamark_member;
grant select, insert, update, delete on records.incident to seamark_service;

create policy service_all on records.incident_record to seamark_service using (true) with check (true);
create policy who_manages_records_reads on records.incident_record for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy who_manages_records_adds on records.incident_record for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and added_by = identity.viewer_person()
              and exists (select from records.incident i where i.id = incident_id and i.closed_at is null));
grant select, insert on records.incident_record to seamark_member;
grant select, insert, update, delete on records.incident_record to seamark_service;

-- records.register_entry, records.register_version ----------------------------------------------------
create policy service_all on records.register_entry to seamark_service using (true) with check (true);
create policy who_manages_records_reads on records.register_entry for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy who_manages_records_adds on records.register_entry for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and changed_by = identity.viewer_person());
create policy who_manages_records_changes on records.register_entry for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records())
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and changed_by = identity.viewer_person());
grant select, insert on records.register_entry to seamark_member;
grant update (version, title, due_on, ended_on, changed_by, changed_at) on records.register_entry to seamark_member;
grant select, insert, update, delete on records.register_entry to seamark_service;

create policy service_all on records.register_version to seamark_service using (true) with check (true);
create policy who_manages_records_reads on records.register_version for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy who_manages_records_adds on records.register_version for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_manages_records() and person_id = identity.viewer_person());
grant select, insert on records.register_version to seamark_member;
grant select, insert on records.register_version to seamark_service;

reset role;
