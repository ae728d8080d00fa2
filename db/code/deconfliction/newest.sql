-- What is newest: open sides, partners, and what is unread.

set role seamark_service;

-- The newest sides of ours that nobody has answered, of persons too. Read from the new end of the index, row by row
-- until there are enough: what lies behind them costs nothing. The partner's side is judged as in partner_side_in_sight;
-- written out, because each page asks and a call for each row took most of the time.
create function deconfliction.newest_open(most integer)
  returns table (side_id uuid, match_id uuid, at timestamptz, kind text, key text, partner_id integer,
                 since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select q.id, q.match_id, q.at, q.kind, deconfliction.key_for_owner(m.key, q.record_id),
           case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end,
           case when q.at < r.filed_at + interval '1 minute' then q.at
                else date_trunc('month', q.at, 'Europe/London') end,
           r.classification
    from (select s.id, s.match_id, s.record_id, s.at, s.kind from deconfliction.match_side s
          where s.agency_id = identity.viewer_agency() and s.state = 'open'
          order by s.at desc, s.id desc offset 0) q
    cross join lateral (
      select x.contacted_at, x.key, x.agency_a, x.agency_b from deconfliction.match x
      where x.id = q.match_id
        and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
    cross join lateral (
      select r.filed_at, r.classification from deconfliction.side_record r
      where r.id = q.record_id
        and access.sight(r.record, false, false) = 'full' offset 0) r
    where access.viewer_reads_content()
      and exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.record_id offset 0) t
        where o.match_id = q.match_id and o.agency_id <> identity.viewer_agency()
          and case when m.contacted_at is null
            then o.held and access.sight(t.record, false, true) <> 'none'
            else access.sight_after_contact(t.record) <> 'none' end)
    limit most;
  end;

-- How many lines of the list of open matches there are with each partner: one for each of our own values or records of
-- persons. All of them are judged, as the list judges them, so a page that shows the numbers asks; a look never does.
--   after   only those with a side later than this that the viewer has not opened; null: all
create function deconfliction.open_by_partner(after timestamptz)
  returns table (partner_id integer, lines integer, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    with pair as materialized (
      select q.match_id, q.kind, q.at, m.agency_a, m.agency_b, m.key, q.record_id,
             r.classification,
             case when q.at < r.filed_at + interval '1 minute' then q.at
                  else date_trunc('month', q.at, 'Europe/London') end as since
      from (select s.id, s.match_id, s.record_id, s.kind, s.at from deconfliction.match_side s
            where s.agency_id = identity.viewer_agency() and s.state = 'open'
              and (after is null or s.at > after and not exists (
                select from deconfliction.thread_seen t
                where t.match_id = s.match_id and t.person_id = identity.viewer_person()))
              and access.viewer_reads_content()
            order by s.at desc offset 0) q
      cross join lateral (
        select x.* from deconfliction.match x
        where x.id = q.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (
        select r.filed_at, r.classification from deconfliction.side_record r
        where r.id = q.record_id
          and access.sight(r.record, false, false) = 'full' offset 0) r
      where exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.record_id offset 0) t
        where o.match_id = q.match_id and o.agency_id <> identity.viewer_agency()
          and case when m.contacted_at is null
            then o.held and access.sight(t.record, false, true) <> 'none'
            else access.sight_after_contact(t.record) <> 'none' end)
    ), line as (
      select case when p.agency_a = identity.viewer_agency() then p.agency_b else p.agency_a end as partner_id, p.kind,
             coalesce(case when p.agency_a = identity.viewer_agency() then pm.person_a else pm.person_b end::text,
                      deconfliction.key_for_owner(p.key, p.record_id)) as line,
             min(p.since) as since, bool_or(p.classification = 'OFFICIAL-SENSITIVE') as sensitive
      from pair p
      left join deconfliction.person_match pm on p.kind = 'person' and pm.match_id = p.match_id
      group by 1, 2, 3
    )
    select l.partner_id, count(*)::integer, min(l.since),
           case when bool_or(l.sensitive) then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end
    from line l group by l.partner_id;
  end;

grant execute on function deconfliction.newest_open(integer), deconfliction.open_by_partner(timestamptz)
  to seamark_member;

set role seamark_owner;

-- Threads in which the partner wrote something that the viewer has not seen, newest first: what is new must not be
-- behind fifty that nobody has opened for weeks. A message that stands on several matches is one unread thread.
create function deconfliction.newest_unread(most integer)
  returns table (match_id uuid, kind text, key text, partner_id integer, at timestamptz)
  language sql stable set search_path = ''
  begin atomic
    select u.id, u.kind, u.key, u.partner_id, u.at
    from (
      select distinct on (t.at, t.partner_id) t.*
      from (
        select m.id, m.kind, m.key, m.agency_b as partner_id, m.wrote_b as at from deconfliction.match m
        where m.agency_a = identity.viewer_agency() and m.wrote_b is not null and m.wrote_b > coalesce(m.wrote_a, '-infinity')
          and not exists (select from deconfliction.thread_seen t
                          where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_b)
        union all
        select m.id, m.kind, m.key, m.agency_a, m.wrote_a from deconfliction.match m
        where m.agency_b = identity.viewer_agency() and m.wrote_a is not null and m.wrote_a > coalesce(m.wrote_b, '-infinity')
          and not exists (select from deconfliction.thread_seen t
                          where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_a)) t
      order by t.at desc, t.partner_id, t.id) u
    where access.viewer_reads_content()
    order by u.at desc
    limit most;
  end;

grant execute on function deconfliction.newest_unread(integer) to seamark_member;

reset role;
