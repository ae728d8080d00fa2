-- Requests of data subjects: their clock, whose they are, and what a search of the agency's own records may find.

set role seamark_service;

-- The last day of the applicable time period: one month beginning with the relevant time, and two further months where
-- it was extended (s.54(2), (3) and (3A) DPA 2018).
create function records.answer_due(relevant date, extended boolean) returns date language sql immutable parallel safe
  return (relevant + make_interval(months => case when extended then 3 else 1 end) - interval '1 day')::date;

-- May the viewer work on this request: whoever manages the agency's records, or the officer who is named for it?
create function records.viewer_answers(agency integer, officer uuid) returns boolean
  language sql stable set search_path = ''
  return agency = identity.viewer_agency()
    and (access.viewer_manages_records() or access.viewer_decides() and officer is not distinct from identity.viewer_person());

-- Whom a search may look for: nobody without an open request of somebody whose identity was seen. For functions of rooms,
-- each of which searches what it holds of the viewer's own agency; no member calls it.
create function records.subject_in_search(request uuid)
  returns table (query jsonb, names text[], born text, identifiers text[])
  language sql stable security definer set search_path = ''
  begin atomic
    select q.query, q.names, q.born, q.identifiers from records.subject_request q
    where q.id = subject_in_search.request and q.state = 'open' and q.identity = 'proven'
      and records.viewer_answers(q.agency_id, q.officer_id);
  end;

-- Keeps what rooms have found. Only what the viewer's own agency owns is taken; twice the same stands once.
create function records.keep_found(request uuid, finds jsonb, more boolean) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
begin
  perform from records.subject_in_search(request);
  if not found then
    return null;
  end if;
  with said as (
    select x.record_id, array_agg(distinct f) as found_in, array_remove(array_agg(distinct c), null) as categories,
           case when bool_or(x.born = 'same') then 'same' when bool_or(x.born = 'unknown') then 'unknown' else 'other' end as born
    from jsonb_to_recordset(keep_found.finds) as x (record_id uuid, found_in text[], categories text[], born text)
    cross join lateral unnest(x.found_in) as f
    left join lateral unnest(x.categories) as c on true
    group by x.record_id)
  insert into records.subject_request_item as i (request_id, agency_id, record_id, kind, reference, found_in, categories, born)
  select keep_found.request, r.agency_id, r.id, r.kind, r.reference, s.found_in, s.categories, s.born
  from said s join access.record r on r.id = s.record_id
  where r.agency_id = identity.viewer_agency() and r.erased_at is null and r.reference is not null
  on conflict (request_id, record_id) do update set found_in = excluded.found_in, categories = excluded.categories,
    born = excluded.born;
  update records.subject_request q set searched_at = now(), searched_by = identity.viewer_person(), more_found = more,
    revision = q.revision + 1
  where q.id = keep_found.request;
  select count(*) into kept from records.subject_request_item i where i.request_id = keep_found.request;
  return kept;
end
$$;

-- How far the items of requests are, without saying which: for whoever manages records.
--   out_of_sight   items that the named officer may not read: another has to be named for them
create function records.request_counts(requests uuid[])
  returns table (request_id uuid, found integer, undecided integer, theirs integer, not_theirs integer, out_of_sight integer,
                 given integer, left_out integer, done integer, refused integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select q.id, n.found, n.undecided, n.theirs, n.not_theirs, n.out_of_sight, d.given, d.left_out, d.done, d.refused
    from records.subject_request q
    cross join lateral (
      select count(*)::integer as found, (count(*) filter (where i.about is null))::integer as undecided,
             (count(*) filter (where i.about = 'them'))::integer as theirs,
             (count(*) filter (where i.about = 'not-them'))::integer as not_theirs,
             (count(*) filter (where i.about is null and p.id is not null and (
                i.sealed_id is not null and not access.triages(p.roles)
                or r.classification <> 'OFFICIAL' and p.clearance <> 'OFFICIAL-SENSITIVE'
                or r.compartment_id is not null and not exists (
                     select from access.compartment_member m
                     where m.compartment_id = r.compartment_id and m.person_id = p.id and access.is_awake(m.awake_until)))))::integer as out_of_sight
      from records.subject_request_item i
      left join access.record r on r.id = i.record_id
      left join identity.person p on p.id = q.officer_id
      where i.request_id = q.id) n
    cross join lateral (
      select (count(*) filter (where x.outcome = 'given'))::integer as given,
             (count(*) filter (where x.outcome = 'left-out'))::integer as left_out,
             (count(*) filter (where x.outcome = 'done'))::integer as done,
             (count(*) filter (where x.outcome = 'refused'))::integer as refused
      from records.subject_request_decision x where x.request_id = q.id) d
    where q.id = any (request_counts.requests) and q.agency_id = identity.viewer_agency()
      and records.viewer_answers(q.agency_id, q.officer_id);
  end;

-- Restricts a record because its subject asked for it (s.47), as a decided review does; its recipients are told. Null
-- where it is restricted already, or the viewer is not the officer who answers.
create function records.restrict_for_request(item uuid, ground text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  of_record uuid;
  owner integer;
begin
  select r.id, r.agency_id into of_record, owner
  from records.subject_request_item i
  join records.subject_request q on q.id = i.request_id
  join access.record r on r.id = i.record_id
  where i.id = item and i.about = 'them' and q.state = 'open' and q.agency_id = identity.viewer_agency()
    and access.viewer_decides() and q.officer_id = identity.viewer_person()
    and r.restricted_at is null and r.erased_at is null and r.status <> 'draft' and access.sight(r, false, false) = 'full'
  for update of r;
  if not found then
    return null;
  end if;
  if access.is_held(of_record) then
    raise exception 'A legal hold outranks a restriction' using errcode = 'SM031', hint = 'Lift the hold first.';
  end if;
  insert into access.restriction (record_id, agency_id, ground, placed_by)
  values (of_record, owner, restrict_for_request.ground, identity.viewer_person());
  update access.record r set restricted_at = now() where r.id = of_record;
  return access.tell_recipients(of_record, 'restricted', 'Its owner has restricted it. Do not use it.', null, null);
end
$$;

-- A request goes one way: identity, search, decisions, ready, answered. Who manages records takes it in and sends the
-- answer; who is named for it reads and decides; nobody does both.
create function records.guard_request() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  relevant date;
begin
  if tg_op = 'INSERT' then
    perform pg_advisory_xact_lock(7312, new.agency_id);
    select coalesce(max(q.number), 0) + 1 into new.number from records.subject_request q where q.agency_id = new.agency_id;
    if new.state <> 'open' or new.identity <> 'unchecked' or new.searched_at is not null then
      raise exception 'A request begins before anything was done about it' using errcode = 'SM003';
    end if;
  else
    if old.state in ('answered', 'closed') then
      raise exception 'A request is answered once' using errcode = 'SM003';
    end if;
    if (new.id, new.agency_id, new.number, new.received_on, new.taken_by, new.taken_at)
       is distinct from (old.id, old.agency_id, old.number, old.received_on, old.taken_by, old.taken_at) then
      raise exception 'When a request came, and who took it in, stays' using errcode = 'SM003';
    end if;
    if old.identity = 'proven' and new.identity <> 'proven' then
      raise exception 'Whose identity was seen stays known' using errcode = 'SM003';
    end if;
    if identity.viewer_person() is not null and not access.viewer_manages_records()
       and (new.identity, new.identity_on, new.identity_asked_on, new.officer_id, new.extended_at, new.answered_at, new.closed_at,
            new.names, new.born, new.identifiers, new.rights)
           is distinct from (old.identity, old.identity_on, old.identity_asked_on, old.officer_id, old.extended_at, old.answered_at,
            old.closed_at, old.names, old.born, old.identifiers, old.rights) then
      raise exception 'Whoever manages records does this' using errcode = 'SM003';
    end if;
    if new.state = 'ready' and old.state = 'open' and (
         new.ready_by is distinct from identity.viewer_person()
         or exists (select from records.subject_request_item i where i.request_id = new.id and i.about is null)) then
      raise exception 'The officer decides every record before the answer is ready' using errcode = 'SM003';
    end if;
    if new.state = 'answered' and old.state <> 'ready' then
      raise exception 'An answer is ready before it is sent' using errcode = 'SM003';
    end if;
    -- s.54(3B): the notice is given before the first month is over.
    if new.extended_at is not null and old.extended_at is null
       and (old.due_on is null or (now() at time zone 'Europe/London')::date > old.due_on) then
      raise exception 'It is extended before the month is over' using errcode = 'SM003';
    end if;
  end if;
  relevant := case when new.identity_asked_on is null then new.received_on
                   when new.identity in ('proven', 'not-proven') then greatest(new.identity_on, new.received_on) end;
  new.due_on := case when not records.clock_stands(new.id)
                     then records.answer_due(relevant, new.extended_at is not null) + records.paused_days(new.id) end;
  return new;
end
$$;

-- Items and decisions change while the request is open, by the officer who is named for it. What two persons erase, and
-- what the search finds, is written by the program.
create function records.guard_request_part() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if identity.viewer_person() is null or access.erasure_in_hand(case when tg_table_name = 'subject_request_item'
       then (to_jsonb(new) ->> 'record_id')::uuid
       else (select i.record_id from records.subject_request_item i where i.id = (to_jsonb(new) ->> 'item_id')::uuid) end) then
    return new;
  end if;
  if not exists (select from records.subject_request q where q.id = new.request_id and q.agency_id = new.agency_id and q.state = 'open') then
    raise exception 'An answer that is ready stays as it is' using errcode = 'SM003';
  end if;
  return new;
end
$$;

grant execute on function records.keep_found(uuid, jsonb, boolean), records.request_counts(uuid[]),
  records.restrict_for_request(uuid, text), records.viewer_answers(integer, uuid) to seamark_member;
grant execute on function records.guard_request(), records.guard_request_part() to seamark_owner;

set role seamark_owner;

create trigger request_is_guarded before insert or update on records.subject_request
  for each row execute function records.guard_request();
create trigger item_is_guarded before insert or update on records.subject_request_item
  for each row execute function records.guard_request_part();
create trigger decision_is_guarded before insert or update on records.subject_request_decision
  for each row execute function records.guard_request_part();

reset role;
