-- What of requirements waits for the viewer. Every page asks, so the rule of sight is asked here once a row, of at most
-- fifty rows of each kind, and the plans are kept; under row-level security each page would plan it anew.

set role seamark_service;

-- `ask`: a partner asks us and nobody has accepted; `mine`: a line that the viewer does; `late`: what was to be done by
-- the viewer before today; `reply`: an answer, a decline or a nothing that the owner has not looked at.
create function requirements.things_waiting()
  returns table (kind text, id uuid, line_id uuid, since timestamptz, due date, from_id integer, state text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  today date := (now() at time zone 'Europe/London')::date;
begin
  if not access.viewer_reads_content() then
    return;
  end if;
  return query
    select t.kind, t.id, t.line_id, t.since, t.due, nullif(t.from_id, identity.viewer_agency()), t.state
    from (
      -- Since they could know of it: a line may be older than the release.
      (select 'ask' as kind, l.requirement_id as id, l.id as line_id,
              greatest(l.asked_at, (select min(d.at) from access.delivery d
                                    where d.record_id = l.requirement_id and d.agency_id in (identity.viewer_agency(), 0))) as since,
              l.by_when as due, l.owner_id as from_id, l.state
       from requirements.line l
       where access.viewer_keeps_requirements()
         and l.agency_id = identity.viewer_agency() and l.source = 'partner' and l.state = 'proposed'
       order by l.asked_at limit 50)
      union all
      (select case when l.by_when < today then 'late' else 'mine' end, l.requirement_id, l.id, l.changed_at, l.by_when,
              l.owner_id, l.state
       from requirements.line l
       where l.person_id = identity.viewer_person() and l.agency_id = identity.viewer_agency() and l.state = 'accepted'
       order by l.by_when limit 50)
      union all
      -- Of somebody whose account is closed: whoever keeps requirements here.
      (select 'late', q.id, null, q.valuable_until::timestamptz, q.valuable_until, q.agency_id, q.state
       from requirements.requirement q
       where q.agency_id = identity.viewer_agency() and q.state in ('open', 'partly-answered') and q.valuable_until < today
         and (q.owner_id = identity.viewer_person()
              or access.viewer_keeps_requirements()
                 and exists (select from identity.person p where p.id = q.owner_id and not p.active))
       order by q.valuable_until limit 50)
      union all
      (select 'reply', q.id, l.id, l.changed_at, l.by_when, l.agency_id, l.state
       from requirements.requirement q
       join requirements.line l on l.requirement_id = q.id and l.state in ('answered', 'nothing', 'declined')
       left join access.reading g on g.record_id = q.id and g.person_id = identity.viewer_person()
       where q.owner_id = identity.viewer_person() and q.agency_id = identity.viewer_agency()
         and q.state in ('open', 'partly-answered')
         and l.agency_id <> q.agency_id and l.changed_at > coalesce(g.last_at, '-infinity')
       order by l.changed_at limit 50)
      union all
      -- An answer to no line of the plan.
      (select 'reply', q.id, null, a.at, null, a.agency_id, 'answered'
       from requirements.requirement q
       join requirements.answer a on a.requirement_id = q.id and a.line_id is null
       left join access.reading g on g.record_id = q.id and g.person_id = identity.viewer_person()
       where q.owner_id = identity.viewer_person() and q.agency_id = identity.viewer_agency()
         and q.state in ('open', 'partly-answered')
         and a.agency_id <> q.agency_id and a.at > coalesce(g.last_at, '-infinity')
       order by a.at limit 50)) t
    cross join lateral (
      select x.id from access.record x
      where x.id = t.id and x.status = 'disseminated'
        and access.sight(x, exists (select from access.acceptance c
                                    where c.record_id = x.id and c.version = x.version
                                      and c.person_id = identity.viewer_person()),
                         false) = 'full'
      offset 0) r;
end
$$;

grant execute on function requirements.things_waiting() to seamark_member;

set role seamark_owner;

-- Numbers of what came since the viewer looked, and a mark of all of it.
create function requirements.waiting() returns jsonb
  language plpgsql stable set search_path = '' as $$
declare
  looked timestamptz := identity.looked_at('requirements');
  answer jsonb;
begin
  select jsonb_build_object(
    'counts', jsonb_build_object('requirements', n.fresh, 'new', n.fresh),
    'mark', concat_ws(' ', n.things, n.mark))
  into answer
  from (select count(*) as things,
               count(*) filter (where t.kind in ('ask', 'reply') and t.since > looked) as fresh,
               sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.line_id, t.since), 0)) as mark
        from requirements.things_waiting() t) n;
  return answer;
end
$$;

grant execute on function requirements.waiting() to seamark_member;

reset role;
