-- What follows from an answer: a record of our own was about the wrong person, something corroborates it, an action follows. As
-- acts.sql: null where there is no such request for the viewer.

set role seamark_service;

-- The records of the agency that were about the wrong person, as the viewer reads them now.
create function system_requests.name_wrong(request uuid, wrong jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  wanted uuid[] := array(select distinct jsonb_array_elements_text(coalesce(wrong, '[]'))::uuid);
begin
  insert into system_requests.wrong_record (request_id, record_id, version, person_id)
  select name_wrong.request, x.id, x.version, identity.viewer_person()
  from access.record x
  where x.id = any (wanted) and x.agency_id = identity.viewer_agency() and x.status <> 'draft'
    and access.sight(x, false, false) = 'full';
  if (select count(*) from system_requests.wrong_record w where w.request_id = name_wrong.request) <> cardinality(wanted) then
    perform system_requests.refuse('record_in_sight', 'A record that is named is one that the viewer reads');
  end if;
  return 'done';
end
$$;

-- How far the correction of a record has come that was about the wrong person: `open` until a version follows the wrong one or the
-- record is recalled; `tell` until somebody says so to partners that were given it; `done`. No member calls it.
create function system_requests.correction_stands(record uuid, version integer) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case
      when x.erased_at is not null
           or exists (select from access.correction c where c.record_id = x.id and c.wrong_version >= correction_stands.version) then 'done'
      when x.status = 'disseminated' and x.version <= correction_stands.version then 'open'
      when x.released_to_all or cardinality(x.released_to) > 0 then 'tell'
      else 'done' end
    from access.record x where x.id = correction_stands.record;
  end;

-- Of each record that a request was wrong about, how far its correction has come: for whoever sees the request.
create function system_requests.corrections_of(request uuid) returns table (record_id uuid, stands text)
  language sql stable security definer set search_path = ''
  begin atomic
    select w.record_id, system_requests.correction_stands(w.record_id, w.version)
    from system_requests.wrong_record w
    where w.request_id = corrections_of.request and system_requests.viewer_sees(corrections_of.request);
  end;

-- Writes what corroborates a possible answer, and on which records in the viewer's sight it rests.
create function system_requests.corroborate(request uuid, revision integer, words text, records uuid[]) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = corroborate.request for update;
  if not found or not system_requests.viewer_sees(corroborate.request) then
    return null;
  end if;
  if r.revision <> corroborate.revision then
    return 'stale';
  end if;
  if r.outcome is distinct from 'possible' then
    perform system_requests.refuse('said_of_the_outcome', 'This does not follow from the outcome');
  end if;
  insert into system_requests.corroboration (request_id, words, person_id) values (r.id, corroborate.words, identity.viewer_person());
  insert into system_requests.corroborating_record (request_id, record_id)
  select distinct r.id, x.id from access.record x
  where x.id = any (corroborate.records) and x.status <> 'draft'
    and access.sight(x, exists (select from access.acceptance a where a.record_id = x.id and a.version = x.version
                                  and a.person_id = identity.viewer_person()), false) = 'full';
  if (select count(*) from system_requests.corroborating_record k where k.request_id = r.id)
     <> (select count(distinct one) from unnest(corroborate.records) as one) then
    perform system_requests.refuse('record_in_sight', 'A record that is named is one that the viewer reads');
  end if;
  update system_requests.request x set outcome = 'corroborated', changed_at = now(), revision = x.revision + 1 where x.id = r.id;
  return 'done';
end
$$;

-- It was the wrong person after all.
create function system_requests.say_wrong(request uuid, revision integer, words text, wrong jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = say_wrong.request for update;
  if not found or not system_requests.viewer_sees(say_wrong.request) then
    return null;
  end if;
  if r.revision <> say_wrong.revision then
    return 'stale';
  end if;
  if r.outcome is null then
    perform system_requests.refuse('outcome_stands', 'There is no answer yet');
  end if;
  update system_requests.request x
  set outcome = 'wrong-person', outcome_text = words, outcome_by = identity.viewer_person(), outcome_at = now(), changed_at = now(),
      revision = x.revision + 1
  where x.id = r.id;
  return system_requests.name_wrong(r.id, wrong);
end
$$;

-- Links it with an action of its operation.
create function system_requests.link_action(request uuid, action uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r system_requests.request;
begin
  select * into r from system_requests.request x where x.id = link_action.request for update;
  if not found or not system_requests.viewer_sees(link_action.request) then
    return null;
  end if;
  if r.operation_id is null or not operations.viewer_acts(r.operation_id)
     or operations.kind_of_action(link_action.action, r.operation_id) is null then
    perform system_requests.refuse('action_of_its_operation', 'A request is linked with an action of its own operation');
  end if;
  insert into system_requests.action_link (request_id, action_id, person_id)
  values (r.id, link_action.action, identity.viewer_person()) on conflict do nothing;
  return case when found then 'done' else 'stale' end;
end
$$;

grant execute on function system_requests.corrections_of(uuid), system_requests.corroborate(uuid, integer, text, uuid[]),
  system_requests.say_wrong(uuid, integer, text, jsonb), system_requests.link_action(uuid, uuid) to seamark_member;

reset role;
