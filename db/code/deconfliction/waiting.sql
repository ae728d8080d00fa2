-- What waits for the viewer: once for all who see the same, and each person's own.

set role seamark_owner;

-- What waits for everybody who sees as the viewer does: matches and pairs, threads in which the partner wrote last, hits
-- on silent records, alerts about checks. The last answer of a match in sight counts too: an open page of that match is not
-- up to date after it, though nothing waits anew. Of the last day; older pages are loaded anew.
create function deconfliction.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with side as materialized (select n.side_id, n.match_id, n.at from deconfliction.newest_open(100) n),
    thread as materialized (
      select u.id, u.at from (
        (select m.id, m.wrote_b as at from deconfliction.match m
         where m.agency_a = identity.viewer_agency() and m.wrote_b is not null
           and m.wrote_b > coalesce(m.wrote_a, '-infinity')
         order by m.wrote_b desc limit 100)
        union all
        (select m.id, m.wrote_a from deconfliction.match m
         where m.agency_b = identity.viewer_agency() and m.wrote_a is not null
           and m.wrote_a > coalesce(m.wrote_b, '-infinity')
         order by m.wrote_a desc limit 100)) u
      where access.viewer_reads_content()
      order by u.at desc limit 100),
    hit as materialized (
      select h.id, h.at, h.times from deconfliction.silent_hit h
      join deconfliction.side_record r on r.id = h.record_id
      where access.viewer_reads_content()
        and h.owner_id = identity.viewer_agency() and h.seen_at is null
      order by h.at desc, h.id limit 100),
    alert as materialized (
      select a.person_id, a.at from deconfliction.check_alert a
      where access.viewer_manages_records()
        and a.agency_id = identity.viewer_agency() and a.seen_at is null
      order by a.at desc limit 100)
    select jsonb_build_object(
      'match', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from o.at), o.match_id))
                         from (select s.match_id, max(s.at) as at from side s group by s.match_id) o), '[]'),
      'thread', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from t.at), t.id)) from thread t), '[]'),
      'hit', coalesce((select jsonb_agg(extract(epoch from h.at)) from hit h), '[]'),
      'alert', coalesce((select jsonb_agg(extract(epoch from a.at)) from alert a), '[]'),
      'mark', concat_ws(' ',
        (select sum(hashtextextended(s.side_id::text, 0)) from side s),
        (select sum(hashtextextended(concat_ws(' ', h.id, h.at, h.times), 0)) from hit h),
        (select sum(hashtextextended(concat_ws(' ', a.person_id, a.at), 0)) from alert a),
        (select w.at from deconfliction.match_answer w
         where access.viewer_reads_content()
           and w.at > now() - interval '1 day' order by w.at desc limit 1)));
  end;

-- With what the person has opened. A match is new until they have opened it or looked at a list of matches.
create function deconfliction.waiting(shared jsonb) returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with looked as materialized (select identity.looked_at('matches') as until),
    unread as materialized (
      select t.one from jsonb_array_elements(shared -> 'thread') as t (one)
      where not exists (select from deconfliction.thread_seen n
                        where n.match_id = (t.one ->> 1)::uuid and n.person_id = identity.viewer_person()
                          and extract(epoch from n.at) >= (t.one -> 0)::numeric)),
    fresh as materialized (
      select (select count(*) from jsonb_array_elements(shared -> 'match') as m (one)
              where (m.one -> 0)::numeric > extract(epoch from l.until)
                and not exists (select from deconfliction.thread_seen n
                                where n.match_id = (m.one ->> 1)::uuid and n.person_id = identity.viewer_person())) as matches,
             (select count(*) from unread u where (u.one -> 0)::numeric > extract(epoch from l.until)) as messages,
             platform.later_than(shared -> 'hit', l.until) as hits,
             platform.later_than(shared -> 'alert', l.until) as alerts
      from looked l)
    select jsonb_build_object(
      'counts', jsonb_build_object('matches', f.matches + f.messages + f.hits,
                                   'new', f.matches + f.messages + f.hits + f.alerts),
      'mark', concat_ws(' ', shared ->> 'mark',
        (select sum(hashtextextended(u.one::text, 0)) from unread u)))
    from fresh f;
  end;

grant execute on function deconfliction.shared(), deconfliction.waiting(jsonb) to seamark_member;

reset role;
