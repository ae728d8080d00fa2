-- What somebody on the coast is typing. Everything the public does goes through functions that belong to
-- seamark_service, so that seamark_public needs no right on any table: it can add, and read back its own ciphertext by
-- a hash. What is still being typed has a bound: in sum, and in how often one draft may be written anew.

set role seamark_service;

create function reporting.count_draft_bytes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update reporting.draft_room r set bytes = r.bytes + c.bytes
    from (select get_byte(id_hash, 0) % 64 as share, sum(bytes) as bytes from fresh group by 1) c where r.share = c.share;
  elsif tg_op = 'DELETE' then
    update reporting.draft_room r set bytes = r.bytes - c.bytes
    from (select get_byte(id_hash, 0) % 64 as share, sum(bytes) as bytes from gone group by 1) c where r.share = c.share;
  else
    update reporting.draft_room r set bytes = r.bytes + c.bytes
    from (select get_byte(b.id_hash, 0) % 64 as share, sum(b.bytes) as bytes
          from (select id_hash, bytes from fresh union all select id_hash, -bytes from gone) b group by 1) c
    where r.share = c.share and c.bytes <> 0;
  end if;
  return null;
end
$$;

-- Keeps a draft in the place of the one before. Gives false when it was sent already.
--   A gigabyte is half a million drafts: beyond it nobody begins (53300). Whoever has begun may go on to twice
--   of that, and may always send. A draft is written anew with every answer: eight megabytes of that are many
--   hundred savings of a long report, and the end for a program that only fills the disk (SM011).
create function reporting.keep_draft(hash bytea, ciphertext bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  gigabyte constant bigint := 1024 * 1024 * 1024;
  most_written constant bigint := 8 * 1024 * 1024;
  held bigint;
  known boolean;
begin
  select sum(r.bytes) into held from reporting.draft_room r;
  if held + length(ciphertext) > gigabyte then
    known := exists (select from reporting.draft d where d.id_hash = hash);
    if not known or held + length(ciphertext) > 2 * gigabyte then
      raise exception 'Too much is being written' using errcode = '53300';
    end if;
  end if;
  insert into reporting.draft as d (id_hash, expires_at, payload, written)
  values (hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', ciphertext, length(ciphertext))
  on conflict (id_hash) do update
    set payload = excluded.payload, expires_at = excluded.expires_at, written = d.written + excluded.written
    where not d.sent and d.written + excluded.written <= most_written;
  if found then return true; end if;
  if exists (select from reporting.draft d where d.id_hash = hash and not d.sent) then
    raise exception 'This draft was written too often' using errcode = 'SM011';
  end if;
  return false;
end
$$;

create function reporting.read_draft(hash bytea) returns table (payload bytea, sent boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.payload, d.sent from reporting.draft d where d.id_hash = read_draft.hash and d.expires_at > now();
  end;

create function reporting.drop_draft(hash bytea) returns void
  language sql security definer set search_path = ''
  begin atomic
    delete from reporting.draft d where d.id_hash = drop_draft.hash;
  end;

grant execute on function reporting.count_draft_bytes() to seamark_owner;
grant execute on function reporting.keep_draft(bytea, bytea), reporting.read_draft(bytea),
  reporting.drop_draft(bytea) to seamark_public;

set role seamark_owner;

create trigger draft_bytes_come after insert on reporting.draft
  referencing new table as fresh for each statement execute function reporting.count_draft_bytes();

create trigger draft_bytes_change after update on reporting.draft
  referencing old table as gone new table as fresh for each statement execute function reporting.count_draft_bytes();

create trigger draft_bytes_go after delete on reporting.draft
  referencing old table as gone for each statement execute function reporting.count_draft_bytes();

reset role;
