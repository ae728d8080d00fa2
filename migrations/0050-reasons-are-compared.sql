-- Why a version was written is read by partners, as its text is. So it is part of what is compared with a public report
-- before a version is filed; it is written with its version, and never added to one that was filed; and what stands
-- beside it (which parts changed) holds places and numbers, as was promised, and can hold no words.
set role seamark_service;

create or replace function intelligence.filed_words(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select jsonb_build_object(
      'document', v.document, 'agency_reference', r.agency_reference, 'original_grade', r.original_grade,
      'withheld', (select coalesce(jsonb_agg(jsonb_build_object('number', w.number, 'subject', w.subject) order by w.number), '[]')
                   from intelligence.withheld_subject w where w.report_id = v.report_id and w.version = v.version))
      -- Where there is none, the words are what they were when they were compared.
      || coalesce((select jsonb_build_object('change_reason', c.reason) from intelligence.version_change c
                   where c.report_id = v.report_id and c.version = v.version and c.reason is not null), '{}')
    from intelligence.version v join intelligence.report r on r.id = v.report_id
    where v.report_id = wanted and v.version = wanted_version and r.status <> 'draft';
  end;

-- What was never compared is told to nobody. Why is not known here, so the reason goes and the version stays.
with unread as (
  update intelligence.version_change c set reason = null
  where c.reason is not null and exists (select from reporting.origins_of(c.report_id))
  returning c.report_id
)
insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
select distinct 'alteration', 'intelligence.report.reason-not-compared', intelligence.owner_of(u.report_id), 'operator',
       'report', u.report_id, '{"reason": "taken out"}'::jsonb
from unread u;
set constraints all immediate;

-- Names of parts, numbers and yes or no: no words of anybody's.
create function intelligence.are_places(parts jsonb) returns boolean
  language sql immutable parallel safe set search_path = ''
  return jsonb_typeof(parts) = 'array'
    and not parts @? 'strict $[*] ? (@.type() != "object")'
    and not parts @? '$[*].keyvalue().key ? (!(@ like_regex "^(part|number|from|to|numbers|gone)$"))'
    and not parts @? '$[*].part ? (@.type() != "string" || !(@ like_regex "^(title|classification|handling|conditions|action_code|sanitisation_code|review_on|item|new-item|item-gone|grade|subjects)$"))'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "number" || @.key == "from" || @.key == "to").value ? (@.type() != "number")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "gone").value ? (@.type() != "boolean")'
    and not parts @? 'strict $[*].keyvalue() ? (@.key == "numbers").value ? (@.type() != "array")'
    and not parts @? '$[*].numbers[*] ? (@.type() != "number")';
grant execute on function intelligence.are_places(jsonb) to seamark_owner, seamark_member;

reset role;
set role seamark_owner;

alter table intelligence.version_change
  add constraint only_places check (intelligence.are_places(parts)),
  add constraint reason_is_said check (btrim(reason) <> '');

create trigger change_comes_with_its_version after insert on intelligence.version_change
  for each row execute function intelligence.require_version_in_hand();
create constraint trigger reporter_was_kept_out after insert or update on intelligence.version_change
  deferrable initially deferred for each row execute function reporting.require_comparison();

reset role;

-- Why a report was recalled is read by every agency that had it, so it is held against the same. A recall waits for
-- nobody's key: what was not compared is not told, and says so in these words (recall-report.ts).
set role seamark_service;

create function reporting.require_comparison_of_recall() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.reason <> 'Ask our desk why. It is not said here.' and exists (
    select from reporting.origins_of(new.report_id) o
    where not o.destroyed
      and not exists (select from reporting.comparison c
                      where c.report_id = new.report_id and c.public_report_id = o.public_report_id
                        and c.digest = reporting.digest_of(jsonb_build_object('recall_reason', new.reason)))) then
    raise exception 'What partners are told of a report that descends from a public one is compared with it'
      using errcode = 'SM003', hint = 'Ask the filing guards (intelligence/filing-guards.ts).';
  end if;
  return null;
end
$$;
grant execute on function reporting.require_comparison_of_recall() to seamark_owner;

reset role;
set role seamark_owner;

create constraint trigger reporter_was_kept_out after insert on intelligence.recall_notice
  deferrable initially deferred for each row execute function reporting.require_comparison_of_recall();

reset role;
