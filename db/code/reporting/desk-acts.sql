-- What the desk does with a report.

set role seamark_service;

-- What of a report can be destroyed: everything sealed, and the way back. The row stays as a tombstone
-- that counts. The caller records the erasure; without it the commit fails.
create function reporting.destroy(report uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  owner_agency integer;
begin
  select r.agency_id into owner_agency from reporting.public_report r
    where r.id = report and r.destroyed_at is null for update;
  if not found then return false; end if;
  if identity.viewer_person() is not null
     and (owner_agency is distinct from identity.viewer_agency()
          or not access.viewer_destroys_public_reports()) then
    return false;
  end if;
  update reporting.sealed_part p set header = null, payload = null where p.report_id = report and p.header is not null;
  update reporting.public_report r
    set destroyed_at = now(), lookup_hash = null, reporter_recipient = null, state = 'closed' where r.id = report;
  return true;
end
$$;

-- Passes a report on: the officer who has it open has sealed its parts to the other desk's keys. The way
-- back goes with it. `parts` are parallel arrays. The caller records the disclosure of the old report.
create function reporting.pass_on(report uuid, new_id uuid, new_reference text, to_agency integer, expires date,
    parts text[], numbers integer[], keys uuid[], headers bytea[], payloads bytea[], medias text[], sizes integer[])
  returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  old reporting.public_report;
begin
  select r.* into old from reporting.public_report r
    where r.id = report and r.destroyed_at is null and r.agency_id = identity.viewer_agency() for update;
  -- two officers at once: the second has waited for the row and finds it passed
  if not found or old.outcome = 'passed'
     or not access.viewer_triages() then return false; end if;
  if not exists (select from reporting.desk d where d.agency_id = to_agency and d.open) or to_agency = old.agency_id then
    return false;
  end if;
  update reporting.public_report r
    set lookup_hash = null, reporter_recipient = null, state = 'closed', outcome = 'passed', outcome_at = now() where r.id = report;
  insert into reporting.public_report (id, reference, agency_id, hour, kind, cell_lat, cell_lon, area, passed_from,
                                       lookup_hash, reporter_recipient, doubtful, expires_on)
  values (new_id, new_reference, to_agency, old.hour, old.kind, old.cell_lat, old.cell_lon, old.area, report,
          old.lookup_hash, old.reporter_recipient, old.doubtful, expires);
  insert into reporting.sealed_part (report_id, agency_id, part, number, desk_key_id, header, payload, media, bytes)
  select new_id, to_agency, p.part, p.number, p.key, p.header, p.payload, p.media, p.bytes
  from unnest(parts, numbers, keys, headers, payloads, medias, sizes) as p (part, number, key, header, payload, media, bytes);
  -- the reporter's own copies of the thread go over as they are: only the receipt opens them
  insert into reporting.message (report_id, number, agency_id, from_reporter, hour, template, state, written_by, second_by)
  select new_id, m.number, to_agency, m.from_reporter, m.hour, m.template, m.state, m.written_by, m.second_by
  from reporting.message m where m.report_id = report and m.state = 'sent'
    and exists (select from unnest(parts, numbers) as p (part, number) where p.part = 'message' and p.number = m.number);
  insert into reporting.sealed_part (report_id, agency_id, part, number, reader, header, payload, bytes)
  select new_id, to_agency, 'message', p.number, 'reporter', p.header, p.payload, p.bytes
  from reporting.sealed_part p join reporting.message m on m.report_id = new_id and m.number = p.number
  where p.report_id = report and p.part = 'message' and p.reader = 'reporter' and p.header is not null;
  insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
  values ('collection', coalesce(nullif(current_setting('seamark.operation', true), ''), 'reporting.pass'), to_agency,
          'passed', 'public-report', new_id, jsonb_build_object('from', old.agency_id));
  return true;
end
$$;

grant execute on function reporting.destroy(uuid),
  reporting.pass_on(uuid, uuid, text, integer, date, text[], integer[], uuid[], bytea[], bytea[], text[], integer[])
  to seamark_member;

set role seamark_owner;

-- What happened to a public report is not whatever somebody at its desk writes into the row. One that was passed on is
-- another desk's, and one that was destroyed is nobody's: neither is taken up again, nor made into anything.
create function reporting.guard_public_report() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if (old.outcome = 'passed' or old.destroyed_at is not null)
     and (new.state, new.outcome, new.outcome_at, new.became_report_id)
         is distinct from (old.state, old.outcome, old.outcome_at, old.became_report_id) then
    raise exception 'A report that was passed on or destroyed stays so' using errcode = 'SM003';
  end if;
  if new.state = 'new' and old.state <> 'new' then
    raise exception 'A report that somebody has taken up is new no more' using errcode = 'SM003';
  end if;
  -- In hours, as it is counted; the program's clock may stand in another hour than the database's.
  if new.opened_first_minutes is distinct from old.opened_first_minutes
     and (old.opened_first_minutes is not null or new.opened_first_minutes is null
          or abs(new.opened_first_minutes - 60 * greatest(0, floor(extract(epoch from now() - old.hour) / 3600))) > 60) then
    raise exception 'A report is looked at first once, when it is' using errcode = 'SM003';
  end if;
  -- The filing itself closes what it was made of (close_what_was_filed).
  if new.outcome = 'intelligence' and old.outcome is distinct from 'intelligence' then
    raise exception 'A report becomes intelligence when its intelligence report is filed' using errcode = 'SM003';
  end if;
  if new.became_report_id is not null and new.became_report_id is distinct from old.became_report_id
     and not intelligence.is_own_new_draft(new.became_report_id) then
    raise exception 'A report is made into a draft by who writes it' using errcode = 'SM003';
  end if;
  -- 60 days once it is closed, 180 before (arrival/retention.ts), from the last thing that happened to it; a day more
  -- or less where the clocks stand at midnight.
  if new.expires_on is distinct from old.expires_on
     and new.expires_on not between current_date + 59 and current_date + 181 then
    raise exception 'How long a report is kept is a matter of its state' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create trigger public_report_is_guarded before update on reporting.public_report
  for each row execute function reporting.guard_public_report();

reset role;
