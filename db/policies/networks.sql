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

-- Places and times of events -------------------------------------------------------------------------------

reset role;
