-- Reports that wait for the viewer, and how many.

set role seamark_owner;

-- Reports that wait for the viewer, of each kind at most a thousand. What partners released and recalled waits in
-- the room sharing.
create function intelligence.things_waiting()
  returns table (kind text, id uuid, since timestamptz)
  language sql stable set search_path = ''
  begin atomic
    (select 'second-check', r.id, d.changed_at
     from intelligence.derivation d join access.record r on r.id = d.derivative_id
     join access.record o on o.id = d.original_id
     where access.viewer_checks_sanitised()
       and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
       and d.sanitised_by <> identity.viewer_person()
     order by d.changed_at limit 1000)
    union all
    (select 'returned', r.id, d.changed_at
     from access.record r join intelligence.derivation d on d.derivative_id = r.id
     where access.viewer_files_intelligence()
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and d.state = 'returned'
     order by d.changed_at limit 1000)
    union all
    (select 'unchecked', r.id, r.filed_at
     from intelligence.derivation d join access.record r on r.id = d.derivative_id
     where access.viewer_decides()
       and d.agency_id = identity.viewer_agency() and d.state = 'approved' and r.version > 1
       and r.status = 'disseminated' and not intelligence.is_checked(r.id, r.version)
       and not exists (select from access.record n where n.next_version_of = r.id and n.status = 'draft')
     order by r.filed_at limit 1000)
    union all
    (select 'draft', r.id, v.written_at
     from access.record r
     join intelligence.version v on v.report_id = r.id and v.version = r.version
     left join intelligence.derivation d on d.derivative_id = r.id
     where access.viewer_files_intelligence()
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and (d.state is null or d.state = 'being-written')
     order by v.written_at limit 1000)
    union all
    (select 'evaluate', r.id, p.created_at from intelligence.report p join access.record r on r.id = p.id
     where access.viewer_decides()
       and p.agency_id = identity.viewer_agency() and p.needs_evaluation and r.status = 'disseminated'
     order by p.created_at limit 1000)
    union all
    (select 'review', r.id, r.review_on::timestamptz from access.record r
     where access.viewer_decides()
       and r.agency_id = identity.viewer_agency() and r.kind = 'report' and r.review_on <= current_date
       and r.status = 'disseminated'
     order by r.review_on limit 1000);
  end;

-- How many there are of each kind. What an import leaves behind is counted whole.
create function intelligence.counts_waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with thing as materialized (select t.kind from intelligence.things_waiting() t)
    select jsonb_object_agg(k.kind, case
      when n.listed < 1000 or k.kind not in ('evaluate', 'review') then n.listed
      when k.kind = 'evaluate' then (
        select count(*) from intelligence.report p join access.record r on r.id = p.id
        where p.agency_id = identity.viewer_agency() and p.needs_evaluation and r.status = 'disseminated')
      else (
        select count(*) from access.record r
        where r.agency_id = identity.viewer_agency() and r.kind = 'report' and r.review_on <= current_date
          and r.status = 'disseminated') end)
    from unnest(array['second-check', 'returned', 'unchecked', 'draft', 'evaluate', 'review']) as k (kind)
    cross join lateral (select count(*) as listed from thing t where t.kind = k.kind) n;
  end;

grant execute on function intelligence.things_waiting(), intelligence.counts_waiting() to seamark_member;

reset role;
