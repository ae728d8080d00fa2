-- What is done with encounters. Each function asks who may: people of the own agency who record encounters. It locks the
-- encounter's row, so that what two people write at once is looked at one after the other. Null: there is no such encounter
-- for the viewer. What the rules of guards.sql refuse is refused there.

set role seamark_service;

-- Begins an encounter. Answers with its number in the agency.
create function encounters.begin(wanted uuid, said jsonb) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  given integer;
begin
  if not encounters.viewer_records() then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('encounters of ' || identity.viewer_agency(), 0));
  select coalesce(max(e.number), 0) + 1 into given from encounters.encounter e where e.agency_id = identity.viewer_agency();
  insert into encounters.encounter (id, agency_id, number, recorded_by, found_at, place, how_found, adults, may_be_children,
    age_unknown, injured)
  values (wanted, identity.viewer_agency(), given, identity.viewer_person(), (said ->> 'found_at')::timestamptz, said ->> 'place',
    said ->> 'how_found', (said ->> 'adults')::integer, (said ->> 'may_be_children')::integer, (said ->> 'age_unknown')::integer,
    (said ->> 'injured')::integer);
  return given;
end
$$;

-- Says place, time and counts anew.
create function encounters.count_again(encounter uuid, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  update encounters.encounter e
  set found_at = (said ->> 'found_at')::timestamptz, place = said ->> 'place', how_found = said ->> 'how_found',
      adults = (said ->> 'adults')::integer, may_be_children = (said ->> 'may_be_children')::integer,
      age_unknown = (said ->> 'age_unknown')::integer, injured = (said ->> 'injured')::integer,
      changed_at = now(), revision = e.revision + 1
  where e.id = count_again.encounter and e.revision = count_again.revision;
  return case when found then 'done' else 'stale' end;
end
$$;

-- Answers a step, or answers it again. Step 7 says with it how many adults were identified, and why others were not.
--   revision   of the answer that was on the page; 0: there was none
create function encounters.answer_step(encounter uuid, step integer, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  stands integer;
begin
  if not encounters.viewer_works_on(answer_step.encounter) then
    return null;
  end if;
  perform 1 from encounters.encounter e where e.id = answer_step.encounter for update;
  select s.revision into stands from encounters.step s where s.encounter_id = answer_step.encounter and s.number = answer_step.step;
  if coalesce(stands, 0) <> answer_step.revision then
    return 'stale';
  end if;
  if answer_step.step = 7 then
    delete from encounters.identification i where i.encounter_id = answer_step.encounter;
    insert into encounters.identification (encounter_id, outcome, how_many)
    select answer_step.encounter, i.key, i.value::integer from jsonb_each_text(said -> 'identified') i where i.value::integer <> 0;
  end if;
  insert into encounters.step (encounter_id, number, answer, at, by_whom, reference, reason, note, routes, person_id)
  values (answer_step.encounter, answer_step.step, said ->> 'answer', (said ->> 'at')::timestamptz, said ->> 'by_whom',
    said ->> 'reference', said ->> 'reason', said ->> 'note',
    array(select jsonb_array_elements_text(coalesce(said -> 'routes', '[]'))), identity.viewer_person())
  on conflict (encounter_id, number) do update
  set answer = excluded.answer, at = excluded.at, by_whom = excluded.by_whom, reference = excluded.reference,
      reason = excluded.reason, note = excluded.note, routes = excluded.routes, person_id = excluded.person_id,
      recorded_at = now(), revision = encounters.step.revision + 1;
  return 'done';
end
$$;

-- Adds possible children who take the child path.
create function encounters.add_children(encounter uuid, wanted uuid, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  perform 1 from encounters.encounter e where e.id = add_children.encounter for update;
  insert into encounters.child_path (id, encounter_id, how_many, told_at, services_reference, place_of_safety, guardian,
    innerste, reason, person_id)
  values (wanted, encounter, (said ->> 'how_many')::integer, (said ->> 'told_at')::timestamptz, said ->> 'services_reference',
    said ->> 'place_of_safety', said ->> 'guardian', said ->> 'innerste', said ->> 'reason', identity.viewer_person());
  return 'done';
end
$$;

-- Adds an entry of crime and evidence about one adult. Without another officer it is the viewer.
create function encounters.add_opportunity(encounter uuid, wanted uuid, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  officer uuid;
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  perform 1 from encounters.encounter e where e.id = add_opportunity.encounter for update;
  if said ->> 'kind' = 'power' and (said ->> 'taken')::boolean then
    officer := identity.viewer_person();
    if said ->> 'officer' is not null then
      select p.id into officer from identity.person p
      where lower(p.email) = lower(said ->> 'officer') and p.agency_id = identity.viewer_agency() and p.active;
      if not found then
        return 'no-such-officer';
      end if;
    end if;
  end if;
  insert into encounters.opportunity (id, encounter_id, adult, age, kind, code, taken, at, officer_id, grounds, reason,
    s45_considered, s45_by, person_id)
  values (wanted, encounter, (said ->> 'adult')::integer, said ->> 'age', said ->> 'kind', said ->> 'code',
    (said ->> 'taken')::boolean, (said ->> 'at')::timestamptz, officer, said ->> 'grounds', said ->> 'reason',
    (said ->> 's45_considered')::boolean, said ->> 's45_by', identity.viewer_person());
  return 'done';
end
$$;

-- Adds to whom people are handed over.
create function encounters.add_handover(encounter uuid, wanted uuid, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  perform 1 from encounters.encounter e where e.id = add_handover.encounter for update;
  insert into encounters.handover (id, encounter_id, recipient, how_many, at, reference, receipts, property_return, person_id)
  values (wanted, encounter, said ->> 'recipient', (said ->> 'how_many')::integer, (said ->> 'at')::timestamptz,
    said ->> 'reference', said ->> 'receipts', said ->> 'property_return', identity.viewer_person());
  return 'done';
end
$$;

-- Takes an entry out that was made by mistake, while the encounter is open.
create function encounters.take_out(encounter uuid, entry uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  number_of integer;
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  perform 1 from encounters.encounter e where e.id = take_out.encounter for update;
  with children as (
    delete from encounters.child_path c where c.id = take_out.entry and c.encounter_id = take_out.encounter returning c.id
  ), opportunities as (
    delete from encounters.opportunity o where o.id = take_out.entry and o.encounter_id = take_out.encounter returning o.id
  ), handovers as (
    delete from encounters.handover h where h.id = take_out.entry and h.encounter_id = take_out.encounter returning h.id
  )
  select count(*) into number_of from (select id from children union all select id from opportunities union all select id from handovers) gone;
  return case when number_of = 1 then 'done' else null end;
end
$$;

-- Brings an encounter to another state.
--   said   note, of a check; confirmed_at, of a closing
create function encounters.move(encounter uuid, revision integer, target text, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e encounters.encounter;
  viewer uuid := identity.viewer_person();
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  select * into e from encounters.encounter x where x.id = move.encounter for update;
  if e.revision <> move.revision then
    return 'stale';
  end if;
  -- Whoever sends it back has looked at it, and may have recorded part of it.
  update encounters.encounter x
  set state = target, changed_at = now(), revision = x.revision + 1,
      handed_over_at = case target when 'handed-over' then now() when 'open' then null else x.handed_over_at end,
      handed_over_by = case target when 'handed-over' then viewer when 'open' then null else x.handed_over_by end,
      checked_at = case target when 'checked' then now() else x.checked_at end,
      checked_by = case target when 'checked' then viewer else x.checked_by end,
      check_note = case when target in ('checked', 'open') then said ->> 'note' else x.check_note end,
      confirmed_at = case target when 'closed' then (said ->> 'confirmed_at')::timestamptz else x.confirmed_at end,
      closed_by = case target when 'closed' then viewer else x.closed_by end
  where x.id = e.id;
  return 'done';
end
$$;

-- Keeps an encounter past its time, or lets it go: for whoever manages the agency's records.
create function encounters.hold(encounter uuid, because text) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  if not coalesce(access.manages_records(identity.viewer_roles()), false) then
    return 'refused';
  end if;
  update encounters.encounter e
  set hold_reason = because, held_by = case when because is null then null else identity.viewer_person() end,
      changed_at = now(), revision = e.revision + 1
  where e.id = hold.encounter;
  return 'done';
end
$$;

-- Notes that a draft of a report was begun from it.
create function encounters.note_report(encounter uuid, report uuid) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.viewer_works_on(encounter) then
    return null;
  end if;
  insert into encounters.report (encounter_id, report_id, person_id) values (encounter, report, identity.viewer_person());
  return 'done';
end
$$;

grant execute on function encounters.begin(uuid, jsonb), encounters.count_again(uuid, integer, jsonb),
  encounters.answer_step(uuid, integer, integer, jsonb), encounters.add_children(uuid, uuid, jsonb),
  encounters.add_opportunity(uuid, uuid, jsonb), encounters.add_handover(uuid, uuid, jsonb), encounters.take_out(uuid, uuid),
  encounters.move(uuid, integer, text, jsonb), encounters.hold(uuid, text), encounters.note_report(uuid, uuid)
  to seamark_member;

reset role;
