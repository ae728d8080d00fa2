-- The weighing of persons: what the job `deconfliction.weigh-persons` reads and writes. Names are compared by
-- the program; here are candidates, what two persons' reports share, and the opening of pairs.
set role seamark_service;

-- A birth as person_key holds it: each digit in four bits; about a year, or between two, is 0.
create function deconfliction.birth_digits(born text) returns integer language sql immutable parallel safe
  return case when length(born) in (5, 9) then 0 else ('x' || rpad(replace(born, '-', ''), 8, '0'))::bit(32)::integer end;

-- May these births be of one person, as far as a look at the digits tells? Hardly more than what the model takes:
-- the same year where one is only a year (or 1 January, which stands for it), the same month where a day is not
-- known, day and month swapped, one of eight digits different, or two that changed places. Where two places differ
-- by the same bits, as those of digits that changed places do, the difference is a multiple of 17.
create function deconfliction.births_may_agree(a integer, b integer) returns boolean language sql immutable parallel safe
  return a = b
    -- about a year, or between two: weighed by whoever reads them
    or a = 0 or b = 0
    or (a >> 16 = b >> 16
        and (a & 65535 in (0, 257) or b & 65535 in (0, 257)
             or ((a & 255 = 0 or b & 255 = 0) and a >> 8 = b >> 8)
             or (a & 255 = (b >> 8) & 255 and (a >> 8) & 255 = b & 255)))
    or (a & 255 <> 0 and b & 255 <> 0
        -- of each digit one bit: does it differ anywhere?
        and bit_count((((a # b) | ((a # b) >> 1) | ((a # b) >> 2) | ((a # b) >> 3)) & 286331153)::bit(32))
            <= case when (a # b) % 17 = 0 then 2 else 1 end);

-- The planner cannot know how few rows a batch holds beside what the tables will: loops over an index are right
-- at every size, and compiling a plan would cost more than running it. Hence the settings of these functions.

-- Some persons that wait, of one half of all (`lane` 0 or 1): those that somebody filed by hand, then one import
-- after another.
create function deconfliction.waiting_persons(most integer, lane integer)
  returns table (id uuid, agency_id integer, names text[], born text, revision integer, keyed boolean)
  language plpgsql security definer set search_path = '' as $$
begin
  return query select p.id, p.agency_id, p.names, p.born, p.revision, p.keys is not null
               from deconfliction.person p
               where p.weighed_at is null and get_byte(uuid_send(p.id), 15) & 1 = lane
               order by p.came_with nulls first, p.id limit most;
end
$$;

-- Writes the keys of persons that have none; `keys` holds for each an array of bigint as text. Their rows are
-- locked first, in the order of all others, so that a report which changes meanwhile is either seen here or
-- brings the keys up to date itself.
create function deconfliction.key_persons(persons uuid[], keys text[]) returns void
  language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  keyed uuid[];
begin
  perform deconfliction.lock_persons(persons);
  with written as (
    update deconfliction.person p set keys = key_persons.keys[array_position(persons, p.id)]::bigint[]
    where p.id = any (persons) and p.keys is null
      and exists (select from deconfliction.person_mention m where m.person_id = p.id)
    returning p.id
  )
  select array_agg(w.id) into keyed from written w;
  insert into deconfliction.person_key (key, agency_id, person_id, open, classification, birth)
  select k.key, p.agency_id, p.id, m.open, m.classification, deconfliction.birth_digits(p.born)
  from unnest(keyed) as t (id)
  cross join lateral (select x.id, x.agency_id, x.born, x.keys from deconfliction.person x where x.id = t.id offset 0) p
  cross join lateral (
    select bool_or(x.open) as open,
           coalesce(min(x.classification) filter (where x.open), min(x.classification)) as classification
    from deconfliction.person_mention x where x.person_id = p.id) m
  cross join lateral unnest(p.keys) as k (key)
  order by k.key
  on conflict (key, agency_id, person_id) do nothing;
end
$$;

-- Whoever weighs persons of a half takes turns with others that do, until the transaction ends: two never compare
-- the same persons. Returns those of these persons that still wait as they were read.
create function deconfliction.begin_weighing(persons uuid[], revisions integer[], lane integer) returns uuid[]
  language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform pg_advisory_xact_lock(7311, 3 + lane);
  return (select coalesce(array_agg(p.id), '{}')
          from unnest(persons, revisions) as t (id, revision)
          join deconfliction.person p on p.id = t.id and p.revision = t.revision and p.weighed_at is null);
end
$$;

-- Persons of other agencies that share a key with some of ours, and whose birth may agree, and who are no
-- pair yet: for each of ours at most `most_all`, those of the same birth and those that share most keys first.
-- A key that more than `most_each` of them share is passed over: it says too little. All this is told from the
-- index of the keys; the rows of persons are fetched for those that are left.
create function deconfliction.person_candidates(persons uuid[], most_each integer, most_all integer)
  returns table (one uuid, other uuid, names text[], born text, passed_over integer)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set plan_cache_mode = force_generic_plan set jit = off
  begin atomic
    with asked as materialized (
      select p.id, p.agency_id, deconfliction.birth_digits(p.born) as birth, p.keys,
             array(select m.person_b from deconfliction.person_match m where m.person_a = p.id
                   union all
                   select m.person_a from deconfliction.person_match m where m.person_b = p.id) as paired
      from unnest(persons) as t (id)
      cross join lateral (select x.id, x.agency_id, x.born, x.keys from deconfliction.person x
                          where x.id = t.id and x.keys <> '{}' offset 0) p
    ), found as materialized (
      select p.id, p.birth, p.paired, f.sharing, f.others, f.births
      from asked p
      cross join lateral unnest(p.keys) as has (key)
      cross join lateral (
        select count(*) as sharing, array_agg(b.person_id) filter (where b.agrees) as others,
               array_agg(b.birth) filter (where b.agrees) as births
        from (select k.person_id, k.birth, deconfliction.births_may_agree(p.birth, k.birth) as agrees
              from deconfliction.person_key k
              where k.key = has.key and k.agency_id <> p.agency_id limit most_each + 1) b) f
      where f.others is not null or f.sharing > most_each
    ), agreeing as materialized (
      select f.id, o.id as other,
             row_number() over (partition by f.id order by (f.birth = o.birth) desc, count(*) desc, o.id) as place
      from found f cross join lateral unnest(f.others, f.births) as o (id, birth)
      where f.sharing <= most_each and o.id <> all (f.paired)
      group by f.id, f.birth, o.id, o.birth
    )
    select a.id, o.id, o.names, o.born, 0
    from agreeing a
    cross join lateral (select x.id, x.names, x.born from deconfliction.person x where x.id = a.other offset 0) o
    where a.place <= most_all
    union all
    select f.id, null, null, null, count(*)::integer from found f where f.sharing > most_each group by f.id;
  end;

-- Persons of other agencies in reports that share an identifier with a report of some of ours, where one of
-- the two has no birth; of common identifiers nothing follows.
create function deconfliction.persons_sharing(persons uuid[])
  returns table (one uuid, other uuid, names text[], born text)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set plan_cache_mode = force_generic_plan set jit = off
  begin atomic
    with pairs as materialized (
      select distinct p.id, p.born, n.person_id as other
      from unnest(persons) as t (id)
      cross join lateral (select x.id, x.agency_id, x.born from deconfliction.person x where x.id = t.id offset 0) p
      cross join lateral (select x.report_id from deconfliction.person_mention x where x.person_id = p.id limit 1000) m
      cross join lateral (select x.kind, x.key from deconfliction.identifier x
                          where x.report_id = m.report_id
                            and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key)
                          offset 0) i
      cross join lateral (select x.report_id from deconfliction.identifier x
                          where x.kind = i.kind and x.key = i.key and x.agency_id <> p.agency_id limit 200) j
      cross join lateral (select x.person_id from deconfliction.person_mention x where x.report_id = j.report_id offset 0) n
    )
    select p.id, o.id, o.names, o.born
    from pairs p
    cross join lateral (select x.id, x.names, x.born from deconfliction.person x where x.id = p.other offset 0) o
    where (p.born is null or o.born is null);
  end;

-- What open reports of two persons share, as hashes; `told`: one of them stands in reports of both that
-- everybody is cleared for.
create function deconfliction.shared_by_pair(one uuid, other uuid, out hashes bigint[], out told boolean)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set jit = off
  begin atomic
    select coalesce(array_agg(distinct hashtextextended(i.kind || ':' || i.key, 0)), '{}'),
           coalesce(bool_or(i.classification = 'OFFICIAL' and j.classification = 'OFFICIAL'), false)
    from (select x.report_id from deconfliction.person_mention x where x.person_id = one limit 1000) m
    cross join lateral (
      select x.kind, x.key, x.classification, x.agency_id from deconfliction.identifier x
      where x.report_id = m.report_id and x.open
        and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key) offset 0) i
    cross join lateral (
      select x.report_id, x.classification from deconfliction.identifier x
      where x.kind = i.kind and x.key = i.key and x.open and x.agency_id <> i.agency_id limit 200) j
    where exists (select from deconfliction.person_mention n where n.report_id = j.report_id and n.person_id = other);
  end;

-- Opens the pairs that a weighing found, brings the known pairs of the weighed persons up to date, and notes
-- that these were weighed.
--
--   weighed, revisions   the persons, and what their rows said when they were read: who has changed meanwhile
--                        stays waiting
--   ones ... born_both   pairs of persons of two agencies, one array element each; reasons as JSON
--   told_again, vague_again   what is said where a rejected pair is opened again
--
-- The program opens pairs, whoever filed: its events stand in no agency's list, so that no records manager
-- reads there of a partner's silent record.
--
-- Returns the agencies whose matches changed, and how many pairs were opened.
create function deconfliction.open_person_matches(
  weighed uuid[], revisions integer[], ones uuid[], others uuid[], outcomes text[], probabilities real[],
  reasons text[], born_both boolean[], told_again text, vague_again text, operation text,
  out affected integer[], out opened integer
) language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  person_as uuid[]; person_bs uuid[]; agency_as integer[]; agency_bs integer[]; places bigint[];
  fresh uuid[];
  changed integer[];
begin
  affected := '{}';
  opened := 0;
  perform deconfliction.lock_persons(weighed || ones || others);

  if cardinality(ones) > 0 then
    -- Step by step and by arrays: one statement would join a few hundred rows with themselves.
    select array_agg(p.a_id), array_agg(p.b_id), array_agg(p.a_agency), array_agg(p.b_agency), array_agg(p.place)
    into person_as, person_bs, agency_as, agency_bs, places
    from (
      select distinct on (a_id, b_id) *
      from (
        select case when x.agency_id < y.agency_id then x.id else y.id end as a_id,
               case when x.agency_id < y.agency_id then y.id else x.id end as b_id,
               least(x.agency_id, y.agency_id) as a_agency, greatest(x.agency_id, y.agency_id) as b_agency, n.place
        from unnest(ones, others) with ordinality as n (one, other, place)
        cross join lateral (select p.id, p.agency_id from deconfliction.person p where p.id = n.one offset 0) x
        cross join lateral (select p.id, p.agency_id from deconfliction.person p where p.id = n.other offset 0) y
        where x.agency_id <> y.agency_id
          and exists (select from deconfliction.person_mention m where m.person_id = x.id)
          and exists (select from deconfliction.person_mention m where m.person_id = y.id)) q
      where not exists (select from deconfliction.person_match m where m.person_a = q.a_id and m.person_b = q.b_id)) p;

    insert into deconfliction.match (kind, key, agency_a, agency_b)
    select 'person', n.a || ':' || n.b, n.agency_a, n.agency_b
    from unnest(person_as, person_bs, agency_as, agency_bs) as n (a, b, agency_a, agency_b)
    on conflict (kind, key, agency_a, agency_b) do nothing;

    with noted as (
      insert into deconfliction.person_match (match_id, person_a, person_b, outcome, probability, reasons, born_both)
      select m.id, n.a, n.b, outcomes[n.place], probabilities[n.place],
             open_person_matches.reasons[n.place]::jsonb, open_person_matches.born_both[n.place]
      from unnest(person_as, person_bs, agency_as, agency_bs, places) as n (a, b, agency_a, agency_b, place)
      cross join lateral (
        select x.id from deconfliction.match x
        where x.kind = 'person' and x.key = n.a || ':' || n.b and x.agency_a = n.agency_a and x.agency_b = n.agency_b
        offset 0) m
      on conflict do nothing
      returning match_id
    )
    select coalesce(array_agg(n.match_id), '{}') into fresh from noted n;
    insert into ledger.event (kind, operation, service, subject_kind, subject_id, recipients, detail)
    select 'combination', open_person_matches.operation, 'matching', 'match', m.id, array[m.agency_a, m.agency_b],
           jsonb_build_object('kind', 'person')
    from unnest(fresh) as f (id)
    cross join lateral (select x.id, x.agency_a, x.agency_b from deconfliction.match x where x.id = f.id offset 0) m;
    opened := cardinality(fresh);
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select pm.match_id, s.report_id, s.agency_id, 'person', 'open'
    from unnest(fresh) as f (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b, x.born_both from deconfliction.person_match x
                        where x.match_id = f.id offset 0) pm
    cross join lateral (
      select m.report_id, m.agency_id from deconfliction.person_mention m where pm.born_both and m.person_id = pm.person_a
      union
      select m.report_id, m.agency_id from deconfliction.person_mention m where pm.born_both and m.person_id = pm.person_b
    ) s
    on conflict (match_id, report_id) do update set held = true where not match_side.held;
    select coalesce(array_agg(distinct a.agency), '{}') into affected
    from unnest(fresh) as f (id)
    cross join lateral (select x.agency_a, x.agency_b from deconfliction.match x where x.id = f.id offset 0) m
    cross join lateral (values (m.agency_a), (m.agency_b)) as a (agency);
  end if;

  -- Those without both births get their sides here, with all others of their kind.
  changed := deconfliction.settle_person_matches(weighed, told_again, vague_again, operation);
  affected := affected || changed;

  update deconfliction.person p set weighed_at = now()
  where p.id = any (weighed) and p.weighed_at is null and p.revision = revisions[array_position(weighed, p.id)];
end
$$;

-- Known pairs of these persons: the sides of those that rest on shared identifiers, and rejected ones whose
-- reports have come to share an identifier since.
create function deconfliction.settle_person_matches(persons uuid[], told_again text, vague_again text, operation text)
  returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  known uuid[];
  changed integer[] := '{}';
  again integer[] := '{}';
begin
  select array_agg(distinct k.match_id) into known
  from unnest(persons) as t (id)
  cross join lateral (
    select x.match_id from deconfliction.person_match x where x.person_a = t.id
    union all
    select x.match_id from deconfliction.person_match x where x.person_b = t.id) k;
  if known is null then
    return '{}';
  end if;

  with resting as materialized (
    select pm.match_id, m.acted_at, m.agency_a, m.agency_b, s.report_id, s.agency_id
    from unnest(known) as k (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b from deconfliction.person_match x
                        where x.match_id = k.id and not x.born_both offset 0) pm
    cross join lateral (select x.acted_at, x.agency_a, x.agency_b from deconfliction.match x where x.id = k.id offset 0) m
    left join lateral deconfliction.sides_of_pair(pm.person_a, pm.person_b, false) s on true
  ), gone as materialized (
    select s.id, s.match_id, r.acted_at, r.agency_a, r.agency_b
    from (select distinct match_id, acted_at, agency_a, agency_b from resting) r
    cross join lateral (select x.id, x.match_id, x.report_id from deconfliction.match_side x
                        where x.match_id = r.match_id and x.held offset 0) s
    where not exists (select from resting x where x.match_id = s.match_id and x.report_id = s.report_id)
  ), kept as (
    update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
  ), dropped as (
    delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
  ), added as (
    insert into deconfliction.match_side (match_id, report_id, agency_id, kind, state)
    select r.match_id, r.report_id, r.agency_id, 'person', deconfliction.state_of(r.match_id, r.agency_id)
    from resting r where r.report_id is not null
    on conflict (match_id, report_id) do update set held = true where not match_side.held
    returning match_id
  ), ended as (
    -- Nothing is shared any more and nobody has answered: the pair may be found again.
    delete from deconfliction.person_match pm using resting r
    where pm.match_id = any (known) and pm.match_id = r.match_id and r.report_id is null and r.acted_at is null
  )
  select coalesce(array_agg(distinct a.agency), '{}') into changed
  from (select agency_a, agency_b from gone
        union
        select r.agency_a, r.agency_b from added d join resting r on r.match_id = d.match_id) t
  cross join lateral (values (t.agency_a), (t.agency_b)) as a (agency);

  with stands as materialized (
    select pm.match_id, n.hashes, n.told
    from unnest(known) as k (id)
    cross join lateral (select x.match_id, x.person_a, x.person_b, x.shared from deconfliction.person_match x
                        where x.match_id = k.id
                          and exists (select from deconfliction.match_word w where w.match_id = x.match_id and w.word = 'rejected')
                        offset 0) pm
    cross join lateral deconfliction.shared_by_pair(pm.person_a, pm.person_b) n
    where not n.hashes <@ pm.shared
  ), noted as (
    update deconfliction.person_match pm
    set shared = array(select distinct h from unnest(pm.shared || s.hashes) as h),
        reopened = pm.reopened + 1,
        reasons = jsonb_build_array(case when s.told then told_again else vague_again end) || (pm.reasons - told_again - vague_again)
    from stands s where pm.match_id = any (known) and pm.match_id = s.match_id
  ), taken as (
    update deconfliction.match_word w
    set word = null, reason = null, person_id = null, closed_at = null, closed_by = null, at = now(), version = w.version + 1
    from stands s where w.match_id = any (known) and w.match_id = s.match_id and w.word = 'rejected'
    returning w.match_id
  ), told as (
    insert into ledger.event (kind, operation, service, subject_kind, subject_id, recipients, detail)
    select 'alteration', settle_person_matches.operation, 'matching', 'match', m.id, array[m.agency_a, m.agency_b],
           jsonb_build_object('kind', 'person', 'reopened', true)
    from (select distinct match_id from taken) t join deconfliction.match m on m.id = t.match_id
    returning recipients
  )
  select coalesce(array_agg(distinct a.agency), '{}') into again from told cross join lateral unnest(told.recipients) as a (agency);

  return changed || again;
end
$$;

-- What the reports of a pair share when somebody rejects it is no reason to ask again.
create function deconfliction.note_what_is_shared() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.person_match pm
  set shared = array(select distinct h from unnest(pm.shared || (deconfliction.shared_by_pair(pm.person_a, pm.person_b)).hashes) as h)
  where pm.match_id = new.match_id;
  return null;
end
$$;
grant execute on function deconfliction.note_what_is_shared() to seamark_owner;
reset role;
set role seamark_owner;
create trigger what_is_shared_is_noted after insert or update of word on deconfliction.match_word
  for each row when (new.word = 'rejected') execute function deconfliction.note_what_is_shared();
reset role;
set role seamark_service;

-- Has the viewer's agency rejected a pair of this pair's one person with somebody like the other? Only our own
-- word is told. For the page of a match.
create function deconfliction.rejected_alike(match uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.person_match pm
      join deconfliction.match m on m.id = pm.match_id
      join deconfliction.person_match alike
        on alike.match_id <> pm.match_id and (alike.person_a = pm.person_a or alike.person_b = pm.person_b)
      join deconfliction.match n on n.id = alike.match_id and n.agency_a = m.agency_a and n.agency_b = m.agency_b
      join deconfliction.match_word w on w.match_id = n.id and w.agency_id = identity.viewer_agency() and w.word = 'rejected'
      where pm.match_id = rejected_alike.match and identity.viewer_agency() in (m.agency_a, m.agency_b)
        and deconfliction.own_side_visible(n.id, identity.viewer_agency())
        and deconfliction.partner_discloses(n.id, identity.viewer_agency()));
  end;
grant execute on function deconfliction.rejected_alike(uuid) to seamark_member;

-- How many persons wait to be weighed.
create function deconfliction.persons_waiting() returns bigint
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*) from deconfliction.person p where p.weighed_at is null;
  end;

-- How many persons came with an import of the viewer's agency, and how many of them wait to be weighed. Whoever is
-- cleared for OFFICIAL counts those whom an OFFICIAL report mentions. For the import's page.
create function deconfliction.persons_of_import(of_import uuid, out persons bigint, out waiting bigint)
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*), count(*) filter (where p.weighed_at is null)
    from deconfliction.person p
    where p.came_with = of_import and p.agency_id = identity.viewer_agency()
      and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator')
      and (access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
           or exists (select from deconfliction.person_mention m
                      where m.person_id = p.id and access.viewer_is_cleared_for(m.classification)));
  end;
grant execute on function deconfliction.persons_of_import(uuid) to seamark_member;

reset role;
