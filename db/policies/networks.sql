-- Who reads and writes the rows of networks. One heading for each theme; who adds a theme adds its own.

set role seamark_owner;

-- Subjects and what is said of them ------------------------------------------------------------------------

-- Links and joinings ---------------------------------------------------------------------------------------

-- Groups (organised crime groups) --------------------------------------------------------------------------

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
