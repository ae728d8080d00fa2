-- How many groups of each agency need attention, for the coordinators of the task force: numbers, and nothing of any group.

set role seamark_service;

create function networks.said_or_not(counted bigint) returns integer language sql immutable parallel safe
  return case when counted between 1 and 4 then null else counted::integer end;

-- 1 to 4 is not said, and there is no sum from which it could be worked out. What is in an operation, and what is
-- restricted, is not counted; of reports those count that the whole agency may read.
create function networks.groups_by_agency()
  returns table (agency_id integer, agency_name text, active integer, without_lead integer, without_plan integer,
                 plan_still integer, review_overdue integer, review_due integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with counted as (
      select g.agency_id,
             g.status = 'active' as is_active,
             g.status = 'active' and not coalesce(p.active, false) as without_lead,
             g.status = 'active' and not l.planned as without_plan,
             g.status = 'active' and l.planned and g.plan_changed_at < now() - s.still_days * interval '1 day' as plan_still,
             g.next_review_on < (now() at time zone 'Europe/London')::date as review_overdue,
             coalesce(a.grade = 'low', false) and n.recent >= s.rising_least and n.recent > n.earlier
               and greatest(g.reviewed_at, g.created_at) < now() - s.rising_days * interval '1 day' as review_due
      from networks.crime_group g
      join access.record r on r.id = g.id and r.status = 'disseminated' and r.compartment_id is null
        and r.restricted_at is null and r.erased_at is null
      cross join networks.group_setting s
      left join identity.person p on p.id = g.lead_id
      cross join lateral (select coalesce(bool_or(x.state <> 'dropped'), false) as planned
                          from networks.group_line x where x.group_id = g.id) l
      left join lateral (select x.grade from networks.group_assessment x where x.group_id = g.id
                         order by x.made_on desc, x.at desc, x.id limit 1) a on true
      cross join lateral (
        select count(*) filter (where k.at > now() - s.rising_days * interval '1 day') as recent,
               count(*) filter (where k.at <= now() - s.rising_days * interval '1 day') as earlier
        from networks.group_report k
        join access.record x on x.id = k.report_id and x.status = 'disseminated' and x.compartment_id is null
          and x.classification = 'OFFICIAL' and x.restricted_at is null and x.erased_at is null
          and (x.agency_id = g.agency_id
               or x.handling = 'P' and (x.released_to_all or g.agency_id = any (x.released_to)))
        where k.group_id = g.id and k.at > now() - 2 * s.rising_days * interval '1 day') n
      where g.status in ('active', 'dormant')
    )
    select c.agency_id, y.name,
           networks.said_or_not(count(*) filter (where c.is_active)),
           networks.said_or_not(count(*) filter (where c.without_lead)),
           networks.said_or_not(count(*) filter (where c.without_plan)),
           networks.said_or_not(count(*) filter (where c.plan_still)),
           networks.said_or_not(count(*) filter (where c.review_overdue)),
           networks.said_or_not(count(*) filter (where c.review_due))
    from counted c join identity.agency y on y.id = c.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    group by c.agency_id, y.name
    order by y.name;
  end;

grant execute on function networks.groups_by_agency() to seamark_member;

reset role;
