-- Encounters protect themselves: care before anything else, the child path, and another person's check. Each refusal names
-- its rule, by which pages say in words what to do (src/rooms/encounters/refusals.ts).

set role seamark_service;

create function encounters.refuse(rule text, because text) returns void
  language plpgsql set search_path = '' as $$
begin
  raise exception '%', because using errcode = 'SM003', constraint = rule;
end
$$;

-- Is it the program that forgets what is over, and nobody else?
create function encounters.is_forgetting() returns boolean
  language sql stable set search_path = ''
  return coalesce(current_setting('seamark.service', true) = 'encounters', false);

-- How many of the steps 1 to `until` are answered?
create function encounters.answered_until(encounter uuid, until integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from encounters.step s
    where s.encounter_id = answered_until.encounter and s.number <= answered_until.until;
  end;

-- What is said is over, or just now. A clock may go a minute ahead.
create function encounters.is_over(at timestamptz) returns boolean
  language sql stable set search_path = ''
  return at is null or at <= now() + interval '1 minute';

create function encounters.guard_encounter() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if not encounters.is_forgetting() then
      perform encounters.refuse('encounter_is_kept', 'An encounter is not deleted');
    end if;
    return old;
  end if;
  if not encounters.is_over(new.found_at) or not encounters.is_over(new.confirmed_at) then
    perform encounters.refuse('not_in_the_future', 'Nothing is recorded before it has happened');
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'open' then
      perform encounters.refuse('begins_open', 'An encounter begins open');
    end if;
    return new;
  end if;
  if encounters.is_forgetting() then
    return new;
  end if;
  if (new.id, new.agency_id, new.number, new.recorded_by, new.recorded_at)
     is distinct from (old.id, old.agency_id, old.number, old.recorded_by, old.recorded_at)
     or new.revision < old.revision or new.state <> old.state and new.revision <> old.revision + 1 then
    perform encounters.refuse('keeps_its_beginning', 'An encounter keeps who began it, and when');
  end if;
  if old.state <> 'open' and
     (new.found_at, new.place, new.how_found, new.adults, new.may_be_children, new.age_unknown, new.injured)
     is distinct from (old.found_at, old.place, old.how_found, old.adults, old.may_be_children, old.age_unknown, old.injured) then
    perform encounters.refuse('is_open', 'What was handed over to be checked stays as it is');
  end if;
  if new.state = old.state then
    return new;
  end if;
  if (old.state, new.state) not in (('open', 'handed-over'), ('handed-over', 'open'), ('handed-over', 'checked'), ('checked', 'closed')) then
    perform encounters.refuse('state_follows', 'An encounter does not go from there to there');
  end if;
  if new.state = 'handed-over' then
    if encounters.answered_until(new.id, 8) < 8 then
      perform encounters.refuse('all_steps_first', 'Each step is answered first');
    end if;
    -- Counts may have changed since these steps were answered.
    perform encounters.require_step(new.id, 4::smallint, null);
    perform encounters.require_step(new.id, 7::smallint, null);
    perform encounters.require_step(new.id, 8::smallint, null);
  end if;
  if new.state = 'checked' and encounters.has_recorded(new.id, new.checked_by) then
    perform encounters.refuse('checked_by_another', 'Somebody checks who recorded nothing of it');
  end if;
  return new;
end
$$;

-- Has this person recorded any part of it?
create function encounters.has_recorded(encounter uuid, person uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from encounters.encounter e
                   where e.id = has_recorded.encounter and has_recorded.person in (e.recorded_by, e.handed_over_by))
        or exists (select from encounters.step s where s.encounter_id = has_recorded.encounter and s.person_id = has_recorded.person)
        or exists (select from encounters.child_path c where c.encounter_id = has_recorded.encounter and c.person_id = has_recorded.person)
        or exists (select from encounters.opportunity o where o.encounter_id = has_recorded.encounter and o.person_id = has_recorded.person)
        or exists (select from encounters.handover h where h.encounter_id = has_recorded.encounter and h.person_id = has_recorded.person)
        or exists (select from encounters.report r where r.encounter_id = has_recorded.encounter and r.person_id = has_recorded.person);
  end;

-- What a step needs beside its own row. `said` null: the answer that stands.
create function encounters.require_step(encounter uuid, step smallint, said text) returns void
  language plpgsql stable security definer set search_path = '' as $$
declare
  e encounters.encounter;
  answer text;
  number_of integer;
begin
  select * into e from encounters.encounter x where x.id = require_step.encounter;
  answer := coalesce(said, (select s.answer from encounters.step s where s.encounter_id = e.id and s.number = step));
  if step = 4 then
    if answer = 'not-needed' and e.may_be_children + e.age_unknown > 0 then
      perform encounters.refuse('children_take_their_path', 'Somebody may be under 18');
    end if;
    select coalesce(sum(c.how_many), 0) into number_of from encounters.child_path c where c.encounter_id = e.id;
    if answer = 'done' and number_of < e.may_be_children then
      perform encounters.refuse('each_child_first', 'Each possible child is on the child path first');
    end if;
    if number_of > e.may_be_children + e.age_unknown then
      perform encounters.refuse('no_more_than_counted', 'More take the child path than were counted');
    end if;
  elsif step = 7 then
    if encounters.answered_until(e.id, 6) < 6 then
      perform encounters.refuse('care_comes_first', 'Steps 1 to 6 are answered first');
    end if;
    select coalesce(sum(i.how_many), 0) into number_of from encounters.identification i where i.encounter_id = e.id;
    if number_of <> e.adults then
      perform encounters.refuse('each_adult_identified_or_not', 'Each adult is identified, or it is said why not');
    end if;
    if exists (select from encounters.opportunity o where o.encounter_id = e.id and o.adult > e.adults) then
      perform encounters.refuse('no_such_adult', 'An entry is about an adult who is not counted');
    end if;
  elsif step = 8 then
    select coalesce(sum(h.how_many), 0) into number_of from encounters.handover h where h.encounter_id = e.id;
    if answer = 'done' and number_of <> e.adults + e.may_be_children + e.age_unknown
       or number_of > e.adults + e.may_be_children + e.age_unknown then
      perform encounters.refuse('everybody_is_somewhere', 'Everybody who was counted is handed over to somebody');
    end if;
  end if;
end
$$;

create function encounters.is_open(encounter uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from encounters.encounter e where e.id = is_open.encounter and e.state = 'open');
  end;

-- A part of an encounter changes while that is open. With the encounter itself, or once its time is over, it goes.
create function encounters.guard_part() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if encounters.is_forgetting() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if not encounters.is_open(case when tg_op = 'DELETE' then old.encounter_id else new.encounter_id end)
     or tg_op = 'UPDATE' and new.encounter_id <> old.encounter_id then
    perform encounters.refuse('is_open', 'What was handed over to be checked stays as it is');
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create function encounters.guard_step() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if encounters.is_forgetting() then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and new.revision < old.revision then
    perform encounters.refuse('step_is_answered_again', 'A step is answered again, and not taken out');
  end if;
  if not encounters.is_over(new.at) then
    perform encounters.refuse('not_in_the_future', 'Nothing is recorded before it has happened');
  end if;
  perform encounters.require_step(new.encounter_id, new.number, new.answer);
  return new;
end
$$;

-- Crime and evidence: after care, of adults who were counted, and nobody who is suspected is asked for a conversation.
create function encounters.guard_opportunity() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  counted integer;
begin
  if encounters.is_forgetting() then
    return new;
  end if;
  if encounters.answered_until(new.encounter_id, 6) < 6 then
    perform encounters.refuse('care_comes_first', 'Steps 1 to 6 are answered first');
  end if;
  if not encounters.is_over(new.at) then
    perform encounters.refuse('not_in_the_future', 'Nothing is recorded before it has happened');
  end if;
  select e.adults into counted from encounters.encounter e where e.id = new.encounter_id;
  if new.adult > counted then
    perform encounters.refuse('no_such_adult', 'So many adults were not counted');
  end if;
  if new.taken and exists (
    select from encounters.opportunity o
    where o.encounter_id = new.encounter_id and o.adult = new.adult and o.id <> new.id and o.taken
      and (new.kind = 'conversation' and o.kind <> 'conversation' and o.at <= new.at
           or new.kind <> 'conversation' and o.kind = 'conversation' and new.at <= o.at)) then
    perform encounters.refuse('no_talk_with_a_suspect', 'Nobody who is suspected is asked for a voluntary conversation');
  end if;
  if new.officer_id is not null and not exists (
    select from identity.person p join encounters.encounter e on e.agency_id = p.agency_id
    where p.id = new.officer_id and e.id = new.encounter_id) then
    perform encounters.refuse('officer_of_the_agency', 'The officer is of the own agency');
  end if;
  return new;
end
$$;

create function encounters.guard_moment_of_part() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not encounters.is_over((to_jsonb(new) ->> tg_argv[0])::timestamptz) then
    perform encounters.refuse('not_in_the_future', 'Nothing is recorded before it has happened');
  end if;
  return new;
end
$$;

-- A report that is begun from it is the own agency's.
create function encounters.guard_report() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' or not exists (
       select from encounters.encounter e
       where e.id = new.encounter_id and e.agency_id = intelligence.owner_of(new.report_id)) then
    perform encounters.refuse('report_of_the_agency', 'A report begun from an encounter is of the same agency');
  end if;
  if encounters.answered_until(new.encounter_id, 6) < 6 then
    perform encounters.refuse('care_comes_first', 'Steps 1 to 6 are answered first');
  end if;
  return new;
end
$$;

grant execute on function encounters.has_recorded(uuid, uuid) to seamark_member;
grant execute on function encounters.guard_encounter(), encounters.guard_part(), encounters.guard_step(),
  encounters.guard_opportunity(), encounters.guard_moment_of_part(), encounters.guard_report() to seamark_owner;

set role seamark_owner;

create trigger encounter_is_guarded before insert or update or delete on encounters.encounter
  for each row execute function encounters.guard_encounter();
create trigger a_part_changes_while_open before insert or update or delete on encounters.step
  for each row execute function encounters.guard_part();
create trigger step_is_guarded before insert or update or delete on encounters.step
  for each row execute function encounters.guard_step();
create trigger a_part_changes_while_open before insert or update or delete on encounters.child_path
  for each row execute function encounters.guard_part();
create trigger child_path_is_over before insert or update on encounters.child_path
  for each row execute function encounters.guard_moment_of_part('told_at');
create trigger a_part_changes_while_open before insert or update or delete on encounters.opportunity
  for each row execute function encounters.guard_part();
create trigger opportunity_is_guarded before insert or update on encounters.opportunity
  for each row execute function encounters.guard_opportunity();
create trigger a_part_changes_while_open before insert or update or delete on encounters.identification
  for each row execute function encounters.guard_part();
create trigger a_part_changes_while_open before insert or update or delete on encounters.handover
  for each row execute function encounters.guard_part();
create trigger handover_is_over before insert or update on encounters.handover
  for each row execute function encounters.guard_moment_of_part('at');
create trigger report_is_guarded before insert or update on encounters.report
  for each row execute function encounters.guard_report();

reset role;
