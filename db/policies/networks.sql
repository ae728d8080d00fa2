-- Who reads and writes the rows of networks. One heading for each theme; who adds a theme adds its own.

set role seamark_owner;

-- Subjects and what is said of them ------------------------------------------------------------------------

-- networks.reach: the rule of sight for all that reports say of subjects. The agency that the row was made for, by the
-- version that stands, in full sight, and of a partner nobody who is kept apart. Of a sanitised report there are rows for
-- others only when it was checked.
create policy service_all on networks.reach to seamark_service using (true) with check (true);
create policy by_its_report_reads on networks.reach for select to seamark_member using (
  reader = any (array[0, identity.viewer_agency()])
  and (reader = identity.viewer_agency() or agency_id <> identity.viewer_agency())
  and exists (select from access.record r
              where r.id = reach.record_id and r.version = reach.version and r.status = 'disseminated'
                and access.sight(r, exists (select from access.acceptance a
                              where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                      false) = 'full')
  and case when agency_id = identity.viewer_agency() or folds = '{}' then true
        else not networks.is_kept_apart(record_id, number) end);
grant select on networks.reach to seamark_member;
grant select, insert, update, delete on networks.reach to seamark_service;

-- networks.mention: the same, with the words.
create policy service_all on networks.mention to seamark_service using (true) with check (true);
create policy with_its_reach_reads on networks.mention for select to seamark_member using (
  exists (select from networks.reach h where h.record_id = mention.record_id and h.number = mention.number));
grant select on networks.mention to seamark_member;
grant select, insert, update, delete on networks.mention to seamark_service;

-- networks.subject: there for whoever finds a mention of it, and for nobody else.
create policy service_all on networks.subject to seamark_service using (true) with check (true);
create policy with_a_mention_reads on networks.subject for select to seamark_member using (
  exists (select from networks.reach h where h.subject_id = subject.id));
grant select on networks.subject to seamark_member;
grant select, insert, update, delete on networks.subject to seamark_service;

-- networks.to_gather: the job's own.
create policy service_all on networks.to_gather to seamark_service using (true) with check (true);
grant select, insert, update, delete on networks.to_gather to seamark_service;

-- Links and joinings ---------------------------------------------------------------------------------------

-- networks.link: seen with the item that names both. What its owner refused, its owner alone reads.
create policy service_all on networks.link to seamark_service using (true) with check (true);
create policy with_both_ends_reads on networks.link for select to seamark_member using (
  (state = 'accepted' or agency_id = identity.viewer_agency())
  and exists (select from networks.reach x
              where x.record_id = link.record_id and x.item = link.item and x.subject_id = link.from_id)
  and exists (select from networks.reach y
              where y.record_id = link.record_id and y.item = link.item and y.subject_id = link.to_id));
create policy owner_decides on networks.link for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and decided_by = identity.viewer_person() and access.viewer_decides()
  and exists (select from access.record r
              where r.id = record_id and r.agency_id = identity.viewer_agency() and r.version = link.version)
  and networks.finds_together(record_id, item, from_id, to_id));
create policy owner_decides_again on networks.link for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_decides())
  with check (agency_id = identity.viewer_agency() and decided_by = identity.viewer_person());
grant select, insert on networks.link to seamark_member;
grant update (kind, from_id, to_id, state, from_on, to_on, note, version, decided_by, decided_at, revision)
  on networks.link to seamark_member;
grant select, insert, update, delete on networks.link to seamark_service;

-- networks.joining: seen by whoever finds both. Each owner decides its own side.
create policy service_all on networks.joining to seamark_service using (true) with check (true);
create policy with_both_ends_reads on networks.joining for select to seamark_member using (
  exists (select from networks.reach x where x.subject_id = joining.a)
  and exists (select from networks.reach y where y.subject_id = joining.b));
create policy an_owner_begins on networks.joining for insert to seamark_member with check (
  identity.viewer_agency() in (agency_a, agency_b) and access.viewer_decides()
  and networks.finds(a) and networks.finds(b) and networks.may_be_joined(a, b, agency_a, agency_b));
create policy an_owner_goes_on on networks.joining for update to seamark_member
  using (identity.viewer_agency() in (agency_a, agency_b) and access.viewer_decides() and parted_at is null)
  with check (identity.viewer_agency() in (agency_a, agency_b));
grant select, insert on networks.joining to seamark_member;
grant update (by_a, reason_a, at_a, by_b, reason_b, at_b, parted_by, parted_why, parted_at, revision)
  on networks.joining to seamark_member;
grant select, insert, update, delete on networks.joining to seamark_service;

-- networks.safeguarding: its agency's alone. Nobody else learns that there is anything to decide.
create policy service_all on networks.safeguarding to seamark_service using (true) with check (true);
create policy own_agency_reads on networks.safeguarding for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_content());
create policy own_agency_asks on networks.safeguarding for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and asked_by = identity.viewer_person() and access.viewer_decides()
  and agreed_by is null and refused_by is null
  and networks.owner_of(subject_id) = identity.viewer_agency() and networks.finds(subject_id));
create policy another_decides on networks.safeguarding for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_decides() and agreed_at is null and refused_at is null
         and networks.finds(subject_id))
  with check (agency_id = identity.viewer_agency());
grant select, insert on networks.safeguarding to seamark_member;
grant update (agreed_by, agreed_at, refused_by, refused_at) on networks.safeguarding to seamark_member;
grant select, insert, update, delete on networks.safeguarding to seamark_service;

-- networks.suggestion: what an agency's people decided about a suggestion of their own.
create policy service_all on networks.suggestion to seamark_service using (true) with check (true);
create policy own_agency_reads on networks.suggestion for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_reads_content());
create policy own_agency_decides on networks.suggestion for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and decided_by = identity.viewer_person() and access.viewer_decides()
  and networks.reads_all(record_ids));
grant select, insert on networks.suggestion to seamark_member;
grant select, insert, update, delete on networks.suggestion to seamark_service;

-- Groups (organised crime groups) --------------------------------------------------------------------------

-- networks.crime_group --------------------------------------------------------------------------------
call access.share('networks.crime_group', 'group');
create policy kept_by_those_who_may on networks.crime_group as restrictive for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and access.viewer_keeps_groups());

-- networks.group_version ------------------------------------------------------------------------------
-- A trigger writes it. What it said before is for its owner: a partner reads the version that stands.
create policy service_all on networks.group_version to seamark_service using (true) with check (true);
create policy owner_reads on networks.group_version for select to seamark_member using (
  exists (select from access.record r where r.id = group_id and r.agency_id = identity.viewer_agency()
            and access.sight(r, false, false) = 'full'));
grant select on networks.group_version to seamark_member;
grant select, insert, update, delete on networks.group_version to seamark_service;
call ledger.account_for('networks.group_version', 'group_id', 'insert or update');

-- networks.group_stretch ------------------------------------------------------------------------------
call access.share_part('networks.group_stretch', 'group_id');
create policy owner_reads on networks.group_stretch as restrictive for select to seamark_member using (
  exists (select from access.record r where r.id = group_id and r.agency_id = identity.viewer_agency()));
create policy own_coast on networks.group_stretch as restrictive for insert to seamark_member with check (
  coast.is_own_stretch(stretch_id));
revoke update on networks.group_stretch from seamark_member;

-- networks.group_member -------------------------------------------------------------------------------
call access.share_part('networks.group_member', 'group_id');
create policy named_by_a_keeper on networks.group_member as restrictive for insert to seamark_member with check (
  person_id = identity.viewer_person() and access.viewer_keeps_groups());
-- Whom its owner keeps apart, no partner reads of.
create policy nobody_who_is_kept_apart on networks.group_member as restrictive for select to seamark_member using (
  networks.member_is_shown(id)
  or exists (select from access.record r where r.id = group_id and r.agency_id = identity.viewer_agency()));
-- A statement is taken back and made anew; it does not change.
revoke update on networks.group_member from seamark_member;

-- networks.group_ground -------------------------------------------------------------------------------
-- Both ways within sight: whoever reads the group and may know of the report.
call access.share_part('networks.group_ground', 'group_id');
create policy report_in_sight on networks.group_ground as restrictive for select to seamark_member using (
  exists (select from access.record p where p.id = report_id));
revoke update on networks.group_ground from seamark_member;

-- networks.group_line ---------------------------------------------------------------------------------
call access.share_part('networks.group_line', 'group_id');
create policy planned_by_a_keeper on networks.group_line as restrictive for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and access.viewer_keeps_groups() and state = 'open' and words is null);
create policy owner_of_a_line_says on networks.group_line for update to seamark_member
  using (agency_id = identity.viewer_agency() and owner_id = identity.viewer_person()
         and networks.is_own_line_in_force(group_id, owner_id))
  with check (agency_id = identity.viewer_agency());
-- Who owns it at a partner says how far it has come, and those who keep groups there.
create policy partner_who_owns_it_says on networks.group_line for update to seamark_member
  using (exists (select from networks.group_line_asked a
                 where a.line_id = group_line.id and a.agency_id = identity.viewer_agency())
         and networks.is_partner_line_of_viewer(id, group_id))
  with check (exists (select from networks.group_line_asked a
                      where a.line_id = group_line.id and a.agency_id = identity.viewer_agency())
              and networks.is_partner_line_of_viewer(id, group_id));
-- A line that is not done any more is dropped, and stays.
revoke delete on networks.group_line from seamark_member;

-- networks.group_line_asked ---------------------------------------------------------------------------
-- Whom it concerns reads it: the group's owner, and who is asked. Other readers of the group do not learn who else has it.
call access.share_part('networks.group_line_asked', 'group_id');
create policy whom_it_concerns_reads on networks.group_line_asked as restrictive for select to seamark_member using (
  agency_id = identity.viewer_agency()
  or exists (select from access.record r where r.id = group_id and r.agency_id = identity.viewer_agency()));
create policy asked_of_who_has_it on networks.group_line_asked as restrictive for insert to seamark_member with check (
  access.viewer_keeps_groups() and person_id is null and declined_words is null
  and networks.is_released_to(group_id, agency_id));
-- Who is asked answers, and nobody for them.
create policy asked_agency_alone_answers on networks.group_line_asked as restrictive for update to seamark_member using (
  agency_id = identity.viewer_agency());
create policy asked_agency_answers on networks.group_line_asked for update to seamark_member
  using (agency_id = identity.viewer_agency() and networks.is_asked_of_us(line_id, group_id))
  with check (agency_id = identity.viewer_agency());
create policy given_to_somebody_else_by_a_keeper on networks.group_line_asked as restrictive for delete to seamark_member using (
  access.viewer_keeps_groups());

-- networks.group_assessment ---------------------------------------------------------------------------
call access.share_part('networks.group_assessment', 'group_id');
create policy typed_by_a_named_person on networks.group_assessment as restrictive for insert to seamark_member with check (
  person_id = identity.viewer_person() and access.viewer_keeps_groups());
revoke update, delete on networks.group_assessment from seamark_member;

-- networks.group_review -------------------------------------------------------------------------------
call access.share_part('networks.group_review', 'group_id');
create policy owner_reads on networks.group_review as restrictive for select to seamark_member using (
  exists (select from access.record r where r.id = group_id and r.agency_id = identity.viewer_agency()));
create policy reviewed_by_a_named_person on networks.group_review as restrictive for insert to seamark_member with check (
  person_id = identity.viewer_person() and access.viewer_keeps_groups());
revoke update, delete on networks.group_review from seamark_member;

-- networks.group_report -------------------------------------------------------------------------------
create policy service_all on networks.group_report to seamark_service using (true) with check (true);
create policy both_in_sight_reads on networks.group_report for select to seamark_member using (
  exists (select from access.record r where r.id = group_id
            and access.sight(r, exists (select from access.acceptance a
                          where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full')
  and exists (select from access.record p where p.id = report_id));
create policy one_s_own_is_linked on networks.group_report for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_keeps_groups() and networks.may_link(group_id, report_id, 'report'));
create policy own_link_is_taken_back on networks.group_report for delete to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_keeps_groups());
grant select, insert, delete on networks.group_report to seamark_member;
grant select, insert, update, delete on networks.group_report to seamark_service;

-- networks.group_requirement --------------------------------------------------------------------------
create policy service_all on networks.group_requirement to seamark_service using (true) with check (true);
create policy both_in_sight_reads on networks.group_requirement for select to seamark_member using (
  exists (select from access.record r where r.id = group_id
            and access.sight(r, exists (select from access.acceptance a
                          where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full')
  and exists (select from access.record p where p.id = requirement_id));
create policy one_s_own_is_linked on networks.group_requirement for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_keeps_groups() and networks.may_link(group_id, requirement_id, 'requirement'));
create policy own_link_is_taken_back on networks.group_requirement for delete to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_keeps_groups());
grant select, insert, delete on networks.group_requirement to seamark_member;
grant select, insert, update, delete on networks.group_requirement to seamark_service;

-- networks.group_setting, networks.group_term ---------------------------------------------------------
-- The operator's; everybody reads by them.
create policy everybody_reads on networks.group_setting for select to seamark_member using (true);
create policy service_reads on networks.group_setting for select to seamark_service using (true);
create policy operator_changes on networks.group_setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on networks.group_setting to seamark_member;
grant select, update on networks.group_setting to seamark_service;
create policy everybody_reads on networks.group_term for select to seamark_member using (true);
create policy service_reads on networks.group_term for select to seamark_service using (true);
create policy operator_changes on networks.group_term for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on networks.group_term to seamark_member;
grant select, update on networks.group_term to seamark_service;

-- Places and times of events -------------------------------------------------------------------------------
-- An event is part of its item: who reads the version reads it, and nobody else. The table is written by the database
-- itself (db/code/networks/events.sql).
create policy service_all on networks.event to seamark_service using (true) with check (true);
create policy read_with_its_item on networks.event for select to seamark_member using (
  exists (select from access.record r
          where r.id = record_id and r.version = event.version and r.status = 'disseminated'
            and access.sight(r, exists (select from access.acceptance a
                          where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            and (r.agency_id = identity.viewer_agency() or intelligence.is_checked(r.id, r.version))));
grant select on networks.event to seamark_member;
grant select, insert, update, delete on networks.event to seamark_service;

reset role;
