-- Who may be one with whom: what the comparison reads. The planner cannot know how few rows a batch holds beside what
-- the tables will: loops over an index are right at every size, and compiling a plan would cost more than running it.
-- Hence the settings of these functions.

set role seamark_service;

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
      cross join lateral (select x.record_id from deconfliction.person_mention x where x.person_id = p.id limit 1000) m
      cross join lateral (select x.kind, x.key, x.classification,
                                 exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                                           and c.clearance = 'OFFICIAL-SENSITIVE') as rests
                          from deconfliction.identifier x
                          where x.record_id = m.record_id
                            and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                                              and c.clearance = x.classification)
                          offset 0) i
      cross join lateral (select x.record_id from deconfliction.identifier x
                          where x.kind = i.kind and x.key = i.key and x.agency_id <> p.agency_id
                            and (not i.rests or x.classification = 'OFFICIAL') limit 200) j
      cross join lateral (select x.person_id from deconfliction.person_mention x where x.record_id = j.record_id offset 0) n
    )
    select p.id, o.id, o.names, o.born
    from pairs p
    cross join lateral (select x.id, x.names, x.born from deconfliction.person x where x.id = p.other offset 0) o
    where (p.born is null or o.born is null);
  end;

-- What open reports of two persons share, as hashes; `told`: one of them stands in reports of both that
-- everybody is cleared for. What a pair shares counts where everybody who sees the pair is cleared for the records
-- that share it. Else a rejected pair that is open again would tell its OFFICIAL readers of records they may not
-- know of.
create function deconfliction.shared_by_pair(one uuid, other uuid, out hashes bigint[], out told boolean)
  language sql stable security definer set search_path = '' set enable_seqscan = off set enable_mergejoin = off
  set enable_hashjoin = off set jit = off
  begin atomic
    with readers as materialized (
      select max(lowest.of_side) as cleared_for
      from (
        select min(r.classification) as of_side
        from deconfliction.person_match pm
        join deconfliction.match_side s on s.match_id = pm.match_id
        join deconfliction.side_record r on r.id = s.record_id
        where pm.person_a = one and pm.person_b = other
        group by s.agency_id) lowest
    )
    select coalesce(array_agg(distinct hashtextextended(i.kind || ':' || i.key, 0)), '{}'),
           coalesce(bool_or(i.classification = 'OFFICIAL' and j.classification = 'OFFICIAL'), false)
    from (select x.record_id from deconfliction.person_mention x where x.person_id = one limit 1000) m
    cross join lateral (
      select x.kind, x.key, x.classification, x.agency_id,
             exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                       and c.clearance = 'OFFICIAL-SENSITIVE') as rests
      from deconfliction.identifier x
      where x.record_id = m.record_id and x.open
        and not exists (select from deconfliction.common_value c where c.kind = x.kind and c.key = x.key
                          and c.clearance = x.classification) offset 0) i
    cross join lateral (
      select x.record_id, x.classification from deconfliction.identifier x
      where x.kind = i.kind and x.key = i.key and x.open and x.agency_id <> i.agency_id
        and (not i.rests or x.classification = 'OFFICIAL') limit 200) j
    where greatest(i.classification, j.classification) <= (select r.cleared_for from readers r)
      and exists (select from deconfliction.person_mention n where n.record_id = j.record_id and n.person_id = other);
  end;

reset role;
