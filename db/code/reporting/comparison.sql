-- What descends from a report of the public, over however many steps, is compared with the reporter's details before it
-- is filed; a version that was not compared cannot be committed.

set role seamark_service;

create function reporting.digest_of(words jsonb) returns bytea
  language sql immutable set search_path = ''
  return sha256(convert_to(words::text, 'UTF8'));

-- The public reports from which a report descends, over any number of steps; `direct` is what was made of it.
create function reporting.origins_of(wanted uuid)
  returns table (public_report_id uuid, agency_id integer, destroyed boolean, direct boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select b.public_report_id, p.agency_id, p.destroyed_at is not null, b.report_id = wanted
    from intelligence.lineage_of(wanted) l
    join reporting.became b on b.report_id = l.report_id
    join reporting.public_report p on p.id = b.public_report_id;
  end;

-- The same for whoever files it: whether it is filed for the first time, and whether these very words were
-- compared already. Of one's own agency.
create function reporting.origins_to_compare(wanted uuid, words jsonb)
  returns table (public_report_id uuid, destroyed boolean, first boolean, compared boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select o.public_report_id, o.destroyed,
           o.direct and intelligence.is_draft(wanted),
           exists (select from reporting.comparison c
                   where c.report_id = wanted and c.public_report_id = o.public_report_id
                     and c.digest = reporting.digest_of(origins_to_compare.words))
    from reporting.origins_of(wanted) o
    where o.agency_id = identity.viewer_agency()
    order by o.public_report_id;
  end;

-- The net under every way to file, those that nobody has thought of too. At commit: a filed version that
-- descends from a public report was compared with it. A destroyed one has nothing left to compare with: then
-- what was never filed stays unfiled, and what was filed before may be changed.
create function reporting.require_comparison() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  report uuid;
  words jsonb;
begin
  -- Of a version, or of a report that steps to one, is filed or is released.
  if tg_table_name = 'record' then report := new.id; else report := new.report_id; end if;
  -- Hardly any report descends from one of the public's; only then are its words read.
  if not exists (select from reporting.origins_of(report)) then
    return null;
  end if;
  words := intelligence.filed_words(report, new.version);
  if words is not null and exists (
    select from reporting.origins_of(report) o
    where ((o.direct and new.version = 1) or not o.destroyed)
      and not exists (select from reporting.comparison c
                      where c.report_id = report and c.public_report_id = o.public_report_id
                        and c.digest = reporting.digest_of(words))) then
    raise exception 'What descends from a public report is compared with it before it is filed'
      using errcode = 'SM003', hint = 'Ask the filing guards (intelligence/filing-guards.ts).';
  end if;
  return null;
end
$$;

create function reporting.require_comparison_of_recall() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.reason <> 'Ask our desk why. It is not said here.' and exists (
    select from reporting.origins_of(new.record_id) o
    where not o.destroyed
      and not exists (select from reporting.comparison c
                      where c.report_id = new.record_id and c.public_report_id = o.public_report_id
                        and c.digest = reporting.digest_of(jsonb_build_object('recall_reason', new.reason)))) then
    raise exception 'What partners are told of a report that descends from a public one is compared with it'
      using errcode = 'SM003', hint = 'Ask the filing guards (intelligence/filing-guards.ts).';
  end if;
  return null;
end
$$;

grant execute on function reporting.digest_of(jsonb), reporting.origins_to_compare(uuid, jsonb)
  to seamark_member;
grant execute on function reporting.require_comparison(), reporting.require_comparison_of_recall()
  to seamark_owner;

set role seamark_owner;

create constraint trigger reporter_was_kept_out after insert or update on intelligence.version
  deferrable initially deferred for each row execute function reporting.require_comparison();

create constraint trigger reporter_was_kept_out
  after update of status, version, agency_reference, released_to, released_to_all on access.record
  deferrable initially deferred for each row when (new.kind = 'report' and new.status = 'disseminated')
  execute function reporting.require_comparison();

create constraint trigger reporter_was_kept_out after insert or update on intelligence.version_change
  deferrable initially deferred for each row execute function reporting.require_comparison();

create constraint trigger reporter_was_kept_out after insert on access.recall_notice
  deferrable initially deferred for each row execute function reporting.require_comparison_of_recall();

-- Why a version was wrong is written by a person; all other notices have words of the program.
create constraint trigger reporter_was_kept_out after insert on access.notice
  deferrable initially deferred for each row when (new.what = 'corrected')
  execute function reporting.require_comparison_of_recall();

reset role;
