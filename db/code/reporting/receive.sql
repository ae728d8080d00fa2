-- A report is received, and answered by its receipt.

set role seamark_service;

-- Keeps the receipt of a report that is there, so that it is typed once. Nobody is kept from the desk's question
-- because others begin: it is a kilobyte, and has the room of those who have begun. Which report it is
-- of is looked at and not kept. Gives false when there is no such report, or no room at all.
create function reporting.keep_receipt(hash bytea, ciphertext bytea, lookup bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  insert into reporting.draft (id_hash, expires_at, payload, written)
  select hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', ciphertext, length(ciphertext)
  where length(ciphertext) <= 2048
    and exists (select from reporting.thread_of(keep_receipt.lookup))
    and (select sum(r.bytes) from reporting.draft_room r) < 2 * 1024 * 1024 * 1024::bigint;
  return found;
end
$$;

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

-- What is passed on stays what it was: still happening when it was sent, and unopened at the desk that gets it.
create function reporting.keep_happening_now() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.happening_now := coalesce((select p.happening_now from reporting.public_report p where p.id = new.passed_from), false);
  return new;
end
$$;

grant execute on function reporting.keep_receipt(bytea, bytea, bytea),
  reporting.receive(bytea, bytea, uuid, text, integer, integer, timestamptz, text, integer, integer, text, boolean, boolean, bytea, text, date, uuid, bytea, bytea, integer, uuid, bytea, bytea, integer)
  to seamark_public;
grant execute on function reporting.keep_happening_now() to seamark_owner;

set role seamark_owner;

create trigger happening_now_is_passed_on before insert on reporting.public_report
  for each row when (new.passed_from is not null) execute function reporting.keep_happening_now();

reset role;
