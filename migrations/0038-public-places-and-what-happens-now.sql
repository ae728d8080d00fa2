-- 1. The sites and stretches of a coastal plan are found by their names, by the public too: a beach that the police
--    have in their own plan was unknown to somebody who stood on it.
-- 2. "It is happening now" stands outside the seal, so that the desk sees it before anybody has opened the report.
set role seamark_owner;

-- Names of places that everybody knows, unless the agency says otherwise. Nothing but a name and a point is given
-- away: not whose plan it stands in, what kind of site it is, nor who watches it.
alter table coast.site add column public_name boolean not null default true;
alter table coast.stretch add column public_name boolean not null default true;

-- Said by the reporter, beside the hour: no nearer time is told by it.
alter table reporting.public_report add column happening_now boolean not null default false;
-- What stands on top of the desk's first page: few, and looked for at each look.
create index report_happening_now on reporting.public_report (agency_id, hour) where happening_now and state = 'new';

reset role;
set role seamark_service;

drop function reporting.receive(bytea, bytea, uuid, text, integer, integer, timestamptz, text, integer, integer, text, boolean,
  bytea, text, date, uuid, bytea, bytea, integer, uuid, bytea, bytea, integer);
create function reporting.receive(
    hash bytea, answer bytea, id uuid, reference text, agency integer, offered integer, at_hour timestamptz, kind text,
    lat integer, lon integer, area text, is_now boolean, is_doubtful boolean, lookup bytea, reporter text, expires date,
    body_key uuid, body_header bytea, body_payload bytea, body_bytes integer,
    contact_key uuid, contact_header bytea, contact_payload bytea, contact_bytes integer)
  returns table (fresh boolean, kept bytea, files integer)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into reporting.draft as d (id_hash, expires_at, payload, sent)
  values (receive.hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', receive.answer, true)
  on conflict (id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at, sent = true
    where not d.sent;
  if not found then
    return query select false, d.payload, (select count(*)::integer from reporting.draft_file f where f.id_hash = d.id_hash)
      from reporting.draft d where d.id_hash = receive.hash;
    return;
  end if;
  insert into reporting.public_report (id, reference, agency_id, offered_agency_id, hour, kind, cell_lat, cell_lon, area,
                                       happening_now, doubtful, lookup_hash, reporter_recipient, expires_on)
  values (receive.id, receive.reference, receive.agency, receive.offered, date_trunc('hour', receive.at_hour, 'UTC'),
          receive.kind, receive.lat, receive.lon, receive.area, receive.is_now, receive.is_doubtful,
          sha256(receive.lookup), receive.reporter, receive.expires);
  insert into reporting.sealed_part (report_id, agency_id, part, desk_key_id, header, payload, bytes)
  select receive.id, receive.agency, p.part, p.key, p.header, p.payload, p.bytes
  from (values ('body', receive.body_key, receive.body_header, receive.body_payload, receive.body_bytes),
               ('contact', receive.contact_key, receive.contact_header, receive.contact_payload, receive.contact_bytes))
       as p (part, key, header, payload, bytes)
  where p.header is not null;
  perform reporting.note_public('collection', receive.id, receive.agency, jsonb_build_object('kind', receive.kind));
  return query select true, null::bytea, (select count(*)::integer from reporting.draft_file f where f.id_hash = receive.hash);
end
$$;
revoke all on function reporting.receive(bytea, bytea, uuid, text, integer, integer, timestamptz, text, integer, integer, text,
  boolean, boolean, bytea, text, date, uuid, bytea, bytea, integer, uuid, bytea, bytea, integer) from public;
grant execute on function reporting.receive(bytea, bytea, uuid, text, integer, integer, timestamptz, text, integer, integer, text,
  boolean, boolean, bytea, text, date, uuid, bytea, bytea, integer, uuid, bytea, bytea, integer) to seamark_public;

-- What is passed on stays what it was: still happening when it was sent, and unopened at the desk that gets it.
create function reporting.keep_happening_now() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.happening_now := coalesce((select p.happening_now from reporting.public_report p where p.id = new.passed_from), false);
  return new;
end
$$;
revoke all on function reporting.keep_happening_now() from public;
grant execute on function reporting.keep_happening_now() to seamark_owner;

reset role;
set role seamark_owner;

-- As before (0030), and how many of them are happening now: what stands in the title of every page.
create or replace function reporting.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with queue as (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', r.id, r.state, r.messages_read, r.incident_id,
                                                                     r.doubtful), 0))) as mark,
             count(*) filter (where r.state = 'new') as new,
             count(*) filter (where r.state = 'new' and r.happening_now) as now
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
      'counts', jsonb_build_object('triage', least(q.new + c.answered + c.questions, 100), 'happening-now', q.now),
      'mark', concat_ws(' ', q.mark, c.answered, c.questions, c.messages))
    from queue q, counted c;
  end;

create trigger happening_now_is_passed_on before insert on reporting.public_report
  for each row when (new.passed_from is not null) execute function reporting.keep_happening_now();

reset role;
