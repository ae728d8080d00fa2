-- What is done with requests. Each function asks whether the viewer sees the request and who may, and locks its row. Null: there is
-- no such request for the viewer; `stale`: somebody changed it meanwhile; `not-yours`: another of those who see it does this. What
-- the rules of guards.sql refuse is refused there.

set role seamark_service;

-- Somebody of the viewer's agency by their address; null when there is none whose account may be used.
create function system_requests.colleague(address text) returns uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id from identity.person p
    where lower(p.email) = lower(colleague.address) and p.agency_id = identity.viewer_agency() and p.active;
  end;

-- Who of the agency may be asked to authorise, by the rank that each system asks for: at most two hundred.
create function system_requests.authorisers(system text) returns table (address text, name text, rank text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not system_requests.viewer_asks() then
    return;
  end if;
  return query
    select p.email, p.name, (select h.rank from identity.rank_held h where h.person_id = p.id order by h.place desc limit 1)
    from identity.person p join system_requests.system s on s.code = authorisers.system
    where p.agency_id = identity.viewer_agency() and p.active and p.id <> identity.viewer_person()
      and access.asks_systems(p.roles)
      and (s.rank is null or identity.holds_rank(p.id, s.rank))
    order by p.name, p.id limit 200;
end
$$;

-- Writes a draft. Answers with its number in the agency; null to whoever may not ask, or not for this operation.
create function system_requests.draft(wanted uuid, said jsonb) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  given integer;
begin
  if not system_requests.viewer_asks()
     or said ->> 'operation' is not null and not operations.viewer_acts((said ->> 'operation')::uuid)
     or said ->> 'again_of' is not null and not system_requests.viewer_sees((said ->> 'again_of')::uuid)
     or not exists (select from system_requests.system s where s.code = said ->> 'system' and s.ended_at is null) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('system requests of agency ' || identity.viewer_agency(), 0));
  select coalesce(max(r.number), 0) + 1 into given from system_requests.request r where r.agency_id = identity.viewer_agency();
  insert into system_requests.request (id, agency_id, number, system, operation_id, matter, power, purpose, category, subject, asked,
    necessity, proportionality, less_intrusive, sensitive, condition, requester_id, review_on, again_of)
  values (wanted, identity.viewer_agency(), given, said ->> 'system', (said ->> 'operation')::uuid, said ->> 'matter',
    said ->> 'power', said ->> 'purpose', said ->> 'category', said ->> 'subject', said ->> 'asked', said ->> 'necessity',
    said ->> 'proportionality', said ->> 'less_intrusive', (said ->> 'sensitive')::boolean, said ->> 'condition',
    identity.viewer_person(), (said ->> 'review_on')::date, (said ->> 'again_of')::uuid);
  return given;
end
$$;

-- Writes the draft anew: who asks does.
create function system_requests.change(request uuid, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = change.request for update;
  if not found or not system_requests.viewer_sees(change.request)
     or said ->> 'operation' is not null and not operations.viewer_acts((said ->> 'operation')::uuid)
     or not exists (select from system_requests.system s where s.code = said ->> 'system' and s.ended_at is null) then
    return null;
  end if;
  if r.requester_id <> identity.viewer_person() then
    return 'not-yours';
  end if;
  if r.revision <> change.revision then
    return 'stale';
  end if;
  update system_requests.request x
  set system = said ->> 'system', operation_id = (said ->> 'operation')::uuid, matter = said ->> 'matter', power = said ->> 'power',
      purpose = said ->> 'purpose', category = said ->> 'category', subject = said ->> 'subject', asked = said ->> 'asked',
      necessity = said ->> 'necessity', proportionality = said ->> 'proportionality', less_intrusive = said ->> 'less_intrusive',
      sensitive = (said ->> 'sensitive')::boolean, condition = said ->> 'condition', review_on = (said ->> 'review_on')::date,
      changed_at = now(), revision = x.revision + 1
  where x.id = r.id;
  -- The decision was about what stood there.
  if (r.category, r.subject, r.asked) is distinct from (said ->> 'category', said ->> 'subject', said ->> 'asked') then
    delete from system_requests.safeguarding s where s.request_id = r.id;
  end if;
  return 'done';
end
$$;

-- Throws a draft away: who wrote it does.
create function system_requests.throw_away(request uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = throw_away.request for update;
  if not found or not system_requests.viewer_sees(throw_away.request) then
    return null;
  end if;
  if r.requester_id <> identity.viewer_person() then
    return 'not-yours';
  end if;
  delete from system_requests.request x where x.id = r.id;
  return 'done';
end
$$;

-- Writes down that somebody of this category may be asked about.
create function system_requests.safeguard(request uuid, revision integer, words text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = safeguard.request for update;
  if not found or not system_requests.viewer_sees(safeguard.request) then
    return null;
  end if;
  if r.revision <> safeguard.revision then
    return 'stale';
  end if;
  insert into system_requests.safeguarding (request_id, decision, person_id) values (r.id, words, identity.viewer_person());
  update system_requests.request x set changed_at = now(), revision = x.revision + 1 where x.id = r.id;
  return 'done';
end
$$;

-- Brings a request to another state.
--   said   authoriser (an address), where it is asked; refused_for, reason; reference, desk; outcome, outcome_text, wrong (ids of
--          own records)
create function system_requests.move(request uuid, revision integer, target text, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  r system_requests.request;
  viewer uuid := identity.viewer_person();
  decides uuid;
  asks_desk text;
begin
  select * into r from system_requests.request x where x.id = move.request for update;
  if not found or not system_requests.viewer_sees(move.request) then
    return null;
  end if;
  -- Whoever enters the answer was there: who made it, or who asked.
  if not (case
    when target in ('asked', 'drafted') then r.requester_id = viewer
    when target in ('authorised', 'refused') then r.authoriser_id = viewer
    when target = 'made' then true
    when target = 'outcome' then viewer in (r.made_by, r.requester_id)
    else viewer in (r.requester_id, r.authoriser_id, r.made_by) end) then
    return 'not-yours';
  end if;
  if r.revision <> move.revision then
    return 'stale';
  end if;
  if target = 'asked' then
    decides := system_requests.colleague(said ->> 'authoriser');
    if decides is null then
      return 'no-such-person';
    end if;
  end if;
  if target = 'made' and not system_requests.has_access(r.agency_id, r.system) then
    if r.requester_id <> viewer then
      return 'not-yours';
    end if;
    asks_desk := coalesce((select d.name from system_requests.desk d where d.system = r.system and d.agency_id = r.agency_id),
                          said ->> 'desk');
    if asks_desk is null then
      return 'no-desk';
    end if;
  end if;
  update system_requests.request x
  set state = target, changed_at = now(), revision = x.revision + 1,
      authoriser_id = coalesce(decides, x.authoriser_id),
      refused_for = case when target = 'refused' then said ->> 'refused_for' else x.refused_for end,
      reason = case when target = 'refused' then said ->> 'reason' else x.reason end,
      made_by = case when target = 'made' then viewer else x.made_by end,
      desk = case when target = 'made' then asks_desk else x.desk end,
      reference = case when target = 'made' then said ->> 'reference' else x.reference end,
      outcome = case when target = 'outcome' then said ->> 'outcome' else x.outcome end,
      outcome_text = case when target = 'outcome' then said ->> 'outcome_text' else x.outcome_text end,
      outcome_by = case when target = 'outcome' then viewer else x.outcome_by end,
      closed_by = case when target = 'closed' then viewer else x.closed_by end
  where x.id = r.id;
  if target = 'outcome' and said ->> 'outcome' = 'wrong-person' then
    return system_requests.name_wrong(r.id, said -> 'wrong');
  end if;
  return 'done';
end
$$;

-- Asks another to authorise, while nobody has decided.
create function system_requests.ask_another(request uuid, revision integer, address text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
  decides uuid := system_requests.colleague(address);
begin
  select * into r from system_requests.request x where x.id = ask_another.request for update;
  if not found or not system_requests.viewer_sees(ask_another.request) then
    return null;
  end if;
  if r.requester_id <> identity.viewer_person() then
    return 'not-yours';
  end if;
  if r.revision <> ask_another.revision or r.state <> 'asked' then
    return 'stale';
  end if;
  if decides is null then
    return 'no-such-person';
  end if;
  update system_requests.request x set authoriser_id = decides, changed_at = now(), revision = x.revision + 1 where x.id = r.id;
  return 'done';
end
$$;

-- Asks a lapsed one again: a draft of its own that names the old one.
create function system_requests.draft_again(request uuid, wanted uuid) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = draft_again.request for update;
  if not found or not system_requests.viewer_sees(draft_again.request) then
    return null;
  end if;
  return system_requests.draft(wanted, jsonb_build_object('system', r.system, 'operation', r.operation_id, 'matter', r.matter,
    'power', r.power, 'purpose', r.purpose, 'category', r.category, 'subject', r.subject, 'asked', r.asked, 'necessity', r.necessity,
    'proportionality', r.proportionality, 'less_intrusive', r.less_intrusive, 'sensitive', r.sensitive, 'condition', r.condition,
    'review_on', r.review_on, 'again_of', r.id));
end
$$;

-- It was looked at: the day on which somebody looks again.
create function system_requests.review(request uuid, revision integer, next_on date) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = review.request for update;
  if not found or not system_requests.viewer_sees(review.request) then
    return null;
  end if;
  if r.revision <> review.revision then
    return 'stale';
  end if;
  update system_requests.request x set review_on = next_on, changed_at = now(), revision = x.revision + 1 where x.id = r.id;
  return 'done';
end
$$;

-- Keeps a request past its time, or lets it go: for whoever manages the agency's records. They see none that they are not named
-- in, so it is asked by the number.
create function system_requests.hold(number integer, because text) returns uuid
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  held uuid;
begin
  if not access.viewer_manages_records() then
    return null;
  end if;
  update system_requests.request r
  set hold_reason = because, held_by = case when because is null then null else identity.viewer_person() end
  where r.agency_id = identity.viewer_agency() and r.number = hold.number and r.state <> 'drafted'
  returning r.id into held;
  return held;
end
$$;

-- Accredits somebody, or ends it: an administrator does.
create function system_requests.accredit(wanted uuid, system text, address text, until_on date) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  whom uuid := system_requests.colleague(address);
begin
  if not access.viewer_administers() then
    return null;
  end if;
  if whom is null then
    return 'no-such-person';
  end if;
  insert into system_requests.accreditation (id, system, agency_id, person_id, until_on, attested_by)
  values (wanted, accredit.system, identity.viewer_agency(), whom, accredit.until_on, identity.viewer_person());
  return 'done';
end
$$;

create function system_requests.end_accreditation(accreditation uuid) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not access.viewer_administers() then
    return null;
  end if;
  update system_requests.accreditation a set ended_at = now(), ended_by = identity.viewer_person()
  where a.id = end_accreditation.accreditation and a.agency_id = identity.viewer_agency() and a.ended_at is null;
  return case when found then 'done' end;
end
$$;

grant execute on function system_requests.authorisers(text), system_requests.draft(uuid, jsonb),
  system_requests.change(uuid, integer, jsonb), system_requests.throw_away(uuid), system_requests.safeguard(uuid, integer, text),
  system_requests.move(uuid, integer, text, jsonb), system_requests.ask_another(uuid, integer, text),
  system_requests.draft_again(uuid, uuid), system_requests.review(uuid, integer, date), system_requests.hold(integer, text),
  system_requests.accredit(uuid, text, text, date), system_requests.end_accreditation(uuid) to seamark_member;

reset role;
