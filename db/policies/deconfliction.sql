-- Who reads and writes the rows of deconfliction, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- deconfliction.setting -------------------------------------------------------------------------------
create policy everybody_reads on deconfliction.setting for select to seamark_member using (true);
create policy service_reads on deconfliction.setting for select to seamark_service using (true);
create policy operator_changes on deconfliction.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator'
              and common_threshold between 10 and 1000 and checks_per_day between 1 and 2000);
grant select on deconfliction.setting to seamark_member;
grant select, update on deconfliction.setting to seamark_service;

-- deconfliction.identifier ----------------------------------------------------------------------------
create policy service_all on deconfliction.identifier to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.identifier for select to seamark_member using (
  agency_id = identity.viewer_agency() and exists (select from access.record r where r.id = record_id));
grant select on deconfliction.identifier to seamark_member;
grant select, insert, update, delete on deconfliction.identifier to seamark_service;

-- deconfliction.match ---------------------------------------------------------------------------------
create policy service_all on deconfliction.match to seamark_service using (true) with check (true);
create policy both_sides_read on deconfliction.match for select to seamark_member using (
  identity.viewer_agency() in (agency_a, agency_b)
  and not case access.viewer_counting() when 'OFFICIAL' then common_official else common end
  and access.viewer_reads_content()
  and deconfliction.own_side_in_sight(id, identity.viewer_agency())
  and deconfliction.partner_side_in_sight(id, identity.viewer_agency()));
-- Which countings a match rests by is nobody's to read: what rests for the viewer is no row at all.
grant select, insert, update, delete on deconfliction.match to seamark_service;
grant select (id, kind, key, agency_a, agency_b, opened_at, contacted_at, wrote_a, wrote_b, acted_at)
  on deconfliction.match to seamark_member;

-- deconfliction.match_side ----------------------------------------------------------------------------
create policy service_all on deconfliction.match_side to seamark_service using (true) with check (true);
-- A sealed record is a side as a report is.
create policy own_side_reads on deconfliction.match_side for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.side_record r where r.id = record_id)
  and exists (select from deconfliction.match m where m.id = match_id));
grant select on deconfliction.match_side to seamark_member;
grant select, insert, update, delete on deconfliction.match_side to seamark_service;

-- deconfliction.match_answer ----------------------------------------------------------------------------
create policy service_all on deconfliction.match_answer to seamark_service using (true) with check (true);
create policy both_sides_read on deconfliction.match_answer for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_writes on deconfliction.match_answer for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and exists (select from deconfliction.match m where m.id = match_id));
create policy own_side_changes on deconfliction.match_answer for update to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id))
  with check (agency_id = identity.viewer_agency());
-- Of an agency's answer, what the program changes (whose name an answer may bear: deconfliction.guard_answer).
grant select, insert on deconfliction.match_answer to seamark_member;
grant select, insert, update, delete on deconfliction.match_answer to seamark_service;
grant update (answer, reason, person_id, at, closed_at, closed_by, version)
  on deconfliction.match_answer to seamark_member;

-- deconfliction.message -------------------------------------------------------------------------------
create policy service_all on deconfliction.message to seamark_service using (true) with check (true);
-- Read by who sees one of its matches; written by who sees all of them.
create policy both_sides_read on deconfliction.message for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = any (stands_on)));
create policy own_side_writes on deconfliction.message for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and not exists (select from unnest(stands_on) as s (id)
                              where not exists (select from deconfliction.match m where m.id = s.id)));
-- On which further matches a message stands is nobody's to read: a viewer may see some of them only.
grant insert on deconfliction.message to seamark_member;
grant select, insert, update, delete on deconfliction.message to seamark_service;
grant select (id, match_id, agency_id, person_id, text, at) on deconfliction.message to seamark_member;

-- deconfliction.thread_seen ---------------------------------------------------------------------------
create policy service_all on deconfliction.thread_seen to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.thread_seen for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on deconfliction.thread_seen for insert to seamark_member with check (person_id = identity.viewer_person());
create policy own_changes on deconfliction.thread_seen for update to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
-- Of a bookmark, what the program changes.
grant select, insert on deconfliction.thread_seen to seamark_member;
grant select, insert, update, delete on deconfliction.thread_seen to seamark_service;
grant update (at) on deconfliction.thread_seen to seamark_member;

-- deconfliction.common_value --------------------------------------------------------------------------
create policy service_all on deconfliction.common_value to seamark_service using (true) with check (true);
-- That a value is common is no secret of anybody's; which reports hold it is, and is not here.
create policy holders_read on deconfliction.common_value for select to seamark_member using (
  clearance = access.viewer_counting()
  and access.viewer_reads_content());
grant select on deconfliction.common_value to seamark_member;
grant select, insert, update, delete on deconfliction.common_value to seamark_service;

-- deconfliction.pair_count ----------------------------------------------------------------------------
create policy service_all on deconfliction.pair_count to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.pair_count to seamark_service;

-- deconfliction."check" -------------------------------------------------------------------------------
create policy service_all on deconfliction."check" to seamark_service using (true) with check (true);
create policy own_reads on deconfliction."check" for select to seamark_member using (person_id = identity.viewer_person());
create policy own_writes on deconfliction."check" for insert to seamark_member
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());
grant select, insert on deconfliction."check" to seamark_member;
grant select, insert, update, delete on deconfliction."check" to seamark_service;

-- deconfliction.to_set_apart: the job's own.
create policy service_all on deconfliction.to_set_apart to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.to_set_apart to seamark_service;

-- deconfliction.check_awaiting_notice -----------------------------------------------------------------
create policy service_all on deconfliction.check_awaiting_notice to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.check_awaiting_notice to seamark_service;

-- deconfliction.silent_hit ----------------------------------------------------------------------------
create policy service_all on deconfliction.silent_hit to seamark_service using (true) with check (true);
create policy owner_reads on deconfliction.silent_hit for select to seamark_member using (
  owner_id = identity.viewer_agency() and exists (select from deconfliction.side_record r where r.id = record_id));
create policy owner_has_seen on deconfliction.silent_hit for update to seamark_member
  using (owner_id = identity.viewer_agency() and exists (select from deconfliction.side_record r where r.id = record_id))
  with check (owner_id = identity.viewer_agency() and seen_by = identity.viewer_person());
grant select on deconfliction.silent_hit to seamark_member;
grant select, insert, update, delete on deconfliction.silent_hit to seamark_service;
grant update (seen_at, seen_by) on deconfliction.silent_hit to seamark_member;

-- deconfliction.check_alert ---------------------------------------------------------------------------
create policy service_all on deconfliction.check_alert to seamark_service using (true) with check (true);
create policy records_manager_reads on deconfliction.check_alert for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
create policy records_manager_changes on deconfliction.check_alert for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records())
  with check (agency_id = identity.viewer_agency());
-- The same kind elsewhere: nobody settles an alert about themself, or gives a key of the desk to themself.
create policy not_ones_own on deconfliction.check_alert as restrictive for update to seamark_member
  using (person_id <> identity.viewer_person());
grant select on deconfliction.check_alert to seamark_member;
grant select, insert, update, delete on deconfliction.check_alert to seamark_service;
grant update (seen_at) on deconfliction.check_alert to seamark_member;

-- deconfliction.person --------------------------------------------------------------------------------
create policy service_all on deconfliction.person to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.person for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.person_mention m where m.person_id = person.id));
-- Spellings are read with the mentions in sight, and only there.
grant select, insert, update, delete on deconfliction.person to seamark_service;
grant select (id, agency_id, born) on deconfliction.person to seamark_member;

-- deconfliction.person_mention ------------------------------------------------------------------------
create policy service_all on deconfliction.person_mention to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.person_mention for select to seamark_member using (
  agency_id = identity.viewer_agency() and exists (select from access.record r where r.id = record_id));
-- Nobody but the program reads keys; and which identifiers are shared may be a silent record's affair.
grant select on deconfliction.person_mention to seamark_member;
grant select, insert, update, delete on deconfliction.person_mention to seamark_service;

-- deconfliction.person_key ----------------------------------------------------------------------------
create policy service_all on deconfliction.person_key to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.person_key to seamark_service;

-- deconfliction.person_match --------------------------------------------------------------------------
create policy service_all on deconfliction.person_match to seamark_service using (true) with check (true);
create policy both_sides_read on deconfliction.person_match for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));
grant select, insert, update, delete on deconfliction.person_match to seamark_service;
grant select (match_id, person_a, person_b, outcome, probability, reasons, born_both, reopened, at)
  on deconfliction.person_match to seamark_member;

-- deconfliction.sealed_setting ------------------------------------------------------------------------
create policy everybody_reads on deconfliction.sealed_setting for select to seamark_member using (identity.viewer_person() is not null);
create policy service_reads on deconfliction.sealed_setting for select to seamark_service using (true);
create policy operator_changes on deconfliction.sealed_setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on deconfliction.sealed_setting to seamark_member;
grant select, update on deconfliction.sealed_setting to seamark_service;

-- deconfliction.key_holder ----------------------------------------------------------------------------
create policy everybody_reads on deconfliction.key_holder for select to seamark_member using (identity.viewer_person() is not null);
create policy service_reads on deconfliction.key_holder for select to seamark_service using (true);
create policy service_notes on deconfliction.key_holder for update to seamark_service using (true) with check (true);
create policy operator_enters on deconfliction.key_holder for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_removes on deconfliction.key_holder for delete to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
grant select on deconfliction.key_holder to seamark_member;
grant select, insert, delete on deconfliction.key_holder to seamark_service;
grant update (body, url, asked_at, fault, changed_at) on deconfliction.key_holder to seamark_service;

-- deconfliction.sealed_epoch --------------------------------------------------------------------------
create policy service_all on deconfliction.sealed_epoch to seamark_service using (true) with check (true);
create policy everybody_reads on deconfliction.sealed_epoch for select to seamark_member using (identity.viewer_person() is not null);
grant select on deconfliction.sealed_epoch to seamark_member;
grant select, insert, update, delete on deconfliction.sealed_epoch to seamark_service;

-- deconfliction.key_holder_key ------------------------------------------------------------------------
create policy service_all on deconfliction.key_holder_key to seamark_service using (true) with check (true);
create policy everybody_reads on deconfliction.key_holder_key for select to seamark_member using (identity.viewer_person() is not null);
grant select on deconfliction.key_holder_key to seamark_member;
grant select, insert, update, delete on deconfliction.key_holder_key to seamark_service;

-- deconfliction.sealed_submission ---------------------------------------------------------------------
create policy service_all on deconfliction.sealed_submission to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.sealed_submission for select to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_is_cleared_for(classification)
  and (access.viewer_reads_content() or access.viewer_manages_records()));
-- How many records a call held is a count over every classification.
grant select, insert, update, delete on deconfliction.sealed_submission to seamark_service;
grant select (id, agency_id, person_id, epoch, at, classification)
  on deconfliction.sealed_submission to seamark_member;

-- deconfliction.sealed_record -------------------------------------------------------------------------
create policy service_all on deconfliction.sealed_record to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.sealed_record for select to seamark_member using (
  exists (select from access.record r where r.id = sealed_record.id and r.agency_id = identity.viewer_agency()));
grant select on deconfliction.sealed_record to seamark_member;
grant select, insert, update, delete on deconfliction.sealed_record to seamark_service;

-- deconfliction.sealed_token --------------------------------------------------------------------------
create policy service_all on deconfliction.sealed_token to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.sealed_token for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.side_record r where r.id = record_id));
grant select on deconfliction.sealed_token to seamark_member;
grant select, insert, update, delete on deconfliction.sealed_token to seamark_service;

-- deconfliction.sealed_count --------------------------------------------------------------------------
create policy service_all on deconfliction.sealed_count to seamark_service using (true) with check (true);
create policy own_reads on deconfliction.sealed_count for select to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_reads_content()
  and (not sensitive or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')));
grant select on deconfliction.sealed_count to seamark_member;
grant select, insert, update, delete on deconfliction.sealed_count to seamark_service;

-- deconfliction.sealed_common -------------------------------------------------------------------------
create policy service_all on deconfliction.sealed_common to seamark_service using (true) with check (true);
create policy holders_read on deconfliction.sealed_common for select to seamark_member using (
  clearance = access.viewer_counting()
  and access.viewer_reads_content());
grant select on deconfliction.sealed_common to seamark_member;
grant select, insert, update, delete on deconfliction.sealed_common to seamark_service;

-- deconfliction.sealing_due ---------------------------------------------------------------------------
create policy service_all on deconfliction.sealing_due to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.sealing_due to seamark_service;

-- deconfliction.earlier_answer -----------------------------------------------------------------------------
create policy service_all on deconfliction.earlier_answer to seamark_service using (true) with check (true);
create policy own_side_reads on deconfliction.earlier_answer for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id));
grant select on deconfliction.earlier_answer to seamark_member;
grant select, insert, update, delete on deconfliction.earlier_answer to seamark_service;

-- deconfliction.person_check_awaiting_notice ----------------------------------------------------------
create policy service_all on deconfliction.person_check_awaiting_notice to seamark_service using (true) with check (true);
grant select, insert, update, delete on deconfliction.person_check_awaiting_notice to seamark_service;

-- deconfliction.match_taken ---------------------------------------------------------------------------
create policy service_all on deconfliction.match_taken to seamark_service using (true) with check (true);
-- Of a match that the viewer sees, by the policy of the match.
create policy own_agency_reads on deconfliction.match_taken for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from deconfliction.match m where m.id = match_id));
create policy own_agency_takes on deconfliction.match_taken for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and access.viewer_reads_content()
              and exists (select from deconfliction.match m where m.id = match_id));
-- Only what is one's own already, or is free again.
create policy what_is_free_is_taken on deconfliction.match_taken for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or not deconfliction.takes_part(person_id))
         and exists (select from deconfliction.match m where m.id = match_id))
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and access.viewer_reads_content());
-- Whoever has it gives it back; a coordinator does for somebody who is away.
create policy it_is_given_back on deconfliction.match_taken for delete to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or access.viewer_frees_matches())
         and exists (select from deconfliction.match m where m.id = match_id));
grant select, insert, delete on deconfliction.match_taken to seamark_member;
grant select, insert, update, delete on deconfliction.match_taken to seamark_service;
grant update (person_id, at) on deconfliction.match_taken to seamark_member;

reset role;
