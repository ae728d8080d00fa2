-- What is done for an action day. Each function asks who may, and answers null where there is nothing of that kind to do for
-- this viewer: absent and hidden look alike.

set role seamark_owner;

-- Does the viewer run action days of the operation: who leads it, and its commanders? An agency's own people stay under that
-- agency's command: what is said here moves nobody.
create function operations.viewer_runs_days(operation uuid) returns boolean
  language sql stable
  return operations.viewer_works_as(operation, 'lead', 'deputy', 'strategic-commander', 'tactical-commander',
    'operational-commander');

-- Does the viewer type for their agency?
create function operations.viewer_types_for_agency(operation uuid) returns boolean
  language sql stable
  return operations.viewer_works_as(operation, 'tasking');

-- Does the viewer read a briefing for these posts? Whoever holds one of them, and who leads; the author has a row of their own
-- in the policy. A briefing for no post is for everybody.
create function operations.viewer_reads_briefing(operation uuid, posts text[]) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  if viewer_reads_briefing.posts = '{}' then
    return operations.viewer_in(viewer_reads_briefing.operation);
  end if;
  return operations.viewer_holds(viewer_reads_briefing.operation,
                                 variadic viewer_reads_briefing.posts || array['lead', 'deputy']);
end
$$;

grant execute on function operations.viewer_runs_days(uuid), operations.viewer_types_for_agency(uuid),
  operations.viewer_reads_briefing(uuid, text[]) to seamark_member, seamark_service;

set role seamark_service;

-- Plans an action day: `done`, or `taken` where that day has one.
create function operations.plan_action_day(wanted uuid, operation uuid, on_day date) returns text
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_runs_days(operation) then
    return null;
  end if;
  insert into operations.action_day (id, operation_id, on_day, planned_by)
  values (wanted, operation, plan_action_day.on_day, identity.viewer_person()) on conflict do nothing;
  return case when found then 'done' else 'taken' end;
end
$$;

-- Writes the safeguarding plan. Nothing of it is taken out once the day is to go.
create function operations.write_safeguarding(day uuid, revision integer, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.action_day;
begin
  select * into d from operations.action_day x where x.id = day for update;
  if not found or not operations.viewer_in(d.operation_id) or not operations.viewer_runs_days(d.operation_id)
     or d.state = 'done' then
    return null;
  end if;
  if d.revision <> write_safeguarding.revision then
    return 'stale';
  end if;
  if d.state in ('go', 'running') and (said ->> 'reception' is null or said ->> 'interpreters' is null
       or said ->> 'childrens_services' is null or said ->> 'first_responder' is null) then
    return 'needed';
  end if;
  update operations.action_day x
  set reception = said ->> 'reception', interpreters = said ->> 'interpreters',
      childrens_services = said ->> 'childrens_services', first_responder = said ->> 'first_responder',
      revision = x.revision + 1, entered = x.entered + 1
  where x.id = day;
  return 'done';
end
$$;

-- Brings the day to another state. A go and a no-go name an entry of the main log by its number.
create function operations.move_action_day(day uuid, revision integer, target text, decision integer) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.action_day;
  entry uuid;
begin
  select * into d from operations.action_day x where x.id = day for update;
  if not found or not operations.viewer_in(d.operation_id) then
    return null;
  end if;
  if d.revision <> move_action_day.revision then
    return 'stale';
  end if;
  if not operations.viewer_runs_days(d.operation_id) or not operations.action_day_may_move(d.state, target) then
    return 'refused';
  end if;
  if target in ('go', 'no-go') then
    select x.id into entry from operations.decision x
    where x.operation_id = d.operation_id and x.compartment_id is null and x.number = move_action_day.decision;
    if not found or exists (select from operations.action_day_word w where w.action_day_id = day and w.decision_id = entry) then
      return 'no-such-decision';
    end if;
    if target = 'go' and num_nulls(d.reception, d.interpreters, d.childrens_services, d.first_responder) > 0 then
      return 'no-safeguarding';
    end if;
    insert into operations.action_day_word (action_day_id, operation_id, decision_id, word, person_id)
    values (day, d.operation_id, entry, target, identity.viewer_person());
  end if;
  update operations.action_day x set state = target, revision = x.revision + 1, entered = x.entered + 1 where x.id = day;
  return 'done';
end
$$;

-- Says where the viewer's own agency has its command post.
create function operations.keep_action_day_desk(day uuid, desk text, telephone text) returns boolean
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.action_day;
begin
  select * into d from operations.action_day x where x.id = day;
  if not found or not operations.viewer_types_for_agency(d.operation_id) or d.state = 'done' then
    return null;
  end if;
  insert into operations.action_day_desk as k (action_day_id, operation_id, agency_id, desk, telephone, person_id)
  values (day, d.operation_id, identity.viewer_agency(), keep_action_day_desk.desk, keep_action_day_desk.telephone,
          identity.viewer_person())
  on conflict (action_day_id, agency_id) do update
  set desk = excluded.desk, telephone = excluded.telephone, person_id = excluded.person_id, changed_at = now();
  update operations.action_day x set entered = x.entered + 1 where x.id = day;
  return true;
end
$$;

-- Notes something for everybody in the operation.
create function operations.note_action_day(wanted uuid, day uuid, text text) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.action_day;
begin
  select * into d from operations.action_day x where x.id = day;
  if not found or not operations.viewer_acts(d.operation_id) then
    return null;
  end if;
  insert into operations.action_day_note (id, action_day_id, operation_id, agency_id, person_id, text)
  values (wanted, day, d.operation_id, identity.viewer_agency(), identity.viewer_person(), note_action_day.text);
  update operations.action_day x set entered = x.entered + 1 where x.id = day;
  return true;
end
$$;

-- Counts for the viewer's own agency; or says what counts instead of an entry of theirs.
create function operations.count_outcome(wanted uuid, day uuid, kind text, number integer, corrects uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.action_day;
begin
  select * into d from operations.action_day x where x.id = day;
  if not found or not operations.viewer_types_for_agency(d.operation_id) then
    return null;
  end if;
  if d.state not in ('running', 'done') then
    return 'not-running';
  end if;
  if count_outcome.corrects is not null and not exists (
       select from operations.outcome_count c
       where c.id = count_outcome.corrects and c.action_day_id = day and c.agency_id = identity.viewer_agency()
         and c.kind = count_outcome.kind
         and not exists (select from operations.outcome_count n where n.corrects_id = c.id)) then
    return 'no-such-count';
  end if;
  insert into operations.outcome_count (id, action_day_id, operation_id, agency_id, kind, number, person_id, corrects_id)
  values (wanted, day, d.operation_id, identity.viewer_agency(), count_outcome.kind, count_outcome.number,
          identity.viewer_person(), count_outcome.corrects);
  update operations.action_day x set entered = x.entered + 1 where x.id = day;
  return 'done';
end
$$;

-- What agencies have counted, without what was corrected. One question of the rule of sight for all of them.
create function operations.counts_of_day(day uuid) returns table (agency_id integer, kind text, number bigint)
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select d.id from operations.action_day d where d.id = counts_of_day.day and operations.viewer_in(d.operation_id))
    select c.agency_id, c.kind, sum(c.number)
    from seen join operations.outcome_count c on c.action_day_id = seen.id
    where not exists (select from operations.outcome_count n where n.corrects_id = c.id)
    group by c.agency_id, c.kind;
  end;

-- Command posts of the agencies that take part: the desk, where one was said, and which of the posts of command are held.
create function operations.command_posts_of_day(day uuid)
  returns table (agency_id integer, desk text, telephone text, posts text[])
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select d.id, d.operation_id from operations.action_day d
      where d.id = command_posts_of_day.day and operations.viewer_in(d.operation_id)),
    -- once for the whole day: looked up for each agency, it was half of what the page costs
    held as materialized (
      select x.agency_id, array_agg(distinct x.post order by x.post) as posts
      from seen join operations.post x on x.operation_id = seen.operation_id
      where x.state = 'accepted' and x.confirmed_until > now()
        and x.post in ('lead', 'deputy', 'strategic-commander', 'tactical-commander', 'operational-commander', 'tasking',
                       'exhibits-officer')
      group by x.agency_id)
    select p.agency_id, k.desk, k.telephone, coalesce(h.posts, '{}')
    from seen
    join operations.participation p on p.operation_id = seen.operation_id and p.state = 'accepted'
    left join held h on h.agency_id = p.agency_id
    left join operations.action_day_desk k on k.action_day_id = seen.id and k.agency_id = p.agency_id;
  end;

-- Issues the next version of a briefing. The row of the day is locked, so that versions follow one another.
create function operations.issue_briefing(wanted uuid, day uuid, posts text[], said jsonb, classification text) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.action_day;
  wide text[] := array(select distinct one from unnest(issue_briefing.posts) one order by one);
  given integer;
begin
  select * into d from operations.action_day x where x.id = day for update;
  if not found or not operations.viewer_runs_days(d.operation_id) or d.state in ('done', 'no-go')
     or not access.viewer_is_cleared_for(issue_briefing.classification) then
    return null;
  end if;
  select 1 + coalesce(max(b.version), 0) into given from operations.briefing b where b.action_day_id = day and b.posts = wide;
  insert into operations.briefing (id, action_day_id, operation_id, posts, version, classification, says, author_id, agency_id)
  values (wanted, day, d.operation_id, wide, given, issue_briefing.classification, said, identity.viewer_person(),
          identity.viewer_agency());
  update operations.action_day x set entered = x.entered + 1 where x.id = day;
  return given;
end
$$;

-- Does the viewer read this version?
create function operations.viewer_reads_version(briefing uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from operations.briefing b
      where b.id = viewer_reads_version.briefing and access.viewer_is_cleared_for(b.classification)
        and (b.author_id = identity.viewer_person() or operations.viewer_reads_briefing(b.operation_id, b.posts))
        and operations.viewer_in(b.operation_id));
  end;

-- The viewer has read a version. False where they said so before.
create function operations.acknowledge_briefing(briefing uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_reads_version(briefing) then
    return null;
  end if;
  insert into operations.read_receipt (briefing_id, operation_id, person_id, agency_id)
  select b.id, b.operation_id, identity.viewer_person(), identity.viewer_agency()
  from operations.briefing b where b.id = briefing
  on conflict do nothing;
  return found;
end
$$;

-- For whom a version is, and when they read it: to who leads, and to its author.
create function operations.audience_of_briefing(briefing uuid)
  returns table (person_id uuid, agency_id integer, posts text[], read_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select b.id, b.operation_id, b.posts from operations.briefing b
      where b.id = audience_of_briefing.briefing and operations.viewer_reads_version(b.id)
        and (b.author_id = identity.viewer_person() or operations.viewer_holds(b.operation_id, 'lead', 'deputy')))
    select p.person_id, p.agency_id, array_agg(distinct p.post), max(r.at)
    from seen
    join operations.post p on p.operation_id = seen.operation_id and p.state = 'accepted' and p.confirmed_until > now()
      and (seen.posts = '{}' or p.post = any (seen.posts))
    left join operations.read_receipt r on r.briefing_id = seen.id and r.person_id = p.person_id
    group by p.person_id, p.agency_id;
  end;

grant execute on function operations.action_day_may_move(text, text), operations.plan_action_day(uuid, uuid, date),
  operations.write_safeguarding(uuid, integer, jsonb), operations.move_action_day(uuid, integer, text, integer),
  operations.keep_action_day_desk(uuid, text, text), operations.note_action_day(uuid, uuid, text),
  operations.count_outcome(uuid, uuid, text, integer, uuid), operations.counts_of_day(uuid),
  operations.command_posts_of_day(uuid), operations.issue_briefing(uuid, uuid, text[], jsonb, text),
  operations.viewer_reads_version(uuid), operations.acknowledge_briefing(uuid), operations.audience_of_briefing(uuid)
  to seamark_member;

reset role;
