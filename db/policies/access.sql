-- Who reads and writes the rows of access, table by table: the policies, and the rights beside them.

set role seamark_owner;

-- access.compartment ----------------------------------------------------------------------------------
create policy service_all on access.compartment to seamark_service using (true) with check (true);
create policy members_read on access.compartment for select to seamark_member
  using (exists (select from access.compartment_member m
                 where m.compartment_id = id and m.person_id = identity.viewer_person()));
grant select on access.compartment to seamark_member;
grant select, insert, update, delete on access.compartment to seamark_service;

-- access.compartment_member ---------------------------------------------------------------------------
create policy service_all on access.compartment_member to seamark_service using (true) with check (true);
create policy own_membership on access.compartment_member for select to seamark_member
  using (person_id = identity.viewer_person());
grant select on access.compartment_member to seamark_member;
grant select, insert, update, delete on access.compartment_member to seamark_service;

reset role;
