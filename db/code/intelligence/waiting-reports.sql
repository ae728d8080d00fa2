-- Reports that wait for the viewer, and how many.

set role seamark_owner;

-- Reports that wait for the viewer, of each kind at most a thousand, without what came in. Of that the newest are
-- the same for all who see the same; home subtracts what the person has opened.
create function intelligence.things_waiting()
  returns table (kind text, id uuid, since timestamptz)
  language sql stable set search_path = ''
  begin atomic
    (select 'recall', n.report_id, n.at from intelligence.recall_notice n
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
       and n.agency_id = identity.viewer_agency() and n.acknowledged_at is null
     order by n.at limit 1000)
    union all
    (select 'second-check', r.id, d.changed_at
     from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
     join intelligence.report o on o.id = d.original_id
     where identity.viewer_has_role('intelligence_officer')
       and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
       and d.sanitised_by <> identity.viewer_person()
     order by d.changed_at limit 1000)
    union all
    (select 'returned', r.id, d.changed_at
     from intelligence.report r join intelligence.derivation d on d.derivative_id = r.id
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and d.state = 'returned'
     order by d.changed_at limit 1000)
    union all
    (select 'unchecked', r.id, r.filed_at
     from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and d.agency_id = identity.viewer_agency() and d.state = 'approved' and r.version > 1
       and r.status in ('submitted', 'disseminated') and not intelligence.is_checked(r.id, r.version)
       and not exists (select from intelligence.report n where n.next_version_of = r.id and n.status = 'draft')
     order by r.filed_at limit 1000)
    union all
    (select 'draft', r.id, v.written_at
     from intelligence.report r
     join intelligence.version v on v.report_id = r.id and v.version = r.version
     left join intelligence.derivation d on d.derivative_id = r.id
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and (d.state is null or d.state = 'being-written')
     order by v.written_at limit 1000)
    union all
    (select 'evaluate', r.id, r.created_at from intelligence.report r
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and r.agency_id = identity.viewer_agency() and r.needs_evaluation and r.status in ('submitted', 'disseminated')
     order by r.created_at limit 1000)
    union all
    (select 'review', r.id, r.review_on::timestamptz from intelligence.report r
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and r.agency_id = identity.viewer_agency() and r.review_on <= current_date
       and r.status in ('submitted', 'disseminated')
     order by r.review_on limit 1000);
  end;

-- How many there are of each kind. What an import leaves behind is counted whole; what came in up to two hundred.
create function intelligence.counts_waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with thing as materialized (
      select t.kind from intelligence.things_waiting() t
      union all
      select case u.sight when 'conditions' then 'conditions' else 'unread' end
      from intelligence.unread_arrivals(200) u
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'))
    select jsonb_object_agg(k.kind, case
      when n.listed < 1000 or k.kind not in ('evaluate', 'review') then n.listed
      when k.kind = 'evaluate' then (
        select count(*) from intelligence.report r
        where r.agency_id = identity.viewer_agency() and r.needs_evaluation and r.status in ('submitted', 'disseminated'))
      else (
        select count(*) from intelligence.report r
        where r.agency_id = identity.viewer_agency() and r.review_on <= current_date
          and r.status in ('submitted', 'disseminated')) end)
    from unnest(array['recall', 'conditions', 'unread', 'second-check', 'returned', 'unchecked', 'draft', 'evaluate',
                      'review']) as k (kind)
    cross join lateral (select count(*) as listed from thing t where t.kind = k.kind) n;
  end;

grant execute on function intelligence.things_waiting(), intelligence.counts_waiting() to seamark_member;

reset role;
