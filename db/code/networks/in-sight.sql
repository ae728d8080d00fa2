-- What reports say, as far as the viewer reads them in full: the rule of sight, asked once for each mention that is looked
-- at. Under the policies PostgreSQL puts the rule into a statement for each table, and for each table that a policy asks of;
-- it takes longer to set up than such a statement takes. So what looks at many mentions runs as the program, over the views
-- of this file and over nothing else. The policies say the same of every other statement; in-sight.test.ts holds them equal.

set role seamark_owner;

-- What was made for the viewer's agency to find, and nobody whom a partner keeps apart. It says nothing of the report:
-- only for what stands in a report that was found in full sight.
create view networks.made_for_viewer with (security_invoker = true) as
  select h.record_id, h.number, h.reader, h.version, h.subject_id, h.agency_id, h.kind, h.item, h.said_at, h.folds
  from networks.reach h
  where case h.reader when 0 then h.agency_id <> identity.viewer_agency() else h.reader = identity.viewer_agency() end
    and case when h.agency_id = identity.viewer_agency() or h.folds = '{}' then true
          else not networks.keeps_apart(h.agency_id, h.folds, case when h.kind = 'person' then h.subject_id end) end;

-- The same of reports in full sight, by the version that stands. Who is kept apart is asked last: it is dearest.
create view networks.in_sight with (security_invoker = true) as
  select h.record_id, h.number, h.reader, h.version, h.subject_id, h.agency_id, h.kind, h.item, h.said_at, h.folds
  from networks.reach h
  join access.record r on r.id = h.record_id
  where case h.reader when 0 then h.agency_id <> identity.viewer_agency() else h.reader = identity.viewer_agency() end
    and r.version = h.version and r.status = 'disseminated'
    and access.is_in_full_sight(r)
    and case when r.agency_id = identity.viewer_agency() or h.folds = '{}' then true
          else not networks.keeps_apart(r.agency_id, h.folds, case when h.kind = 'person' then h.subject_id end) end;

-- Links of which the viewer finds both ends, and joinings. What its owner refused, its owner alone reads. `offset 0` has each
-- asked by itself: joined, all that the viewer finds would be looked at first.
create view networks.link_in_sight with (security_invoker = true) as
  select l.id, l.record_id, l.version, l.item, l.agency_id, l.from_id, l.to_id, l.kind, l.state, l.from_on, l.to_on, l.note,
         l.decided_by, l.decided_at, l.revision
  from networks.link l
  where (l.state = 'accepted' or l.agency_id = identity.viewer_agency())
    and exists (select from networks.in_sight x
                join networks.made_for_viewer y on y.record_id = x.record_id and y.version = x.version and y.item = x.item
                where x.record_id = l.record_id and x.item = l.item and x.subject_id = l.from_id and y.subject_id = l.to_id offset 0);

grant select on networks.made_for_viewer, networks.in_sight, networks.link_in_sight to seamark_service;

set role seamark_service;

-- Does the viewer find this subject? For what is asked of few.
create function networks.is_in_sight(subject uuid) returns boolean
  language plpgsql stable cost 1000 set search_path = '' as $$
begin
  return exists (select from networks.in_sight h
                 where h.subject_id = subject and h.reader = any (array[0, identity.viewer_agency()]));
end
$$;

set role seamark_owner;

create view networks.joining_in_sight with (security_invoker = true) as
  select j.id, j.a, j.b
  from networks.joining j
  where j.parted_at is null and j.at_a is not null and j.at_b is not null
    and networks.is_in_sight(j.a) and networks.is_in_sight(j.b);

grant select on networks.joining_in_sight to seamark_service;

set role seamark_service;

-- The newest mentions of a subject. For each of its two readers by itself, so that of what a hundred thousand reports name
-- the index gives no more than these. PostgreSQL puts this into the statement that asks.
create function networks.newest_of(subject uuid, most integer)
  returns table (record_id uuid, number integer, item integer, version integer, said_at timestamptz)
  language sql stable
  begin atomic
    select n.record_id, n.number, n.item, n.version, n.said_at
    from unnest(array[0, identity.viewer_agency()]) as who (reader)
    cross join lateral (
      select h.record_id, h.number, h.item, h.version, h.said_at
      from networks.in_sight h
      where h.subject_id = newest_of.subject and h.reader = who.reader
      order by h.said_at desc, h.record_id, h.number limit most) n
    order by n.said_at desc, n.record_id, n.number limit most;
  end;

-- A subject that a report in full sight names, and what was decided to be the same, as far as the viewer finds both ends of
-- each decision.
create function networks.find_subject(wanted uuid)
  returns table (id uuid, kind text, key text, owner_id integer, same uuid[])
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if identity.viewer_agency() is null then
    return;
  end if;
  return query
    select s.id, s.kind, s.key, o.agency_id,
           array(
             with recursive chain (id) as (
               select wanted
               union
               select t.id from chain c
               cross join lateral (
                 select x.b as id from networks.joining_in_sight x where x.a = c.id
                 union all
                 select y.a from networks.joining_in_sight y where y.b = c.id) t
             )
             select chain.id from chain limit 500)
    from networks.subject s
    left join access.record o on o.id = s.record_id
    where s.id = wanted and networks.is_in_sight(wanted);
end
$$;

-- What reports say of some subjects that count as one, newest first, each with its item's grading and its report.
--   at, at_record   the last of the page before; null for the first
create function networks.mentions_of(subjects uuid[], at timestamptz, at_record uuid, most integer)
  returns table (subject_id uuid, record_id uuid, number integer, item integer, written text[], born text, category text,
    country text, note text, belongs_to text[], source_evaluation text, intelligence_assessment text, basis text,
    said_at timestamptz, own boolean, agency text, reference text, title text, classification text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
    select m.subject_id, m.record_id, m.number, m.item, m.written, m.born, m.category, m.country, m.note,
           (select p.written from networks.mention p
            where p.record_id = m.record_id and p.number = m.belongs_to
              and exists (select from networks.made_for_viewer x
                          where x.record_id = p.record_id and x.number = p.number and x.version = m.version)),
           m.source_evaluation, m.intelligence_assessment, m.basis, m.said_at, m.agency_id = identity.viewer_agency(), a.name,
           r.reference, r.title, r.classification
    from unnest(subjects) as wanted (id)
    cross join unnest(array[0, identity.viewer_agency()]) as who (reader)
    cross join lateral (
      select h.record_id, h.number from networks.in_sight h
      where h.subject_id = wanted.id and h.reader = who.reader
        and (at is null or h.said_at <= at and (h.said_at, h.record_id) < (at, at_record))
      order by h.said_at desc, h.record_id desc, h.number limit most) h
    join networks.mention m on m.record_id = h.record_id and m.number = h.number
    join access.record r on r.id = m.record_id
    join identity.agency a on a.id = m.agency_id
    order by m.said_at desc, m.record_id desc, m.number limit most;
end
$$;

-- Subjects as cards show them: each by the newest report in sight that names it. Mostly that is the newest that was made for
-- the viewer: each of its reports is asked about once, and who is kept apart of all together (as in newest_in_sight). Where
-- it is not, that subject is looked through.
create function networks.cards_of(subjects uuid[])
  returns table (id uuid, kind text, written text[], classification text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  mine integer := identity.viewer_agency();
begin
  return query
    with top as materialized (
      select wanted.id, h.record_id, h.number, h.version, h.agency_id, h.said_at, h.folds, h.person
      from unnest(subjects) as wanted (id)
      cross join unnest(array[0, mine]) as who (reader)
      cross join lateral (
        select x.record_id, x.number, x.version, x.agency_id, x.said_at, x.folds,
               case when x.kind = 'person' then x.subject_id end as person
        from networks.reach x
        where x.subject_id = wanted.id and x.reader = who.reader and (who.reader <> 0 or x.agency_id <> mine)
        order by x.said_at desc, x.record_id, x.number limit 1) h
    ), reports as materialized (
      select r.id, r.version, r.classification
      from (select distinct t.record_id from top t) d join access.record r on r.id = d.record_id
      where r.status = 'disseminated' and access.is_in_full_sight(r)
    ), named as materialized (
      select a.agency_id, a.fold
      from (select array_agg(p.agency_id) as owners, array_agg(p.fold) as folds
            from (select distinct t.agency_id, f.fold from top t cross join lateral unnest(t.folds) f (fold)
                  where t.agency_id <> mine) p) w
      cross join lateral networks.named_apart(w.owners, w.folds) a
    ), looked_at as materialized (
      select t.id, t.record_id, t.number, t.said_at, r.classification,
             r.id is not null
               and (t.agency_id = mine or t.folds = '{}'
                    or not case when exists (select from named a where a.agency_id = t.agency_id and a.fold = any (t.folds))
                                  or t.person is not null
                                     and exists (select from networks.joining j where t.person in (j.a, j.b))
                                then networks.keeps_apart(t.agency_id, t.folds, t.person) else false end) as seen
      from top t left join reports r on r.id = t.record_id and r.version = t.version
    ), newest as (
      (select distinct on (l.id) l.id, l.record_id, l.number, l.classification
       from looked_at l
       where not exists (select from looked_at o where o.id = l.id and not o.seen)
       order by l.id, l.said_at desc, l.record_id, l.number)
      union all
      select u.id, n.record_id, n.number, r.classification
      from (select distinct o.id from looked_at o where not o.seen) u
      cross join lateral networks.newest_of(u.id, 1) n
      join access.record r on r.id = n.record_id
    )
    select n.id, m.kind, m.written, n.classification
    from newest n
    join networks.mention m on m.record_id = n.record_id and m.number = n.number;
end
$$;

-- Links from and to some subjects, as their reports' owners accepted them.
create function networks.links_of(subjects uuid[], most integer)
  returns table (id uuid, from_id uuid, to_id uuid, kind text, state text, from_on date, to_on date, note text, record_id uuid,
    item integer, reference text, classification text, agency text, own boolean, decided_by text, decided_at timestamptz,
    of_earlier_version boolean, revision integer)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
    select l.id, l.from_id, l.to_id, l.kind, l.state, l.from_on, l.to_on, l.note, l.record_id, l.item, r.reference,
           r.classification, a.name, l.agency_id = identity.viewer_agency(),
           (select p.name from identity.person p where p.id = l.decided_by and p.agency_id = identity.viewer_agency()),
           l.decided_at, l.version < r.version, l.revision
    from (
      (select x.* from networks.link_in_sight x where x.from_id = any (subjects) and x.state = 'accepted' limit most)
      union
      (select y.* from networks.link_in_sight y where y.to_id = any (subjects) and y.state = 'accepted' limit most)) l
    join access.record r on r.id = l.record_id
    join identity.agency a on a.id = l.agency_id
    order by l.kind, l.decided_at, l.id limit most;
end
$$;

-- Links that the viewer's own reports propose by their structure, about which nobody has decided yet: an item says of a
-- thing whose it is.
--   kinds       of what is owned or used: the kind of the link
--   most_each   of one subject, the newest reports that are looked through
create function networks.proposed_links_of(subjects uuid[], kinds jsonb, most_each integer, most integer)
  returns table (record_id uuid, item integer, from_id uuid, to_id uuid, kind text, from_kind text, to_kind text,
    from_written text[], to_written text[], reference text, title text, classification text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
    select distinct on (r.created_at, r.id, t.number)
           t.record_id, t.item, p.subject_id, t.subject_id, kinds ->> t.kind, p.kind, t.kind, p.written, t.written, r.reference,
           r.title, r.classification
    from unnest(subjects) as wanted (id)
    cross join lateral (
      select h.record_id, h.number from networks.in_sight h
      where h.subject_id = wanted.id and h.reader = identity.viewer_agency() and h.agency_id = h.reader
      order by h.said_at desc, h.record_id, h.number limit most_each) h
    join networks.mention t on t.record_id = h.record_id
    join networks.mention p on p.record_id = t.record_id and p.number = t.belongs_to and p.item = t.item
    join access.record r on r.id = t.record_id
    where h.number in (t.number, p.number) and kinds ->> t.kind is not null and p.subject_id <> t.subject_id
      and not exists (
        select from networks.link l
        where l.record_id = t.record_id and l.item = t.item
          and (l.from_id, l.to_id) in ((p.subject_id, t.subject_id), (t.subject_id, p.subject_id)))
    order by r.created_at desc, r.id, t.number limit most;
end
$$;

grant execute on function networks.find_subject(uuid), networks.mentions_of(uuid[], timestamptz, uuid, integer),
  networks.cards_of(uuid[]), networks.links_of(uuid[], integer),
  networks.proposed_links_of(uuid[], jsonb, integer, integer) to seamark_member;

reset role;
