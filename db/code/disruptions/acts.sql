-- What is done with disruptions. Each function asks who may and locks the disruption's row, so that what two people do at once
-- is looked at one after the other. Null: there is no such disruption for the viewer. A word: why it is not done, or `done`.
-- What the rules of guards.sql refuse is refused there.

set role seamark_service;

-- Says which group it is, by the reference that was typed. Without a reference: none. What the viewer may not read is as
-- what there is not: it is kept as it was typed, and names no group.
create function disruptions.name_group(of_disruption uuid, reference text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption and x.agency_id = identity.viewer_agency() for update;
  if not found then
    return null;
  end if;
  if d.state not in ('drafted', 'returned') then
    return 'closed';
  end if;
  delete from disruptions.of_group o where o.disruption_id = of_disruption;
  if name_group.reference is not null then
    insert into disruptions.of_group (disruption_id, reference, group_id)
    values (of_disruption, name_group.reference, (
      select r.id from access.record r
      where r.kind = 'group' and r.reference = name_group.reference and disruptions.reads_filed(r.id, 'group')));
  end if;
  return 'done';
end
$$;

-- Adds what shows how it was before or after: something that the viewer reads, or an exhibit by its label.
create function disruptions.add_evidence(of_disruption uuid, wanted uuid, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption for update;
  if d.agency_id <> identity.viewer_agency() and not exists (
    select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = identity.viewer_agency()) then
    return 'not-a-claimant';
  end if;
  if d.state not in ('drafted', 'claimed', 'returned') then
    return 'closed';
  end if;
  if (select count(*) from disruptions.evidence e where e.disruption_id = d.id) >= 50 then
    return 'too-many';
  end if;
  if not coalesce(disruptions.sees_evidence(said ->> 'kind', (said ->> 'record')::uuid, (said ->> 'entry')::uuid), false) then
    return 'not-in-sight';
  end if;
  if exists (select from disruptions.evidence e
             where e.disruption_id = d.id and e.side = said ->> 'side' and e.kind = said ->> 'kind'
               and (e.record_id = (said ->> 'record')::uuid or e.entry_id = (said ->> 'entry')::uuid
                    or lower(e.exhibit) = lower(said ->> 'exhibit'))) then
    return 'done';
  end if;
  insert into disruptions.evidence (id, disruption_id, side, kind, record_id, entry_id, exhibit, agency_id, person_id)
  values (wanted, d.id, said ->> 'side', said ->> 'kind', (said ->> 'record')::uuid, (said ->> 'entry')::uuid, said ->> 'exhibit',
    identity.viewer_agency(), identity.viewer_person());
  return 'done';
end
$$;

-- Takes back what the viewer's agency has linked, unless it is the last that shows one side of what is claimed.
create function disruptions.take_evidence(of_disruption uuid, evidence uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
  which text;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption for update;
  if d.state not in ('drafted', 'claimed', 'returned') then
    return 'closed';
  end if;
  select e.side into which from disruptions.evidence e
  where e.id = take_evidence.evidence and e.disruption_id = d.id and e.agency_id = identity.viewer_agency()
    and disruptions.sees_evidence(e.kind, e.record_id, e.entry_id);
  if not found then
    return null;
  end if;
  if d.state <> 'drafted' and not exists (
    select from disruptions.evidence e
    where e.disruption_id = d.id and e.side = which and e.id <> take_evidence.evidence) then
    return 'last-one';
  end if;
  delete from disruptions.evidence e where e.id = take_evidence.evidence;
  return 'done';
end
$$;

-- The viewer's agency says what it did. The owner's claim files the draft; a partner's joins one that waits for moderation.
create function disruptions.claim_it(of_disruption uuid, words text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
  viewer integer := identity.viewer_agency();
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption for update;
  if d.state not in ('drafted', 'claimed', 'returned') then
    return 'closed';
  end if;
  if exists (select from disruptions.side s where s.disruption_id = d.id and s.agency_id = viewer and s.part = 'moderates') then
    return 'moderates';
  end if;
  if exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = viewer) then
    return 'claimed-before';
  end if;
  if d.state = 'drafted' and not disruptions.is_evidenced(d.id) then
    return 'not-evidenced';
  end if;
  if exists (select from access.record r where r.id = d.id and r.status = 'withdrawn') then
    return 'closed';
  end if;
  insert into disruptions.side (disruption_id, agency_id, part) values (d.id, viewer, 'claims');
  insert into disruptions.claim (disruption_id, agency_id, words, person_id)
  values (d.id, viewer, claim_it.words, identity.viewer_person());
  -- Whoever claims it is not asked to moderate it any more.
  delete from disruptions.asked a where a.disruption_id = d.id and a.agency_id = viewer;
  if d.state = 'drafted' then
    update access.record r set status = 'disseminated', filed_at = now(), revision = r.revision + 1 where r.id = d.id;
    update disruptions.disruption x set state = 'claimed', revision = x.revision + 1 where x.id = d.id;
    perform disruptions.tell_owner_of_group(d.id);
  else
    update disruptions.disruption x set revision = x.revision + 1 where x.id = d.id;
  end if;
  return 'done';
end
$$;

-- Where the reference that was typed is that of a group which the claimant may not read, its owner learns which agency speaks
-- of it, and nothing of the disruption. What stands in an operation stays there.
create function disruptions.tell_owner_of_group(of_disruption uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  insert into disruptions.notice (disruption_id, group_id, agency_id, from_id)
  select o.disruption_id, g.id, g.agency_id, r.agency_id
  from disruptions.of_group o
  join access.record r on r.id = o.disruption_id and r.compartment_id is null
  join access.record g on g.kind = 'group' and g.reference = o.reference and g.status = 'disseminated'
    and g.agency_id <> r.agency_id and g.compartment_id is null and g.restricted_at is null and g.erased_at is null
  where o.disruption_id = of_disruption and o.group_id is null
  on conflict do nothing;
end
$$;

-- The owner asks another agency to moderate it, or nobody.
create function disruptions.ask_moderator(of_disruption uuid, agency integer) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption and x.agency_id = identity.viewer_agency() for update;
  if not found then
    return null;
  end if;
  if d.state not in ('drafted', 'claimed', 'returned') then
    return 'closed';
  end if;
  if agency = d.agency_id
     or exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = ask_moderator.agency) then
    return 'claims';
  end if;
  delete from disruptions.asked a where a.disruption_id = d.id;
  if agency is not null then
    insert into disruptions.asked (disruption_id, agency_id, person_id) values (d.id, agency, identity.viewer_person());
  end if;
  return 'done';
end
$$;

-- A person of an agency that does not claim it accepts it at a level, returns it with a question, or refuses it.
create function disruptions.moderate(of_disruption uuid, wanted uuid, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
  viewer integer := identity.viewer_agency();
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption for update;
  if d.agency_id = viewer
     or exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id = viewer)
     or exists (select from disruptions.claim c where c.disruption_id = d.id and c.person_id = identity.viewer_person())
     or exists (select from access.record r where r.id = d.id and r.author_id = identity.viewer_person()) then
    return 'claims';
  end if;
  if d.state <> 'claimed' or exists (select from access.record r where r.id = d.id and r.status <> 'disseminated') then
    return 'closed';
  end if;
  if d.revision <> moderate.revision then
    return 'stale';
  end if;
  insert into disruptions.side (disruption_id, agency_id, part) values (d.id, viewer, 'moderates') on conflict do nothing;
  insert into disruptions.moderation (id, disruption_id, agency_id, person_id, outcome, level, words)
  values (wanted, d.id, viewer, identity.viewer_person(), said ->> 'outcome', said ->> 'level', said ->> 'words');
  update disruptions.disruption x
  set state = said ->> 'outcome', level = said ->> 'level', revision = x.revision + 1,
      accepted_at = case when said ->> 'outcome' = 'accepted' then now() end
  where x.id = d.id;
  return 'done';
end
$$;

-- The owner answers the question with which it was returned, and it waits to be moderated again.
create function disruptions.answer_question(of_disruption uuid, revision integer, words text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption and x.agency_id = identity.viewer_agency() for update;
  if not found then
    return null;
  end if;
  if d.state <> 'returned' or exists (select from access.record r where r.id = d.id and r.status <> 'disseminated') then
    return 'closed';
  end if;
  if d.revision <> answer_question.revision then
    return 'stale';
  end if;
  update disruptions.moderation m
  set answered_words = answer_question.words, answered_by = identity.viewer_person(), answered_at = now()
  where m.disruption_id = d.id and m.outcome = 'returned' and m.answered_at is null;
  update disruptions.disruption x set state = 'claimed', revision = x.revision + 1 where x.id = d.id;
  return 'done';
end
$$;

-- What became of its effect, on its day or later, by an agency with a part in it.
--   said   again_on: when it is looked at once more, if at all
create function disruptions.check_effect(of_disruption uuid, wanted uuid, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
  today date := (now() at time zone 'Europe/London')::date;
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption for update;
  if not exists (select from disruptions.side s where s.disruption_id = d.id and s.agency_id = identity.viewer_agency()) then
    return 'no-part';
  end if;
  if d.state not in ('accepted', 'checked') or exists (select from access.record r where r.id = d.id and r.status <> 'disseminated') then
    return 'closed';
  end if;
  if d.revision <> check_effect.revision then
    return 'stale';
  end if;
  if d.effect_due_on is null or d.effect_due_on > today then
    return 'not-yet';
  end if;
  if (said ->> 'again_on')::date <= today then
    return 'again-later';
  end if;
  insert into disruptions.effect (id, disruption_id, agency_id, person_id, outcome, displaced_to, basis)
  values (wanted, d.id, identity.viewer_agency(), identity.viewer_person(), said ->> 'outcome', said ->> 'displaced_to', said ->> 'basis');
  update disruptions.disruption x
  set state = 'checked', effect_due_on = (said ->> 'again_on')::date, revision = x.revision + 1
  where x.id = d.id;
  return 'done';
end
$$;

-- Whoever keeps the group has read which agency speaks of it.
create function disruptions.note_notice(notice uuid) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  update disruptions.notice n set noted_by = identity.viewer_person(), noted_at = now()
  where n.id = note_notice.notice and n.agency_id = identity.viewer_agency() and access.viewer_decides()
    and disruptions.reads_filed(n.group_id, 'group') and n.noted_at is null;
  return case when found then 'done' end;
end
$$;

grant execute on function disruptions.name_group(uuid, text), disruptions.add_evidence(uuid, uuid, jsonb),
  disruptions.take_evidence(uuid, uuid), disruptions.claim_it(uuid, text), disruptions.ask_moderator(uuid, integer),
  disruptions.moderate(uuid, uuid, integer, jsonb), disruptions.answer_question(uuid, integer, text),
  disruptions.check_effect(uuid, uuid, integer, jsonb), disruptions.note_notice(uuid) to seamark_member;

reset role;
