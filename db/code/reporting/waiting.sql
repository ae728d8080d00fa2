-- What waits at the desk: for all who see the same, and each person's own.

set role seamark_owner;

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

-- `triage` is what waits at the desk: reports that nobody has opened, answers that nobody has read, questions that
-- wait for a second officer; and how many of them are happening now, which stands in the title of every page. The
-- mark follows the whole queue.
create function reporting.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with queue as (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', r.id, r.state, r.messages_read, r.incident_id,
                                                                     r.doubtful), 0))) as mark,
             count(*) filter (where r.state = 'new') as new,
             count(*) filter (where r.state = 'new' and r.happening_now) as now
      from reporting.public_report r
      where r.agency_id = identity.viewer_agency() and r.state in ('new', 'open')
        and access.viewer_triages()),
    counted as (
      select (select count(*) from reporting.public_report r
              where r.agency_id = identity.viewer_agency() and r.state <> 'new' and r.destroyed_at is null
                and access.viewer_triages()
                and exists (select from reporting.message m
                            where m.report_id = r.id and m.from_reporter and m.number > r.messages_read)) as answered,
             (select count(*) from reporting.message m join reporting.public_report r on r.id = m.report_id
              where m.agency_id = identity.viewer_agency() and m.state = 'awaiting-second'
                and m.written_by <> identity.viewer_person() and r.destroyed_at is null
                and access.viewer_triages()) as questions,
             (select count(*) from reporting.message m
              where m.agency_id = identity.viewer_agency()
                and access.viewer_triages()) as messages)
    select jsonb_build_object(
      'counts', jsonb_build_object('triage', least(q.new + c.answered + c.questions, 100), 'happening-now', q.now),
      'mark', concat_ws(' ', q.mark, c.answered, c.questions, c.messages))
    from queue q, counted c;
  end;

create function reporting.told() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_set(w.waiting, '{counts,new}', to_jsonb((
      select count(*) from (
        select from reporting.public_report r
        where r.agency_id = identity.viewer_agency() and r.state = 'new'
          and r.hour >= date_trunc('hour', identity.looked_at('home'), 'UTC')
          and access.viewer_triages()
        limit 100) n)))
    from reporting.waiting() as w (waiting);
  end;

grant execute on function reporting.alike(), reporting.waiting(), reporting.told() to seamark_member;

reset role;
