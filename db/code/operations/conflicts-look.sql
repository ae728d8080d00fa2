-- The finder: by the clock, for every lodged version alike. The program reckons exact distances; the database hands it
-- the candidates, and keeps what it found.

set role seamark_service;

-- Takes lodged versions that nobody has looked at: those of the quiet list, or the others. One looks at a list at a time,
-- so that none finds what another has just ended.
create function operations.take_planned_looks(most integer, quiet boolean) returns table (event_id uuid)
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('operations.planned_look ' || quiet, 0));
  return query
    with taken as (
      delete from operations.planned_look l
      where l.number in (select w.number from operations.planned_look w where w.quiet = take_planned_looks.quiet
                         order by w.number limit most for update skip locked)
      returning l.event_id)
    select distinct taken.event_id from taken;
end
$$;

-- The event itself, first, and every live event that may be near it: of another agency or another operation, in groups
-- that matter to each other, whose boxes and widened times meet. Nothing where it is live no more. Places and their slack
-- are as the finder looks at them: of an event for which the duty post is rung it never sees the place itself.
--   quiet   the pairs in which one is silent and either learns something; or those in which neither is
create function operations.planned_candidates(event uuid, quiet boolean)
  returns table (id uuid, place jsonb, buffer_m integer, slack_m double precision)
  language sql stable security definer set search_path = ''
  begin atomic
    select e.id, operations.looked_place(e.place, e.disclosure), e.buffer_m, operations.looked_slack(e.place, e.disclosure)
    from operations.planned_event e
    where e.id = planned_candidates.event and e.state in ('lodged', 'changed')
    union all
    select c.id, operations.looked_place(c.place, c.disclosure), c.buffer_m, operations.looked_slack(c.place, c.disclosure)
    from operations.planned_event e
    join operations.planned_event c on c.place_box && e.place_box and c.during && e.during and c.state in ('lodged', 'changed')
    where e.id = planned_candidates.event and e.state in ('lodged', 'changed')
      and c.id <> e.id and (c.agency_id, c.operation_id) <> (e.agency_id, e.operation_id)
      and ('silent' in (c.disclosure, e.disclosure)) = planned_candidates.quiet
      and (not planned_candidates.quiet or 'open' in (c.disclosure, e.disclosure))
      and operations.groups_matter(c.kind_group, e.kind_group);
  end;

-- Keeps that the event is near these and no others, shows each side what it may learn, and tells a side to which a
-- conflict was shown that the other changed or is no more. Returns the agencies whose pages have something new.
--   quiet   as in planned_candidates: of which pairs this is said
create function operations.keep_planned_pairs(event uuid, near uuid[], quiet boolean) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
  found uuid;
  told integer[] := '{}';
  gone_why text;
  standing uuid[];
begin
  select * into e from operations.planned_event x where x.id = event;
  select coalesce(array_agg(p.id), '{}') into standing
  from operations.planned_pair p
  join operations.planned_event o on o.id = case when p.one_event = event then p.other_event else p.one_event end
  where event in (p.one_event, p.other_event) and p.ended_at is null
    and ('silent' in (o.disclosure, e.disclosure)) = keep_planned_pairs.quiet;
  gone_why := case e.state when 'stood-down' then e.state when 'lodged' then 'changed' when 'changed' then e.state else 'finished' end;
  -- A side that was shown it is told when the other version is another than it was.
  with moved as (
    select p.id as pair_id from operations.planned_pair p
    where p.id = any (standing)
      and case when p.one_event = event then p.one_version else p.other_version end <> e.version
  ), heard as (
    update operations.conflict c set other_changed_at = now()
    from moved where c.pair_id = moved.pair_id and c.event_id <> event and c.shown_at is not null
    returning c.id, c.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
    select 'disclosure', 'operations.conflict.change', heard.agency_id, 'planned-events', 'conflict', heard.id,
           array[heard.agency_id] from heard
  )
  select told || coalesce(array_agg(heard.agency_id), '{}') into told from heard;
  -- What is near no more.
  with ended as (
    update operations.planned_pair p set ended_at = now(), ended_why = gone_why
    where p.id = any (standing)
      and not (case when p.one_event = event then p.other_event else p.one_event end = any (near))
    returning p.id
  ), quiet as (
    update operations.conflict c set ended_at = now(), ended_why = gone_why
    from ended where c.pair_id = ended.id and c.shown_at is not null
      -- When theirs is over by the clock is told to nobody who does not know its hours: finish_planned ends it for them.
      and (gone_why <> 'finished' or c.event_id = event)
    returning c.id, c.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
    select 'alteration', 'operations.conflict.end', quiet.agency_id, 'planned-events', 'conflict', quiet.id,
           array[quiet.agency_id] from quiet
  )
  select told || coalesce(array_agg(quiet.agency_id), '{}') into told from quiet;
  -- What is near.
  with pairs as (
    insert into operations.planned_pair as p (one_event, other_event, one_version, other_version, shared, urgent)
    select least(e.id, c.id), greatest(e.id, c.id), case when e.id < c.id then e.version else c.version end,
           case when e.id < c.id then c.version else e.version end, operations.whole_hours(e.during * c.during),
           least(e.starts_at, c.starts_at) < now() + make_interval(hours => s.urgent_hours)
    from operations.planned_event c, operations.planned_setting s
    where c.id = any (near) and c.state in ('lodged', 'changed') and c.during && e.during and e.state in ('lodged', 'changed')
    on conflict (one_event, other_event) do update
      set one_version = excluded.one_version, other_version = excluded.other_version, shared = excluded.shared,
          urgent = excluded.urgent, ended_at = null, ended_why = null
    returning p.id, p.one_event, p.other_event
  )
  insert into operations.conflict as c (pair_id, event_id, operation_id, agency_id)
  select pairs.id, x.id, x.operation_id, x.agency_id
  from pairs join operations.planned_event x on x.id in (pairs.one_event, pairs.other_event)
  on conflict (pair_id, event_id) do nothing;
  for found in select p.id from operations.planned_pair p
               join operations.planned_event o on o.id = case when p.one_event = event then p.other_event else p.one_event end
               where event in (p.one_event, p.other_event) and p.ended_at is null
                 and ('silent' in (o.disclosure, e.disclosure)) = keep_planned_pairs.quiet loop
    -- One that came back is open again.
    with back as (
      update operations.conflict c set ended_at = null, ended_why = null
      where c.pair_id = found and c.ended_at is not null returning c.id, c.agency_id
    ), noted as (
      insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
      select 'alteration', 'operations.conflict.change', back.agency_id, 'planned-events', 'conflict', back.id,
             array[back.agency_id] from back
    )
    select told || coalesce(array_agg(back.agency_id), '{}') into told from back;
    told := told || operations.show_sides(found);
  end loop;
  -- The duty post looks at its cards anew, where there is one.
  if not keep_planned_pairs.quiet and exists (select from operations.planned_pair p
             join operations.planned_event a on a.id = p.one_event join operations.planned_event b on b.id = p.other_event
             where event in (p.one_event, p.other_event) and operations.broker_sees(a.disclosure, b.disclosure)) then
    told := told || array(select a.id from identity.agency a where a.kind = 'task-force');
  end if;
  return told;
end
$$;

-- What is over is finished, and enters the lists once more. A conflict ends for a side with its own event, or with the hours
-- that it was told: the moment at which the other is over is nobody's who does not know when that is. Returns how many
-- events and conflicts ended.
create function operations.finish_planned() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  number integer;
begin
  with over as (
    update operations.planned_event e set state = 'finished', revision = e.revision + 1
    where e.state in ('lodged', 'changed') and e.ends_at < now() returning e.id, e.agency_id
  ), entered as (
    insert into operations.planned_look (event_id, quiet)
    select over.id, list.quiet from over cross join (values (false), (true)) list (quiet)
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'alteration', 'operations.planned-event.finish', over.agency_id, 'planned-events', 'planned_event', over.id from over
  )
  select count(*) into number from over;
  with past as (
    update operations.conflict c set ended_at = now(), ended_why = 'finished'
    from operations.planned_pair p, operations.planned_event e
    where p.id = c.pair_id and p.ended_why = 'finished' and e.id = c.event_id
      and c.shown_at is not null and c.ended_at is null
      and (e.state not in ('lodged', 'changed') or c.learned = 'contact' and upper(c.shared) <= now())
    returning c.id, c.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
    select 'alteration', 'operations.conflict.end', past.agency_id, 'planned-events', 'conflict', past.id, array[past.agency_id]
    from past
  )
  select number + count(*) into number from past;
  return number;
end
$$;

-- Each hour: what is planned in an operation that is closed, or by an agency that has left it, is over. Its own people
-- could neither answer for it nor stand it down. Returns how many.
create function operations.finish_planned_of_closed() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  number integer;
begin
  with closed as (
    select p.operation_id, p.agency_id
    from operations.participation p join operations.operation o on o.id = p.operation_id
    where p.state <> 'offered' and (o.state in ('closed', 'archived') or p.state = 'left')
      and not (o.state not in ('closed', 'archived') and operations.participates(p.operation_id, p.agency_id))
  ), over as (
    update operations.planned_event e set state = 'finished', revision = e.revision + 1
    from closed c
    where e.operation_id = c.operation_id and e.agency_id = c.agency_id and e.state in ('lodged', 'changed')
    returning e.id, e.agency_id
  ), entered as (
    insert into operations.planned_look (event_id, quiet)
    select over.id, list.quiet from over cross join (values (false), (true)) list (quiet)
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'alteration', 'operations.planned-event.finish', over.agency_id, 'planned-events', 'planned_event', over.id from over
  )
  select count(*) into number from over;
  return number;
end
$$;

-- Makes events a cell of 10 km and a month, and takes from their own sides what these had learned. Whoever calls accounts
-- for each that it returns: an event, or a side.
create function operations.make_coarse(events uuid[]) returns table (kind text, id uuid, agency_id integer)
  language sql security definer set search_path = ''
  begin atomic
    with old as (
      select e.id, (center(e.place_box))[1] as lat, (center(e.place_box))[0] as lon, e.ends_at
      from operations.planned_event e where e.id = any (events) and e.state <> 'coarsened'
    ), coarse as (
      update operations.planned_event e
      set state = 'coarsened', starts_at = null, ends_at = null, place = null, place_box = null, during = null, note = null,
          go_reason = case when e.go_at is null then null else 'Coarsened' end, silent_reason =
            case when e.silent_reason is null then null else 'Coarsened' end,
          coarse_lat = round((floor(old.lat / 0.1) + 0.5)::numeric * 0.1, 2),
          coarse_lon = round((floor(old.lon / 0.15) + 0.5)::numeric * 0.15, 3),
          coarse_month = date_trunc('month', old.ends_at at time zone 'UTC')::date, revision = e.revision + 1
      from old where e.id = old.id returning e.id, e.agency_id
    ), plain as (
      update operations.planned_version v set document = '{}', reason = null from coarse where v.event_id = coarse.id
    ), quiet as (
      update operations.conflict c set shared = null, other_telephone = null, other_agency_id = null, other_desk = null,
        other_group = null, learned = 'told', told_words = case when c.told_at is null then null else 'Coarsened' end,
        word_note = null
      from coarse where c.event_id = coarse.id and c.shown_at is not null returning c.id, c.agency_id
    )
    select 'planned_event'::text, coarse.id, coarse.agency_id from coarse
    union all
    select 'conflict'::text, quiet.id, quiet.agency_id from quiet;
  end;

-- Is it one of a pair whose other event is of an operation under a legal hold? With it would go what that side was told.
create function operations.is_beside_held(event uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from operations.planned_pair p
      join operations.planned_event o on o.id = case when p.one_event = is_beside_held.event then p.other_event else p.one_event end
      where is_beside_held.event in (p.one_event, p.other_event) and access.is_held(o.operation_id));
  end;

-- 28 days after its end an event is a cell of 10 km and a month; after two years it is gone. Drafts that came to nothing go
-- with them. A legal hold on the operation outranks both.
create function operations.coarsen_planned() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  number integer;
begin
  with made as (
    select m.* from operations.make_coarse(array(
      select e.id from operations.planned_event e
      where e.state in ('stood-down', 'finished') and e.ends_at < now() - interval '28 days'
        and not access.is_held(e.operation_id))) m
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'operations.planned-event.coarsen', made.agency_id, 'planned-events', made.kind, made.id from made
  )
  select count(*) filter (where made.kind = 'planned_event') into number from made;
  with gone as (
    delete from operations.planned_event e
    where (e.state = 'coarsened' and e.coarse_month < (now() - interval '2 years 1 month')::date
           or e.state = 'draft' and e.ends_at < now() - interval '28 days')
      and not access.is_held(e.operation_id) and not operations.is_beside_held(e.id)
    returning e.id, e.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
    select 'erasure', 'operations.planned-event.erase', gone.agency_id, 'planned-events', 'planned_event', gone.id from gone
  )
  select number + count(*) into number from gone;
  return number;
end
$$;

reset role;
