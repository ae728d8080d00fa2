-- What of actions waits for the viewer: at most fifty of each kind. Of another agency's action nothing but its number,
-- agency, state and day.

set role seamark_service;

-- `offered`, `unallocated`: the tasking post decides; `mine`: to do, from the day on which it comes back; `late`: of whoever
-- does it, of their tasking post and of who leads; `check`: somebody else did it; `declined`: who asked offers it to another.
create function operations.actions_waiting()
  returns table (kind text, id uuid, operation_id uuid, codename text, number integer, agency_id integer, what text,
                 since timestamptz, due date, classification text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  viewer uuid := identity.viewer_person();
  agency integer := identity.viewer_agency();
  today date := (now() at time zone 'Europe/London')::date;
begin
  return query
    with held as materialized (
      select p.operation_id, array_agg(p.post) as posts
      from operations.post p
      where p.person_id = viewer and p.state = 'accepted' and p.confirmed_until > now()
      group by p.operation_id),
    mine as materialized (
      select o.id, o.codename, r.classification, 'tasking' = any (h.posts) as tasks, h.posts && array['lead', 'deputy'] as leads
      from held h join operations.operation o on o.id = h.operation_id join access.record r on r.id = o.id
      where o.state in ('open', 'winding-down') and operations.viewer_in(o.id)),
    -- Each kind along an index of its own, before anything is read of it: an operation has ten thousand actions.
    picked as materialized (
      (select 'action-offered' as kind, a.id
       from mine m join operations.action a on a.operation_id = m.id
       where m.tasks and a.agency_id = agency and a.state = 'offered'
       order by a.due_on limit 50)
      union all
      (select 'action-unallocated', a.id
       from mine m join operations.action a on a.operation_id = m.id
       join operations.action_brief b on b.action_id = a.id
       where m.tasks and a.agency_id = agency and a.state = 'accepted' and a.due_on >= today
         and (b.wait_until is null or b.wait_until <= today)
       order by a.due_on limit 50)
      union all
      (select 'action-mine', a.id
       from operations.action_work w join operations.action a on a.id = w.action_id join mine m on m.id = a.operation_id
       join operations.action_brief b on b.action_id = a.id
       where w.person_id = viewer and a.state = 'allocated' and a.due_on >= today
         and (b.wait_until is null or b.wait_until <= today)
       order by a.due_on limit 50)
      union all
      (select 'action-late', a.id
       from mine m cross join lateral (
         select x.id, x.due_on
         from operations.action x left join operations.action_work w on w.action_id = x.id
         where x.operation_id = m.id and x.state in ('raised', 'offered', 'declined', 'accepted', 'allocated') and x.due_on < today
           and (w.person_id = viewer or m.leads or m.tasks and x.agency_id = agency)
         order by x.due_on limit 50) a
       order by a.due_on limit 50)
      union all
      (select 'action-check', a.id
       from mine m join operations.action a on a.operation_id = m.id
       join operations.action_brief b on b.action_id = a.id join operations.action_work w on w.action_id = a.id
       where a.state = 'done' and w.result_by <> viewer
         and (a.agency_id = agency and m.tasks or w.shared and b.raised_by = viewer)
       order by a.changed_at limit 50)
      union all
      (select 'action-declined', a.id
       from mine m join operations.action a on a.operation_id = m.id
       join operations.action_brief b on b.action_id = a.id
       where a.state = 'declined' and a.due_on >= today and (b.raised_by = viewer or m.leads)
       order by a.changed_at limit 50))
    select p.kind, a.id, a.operation_id, m.codename, a.number, a.agency_id,
           case when a.agency_id is null or agency in (a.agency_id, b.raised_agency_id) or w.shared then b.what end,
           a.changed_at, a.due_on, m.classification
    from picked p
    join operations.action a on a.id = p.id
    join mine m on m.id = a.operation_id
    join operations.action_brief b on b.action_id = a.id
    left join operations.action_work w on w.action_id = a.id
    order by p.kind, a.due_on, a.changed_at;
end
$$;

grant execute on function operations.actions_waiting() to seamark_member;

reset role;
