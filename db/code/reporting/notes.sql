-- What the public does is known by its hour and by nothing finer (docs/adr/0016-held-events.md).

set role seamark_service;

-- The hour of the row that the event is about: a report's own, and for what comes to it later that of the
-- transaction, by which those rows are dated. Were they two readings of the clock, a difference would tell that
-- it came as one hour turned into the next. Where that hour has been over for a minute its event must not come
-- behind the others of it, and takes the present one.
create function reporting.note_public(kind text, subject uuid, agency integer, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.held_event (hour, kind, operation, agency_id, subject_kind, subject_id, detail)
    select case when dated.hour = date_trunc('hour', clock_timestamp() - interval '1 minute', 'UTC') then dated.hour
                else date_trunc('hour', clock_timestamp(), 'UTC') end,
           note_public.kind, coalesce(nullif(current_setting('seamark.operation', true), ''), 'reporting.public'),
           note_public.agency, 'public-report', note_public.subject, note_public.detail
    from (select coalesce((select r.hour from reporting.public_report r
                           where r.id = note_public.subject and note_public.detail ? 'kind'),
                          date_trunc('hour', now(), 'UTC')) as hour) dated;
  end;

reset role;
