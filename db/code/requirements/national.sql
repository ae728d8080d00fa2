-- Which agency was asked by which and has not answered, for the coordinators of the task force: numbers and days, and
-- nothing of what was asked.

set role seamark_service;

create function requirements.unanswered_by_pair()
  returns table (asked integer, asked_name text, by_agency integer, by_name text, lines integer, late integer,
                 oldest_days integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.id, a.name, b.id, b.name, count(*)::integer,
           (count(*) filter (where l.by_when < (now() at time zone 'Europe/London')::date))::integer,
           extract(day from now() - min(l.asked_at))::integer
    from requirements.line l
    join access.record r on r.id = l.requirement_id
    join requirements.requirement q on q.id = l.requirement_id
    join identity.agency a on a.id = l.agency_id join identity.agency b on b.id = l.owner_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
      and l.state in ('proposed', 'accepted') and l.source = 'partner'
      and q.state in ('open', 'partly-answered')
      and r.status = 'disseminated' and r.compartment_id is null and r.restricted_at is null
      and (r.released_to_all or l.agency_id = any (r.released_to))
    group by a.id, b.id
    order by a.name, b.name;
  end;

grant execute on function requirements.unanswered_by_pair() to seamark_member;

reset role;
