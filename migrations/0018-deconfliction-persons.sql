-- Persons of two agencies who may be one: a person as written, its mentions, what it is looked up by, and
-- the pairs that were offered. A probability stands with a pair of records, never with a person. Victims,
-- witnesses and who may be a child are left out by the program before anything comes here.
set role seamark_owner;

-- One agency's records that write a person alike: same names up to case, accents, order and a script's
-- noise, and same birth.
create table deconfliction.person (
  -- random: it stands in a match's key, which both sides read, and an id with a time would tell when
  id        uuid primary key default gen_random_uuid(),
  agency_id integer not null,
  -- a digest of the folded names and the birth
  fold      text not null,
  -- in every way in which its reports have written them
  names     text[] not null,
  -- 1987, 1987-03, 1987-03-14, 1987~ (two years either way) or 1985/1990; never of somebody who may be under 18,
  -- whatever the program thinks: the youngest reading counts
  born      text constraint nobody_under_18 check (
    born ~ '^(19|20)\d\d(-\d\d(-\d\d)?|~|/(19|20)\d\d)?$'
    and case length(born) when 10 then born when 7 then born || '-31' when 9 then right(born, 4) || '-12-31'
        when 5 then (left(born, 4)::integer + 2) || '-12-31' else born || '-12-31' end collate "C"
      <= to_char((now() at time zone 'UTC') - interval '18 years', 'YYYY-MM-DD')),
  -- null: waits to be weighed against other agencies' persons
  weighed_at timestamptz,
  -- the import by which it last came to wait; null: filed by hand, which is weighed before every import
  came_with uuid,
  -- counted up whenever something about its reports changes, so that a change during a weighing is weighed too
  revision  integer not null default 1,
  -- what it is looked up by (person_key): written by the first weighing, not by the filing
  keys      bigint[],
  unique (agency_id, fold)
);
create index person_waiting on deconfliction.person (came_with nulls first, id) where weighed_at is null;
create index person_by_import on deconfliction.person (came_with) where came_with is not null;

create table deconfliction.person_mention (
  report_id uuid not null,
  -- the subject's number in the report, counted from 1
  number    integer not null,
  person_id uuid not null,
  agency_id integer not null,
  -- as in deconfliction.identifier
  open      boolean not null,
  classification text not null,
  primary key (report_id, number)
);
create index person_mention_by_person on deconfliction.person_mention (person_id);

-- Hashed symbols of the names with parts of the birth (persons/person-keys.ts). `open`: at least one mention
-- is; `classification`: the lowest of the open mentions, or of all where none is open. `birth`: YYYYMMDD, a digit
-- in four bits, 0 where it is not known; it stands in the index, so that of hundreds who share a key only those
-- are fetched whose birth may agree.
create table deconfliction.person_key (
  key       bigint not null,
  agency_id integer not null,
  person_id uuid not null,
  open      boolean not null,
  classification text not null,
  birth     integer not null,
  primary key (key, agency_id, person_id) include (birth)
);
-- An index answers alone for pages that a vacuum has seen since they were written; that one costs little and is
-- not left until a fifth of the table is new.
alter table deconfliction.person_key set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- A pair that was offered: a row of deconfliction.match of kind person, whose key is `<person_a>:<person_b>`.
create table deconfliction.person_match (
  match_id    uuid primary key references deconfliction.match,
  -- of agency_a, of agency_b
  person_a    uuid not null,
  person_b    uuid not null,
  outcome     text not null check (outcome in ('match', 'possible')),
  -- of the pair of records
  probability real not null,
  -- for both sides to read: never the words of either
  reasons     jsonb not null,
  -- both births are known. Otherwise the pair is offered only because two reports also share an identifier,
  -- and only those reports are its sides.
  born_both   boolean not null,
  -- hashes of the identifiers that open reports of both shared when it was rejected: what is new is told by them
  shared      bigint[] not null default '{}',
  -- how often a rejected pair was opened again, because something new was known
  reopened    integer not null default 0,
  at          timestamptz not null default now(),
  unique (person_a, person_b)
);
create index person_match_by_b on deconfliction.person_match (person_b);

do $$
declare
  one text;
begin
  foreach one in array array['person', 'person_mention', 'person_key', 'person_match']
  loop
    execute format('alter table deconfliction.%I enable row level security', one);
    execute format('alter table deconfliction.%I force row level security', one);
    execute format('create policy service_all on deconfliction.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on deconfliction.%I to seamark_service', one);
  end loop;
end
$$;

create policy own_reads on deconfliction.person_mention for select to seamark_member using (
  agency_id = identity.viewer_agency() and exists (select from intelligence.report r where r.id = report_id));
create policy own_reads on deconfliction.person for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from deconfliction.person_mention m where m.person_id = person.id));
create policy both_sides_read on deconfliction.person_match for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = match_id));

-- Nobody but the program reads keys; and which identifiers are shared may be a silent record's affair.
grant select on deconfliction.person_mention to seamark_member;
grant select (id, agency_id, names, born) on deconfliction.person to seamark_member;
grant select (match_id, person_a, person_b, outcome, probability, reasons, born_both, reopened, at)
  on deconfliction.person_match to seamark_member;

reset role;
set role seamark_service;

-- The sides of a pair: with both births every mention of either person; without, only the reports that share
-- an identifier which is not common, so that a report which says nothing of it never shows that another does.
create function deconfliction.sides_of_pair(one uuid, other uuid, born_both boolean)
  returns table (report_id uuid, agency_id integer)
  language sql stable set search_path = '' set enable_seqscan = off set enable_mergejoin = off set jit = off
  begin atomic
    select distinct m.report_id, m.agency_id
    from deconfliction.person_mention m
    where m.person_id in (one, other)
      and (born_both or exists (
        select from deconfliction.person_mention n
        join deconfliction.identifier j on j.report_id = n.report_id
        join deconfliction.identifier i on i.report_id = m.report_id and i.kind = j.kind and i.key = j.key
        where n.person_id = case when m.person_id = one then other else one end
          and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key)));
  end;

-- Locks persons until the transaction ends, in the order of all who do so.
create function deconfliction.lock_persons(persons uuid[]) returns void
  language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform from deconfliction.person p where p.id = any (persons) order by p.agency_id, p.fold for no key update;
end
$$;

-- Persons whom no report mentions: their keys go, their pairs that nobody acted on, and they themselves
-- unless an answered pair needs them. The match of such a pair stays as a row without sides, which nobody
-- sees: what else may point to it is not this function's affair.
create function deconfliction.forget_persons(persons uuid[]) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from deconfliction.person_key k using deconfliction.person p
  where p.id = any (persons) and k.person_id = p.id and k.agency_id = p.agency_id and k.key = any (p.keys);
  update deconfliction.person p set keys = null where p.id = any (persons) and p.keys is not null;
  with ended as (
    delete from deconfliction.person_match pm using deconfliction.match m
    where m.id = pm.match_id and m.acted_at is null and (pm.person_a = any (persons) or pm.person_b = any (persons))
    returning pm.match_id
  )
  delete from deconfliction.match_side s using ended where s.match_id = ended.match_id;
  delete from deconfliction.person p
  where p.id = any (persons)
    and not exists (select from deconfliction.person_match pm where pm.person_a = p.id)
    and not exists (select from deconfliction.person_match pm where pm.person_b = p.id);
end
$$;

-- A key says of a person whether any mention of it is open, and how high the lowest stands.
create function deconfliction.keep_keys_true(persons uuid[]) returns void
  language sql security definer set search_path = ''
  begin atomic
    with stands as materialized (
      select p.id, p.agency_id, p.keys, coalesce(m.open, false) as open, m.classification
      from unnest(persons) as t (id)
      cross join lateral (select x.id, x.agency_id, x.keys from deconfliction.person x
                          where x.id = t.id and x.keys is not null offset 0) p
      cross join lateral (
        select bool_or(x.open) as open,
               coalesce(min(x.classification) filter (where x.open), min(x.classification)) as classification
        from deconfliction.person_mention x where x.person_id = p.id) m
      where m.classification is not null
    )
    update deconfliction.person_key k set open = s.open, classification = s.classification
    from stands s cross join lateral unnest(s.keys) as has (key)
    where k.key = has.key and k.agency_id = s.agency_id and k.person_id = s.id
      and (k.open, k.classification) is distinct from (s.open, s.classification);
  end;

-- Replaces the persons of some reports of one agency, beside hold_identifiers and after it, in the same
-- transaction. It stores and brings known pairs up to date; new pairs are looked for by the weighing.
--
--   reports      the reports whose persons are replaced (a draft or withdrawn report has none afterwards)
--   of_reports, numbers, folds, names, births   the new mentions, one array element each; several names of
--                one person are joined by U+001F, an empty birth is an unknown one
--   of_import    the import that files them; null where somebody files by hand
--
-- Race: two reports name one person at the same moment, or a weighing opens a match while a mention comes.
-- Rows of persons are locked in one order (lock_persons), here and there, before their mentions are read.
--
-- Returns the agencies whose matches changed, for the live pages; null where there are no persons at all.
create function deconfliction.hold_persons(
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
  parted integer[] := '{}';
  joined integer[] := '{}';
begin
  if viewer_agency is not null and exists (
    select from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
    where r.agency_id <> viewer_agency) then
    raise exception 'Persons are held by the agency that owns the report' using errcode = 'SM003';
  end if;
  if not of_reports <@ reports then
    raise exception 'A person belongs to a report that is not being replaced' using errcode = 'SM003';
  end if;

  select array_agg(distinct m.person_id) into before
  from unnest(reports) as wanted (id)
  cross join lateral (select x.person_id from deconfliction.person_mention x where x.report_id = wanted.id offset 0) m;
  if before is null and cardinality(of_reports) = 0 then
    return null;
  end if;
  select coalesce(array_agg(r.id), '{}') into filed
  from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
  where r.status in ('submitted', 'disseminated');

  -- Those who are there are locked with whom they are paired with, in the order of all; who is new comes after
  -- them, in the same order. So neither two reports of one agency nor the recalls of two agencies stop one another.
  with mine as materialized (
    select b.id from unnest(before) as b (id)
    union
    select p.id
    from unnest(of_reports, folds) as n (report_id, fold)
    join intelligence.report r on r.id = n.report_id
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
    from unnest(of_reports, folds, names, births) as n (report_id, fold, names, born)
    join intelligence.report r on r.id = n.report_id
    where n.report_id = any (filed)
    union all
    select p.agency_id, p.fold, array_to_string(p.names, U&'\001F'), p.born
    from unnest(before) as b (id)
    cross join lateral (select x.agency_id, x.fold, x.names, x.born from deconfliction.person x where x.id = b.id offset 0) p
  ), held as (
    insert into deconfliction.person as p (agency_id, fold, names, born, came_with)
    select w.agency_id, w.fold, string_to_array(string_agg(distinct w.names, U&'\001F'), U&'\001F'), min(w.born), of_import
    from wanted w group by w.agency_id, w.fold order by w.agency_id, w.fold
    on conflict (agency_id, fold) do update
      set revision = p.revision + 1, weighed_at = null,
          -- who waits keeps the place, unless a filing by hand brings them forward
          came_with = case when p.weighed_at is null and of_import is not null then p.came_with else of_import end,
          names = case when excluded.names <@ p.names then p.names
                  else p.names || array(select distinct n from unnest(excluded.names) as n where n <> all (p.names)) end
    returning id
  )
  select array_agg(id) into touched from held;

  if before is not null then
    delete from deconfliction.person_mention m
    where m.report_id = any (reports)
      and (not (m.report_id = any (filed))
           or (m.report_id, m.number) not in (select * from unnest(of_reports, numbers)));
  end if;
  insert into deconfliction.person_mention (report_id, number, person_id, agency_id, open, classification)
  select n.report_id, n.number, p.id, r.agency_id, r.discoverable and r.compartment_id is null, r.classification
  from unnest(of_reports, numbers, folds) as n (report_id, number, fold)
  join intelligence.report r on r.id = n.report_id
  cross join lateral (select x.id from deconfliction.person x where x.agency_id = r.agency_id and x.fold = n.fold offset 0) p
  where r.status in ('submitted', 'disseminated')
  on conflict (report_id, number) do update
    set person_id = excluded.person_id, open = excluded.open, classification = excluded.classification
    where (person_mention.person_id, person_mention.open, person_mention.classification)
          is distinct from (excluded.person_id, excluded.open, excluded.classification);

  if before is not null then
    with gone as materialized (
      select s.id, m.acted_at, m.agency_a, m.agency_b
      from unnest(reports) as wanted (id)
      cross join lateral (select x.id, x.match_id, x.report_id, x.agency_id from deconfliction.match_side x
                          where x.report_id = wanted.id and x.held and x.kind = 'person' offset 0) s
      cross join lateral (select x.acted_at, x.agency_a, x.agency_b from deconfliction.match x where x.id = s.match_id offset 0) m
      cross join lateral (select x.person_a, x.person_b from deconfliction.person_match x where x.match_id = s.match_id offset 0) pm
      where not exists (select from deconfliction.person_mention n
                        where n.report_id = s.report_id
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

  -- Pairs that are known take the new mentions at once; those without both births wait for the weighing,
  -- which knows who shares what.
  with fresh as materialized (
    select distinct m.report_id, m.agency_id, m.person_id
    from unnest(filed) as f (id)
    cross join lateral (select x.report_id, x.agency_id, x.person_id from deconfliction.person_mention x
                        where x.report_id = f.id offset 0) m
  ), added as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select k.match_id, m.report_id, m.agency_id, 'person', deconfliction.state_of(k.match_id, m.agency_id)
    from fresh m
    cross join lateral (
      select x.match_id from deconfliction.person_match x where x.person_a = m.person_id and x.born_both
      union all
      select x.match_id from deconfliction.person_match x where x.person_b = m.person_id and x.born_both) k
    on conflict (match_id, report_id) do update set held = true where not match_side.held
    returning match_id
  )
  select coalesce(array_agg(distinct a.agency), '{}') into joined
  from (select distinct match_id from added) d
  cross join lateral (select x.agency_a, x.agency_b from deconfliction.match x where x.id = d.match_id offset 0) m
  cross join lateral (values (m.agency_a), (m.agency_b)) as a (agency);

  perform deconfliction.keep_keys_true(touched);
  return parted || joined;
end
$$;

grant execute on function deconfliction.hold_persons(uuid[], uuid[], integer[], text[], text[], text[], uuid) to seamark_member;

reset role;
