-- Who reads disruptions: whoever reads the record in full, by the rule of sight. The functions of db/code/disruptions/acts.sql
-- write what belongs to one; its owner drafts it.

set role seamark_owner;

-- disruptions.disruption ------------------------------------------------------------------------------
call access.share('disruptions.disruption', 'disruption');
create policy begun_as_a_draft on disruptions.disruption as restrictive for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and access.viewer_decides() and state = 'drafted' and level is null
  and disruptions.is_own_draft(id));
create policy drafted_by_those_who_decide on disruptions.disruption as restrictive for update to seamark_member
  using (access.viewer_decides()) with check (access.viewer_decides());

-- disruptions.side ------------------------------------------------------------------------------------
create policy service_all on disruptions.side to seamark_service using (true) with check (true);
create policy read_with_its_record on disruptions.side for select to seamark_member
  using (exists (select from disruptions.disruption d where d.id = disruption_id));
grant select on disruptions.side to seamark_member;
grant select, insert, delete on disruptions.side to seamark_service;

-- disruptions.claim -----------------------------------------------------------------------------------
create policy service_all on disruptions.claim to seamark_service using (true) with check (true);
create policy read_with_its_record on disruptions.claim for select to seamark_member
  using (exists (select from disruptions.disruption d where d.id = disruption_id));
grant select on disruptions.claim to seamark_member;
grant select, insert, update, delete on disruptions.claim to seamark_service;

-- disruptions.moderation ------------------------------------------------------------------------------
create policy service_all on disruptions.moderation to seamark_service using (true) with check (true);
create policy read_with_its_record on disruptions.moderation for select to seamark_member
  
  using (exists (select from disruptions.disruption d where d.id = disruption_id));
grant select on disruptions.moderation to seamark_member;
grant select, insert, update, delete on disruptions.moderation to seamark_service;

-- disruptions.effect ----------------------------------------------------------------------------------
create policy service_all on disruptions.effect to seamark_service using (true) with check (true);
create policy read_with_its_record on disruptions.effect for select to seamark_member
  using (exists (select from disruptions.disruption d where d.id = disruption_id));
grant select on disruptions.effect to seamark_member;
grant select, insert, update, delete on disruptions.effect to seamark_service;

-- disruptions.evidence --------------------------------------------------------------------------------
-- Both in sight: the disruption, and what is linked.
create policy service_all on disruptions.evidence to seamark_service using (true) with check (true);
create policy both_in_sight_reads on disruptions.evidence for select to seamark_member
  using (exists (select from disruptions.disruption d where d.id = disruption_id)
         and disruptions.sees_evidence(kind, record_id, entry_id));
grant select on disruptions.evidence to seamark_member;
grant select, insert, delete on disruptions.evidence to seamark_service;

-- disruptions.of_group --------------------------------------------------------------------------------
-- Both in sight; what was typed and names no group is its owner's.
create policy service_all on disruptions.of_group to seamark_service using (true) with check (true);
create policy both_in_sight_reads on disruptions.of_group for select to seamark_member using (
  exists (select from disruptions.disruption d where d.id = disruption_id)
  and case when group_id is null then disruptions.is_own(disruption_id) else disruptions.reads_filed(group_id, 'group') end);
grant select on disruptions.of_group to seamark_member;
grant select, insert, delete on disruptions.of_group to seamark_service;

-- disruptions.asked -----------------------------------------------------------------------------------
create policy service_all on disruptions.asked to seamark_service using (true) with check (true);
create policy asked_and_asking_read on disruptions.asked for select to seamark_member using (
  exists (select from disruptions.disruption d where d.id = disruption_id)
  and (agency_id = identity.viewer_agency() or disruptions.is_own(disruption_id)));
grant select on disruptions.asked to seamark_member;
grant select, insert, delete on disruptions.asked to seamark_service;

-- disruptions.same ------------------------------------------------------------------------------------
create policy service_all on disruptions.same to seamark_service using (true) with check (true);
create policy both_in_sight_reads on disruptions.same for select to seamark_member
  using (exists (select from disruptions.disruption d where d.id = disruption_id)
         and exists (select from disruptions.disruption d where d.id = other_id));
grant select on disruptions.same to seamark_member;
grant select, insert, delete on disruptions.same to seamark_service;

-- disruptions.notice ----------------------------------------------------------------------------------
-- The owner of the group reads which agency speaks of it. Which disruption it is, no right lets a member read.
create policy service_all on disruptions.notice to seamark_service using (true) with check (true);
create policy owner_of_the_group_reads on disruptions.notice for select to seamark_member
  using (agency_id = identity.viewer_agency() and disruptions.reads_filed(group_id, 'group'));
grant select (id, group_id, agency_id, from_id, at, noted_by, noted_at) on disruptions.notice to seamark_member;
grant select, insert, update, delete on disruptions.notice to seamark_service;

-- disruptions.setting ---------------------------------------------------------------------------------
create policy everybody_reads on disruptions.setting for select to seamark_member
  using (identity.viewer_person() is not null);
create policy service_reads on disruptions.setting for select to seamark_service using (true);
create policy operator_changes on disruptions.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on disruptions.setting to seamark_member;
grant select, update on disruptions.setting to seamark_service;

-- disruptions.term ------------------------------------------------------------------------------------
create policy everybody_reads on disruptions.term for select to seamark_member
  using (identity.viewer_person() is not null);
create policy service_reads on disruptions.term for select to seamark_service using (true);
create policy operator_changes on disruptions.term for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
grant select on disruptions.term to seamark_member;
grant select, update on disruptions.term to seamark_service;

reset role;
