-- What a version says stands in a row of its own, beside a version that never changes once it is filed.

set role seamark_service;

create function intelligence.new_salt() returns bytea language sql volatile
  -- two UUIDs bring 244 random bits
  return sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

create function intelligence.digest_of(salt bytea, document jsonb) returns bytea language sql stable
  return sha256(salt || convert_to(document::text, 'UTF8'));

-- A filed version never changes, and is not deleted. Of a draft its writer changes number, time and text.
create function intelligence.guard_version() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = old.report_id and r.status <> 'draft') then
    raise exception 'A version that was filed does not change, and is not deleted' using errcode = 'SM003',
      hint = 'Write the next version. Two persons erase what one says.';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

-- What a version says is never changed: of a draft it is written anew, or its number follows the draft's. It goes with a
-- draft, or when two persons have agreed to its erasure.
create function intelligence.guard_content() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = old.report_id and r.status <> 'draft')
     and (tg_op = 'UPDATE' or not access.erasure_in_hand(old.report_id)) then
    raise exception 'What a version says is erased by two persons, and changes in no way' using errcode = 'SM003',
      hint = 'See access.agree_erasure.';
  end if;
  if tg_op = 'UPDATE' and (new.report_id, new.document, new.salt) is distinct from (old.report_id, old.document, old.salt) then
    raise exception 'What a version says is written anew, and not changed' using errcode = 'SM003';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create function intelligence.refuse_truncation() returns trigger language plpgsql as $$
begin
  raise exception 'Versions are not truncated' using errcode = 'SM003';
end
$$;

-- What is written is what its version's digest says, and nothing is written back that was erased. Once a statement: an
-- import writes hundreds of versions in one.
create function intelligence.require_digest() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from written w where not exists (
      select from intelligence.version v join access.record r on r.id = v.report_id
      where v.report_id = w.report_id and v.version = w.version and r.erased_at is null
        and v.digest = intelligence.digest_of(w.salt, w.document))) then
    raise exception 'What a version says is written with its version' using errcode = 'SM003',
      hint = 'See intelligence.write_version.';
  end if;
  return null;
end
$$;

-- A version is written together with what it says, in one statement.
create function intelligence.require_content() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from written w where not exists (
    select from intelligence.version_content c where c.report_id = w.report_id and c.version = w.version)) then
    raise exception 'A version has its text' using errcode = 'SM003', hint = 'See intelligence.write_version.';
  end if;
  return null;
end
$$;

-- At commit: a draft whose text was taken away has another, unless it is gone itself.
create function intelligence.require_content_of_old() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from intelligence.version_content c where c.report_id = old.report_id and c.version = old.version)
     and exists (select from intelligence.version v join access.record r on r.id = v.report_id
                 where v.report_id = old.report_id and v.version = old.version and r.erased_at is null) then
    raise exception 'A version has its text' using errcode = 'SM003', hint = 'See intelligence.rewrite_draft.';
  end if;
  return null;
end
$$;

-- A version and what it says, in one step; as whoever calls, under their own policies. An import writes many at once
-- (report-store.ts).
create function intelligence.write_version(report uuid, of_version integer, says jsonb, author uuid default null,
                                           at timestamptz default now()) returns void
  language sql set search_path = ''
  begin atomic
    with given as materialized (select intelligence.new_salt() as salt),
    written as (
      insert into intelligence.version (report_id, version, author_id, written_at, digest)
      select report, of_version, author, at, intelligence.digest_of(g.salt, says) from given g)
    insert into intelligence.version_content (report_id, version, document, salt)
    select report, of_version, says, g.salt from given g;
  end;

-- Writes a draft's text anew, as whoever calls.
create function intelligence.rewrite_draft(report uuid, says jsonb, at timestamptz) returns void
  language plpgsql set search_path = '' as $$
declare
  salt bytea := intelligence.new_salt();
  standing integer;
begin
  update intelligence.version v set written_at = rewrite_draft.at, digest = intelligence.digest_of(salt, says)
  from access.record r where r.id = report and v.report_id = r.id and v.version = r.version
  returning v.version into standing;
  if standing is null then
    raise exception 'A draft is written by whoever may change it' using errcode = 'SM003';
  end if;
  delete from intelligence.version_content c where c.report_id = report and c.version = standing;
  insert into intelligence.version_content (report_id, version, document, salt) values (report, standing, says, salt);
end
$$;

grant execute on function intelligence.new_salt(), intelligence.digest_of(bytea, jsonb),
  intelligence.write_version(uuid, integer, jsonb, uuid, timestamptz),
  intelligence.rewrite_draft(uuid, jsonb, timestamptz) to seamark_member;
grant execute on function intelligence.guard_version(), intelligence.guard_content(), intelligence.refuse_truncation(),
  intelligence.require_digest(), intelligence.require_content(), intelligence.require_content_of_old() to seamark_owner;

set role seamark_owner;

create trigger version_is_guarded before update or delete on intelligence.version
  for each row execute function intelligence.guard_version();
create trigger version_is_kept before truncate on intelligence.version
  for each statement execute function intelligence.refuse_truncation();
create trigger content_is_guarded before update or delete on intelligence.version_content
  for each row execute function intelligence.guard_content();
create trigger content_is_kept before truncate on intelligence.version_content
  for each statement execute function intelligence.refuse_truncation();
create trigger content_is_what_was_digested after insert on intelligence.version_content
  referencing new table as written for each statement execute function intelligence.require_digest();
create trigger version_has_content after insert on intelligence.version
  referencing new table as written for each statement execute function intelligence.require_content();
create constraint trigger version_keeps_content after delete on intelligence.version_content
  deferrable initially deferred for each row execute function intelligence.require_content_of_old();

reset role;
