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

-- operations.barred_word ------------------------------------------------------------------------------
-- Asked through operations.fault_of_codename alone.
create policy service_all on operations.barred_word to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.barred_word to seamark_service;

-- operations.planned_setting --------------------------------------------------------------------------
create policy service_reads on operations.planned_setting for select to seamark_service using (true);
create policy operator_changes on operations.planned_setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select, update on operations.planned_setting to seamark_service;

-- operations.planned_event ----------------------------------------------------------------------------
-- Its own agency's people in its operation, and nobody else: not the other agencies of the operation either.
create policy service_all on operations.planned_event to seamark_service using (true) with check (true);
create policy own_people_in_it_read on operations.planned_event for select to seamark_member
  using (agency_id = identity.viewer_agency() and operations.viewer_in(operation_id));
grant select on operations.planned_event to seamark_member;
grant select, insert, update, delete on operations.planned_event to seamark_service;

-- operations.planned_version --------------------------------------------------------------------------
create policy service_all on operations.planned_version to seamark_service using (true) with check (true);
create policy read_with_the_event on operations.planned_version for select to seamark_member
  using (exists (select from operations.planned_event e where e.id = event_id));
grant select on operations.planned_version to seamark_member;
grant select, insert, update, delete on operations.planned_version to seamark_service;

-- operations.planned_look -----------------------------------------------------------------------------
create policy service_all on operations.planned_look to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.planned_look to seamark_service;

-- operations.planned_pair -----------------------------------------------------------------------------
create policy service_all on operations.planned_pair to seamark_service using (true) with check (true);
grant select, insert, update, delete on operations.planned_pair to seamark_service;

-- operations.conflict ---------------------------------------------------------------------------------
-- A side that has learned something reads what it learned. By which pair it belongs to the other side, nobody reads.
create policy service_all on operations.conflict to seamark_service using (true) with check (true);
create policy own_side_that_was_shown on operations.conflict for select to seamark_member
  using (shown_at is not null and agency_id = identity.viewer_agency() and operations.viewer_in(operation_id));
grant select (id, event_id, operation_id, agency_id, shown_at, learned, other_agency_id, other_desk, other_telephone,
  other_group, shared, told_at, told_answered, told_words, opened_at, opened_by, word, word_by, word_at, word_note, named_in,
  other_changed_at, ended_at, ended_why) on operations.conflict to seamark_member;
grant select, insert, update, delete on operations.conflict to seamark_service;

reset role;
