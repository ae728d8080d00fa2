-- Persons and their mentions: rows, locks and keys.

set role seamark_owner;

-- A person's spellings in the order of the reports that write them, of the mentions in the viewer's sight.
create function deconfliction.names_in_sight(person uuid) returns text[] language sql stable set search_path = ''
  begin atomic
    select array_agg(w.name order by w.filed_at, w.record_id, w.number, w.place)
    from (
      select distinct on (n.name) n.name, r.filed_at, m.record_id, m.number, n.place
      from deconfliction.person_mention m
      join deconfliction.side_record r on r.id = m.record_id
      cross join lateral unnest(m.names) with ordinality as n (name, place)
      where m.person_id = names_in_sight.person
      order by n.name, r.filed_at, m.record_id, m.number, n.place) w;
  end;

grant execute on function deconfliction.names_in_sight(uuid) to seamark_member;

set role seamark_service;

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
create function deconfliction.refresh_person_keys(persons uuid[]) returns void
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

-- The sides of a pair: with both births every mention of either person; without, only the reports that share
-- an identifier which is not common, so that a report which says nothing of it never shows that another does.
-- A pair of reports is judged by the higher of their classifications.
create function deconfliction.sides_of_pair(one uuid, other uuid, born_both boolean)
  returns table (record_id uuid, agency_id integer)
  language sql stable set search_path = '' set enable_seqscan = off set enable_mergejoin = off set jit = off
  begin atomic
    select distinct m.record_id, m.agency_id
    from deconfliction.person_mention m
    where m.person_id in (one, other)
      and (born_both or exists (
        select from deconfliction.person_mention n
        join deconfliction.identifier j on j.record_id = n.record_id
        join deconfliction.identifier i on i.record_id = m.record_id and i.kind = j.kind and i.key = j.key
        where n.person_id = case when m.person_id = one then other else one end
          and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key
                            and c.clearance = greatest(i.classification, j.classification))));
  end;

reset role;
