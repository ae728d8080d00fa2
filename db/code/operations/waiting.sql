-- What of operations waits for the viewer. Every page asks.

set role seamark_service;

-- `terms`: an agency's coordinator is asked; `version`: the same, of a new version of them; `person`: the same, of one of its people; `confirm`: the lead or a deputy is
-- asked who is still needed, in the last week; the lead's own membership is their coordinator's to confirm.
create function operations.things_waiting()
  returns table (kind text, id uuid, operation_id uuid, since timestamptz, from_id integer, number integer, codename text,
                 classification text, name text, post text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if access.viewer_accepts_operations() then
    return query
      select 'terms', p.id, p.operation_id, p.offered_at, nullif(o.agency_id, identity.viewer_agency()), 1, o.codename,
             r.classification, null::text, null::text
      from operations.participation p
      join operations.operation o on o.id = p.operation_id join access.record r on r.id = o.id
      where p.agency_id = identity.viewer_agency() and p.state = 'offered' and o.state in ('proposed', 'open', 'winding-down')
        and p.offered_by <> identity.viewer_person() and access.viewer_is_cleared_for(r.classification)
      order by p.offered_at limit 50;
    return query
      select 'version', n.id, p.operation_id, n.written_at, nullif(o.agency_id, identity.viewer_agency()), n.version, o.codename,
             r.classification, null::text, null::text
      from operations.new_terms_of_agency() n join operations.participation p on p.id = n.id
      join operations.operation o on o.id = p.operation_id join access.record r on r.id = o.id
      where not n.written_by_viewer
      order by n.written_at limit 50;
    return query
      select 'person', x.id, x.operation_id, x.proposed_at, nullif(o.agency_id, identity.viewer_agency()), 1, o.codename,
             r.classification, q.name, x.post
      from operations.post x join identity.person q on q.id = x.person_id
      join operations.operation o on o.id = x.operation_id join access.record r on r.id = o.id
      where x.agency_id = identity.viewer_agency() and x.state = 'proposed' and o.state in ('open', 'winding-down')
        and identity.viewer_person() not in (x.proposed_by, x.person_id)
        and access.viewer_is_cleared_for(r.classification)
      order by x.proposed_at limit 50;
    return query
      select 'lead', x.id, x.operation_id, x.confirmed_until - interval '7 days', null::integer, 1, o.codename,
             r.classification, q.name, x.post
      from operations.post x join identity.person q on q.id = x.person_id
      join operations.operation o on o.id = x.operation_id join access.record r on r.id = o.id
      where x.agency_id = identity.viewer_agency() and x.post = 'lead' and x.state = 'accepted'
        and x.person_id <> identity.viewer_person() and x.confirmed_until < now() + interval '7 days'
        and o.state in ('open', 'winding-down') and access.viewer_is_cleared_for(r.classification)
      order by x.confirmed_until limit 50;
  end if;
  return query
    select 'confirm', m.operation_id, m.operation_id, min(x.confirmed_until) - interval '7 days', null::integer,
           count(distinct x.person_id)::integer, o.codename, r.classification, null::text, null::text
    from operations.post m
    join operations.operation o on o.id = m.operation_id join access.record r on r.id = o.id
    join operations.post x on x.operation_id = m.operation_id and x.state = 'accepted' and x.person_id <> m.person_id
      and x.confirmed_until < now() + interval '7 days'
    where m.person_id = identity.viewer_person() and m.state = 'accepted' and m.post in ('lead', 'deputy')
      and o.state in ('open', 'winding-down') and operations.viewer_in(m.operation_id)
    group by m.operation_id, o.codename, r.classification
    order by 4 limit 50;
end
$$;

-- Does the viewer hold any post, in whatever operation?
create function operations.viewer_has_posts() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from operations.post p where p.person_id = identity.viewer_person() and p.state = 'accepted');
end
$$;

-- Most people are in no operation, and every page asks: then only what needs no post is asked.
create function operations.waiting() returns jsonb
  language plpgsql stable set search_path = '' as $$
declare
  of_all text;
  of_members text := '';
begin
  select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.number), 0))) into of_all
  from (select t.kind, t.id, t.number::text as number from operations.things_waiting() t
        union all select c.kind, c.id, concat_ws(' ', c.since, c.urgent, c.number) from operations.conflicts_waiting() c
        union all select b.kind, b.id, null from operations.bids_waiting() b
        union all select i.kind, i.id, i.since::text from operations.interests_waiting() i
        union all select 'tasking', null, operations.tasking_mark()) t;
  if operations.viewer_has_posts() then
    select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.number), 0))) into of_members
    from (select d.kind, d.id, d.is_late::text as number from operations.decisions_waiting() d
          union all select a.kind, a.id, null from operations.actions_waiting() a
          union all select b.kind, b.id, null from operations.briefings_waiting() b
          union all select b.kind, b.id, null from operations.debriefs_waiting() b
          union all select 'debriefs', null, operations.debriefs_mark()
          union all select 'action-days', null, operations.action_days_mark()) t;
  end if;
  return jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws('/', of_all, of_members));
end
$$;

grant execute on function operations.things_waiting(), operations.waiting(), operations.viewer_has_posts() to seamark_member;

reset role;
