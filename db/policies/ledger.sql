-- Who reads and writes the rows of ledger, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- ledger.event ----------------------------------------------------------------------------------------
create policy service_all on ledger.event to seamark_service using (true) with check (true);
create policy records_manager_reads on ledger.event for select to seamark_member
  using (agency_id = identity.viewer_agency() and access.viewer_manages_records() and ledger.viewer_use() is not null);
-- A sign-in is told by the program alone.
create policy member_writes on ledger.event for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and kind <> 'sign-in');
-- What is erased, the owner's function deletes, and sees nothing else (ledger.delete_erased).
create policy owner_sees_erased on ledger.event for select to seamark_owner
  using (exists (select from ledger.erasure r where r.event_id = event.id and r.xid = pg_current_xact_id()));
create policy owner_deletes_erased on ledger.event for delete to seamark_owner
  using (exists (select from ledger.erasure r where r.event_id = event.id and r.xid = pg_current_xact_id()));
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

-- ledger.erasure -------------------------------------------------------------------------------------
create policy service_all on ledger.erasure to seamark_service using (true) with check (true);
create policy owner_reads on ledger.erasure for select to seamark_owner using (xid = pg_current_xact_id());
grant select, insert on ledger.erasure to seamark_service;

-- ledger.identity ------------------------------------------------------------------------------------
create policy service_all on ledger.identity to seamark_service using (true) with check (true);
grant select, insert on ledger.identity to seamark_service;

-- ledger.checkpoint ----------------------------------------------------------------------------------
create policy service_all on ledger.checkpoint to seamark_service using (true) with check (true);
grant select, insert, delete on ledger.checkpoint to seamark_service;

-- ledger.witness -------------------------------------------------------------------------------------
create policy service_all on ledger.witness to seamark_service using (true) with check (true);
grant select, insert, delete on ledger.witness to seamark_service;

-- ledger.cosignature ---------------------------------------------------------------------------------
create policy service_all on ledger.cosignature to seamark_service using (true) with check (true);
grant select, insert, update, delete on ledger.cosignature to seamark_service;

-- ledger.refusal -------------------------------------------------------------------------------------
create policy service_all on ledger.refusal to seamark_service using (true) with check (true);
grant select, insert on ledger.refusal to seamark_service;

-- ledger.verification --------------------------------------------------------------------------------
create policy service_all on ledger.verification to seamark_service using (true) with check (true);
grant select, insert on ledger.verification to seamark_service;

reset role;
