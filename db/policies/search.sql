-- Who reads and writes the rows of search, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- search.entry ----------------------------------------------------------------------------------------
create policy service_all on search.entry to seamark_service using (true) with check (true);
-- Search itself reads through a function; a member writes the entry of what the agency files.
create policy owner_writes on search.entry for insert to seamark_member
  with check (agency_id = identity.viewer_agency()
              and exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()
                            and access.sight(r, false, false) = 'full'
                            and r.kind in (select k.kind from access.record_kind k where k.filed_by_members)));
create policy owner_reads on search.entry for select to seamark_member using (
  exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()
            and access.sight(r, false, false) = 'full'));
create policy owner_changes on search.entry for update to seamark_member
  using (exists (select from access.record r where r.id = record_id and r.agency_id = identity.viewer_agency()
                   and access.sight(r, false, false) = 'full'))
  with check (agency_id = identity.viewer_agency());
-- The words by which a record is found: read and changed with the record in sight, and accounted for.
grant select on search.entry to seamark_member;
grant select, insert, update, delete on search.entry to seamark_service;
grant insert (record_id, created_at, agency_id, handling, readers, grades, kinds, words)
  on search.entry to seamark_member;
grant update (handling, grades, kinds, words) on search.entry to seamark_member;

reset role;
