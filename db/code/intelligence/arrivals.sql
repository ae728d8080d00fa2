-- What came in and nobody has opened.

set role seamark_service;

-- What was released to the viewer's agency and this person has not opened, newest first: at most `most` of
-- the newest thousand deliveries to the agency and the newest thousand to all. Every page counts them, so
-- this reads the two lists from their new ends and asks the rule of sight once a row; under row-level
-- security the same question reads every delivery there ever was.
create function intelligence.unread_arrivals(most integer)
  returns table (report_id uuid, at timestamptz, sight text)
  language sql stable security definer set search_path = ''
  begin atomic
    select seen.report_id, seen.at, seen.sight
    from (
      select d.report_id, d.at, d.to_all,
             access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                          r.released_to, r.compartment_id, r.discoverable,
                          exists (select from intelligence.acceptance a
                                  where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                          false) as sight
      from (
        (select o.report_id, o.at, false as to_all from intelligence.delivery o
         where o.agency_id = identity.viewer_agency() order by o.at desc limit 1000)
        union all
        (select o.report_id, o.at, true from intelligence.delivery o
         where o.agency_id = 0 order by o.at desc limit 1000)
        order by 2 desc) d
      join intelligence.report r on r.id = d.report_id and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
      -- row by row: as NOT EXISTS these would be read whole
      where (select true from intelligence.reading g
             where g.report_id = r.id and g.version = r.version and g.person_id = identity.viewer_person()) is null
        -- what was released to all and to this agency by name is one arrival
        and (not d.to_all or (select true from intelligence.delivery o
                              where o.agency_id = identity.viewer_agency() and o.report_id = d.report_id) is null)
    ) seen
    where seen.sight in ('full', 'conditions')
    limit most;
  end;

-- What came to the viewer's agency, released by name or to all, newest first, whether or not somebody has opened it.
create function intelligence.newest_arrivals(most integer)
  returns table (report_id uuid, version integer, at timestamptz, owner_id integer, conditions boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.version, d.at, r.agency_id, r.handling <> 'P'
    from (
      (select o.report_id, o.at from intelligence.delivery o
       where o.agency_id = identity.viewer_agency() order by o.at desc limit 1000)
      union all
      (select o.report_id, o.at from intelligence.delivery o
       where o.agency_id = 0
         -- what was released to all and to this agency by name is one arrival
         and (select true from intelligence.delivery n
              where n.agency_id = identity.viewer_agency() and n.report_id = o.report_id) is null
       order by o.at desc limit 1000)
      order by 2 desc offset 0) d
    cross join lateral (
      select x.id, x.version, x.agency_id, x.handling from intelligence.report x
      where x.id = d.report_id and x.agency_id <> identity.viewer_agency() and x.status = 'disseminated'
        and access.sight(x.agency_id, x.author_id, x.status, x.classification, x.handling, x.released_to_all,
                         x.released_to, x.compartment_id, x.discoverable, false, false) in ('full', 'conditions')
      offset 0) r
    limit most;
  end;

grant execute on function intelligence.unread_arrivals(integer), intelligence.newest_arrivals(integer)
  to seamark_member;

reset role;
