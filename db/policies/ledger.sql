-- Who reads and writes the rows of ledger, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- ledger.event ----------------------------------------------------------------------------------------
create policy service_all on ledger.event to seamark_service using (true) with check (true);
create policy records_manager_reads on ledger.event for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
-- A sign-in is told by the program alone.
create policy member_writes on ledger.event for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and kind <> 'sign-in');
-- Nobody holds UPDATE or DELETE on events: what was written stays written. Who, when, in which transaction and
-- for which act is no column that a member fills in.
grant select on ledger.event to seamark_member;
grant select, insert on ledger.event to seamark_service;
grant insert (kind, operation, purpose, subject_kind, subject_id, recipients, detail)
  on ledger.event to seamark_member;

-- ledger.pending --------------------------------------------------------------------------------------
create policy service_all on ledger.pending to seamark_service using (true) with check (true);
grant select, insert, delete on ledger.pending to seamark_service;

-- ledger.entry ----------------------------------------------------------------------------------------
create policy service_all on ledger.entry to seamark_service using (true) with check (true);
grant select, insert on ledger.entry to seamark_service;

-- ledger.held_event -----------------------------------------------------------------------------------
create policy service_all on ledger.held_event to seamark_service using (true) with check (true);
grant select, insert, delete on ledger.held_event to seamark_service;

reset role;
