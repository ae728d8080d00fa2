-- Nothing is kept longer than it is needed: steps and places two years, references to children's services ninety days after the
-- handover was confirmed, counts longer. A legal hold outranks all. Each erasure has its event, and no event says what was there.

set role seamark_service;

create function encounters.forget() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  times encounters.setting;
  number_of integer;
  gone integer;
begin
  if not encounters.is_forgetting() then
    raise exception 'Only the clock forgets' using errcode = '42501';
  end if;
  select * into times from encounters.setting;
  with due as (
    select e.id, e.agency_id from encounters.encounter e
    where e.hold_reason is null and e.children_gone_at is null and e.confirmed_at is not null
      and e.confirmed_at < now() - make_interval(days => times.children_days)
    order by e.confirmed_at limit 1000
  ), children as (
    update encounters.child_path c set services_reference = null, place_of_safety = null from due where c.encounter_id = due.id
  ), fourth as (
    update encounters.step s set reference = null, note = null from due where s.encounter_id = due.id and s.number = 4
  ), given as (
    update encounters.handover h set reference = null from due where h.encounter_id = due.id and h.recipient = 'childrens-services'
  ), marked as (
    update encounters.encounter e set children_gone_at = now() from due where e.id = due.id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'encounters.children.forget', due.agency_id, 'encounters', 'encounter', due.id from due
  )
  select count(*) into number_of from due;
  with due as (
    select e.id, e.agency_id from encounters.encounter e
    where e.hold_reason is null and e.steps_gone_at is null and e.found_at < now() - make_interval(days => times.steps_days)
    order by e.found_at limit 1000
  ), steps as (
    delete from encounters.step s using due where s.encounter_id = due.id
  ), children as (
    delete from encounters.child_path c using due where c.encounter_id = due.id
  ), opportunities as (
    delete from encounters.opportunity o using due where o.encounter_id = due.id
  ), handovers as (
    delete from encounters.handover h using due where h.encounter_id = due.id
  ), reports as (
    delete from encounters.report r using due where r.encounter_id = due.id
  ), marked as (
    update encounters.encounter e set steps_gone_at = now(), children_gone_at = coalesce(e.children_gone_at, now()), place = null,
      check_note = null
    from due where e.id = due.id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'encounters.steps.forget', due.agency_id, 'encounters', 'encounter', due.id from due
  )
  select count(*) into gone from due;
  number_of := number_of + gone;
  with due as (
    delete from encounters.encounter e
    where e.id in (select x.id from encounters.encounter x
                   where x.hold_reason is null and x.found_at < now() - make_interval(days => times.counts_days)
                   order by x.found_at limit 1000)
    returning e.id, e.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'encounters.encounter.forget', due.agency_id, 'encounters', 'encounter', due.id from due
  )
  select count(*) into gone from due;
  return number_of + gone;
end
$$;

grant execute on function encounters.forget() to seamark_service;

reset role;
