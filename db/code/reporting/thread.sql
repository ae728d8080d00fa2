-- The thread of a receipt: the only way back to a report.

set role seamark_service;

-- The way back. A receipt that is unknown, whose report has expired or was withdrawn finds no row, and
-- the same statement finds none in the same time.
create function reporting.thread_of(lookup bytea)
  returns table (report_id uuid, reference text, agency_id integer, desk text, hour timestamptz, kind text,
                 state text, reporter_recipient text, files integer, file_bytes bigint, contact boolean, expires_on date)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.reference, r.agency_id, a.name, r.hour, r.kind, r.state, r.reporter_recipient,
           (select count(*)::integer from reporting.sealed_part p where p.report_id = r.id and p.part = 'file'),
           (select coalesce(sum(p.bytes), 0) from reporting.sealed_part p where p.report_id = r.id and p.part in ('file', 'original')),
           exists (select from reporting.sealed_part p where p.report_id = r.id and p.part = 'contact' and p.header is not null),
           r.expires_on
    from reporting.public_report r join identity.agency a on a.id = r.agency_id
    where r.lookup_hash = sha256(thread_of.lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date;
  end;

create function reporting.thread_messages(lookup bytea)
  returns table (number integer, from_reporter boolean, hour timestamptz, template text, header bytea, payload bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    select m.number, m.from_reporter, m.hour, m.template, p.header, p.payload
    from reporting.thread_of(thread_messages.lookup) t
    join reporting.message m on m.report_id = t.report_id and m.state = 'sent'
    join reporting.sealed_part p on p.report_id = m.report_id and p.part = 'message' and p.number = m.number and p.reader = 'reporter'
    order by m.number;
  end;

-- Adds a file (or its original) to a report, while it arrives or later with the receipt.
create function reporting.add_part(lookup bytea, part text, at integer, key uuid, head bytea, body bytea, media text, size integer,
                                   expires date)
  returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  place integer := at;
begin
  if part not in ('file', 'original') then
    raise exception 'No such part' using errcode = 'SM010';
  end if;
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return null; end if;
  if place is null then
    -- files and originals share their numbers: an original without a file never looks like another file's
    select coalesce(max(p.number), 0) + 1 into place from reporting.sealed_part p
      where p.report_id = report.id and p.part in ('file', 'original');
  end if;
  if place > 10 or (select coalesce(sum(p.bytes), 0) from reporting.sealed_part p
                    where p.report_id = report.id and p.part in ('file', 'original')) + size > 100000000 then
    raise exception 'A report holds no more' using errcode = 'SM010';
  end if;
  insert into reporting.sealed_part (report_id, agency_id, part, number, desk_key_id, header, payload, media, bytes)
  values (report.id, report.agency_id, part, place, key, head, body, media, size);
  if not ledger.has_event(report.id) then
    perform reporting.note_public('collection', report.id, report.agency_id, jsonb_build_object('part', part));
  end if;
  update reporting.public_report r set expires_on = greatest(r.expires_on, expires) where r.id = report.id;
  return place;
end
$$;

-- An answer of the reporter: a copy for the desk, one for themselves. Gives the agency, or null.
create function reporting.answer(lookup bytea, key uuid, desk_header bytea, desk_payload bytea, own_header bytea,
                                 own_payload bytea, size integer, expires date)
  returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  place integer;
begin
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return null; end if;
  select coalesce(max(m.number), 0) + 1 into place from reporting.message m where m.report_id = report.id;
  if (select count(*) from reporting.message m where m.report_id = report.id and m.from_reporter) >= 100 then
    raise exception 'A thread holds no more' using errcode = 'SM010';
  end if;
  insert into reporting.message (report_id, number, agency_id, from_reporter, hour)
  values (report.id, place, report.agency_id, true, date_trunc('hour', now(), 'UTC'));
  insert into reporting.sealed_part (report_id, agency_id, part, number, reader, desk_key_id, header, payload, bytes)
  values (report.id, report.agency_id, 'message', place, 'desk', key, desk_header, desk_payload, size),
         (report.id, report.agency_id, 'message', place, 'reporter', null, own_header, own_payload, size);
  perform reporting.note_public('collection', report.id, report.agency_id, jsonb_build_object('part', 'message'));
  update reporting.public_report r set expires_on = greatest(r.expires_on, expires) where r.id = report.id;
  return report.agency_id;
end
$$;

-- The reporter takes it back. What nobody has opened is destroyed whole; of what the desk has read, the
-- contact details, the files' originals and the way back. Gives agency and what became of it, or nothing.
create function reporting.withdraw(lookup bytea) returns table (agency_id integer, whole boolean)
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  everything boolean;
begin
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return; end if;
  everything := report.state = 'new';
  update reporting.sealed_part p set header = null, payload = null
    where p.report_id = report.id and p.header is not null
      and (everything or p.part in ('contact', 'original') or p.reader = 'reporter');
  update reporting.public_report r
    set withdrawn_at = date_trunc('hour', now(), 'UTC'), lookup_hash = null, reporter_recipient = null,
        destroyed_at = case when everything then date_trunc('hour', now(), 'UTC') end,
        state = case when everything then 'closed' else r.state end
    where r.id = report.id;
  perform reporting.note_public('erasure', report.id, report.agency_id,
                                jsonb_build_object('reason', 'withdrawn', 'whole', everything));
  return query select report.agency_id, everything;
end
$$;

grant execute on function reporting.thread_of(bytea), reporting.thread_messages(bytea),
  reporting.add_part(bytea, text, integer, uuid, bytea, bytea, text, integer, date),
  reporting.answer(bytea, uuid, bytea, bytea, bytea, bytea, integer, date), reporting.withdraw(bytea)
  to seamark_public;

reset role;
