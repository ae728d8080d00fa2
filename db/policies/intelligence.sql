-- Who reads and writes the rows of intelligence, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- intelligence.report ---------------------------------------------------------------------------------
call access.share('intelligence.report', 'report');
-- What a partner reads of a report stands in its version: the grade of before and what waits for its grading is its
-- owner's.
create policy owner_alone_reads on intelligence.report as restrictive for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy owner_alone_files on intelligence.report as restrictive for insert to seamark_member
  with check (agency_id = identity.viewer_agency());

-- access.record, where it is a report -----------------------------------------------------------------
-- A draft that is made of other reports is for those who may read what it is made of.
create policy draft_of_what_one_may_read on access.record as restrictive to seamark_member
  using (kind <> 'report' or status <> 'draft' or intelligence.may_read_what_it_is_made_of(id))
  with check (true);
-- What hangs on a version is read, and noted, by who reads that version.
create policy of_a_version_in_sight on access.release as restrictive for select to seamark_member using (
  intelligence.is_of_a_version_in_sight(record_id, version));
create policy of_a_version_in_sight on access.reading as restrictive for insert to seamark_member with check (
  intelligence.is_of_a_version_in_sight(record_id, version));
create policy of_a_version_in_sight on access.exported as restrictive for insert to seamark_member with check (
  intelligence.is_of_a_version_in_sight(record_id, version));

-- intelligence.version --------------------------------------------------------------------------------
create policy service_all on intelligence.version to seamark_service using (true) with check (true);
-- The version of a draft or of what is filed this moment, or the next one, by who decides. A version that a
-- second officer writes down for a colleague keeps its author.
create policy own_agency_writes on intelligence.version for insert to seamark_member with check (
  (author_id = identity.viewer_person()
   or exists (select from access.record d join intelligence.derivation x on x.derivative_id = d.id
              where d.next_version_of = version.report_id and d.author_id = version.author_id and x.state = 'awaiting-check'))
  and exists (select from access.record r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                and version.version in (r.version, r.version + 1)
                and (r.status = 'draft' or version.version = 1
                     or access.viewer_decides())));
-- A version of a draft stays with its report: what it becomes was not looked at before, and it could be moved
-- to any other. A sanitised version is its writer's until it is sent, and then only the second officer's.
create policy own_draft_changes on intelligence.version for update to seamark_member
  using (exists (select from access.record r
                 where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft')
         and not exists (select from intelligence.derivation d
                         where d.derivative_id = report_id
                           and (d.sanitised_by = identity.viewer_person()) = (d.state = 'awaiting-check')))
  with check (exists (select from access.record r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy full_sight_reads on intelligence.version for select to seamark_member using (
  exists (select from access.record r
          where r.id = report_id
            and access.sight(r, exists (select from access.acceptance a
                          where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            -- a partner reads the version that was released last, the owner every version by its own marking
            and case when r.agency_id = identity.viewer_agency()
              then version.version >= r.version or intelligence.earlier_version_in_sight(report_id, version.version)
              else r.version = version.version and intelligence.is_checked(report_id, version.version) end));
grant select, insert on intelligence.version to seamark_member;
-- The program itself changes none.
grant select, insert, delete on intelligence.version to seamark_service;
grant update (version, written_at, digest) on intelligence.version to seamark_member;

-- intelligence.version_content ------------------------------------------------------------------------
-- Nobody may change it. It is written with its version and read with it; a draft's is written anew by whoever may
-- change the draft, and a filed one's goes by intelligence.erase_report alone.
create policy service_all on intelligence.version_content to seamark_service using (true) with check (true);
create policy written_with_its_version on intelligence.version_content for insert to seamark_member with check (
  exists (select from access.record r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'));
create policy own_draft_goes on intelligence.version_content for delete to seamark_member using (
  exists (select from access.record r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft')
  and not exists (select from intelligence.derivation d
                  where d.derivative_id = report_id
                    and (d.sanitised_by = identity.viewer_person()) = (d.state = 'awaiting-check')));
create policy read_with_its_version on intelligence.version_content for select to seamark_member using (
  exists (select from intelligence.version v
          where v.report_id = version_content.report_id and v.version = version_content.version));
grant select, insert, delete on intelligence.version_content to seamark_member, seamark_service;

-- intelligence.withheld_subject -----------------------------------------------------------------------
create policy service_all on intelligence.withheld_subject to seamark_service using (true) with check (true);
create policy owner_writes on intelligence.withheld_subject for insert to seamark_member with check (
  exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_draft_changes on intelligence.withheld_subject for delete to seamark_member using (
  exists (select from access.record r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
-- What hangs on a version goes with it: who was held back, what was left out, why it was released, what it changed.
create policy owner_reads on intelligence.withheld_subject for select to seamark_member using (
  exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = withheld_subject.report_id and v.version = withheld_subject.version));
grant select, insert, delete on intelligence.withheld_subject to seamark_member;
grant select, insert, update, delete on intelligence.withheld_subject to seamark_service;

-- intelligence.derivation -----------------------------------------------------------------------------
create policy service_all on intelligence.derivation to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.derivation for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from access.record r where r.id = derivative_id));
create policy owner_writes on intelligence.derivation for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and sanitised_by = identity.viewer_person()
  and access.viewer_decides()
  and exists (select from access.record o where o.id = original_id));
create policy owner_changes on intelligence.derivation for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and exists (select from access.record r where r.id = derivative_id))
  with check (agency_id = identity.viewer_agency());
grant select, insert on intelligence.derivation to seamark_member;
grant select, insert, update, delete on intelligence.derivation to seamark_service;
grant update (state, checked_by, note, changed_at) on intelligence.derivation to seamark_member;

-- intelligence.import_run -----------------------------------------------------------------------------
create policy service_all on intelligence.import_run to seamark_service using (true) with check (true);
create policy own_agency_writes on intelligence.import_run for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and access.viewer_follows_imports());
-- An import's figures and its list of refused rows are of every classification in the file.
create policy own_agency_reads on intelligence.import_run for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and (person_id = identity.viewer_person() or access.viewer_is_cleared_for('OFFICIAL-SENSITIVE'))
         and access.viewer_follows_imports());
-- An import that somebody asks for begins at nothing, and is accounted for.
grant select on intelligence.import_run to seamark_member;
grant select, insert, update, delete on intelligence.import_run to seamark_service;
grant insert (id, agency_id, person_id, file_name, state) on intelligence.import_run to seamark_member;

-- intelligence.import_value ---------------------------------------------------------------------------
create policy service_all on intelligence.import_value to seamark_service using (true) with check (true);
-- The run's own policy says whose it is, and for which clearance. Of those who follow imports all but the
-- administrators, who read no intelligence: here are its values.
create policy own_agency_reads on intelligence.import_value for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.viewer_follows_imports() and not access.viewer_administers()
         and exists (select from intelligence.import_run r where r.id = run_id));
grant select on intelligence.import_value to seamark_member;
grant select, insert, update, delete on intelligence.import_value to seamark_service;

-- intelligence.version_check --------------------------------------------------------------------------
create policy service_all on intelligence.version_check to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.version_check for select to seamark_member using (
  exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency()));
-- An intelligence officer, because the rule of sight shows a draft to its author and to them (access.md, rule
-- 5); and one who may read the original, without which there is nothing to check against.
create policy second_officer_writes on intelligence.version_check for insert to seamark_member with check (
  checked_by = identity.viewer_person()
  and access.viewer_checks_sanitised()
  and exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.derivation d join access.record o on o.id = d.original_id
              where d.derivative_id = report_id));
grant select, insert on intelligence.version_check to seamark_member, seamark_service;

-- intelligence.former_agency_reference ----------------------------------------------------------------
create policy service_all on intelligence.former_agency_reference to seamark_service using (true) with check (true);
grant select, insert, delete on intelligence.former_agency_reference to seamark_service;

-- intelligence.left_out -------------------------------------------------------------------------------
create policy service_all on intelligence.left_out to seamark_service using (true) with check (true);
create policy owner_reads on intelligence.left_out for select to seamark_member using (
  exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = left_out.report_id and v.version = left_out.version));
create policy owner_writes on intelligence.left_out for insert to seamark_member with check (
  access.viewer_files_intelligence()
  and exists (select from access.record r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                -- the next one stands before its report has stepped to it
                and left_out.version in (r.version, r.version + 1)));
create policy owner_changes on intelligence.left_out for update to seamark_member
  using (access.viewer_files_intelligence()
         and exists (select from access.record r
                     where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                       and left_out.version = r.version))
  with check (exists (select from access.record r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                        and left_out.version = r.version));
grant select, insert on intelligence.left_out to seamark_member;
grant select, insert, update, delete on intelligence.left_out to seamark_service;
grant update (finds) on intelligence.left_out to seamark_member;

-- intelligence.typing ---------------------------------------------------------------------------------
create policy service_all on intelligence.typing to seamark_service using (true) with check (true);
create policy own_reads on intelligence.typing for select to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from access.record r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_writes on intelligence.typing for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from access.record r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_changes on intelligence.typing for update to seamark_member
  using (person_id = identity.viewer_person()
         and exists (select from access.record r
                     where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'))
  with check (person_id = identity.viewer_person()
              and exists (select from access.record r
                          where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
create policy own_goes on intelligence.typing for delete to seamark_member using (
  person_id = identity.viewer_person()
  and exists (select from access.record r
              where r.id = draft_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
grant select, insert, update, delete on intelligence.typing to seamark_member, seamark_service;

-- intelligence.version_change -------------------------------------------------------------------------
create policy service_all on intelligence.version_change to seamark_service using (true) with check (true);
create policy owner_writes on intelligence.version_change for insert to seamark_member with check (
  access.viewer_decides()
  and exists (select from access.record r
              where r.id = report_id and r.agency_id = identity.viewer_agency()
                and r.status = 'disseminated' and r.version = version_change.version));
-- The owner, of each version; a partner who reads the report now and has opened an earlier version of it. Whoever
-- never had an earlier one does not learn that it was different.
create policy owner_reads on intelligence.version_change for select to seamark_member using (
  exists (select from access.record r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = version_change.report_id and v.version = version_change.version));
create policy reader_of_earlier_one_reads on intelligence.version_change for select to seamark_member using (
  exists (select from access.reading g
          where g.record_id = version_change.report_id and g.person_id = identity.viewer_person()
            and g.agency_id = identity.viewer_agency() and g.version < version_change.version)
  -- full sight, by the policy of the version
  and exists (select from access.record r
              join intelligence.version v on v.report_id = r.id and v.version = r.version
              where r.id = version_change.report_id
                and (r.version = version_change.version
                     or intelligence.earlier_version_in_sight(r.id, version_change.version))));
-- Which parts a version changed tells of the version before it, so its column is nobody's:
-- intelligence.parts_changed answers.
grant insert on intelligence.version_change to seamark_member;
grant select, insert, update, delete on intelligence.version_change to seamark_service;
grant select (report_id, version, reason) on intelligence.version_change to seamark_member;

-- intelligence.former_marking -------------------------------------------------------------------------
-- No member reads it: functions answer from it.
create policy service_all on intelligence.former_marking to seamark_service using (true) with check (true);
grant select, insert on intelligence.former_marking to seamark_service;

reset role;
