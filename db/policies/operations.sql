-- Who reads the rows of operations. Nobody who is signed in writes one: the functions of db/code/operations do, each of
-- which asks who may. Who reads the operation's record reads it; whoever does not finds nothing, of their own agency too.

set role seamark_owner;

-- operations.operation --------------------------------------------------------------------------------
create policy service_all on operations.operation to seamark_service using (true) with check (true);
create policy members_read on operations.operation for select to seamark_member using (operations.viewer_in(id));
grant select on operations.operation to seamark_member;
grant select, insert, update, delete on operations.operation to seamark_service;

-- operations.terms ------------------------------------------------------------------------------------
create policy service_all on operations.terms to seamark_service using (true) with check (true);
create policy members_read on operations.terms for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.terms to seamark_member;
grant select, insert, update, delete on operations.terms to seamark_service;

-- operations.participation ----------------------------------------------------------------------------
create policy service_all on operations.participation to seamark_service using (true) with check (true);
create policy members_read on operations.participation for select to seamark_member
  using (operations.viewer_in(operation_id));
grant select on operations.participation to seamark_member;
grant select, insert, update, delete on operations.participation to seamark_service;

-- operations.post -------------------------------------------------------------------------------------
create policy service_all on operations.post to seamark_service using (true) with check (true);
create policy members_read on operations.post for select to seamark_member using (operations.viewer_in(operation_id));
grant select on operations.post to seamark_member;
grant select, insert, update, delete on operations.post to seamark_service;

-- operations.setting ----------------------------------------------------------------------------------
create policy everybody_reads on operations.setting for select to seamark_member using (true);
create policy service_reads on operations.setting for select to seamark_service using (true);
create policy operator_changes on operations.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on operations.setting to seamark_member;
grant select, update on operations.setting to seamark_service;

reset role;
