-- What came in.

set role seamark_service;

-- What came to the viewer's agency, released by name or to all, newest first, whether or not somebody has opened it:
-- at most `most` of the newest thousand deliveries to the agency and the newest thousand to all. Every page counts them,
-- so this reads the two lists from their new ends and asks the rule of sight once a row; under row-level security the
-- same question reads every delivery there ever was.
create function access.newest_arrivals(most integer)
  returns table (record_id uuid, kind text, version integer, at timestamptz, owner_id integer, conditions boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.kind, r.version, d.at, r.agency_id, r.handling <> 'P'
    from (
      (select o.record_id, o.at from access.delivery o
       where o.agency_id = identity.viewer_agency() order by o.at desc limit 1000)
      union all
      (select o.record_id, o.at from access.delivery o
       where o.agency_id = 0
         -- what was released to all and to this agency by name is one arrival
         and (select true from access.delivery n
              where n.agency_id = identity.viewer_agency() and n.record_id = o.record_id) is null
       order by o.at desc limit 1000)
      order by 2 desc offset 0) d
    cross join lateral (
      select x.id, x.kind, x.version, x.agency_id, x.handling from access.record x
      where x.id = d.record_id and x.agency_id <> identity.viewer_agency() and x.status = 'disseminated'
        and access.sight(x, false, false) in ('full', 'conditions')
      offset 0) r
    limit most;
  end;

grant execute on function access.newest_arrivals(integer) to seamark_member;

reset role;
