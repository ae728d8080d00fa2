-- Who reads the rows of operations. Nobody who is signed in writes one, but for what an operation is about: the functions of
-- db/code/operations do, each of which asks who may. Who reads the operation's record reads it; whoever does not finds nothing, of their own agency too.

set role seamark_owner;

-- operations.operation --------------------------------------------------------------------------------
create policy service_all on operations.operation to seamark_service using (true) with check (true);
create policy members_read on operations.operation for select to seamark_member using (operations.viewer_in(id));
grant select on operations.operation to seamark_member;
grant select, insert, update, delete on operations.operation to seamark_service;

-- operations.terms ------------------------------------------------------------------------------------
create policy service_all on operations.terms to seamark_service using (true) with check (true);
create policy members_read on operations.terms for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.terms to seamark_member;
grant select, insert, update, delete on operations.terms to seamark_service;

-- operations.terms_accepted ---------------------------------------------------------------------------
create policy service_all on operations.terms_accepted to seamark_service using (true) with check (true);
create policy members_read on operations.terms_accepted for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.terms_accepted to seamark_member;
grant select, insert on operations.terms_accepted to seamark_service;

-- operations.participation ----------------------------------------------------------------------------
create policy service_all on operations.participation to seamark_service using (true) with check (true);
create policy members_read on operations.participation for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.participation to seamark_member;
grant select, insert, update, delete on operations.participation to seamark_service;

-- operations.post -------------------------------------------------------------------------------------
create policy service_all on operations.post to seamark_service using (true) with check (true);
create policy members_read on operations.post for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.post to seamark_member;
grant select, insert, update, delete on operations.post to seamark_service;

-- operations.operation_group --------------------------------------------------------------------------
-- Both ways within sight: whoever is in the operation and reads the group. Who leads it chooses, of what they read.
create policy service_all on operations.operation_group to seamark_service using (true) with check (true);
create policy readers_of_both_read on operations.operation_group for select to seamark_member
  using (operations.viewer_in(operation_id) and networks.reads_record(group_id, 'group'));
create policy leads_add on operations.operation_group for insert to seamark_member with check (
  person_id = identity.viewer_person() and operations.is_open(operation_id)
  and operations.viewer_holds(operation_id, 'lead', 'deputy') and networks.reads_record(group_id, 'group'));
create policy leads_take_out on operations.operation_group for delete to seamark_member using (
  operations.is_open(operation_id) and operations.viewer_holds(operation_id, 'lead', 'deputy')
  and networks.reads_record(group_id, 'group'));
grant select, insert, delete on operations.operation_group to seamark_member;
grant select, insert, update, delete on operations.operation_group to seamark_service;

-- operations.operation_stretch ------------------------------------------------------------------------
-- The same of stretches, which are read by the agency whose coastal plan has them.
create policy service_all on operations.operation_stretch to seamark_service using (true) with check (true);
create policy readers_of_both_read on operations.operation_stretch for select to seamark_member
  using (operations.viewer_in(operation_id) and coast.is_own_stretch(stretch_id));
create policy leads_add on operations.operation_stretch for insert to seamark_member with check (
  person_id = identity.viewer_person() and operations.is_open(operation_id)
  and operations.viewer_holds(operation_id, 'lead', 'deputy') and coast.is_own_stretch(stretch_id));
create policy leads_take_out on operations.operation_stretch for delete to seamark_member using (
  operations.is_open(operation_id) and operations.viewer_holds(operation_id, 'lead', 'deputy')
  and coast.is_own_stretch(stretch_id));
grant select, insert, delete on operations.operation_stretch to seamark_member;
grant select, insert, update, delete on operations.operation_stretch to seamark_service;

-- operations.setting ----------------------------------------------------------------------------------
create policy everybody_reads on operations.setting for select to seamark_member using (true);
create policy service_reads on operations.setting for select to seamark_service using (true);
create policy operator_changes on operations.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on operations.setting to seamark_member;
grant select, update on operations.setting to seamark_service;

-- operations.barred_word ------------------------------------------------------------------------------
-- Asked through operations.fault_of_codename alone.
create policy service_all on operations.barred_word to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.barred_word to seamark_service;
-- The decision log ------------------------------------------------------------------------------------
-- Who is in the operation reads its main log, and of a narrower one who is named in it. The functions of
-- db/code/operations/decisions.sql write, and nothing changes. Of an operation that is erased, numbers, times and digests of
-- the main log stay, for those whom operations.viewer_reads_what_stays names.

-- operations.decision_log -----------------------------------------------------------------------------
create policy service_all on operations.decision_log to seamark_service using (true) with check (true);
create policy readers_read on operations.decision_log for select to seamark_member
  using (operations.viewer_in(operation_id) and (compartment_id is null or access.viewer_is_member_of(compartment_id))
         or compartment_id is null and operations.viewer_reads_what_stays(operation_id));
grant select on operations.decision_log to seamark_member;
grant select, insert, update on operations.decision_log to seamark_service;

-- operations.narrow_reader ----------------------------------------------------------------------------
create policy service_all on operations.narrow_reader to seamark_service using (true) with check (true);
create policy readers_read on operations.narrow_reader for select to seamark_member
  using (operations.viewer_in(operation_id) and access.viewer_is_member_of(log_id));
grant select on operations.narrow_reader to seamark_member;
grant select, insert, update on operations.narrow_reader to seamark_service;

-- operations.decision ---------------------------------------------------------------------------------
create policy service_all on operations.decision to seamark_service using (true) with check (true);
create policy readers_read on operations.decision for select to seamark_member
  using (operations.viewer_in(operation_id) and (compartment_id is null or access.viewer_is_member_of(compartment_id))
         or compartment_id is null and operations.viewer_reads_what_stays(operation_id));
grant select on operations.decision to seamark_member;
grant select, insert on operations.decision to seamark_service;

-- operations.decision_content -------------------------------------------------------------------------
-- The number and the times of an entry above one's clearance are read, so that none is missing; what it says is not.
create policy service_all on operations.decision_content to seamark_service using (true) with check (true);
create policy cleared_readers_read on operations.decision_content for select to seamark_member using (
  exists (select from operations.decision d
          where d.id = decision_id and access.viewer_is_cleared_for(d.classification)));
grant select on operations.decision_content to seamark_member;
grant select, insert, delete on operations.decision_content to seamark_service;

-- operations.decision_link ----------------------------------------------------------------------------
-- Both ways within sight: whoever reads the entry and may know of the record.
create policy service_all on operations.decision_link to seamark_service using (true) with check (true);
create policy readers_of_both_read on operations.decision_link for select to seamark_member using (
  exists (select from operations.decision d where d.id = decision_id)
  and exists (select from access.record r where r.id = record_id));
grant select on operations.decision_link to seamark_member;
grant select, insert, delete on operations.decision_link to seamark_service;

-- operations.decision_word ----------------------------------------------------------------------------
create policy service_all on operations.decision_word to seamark_service using (true) with check (true);
create policy readers_read on operations.decision_word for select to seamark_member
  using (exists (select from operations.decision d where d.id = decision_id));
grant select on operations.decision_word to seamark_member;
grant select, insert on operations.decision_word to seamark_service;

-- operations.decision_read ----------------------------------------------------------------------------
create policy service_all on operations.decision_read to seamark_service using (true) with check (true);
create policy own_and_leads_read on operations.decision_read for select to seamark_member using (
  exists (select from operations.decision d
          where d.id = decision_id
            and (decision_read.person_id = identity.viewer_person() or operations.viewer_holds(d.operation_id, 'lead', 'deputy'))));
grant select on operations.decision_read to seamark_member;
grant select, insert on operations.decision_read to seamark_service;

-- operations.log_print --------------------------------------------------------------------------------
create policy service_all on operations.log_print to seamark_service using (true) with check (true);
create policy readers_read on operations.log_print for select to seamark_member
  using (exists (select from operations.decision_log l where l.id = log_id));
grant select on operations.log_print to seamark_member;
grant select, insert on operations.log_print to seamark_service;

-- Actions ---------------------------------------------------------------------------------------------
-- operations.action -----------------------------------------------------------------------------------
-- Number, agency, state and day: for everybody in the operation.
create policy service_all on operations.action to seamark_service using (true) with check (true);
create policy members_read on operations.action for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.action to seamark_member;
grant select, insert, update on operations.action to seamark_service;

-- operations.action_brief -----------------------------------------------------------------------------
create policy service_all on operations.action_brief to seamark_service using (true) with check (true);
create policy both_sides_read on operations.action_brief for select to seamark_member
  using (operations.viewer_in(operation_id) and operations.viewer_reads_brief(action_id));
grant select on operations.action_brief to seamark_member;
grant select, insert, update on operations.action_brief to seamark_service;

-- operations.action_work ------------------------------------------------------------------------------
create policy service_all on operations.action_work to seamark_service using (true) with check (true);
create policy own_agency_reads on operations.action_work for select to seamark_member
  using ((agency_id = identity.viewer_agency() or shared) and operations.viewer_in(operation_id));
grant select on operations.action_work to seamark_member;
grant select, insert, update, delete on operations.action_work to seamark_service;

-- operations.action_comment ---------------------------------------------------------------------------
create policy service_all on operations.action_comment to seamark_service using (true) with check (true);
create policy own_agency_reads on operations.action_comment for select to seamark_member
  using (agency_id = identity.viewer_agency() and operations.viewer_in(operation_id));
grant select on operations.action_comment to seamark_member;
grant select, insert, delete on operations.action_comment to seamark_service;

-- operations.action_depends ---------------------------------------------------------------------------
create policy service_all on operations.action_depends to seamark_service using (true) with check (true);
create policy both_sides_read on operations.action_depends for select to seamark_member using (
  exists (select from operations.action_brief b where b.action_id = action_depends.action_id));
grant select on operations.action_depends to seamark_member;
grant select, insert on operations.action_depends to seamark_service;

-- Action days -----------------------------------------------------------------------------------------
-- operations.action_day -------------------------------------------------------------------------------
create policy service_all on operations.action_day to seamark_service using (true) with check (true);
create policy members_read on operations.action_day for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.action_day to seamark_member;
grant select, insert, update on operations.action_day to seamark_service;

-- operations.action_day_word --------------------------------------------------------------------------
create policy service_all on operations.action_day_word to seamark_service using (true) with check (true);
create policy members_read on operations.action_day_word for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.action_day_word to seamark_member;
grant select, insert on operations.action_day_word to seamark_service;

-- operations.action_day_desk --------------------------------------------------------------------------
create policy service_all on operations.action_day_desk to seamark_service using (true) with check (true);
create policy members_read on operations.action_day_desk for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.action_day_desk to seamark_member;
grant select, insert, update on operations.action_day_desk to seamark_service;

-- operations.action_day_note --------------------------------------------------------------------------
create policy service_all on operations.action_day_note to seamark_service using (true) with check (true);
create policy members_read on operations.action_day_note for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.action_day_note to seamark_member;
grant select, insert, delete on operations.action_day_note to seamark_service;

-- operations.outcome_count ----------------------------------------------------------------------------
create policy service_all on operations.outcome_count to seamark_service using (true) with check (true);
create policy members_read on operations.outcome_count for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.outcome_count to seamark_member;
grant select, insert on operations.outcome_count to seamark_service;

-- operations.briefing ---------------------------------------------------------------------------------
-- For whoever holds one of its posts, for who leads, and for its author. Nobody else learns that there is one.
create policy service_all on operations.briefing to seamark_service using (true) with check (true);
create policy those_it_is_for_read on operations.briefing for select to seamark_member
  using (operations.viewer_in(operation_id) and access.viewer_is_cleared_for(classification)
         and (author_id = identity.viewer_person() or operations.viewer_reads_briefing(operation_id, posts)));
grant select on operations.briefing to seamark_member;
grant select, insert on operations.briefing to seamark_service;
-- What it says goes with its operation.
grant update (says) on operations.briefing to seamark_service;

-- operations.read_receipt -----------------------------------------------------------------------------
-- One's own. Who leads and the author are told by operations.audience_of_briefing.
create policy service_all on operations.read_receipt to seamark_service using (true) with check (true);
create policy own_read on operations.read_receipt for select to seamark_member
  using (person_id = identity.viewer_person() and operations.viewer_in(operation_id));
grant select on operations.read_receipt to seamark_member;
grant select, insert on operations.read_receipt to seamark_service;

-- Debriefs --------------------------------------------------------------------------------------------
create policy service_all on operations.debrief to seamark_service using (true) with check (true);
create policy members_read on operations.debrief for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.debrief to seamark_member;
grant select, insert, update on operations.debrief to seamark_service;

create policy service_all on operations.observation to seamark_service using (true) with check (true);
create policy members_read on operations.observation for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.observation to seamark_member;
grant select, insert, delete on operations.observation to seamark_service;

-- Read through operations.lessons_of_debrief alone, which says what the lesson says too.
create policy service_all on operations.debrief_lesson to seamark_service using (true) with check (true);
grant select, insert, delete on operations.debrief_lesson to seamark_service;

-- Tasking ---------------------------------------------------------------------------------------------
-- operations.meeting_seat -----------------------------------------------------------------------------
-- One's own. Who else sits is told by operations.seats_of_meeting.
create policy service_all on operations.meeting_seat to seamark_service using (true) with check (true);
create policy own_seat_is_read on operations.meeting_seat for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_content());
grant select on operations.meeting_seat to seamark_member;
grant select, insert on operations.meeting_seat to seamark_service;

-- operations.meeting ----------------------------------------------------------------------------------
create policy service_all on operations.meeting to seamark_service using (true) with check (true);
create policy those_who_sit_read on operations.meeting for select to seamark_member
  using (access.viewer_is_cleared_for(classification)
         and exists (select from operations.meeting_seat s where s.meeting_id = meeting.id));
grant select on operations.meeting to seamark_member;
grant select, insert, update on operations.meeting to seamark_service;

-- operations.bid --------------------------------------------------------------------------------------
-- A draft is its own agency's; what was submitted is read by those who sit in its meeting.
create policy service_all on operations.bid to seamark_service using (true) with check (true);
create policy own_agency_and_those_who_sit_read on operations.bid for select to seamark_member
  using (access.viewer_reads_content() and access.viewer_is_cleared_for(classification)
         and (agency_id = identity.viewer_agency()
              or state <> 'drafted' and exists (select from operations.meeting m where m.id = meeting_id)));
grant select on operations.bid to seamark_member;
grant select, insert, update on operations.bid to seamark_service;

-- operations.bid_version ------------------------------------------------------------------------------
create policy service_all on operations.bid_version to seamark_service using (true) with check (true);
create policy read_with_the_bid on operations.bid_version for select to seamark_member
  using (exists (select from operations.bid b where b.id = bid_id));
grant select on operations.bid_version to seamark_member;
grant select, insert on operations.bid_version to seamark_service;

-- operations.bid_product ------------------------------------------------------------------------------
-- Both ways within sight: whoever reads the bid and may know of the record.
create policy service_all on operations.bid_product to seamark_service using (true) with check (true);
create policy readers_of_both_read on operations.bid_product for select to seamark_member
  using (exists (select from operations.bid b where b.id = bid_id)
         and exists (select from access.record r where r.id = record_id));
grant select on operations.bid_product to seamark_member;
grant select, insert, update, delete on operations.bid_product to seamark_service;

-- operations.bid_decision -----------------------------------------------------------------------------
create policy service_all on operations.bid_decision to seamark_service using (true) with check (true);
create policy read_with_the_bid on operations.bid_decision for select to seamark_member
  using (exists (select from operations.bid b where b.id = bid_id));
grant select on operations.bid_decision to seamark_member;
grant select, insert on operations.bid_decision to seamark_service;

-- operations.bid_operation ----------------------------------------------------------------------------
create policy service_all on operations.bid_operation to seamark_service using (true) with check (true);
create policy readers_of_both_read on operations.bid_operation for select to seamark_member
  using (exists (select from operations.bid b where b.id = bid_id) and operations.viewer_in(operation_id));
grant select on operations.bid_operation to seamark_member;
grant select, insert on operations.bid_operation to seamark_service;

-- operations.planned_setting --------------------------------------------------------------------------
create policy service_reads on operations.planned_setting for select to seamark_service using (true);
create policy operator_changes on operations.planned_setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select, update on operations.planned_setting to seamark_service;

-- operations.planned_event ----------------------------------------------------------------------------
-- Its own agency's people in its operation, and nobody else: not the other agencies of the operation either.
create policy service_all on operations.planned_event to seamark_service using (true) with check (true);
create policy own_people_in_it_read on operations.planned_event for select to seamark_member
  using (agency_id = identity.viewer_agency() and operation_id = any ((select operations.viewer_operations())::uuid[]));
grant select on operations.planned_event to seamark_member;
grant select, insert, update, delete on operations.planned_event to seamark_service;

-- operations.planned_version --------------------------------------------------------------------------
create policy service_all on operations.planned_version to seamark_service using (true) with check (true);
create policy read_with_the_event on operations.planned_version for select to seamark_member
  using (exists (select from operations.planned_event e where e.id = event_id));
grant select on operations.planned_version to seamark_member;
grant select, insert, update, delete on operations.planned_version to seamark_service;

-- operations.planned_draft ----------------------------------------------------------------------------
-- Whoever typed it, as long as they may act in its operation.
create policy service_all on operations.planned_draft to seamark_service using (true) with check (true);
create policy own_reads on operations.planned_draft for select to seamark_member
  using (person_id = identity.viewer_person() and (operation_id is null or operations.viewer_acts(operation_id)));
grant select on operations.planned_draft to seamark_member;
grant select, insert, update, delete on operations.planned_draft to seamark_service;

-- operations.planned_alert ----------------------------------------------------------------------------
create policy service_all on operations.planned_alert to seamark_service using (true) with check (true);
create policy records_manager_reads on operations.planned_alert for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records());
grant select on operations.planned_alert to seamark_member;
grant select, insert, update on operations.planned_alert to seamark_service;

-- operations.planned_look -----------------------------------------------------------------------------
create policy service_all on operations.planned_look to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.planned_look to seamark_service;

-- operations.planned_pair -----------------------------------------------------------------------------
create policy service_all on operations.planned_pair to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.planned_pair to seamark_service;

-- operations.conflict ---------------------------------------------------------------------------------
-- A side that has learned something reads what it learned. By which pair it belongs to the other side, nobody reads.
create policy service_all on operations.conflict to seamark_service using (true) with check (true);
create policy own_side_that_was_shown on operations.conflict for select to seamark_member
  using (shown_at is not null and agency_id = identity.viewer_agency()
         and operation_id = any ((select operations.viewer_operations())::uuid[]));
grant select (id, event_id, operation_id, agency_id, shown_at, learned, other_agency_id, other_desk, other_telephone,
  other_group, shared, told_at, told_answered, told_words, opened_at, opened_by, word, word_by, word_at, word_note, named_in,
  other_changed_at, ended_at, ended_why) on operations.conflict to seamark_member;
grant select, insert, update, delete on operations.conflict to seamark_service;

-- operations.interest ---------------------------------------------------------------------------------
-- Who has sight of the record: of its own agency, those in the operation. No partner reads it.
create policy service_all on operations.interest to seamark_service using (true) with check (true);
create policy own_people_in_it_read on operations.interest for select to seamark_member
  using (agency_id = identity.viewer_agency() and exists (select from access.record r where r.id = interest.id));
grant select on operations.interest to seamark_member;
grant select, insert, update on operations.interest to seamark_service;

-- operations.interest_told ----------------------------------------------------------------------------
create policy service_all on operations.interest_told to seamark_service using (true) with check (true);
grant select, insert, update on operations.interest_told to seamark_service;

reset role;
