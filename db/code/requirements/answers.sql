-- What answers a requirement, and which requirements a report that is being filed may answer.

set role seamark_service;

-- The answers of a requirement that the viewer reads, each with its report as far as they may know of that. Who owns the
-- requirement learns that a partner has an answer, from when, and to which line; everybody else of an answer only with its
-- report, also of their own agency, and never of a line that is another's.
create function requirements.answers_of(requirement uuid)
  returns table (id uuid, agency_id integer, line_number integer, at timestamptz, report_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.id, a.agency_id, case when identity.viewer_agency() in (r.agency_id, a.agency_id) then l.number end, a.at,
           case when s.sees then a.report_id end
    from access.record r
    join requirements.answer a on a.requirement_id = r.id
    join access.record p on p.id = a.report_id
    left join requirements.line l on l.id = a.line_id
    cross join lateral (
      select access.sight(p, exists (select from access.acceptance c
                                     where c.record_id = p.id and c.version = p.version
                                       and c.person_id = identity.viewer_person()),
                          false) in ('full', 'conditions') as sees) s
    where r.id = answers_of.requirement
      and access.sight(r, exists (select from access.acceptance c
                                  where c.record_id = r.id and c.version = r.version
                                    and c.person_id = identity.viewer_person()),
                       false) = 'full'
      and (s.sees or r.agency_id = identity.viewer_agency() and a.agency_id <> r.agency_id and p.status = 'disseminated')
    order by a.at, a.id
    limit 200;
  end;

-- Open requirements that the viewer reads in full, for the page on which a report is filed: first those that ask the
-- viewer's agency, then the newest. It asks for the sight of no more than a hundred of each: of those of the viewer's agency
-- and those that came to it, among the newest two thousand. Its plan is kept.
create function requirements.offered(most integer)
  returns table (id uuid, reference text, title text, classification text, owner_id integer, by_when date, asks_us boolean)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    with asked as materialized (
      select distinct on (l.requirement_id) l.requirement_id, l.by_when, l.asked_at
      from (select o.requirement_id, o.by_when, o.asked_at, o.number from requirements.line o
            where o.agency_id = identity.viewer_agency() and o.source = 'partner' and o.state in ('proposed', 'accepted')
            order by o.asked_at desc, o.id desc limit 100) l
      order by l.requirement_id, l.number),
    candidate as materialized (
      select c.* from (
        (select a.requirement_id, a.by_when, true as asks_us from asked a order by a.asked_at desc)
        union all
        (select q.id, q.valuable_until, false
         from (select n.id, n.agency_id, n.valuable_until from requirements.requirement n
               where n.state in ('open', 'partly-answered')
               order by n.created_at desc, n.id desc limit 2000) q
         where (q.agency_id = identity.viewer_agency()
                or exists (select from access.delivery d
                           where d.record_id = q.id and d.agency_id in (identity.viewer_agency(), 0)))
           and not exists (select from asked a where a.requirement_id = q.id)
         limit 100)) c)
    select r.id, r.reference, r.title, r.classification, r.agency_id, c.by_when, c.asks_us
    from candidate c
    cross join lateral (
      select x.* from access.record x
      where x.id = c.requirement_id and x.status = 'disseminated'
        and access.sight(x, exists (select from access.acceptance a
                                    where a.record_id = x.id and a.version = x.version
                                      and a.person_id = identity.viewer_person()),
                         false) = 'full'
      offset 0) r
    limit most;
end
$$;

grant execute on function requirements.answers_of(uuid), requirements.offered(integer) to seamark_member;

reset role;
