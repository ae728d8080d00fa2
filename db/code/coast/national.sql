-- What coastal plans lack, for the coordinators of the task force: how many miles and stretches, and nothing of where they
-- are, who leads or who watches.

set role seamark_service;

-- Miles of a plan that no stretch takes. Less than 0.05 of a mile is how two people read one mark (plan/missing.ts).
create function coast.gaps_of(agency integer) returns table (from_mile numeric, to_mile numeric)
  language sql stable security definer set search_path = ''
  begin atomic
    select lower(g.part), upper(g.part)
    from coast.line l
    cross join lateral unnest(
      nummultirange(numrange(0, l.miles))
      - coalesce((select range_agg(numrange(s.from_mile, s.to_mile)) from coast.stretch s where s.agency_id = l.agency_id),
                 '{}'::nummultirange)) as g (part)
    where l.agency_id = gaps_of.agency and upper(g.part) - lower(g.part) > 0.05;
  end;

-- Great circle, in kilometres, between two points of lines: [longitude, latitude].
create function coast.kilometres_between(one jsonb, other jsonb) returns double precision language sql immutable
  begin atomic
    select 2 * 6371.0088 * asin(least(1, sqrt(
      sin(radians(((other ->> 1)::float8 - (one ->> 1)::float8) / 2)) ^ 2
      + cos(radians((one ->> 1)::float8)) * cos(radians((other ->> 1)::float8))
        * sin(radians(((other ->> 0)::float8 - (one ->> 0)::float8) / 2)) ^ 2)));
  end;

create function coast.plans_of_all()
  returns table (agency_id integer, agency_name text, miles numeric, gaps integer, gap_miles numeric,
                 without_lead integer, overdue integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.id, a.name, round(l.miles, 1), (select count(*)::integer from coast.gaps_of(l.agency_id)),
           (select coalesce(round(sum(g.to_mile - g.from_mile), 1), 0) from coast.gaps_of(l.agency_id) g),
           (select count(*)::integer from coast.stretch s left join identity.person p on p.id = s.lead_id
            where s.agency_id = l.agency_id and coalesce(p.active, false) = false),
           (select count(*)::integer from coast.stretch s
            where s.agency_id = l.agency_id and s.review_on < (now() at time zone 'Europe/London')::date)
    from coast.line l join identity.agency a on a.id = l.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    order by a.name;
  end;

-- Where the lines of two agencies meet (their ends are within 5 kilometres) and both plans have a gap at that end: nobody
-- watches there, and each may think that the other does.
create function coast.joint_gaps()
  returns table (agency_a integer, name_a text, agency_b integer, name_b text, miles numeric)
  language sql stable security definer set search_path = ''
  begin atomic
    with line_end as (
      select l.agency_id, e.at, e.point, g.miles
      from coast.line l
      cross join lateral (values ('first', l.points -> 0), ('last', l.points -> -1)) as e (at, point)
      join lateral (
        select x.to_mile - x.from_mile as miles from coast.gaps_of(l.agency_id) x
        where case e.at when 'first' then x.from_mile = 0 else x.to_mile = l.miles end limit 1) g on true
    )
    select a.id, a.name, b.id, b.name, round(sum(one.miles + other.miles), 1)
    from line_end one
    join line_end other on one.agency_id < other.agency_id and coast.kilometres_between(one.point, other.point) <= 5
    join identity.agency a on a.id = one.agency_id join identity.agency b on b.id = other.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    group by a.id, b.id
    order by a.name, b.name;
  end;

grant execute on function coast.plans_of_all(), coast.joint_gaps() to seamark_member;

reset role;
