-- The persons of reports, replaced in the transaction that files or changes them.

set role seamark_service;

-- Replaces the persons of some reports of one agency, beside replace_identifiers and after it, in the same
-- transaction. It stores and brings known pairs up to date; new pairs are looked for by the job find-person-matches. A person may
-- call it only for reports that this transaction writes, and each mention keeps the spellings of its own report.
--
--   reports      the reports whose persons are replaced (a draft or withdrawn report has none afterwards)
--   of_reports, numbers, folds, names, births   the new mentions, one array element each; several names of
--                one person are joined by U+001F, an empty birth is an unknown one
--   of_import    the import that files them; null where somebody files by hand
--
-- Race: two reports name one person at the same moment, or the job opens a match while a mention comes.
-- Rows of persons are locked in one order (lock_persons), here and there, before their mentions are read.
--
-- Returns the agencies whose matches changed, for the live pages; null where there are no persons at all.
create function deconfliction.replace_persons(
  reports uuid[], of_reports uuid[], numbers integer[], folds text[], names text[], births text[],
  of_import uuid default null
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  viewer_agency integer := identity.viewer_agency();
  filed uuid[];
  before uuid[];
  there uuid[];
  touched uuid[];
  forsaken uuid[];
  all_new boolean;
  parted integer[] := '{}';
  joined integer[] := '{}';
  apart text[];
begin
  perform access.refuse_untouched(reports);
  if viewer_agency is not null and exists (
    select from unnest(reports) as wanted (id) cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = wanted.id offset 0) r
    where r.agency_id <> viewer_agency) then
    raise exception 'Persons are held by the agency that owns the report' using errcode = 'SM003';
  end if;
  if not of_reports <@ reports then
    raise exception 'A person belongs to a report that is not being replaced' using errcode = 'SM003';
  end if;

  -- Whom their agency names anywhere as a victim, a witness or a child is stored nowhere here.
  if cardinality(folds) > 0 then
    apart := intelligence.withheld_among((select r.agency_id from access.record r where r.id = of_reports[1]), folds);
    if cardinality(apart) > 0 then
      select coalesce(array_agg(n.record_id order by n.place), '{}'), coalesce(array_agg(n.number order by n.place), '{}'),
             coalesce(array_agg(n.fold order by n.place), '{}'), coalesce(array_agg(n.names order by n.place), '{}'),
             coalesce(array_agg(n.born order by n.place), '{}')
      into of_reports, numbers, folds, names, births
      from unnest(of_reports, numbers, folds, names, births) with ordinality as n (record_id, number, fold, names, born, place)
      where n.fold <> all (apart);
    end if;
  end if;

  select array_agg(distinct m.person_id) into before
  from unnest(reports) as wanted (id)
  cross join lateral (select x.person_id from deconfliction.person_mention x where x.record_id = wanted.id offset 0) m;
  if before is null and cardinality(of_reports) = 0 then
    return null;
  end if;
  select coalesce(array_agg(r.id), '{}') into filed
  from unnest(reports) as wanted (id) cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = wanted.id offset 0) r
  where r.status = 'disseminated';

  -- Those who are there are locked with whom they are paired with, in the order of all; who is new comes after
  -- them, in the same order. So neither two reports of one agency nor the recalls of two agencies stop one another.
  with mine as materialized (
    select b.id from unnest(before) as b (id)
    union
    select p.id
    from unnest(of_reports, folds) as n (record_id, fold)
    cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = n.record_id offset 0) r
    cross join lateral (select x.id from deconfliction.person x where x.agency_id = r.agency_id and x.fold = n.fold offset 0) p
  )
  select array_agg(w.id) into there
  from (
    select m.id from mine m
    union
    select k.id from mine m
    cross join lateral (
      select x.person_b as id from deconfliction.person_match x where x.person_a = m.id
      union all
      select x.person_a from deconfliction.person_match x where x.person_b = m.id) k) w;
  if there is not null then
    perform deconfliction.lock_persons(there);
  end if;
  with wanted as (
    select r.agency_id, n.fold, n.names, nullif(n.born, '') as born
    from unnest(of_reports, folds, names, births) as n (record_id, fold, names, born)
    cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = n.record_id offset 0) r
    where n.record_id = any (filed)
    union all
    select p.agency_id, p.fold, array_to_string(p.names, U&'\001F'), p.born
    from unnest(before) as b (id)
    cross join lateral (select x.agency_id, x.fold, x.names, x.born from deconfliction.person x where x.id = b.id offset 0) p
  ), held as (
    insert into deconfliction.person as p (agency_id, fold, names, born, came_with)
    select w.agency_id, w.fold, string_to_array(string_agg(distinct w.names, U&'\001F'), U&'\001F'), min(w.born), of_import
    from wanted w group by w.agency_id, w.fold order by w.agency_id, w.fold
    on conflict (agency_id, fold) do update
      set revision = p.revision + 1, compared_at = null,
          -- who waits keeps the place, unless a filing by hand brings them forward
          came_with = case when p.compared_at is null and of_import is not null then p.came_with else of_import end,
          names = case when excluded.names <@ p.names then p.names
                  else p.names || array(select distinct n from unnest(excluded.names) as n where n <> all (p.names)) end
    returning id, revision
  )
  select array_agg(id), bool_and(revision = 1) into touched, all_new from held;

  if before is not null then
    delete from deconfliction.person_mention m
    where m.record_id = any (reports)
      and (not (m.record_id = any (filed))
           or (m.record_id, m.number) not in (select * from unnest(of_reports, numbers)));
  end if;
  insert into deconfliction.person_mention (record_id, number, person_id, agency_id, open, classification, names)
  select n.record_id, n.number, p.id, r.agency_id, r.discoverable and r.compartment_id is null, r.classification,
         string_to_array(n.names, U&'\001F')
  from unnest(of_reports, numbers, folds, names) as n (record_id, number, fold, names)
  cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = n.record_id offset 0) r
  cross join lateral (select x.id from deconfliction.person x where x.agency_id = r.agency_id and x.fold = n.fold offset 0) p
  where r.status = 'disseminated'
  on conflict (record_id, number) do update
    set person_id = excluded.person_id, open = excluded.open, classification = excluded.classification, names = excluded.names
    where (person_mention.person_id, person_mention.open, person_mention.classification, person_mention.names)
          is distinct from (excluded.person_id, excluded.open, excluded.classification, excluded.names);

  if before is not null then
    with gone as materialized (
      select s.id, m.acted_at, m.agency_a, m.agency_b
      from unnest(reports) as wanted (id)
      cross join lateral (select x.id, x.match_id, x.record_id, x.agency_id from deconfliction.match_side x
                          where x.record_id = wanted.id and x.held and x.kind = 'person' offset 0) s
      cross join lateral (select x.acted_at, x.agency_a, x.agency_b from deconfliction.match x where x.id = s.match_id offset 0) m
      cross join lateral (select x.person_a, x.person_b from deconfliction.person_match x where x.match_id = s.match_id offset 0) pm
      where not exists (select from deconfliction.person_mention n
                        where n.record_id = s.record_id
                          and n.person_id = case when s.agency_id = m.agency_a then pm.person_a else pm.person_b end)
    ), kept as (
      update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
    ), dropped as (
      delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
    )
    select coalesce(array_agg(distinct a.agency), '{}') into parted
    from gone cross join lateral (values (gone.agency_a), (gone.agency_b)) as a (agency);

    -- Whom nobody mentions any more is forgotten, with the pairs that nobody has acted on. An answered pair
    -- keeps both persons, so that it stays answered when one comes back.
    select coalesce(array_agg(b.id), '{}') into forsaken
    from unnest(before) as b (id)
    where not exists (select from deconfliction.person_mention m where m.person_id = b.id);
    if cardinality(forsaken) > 0 then
      perform deconfliction.forget_persons(forsaken);
    end if;
  end if;

  -- Who was not there a moment ago has no pair and no key yet.
  if all_new then
    return parted;
  end if;
  -- Pairs that are known take the new mentions at once; those without both births wait for the job,
  -- which knows who shares what.
  with fresh as materialized (
    select distinct m.record_id, m.agency_id, m.person_id
    from unnest(filed) as f (id)
    cross join lateral (select x.record_id, x.agency_id, x.person_id from deconfliction.person_mention x
                        where x.record_id = f.id offset 0) m
  ), added as (
    insert into deconfliction.match_side (match_id, record_id, agency_id, kind, state)
    select k.match_id, m.record_id, m.agency_id, 'person', deconfliction.state_of(k.match_id, m.agency_id)
    from fresh m
    cross join lateral (
      select x.match_id from deconfliction.person_match x where x.person_a = m.person_id and x.born_both
      union all
      select x.match_id from deconfliction.person_match x where x.person_b = m.person_id and x.born_both) k
    on conflict (match_id, record_id) do update set held = true where not match_side.held
    returning match_id
  )
  select coalesce(array_agg(distinct a.agency), '{}') into joined
  from (select distinct match_id from added) d
  cross join lateral (select x.agency_a, x.agency_b from deconfliction.match x where x.id = d.match_id offset 0) m
  cross join lateral (values (m.agency_a), (m.agency_b)) as a (agency);

  perform deconfliction.refresh_person_keys(touched);
  return parted || joined;
end
$$;

grant execute on function deconfliction.replace_persons(uuid[], uuid[], integer[], text[], text[], text[], uuid)
  to seamark_member;

-- Takes persons of an agency out of all matching: it names somebody written so as a victim, a witness or a child. Pairs
-- that nobody acted on go; what somebody acted on stays, without its side.
create function deconfliction.set_apart(agency integer, folds text[]) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  persons uuid[];
begin
  select array_agg(p.id order by p.fold) into persons
  from unnest(folds) as f (fold) join deconfliction.person p on p.agency_id = agency and p.fold = f.fold;
  if persons is null then
    return;
  end if;
  perform deconfliction.lock_persons(persons);
  update deconfliction.match_side s set held = false
  from deconfliction.person_match pm join deconfliction.match m on m.id = pm.match_id
  where (pm.person_a = any (persons) or pm.person_b = any (persons)) and m.acted_at is not null
    and s.match_id = pm.match_id and s.agency_id = agency and s.held;
  delete from deconfliction.person_mention m where m.person_id = any (persons);
  perform deconfliction.forget_persons(persons);
end
$$;

-- A report that withholds somebody is looked at again after its commit, by the job that compares.
create function deconfliction.set_apart_later(report uuid) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into deconfliction.to_set_apart (report_id) values (report);
  end;

-- Two filings of one moment: one names somebody as a suspect, the other as a victim, and neither saw the other. Whichever
-- committed last, one of these two looks finds it. The first is by the reports that withhold: the suspect is there.
create function deconfliction.set_apart_again(most integer) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  reports uuid[];
  one record;
begin
  with taken as (
    delete from deconfliction.to_set_apart where id in (
      select q.id from deconfliction.to_set_apart q order by q.id limit most for update skip locked)
    returning report_id)
  select array_agg(distinct report_id) into reports from taken;
  if reports is null then
    return 0;
  end if;
  for one in select w.agency_id, intelligence.withheld_among(w.agency_id, w.folds) as folds
             from intelligence.withheld_by(reports) w order by 1 loop
    perform deconfliction.set_apart(one.agency_id, one.folds);
  end loop;
  return cardinality(reports);
end
$$;

-- The second is by the persons that wait, before anybody is compared with them: the victim is there. Returns who went.
create function deconfliction.set_waiting_apart(persons uuid[]) returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
  gone uuid[] := '{}';
begin
  for one in
    select w.agency_id, intelligence.withheld_among(w.agency_id, w.folds) as folds
    from (select p.agency_id, array_agg(p.fold) as folds from deconfliction.person p where p.id = any (persons)
          group by p.agency_id) w
    order by 1 loop
    if cardinality(one.folds) > 0 then
      gone := gone || array(select p.id from deconfliction.person p
                            where p.id = any (persons) and p.agency_id = one.agency_id and p.fold = any (one.folds));
      perform deconfliction.set_apart(one.agency_id, one.folds);
    end if;
  end loop;
  -- Who is kept for an answer waits no more.
  update deconfliction.person p set compared_at = now() where p.id = any (gone) and p.compared_at is null;
  return gone;
end
$$;

reset role;
