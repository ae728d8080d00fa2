-- What a report says goes when two persons have agreed to its erasure, and in no other way.

set role seamark_service;

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
  from intelligence.version_content c
  cross join lateral jsonb_path_query(c.document, '$.** ? (@.type() == "string")') s
  where c.report_id = report;
  -- Values that an import kept as they were written, because it did not understand them.
  delete from intelligence.import_value i where i.agency_id = agency and i.value = any (strings);

  delete from intelligence.version_content c where c.report_id = report;
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

reset role;
