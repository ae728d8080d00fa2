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
      select o.id, o.codename, r.classification, 'tasking' = any (h.posts) as tasks, h.posts && array['lead', 'deputy'] as leads,
             h.posts <> array['observer'] as acts
      from held h join operations.operation o on o.id = h.operation_id join access.record r on r.id = o.id
      where o.state in ('open', 'winding-down') and operations.viewer_in(o.id)),
    open as materialized (
      select a.*, m.codename, m.classification, m.tasks, m.leads, m.acts, b.what, b.wait_until, b.raised_by, b.raised_agency_id,
             w.person_id, w.result_by, coalesce(w.shared, false) as shared
      from mine m
      join operations.action a on a.operation_id = m.id and a.state not in ('filed', 'not-pursued')
      join operations.action_brief b on b.action_id = a.id
      left join operations.action_work w on w.action_id = a.id)
    select t.kind, t.id, t.operation_id, t.codename, t.number, t.agency_id,
           case when t.agency_id is null or agency in (t.agency_id, t.raised_agency_id) or t.shared then t.what end,
           t.changed_at, t.due_on, t.classification
    from (
      (select 'action-offered' as kind, x.* from open x where x.state = 'offered' and x.agency_id = agency and x.tasks
       order by x.due_on limit 50)
      union all
      (select 'action-unallocated', x.* from open x
       where x.state = 'accepted' and x.agency_id = agency and x.tasks and x.due_on >= today
         and (x.wait_until is null or x.wait_until <= today)
       order by x.due_on limit 50)
      union all
      (select 'action-mine', x.* from open x
       where x.state = 'allocated' and x.person_id = viewer and x.due_on >= today
         and (x.wait_until is null or x.wait_until <= today)
       order by x.due_on limit 50)
      union all
      (select 'action-late', x.* from open x
       where x.state in ('raised', 'offered', 'declined', 'accepted', 'allocated') and x.due_on < today
         and (x.person_id = viewer or x.leads or x.tasks and x.agency_id = agency)
       order by x.due_on limit 50)
      union all
      (select 'action-check', x.* from open x
       where x.state = 'done' and x.result_by <> viewer
         and (x.agency_id = agency and x.tasks or x.shared and x.raised_by = viewer)
       order by x.changed_at limit 50)
      union all
      (select 'action-declined', x.* from open x
       where x.state = 'declined' and x.due_on >= today and (x.raised_by = viewer or x.leads)
       order by x.changed_at limit 50)) t;
end
$$;

grant execute on function operations.actions_waiting() to seamark_member;

reset role;
