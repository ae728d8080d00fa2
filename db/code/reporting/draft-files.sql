-- Photographs on their way: what of a file has arrived, in pieces, so that a cut connection loses little. Each piece
-- was encrypted, before it came here, under a key that only the browser's cookie holds; it goes with its draft.

set role seamark_service;

-- Files of a draft, as many as a report may have.
create function reporting.keep_draft_file(hash bytea, file uuid, ciphertext bytea, file_state text) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  at integer;
begin
  perform from reporting.draft d where d.id_hash = hash and d.expires_at > now() for update;
  if not found then return null; end if;
  update reporting.draft_file f set payload = ciphertext, state = file_state
    where f.id = file and f.id_hash = hash returning f.number into at;
  if found then return at; end if;
  select coalesce(max(f.number), 0) + 1 into at from reporting.draft_file f where f.id_hash = hash;
  if (select count(*) from reporting.draft_file f where f.id_hash = hash) >= 10 then
    raise exception 'A report holds no more files' using errcode = 'SM010';
  end if;
  insert into reporting.draft_file (id, id_hash, number, state, payload) values (file, hash, at, file_state, ciphertext);
  return at;
end
$$;

create function reporting.draft_files(hash bytea)
  returns table (id uuid, number integer, state text, bytes integer, payload bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    select f.id, f.number, f.state, f.bytes, f.payload
    from reporting.draft_file f join reporting.draft d on d.id_hash = f.id_hash
    where f.id_hash = draft_files.hash and d.expires_at > now() order by f.number;
  end;

-- The files of a draft, and how much of each is there; nothing of their content.
create function reporting.draft_file_sizes(hash bytea)
  returns table (id uuid, arrived integer, picture integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select f.id,
           coalesce((select max(p.at + p.bytes) from reporting.draft_piece p where p.file_id = f.id and p.part = 'arrived'), 0),
           coalesce((select max(p.at + p.bytes) from reporting.draft_piece p where p.file_id = f.id and p.part = 'picture'), 0)
    from reporting.draft_file f join reporting.draft d on d.id_hash = f.id_hash
    where f.id_hash = draft_file_sizes.hash and d.expires_at > now();
  end;

-- Adds a piece where the file ends so far. Gives where it ends afterwards: elsewhere than after this
-- piece when another request was faster; nothing when there is no such file.
create function reporting.keep_draft_piece(hash bytea, file uuid, part text, at integer, size integer, ciphertext bytea)
  returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  there integer;
begin
  perform from reporting.draft_file f join reporting.draft d on d.id_hash = f.id_hash
    where f.id = file and f.id_hash = hash and d.expires_at > now() for update of f;
  if not found then return null; end if;
  select coalesce(max(p.at + p.bytes), 0) into there from reporting.draft_piece p
    where p.file_id = file and p.part = keep_draft_piece.part;
  if there <> at then return there; end if;
  if at + size > 20 * 1024 * 1024 then
    raise exception 'A photograph is no larger' using errcode = 'SM010';
  end if;
  -- Four gigabytes are a thousand photographs at once: whoever fills the disk would silence everybody.
  if at = 0 and pg_total_relation_size('reporting.draft_piece') > 4::bigint * 1024 * 1024 * 1024 then
    raise exception 'Too much is on its way' using errcode = '53300';
  end if;
  insert into reporting.draft_piece (file_id, part, at, bytes, payload) values (file, part, at, size, ciphertext);
  return at + size;
end
$$;

-- A few pieces at a time, so that nobody holds a whole file in memory to pass it on.
create function reporting.draft_pieces(hash bytea, file uuid, part text, from_byte integer)
  returns table (at integer, payload bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.at, p.payload
    from reporting.draft_piece p
    join reporting.draft_file f on f.id = p.file_id
    join reporting.draft d on d.id_hash = f.id_hash
    where p.file_id = draft_pieces.file and p.part = draft_pieces.part and f.id_hash = draft_pieces.hash
      and p.at >= draft_pieces.from_byte and d.expires_at > now()
    order by p.at limit 8;
  end;

create function reporting.drop_draft_pieces(hash bytea, file uuid, part text) returns void
  language sql security definer set search_path = ''
  begin atomic
    delete from reporting.draft_piece p using reporting.draft_file f
    where p.file_id = drop_draft_pieces.file and p.part = drop_draft_pieces.part
      and f.id = p.file_id and f.id_hash = drop_draft_pieces.hash;
  end;

-- Says whether it was still there: of two processes that send on the same photograph, one has it.
create function reporting.drop_draft_file(hash bytea, file uuid) returns boolean
  language sql security definer set search_path = ''
  begin atomic
    with gone as (
      delete from reporting.draft_file f where f.id = drop_draft_file.file and f.id_hash = drop_draft_file.hash
      returning f.id)
    select exists (select from gone);
  end;

grant execute on function reporting.keep_draft_file(bytea, uuid, bytea, text), reporting.draft_files(bytea),
  reporting.draft_file_sizes(bytea), reporting.keep_draft_piece(bytea, uuid, text, integer, integer, bytea),
  reporting.draft_pieces(bytea, uuid, text, integer), reporting.drop_draft_pieces(bytea, uuid, text),
  reporting.drop_draft_file(bytea, uuid) to seamark_public;

reset role;
