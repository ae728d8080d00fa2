-- Who reads and writes the rows of oversight, table by table: the policies, and the rights beside them. `agency_id` is
-- the addressee, `body_id` who holds it to account.

set role seamark_owner;

-- oversight.inspection --------------------------------------------------------------------------------
create policy service_all on oversight.inspection to seamark_service using (true) with check (true);
-- A published report: who reads in this room may read what it recommends.
create policy everybody_reads on oversight.inspection for select to seamark_member
  using (identity.viewer_person() is not null);
create policy keeper_enters on oversight.inspection for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_inspections());
create policy keeper_changes on oversight.inspection for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_enters_inspections())
  with check (agency_id = identity.viewer_agency());
grant select, insert on oversight.inspection to seamark_member;
grant update (title, publisher, published_on, version) on oversight.inspection to seamark_member;
grant select, insert, update, delete on oversight.inspection to seamark_service;

-- oversight.area --------------------------------------------------------------------------------------
create policy service_all on oversight.area to seamark_service using (true) with check (true);
create policy everybody_reads on oversight.area for select to seamark_member
  using (identity.viewer_person() is not null);
create policy keeper_enters on oversight.area for insert to seamark_member
  with check (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = area.inspection_id and i.agency_id = identity.viewer_agency()));
create policy keeper_changes on oversight.area for update to seamark_member
  using (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = area.inspection_id and i.agency_id = identity.viewer_agency()))
  with check (exists (select from oversight.inspection i
                                                  where i.id = area.inspection_id and i.agency_id = identity.viewer_agency()));
grant select, insert on oversight.area to seamark_member;
grant update (title, place) on oversight.area to seamark_member;
grant select, insert, update, delete on oversight.area to seamark_service;

-- oversight.recommendation ----------------------------------------------------------------------------
create policy service_all on oversight.recommendation to seamark_service using (true) with check (true);
create policy everybody_reads on oversight.recommendation for select to seamark_member
  using (identity.viewer_person() is not null);
create policy keeper_enters on oversight.recommendation for insert to seamark_member
  with check (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = recommendation.inspection_id and i.agency_id = identity.viewer_agency()));
create policy keeper_changes on oversight.recommendation for update to seamark_member
  using (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = recommendation.inspection_id and i.agency_id = identity.viewer_agency()))
  with check (exists (select from oversight.inspection i
                                                  where i.id = recommendation.inspection_id and i.agency_id = identity.viewer_agency()));
grant select, insert on oversight.recommendation to seamark_member;
grant update (text, addressed_to, source, due_on, area_id, version) on oversight.recommendation to seamark_member;
grant select, insert, update, delete on oversight.recommendation to seamark_service;

-- oversight.duty --------------------------------------------------------------------------------------
create policy service_all on oversight.duty to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.duty for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.duty for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = duty.agency_id and h.body_id = identity.viewer_agency()));
create policy keeper_reads on oversight.duty for select to seamark_member
  using (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = duty.inspection_id and i.agency_id = identity.viewer_agency()));
create policy keeper_addresses on oversight.duty for insert to seamark_member
  with check (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = duty.inspection_id and i.agency_id = identity.viewer_agency()));
-- Who changes which of the columns, oversight.guard_duty says.
create policy addressee_changes on oversight.duty for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_enters_progress())
  with check (agency_id = identity.viewer_agency());
create policy keeper_changes on oversight.duty for update to seamark_member
  using (access.viewer_enters_inspections() and exists (select from oversight.inspection i
                                                  where i.id = duty.inspection_id and i.agency_id = identity.viewer_agency()))
  with check (exists (select from oversight.inspection i
                                                  where i.id = duty.inspection_id and i.agency_id = identity.viewer_agency()));
grant select, insert on oversight.duty to seamark_member;
grant update (owner_post, ended_on, ended_because, version) on oversight.duty to seamark_member;
grant select, insert, update, delete on oversight.duty to seamark_service;

-- oversight.progress ----------------------------------------------------------------------------------
create policy service_all on oversight.progress to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.progress for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.progress for select to seamark_member
  using (signed_at is not null and access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = progress.agency_id and h.body_id = identity.viewer_agency()));
create policy coordinator_enters on oversight.progress for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress()
              and person_id = identity.viewer_person() and signed_at is null);
create policy chief_officer_signs on oversight.progress for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_signs_progress() and signed_at is null
         and person_id <> identity.viewer_person())
  with check (agency_id = identity.viewer_agency() and signed_by = identity.viewer_person());
grant select, insert on oversight.progress to seamark_member;
grant update (signed_by, signed_at) on oversight.progress to seamark_member;
grant select, insert, update, delete on oversight.progress to seamark_service;

-- oversight.action ------------------------------------------------------------------------------------
create policy service_all on oversight.action to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.action for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
-- A signature covers what stood beside it: others read what was entered before the last one.
create policy those_who_hold_to_account_read on oversight.action for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = action.agency_id and h.body_id = identity.viewer_agency())
         and exists (select from oversight.progress p where p.duty_id = action.duty_id and p.signed_at >= action.changed_at));
create policy coordinator_enters on oversight.action for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress());
create policy coordinator_changes on oversight.action for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_enters_progress())
  with check (agency_id = identity.viewer_agency());
grant select, insert on oversight.action to seamark_member;
grant update (text, owner_post, due_on, done_on, changed_at, version) on oversight.action to seamark_member;
grant select, insert, update, delete on oversight.action to seamark_service;

-- oversight.evidence ----------------------------------------------------------------------------------
create policy service_all on oversight.evidence to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.evidence for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
-- A signature covers what stood beside it: others read what was entered before the last one.
create policy those_who_hold_to_account_read on oversight.evidence for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = evidence.agency_id and h.body_id = identity.viewer_agency())
         and exists (select from oversight.progress p where p.duty_id = evidence.duty_id and p.signed_at >= evidence.at));
create policy coordinator_enters on oversight.evidence for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress()
              and person_id = identity.viewer_person());
grant select, insert on oversight.evidence to seamark_member;
grant select, insert, update, delete on oversight.evidence to seamark_service;

-- oversight.evidence_file -----------------------------------------------------------------------------
create policy service_all on oversight.evidence_file to seamark_service using (true) with check (true);
create policy as_the_evidence on oversight.evidence_file for select to seamark_member
  using (exists (select from oversight.evidence e where e.id = evidence_file.evidence_id));
create policy coordinator_enters on oversight.evidence_file for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress());
grant select, insert on oversight.evidence_file to seamark_member;
grant select, insert, delete on oversight.evidence_file to seamark_service;

-- oversight.decision ----------------------------------------------------------------------------------
create policy service_all on oversight.decision to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.decision for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.decision for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = decision.agency_id and h.body_id = identity.viewer_agency()));
-- That it is an inspectorate, oversight.guard_decision says.
create policy inspectorate_decides on oversight.decision for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees() and person_id = identity.viewer_person()
              and exists (select from identity.held_to_account h
                      where h.agency_id = decision.agency_id and h.body_id = identity.viewer_agency()));
grant select, insert on oversight.decision to seamark_member;
grant select, insert, update, delete on oversight.decision to seamark_service;

-- oversight.own_area ----------------------------------------------------------------------------------
create policy service_all on oversight.own_area to seamark_service using (true) with check (true);
create policy body_reads on oversight.own_area for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_enters on oversight.own_area for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_changes on oversight.own_area for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
create policy body_removes on oversight.own_area for delete to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
grant select, insert, delete on oversight.own_area to seamark_member;
grant update (title, place) on oversight.own_area to seamark_member;
grant select, insert, update, delete on oversight.own_area to seamark_service;

-- oversight.gathering ---------------------------------------------------------------------------------
create policy service_all on oversight.gathering to seamark_service using (true) with check (true);
create policy body_reads on oversight.gathering for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_enters on oversight.gathering for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_removes on oversight.gathering for delete to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
grant select, insert, delete on oversight.gathering to seamark_member;
grant select, insert, update, delete on oversight.gathering to seamark_service;

-- oversight.response ----------------------------------------------------------------------------------
create policy service_all on oversight.response to seamark_service using (true) with check (true);
create policy body_reads on oversight.response for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
-- A draft is the commissioner's alone. What was signed goes to the force, and as a copy to the inspectorate.
create policy force_reads_what_was_signed on oversight.response for select to seamark_member
  using (signed_at is not null and agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy others_who_hold_to_account_read on oversight.response for select to seamark_member
  using (signed_at is not null and access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = response.agency_id and h.body_id = identity.viewer_agency()));
-- That it is that force's commissioner, oversight.guard_response says.
create policy commissioner_writes on oversight.response for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees() and signed_at is null
              and exists (select from identity.held_to_account h
                      where h.agency_id = response.agency_id and h.body_id = identity.viewer_agency()));
create policy commissioner_changes on oversight.response for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
grant select, insert on oversight.response to seamark_member;
grant update (opening, closing, signed_by, signed_at, facts, published_at, version) on oversight.response to seamark_member;
grant select, insert, update, delete on oversight.response to seamark_service;

-- oversight.paragraph ---------------------------------------------------------------------------------
create policy service_all on oversight.paragraph to seamark_service using (true) with check (true);
create policy as_the_response on oversight.paragraph for select to seamark_member
  using (exists (select from oversight.response r where r.id = paragraph.response_id));
create policy commissioner_writes on oversight.paragraph for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy commissioner_changes on oversight.paragraph for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.paragraph to seamark_member;
grant update (words, version) on oversight.paragraph to seamark_member;
grant select, insert, update, delete on oversight.paragraph to seamark_service;

-- oversight.invitation --------------------------------------------------------------------------------
create policy service_all on oversight.invitation to seamark_service using (true) with check (true);
create policy body_reads on oversight.invitation for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy invited_reads on oversight.invitation for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy commissioner_invites on oversight.invitation for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy commissioner_changes on oversight.invitation for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.invitation to seamark_member;
grant update (until, version) on oversight.invitation to seamark_member;
grant select, insert, update, delete on oversight.invitation to seamark_service;

-- oversight.chief_comment -----------------------------------------------------------------------------
create policy service_all on oversight.chief_comment to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.chief_comment for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy body_reads on oversight.chief_comment for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy chief_officer_comments on oversight.chief_comment for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_signs_progress()
              and person_id = identity.viewer_person());
grant select, insert on oversight.chief_comment to seamark_member;
grant select, insert, update, delete on oversight.chief_comment to seamark_service;

-- oversight.meeting -----------------------------------------------------------------------------------
create policy service_all on oversight.meeting to seamark_service using (true) with check (true);
create policy body_reads on oversight.meeting for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
-- What is typed while a meeting goes on is the body's; when it is held, the agency reads it.
create policy agency_reads_what_was_held on oversight.meeting for select to seamark_member
  using (state = 'held' and agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy body_plans on oversight.meeting for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = meeting.agency_id and h.body_id = identity.viewer_agency()));
create policy body_changes on oversight.meeting for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.meeting to seamark_member;
grant update (on_day, moved_from, state, why, minutes, minutes_public, version) on oversight.meeting to seamark_member;
grant select, insert, update, delete on oversight.meeting to seamark_service;

-- oversight.question ----------------------------------------------------------------------------------
create policy service_all on oversight.question to seamark_service using (true) with check (true);
create policy as_the_meeting on oversight.question for select to seamark_member
  using (exists (select from oversight.meeting m where m.id = question.meeting_id));
create policy body_enters on oversight.question for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_changes on oversight.question for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.question to seamark_member;
grant update (question, answer, is_public, version) on oversight.question to seamark_member;
grant select, insert, update, delete on oversight.question to seamark_service;

-- oversight.promise -----------------------------------------------------------------------------------
create policy service_all on oversight.promise to seamark_service using (true) with check (true);
create policy as_the_meeting on oversight.promise for select to seamark_member
  using (exists (select from oversight.meeting m where m.id = promise.meeting_id));
create policy body_enters on oversight.promise for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_changes on oversight.promise for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.promise to seamark_member;
grant update (text, by_post, due_on, kept_on, kept_words, is_public, version) on oversight.promise to seamark_member;
grant select, insert, update, delete on oversight.promise to seamark_service;

-- oversight.public_page -------------------------------------------------------------------------------
create policy service_all on oversight.public_page to seamark_service using (true) with check (true);
create policy body_reads on oversight.public_page for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_enters on oversight.public_page for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = public_page.agency_id and h.body_id = identity.viewer_agency()));
create policy body_switches on oversight.public_page for update to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees())
  with check (body_id = identity.viewer_agency());
grant select, insert on oversight.public_page to seamark_member;
grant update (is_on, version) on oversight.public_page to seamark_member;
grant select, insert, update, delete on oversight.public_page to seamark_service;

-- oversight.pack --------------------------------------------------------------------------------------
create policy service_all on oversight.pack to seamark_service using (true) with check (true);
create policy body_reads on oversight.pack for select to seamark_member
  using (body_id = identity.viewer_agency() and access.viewer_oversees());
create policy body_makes on oversight.pack for insert to seamark_member
  with check (body_id = identity.viewer_agency() and access.viewer_oversees() and person_id = identity.viewer_person()
              and exists (select from identity.held_to_account h
                      where h.agency_id = pack.agency_id and h.body_id = identity.viewer_agency()));
-- A member changes no pack: what is erased, a trigger takes out of it (code/oversight/packs.sql).
grant select, insert on oversight.pack to seamark_member;
grant select, insert, update, delete on oversight.pack to seamark_service;

-- oversight.lesson ------------------------------------------------------------------------------------
create policy service_all on oversight.lesson to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.lesson for select to seamark_member
  using (agency_id = identity.viewer_agency() and handed_at is not null and access.viewer_reads_oversight());
create policy who_is_asked_reads on oversight.lesson for select to seamark_member
  using (asked_agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.lesson for select to seamark_member
  using (access.viewer_oversees() and handed_at is not null and exists (select from identity.held_to_account h
                      where h.agency_id = lesson.agency_id and h.body_id = identity.viewer_agency()));
-- Of what several agencies identified together the task force sees lesson, owner, day and how it stands.
create policy task_force_reads_lessons_of_debriefs on oversight.lesson for select to seamark_member
  using (from_debrief and handed_at is not null and access.viewer_enters_progress() and identity.viewer_is_of_task_force());
create policy coordinator_enters on oversight.lesson for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress()
              and person_id = identity.viewer_person() and evidence is null and not from_debrief);
create policy coordinator_changes on oversight.lesson for update to seamark_member
  using (agency_id = identity.viewer_agency() and handed_at is not null and access.viewer_enters_progress())
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress());
grant select on oversight.lesson to seamark_member;
grant insert (id, agency_id, title, happened, verdict, what, owner_post, due_on, person_id, at) on oversight.lesson to seamark_member;
grant update (title, happened, verdict, what, owner_post, due_on, evidence, evidence_by, evidence_at, asked_agency_id,
              jol_reference, accepted_by, accepted_at, version) on oversight.lesson to seamark_member;
grant select, insert, update, delete on oversight.lesson to seamark_service;

-- oversight.lesson_check ------------------------------------------------------------------------------
create policy service_all on oversight.lesson_check to seamark_service using (true) with check (true);
create policy as_the_lesson on oversight.lesson_check for select to seamark_member
  using (exists (select from oversight.lesson l where l.id = lesson_check.lesson_id));
create policy another_agency_says on oversight.lesson_check for insert to seamark_member
  with check (by_agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and oversight.checks_lesson(lesson_id, identity.viewer_agency()));
grant select, insert on oversight.lesson_check to seamark_member;
grant select, insert, delete on oversight.lesson_check to seamark_service;

-- oversight.course ------------------------------------------------------------------------------------
create policy service_all on oversight.course to seamark_service using (true) with check (true);
create policy who_reads_oversight_reads on oversight.course for select to seamark_member
  using (access.viewer_reads_oversight());
create policy coordinator_enters on oversight.course for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress());
create policy coordinator_changes on oversight.course for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_enters_progress())
  with check (agency_id = identity.viewer_agency());
grant select, insert on oversight.course to seamark_member;
grant update (title, about, version) on oversight.course to seamark_member;
grant select, insert, update, delete on oversight.course to seamark_service;

-- oversight.course_post -------------------------------------------------------------------------------
create policy service_all on oversight.course_post to seamark_service using (true) with check (true);
create policy as_the_course on oversight.course_post for select to seamark_member
  using (exists (select from oversight.course c where c.id = course_post.course_id));
create policy coordinator_enters on oversight.course_post for insert to seamark_member
  with check (access.viewer_enters_progress() and exists (
    select from oversight.course c where c.id = course_post.course_id and c.agency_id = identity.viewer_agency()));
grant select, insert on oversight.course_post to seamark_member;
grant select, insert, update, delete on oversight.course_post to seamark_service;

-- oversight.coverage ----------------------------------------------------------------------------------
-- What was counted, no member reads: the coordinator who entered it has it from their own agency.
create policy service_all on oversight.coverage to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.coverage for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.coverage for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = coverage.agency_id and h.body_id = identity.viewer_agency()));
create policy coordinator_enters on oversight.coverage for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and access.viewer_enters_progress()
              and person_id = identity.viewer_person());
grant select (course_id, place, agency_id, counted_on, must_shown, have_shown, person_id, at) on oversight.coverage
  to seamark_member;
grant insert on oversight.coverage to seamark_member;
grant select, insert, delete on oversight.coverage to seamark_service;

-- oversight.figure_count ------------------------------------------------------------------------------
-- What was counted is the program's alone; what is published of it, those read who answer for the agency or hold it to
-- account.
create policy service_all on oversight.figure_count to seamark_service using (true) with check (true);
create policy own_agency_reads on oversight.figure_count for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_oversight());
create policy those_who_hold_to_account_read on oversight.figure_count for select to seamark_member
  using (access.viewer_oversees() and exists (select from identity.held_to_account h
                      where h.agency_id = figure_count.agency_id and h.body_id = identity.viewer_agency()));
grant select (figure, agency_id, from_day, until_day, row_key, about, shown, counted_at) on oversight.figure_count
  to seamark_member;
grant select, insert, update, delete on oversight.figure_count to seamark_service;

-- oversight.duty_state --------------------------------------------------------------------------------
grant select on oversight.duty_state to seamark_member, seamark_service;

reset role;
