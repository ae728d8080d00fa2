-- What is done in a debrief. Each function asks who may, and answers null where there is nothing of that kind to do for this
-- viewer: absent and hidden look alike. An operation that is closed is still debriefed.

set role seamark_owner;

-- May the viewer enter what their agency saw? Whoever acts in the operation; an observer reads, and may not.
create function operations.viewer_debriefs(operation uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from operations.operation o
                 where o.id = viewer_debriefs.operation and o.state in ('open', 'winding-down', 'closed'))
    and operations.viewer_holds(viewer_debriefs.operation,
      'lead', 'deputy', 'strategic-commander', 'tactical-commander', 'operational-commander', 'loggist', 'tasking',
      'exhibits-officer', 'disclosure-officer', 'reviewer', 'privilege-reviewer', 'member');
end
$$;

-- Does the viewer begin debriefs, identify lessons and close?
create function operations.viewer_leads_debriefs(operation uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return operations.viewer_debriefs(viewer_leads_debriefs.operation)
    and operations.viewer_holds(viewer_leads_debriefs.operation, 'lead', 'deputy');
end
$$;

grant execute on function operations.viewer_debriefs(uuid), operations.viewer_leads_debriefs(uuid)
  to seamark_member, seamark_service;

set role seamark_service;

-- Does a text name one of the viewer's own people in the operation: by their name, by their address, or by a rank or a title
-- and their last name? Only of one's own agency: another one's people are shown by their role, and a refusal would name them.
create function operations.names_own_people(operation uuid, said text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    with words as (
      select ' ' || btrim(regexp_replace(lower(names_own_people.said), '[^[:alnum:]]+', ' ', 'g')) || ' ' as folded)
    select exists (
      select from operations.post p
      join identity.person x on x.id = p.person_id and x.agency_id = identity.viewer_agency()
      cross join words w
      cross join lateral (select btrim(regexp_replace(lower(x.name), '[^[:alnum:]]+', ' ', 'g')) as name) n
      where p.operation_id = names_own_people.operation and n.name <> ''
        and (position(' ' || n.name || ' ' in w.folded) > 0
             or position(lower(x.email) in lower(names_own_people.said)) > 0
             or w.folded ~ (' (mr|mrs|ms|miss|mx|dr|pc|dc|ps|ds|di|dci|dcs|sgt|sergeant|insp|inspector|constable|chief|'
                            || 'superintendent|supt|detective|officer|captain) ' || regexp_replace(n.name, '^.* ', '') || ' ')));
  end;

-- Begins a debrief: a hot one of a day that ran, or of the operation once it is closed, once each; a structured one of either.
create function operations.begin_debrief(wanted uuid, operation uuid, kind text, day uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  state text;
begin
  if not operations.viewer_leads_debriefs(operation) then
    return null;
  end if;
  if day is not null then
    select d.state into state from operations.action_day d
    where d.id = day and d.operation_id = begin_debrief.operation;
    if not found then
      return 'no-such-day';
    end if;
  end if;
  if kind = 'hot' and (day is not null and state not in ('running', 'done')
       or day is null and not exists (select from operations.operation o
                                      where o.id = begin_debrief.operation and o.state = 'closed')) then
    return 'too-early';
  end if;
  insert into operations.debrief (id, operation_id, action_day_id, kind, due_at, begun_by)
  values (wanted, operation, day, begin_debrief.kind,
          case when begin_debrief.kind = 'hot' then operations.hot_debrief_due(operation, day) end, identity.viewer_person())
  on conflict do nothing;
  return case when found then 'done' else 'taken' end;
end
$$;

-- Enters what the viewer's own agency saw.
create function operations.observe(wanted uuid, debrief uuid, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.debrief;
begin
  select * into d from operations.debrief x where x.id = debrief for update;
  if not found or not operations.viewer_debriefs(d.operation_id) then
    return null;
  end if;
  if d.state <> 'open' then
    return 'closed';
  end if;
  if operations.names_own_people(d.operation_id, concat_ws(' ', said ->> 'what', said ->> 'why')) then
    return 'names';
  end if;
  insert into operations.observation (id, debrief_id, operation_id, agency_id, person_id, theme, went, what, why)
  values (wanted, debrief, d.operation_id, identity.viewer_agency(), identity.viewer_person(), said ->> 'theme',
          said ->> 'went', said ->> 'what', said ->> 'why');
  update operations.debrief x set entered = x.entered + 1 where x.id = debrief;
  return 'done';
end
$$;

-- Identifies a lesson that a post of an agency in the operation is to own. It is kept back until the debrief is closed.
create function operations.identify_lesson(wanted uuid, debrief uuid, agency integer, said jsonb, observations uuid[])
  returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.debrief;
begin
  select * into d from operations.debrief x where x.id = debrief for update;
  if not found or not operations.viewer_leads_debriefs(d.operation_id) then
    return null;
  end if;
  if d.state <> 'open' then
    return 'closed';
  end if;
  if not operations.participates(d.operation_id, agency) then
    return 'no-such-agency';
  end if;
  if exists (select from unnest(identify_lesson.observations) as one where not exists (
       select from operations.observation o where o.id = one and o.debrief_id = debrief)) then
    return 'no-such-observation';
  end if;
  if operations.names_own_people(d.operation_id, concat_ws(' ', said ->> 'title', said ->> 'happened', said ->> 'why',
       said ->> 'what', said ->> 'owner_post')) then
    return 'names';
  end if;
  perform oversight.keep_back_lesson(wanted, agency, identity.viewer_person(), said);
  insert into operations.debrief_lesson (lesson_id, debrief_id, operation_id, observations)
  values (wanted, debrief, d.operation_id,
          array(select distinct one from unnest(identify_lesson.observations) as one order by one));
  update operations.debrief x set entered = x.entered + 1 where x.id = debrief;
  return 'done';
end
$$;

-- Closes a debrief: from now on its lessons are read where lessons are.
create function operations.close_debrief(debrief uuid, said text) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d operations.debrief;
begin
  select * into d from operations.debrief x where x.id = debrief for update;
  if not found or not operations.viewer_leads_debriefs(d.operation_id) then
    return null;
  end if;
  if d.state <> 'open' then
    return 'closed';
  end if;
  if operations.names_own_people(d.operation_id, said) then
    return 'names';
  end if;
  perform oversight.hand_over_lessons(array(
    select l.lesson_id from operations.debrief_lesson l where l.debrief_id = debrief));
  update operations.debrief x
  set state = 'closed', words = said, closed_by = identity.viewer_person(), closed_at = now(), entered = x.entered + 1
  where x.id = debrief;
  return 'done';
end
$$;

-- The lessons of a debrief as they stand now, to everybody in its operation: what they say, and how far they are. What was
-- done about them is shown where lessons are.
create function operations.lessons_of_debrief(debrief uuid)
  returns table (id uuid, agency_id integer, title text, happened text, why text, verdict text, what text, owner_post text,
                 due_on date, jol_reference text, is_accepted boolean, is_done boolean, is_learned boolean,
                 observations uuid[])
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select d.id from operations.debrief d
      where d.id = lessons_of_debrief.debrief and operations.viewer_in(d.operation_id)),
    linked as materialized (
      select l.lesson_id, l.observations from seen join operations.debrief_lesson l on l.debrief_id = seen.id)
    select s.id, s.agency_id, s.title, s.happened, s.why, s.verdict, s.what, s.owner_post, s.due_on, s.jol_reference,
           s.is_accepted, s.is_done, s.is_learned, k.observations
    from oversight.lessons_as_they_stand(array(select lesson_id from linked)) s join linked k on k.lesson_id = s.id;
  end;

-- What agencies saw: one question of the rule of sight for all of them.
create function operations.observations_of_debrief(debrief uuid)
  returns table (id uuid, agency_id integer, at timestamptz, theme text, went text, what text, why text)
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select d.id from operations.debrief d
      where d.id = observations_of_debrief.debrief and operations.viewer_in(d.operation_id))
    select o.id, o.agency_id, o.at, o.theme, o.went, o.what, o.why
    from seen join operations.observation o on o.debrief_id = seen.id;
  end;

-- How much each debrief has, of those that the viewer reads.
create function operations.count_of_debriefs(debriefs uuid[])
  returns table (debrief_id uuid, observations integer, lessons integer, learned integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with seen as materialized (
      select d.id from operations.debrief d
      where d.id = any (count_of_debriefs.debriefs) and d.operation_id = any (operations.viewer_operations())),
    linked as materialized (
      select l.lesson_id, l.debrief_id from seen join operations.debrief_lesson l on l.debrief_id = seen.id),
    stands as materialized (
      select k.debrief_id, s.is_learned
      from linked k join oversight.lessons_as_they_stand(array(select lesson_id from linked)) s on s.id = k.lesson_id)
    select seen.id,
           (select count(*)::integer from operations.observation o where o.debrief_id = seen.id),
           (select count(*)::integer from stands s where s.debrief_id = seen.id),
           (select count(*)::integer from stands s where s.debrief_id = seen.id and s.is_learned)
    from seen;
  end;

-- What of debriefs waits: hot ones that are due, of whoever leads; open ones in which the viewer's agency has entered nothing.
create function operations.debriefs_waiting()
  returns table (kind text, id uuid, operation_id uuid, codename text, action_day_id uuid, on_day date, due_at timestamptz,
                 since timestamptz, classification text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    with mine as materialized (
      select p.operation_id, bool_or(p.post in ('lead', 'deputy')) as leads, bool_or(p.post <> 'observer') as acts
      from operations.post p
      where p.person_id = identity.viewer_person() and p.state = 'accepted' and p.confirmed_until > now()
      group by p.operation_id),
    about as materialized (
      select m.operation_id, o.codename, r.classification, o.state, o.closed_at, m.leads, m.acts
      from mine m join operations.operation o on o.id = m.operation_id and o.state in ('open', 'winding-down', 'closed')
      join access.record r on r.id = o.id
      where operations.viewer_in(m.operation_id)),
    hot as (
      select a.operation_id, a.codename, a.classification, d.id as action_day_id, d.on_day,
             (d.on_day + 1)::timestamp at time zone 'Europe/London' as since
      from about a join operations.action_day d on d.operation_id = a.operation_id
      where a.leads and (d.state = 'done'
              or d.state = 'running' and d.on_day < (now() at time zone 'Europe/London')::date)
      union all
      select a.operation_id, a.codename, a.classification, null, null, a.closed_at
      from about a where a.leads and a.state = 'closed')
    select 'debrief-due', coalesce(x.id, h.action_day_id, h.operation_id), h.operation_id, h.codename, h.action_day_id, h.on_day,
           coalesce(x.due_at, h.since + make_interval(hours => (select s.debrief_hours from operations.setting s))), least(h.since, now()), h.classification
    from hot h
    left join operations.debrief x
      on x.kind = 'hot' and coalesce(x.action_day_id, x.operation_id) = coalesce(h.action_day_id, h.operation_id)
    where (x.state is null or x.state <> 'closed') and h.since > now() - interval '90 days'
    union all
    select 'debrief-open', x.id, x.operation_id, a.codename, x.action_day_id, d.on_day, x.due_at, x.begun_at, a.classification
    from about a join operations.debrief x on x.operation_id = a.operation_id and x.state = 'open'
    left join operations.action_day d on d.id = x.action_day_id
    where a.acts and not exists (
      select from operations.observation o where o.debrief_id = x.id and o.agency_id = identity.viewer_agency())
    order by 8 limit 50;
end
$$;

-- How much was entered in debriefs of the operations that the viewer is in: it changes whenever a page of one does.
create function operations.debriefs_mark() returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select concat_ws(' ', count(*), sum(d.entered)) from operations.debrief d
    where d.operation_id = any (operations.viewer_operations());
  end;

grant execute on function operations.begin_debrief(uuid, uuid, text, uuid), operations.observe(uuid, uuid, jsonb),
  operations.identify_lesson(uuid, uuid, integer, jsonb, uuid[]), operations.close_debrief(uuid, text),
  operations.lessons_of_debrief(uuid), operations.observations_of_debrief(uuid), operations.count_of_debriefs(uuid[]),
  operations.debriefs_waiting(),
  operations.debriefs_mark() to seamark_member;

reset role;
