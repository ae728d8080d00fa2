-- What open pages are told. Each room publishes `waiting()`: numbers by name, and a mark that changes whenever
-- anything that waits for the viewer does, also beyond what is listed. They run as the viewer, under the rule of
-- sight: what somebody may not know of changes neither number nor mark. Pages ask for the numbers of their
-- navigation here too, so that there is one count of each thing.
set role seamark_owner;

-- Reports that wait for the viewer, of each kind at most a hundred.
create function intelligence.things_waiting()
  returns table (kind text, id uuid, since timestamptz)
  language sql stable set search_path = ''
  begin atomic
    (select 'recall', n.report_id, n.at from intelligence.recall_notice n
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
       and n.agency_id = identity.viewer_agency() and n.acknowledged_at is null
     order by n.at limit 100)
    union all
    -- What came in and was not opened. Whether conditions are to be accepted is asked of the rule itself, not of
    -- the handling code: a new version asks again.
    (select case u.sight when 'conditions' then 'conditions' else 'unread' end, u.report_id, u.at
     from intelligence.unread_arrivals(200) u
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator'))
    union all
    -- A draft is shown to its author and to intelligence officers; it is checked against its original.
    (select 'second-check', r.id, d.changed_at
     from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
     join intelligence.report o on o.id = d.original_id
     where identity.viewer_has_role('intelligence_officer')
       and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
       and d.sanitised_by <> identity.viewer_person()
     order by d.changed_at limit 100)
    union all
    (select 'returned', r.id, d.changed_at
     from intelligence.report r join intelligence.derivation d on d.derivative_id = r.id
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and d.state = 'returned'
     order by d.changed_at limit 100)
    union all
    -- Of before 0022: the current version of a sanitised report that nobody has checked. No partner reads it, and only
    -- its next version can be checked. Listed and not counted: an upgrade alone brings them about.
    (select 'unchecked', r.id, r.filed_at
     from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and d.agency_id = identity.viewer_agency() and d.state = 'approved' and r.version > 1
       and r.status in ('submitted', 'disseminated') and not intelligence.is_checked(r.id, r.version)
       and not exists (select from intelligence.report n where n.next_version_of = r.id and n.status = 'draft')
     order by r.filed_at limit 100)
    union all
    (select 'draft', r.id, v.written_at
     from intelligence.report r
     join intelligence.version v on v.report_id = r.id and v.version = r.version
     left join intelligence.derivation d on d.derivative_id = r.id
     where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
       and r.author_id = identity.viewer_person() and r.agency_id = identity.viewer_agency()
       and r.status = 'draft' and (d.state is null or d.state = 'being-written')
     order by v.written_at limit 100)
    union all
    (select 'evaluate', r.id, r.created_at from intelligence.report r
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and r.agency_id = identity.viewer_agency() and r.needs_evaluation and r.status in ('submitted', 'disseminated')
     order by r.created_at limit 100)
    union all
    (select 'review', r.id, r.review_on::timestamptz from intelligence.report r
     where identity.viewer_has_role('intelligence_officer', 'coordinator')
       and r.agency_id = identity.viewer_agency() and r.review_on <= current_date
       and r.status in ('submitted', 'disseminated')
     order by r.review_on limit 100);
  end;

create function intelligence.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with thing as materialized (select * from intelligence.things_waiting())
    select jsonb_build_object(
      'counts', (select jsonb_object_agg(k.kind, (select least(count(*), 100) from thing t where t.kind = k.kind))
                 from unnest(array['recall', 'conditions', 'unread', 'second-check', 'returned', 'draft', 'evaluate',
                                   'review']) as k (kind)),
      'mark', (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.since), 0)))
               from thing t));
  end;

-- Threads in which the partner wrote last and this person has not looked since. A colleague's answer settles it
-- for the whole desk; reading without answering settles it for the reader. Two branches, because a match has its
-- agencies in the order of their numbers, and each has its index.
create function deconfliction.threads_unread(most integer)
  returns table (match_id uuid, kind text, key text, partner_id integer, at timestamptz)
  language sql stable set search_path = ''
  begin atomic
    select u.id, u.kind, u.key, u.partner_id, u.at
    from (
      select m.id, m.kind, m.key, m.agency_b as partner_id, m.wrote_b as at from deconfliction.match m
      where m.agency_a = identity.viewer_agency() and m.wrote_b is not null and m.wrote_b > coalesce(m.wrote_a, '-infinity')
        and not exists (select from deconfliction.thread_seen t
                        where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_b)
      union all
      select m.id, m.kind, m.key, m.agency_a, m.wrote_a from deconfliction.match m
      where m.agency_b = identity.viewer_agency() and m.wrote_a is not null and m.wrote_a > coalesce(m.wrote_b, '-infinity')
        and not exists (select from deconfliction.thread_seen t
                        where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_a)) u
    order by u.at
    limit most;
  end;

reset role;
set role seamark_service;

-- In place of things_waiting, which only counted: the newest sides of ours that nobody has answered. Behind
-- hundreds of them a further one changes what is first here. The partner's side is judged as in
-- partner_discloses; written out, because each page asks and a call for each row took most of the time.
drop function deconfliction.things_waiting(integer);
create function deconfliction.sides_waiting(most integer) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select s.id from deconfliction.match_side s
    join deconfliction.match m on m.id = s.match_id
    join deconfliction.side_record r on r.id = s.report_id
    where s.agency_id = identity.viewer_agency() and s.state = 'open' and s.kind <> 'person'
      and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      and not case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE') then m.common else m.common_official end
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
      and exists (
        select from deconfliction.match_side o join deconfliction.side_record t on t.id = o.report_id
        where o.match_id = s.match_id and o.agency_id <> identity.viewer_agency()
          and case when m.contacted_at is null
            then o.held and access.sight(t.agency_id, t.author_id, t.status, t.classification, t.handling,
                   t.released_to_all, t.released_to, t.compartment_id, t.discoverable, false, true) <> 'none'
            else access.sight(t.agency_id, t.author_id, 'submitted', t.classification, t.handling,
                   false, '{}', null, true, false, true) <> 'none' end)
    order by s.at desc, s.id desc
    limit most;
  end;
grant execute on function deconfliction.sides_waiting(integer) to seamark_member;

reset role;
set role seamark_owner;

-- Of those who read, whoever has the same answer here has the same sight of every record that is not a draft and
-- needs no acceptance: all that access.sight and the policies ask of a viewer, except who they are.
create function access.viewer_sees_as() returns text
  language sql stable set search_path = ''
  begin atomic
    select concat_ws(' ', identity.viewer_agency(), current_setting('seamark.active', true),
      current_setting('seamark.clearance', true),
      (select string_agg(role, ',' order by role)
       from unnest(string_to_array(current_setting('seamark.roles', true), ',')) as role),
      (select string_agg(m.compartment_id::text, ',' order by m.compartment_id) from access.compartment_member m
       where m.person_id = identity.viewer_person()));
  end;

-- What waits for everybody who sees as the viewer does, none of it being theirs alone: matches, pairs, hits on
-- silent records, alerts about checks. It costs most, so of many who see the same it is asked once.
-- The last word of a match in sight counts too: an open page of that match is not up to date after it, though
-- nothing waits anew. Of the last day; older pages are loaded anew.
create function deconfliction.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with side as materialized (select s.id from deconfliction.sides_waiting(100) as s (id)),
    hit as materialized (
      select h.id, h.at, h.times from deconfliction.silent_hit h
      join deconfliction.side_record r on r.id = h.report_id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and h.owner_id = identity.viewer_agency() and h.seen_at is null
      order by h.at, h.id limit 100),
    alert as materialized (
      select a.person_id, a.at from deconfliction.check_alert a
      where identity.viewer_has_role('records_manager')
        and a.agency_id = identity.viewer_agency() and a.seen_at is null
      order by a.at limit 100)
    select jsonb_build_object(
      'match', (select count(*) from side), 'pair', p.pairs, 'silent-hit', (select count(*) from hit),
      'check-alert', (select count(*) from alert),
      'mark', concat_ws(' ', p.since,
        (select sum(hashtextextended(s.id::text, 0)) from side s),
        (select sum(hashtextextended(concat_ws(' ', h.id, h.at, h.times), 0)) from hit h),
        (select sum(hashtextextended(concat_ws(' ', a.person_id, a.at), 0)) from alert a),
        (select w.at from deconfliction.match_word w
         where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
           and w.at > now() - interval '1 day' order by w.at desc limit 1)))
    from deconfliction.pairs_waiting_count(100) p;
  end;

-- With the unread threads, which are each person's own.
--   shared   what shared() answered to somebody who sees as the viewer does
create function deconfliction.waiting(shared jsonb) returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with thread as materialized (
      select t.match_id, t.at from deconfliction.threads_unread(100) t
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')),
    counted as (
      select (shared - 'mark') || jsonb_build_object('message', (select count(*) from thread)) as counts)
    select jsonb_build_object(
      'counts', c.counts || jsonb_build_object('matches', least(100, (c.counts ->> 'match')::integer
        + (c.counts ->> 'pair')::integer + (c.counts ->> 'message')::integer + (c.counts ->> 'silent-hit')::integer)),
      'mark', concat_ws(' ', c.counts, shared ->> 'mark',
        (select sum(hashtextextended(concat_ws(' ', t.match_id, t.at), 0)) from thread t)))
    from counted c;
  end;
create function deconfliction.waiting() returns jsonb
  language sql stable set search_path = ''
  return deconfliction.waiting(deconfliction.shared());

-- `triage` is what waits at the desk: reports that nobody has opened, answers that nobody has read, questions that
-- wait for a second officer. The mark follows the whole queue.
create function reporting.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with queue as (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', r.id, r.state, r.messages_read, r.incident_id,
                                                                     r.doubtful), 0))) as mark,
             count(*) filter (where r.state = 'new') as new
      from reporting.public_report r
      where r.agency_id = identity.viewer_agency() and r.state in ('new', 'open')
        and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')),
    counted as (
      select (select count(*) from reporting.public_report r
              where r.agency_id = identity.viewer_agency() and r.state <> 'new' and r.destroyed_at is null
                and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
                and exists (select from reporting.message m
                            where m.report_id = r.id and m.from_reporter and m.number > r.messages_read)) as answered,
             (select count(*) from reporting.message m join reporting.public_report r on r.id = m.report_id
              where m.agency_id = identity.viewer_agency() and m.state = 'awaiting-second'
                and m.written_by <> identity.viewer_person() and r.destroyed_at is null
                and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')) as questions,
             (select count(*) from reporting.message m
              where m.agency_id = identity.viewer_agency()
                and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')) as messages)
    select jsonb_build_object(
      'counts', jsonb_build_object('triage', least(q.new + c.answered + c.questions, 100)),
      'mark', concat_ws(' ', q.mark, c.answered, c.questions, c.messages))
    from queue q, counted c;
  end;

-- Reviews of stretches that the viewer leads.
create function coast.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', count(*),
             sum(hashtextextended(concat_ws(' ', s.id, s.review_on, s.name), 0))))
    from coast.stretch s
    where s.lead_id = identity.viewer_person() and s.review_on < (now() at time zone 'Europe/London')::date;
  end;

-- Gained roles and clearances that a records manager looks into, never those of their own.
create function identity.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws(' ', count(*),
             sum(hashtextextended(concat_ws(' ', a.id, a.at), 0))))
    from identity.appointment a
    where identity.viewer_has_role('records_manager') and a.agency_id = identity.viewer_agency()
      and a.seen_at is null and a.person_id <> identity.viewer_person()
      and a.given_by is distinct from identity.viewer_person();
  end;

grant execute on function intelligence.things_waiting(), intelligence.waiting(), deconfliction.threads_unread(integer),
  access.viewer_sees_as(), deconfliction.shared(), deconfliction.waiting(jsonb), deconfliction.waiting(),
  reporting.waiting(), coast.waiting(), identity.waiting() to seamark_member;

-- One look for many: what waits in these rooms for whoever each session is of. Of each session the scope is opened
-- anew, with the settings that a page's request gets (src/platform/database/perform.ts), and the rooms are asked
-- in it. Of a room that publishes shared(), that part is asked of the first who sees as they do. A session that is
-- not alive gets null.
--   sessions   hashes; those of one person beside one another are one look
--   rooms      schemas that publish waiting()
-- It runs as whoever calls it, the program's login, and takes on the member's role for each person.
create function platform.look(sessions bytea[], idle_minutes integer, hours integer, rooms text[])
  returns table (session bytea, answers jsonb)
  language plpgsql set search_path = '' as $$
declare
  ask_shared text;
  ask text;
  who record;
  looked_for uuid;
  seen jsonb;
  sees_as text;
  shared jsonb := '{}';
begin
  select 'select jsonb_build_object(' || string_agg(format('%L, %I.shared()', room, room), ', ')
           filter (where to_regprocedure(format('%I.shared()', room)) is not null) || ')',
         'select jsonb_build_array(' || string_agg(
           case when to_regprocedure(format('%I.shared()', room)) is null then format('%I.waiting()', room)
                else format('%I.waiting($1 -> %L)', room, room) end, ', ') || ')'
  into ask_shared, ask from unnest(rooms) as room;
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
        execute ask into seen using shared -> sees_as;
        looked_for := who.id;
      end if;
      answers := seen;
    end if;
    return next;
  end loop;
end
$$;
grant execute on function platform.look(bytea[], integer, integer, text[]) to seamark_app;

-- Which of these sessions are alive: what every open stream asks from time to time, all at once.
create function platform.alive(sessions bytea[], idle_minutes integer, hours integer) returns setof bytea
  language sql stable set search_path = ''
  begin atomic
    select s.session from unnest(sessions) as s (session)
    cross join lateral identity.person_of_session(s.session, idle_minutes, alive.hours) p where p.alive;
  end;
grant execute on function platform.alive(bytea[], integer, integer) to seamark_app;

reset role;
