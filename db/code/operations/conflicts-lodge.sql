-- Lodging, changing, standing down. Each lodging enters the list of those to be looked at and is answered alike, whatever
-- will be found; nothing here looks at another event of another operation. Each answers null where there is nothing of
-- that kind for this viewer, and otherwise a word: `done`, or why not.

set role seamark_service;

-- At most so many live events of an agency in an operation, and so many changes in a day for a person: taken in turn, so
-- that two at once do not both find room for one. Each agency's events are counted by themselves: how many were left would
-- tell one agency of the operation what another plans in it, silent events too.
create function operations.planned_quota(operation uuid, is_new boolean) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  s operations.planned_setting;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(concat_ws(' ', 'planned', operation, identity.viewer_agency()), 0));
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('planned ' || identity.viewer_person()::text, 0));
  select * into s from operations.planned_setting;
  if is_new and (select count(*) from operations.planned_event e
                 where e.operation_id = planned_quota.operation and e.agency_id = identity.viewer_agency()
                   and e.state in ('draft', 'lodged', 'changed')) >= s.live_most then
    return 'too-many-live';
  end if;
  if not is_new and (select count(*) from operations.planned_version v
      where v.person_id = identity.viewer_person() and v.act <> 'lodged'
        and v.at > now() - interval '1 day') >= s.changes_most then
    return 'too-many-changes';
  end if;
  return 'done';
end
$$;

create function operations.keep_planned_version(event uuid, act text, reason text) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into operations.planned_version (event_id, version, act, document, reason, person_id)
    select e.id, e.version, keep_planned_version.act,
           jsonb_build_object('kind', e.kind, 'ground', e.ground, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'zone', e.zone,
             'place', e.place, 'buffer_m', e.buffer_m, 'disclosure', e.disclosure, 'desk', e.desk, 'telephone', e.telephone),
           keep_planned_version.reason, identity.viewer_person()
    from operations.planned_event e where e.id = keep_planned_version.event;
    -- Both lists, whatever it is and whatever will be found.
    insert into operations.planned_look (event_id, quiet) values (keep_planned_version.event, false), (keep_planned_version.event, true);
  end;

-- Does the place, so many metres widened, lie in the box? Latitude and longitude of every point; the program reckons the
-- box, and this refuses one that the index would miss it in.
create function operations.box_holds(place jsonb, reach_m double precision, place_box box) returns boolean
  language sql immutable set search_path = ''
  begin atomic
    select coalesce(bool_and(
        (place_box[1])[1] <= (q.at ->> 'lat')::float8 - q.wide and (place_box[0])[1] >= (q.at ->> 'lat')::float8 + q.wide
        and (place_box[1])[0] <= (q.at ->> 'lon')::float8 - q.wide / cosd((q.at ->> 'lat')::float8)
        and (place_box[0])[0] >= (q.at ->> 'lon')::float8 + q.wide / cosd((q.at ->> 'lat')::float8)), false)
    from (
      select p.at, degrees((reach_m + coalesce((place ->> 'radius')::float8, (place ->> 'width')::float8 / 2, 0)) / 6371008.8)
               * 0.9999 as wide
      from jsonb_array_elements(coalesce(place -> 'points', place -> 'corners',
             jsonb_build_array(coalesce(place -> 'centre', place -> 'at')))) p (at)) q;
  end;

-- Lodges an event in an operation. A silent one stays a draft until a second person has said so.
create function operations.lodge_planned(wanted uuid, operation uuid, said jsonb, place_box box) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  quota text;
begin
  if not operations.viewer_acts(operation) then
    return null;
  end if;
  quota := operations.planned_quota(operation, true);
  if quota <> 'done' then
    return quota;
  end if;
  insert into operations.planned_event (id, operation_id, agency_id, person_id, kind, ground, purpose, disclosure, desk,
    telephone, starts_at, ends_at, zone, place, buffer_m, place_box, during, note, silent_reason)
  values (wanted, operation, identity.viewer_agency(), identity.viewer_person(), said ->> 'kind', said ->> 'ground',
    said ->> 'purpose', said ->> 'disclosure', said ->> 'desk', said ->> 'telephone', (said ->> 'starts_at')::timestamptz,
    (said ->> 'ends_at')::timestamptz, said ->> 'zone', said -> 'place', (said ->> 'buffer_m')::integer, lodge_planned.place_box,
    tstzrange((said ->> 'starts_at')::timestamptz, (said ->> 'ends_at')::timestamptz), said ->> 'note', said ->> 'silent_reason');
  if said ->> 'disclosure' <> 'silent' then
    update operations.planned_event e set state = 'lodged' where e.id = wanted;
    perform operations.keep_planned_version(wanted, 'lodged', null);
  end if;
  return 'done';
end
$$;

-- A second person of the agency says that an event may be silent; from then on it is lodged.
create function operations.agree_silence(event uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency() for no key update;
  if not found or not operations.viewer_acts(e.operation_id) then
    return null;
  end if;
  if e.state <> 'draft' or e.person_id = identity.viewer_person() then
    return 'wrong-state';
  end if;
  update operations.planned_event x
  set state = 'lodged', silent_by = identity.viewer_person(), silent_at = now(), revision = x.revision + 1
  where x.id = event;
  perform operations.keep_planned_version(event, 'lodged', null);
  return 'done';
end
$$;

create function operations.has_shown_conflict(event uuid) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select exists (select from operations.conflict c
                   where c.event_id = has_shown_conflict.event and c.shown_at is not null and c.ended_at is null);
  end;

-- A changed place or time is a new version and is looked at anew. Who learns of it, and how, does not change: whoever wants
-- that stands the event down and lodges another.
create function operations.change_planned(event uuid, revision integer, said jsonb, place_box box, reason text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
  quota text;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency();
  if not found or not operations.viewer_acts(e.operation_id) then
    return null;
  end if;
  quota := operations.planned_quota(e.operation_id, false);
  select * into e from operations.planned_event x where x.id = event for no key update;
  if e.state not in ('lodged', 'changed') or e.revision <> change_planned.revision then
    return 'wrong-state';
  elsif quota <> 'done' then
    return quota;
  elsif change_planned.reason is null and operations.has_shown_conflict(event) then
    return 'say-why';
  end if;
  update operations.planned_event x
  set state = 'changed', version = x.version + 1, revision = x.revision + 1, ground = said ->> 'ground',
      starts_at = (said ->> 'starts_at')::timestamptz, ends_at = (said ->> 'ends_at')::timestamptz, zone = said ->> 'zone',
      during = tstzrange((said ->> 'starts_at')::timestamptz, (said ->> 'ends_at')::timestamptz),
      place = said -> 'place', buffer_m = (said ->> 'buffer_m')::integer, place_box = change_planned.place_box,
      desk = said ->> 'desk', telephone = said ->> 'telephone', note = said ->> 'note',
      -- What was decided was decided of the other place or time.
      go_at = null, go_by = null, go_reason = null, go_decision = null
  where x.id = event;
  perform operations.keep_planned_version(event, 'changed', change_planned.reason);
  return 'done';
end
$$;

create function operations.stand_down_planned(event uuid, reason text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
  quota text;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency();
  if not found or not operations.viewer_acts(e.operation_id) then
    return null;
  end if;
  quota := operations.planned_quota(e.operation_id, false);
  select * into e from operations.planned_event x where x.id = event for no key update;
  if e.state not in ('draft', 'lodged', 'changed') then
    return 'wrong-state';
  elsif quota <> 'done' then
    return quota;
  elsif stand_down_planned.reason is null and operations.has_shown_conflict(event) then
    return 'say-why';
  elsif e.state = 'draft' then
    -- Nobody but its own people ever knew of it.
    delete from operations.planned_event x where x.id = event;
    return 'done';
  end if;
  update operations.planned_event x set state = 'stood-down', revision = x.revision + 1 where x.id = event;
  perform operations.keep_planned_version(event, 'stood-down', stand_down_planned.reason);
  return 'done';
end
$$;

-- For other functions: the live events of an agency that has left are stood down, and looked at, so that whoever learned of
-- a conflict with one is told. Drafts, of which nobody else knew, go.
create function operations.stand_down_of(of_operation uuid, of_agency integer) returns setof uuid
  language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  return query
    delete from operations.planned_event e
    where e.operation_id = of_operation and e.agency_id = of_agency and e.state = 'draft' returning e.id;
  for one in
    update operations.planned_event e set state = 'stood-down', revision = e.revision + 1
    where e.operation_id = of_operation and e.agency_id = of_agency and e.state in ('lodged', 'changed') returning e.id
  loop
    perform operations.keep_planned_version(one, 'stood-down', 'The agency has left the operation.');
    return next one;
  end loop;
end
$$;

-- Notes when the duty post was rung, and who answered: asked of every silent event and before every go, conflict or not.
create function operations.note_planned_ring(event uuid, rung_at timestamptz, answered text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency() for no key update;
  if not found or not operations.viewer_acts(e.operation_id) then
    return null;
  end if;
  if e.state not in ('draft', 'lodged', 'changed') or note_planned_ring.rung_at > now() + interval '1 minute'
     or note_planned_ring.rung_at < e.created_at - interval '7 days' then
    return 'wrong-state';
  end if;
  update operations.planned_event x
  set rung_at = note_planned_ring.rung_at, rung_answered = answered, revision = x.revision + 1 where x.id = event;
  return 'done';
end
$$;

-- Says go for an enforcement. Every conflict that this side knows of is named in the decision; one that it was not told of
-- blocks nothing, or the block would tell it.
create function operations.go_planned(event uuid, reason text, decision text, named uuid[]) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency() for no key update;
  if not found or not operations.viewer_holds(e.operation_id, 'lead', 'deputy', 'strategic-commander',
                                              'tactical-commander', 'operational-commander') then
    return null;
  end if;
  if e.state not in ('lodged', 'changed') or e.kind_group <> 'enforcement' or e.go_at is not null or e.rung_at is null then
    return 'wrong-state';
  end if;
  -- A number that no entry of a log has which the viewer reads names nothing.
  if decision is not null and not exists (
      select from operations.decision d
      where d.operation_id = e.operation_id and d.number::text = btrim(decision)
        and operations.viewer_reads_log(d.operation_id, d.compartment_id)) then
    return 'no-such-decision';
  end if;
  update operations.conflict c set named_in = go_planned.decision
  where c.event_id = event and c.shown_at is not null and c.ended_at is null and c.id = any (named);
  if decision is null and operations.has_shown_conflict(event) then
    return 'name-conflicts';
  end if;
  if exists (select from operations.conflict c where c.event_id = event and c.shown_at is not null and c.ended_at is null
               and c.named_in is distinct from go_planned.decision) then
    return 'name-conflicts';
  end if;
  update operations.planned_event x
  set go_at = now(), go_by = identity.viewer_person(), go_reason = go_planned.reason, go_decision = go_planned.decision,
      revision = x.revision + 1
  where x.id = event;
  return 'done';
end
$$;

grant execute on function operations.lodge_planned(uuid, uuid, jsonb, box), operations.agree_silence(uuid),
  operations.change_planned(uuid, integer, jsonb, box, text), operations.stand_down_planned(uuid, text),
  operations.note_planned_ring(uuid, timestamptz, text), operations.go_planned(uuid, text, text, uuid[]) to seamark_member;

-- What holds whoever writes: the widened time is the setting's, the box holds place and buffer, and nothing goes while a
-- conflict that its side knows of is not named.
create function operations.guard_planned() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'coarsened' then
    return new;
  end if;
  if tg_op = 'INSERT' or (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at) then
    new.during := operations.widened(case when new.kind in ('premises-search', 'arrest', 'vehicle-stop', 'vessel-boarding')
        then 'enforcement' when new.kind in ('observation', 'meeting') then 'protected'
        when new.kind in ('patrol', 'port-visit', 'engagement') then 'visible' else 'safety' end, new.starts_at, new.ends_at);
  end if;
  if not operations.box_holds(operations.looked_place(new.place, new.disclosure),
       new.buffer_m + operations.looked_slack(new.place, new.disclosure), new.place_box) then
    raise exception 'The box does not hold the place' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and (new.id, new.operation_id, new.agency_id, new.person_id, new.kind, new.disclosure)
       is distinct from (old.id, old.operation_id, old.agency_id, old.person_id, old.kind, old.disclosure) then
    raise exception 'A planned event keeps whose it is, its kind and who may learn of it' using errcode = 'SM003',
      hint = 'Stand it down, and lodge another.';
  end if;
  if tg_op = 'UPDATE' and old.state in ('stood-down', 'finished') and new.state <> old.state then
    raise exception 'A planned event that is over does not begin again' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and new.go_at is not null and old.go_at is null and exists (
       select from operations.conflict c where c.event_id = new.id and c.shown_at is not null and c.ended_at is null
         and c.named_in is null) then
    raise exception 'A conflict that was told is not named' using errcode = 'SM003';
  end if;
  return new;
end
$$;
grant execute on function operations.guard_planned() to seamark_owner;

set role seamark_owner;
create trigger planned_is_guarded before insert or update on operations.planned_event
  for each row execute function operations.guard_planned();
reset role;
