-- A look asks what is newest. Until now it asked of each person for everything that waits: two milliseconds of each,
-- and 40 more of each slice where a partner's matches were a backlog, because the plan judged all of them to sort the
-- first hundred. With a thousand open pages the last was told after nine seconds.
--
-- What everybody has who sees as the viewer does (access.viewer_sees_as) is now asked once for all of them: shared().
-- What is each person's own is a few index look-ups: waiting(shared). The numbers are of what is new since the person
-- looked (0036), never of the backlog; those are counted for the page that shows them.
set role seamark_owner;

-- How many of these moments (seconds since 1970, an array) are later.
create function platform.later_than(moments jsonb, since timestamptz) returns integer
  language sql immutable parallel safe set search_path = ''
  return jsonb_array_length(jsonb_path_query_array(moments, '$[*] ? (@ > $since)',
                                                   jsonb_build_object('since', extract(epoch from since))));
grant execute on function platform.later_than(jsonb, timestamptz) to seamark_member;

drop function deconfliction.waiting();
drop function deconfliction.waiting(jsonb);
drop function deconfliction.shared();
drop function intelligence.waiting();

reset role;
set role seamark_service;

-- The newest sides of ours that nobody has answered, of persons too. Read from the new end of the index, row by row
-- until there are enough: what lies behind them costs nothing. The partner's side is judged as in partner_discloses.
drop function deconfliction.sides_waiting(integer);
drop function deconfliction.things_unanswered_by_partner(integer);
create function deconfliction.newest_open(most integer)
  returns table (side_id uuid, match_id uuid, at timestamptz, kind text, key text, partner_id integer,
                 since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select q.id, q.match_id, q.at, q.kind, deconfliction.shown_key(m.key, q.report_id),
           case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end,
           case when q.at < r.filed_at + interval '1 minute' then q.at
                else date_trunc('month', q.at, 'Europe/London') end,
           r.classification
    from (select s.id, s.match_id, s.report_id, s.at, s.kind from deconfliction.match_side s
          where s.agency_id = identity.viewer_agency() and s.state = 'open'
          order by s.at desc, s.id desc offset 0) q
    cross join lateral (
      select x.contacted_at, x.key, x.agency_a, x.agency_b from deconfliction.match x
      where x.id = q.match_id
        and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
    cross join lateral (
      select r.filed_at, r.classification from deconfliction.side_record r
      where r.id = q.report_id
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full' offset 0) r
    where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      and exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.report_id offset 0) t
        where o.match_id = q.match_id and o.agency_id <> identity.viewer_agency()
          and case when m.contacted_at is null
            then o.held and access.sight(t.agency_id, t.author_id, t.status, t.classification, t.handling,
                   t.released_to_all, t.released_to, t.compartment_id, t.discoverable, false, true) <> 'none'
            else access.sight(t.agency_id, t.author_id, 'submitted', t.classification, t.handling,
                   false, '{}', null, true, false, true) <> 'none' end)
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
      select q.match_id, q.kind, q.at, m.agency_a, m.agency_b, m.key, q.report_id,
             r.classification,
             case when q.at < r.filed_at + interval '1 minute' then q.at
                  else date_trunc('month', q.at, 'Europe/London') end as since
      from (select s.id, s.match_id, s.report_id, s.kind, s.at from deconfliction.match_side s
            where s.agency_id = identity.viewer_agency() and s.state = 'open'
              and (after is null or s.at > after and not exists (
                select from deconfliction.thread_seen t
                where t.match_id = s.match_id and t.person_id = identity.viewer_person()))
              and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
            order by s.at desc offset 0) q
      cross join lateral (
        select x.* from deconfliction.match x
        where x.id = q.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (
        select r.filed_at, r.classification from deconfliction.side_record r
        where r.id = q.report_id
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full' offset 0) r
      where exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.report_id offset 0) t
        where o.match_id = q.match_id and o.agency_id <> identity.viewer_agency()
          and case when m.contacted_at is null
            then o.held and access.sight(t.agency_id, t.author_id, t.status, t.classification, t.handling,
                   t.released_to_all, t.released_to, t.compartment_id, t.discoverable, false, true) <> 'none'
            else access.sight(t.agency_id, t.author_id, 'submitted', t.classification, t.handling,
                   false, '{}', null, true, false, true) <> 'none' end)
    ), line as (
      select case when p.agency_a = identity.viewer_agency() then p.agency_b else p.agency_a end as partner_id, p.kind,
             coalesce(case when p.agency_a = identity.viewer_agency() then pm.person_a else pm.person_b end::text,
                      deconfliction.shown_key(p.key, p.report_id)) as line,
             min(p.since) as since, bool_or(p.classification = 'OFFICIAL-SENSITIVE') as sensitive
      from pair p
      left join deconfliction.person_match pm on p.kind = 'person' and pm.match_id = p.match_id
      group by 1, 2, 3
    )
    select l.partner_id, count(*)::integer, min(l.since),
           case when bool_or(l.sensitive) then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end
    from line l group by l.partner_id;
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

grant execute on function deconfliction.newest_open(integer), deconfliction.open_by_partner(timestamptz),
  intelligence.newest_arrivals(integer) to seamark_member;

reset role;
set role seamark_owner;

-- Reports that wait for the viewer, of each kind at most a thousand: as in 0030, where it was a hundred, and without
-- what came in. Of that the newest are the same for all who see the same; home subtracts what the person has opened.
create or replace function intelligence.things_waiting()
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

-- What is the agency's own: recalls to acknowledge, arrivals, sanitised reports to check, reports to grade. Of each the
-- newest hundred; a look tells that they have changed, and the page reads them.
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

-- What waits for everybody who sees as the viewer does: matches and pairs, threads in which the partner wrote last, hits
-- on silent records, alerts about checks. The last word of a match in sight counts too: an open page of that match is not
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
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      order by u.at desc limit 100),
    hit as materialized (
      select h.id, h.at, h.times from deconfliction.silent_hit h
      join deconfliction.side_record r on r.id = h.report_id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and h.owner_id = identity.viewer_agency() and h.seen_at is null
      order by h.at desc, h.id limit 100),
    alert as materialized (
      select a.person_id, a.at from deconfliction.check_alert a
      where identity.viewer_has_role('records_manager')
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
        (select w.at from deconfliction.match_word w
         where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
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

-- As threads_unread, newest first: what is new must not be behind fifty that nobody has opened for weeks. A message that
-- stands on several matches is one unread thread.
drop function deconfliction.threads_unread(integer);
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
    where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
    order by u.at desc
    limit most;
  end;
grant execute on function deconfliction.newest_unread(integer) to seamark_member;

-- The desk for public reports. Everybody who works there has the same answer, except who wrote a question that waits
-- for a second officer; and what is new since they looked is known to the hour alone. alike() says who has the same.
create function reporting.alike() returns text
  language sql stable set search_path = ''
  begin atomic
    select concat_ws(' ', date_trunc('hour', identity.looked_at('home'), 'UTC'),
      (select identity.viewer_person() where exists (
        select from reporting.message m
        where m.agency_id = identity.viewer_agency() and m.state = 'awaiting-second'
          and m.written_by = identity.viewer_person())));
  end;
create function reporting.told() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_set(w.waiting, '{counts,new}', to_jsonb((
      select count(*) from (
        select from reporting.public_report r
        where r.agency_id = identity.viewer_agency() and r.state = 'new'
          and r.hour >= date_trunc('hour', identity.looked_at('home'), 'UTC')
          and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
        limit 100) n)))
    from reporting.waiting() as w (waiting);
  end;

grant execute on function intelligence.counts_waiting(), intelligence.shared(), intelligence.waiting(jsonb),
  deconfliction.shared(), deconfliction.waiting(jsonb), reporting.alike(), reporting.told() to seamark_member;

-- As in 0030. Of a room that publishes shared(), that part is asked of the first who sees as they do; of one that
-- publishes alike(), the whole answer is asked of the first of whom it says the same.
create or replace function platform.look(sessions bytea[], idle_minutes integer, hours integer, rooms text[])
  returns table (session bytea, answers jsonb)
  language plpgsql set search_path = '' as $$
declare
  ask_shared text;
  ask_alike text;
  ask_told text;
  ask text;
  who record;
  looked_for uuid;
  seen jsonb;
  sees_as text;
  likeness text;
  shared jsonb := '{}';
  told jsonb := '{}';
begin
  select 'select jsonb_build_object(' || string_agg(format('%L, %I.shared()', room, room), ', ')
           filter (where to_regprocedure(format('%I.shared()', room)) is not null) || ')',
         'select concat_ws('' | '', $1, ' || string_agg(format('%I.alike()', room), ', ')
           filter (where to_regprocedure(format('%I.alike()', room)) is not null) || ')',
         'select jsonb_build_object(' || string_agg(format('%L, %I.told()', room, room), ', ')
           filter (where to_regprocedure(format('%I.alike()', room)) is not null) || ')',
         'select jsonb_build_array(' || string_agg(
           case when to_regprocedure(format('%I.alike()', room)) is not null then format('$2 -> %L', room)
                when to_regprocedure(format('%I.shared()', room)) is null then format('%I.waiting()', room)
                else format('%I.waiting($1 -> %L)', room, room) end, ', ') || ')'
  into ask_shared, ask_alike, ask_told, ask from unnest(rooms) as room;
  foreach session in array sessions loop
    perform set_config('role', 'none', true);
    select p.id, p.agency_id, array_to_string(p.roles, ',') as roles, p.clearance, p.purpose, p.alive into who
    from identity.person_of_session(session, idle_minutes, look.hours) p;
    answers := null;
    if who.alive then
      if who.id is distinct from looked_for then
        perform set_config('seamark.person', who.id::text, true), set_config('seamark.agency', who.agency_id::text, true),
                set_config('seamark.roles', who.roles, true), set_config('seamark.clearance', who.clearance, true),
                set_config('seamark.active', 'true', true), set_config('seamark.operation', 'platform.live.listen', true),
                set_config('seamark.purpose', coalesce(who.purpose, ''), true), set_config('seamark.service', '', true),
                set_config('role', 'seamark_member', true);
        sees_as := access.viewer_sees_as();
        if ask_shared is not null and not shared ? sees_as then
          execute ask_shared into seen;
          shared := shared || jsonb_build_object(sees_as, seen);
        end if;
        if ask_told is not null then
          execute ask_alike into likeness using sees_as;
          if not told ? likeness then
            execute ask_told into seen;
            told := told || jsonb_build_object(likeness, seen);
          end if;
        end if;
        execute ask into seen using shared -> sees_as, told -> likeness;
        looked_for := who.id;
      end if;
      answers := seen;
    end if;
    return next;
  end loop;
end
$$;

reset role;
