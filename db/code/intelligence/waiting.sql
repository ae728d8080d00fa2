-- What waits for the viewer: once for all who see the same, and each person's own.

set role seamark_owner;

-- What waits for all who see as the viewer does: recalls, arrivals, checks, and a mark that follows gradings and reviews
-- too. Of what waits for its check only what the viewer could check: who reads its original.
create function intelligence.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with recall as materialized (
      select n.report_id, n.at from intelligence.recall_notice n
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and n.agency_id = identity.viewer_agency() and n.acknowledged_at is null
      order by n.at desc limit 100),
    arrival as materialized (
      select a.report_id, a.version, a.at from intelligence.newest_arrivals(100) a
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')),
    checking as materialized (
      select d.derivative_id, d.changed_at, d.sanitised_by
      from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
      join intelligence.report o on o.id = d.original_id
      where identity.viewer_has_role('intelligence_officer')
        and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
      order by d.changed_at desc limit 100),
    grading as materialized (
      select r.id from intelligence.report r
      where identity.viewer_has_role('intelligence_officer', 'coordinator')
        and r.agency_id = identity.viewer_agency() and r.needs_evaluation and r.status in ('submitted', 'disseminated')
      order by r.created_at desc limit 100),
    reviewing as materialized (
      select r.id from intelligence.report r
      where identity.viewer_has_role('intelligence_officer', 'coordinator')
        and r.agency_id = identity.viewer_agency() and r.review_on <= current_date
        and r.status in ('submitted', 'disseminated')
      order by r.review_on desc limit 100)
    select jsonb_build_object(
      'recall', coalesce((select jsonb_agg(extract(epoch from r.at)) from recall r), '[]'),
      'arrival', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from a.at), a.report_id, a.version)) from arrival a), '[]'),
      'checking', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from c.changed_at), c.sanitised_by)) from checking c), '[]'),
      'mark', concat_ws(' ',
        (select sum(hashtextextended(concat_ws(' ', r.report_id, r.at), 0)) from recall r),
        (select sum(hashtextextended(concat_ws(' ', a.report_id, a.version, a.at), 0)) from arrival a),
        (select sum(hashtextextended(concat_ws(' ', c.derivative_id, c.changed_at), 0)) from checking c),
        (select sum(hashtextextended(g.id::text, 0)) from grading g),
        (select sum(hashtextextended(r.id::text, 0)) from reviewing r)));
  end;

-- With what is each person's own: their drafts, and what they have opened and accepted.
create function intelligence.waiting(shared jsonb) returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with looked as materialized (select identity.looked_at('reports') as until),
    fresh as materialized (
      select platform.later_than(shared -> 'recall', l.until)
        + (select count(*) from jsonb_array_elements(shared -> 'arrival') as a (one)
           where (a.one -> 0)::numeric > extract(epoch from l.until)
             and not exists (select from intelligence.reading g
                             where g.report_id = (a.one ->> 1)::uuid and g.version = (a.one -> 2)::integer
                               and g.person_id = identity.viewer_person()))
        + (select count(*) from jsonb_array_elements(shared -> 'checking') as c (one)
           where (c.one -> 0)::numeric > extract(epoch from l.until)
             and c.one ->> 1 <> identity.viewer_person()::text) as things
      from looked l),
    own as materialized (
      select r.id, v.written_at, d.state, d.changed_at
      from intelligence.report r
      join intelligence.version v on v.report_id = r.id and v.version = r.version
      left join intelligence.derivation d on d.derivative_id = r.id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
        and r.author_id = identity.viewer_person() and r.status = 'draft'
      order by r.id limit 100)
    select jsonb_build_object(
      'counts', jsonb_build_object('reports', f.things, 'new', f.things),
      'mark', concat_ws(' ', shared ->> 'mark',
        (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', o.id, o.written_at, o.state, o.changed_at), 0)))
         from own o),
        (select g.first_at from intelligence.reading g where g.person_id = identity.viewer_person()
         order by g.first_at desc limit 1),
        (select a.at from intelligence.acceptance a where a.person_id = identity.viewer_person()
         order by a.at desc limit 1)))
    from fresh f;
  end;

grant execute on function intelligence.shared(), intelligence.waiting(jsonb) to seamark_member;

reset role;
