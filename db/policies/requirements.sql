-- Who reads and writes the rows of requirements, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- requirements.requirement ----------------------------------------------------------------------------
call access.share('requirements.requirement', 'requirement');
-- Whoever keeps requirements writes them; a new one is open, and somebody of the agency answers for it.
create policy kept_by_those_who_may on requirements.requirement as restrictive for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and access.viewer_keeps_requirements()
  and state = 'open' and closed_by is null and requirements.may_own(owner_id));

-- requirements.line -----------------------------------------------------------------------------------
call access.share_part('requirements.line', 'requirement_id');
-- The plan is its owner's. A partner who reads the requirement reads what is asked of them, and not who else is asked.
create policy what_is_asked_of_us on requirements.line as restrictive for select to seamark_member
  using (identity.viewer_agency() in (owner_id, agency_id));
create policy proposed_by_its_owner on requirements.line as restrictive for insert to seamark_member with check (
  owner_id = identity.viewer_agency() and access.viewer_keeps_requirements() and requirements.is_open(requirement_id)
  and state = 'proposed' and words is null
  and (person_id is null or source <> 'partner' and requirements.is_a_colleague(person_id)));
-- Whose line it is answers for it: those who keep requirements there, and the person who accepted it.
create policy asked_agency_answers on requirements.line for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and (access.viewer_keeps_requirements() or person_id = identity.viewer_person())
         and requirements.reads(requirement_id))
  with check (agency_id = identity.viewer_agency() and requirements.reads(requirement_id));
-- A line that is asked no more is dropped, and stays.
revoke delete on requirements.line from seamark_member;

-- requirements.answer ---------------------------------------------------------------------------------
create policy service_all on requirements.answer to seamark_service using (true) with check (true);
-- Both ways within sight: whoever reads the requirement and may know of the report.
create policy both_in_sight_reads on requirements.answer for select to seamark_member using (
  exists (select from access.record r where r.id = requirement_id
            and access.sight(r, exists (select from access.acceptance a
                          where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full')
  and exists (select from access.record p where p.id = report_id));
create policy own_report_answers on requirements.answer for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_files_intelligence() and requirements.may_answer(requirement_id, report_id, line_id));
create policy own_answer_is_taken_back on requirements.answer for delete to seamark_member using (
  agency_id = identity.viewer_agency() and access.viewer_files_intelligence()
  and requirements.is_open(requirement_id));
grant select, insert, delete on requirements.answer to seamark_member;
grant select, insert, update, delete on requirements.answer to seamark_service;

reset role;
