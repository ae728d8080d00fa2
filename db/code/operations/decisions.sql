-- Entering decisions, and what is said of them. Each answers null where there is nothing of that kind to do for this
-- viewer: absent and hidden look alike.

set role seamark_owner;

-- Does the viewer read this log: of an operation that they are in, and of a narrower one only when they are named?
create function operations.viewer_reads_log(operation uuid, compartment uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return (viewer_reads_log.compartment is null or access.viewer_is_member_of(viewer_reads_log.compartment))
    and operations.viewer_in(viewer_reads_log.operation);
end
$$;
grant execute on function operations.viewer_reads_log(uuid, uuid) to seamark_member, seamark_service;

set role seamark_service;

-- Is somebody at work in the operation, and may they read this log? Of another person than the viewer: a maker, a reader.
create function operations.is_in_log(operation uuid, compartment uuid, person uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from operations.post p
                   where p.operation_id = is_in_log.operation and p.person_id = is_in_log.person
                     and p.state = 'accepted' and p.confirmed_until > now() and p.post <> 'observer')
      and (is_in_log.compartment is null
           or exists (select from access.compartment_member m
                      where m.compartment_id = is_in_log.compartment and m.person_id = is_in_log.person));
  end;

-- The log into which the viewer enters, as far as that needs it: the operation's main log, or the narrower one that is named.
-- May they act, do they enter what others decide, does the maker read it, and whose pages have something new?
create function operations.log_to_enter(operation uuid, log uuid, maker uuid)
  returns table (id uuid, acts boolean, records boolean, has_maker boolean, agencies integer[])
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  l operations.decision_log;
begin
  select * into l from operations.decision_log x
  where x.operation_id = log_to_enter.operation
    and case when log is null then x.compartment_id is null else x.id = log end;
  if not found or not operations.viewer_reads_log(l.operation_id, l.compartment_id) then
    return;
  end if;
  return query
    select l.id, operations.viewer_acts(l.operation_id), maker is not null and operations.viewer_holds(l.operation_id, 'loggist'),
           maker is null or coalesce(bool_or(p.person_id = maker), false), coalesce(array_agg(distinct p.agency_id), '{}')
    from operations.post p
    where p.operation_id = l.operation_id and p.state = 'accepted' and p.confirmed_until > now()
      and (l.compartment_id is null
           or exists (select from access.compartment_member m
                      where m.compartment_id = l.compartment_id and m.person_id = p.person_id));
end
$$;

-- Enters a decision: the viewer's own, or as a loggist one of somebody else in the operation. The row of the log is locked
-- until the transaction ends, so that numbers follow one another as the entries do; what can be looked at before is, and the
-- entry's links and its event, which holds its digest, come with it, so that nothing need follow but the commit.
--   said   says, decided_at, maker, classification, must_read, review_on, corrects, links (of each: record, version)
create function operations.enter_decision(wanted uuid, log uuid, said jsonb)
  returns table (number integer, entered_at timestamptz)
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  l operations.decision_log;
  d operations.decision;
  person uuid := identity.viewer_person();
  salt bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  links integer := jsonb_array_length(said -> 'links');
begin
  select * into l from operations.decision_log x where x.id = log;
  if not found or not operations.viewer_reads_log(l.operation_id, l.compartment_id)
     or not operations.viewer_acts(l.operation_id) or not access.viewer_is_cleared_for(said ->> 'classification') then
    raise exception 'There is no such log' using errcode = 'no_data_found';
  end if;
  d.id := wanted;
  d.log_id := l.id;
  d.operation_id := l.operation_id;
  d.compartment_id := l.compartment_id;
  d.maker_id := coalesce((said ->> 'maker')::uuid, person);
  d.recorder_id := person;
  if d.maker_id <> person then
    if not operations.viewer_holds(l.operation_id, 'loggist') then
      raise exception 'A loggist enters what others decide' using errcode = 'SM003', column = 'maker';
    end if;
    if not operations.is_in_log(l.operation_id, l.compartment_id, d.maker_id) then
      raise exception 'Who decides is in the operation' using errcode = 'SM003', column = 'maker';
    end if;
  end if;
  select p.agency_id into strict d.agency_id from identity.person p where p.id = d.maker_id;
  d.decided_at := (said ->> 'decided_at')::timestamptz;
  d.entered_at := now();
  d.classification := said ->> 'classification';
  d.must_read := (said ->> 'must_read')::boolean;
  d.review_on := (said ->> 'review_on')::date;
  d.corrects_id := (said ->> 'corrects')::uuid;
  -- In the order in which they came: whoever comes to a row just as it is let go is served before those who wait for it.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('operations.decision_log ' || l.id, 0));
  update operations.decision_log x set entries = x.entries + 1 where x.id = l.id returning x.entries into d.number;
  d.digest := operations.digest_of_decision(d, said -> 'says', salt);
  insert into operations.decision values (d.*);
  insert into operations.decision_content (decision_id, part, operation_id, says, salt)
  values (d.id, 'entry', d.operation_id, said -> 'says', salt);
  insert into ledger.event (kind, operation, agency_id, person_id, purpose, subject_kind, subject_id, detail)
  values ('alteration', current_setting('seamark.operation'), identity.viewer_agency(), person,
          nullif(current_setting('seamark.purpose', true), ''), 'decision', d.id,
          jsonb_build_object('entry_sha256', encode(d.digest, 'hex'), 'links', links, 'must_read', d.must_read,
                             'by_loggist', d.maker_id <> person, 'corrects', d.corrects_id is not null));
  if links > 0 and operations.link_decision(d.id, said -> 'links') <> links then
    raise exception 'An entry rests on records that its recorder reads' using errcode = 'SM003', column = 'rests_on';
  end if;
  return query select d.number, d.entered_at;
end
$$;

-- Links an entry, in the transaction that enters it, with records that the viewer reads in full. @returns how many they are
create function operations.link_decision(decision uuid, links jsonb) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  linked integer;
begin
  insert into operations.decision_link (decision_id, record_id, version)
  select d.id, r.id, k.version
  from jsonb_to_recordset(links) as k (record uuid, version integer)
  join operations.decision d on d.id = link_decision.decision
  join access.record r on r.id = k.record
  where d.recorder_id = identity.viewer_person() and d.entered_at = now() and k.version between 1 and r.version
    and (access.sight(r, exists (select from access.acceptance a
                                 where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                      false) = 'full');
  get diagnostics linked = row_count;
  return linked;
end
$$;

-- The maker says whether an entry is what they decided. Once.
create function operations.word_on_decision(decision uuid, word text, why text) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.decision;
  salt bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  says jsonb := jsonb_build_object('why', why);
begin
  select * into d from operations.decision x
  where x.id = decision and x.maker_id = identity.viewer_person() and x.recorder_id <> x.maker_id;
  if not found or not operations.viewer_reads_log(d.operation_id, d.compartment_id) then
    return null;
  end if;
  insert into operations.decision_word (decision_id, person_id, word, digest)
  values (d.id, d.maker_id, word, case when word = 'objected' then sha256(salt || convert_to(says::text, 'UTF8')) end)
  on conflict do nothing;
  if not found then
    return false;
  end if;
  if word = 'objected' then
    insert into operations.decision_content (decision_id, part, operation_id, says, salt)
    values (d.id, 'objection', d.operation_id, says, salt);
  end if;
  return true;
end
$$;

-- The viewer has read an entry that all must read. False where they said so before.
create function operations.acknowledge_decision(decision uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.decision;
begin
  select * into d from operations.decision x where x.id = decision and x.must_read;
  if not found or not operations.viewer_reads_log(d.operation_id, d.compartment_id) then
    return null;
  end if;
  insert into operations.decision_read (decision_id, person_id, agency_id)
  values (d.id, identity.viewer_person(), identity.viewer_agency()) on conflict do nothing;
  return found;
end
$$;

-- Opens a narrower log. The lead does, or a deputy; whom they name is in the operation, and nobody else learns of it.
create function operations.open_narrow_log(wanted uuid, operation uuid, name text, persons uuid[]) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_acts(operation) or not operations.viewer_holds(operation, 'lead', 'deputy') then
    return null;
  end if;
  if exists (select from unnest(persons) as one where not operations.is_in_log(open_narrow_log.operation, null, one)) then
    raise exception 'Whoever is named is in the operation' using errcode = 'SM003';
  end if;
  insert into access.compartment (id, name, agency_id) values (wanted, open_narrow_log.name, identity.viewer_agency());
  insert into access.compartment_member (compartment_id, person_id)
  -- Whoever opens it comes first: nobody lets themself in where somebody is already.
  select wanted, p.one from (select distinct one from unnest(persons || identity.viewer_person()) as one) p
  order by p.one <> identity.viewer_person();
  insert into operations.decision_log (id, operation_id, compartment_id, name, opened_by)
  values (wanted, operation, wanted, open_narrow_log.name, identity.viewer_person());
  return wanted;
end
$$;

-- Who is at work in an operation, for those who are in it: of a narrower log, those who are named.
create function operations.people_of_log(log uuid) returns table (person_id uuid, agency_id integer, posts text[])
  language sql stable security definer set search_path = ''
  begin atomic
    select p.person_id, p.agency_id, array_agg(p.post order by p.post)
    from operations.decision_log l
    join operations.post p on p.operation_id = l.operation_id and p.state = 'accepted' and p.confirmed_until > now()
    where l.id = people_of_log.log and operations.viewer_in(l.operation_id)
      and (l.compartment_id is null or access.viewer_is_member_of(l.compartment_id))
      and (l.compartment_id is null
           or exists (select from access.compartment_member m
                      where m.compartment_id = l.compartment_id and m.person_id = p.person_id))
    group by p.person_id, p.agency_id;
  end;

-- Keeps that a written log was handed out. Null where the viewer does not read it.
create function operations.keep_print(wanted uuid, log uuid, form text, from_number integer, until_number integer,
                                      sha256 bytea, checkpoint_size bigint) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  insert into operations.log_print (id, log_id, person_id, form, from_number, until_number, sha256, checkpoint_size)
  select wanted, l.id, identity.viewer_person(), keep_print.form, keep_print.from_number, keep_print.until_number,
         keep_print.sha256, keep_print.checkpoint_size
  from operations.decision_log l
  where l.id = log
    and (operations.viewer_reads_log(l.operation_id, l.compartment_id)
         or l.compartment_id is null and operations.viewer_reads_what_stays(l.operation_id))
    and keep_print.until_number between keep_print.from_number and l.entries;
  return case when found then wanted end;
end
$$;

-- The events by which entries came into the log, with their places in the ledger, so that whoever gets the log can be given
-- the proofs. They hold who entered it, when, and its digest: no more than the log says to whoever reads it.
create function operations.events_of_log(log uuid, from_number integer, until_number integer)
  returns table (decision_id uuid, sequence bigint, at text, agency integer, person uuid, service text, kind text,
                 operation text, purpose text, subject_kind text, subject_id uuid, recipients integer[], detail jsonb, salt uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.id, e.*
    from operations.decision_log l
    join operations.decision d on d.log_id = l.id
    cross join lateral ledger.entered_by(d.id, 'entry_sha256') e
    where l.id = events_of_log.log
      and (operations.viewer_reads_log(l.operation_id, l.compartment_id)
           or l.compartment_id is null and operations.viewer_reads_what_stays(l.operation_id))
      and d.number between from_number and until_number;
  end;

grant execute on function operations.log_to_enter(uuid, uuid, uuid), operations.enter_decision(uuid, uuid, jsonb), operations.word_on_decision(uuid, text, text),
  operations.acknowledge_decision(uuid), operations.open_narrow_log(uuid, uuid, text, uuid[]),
  operations.people_of_log(uuid), operations.keep_print(uuid, uuid, text, integer, integer, bytea, bigint),
  operations.events_of_log(uuid, integer, integer) to seamark_member;

reset role;
