-- What of action days waits for the viewer, and what their open page is told of.

set role seamark_service;

-- The newest version of each briefing that is for the viewer and that they have not read, of days that are ahead or under way.
create function operations.briefings_waiting()
  returns table (kind text, id uuid, operation_id uuid, codename text, on_day date, version integer, since timestamptz,
                 classification text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    with mine as materialized (
      select p.operation_id, array_agg(p.post) as posts
      from operations.post p
      where p.person_id = identity.viewer_person() and p.state = 'accepted' and p.confirmed_until > now()
      group by p.operation_id)
    select 'briefing-unread', b.id, d.operation_id, o.codename, d.on_day, b.version, b.at, b.classification
    from mine m
    join operations.operation o on o.id = m.operation_id and o.state in ('open', 'winding-down')
    join operations.action_day d on d.operation_id = m.operation_id and d.state in ('planned', 'go', 'running')
    join operations.briefing b on b.action_day_id = d.id and (b.posts = '{}' or b.posts && m.posts)
    where operations.viewer_in(d.operation_id) and access.viewer_is_cleared_for(b.classification)
      and not exists (select from operations.briefing n
                      where n.action_day_id = b.action_day_id and n.posts = b.posts and n.version > b.version)
      and not exists (select from operations.read_receipt r
                      where r.briefing_id = b.id and r.person_id = identity.viewer_person())
    order by b.at limit 50;
end
$$;

-- How much was entered for the days of these weeks, and how the viewer's own events stand: it changes whenever a page of such
-- a day does.
create function operations.action_days_mark() returns text
  language plpgsql stable security definer set search_path = '' as $$
declare
  today date := (now() at time zone 'Europe/London')::date;
  days uuid[];
  of_operations uuid[];
  entered bigint;
begin
  select array_agg(d.id), array_agg(distinct d.operation_id), sum(d.entered) into days, of_operations, entered
  from (select distinct p.operation_id from operations.post p
        where p.person_id = identity.viewer_person() and p.state = 'accepted' and p.confirmed_until > now()) m
  join operations.action_day d on d.operation_id = m.operation_id and d.on_day between today - 7 and today + 28
  where operations.viewer_in(m.operation_id);
  if days is null then
    return '';
  end if;
  return concat_ws(' ', cardinality(days), entered,
    (select sum(e.revision) from operations.planned_event e
     where e.operation_id = any (of_operations) and e.agency_id = identity.viewer_agency()),
    -- Who has read it is shown to who leads, and to the author.
    (select count(*) from operations.briefing b join operations.read_receipt r on r.briefing_id = b.id
     where b.action_day_id = any (days)
       and (b.author_id = identity.viewer_person() or operations.viewer_holds(b.operation_id, 'lead', 'deputy'))));
end
$$;

grant execute on function operations.briefings_waiting(), operations.action_days_mark() to seamark_member;

reset role;
