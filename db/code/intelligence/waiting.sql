-- What waits for the viewer: once for all who see the same, and each person's own.

set role seamark_owner;

-- What waits for all who see as the viewer does: checks, and a mark that follows gradings and reviews too. Of what waits
-- for its check only what the viewer could check: who reads its original. What partners released is of access.shared().
create function intelligence.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with checking as materialized (
      select d.derivative_id, d.changed_at, d.sanitised_by
      from intelligence.derivation d join access.record r on r.id = d.derivative_id
      join access.record o on o.id = d.original_id
      where access.viewer_checks_sanitised()
        and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
      order by d.changed_at desc limit 100),
    grading as materialized (
      select r.id from intelligence.report p join access.record r on r.id = p.id
      where access.viewer_decides()
        and p.agency_id = identity.viewer_agency() and p.needs_evaluation and r.status = 'disseminated'
      order by p.created_at desc limit 100),
    reviewing as materialized (
      select r.id from access.record r
      where access.viewer_decides()
        and r.agency_id = identity.viewer_agency() and r.kind = 'report' and r.review_on <= current_date
        and r.status = 'disseminated'
      order by r.review_on desc limit 100)
    select jsonb_build_object(
      'checking', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from c.changed_at), c.sanitised_by)) from checking c), '[]'),
      'mark', concat_ws(' ',
        (select sum(hashtextextended(concat_ws(' ', c.derivative_id, c.changed_at), 0)) from checking c),
        (select sum(hashtextextended(g.id::text, 0)) from grading g),
        (select sum(hashtextextended(r.id::text, 0)) from reviewing r)));
  end;

-- With what is each person's own: their drafts.
create function intelligence.waiting(shared jsonb) returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with looked as materialized (select identity.looked_at('reports') as until),
    fresh as materialized (
      select count(*) as things
      from looked l, jsonb_array_elements(shared -> 'checking') as c (one)
      where (c.one -> 0)::numeric > extract(epoch from l.until)
        and c.one ->> 1 <> identity.viewer_person()::text),
    own as materialized (
      select r.id, v.written_at, d.state, d.changed_at
      from access.record r
      join intelligence.version v on v.report_id = r.id and v.version = r.version
      left join intelligence.derivation d on d.derivative_id = r.id
      where access.viewer_files_intelligence()
        and r.author_id = identity.viewer_person() and r.status = 'draft'
      order by r.id limit 100)
    select jsonb_build_object(
      'counts', jsonb_build_object('reports', f.things, 'new', f.things),
      'mark', concat_ws(' ', shared ->> 'mark',
        (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', o.id, o.written_at, o.state, o.changed_at), 0)))
         from own o)))
    from fresh f;
  end;

grant execute on function intelligence.shared(), intelligence.waiting(jsonb) to seamark_member;

reset role;
