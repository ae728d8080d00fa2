-- What partners released and recalled: once for all who see the same, and what each person has opened. Of every kind.

set role seamark_owner;

-- What waits for all who see as the viewer does: recalls and arrivals.
create function access.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with recall as materialized (
      select n.record_id, n.at from access.recall_notice n
      where (access.viewer_reads_content() or access.viewer_reads_in_operations())
        and n.agency_id = identity.viewer_agency() and n.acknowledged_at is null
      order by n.at desc limit 100),
    arrival as materialized (
      select a.record_id, a.version, a.at from access.newest_arrivals(100) a
      where access.viewer_reads_content())
    select jsonb_build_object(
      'recall', coalesce((select jsonb_agg(extract(epoch from r.at)) from recall r), '[]'),
      'arrival', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from a.at), a.record_id, a.version)) from arrival a), '[]'),
      'mark', concat_ws(' ',
        (select sum(hashtextextended(concat_ws(' ', r.record_id, r.at), 0)) from recall r),
        (select sum(hashtextextended(concat_ws(' ', a.record_id, a.version, a.at), 0)) from arrival a)));
  end;

-- With what is each person's own: what they have opened and accepted.
create function access.waiting(shared jsonb) returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with looked as materialized (select identity.looked_at('reports') as until),
    fresh as materialized (
      select platform.later_than(shared -> 'recall', l.until)
        + (select count(*) from jsonb_array_elements(shared -> 'arrival') as a (one)
           where (a.one -> 0)::numeric > extract(epoch from l.until)
             and not exists (select from access.reading g
                             where g.record_id = (a.one ->> 1)::uuid and g.version = (a.one -> 2)::integer
                               and g.person_id = identity.viewer_person())) as things
      from looked l)
    select jsonb_build_object(
      'counts', jsonb_build_object('reports', f.things, 'new', f.things),
      'mark', concat_ws(' ', shared ->> 'mark',
        (select g.first_at from access.reading g where g.person_id = identity.viewer_person()
         order by g.first_at desc limit 1),
        (select a.at from access.acceptance a where a.person_id = identity.viewer_person()
         order by a.at desc limit 1)))
    from fresh f;
  end;

grant execute on function access.shared(), access.waiting(jsonb) to seamark_member;

reset role;
