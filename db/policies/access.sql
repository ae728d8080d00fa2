-- Who reads and writes the rows of access, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- access.compartment ----------------------------------------------------------------------------------
create policy service_all on access.compartment to seamark_service using (true) with check (true);
create policy members_read on access.compartment for select to seamark_member
  using (exists (select from access.compartment_member m
                 where m.compartment_id = id and m.person_id = identity.viewer_person()
                   and access.is_awake(m.awake_until)));
grant select on access.compartment to seamark_member;
grant select, insert, update, delete on access.compartment to seamark_service;

-- access.compartment_member ---------------------------------------------------------------------------
create policy service_all on access.compartment_member to seamark_service using (true) with check (true);
create policy own_membership on access.compartment_member for select to seamark_member
  using (person_id = identity.viewer_person());
grant select on access.compartment_member to seamark_member;
grant select, insert, update, delete on access.compartment_member to seamark_service;

-- access.record_kind -----------------------------------------------------------------------------------
create policy everybody_reads on access.record_kind for select to seamark_member using (true);
create policy service_reads on access.record_kind for select to seamark_service using (true);
grant select on access.record_kind to seamark_member, seamark_service;

-- access.record ---------------------------------------------------------------------------------------
create policy service_all on access.record to seamark_service using (true) with check (true);
-- Whoever imports files as well (records managers, administrators); a draft is for those who write. Of some kinds the
-- program's functions alone make a record.
create policy own_agency_files on access.record for insert to seamark_member with check (
  agency_id = identity.viewer_agency()
  and author_id = identity.viewer_person()
  and kind in (select k.kind from access.record_kind k where k.filed_by_members)
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or access.viewer_is_member_of(compartment_id))
  and not released_to_all and released_to = '{}'
  and (next_version_of is null or access.may_have_a_next_version(next_version_of))
  and case status
        when 'draft' then access.viewer_files_intelligence()
        when 'disseminated' then version = 1 and (access.viewer_files_intelligence() or access.viewer_follows_imports())
        else false end);
create policy sight_reads on access.record for select to seamark_member using (
  access.sight(record,
               exists (select from access.acceptance a
                       where a.record_id = id and a.version = record.version and a.person_id = identity.viewer_person()),
               false) in ('full', 'conditions'));
-- A draft is changed by those who write, a filed record by those who decide, and either only within sight:
-- an UPDATE that names no row would reach past the policy of reading.
create policy own_agency_changes on access.record for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and kind in (select k.kind from access.record_kind k where k.filed_by_members)
         and access.sight(record, false, false) = 'full'
         and case when status = 'draft'
               then access.viewer_files_intelligence()
               else access.viewer_decides() end)
  with check (agency_id = identity.viewer_agency()
              and access.viewer_is_cleared_for(classification)
              and (compartment_id is null or access.viewer_is_member_of(compartment_id)));
create policy own_draft_goes on access.record for delete to seamark_member
  using (agency_id = identity.viewer_agency() and status = 'draft'
         and access.sight(record, false, false) = 'full'
         and access.viewer_files_intelligence());
grant select, insert, update, delete on access.record to seamark_member, seamark_service;

-- access.release --------------------------------------------------------------------------------------
create policy service_all on access.release to seamark_service using (true) with check (true);
create policy owner_writes on access.release for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and access.viewer_decides()
  and exists (select from access.record r
              where r.id = record_id and r.agency_id = identity.viewer_agency() and r.version = release.version
                and r.kind in (select k.kind from access.record_kind k where k.filed_by_members))
  and (to_all or agencies <> '{}'));
create policy owner_reads on access.release for select to seamark_member using (
  exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()));
grant select, insert on access.release to seamark_member;
grant select, insert, update, delete on access.release to seamark_service;

-- access.delivery -------------------------------------------------------------------------------------
create policy service_all on access.delivery to seamark_service using (true) with check (true);
create policy recipient_reads on access.delivery for select to seamark_member
  using (agency_id in (0, identity.viewer_agency())
         and exists (select from access.record r where r.id = record_id));
create policy owner_reads on access.delivery for select to seamark_member using (
  exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()));
-- A delivery says what its record says, and is accounted for by the event of the release.
create policy owner_writes on access.delivery for insert to seamark_member with check (
  exists (select from access.record r
          where r.id = record_id and r.agency_id = identity.viewer_agency() and r.status = 'disseminated'
            and case when delivery.agency_id = 0 then r.released_to_all else delivery.agency_id = any (r.released_to) end));
grant select, insert on access.delivery to seamark_member;
grant select, insert, update, delete on access.delivery to seamark_service;

-- access.acceptance -----------------------------------------------------------------------------------
create policy service_all on access.acceptance to seamark_service using (true) with check (true);
create policy own_reads on access.acceptance for select to seamark_member
  using (person_id = identity.viewer_person());
-- Conditions are accepted of the version that asks for them, by somebody who is asked.
create policy own_writes on access.acceptance for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from access.record r
              where r.id = record_id and r.version = acceptance.version and r.handling = 'C'
                and r.status = 'disseminated' and r.agency_id <> identity.viewer_agency()));
grant select, insert on access.acceptance to seamark_member;
grant select, insert, update, delete on access.acceptance to seamark_service;

-- access.reading --------------------------------------------------------------------------------------
create policy service_all on access.reading to seamark_service using (true) with check (true);
create policy own_reads on access.reading for select to seamark_member
  using (person_id = identity.viewer_person());
-- A reading is of a version that is there, by somebody who may read it: a partner reads the one released last.
create policy own_writes on access.reading for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from access.record r
              where r.id = reading.record_id
                and access.sight(r,
                      exists (select from access.acceptance a
                              where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                      false) = 'full'
                and (r.version = reading.version or r.agency_id = identity.viewer_agency() and r.version > reading.version)));
create policy own_changes on access.reading for update to seamark_member
  using (person_id = identity.viewer_person() and agency_id = identity.viewer_agency())
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());
grant select, insert on access.reading to seamark_member;
grant select, insert, update, delete on access.reading to seamark_service;
grant update (last_at) on access.reading to seamark_member;

-- access.recall ---------------------------------------------------------------------------------------
create policy service_all on access.recall to seamark_service using (true) with check (true);
create policy owner_reads on access.recall for select to seamark_member using (
  exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on access.recall for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and access.viewer_decides()
  and exists (select from access.record r
              where r.id = record_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'
                and r.kind in (select k.kind from access.record_kind k where k.filed_by_members)));
grant select, insert on access.recall to seamark_member;
grant select, insert, update, delete on access.recall to seamark_service;

-- access.recall_notice --------------------------------------------------------------------------------
create policy service_all on access.recall_notice to seamark_service using (true) with check (true);
create policy recipient_reads on access.recall_notice for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.viewer_reads_within(compartment_id)
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or exists (select from access.compartment_member m
        where m.compartment_id = recall_notice.compartment_id and m.person_id = identity.viewer_person()
          and access.is_awake(m.awake_until))));
create policy owner_reads on access.recall_notice for select to seamark_member using (
  owner_id = identity.viewer_agency()
  and exists (select from access.record r where r.id = record_id));
create policy owner_writes on access.recall_notice for insert to seamark_member with check (
  owner_id = identity.viewer_agency()
  and acknowledged_at is null and acknowledged_by is null
  and access.viewer_decides()
  and exists (select from access.record r
              where r.id = record_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'
                and r.reference = recall_notice.reference and r.classification = recall_notice.classification
                and r.compartment_id is not distinct from recall_notice.compartment_id
                and (r.released_to_all or recall_notice.agency_id = any (r.released_to))));
-- Whoever may read the notice acknowledges it, once, by name.
create policy recipient_acknowledges on access.recall_notice for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and acknowledged_at is null
         and access.viewer_reads_within(compartment_id)
         and access.viewer_is_cleared_for(classification)
         and (compartment_id is null or access.viewer_is_member_of(compartment_id)))
  with check (agency_id = identity.viewer_agency() and acknowledged_at is not null
              and acknowledged_by = identity.viewer_person());
grant select, insert on access.recall_notice to seamark_member;
grant select, insert, update, delete on access.recall_notice to seamark_service;
grant update (acknowledged_at, acknowledged_by) on access.recall_notice to seamark_member;

-- access.recall_statement -----------------------------------------------------------------------------
create policy service_all on access.recall_statement to seamark_service using (true) with check (true);
-- Whoever reads the notice: those of the agency that was told, and the owner.
create policy who_reads_the_notice_reads on access.recall_statement for select to seamark_member using (
  exists (select from access.recall_notice n
          where n.record_id = recall_statement.record_id and n.agency_id = recall_statement.agency_id
            and identity.viewer_agency() in (n.agency_id, n.owner_id)));
create policy recipient_states on access.recall_statement for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_reads_in_operations()
  and exists (select from access.recall_notice n
              where n.record_id = recall_statement.record_id and n.agency_id = identity.viewer_agency()));
grant select, insert on access.recall_statement to seamark_member;
grant select, insert, update, delete on access.recall_statement to seamark_service;

-- access.exported -------------------------------------------------------------------------------------
create policy service_all on access.exported to seamark_service using (true) with check (true);
create policy own_reads on access.exported for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_writes on access.exported for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from access.record r
              where r.id = exported.record_id
                and access.sight(r,
                      exists (select from access.acceptance a
                              where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                      false) = 'full'
                and (r.version = exported.version or r.agency_id = identity.viewer_agency() and r.version > exported.version)));
grant select, insert on access.exported to seamark_member;
grant select, insert, update, delete on access.exported to seamark_service;

-- access.legal_hold -----------------------------------------------------------------------------------
create policy service_all on access.legal_hold to seamark_service using (true) with check (true);
create policy own_agency_reads on access.legal_hold for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_keeps(record_id));
create policy own_agency_places on access.legal_hold for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and placed_by = identity.viewer_person() and lifted_at is null
              and access.viewer_keeps(record_id));
create policy own_agency_lifts on access.legal_hold for update to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records() and lifted_at is null)
  with check (agency_id = identity.viewer_agency() and lifted_by = identity.viewer_person());
grant select, insert on access.legal_hold to seamark_member;
grant select, insert, update, delete on access.legal_hold to seamark_service;
grant update (lifted_by, lifted_at, lifted_reason) on access.legal_hold to seamark_member;

-- access.restriction ----------------------------------------------------------------------------------
-- No member writes: a decided review places it, and access.lift_restriction takes it away.
create policy service_all on access.restriction to seamark_service using (true) with check (true);
create policy own_agency_reads on access.restriction for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_keeps(record_id));
grant select on access.restriction to seamark_member;
grant select, insert, update, delete on access.restriction to seamark_service;

-- access.correction -----------------------------------------------------------------------------------
-- Written by access.correct_record alone.
create policy service_all on access.correction to seamark_service using (true) with check (true);
create policy own_agency_reads on access.correction for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_keeps(record_id));
grant select on access.correction to seamark_member;
grant select, insert, update, delete on access.correction to seamark_service;

-- access.notice ---------------------------------------------------------------------------------------
-- Written by access.tell_recipients alone. Read as a notice of a recall is.
create policy service_all on access.notice to seamark_service using (true) with check (true);
create policy recipient_reads on access.notice for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and access.viewer_reads_within(compartment_id)
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or access.viewer_is_member_of(compartment_id)));
create policy owner_reads on access.notice for select to seamark_member
  using (owner_id = identity.viewer_agency() and access.viewer_keeps(record_id));
create policy recipient_acknowledges on access.notice for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and acknowledged_at is null
         and access.viewer_reads_within(compartment_id)
         and access.viewer_is_cleared_for(classification)
         and (compartment_id is null or access.viewer_is_member_of(compartment_id)))
  with check (agency_id = identity.viewer_agency() and acknowledged_at is not null
              and acknowledged_by = identity.viewer_person());
grant select on access.notice to seamark_member;
grant select, insert, update, delete on access.notice to seamark_service;
grant update (acknowledged_at, acknowledged_by) on access.notice to seamark_member;

-- access.notice_statement -----------------------------------------------------------------------------
create policy service_all on access.notice_statement to seamark_service using (true) with check (true);
create policy who_reads_the_notice_reads on access.notice_statement for select to seamark_member using (
  exists (select from access.notice n
          where n.id = notice_statement.notice_id and identity.viewer_agency() in (n.agency_id, n.owner_id)));
create policy recipient_states on access.notice_statement for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and access.viewer_reads_in_operations()
  and exists (select from access.notice n
              where n.id = notice_statement.notice_id and n.agency_id = identity.viewer_agency()
                and n.record_id = notice_statement.record_id));
grant select, insert on access.notice_statement to seamark_member;
grant select, insert, update, delete on access.notice_statement to seamark_service;

-- access.erasure --------------------------------------------------------------------------------------
-- Written by access.ask_erasure, agree_erasure and refuse_erasure alone.
create policy service_all on access.erasure to seamark_service using (true) with check (true);
create policy own_agency_reads on access.erasure for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and (access.viewer_manages_records() or access.viewer_keeps(record_id)));
grant select on access.erasure to seamark_member;
grant select, insert, update, delete on access.erasure to seamark_service;

reset role;
