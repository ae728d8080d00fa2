-- Which disruptions may be the same: about the same group within so many days of one another (the operator's; 14 as delivered), or shown by the same action or
-- the same exhibit. Found under the rule of sight, by whoever reads both; a draft of another is shown to nobody. A person says
-- that two are the same, and never the program.

set role seamark_service;

create function disruptions.candidates(of_disruption uuid) returns table (id uuid, why text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  d disruptions.disruption;
  days integer := (select s.same_days from disruptions.setting s);
begin
  if not disruptions.reads(of_disruption) then
    return;
  end if;
  select * into d from disruptions.disruption x where x.id = of_disruption;
  if d.state = 'same' then
    return;
  end if;
  return query
    with found as (
      (select o.disruption_id as id, 'group' as why, 1 as place
       from disruptions.of_group mine
       join disruptions.of_group o on o.group_id = mine.group_id and o.disruption_id <> d.id
       join disruptions.disruption x on x.id = o.disruption_id
         and x.happened_on between d.happened_on - days and d.happened_on + days and x.state not in ('drafted', 'same')
       where mine.disruption_id = d.id and mine.group_id is not null and disruptions.reads_filed(mine.group_id, 'group')
       order by x.happened_on desc, x.id limit 100)
      union all
      (select e.disruption_id, 'action', 2
       from disruptions.evidence mine
       join disruptions.evidence e on e.entry_id = mine.entry_id and e.kind = 'action' and e.disruption_id <> d.id
       where mine.disruption_id = d.id and mine.kind = 'action' and operations.viewer_sees_action(mine.entry_id)
       order by e.at desc, e.id limit 100)
      union all
      (select e.disruption_id, 'exhibit', 3
       from disruptions.evidence mine
       join disruptions.evidence e on lower(e.exhibit) = lower(mine.exhibit) and e.disruption_id <> d.id
       where mine.disruption_id = d.id and mine.exhibit is not null
       order by e.at desc, e.id limit 100)
    ), one as (
      select distinct on (f.id) f.id, f.why from found f order by f.id, f.place)
    select o.id, o.why
    from one o
    join disruptions.disruption x on x.id = o.id and x.state not in ('drafted', 'same')
    cross join lateral (
      select r.id from access.record r
      where r.id = o.id and r.status = 'disseminated'
        and access.sight(r, exists (select from access.acceptance a
                                    where a.record_id = r.id and a.version = r.version
                                      and a.person_id = identity.viewer_person()),
                         false) = 'full'
      offset 0) seen
    order by x.happened_on desc, o.id
    limit 20;
end
$$;

-- The owner of a disruption that nobody else claims finds that it is another: its claim goes there, and it counts no more.
create function disruptions.join_other(of_disruption uuid, revision integer, other uuid, words text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d disruptions.disruption;
  o disruptions.disruption;
  viewer integer := identity.viewer_agency();
begin
  if not access.viewer_decides() or not disruptions.reads(of_disruption) then
    return null;
  end if;
  -- Both rows, in one order, so that two who join one another do not wait for each other.
  perform 1 from disruptions.disruption x where x.id in (of_disruption, join_other.other) order by x.id for update;
  select * into d from disruptions.disruption x where x.id = of_disruption and x.agency_id = viewer;
  if not found then
    return null;
  end if;
  if d.revision <> join_other.revision then
    return 'stale';
  end if;
  if d.state not in ('claimed', 'returned')
     or exists (select from access.record r where r.id = d.id and r.status <> 'disseminated') then
    return 'closed';
  end if;
  if exists (select from disruptions.claim c where c.disruption_id = d.id and c.agency_id <> viewer) then
    return 'claimed-by-others';
  end if;
  if not exists (select from disruptions.candidates(d.id) c where c.id = join_other.other) then
    return 'not-in-sight';
  end if;
  select * into o from disruptions.disruption x where x.id = join_other.other;
  if o.state not in ('claimed', 'returned') then
    return 'other-closed';
  end if;
  if exists (select from disruptions.side s where s.disruption_id = o.id and s.agency_id = viewer and s.part = 'moderates') then
    return 'moderates';
  end if;
  if not exists (select from disruptions.claim c where c.disruption_id = o.id and c.agency_id = viewer) then
    insert into disruptions.side (disruption_id, agency_id, part) values (o.id, viewer, 'claims');
    insert into disruptions.claim (disruption_id, agency_id, words, person_id)
    values (o.id, viewer, join_other.words, identity.viewer_person());
  end if;
  delete from disruptions.asked a where a.disruption_id = o.id and a.agency_id = viewer;
  delete from disruptions.asked a where a.disruption_id = d.id;
  insert into disruptions.same (disruption_id, other_id, person_id) values (d.id, o.id, identity.viewer_person());
  update disruptions.disruption x set state = 'same', revision = x.revision + 1 where x.id = d.id;
  update disruptions.disruption x set revision = x.revision + 1 where x.id = o.id;
  return 'done';
end
$$;

grant execute on function disruptions.candidates(uuid), disruptions.join_other(uuid, integer, uuid, text) to seamark_member;

reset role;
