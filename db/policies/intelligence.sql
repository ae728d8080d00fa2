-- Who reads and writes the rows of intelligence, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- intelligence.report ---------------------------------------------------------------------------------
create policy service_all on intelligence.report to seamark_service using (true) with check (true);
-- Whoever imports files as well (records managers, administrators); a draft is for those who write.
create policy own_agency_files on intelligence.report for insert to seamark_member with check (
  agency_id = identity.viewer_agency()
  and author_id = identity.viewer_person()
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or access.viewer_is_member_of(compartment_id))
  and not released_to_all and released_to = '{}'
  and case status
        when 'draft' then identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
        when 'submitted' then version = 1 and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator',
                                'triage_officer', 'records_manager', 'administrator')
        else false end);
create policy sight_reads on intelligence.report for select to seamark_member using (
  access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
               compartment_id, discoverable,
               exists (select from intelligence.acceptance a
                       where a.report_id = id and a.version = report.version and a.person_id = identity.viewer_person()),
               false) in ('full', 'conditions')
  and (status <> 'draft' or intelligence.may_read_what_it_is_made_of(id)));
-- A draft is changed by those who write, a filed report by those who decide, and either only within sight:
-- an UPDATE that names no row would reach past the policy of reading.
create policy own_agency_changes on intelligence.report for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and case when status = 'draft'
               then identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
                    and intelligence.may_read_what_it_is_made_of(id)
               else identity.viewer_has_role('intelligence_officer', 'coordinator') end)
  with check (agency_id = identity.viewer_agency()
              and access.viewer_is_cleared_for(classification)
              and (compartment_id is null or access.viewer_is_member_of(compartment_id)));
create policy own_draft_goes on intelligence.report for delete to seamark_member
  using (agency_id = identity.viewer_agency() and status = 'draft'
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
         and intelligence.may_read_what_it_is_made_of(id));
grant select, insert, update, delete on intelligence.report to seamark_member, seamark_service;

-- intelligence.version --------------------------------------------------------------------------------
create policy service_all on intelligence.version to seamark_service using (true) with check (true);
-- The version of a draft or of what is filed this moment, or the next one, by who decides. A version that a
-- second officer writes down for a colleague keeps its author.
create policy own_agency_writes on intelligence.version for insert to seamark_member with check (
  (author_id = identity.viewer_person()
   or exists (select from intelligence.report d join intelligence.derivation x on x.derivative_id = d.id
              where d.next_version_of = version.report_id and d.author_id = version.author_id and x.state = 'awaiting-check'))
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                and version.version in (r.version, r.version + 1)
                and (r.status = 'draft' or version.version = 1
                     or identity.viewer_has_role('intelligence_officer', 'coordinator'))));
-- A version of a draft stays with its report: what it becomes was not looked at before, and it could be moved
-- to any other. A sanitised version is its writer's until it is sent, and then only the second officer's.
create policy own_draft_changes on intelligence.version for update to seamark_member
  using (exists (select from intelligence.report r
                 where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft')
         and not exists (select from intelligence.derivation d
                         where d.derivative_id = report_id
                           and (d.sanitised_by = identity.viewer_person()) = (d.state = 'awaiting-check')))
  with check (exists (select from intelligence.report r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy full_sight_reads on intelligence.version for select to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                  r.released_to, r.compartment_id, r.discoverable,
                  exists (select from intelligence.acceptance a
                          where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            -- a partner reads the version that was released last, the owner every version by its own marking
            and case when r.agency_id = identity.viewer_agency()
              then version.version >= r.version or intelligence.earlier_version_in_sight(report_id, version.version)
              else r.version = version.version and intelligence.is_checked(report_id, version.version) end));
grant select, insert on intelligence.version to seamark_member;
grant select, insert, update, delete on intelligence.version to seamark_service;
grant update (version, document, written_at) on intelligence.version to seamark_member;

-- intelligence.withheld_subject -----------------------------------------------------------------------
create policy service_all on intelligence.withheld_subject to seamark_service using (true) with check (true);
create policy owner_writes on intelligence.withheld_subject for insert to seamark_member with check (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_draft_changes on intelligence.withheld_subject for delete to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
-- What hangs on a version goes with it: who was held back, what was left out, why it was released, what it changed.
create policy owner_reads on intelligence.withheld_subject for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = withheld_subject.report_id and v.version = withheld_subject.version));
grant select, insert, delete on intelligence.withheld_subject to seamark_member;
grant select, insert, update, delete on intelligence.withheld_subject to seamark_service;

-- intelligence.release --------------------------------------------------------------------------------
create policy service_all on intelligence.release to seamark_service using (true) with check (true);
create policy owner_writes on intelligence.release for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.version = release.version));
create policy owner_reads on intelligence.release for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = release.report_id and v.version = release.version));
grant select, insert on intelligence.release to seamark_member;
grant select, insert, update, delete on intelligence.release to seamark_service;

-- intelligence.delivery -------------------------------------------------------------------------------
create policy service_all on intelligence.delivery to seamark_service using (true) with check (true);
create policy recipient_reads on intelligence.delivery for select to seamark_member
  using (agency_id in (0, identity.viewer_agency())
         and exists (select from intelligence.report r where r.id = report_id));
create policy owner_reads on intelligence.delivery for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
-- A delivery says what its report says, and is accounted for by the event of the release.
create policy owner_writes on intelligence.delivery for insert to seamark_member with check (
  exists (select from intelligence.report r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'disseminated'
            and case when delivery.agency_id = 0 then r.released_to_all else delivery.agency_id = any (r.released_to) end));
grant select, insert on intelligence.delivery to seamark_member;
grant select, insert, update, delete on intelligence.delivery to seamark_service;

-- intelligence.acceptance -----------------------------------------------------------------------------
create policy service_all on intelligence.acceptance to seamark_service using (true) with check (true);
create policy own_reads on intelligence.acceptance for select to seamark_member
  using (person_id = identity.viewer_person());
-- Conditions are accepted of the version that asks for them, by somebody who is asked.
create policy own_writes on intelligence.acceptance for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.report r
              where r.id = report_id and r.version = acceptance.version and r.handling = 'C'
                and r.status = 'disseminated' and r.agency_id <> identity.viewer_agency()));
grant select, insert on intelligence.acceptance to seamark_member;
grant select, insert, update, delete on intelligence.acceptance to seamark_service;

-- intelligence.reading --------------------------------------------------------------------------------
create policy service_all on intelligence.reading to seamark_service using (true) with check (true);
create policy own_reads on intelligence.reading for select to seamark_member
  using (person_id = identity.viewer_person());
-- A reading is of a version that is there, by somebody who may read it.
create policy own_writes on intelligence.reading for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.version v where v.report_id = reading.report_id and v.version = reading.version));
create policy own_changes on intelligence.reading for update to seamark_member
  using (person_id = identity.viewer_person() and agency_id = identity.viewer_agency())
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());
grant select, insert on intelligence.reading to seamark_member;
grant select, insert, update, delete on intelligence.reading to seamark_service;
grant update (last_at) on intelligence.reading to seamark_member;

-- intelligence.recall ---------------------------------------------------------------------------------
create policy service_all on intelligence.recall to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.recall for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.recall for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'));
grant select, insert on intelligence.recall to seamark_member;
grant select, insert, update, delete on intelligence.recall to seamark_service;

-- intelligence.recall_notice --------------------------------------------------------------------------
create policy service_all on intelligence.recall_notice to seamark_service using (true) with check (true);
create policy recipient_reads on intelligence.recall_notice for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or exists (select from access.compartment_member m
        where m.compartment_id = recall_notice.compartment_id and m.person_id = identity.viewer_person())));
create policy owner_reads on intelligence.recall_notice for select to seamark_member using (
  owner_id = identity.viewer_agency()
  and exists (select from intelligence.report r where r.id = report_id));
create policy owner_writes on intelligence.recall_notice for insert to seamark_member with check (
  owner_id = identity.viewer_agency()
  and acknowledged_at is null and acknowledged_by is null
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'
                and r.reference = recall_notice.reference and r.classification = recall_notice.classification
                and r.compartment_id is not distinct from recall_notice.compartment_id));
-- Whoever may read the notice acknowledges it, once, by name.
create policy recipient_acknowledges on intelligence.recall_notice for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and acknowledged_at is null
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
         and access.viewer_is_cleared_for(classification)
         and (compartment_id is null or access.viewer_is_member_of(compartment_id)))
  with check (agency_id = identity.viewer_agency() and acknowledged_at is not null
              and acknowledged_by = identity.viewer_person());
grant select, insert on intelligence.recall_notice to seamark_member;
grant select, insert, update, delete on intelligence.recall_notice to seamark_service;
grant update (acknowledged_at, acknowledged_by) on intelligence.recall_notice to seamark_member;

-- intelligence.derivation -----------------------------------------------------------------------------
create policy service_all on intelligence.derivation to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.derivation for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from intelligence.report r where r.id = derivative_id));
create policy owner_writes on intelligence.derivation for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and sanitised_by = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator'));
create policy owner_changes on intelligence.derivation for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and exists (select from intelligence.report r where r.id = derivative_id))
  with check (agency_id = identity.viewer_agency());
grant select, insert on intelligence.derivation to seamark_member;
grant select, insert, update, delete on intelligence.derivation to seamark_service;
grant update (state, checked_by, note, changed_at) on intelligence.derivation to seamark_member;

-- intelligence.search_entry ---------------------------------------------------------------------------
create policy service_all on intelligence.search_entry to seamark_service using (true) with check (true);
-- Search itself reads through a function; a member writes the entry of what the agency files.
create policy owner_writes on intelligence.search_entry for insert to seamark_member
  with check (agency_id = identity.viewer_agency());
create policy owner_reads on intelligence.search_entry for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to, compartment_id,
                   discoverable, false, false) = 'full');
create policy owner_changes on intelligence.search_entry for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full')
  with check (agency_id = identity.viewer_agency());
-- The words by which a report is found: read and changed with the report in sight, and accounted for.
grant select on intelligence.search_entry to seamark_member;
grant select, insert, update, delete on intelligence.search_entry to seamark_service;
grant insert (report_id, created_at, agency_id, handling, readers, grades, kinds, words)
  on intelligence.search_entry to seamark_member;
grant update (handling, grades, kinds, words) on intelligence.search_entry to seamark_member;

-- intelligence.import_run -----------------------------------------------------------------------------
create policy service_all on intelligence.import_run to seamark_service using (true) with check (true);
create policy own_agency_writes on intelligence.import_run for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator'));
-- An import's figures and its list of refused rows are of every classification in the file.
create policy own_agency_reads on intelligence.import_run for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE'))
         and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator'));
-- An import that somebody asks for begins at nothing, and is accounted for.
grant select on intelligence.import_run to seamark_member;
grant select, insert, update, delete on intelligence.import_run to seamark_service;
grant insert (id, agency_id, person_id, file_name, state) on intelligence.import_run to seamark_member;

-- intelligence.import_value ---------------------------------------------------------------------------
create policy service_all on intelligence.import_value to seamark_service using (true) with check (true);
-- The run's own policy says whose it is, and for which clearance.
create policy own_agency_reads on intelligence.import_value for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('intelligence_officer', 'records_manager')
         and exists (select from intelligence.import_run r where r.id = run_id));
grant select on intelligence.import_value to seamark_member;
grant select, insert, update, delete on intelligence.import_value to seamark_service;

-- intelligence.version_check --------------------------------------------------------------------------
create policy service_all on intelligence.version_check to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.version_check for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
-- An intelligence officer, because the rule of sight shows a draft to its author and to them (access.md, rule
-- 5); and one who may read the original, without which there is nothing to check against.
create policy second_officer_writes on intelligence.version_check for insert to seamark_member with check (
  checked_by = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer')
  and exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.derivation d join intelligence.report o on o.id = d.original_id
              where d.derivative_id = report_id));
grant select, insert on intelligence.version_check to seamark_member, seamark_service;

-- intelligence.former_agency_reference ----------------------------------------------------------------
create policy service_all on intelligence.former_agency_reference to seamark_service using (true) with check (true);
grant select, insert on intelligence.former_agency_reference to seamark_service;

-- intelligence.left_out -------------------------------------------------------------------------------
create policy service_all on intelligence.left_out to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.left_out for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = left_out.report_id and v.version = left_out.version));
create policy owner_writes on intelligence.left_out for insert to seamark_member with check (
  identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                -- the next one stands before its report has stepped to it
                and left_out.version in (r.version, r.version + 1)));
create policy owner_changes on intelligence.left_out for update to seamark_member
  using (identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
         and exists (select from intelligence.report r
                     where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                       and left_out.version = r.version))
  with check (exists (select from intelligence.report r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                        and left_out.version = r.version));
grant select, insert on intelligence.left_out to seamark_member;
grant select, insert, update, delete on intelligence.left_out to seamark_service;
grant update (finds) on intelligence.left_out to seamark_member;

-- intelligence.typing ---------------------------------------------------------------------------------
create policy service_all on intelligence.typing to seamark_service using (true) with check (true);
create policy own_reads on intelligence.typing for select to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_writes on intelligence.typing for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_changes on intelligence.typing for update to seamark_member
  using (person_id = identity.viewer_person()
         and exists (select from intelligence.report r
                     where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'))
  with check (person_id = identity.viewer_person()
              and exists (select from intelligence.report r
                          where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_goes on intelligence.typing for delete to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
grant select, insert, update, delete on intelligence.typing to seamark_member, seamark_service;

-- intelligence.version_change -------------------------------------------------------------------------
create policy service_all on intelligence.version_change to seamark_service using (true) with check (true);
create policy owner_writes on intelligence.version_change for insert to seamark_member with check (
  identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency()
                and r.status in ('submitted', 'disseminated') and r.version = version_change.version));
-- The owner, of each version; a partner who reads the report now and has opened an earlier version of it. Whoever
-- never had an earlier one does not learn that it was different.
create policy owner_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = version_change.report_id and v.version = version_change.version));
create policy reader_of_earlier_one_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.reading g
          where g.report_id = version_change.report_id and g.person_id = identity.viewer_person()
            and g.agency_id = identity.viewer_agency() and g.version < version_change.version)
  -- full sight, by the policy of the version
  and exists (select from intelligence.report r
              join intelligence.version v on v.report_id = r.id and v.version = r.version
              where r.id = version_change.report_id
                and (r.version = version_change.version
                     or intelligence.earlier_version_in_sight(r.id, version_change.version))));
-- Which parts a version changed tells of the version before it, so its column is nobody's:
-- intelligence.parts_changed answers.
grant insert on intelligence.version_change to seamark_member;
grant select, insert, update, delete on intelligence.version_change to seamark_service;
grant select (report_id, version, reason) on intelligence.version_change to seamark_member;

-- intelligence.recall_statement -----------------------------------------------------------------------
create policy service_all on intelligence.recall_statement to seamark_service using (true) with check (true);
-- Whoever reads the notice: those of the agency that was told, and the owner.
create policy who_reads_the_notice_reads on intelligence.recall_statement for select to seamark_member using (
  exists (select from intelligence.recall_notice n
          where n.report_id = recall_statement.report_id and n.agency_id = recall_statement.agency_id
            and identity.viewer_agency() in (n.agency_id, n.owner_id)));
create policy recipient_states on intelligence.recall_statement for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and exists (select from intelligence.recall_notice n
              where n.report_id = recall_statement.report_id and n.agency_id = identity.viewer_agency()));
grant select, insert on intelligence.recall_statement to seamark_member;
grant select, insert, update, delete on intelligence.recall_statement to seamark_service;

-- intelligence.exported -------------------------------------------------------------------------------
create policy service_all on intelligence.exported to seamark_service using (true) with check (true);
create policy own_reads on intelligence.exported for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_writes on intelligence.exported for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.version v where v.report_id = exported.report_id and v.version = exported.version));
grant select, insert on intelligence.exported to seamark_member;
grant select, insert, update, delete on intelligence.exported to seamark_service;

-- intelligence.former_marking -------------------------------------------------------------------------
-- No member reads it: functions answer from it.
create policy service_all on intelligence.former_marking to seamark_service using (true) with check (true);
grant select, insert on intelligence.former_marking to seamark_service;

reset role;
