-- Which agencies have not said what became of their copies, for the coordinators of the task force. How they acknowledge is
-- their own duty, so small numbers are said. What lies in an operation of its own is not counted.

set role seamark_service;

create function access.notices_open()
  returns table (agency_id integer, agency_name text, recalls integer, corrections integer, oldest_days integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.id, a.name, (count(*) filter (where n.recall))::integer, (count(*) filter (where not n.recall))::integer,
           extract(day from now() - min(n.at))::integer
    from (
      select r.agency_id, r.at, true as recall from access.recall_notice r
      where r.acknowledged_at is null and r.compartment_id is null
      union all
      select c.agency_id, c.at, false from access.notice c
      where c.acknowledged_at is null and c.compartment_id is null) n
    join identity.agency a on a.id = n.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    group by a.id
    order by a.name;
  end;

grant execute on function access.notices_open() to seamark_member;

reset role;
