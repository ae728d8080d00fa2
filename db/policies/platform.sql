-- Who reads and writes the rows of platform, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- platform.idempotent_answer --------------------------------------------------------------------------
create policy service_all on platform.idempotent_answer to seamark_service using (true) with check (true);
create policy own_rows on platform.idempotent_answer to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
grant select, insert on platform.idempotent_answer to seamark_member;
grant select, insert, delete on platform.idempotent_answer to seamark_service;

-- platform.exercise_step ------------------------------------------------------------------------------
create policy service_all on platform.exercise_step to seamark_service using (true) with check (true);
grant select, insert on platform.exercise_step to seamark_service;

-- platform.secret -------------------------------------------------------------------------------------
create policy service_all on platform.secret to seamark_service using (true) with check (true);
grant select, insert on platform.secret to seamark_service;

-- platform.woken --------------------------------------------------------------------------------------
create policy service_all on platform.woken to seamark_service using (true) with check (true);
grant select, insert, update, delete on platform.woken to seamark_service;

-- platform.outbox_message -----------------------------------------------------------------------------
create policy service_all on platform.outbox_message to seamark_service using (true) with check (true);
grant select, insert, update, delete on platform.outbox_message to seamark_service;

-- platform.shared_secret ------------------------------------------------------------------------------
create policy service_all on platform.shared_secret to seamark_service using (true) with check (true);
grant select, insert, update on platform.shared_secret to seamark_service;

-- platform.process ------------------------------------------------------------------------------------
create policy service_all on platform.process to seamark_service using (true) with check (true);
grant select, insert, update, delete on platform.process to seamark_service;

reset role;
