-- Accepted disruptions of the last twelve months by agency and level, for the coordinators of the task force: whole to each
-- agency that claims it, and once in the total. Numbers, and nothing of any disruption.

set role seamark_service;

-- 1 to 4 is not said. A total is said only where none of its parts is kept back, so that nothing can be worked out of it.
-- What is in an operation, and what is restricted, recalled or erased, is not counted. The row without an agency is the total.
create function disruptions.by_agency()
  returns table (agency_id integer, agency_name text, major integer, moderate integer, minor integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with counted as (
      select d.id, d.level
      from disruptions.disruption d
      join access.record r on r.id = d.id and r.status = 'disseminated' and r.compartment_id is null
        and r.restricted_at is null and r.erased_at is null
      where d.level is not null and d.accepted_at > now() - interval '1 year'
    ), each as (
      select c.agency_id, x.level, count(*)::integer as number
      from counted x join disruptions.claim c on c.disruption_id = x.id
      group by c.agency_id, x.level
    ), once as (
      select x.level, count(*)::integer as number,
             not exists (select from each e where e.level = x.level and e.number < 5) as is_said
      from counted x group by x.level
    )
    select e.agency_id, a.name,
           case when coalesce(max(e.number) filter (where e.level = 'major'), 0) in (1, 2, 3, 4) then null
                else coalesce(max(e.number) filter (where e.level = 'major'), 0) end,
           case when coalesce(max(e.number) filter (where e.level = 'moderate'), 0) in (1, 2, 3, 4) then null
                else coalesce(max(e.number) filter (where e.level = 'moderate'), 0) end,
           case when coalesce(max(e.number) filter (where e.level = 'minor'), 0) in (1, 2, 3, 4) then null
                else coalesce(max(e.number) filter (where e.level = 'minor'), 0) end
    from each e join identity.agency a on a.id = e.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    group by e.agency_id, a.name
    union all
    select null, 'All agencies, each disruption once',
           case when coalesce(bool_and(o.is_said) filter (where o.level = 'major'), true)
                then coalesce(max(o.number) filter (where o.level = 'major'), 0) end,
           case when coalesce(bool_and(o.is_said) filter (where o.level = 'moderate'), true)
                then coalesce(max(o.number) filter (where o.level = 'moderate'), 0) end,
           case when coalesce(bool_and(o.is_said) filter (where o.level = 'minor'), true)
                then coalesce(max(o.number) filter (where o.level = 'minor'), 0) end
    from once o
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    having count(*) > 0
    order by 1 nulls last;
  end;

grant execute on function disruptions.by_agency() to seamark_member;

reset role;
