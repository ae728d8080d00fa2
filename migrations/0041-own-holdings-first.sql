-- What the viewer's own agency holds already comes before what a partner may hold.
set role seamark_service;

-- The agency's own records that share a key with a person who is asked about: as persons_by_key, of one agency and
-- without a question of who lets it be discovered. Only the program calls it; which of them the asker may know of is
-- asked afterwards, in the asker's own transaction. A null row: a key that more than `most_each` share was passed over.
create function deconfliction.own_persons_by_key(keys bigint[], mine integer, most_each integer)
  returns table (person_id uuid, names text[], born text)
  language sql stable set search_path = ''
  begin atomic
    with met as materialized (
      select k.key, f.person_id, count(*) over (partition by k.key) as sharing
      from unnest(own_persons_by_key.keys) as k (key)
      cross join lateral (
        select x.person_id from deconfliction.person_key x
        where x.key = k.key and x.agency_id = mine
        limit most_each + 1) f
    )
    select p.id, w.names, p.born
    from (select distinct m.person_id from met m where m.sharing <= most_each) m
    join deconfliction.person p on p.id = m.person_id
    cross join lateral (
      select array_agg(distinct n) as names
      from deconfliction.person_mention x cross join unnest(x.names) as n
      where x.person_id = p.id) w
    where w.names is not null
    union all
    select null, null, null where exists (select from met m where m.sharing > most_each);
  end;

reset role;
