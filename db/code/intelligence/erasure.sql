-- What a report says goes when two persons have agreed to its erasure, and in no other way.

set role seamark_service;

-- Salts and digests what a version says, when it is written and whenever a draft changes.
create function intelligence.digest_version() returns trigger language plpgsql as $$
begin
  if new.document is null then
    return new;
  end if;
  -- two UUIDs bring 244 random bits
  new.salt := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  new.digest := sha256(new.salt || convert_to(new.document::text, 'UTF8'));
  return new;
end
$$;

-- A filed version changes in one way only.
create function intelligence.guard_content() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if exists (select from access.record r where r.id = old.report_id and r.status <> 'draft') then
      raise exception 'A version that was filed is not deleted' using errcode = 'SM003', hint = 'Two persons erase it.';
    end if;
    return old;
  end if;
  if new.document is null and not access.erasure_in_hand(new.report_id) then
    raise exception 'What a version says is erased by two persons' using errcode = 'SM003',
      hint = 'See access.agree_erasure.';
  end if;
  if old.document is null then
    raise exception 'What was erased stays erased' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Takes away all that a report says, wherever this schema keeps it, and the drafts that were made of it. Returns those
-- drafts. Versions keep number, times, author and digest.
create function intelligence.erase_report(report uuid) returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  drafts uuid[];
  strings text[];
  agency integer;
begin
  select r.agency_id into agency from access.record r where r.id = report and r.agency_id = identity.viewer_agency();
  if not found or not access.erasure_in_hand(report) then
    raise exception 'A report is erased by two persons' using errcode = 'SM003';
  end if;
  -- A draft of its next version, or of a sanitised one, begins with all that it says.
  select coalesce(array_agg(x.id), '{}') into drafts
  from access.record x
  where x.status = 'draft'
    and (x.next_version_of = report
         or exists (select from intelligence.derivation d where d.derivative_id = x.id and d.original_id = report));
  delete from access.record x where x.id = any (drafts);

  select coalesce(array_agg(distinct s #>> '{}'), '{}') into strings
  from intelligence.version v
  cross join lateral jsonb_path_query(v.document, '$.** ? (@.type() == "string")') s
  where v.report_id = report;
  -- Values that an import kept as they were written, because it did not understand them.
  delete from intelligence.import_value i where i.agency_id = agency and i.value = any (strings);

  update intelligence.version v set document = null, erased_at = now(), salt = null,
    digest = coalesce(v.digest, sha256(uuid_send(gen_random_uuid()) || convert_to(v.document::text, 'UTF8')))
  where v.report_id = report and v.document is not null;
  delete from intelligence.withheld_subject w where w.report_id = report;
  delete from intelligence.left_out l where l.report_id = report;
  delete from intelligence.version_change c where c.report_id = report;
  delete from intelligence.former_agency_reference f where f.report_id = report;
  delete from intelligence.typing t where t.draft_id = report;
  update intelligence.derivation d set note = null where d.derivative_id = report and d.note is not null;
  update intelligence.report p set original_grade = null, needs_evaluation = false where p.id = report;
  return drafts;
end
$$;

grant execute on function intelligence.erase_report(uuid) to seamark_member;
grant execute on function intelligence.digest_version(), intelligence.guard_content() to seamark_owner;

set role seamark_owner;

create trigger version_is_digested before insert or update of document on intelligence.version
  for each row execute function intelligence.digest_version();
create trigger content_is_guarded before update of document or delete on intelligence.version
  for each row execute function intelligence.guard_content();

reset role;
