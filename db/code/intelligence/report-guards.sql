-- Which change of a report follows which, and what stands with it.

set role seamark_owner;

-- A person's change of what only a report says.
create function intelligence.guard_report() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if (new.id, new.agency_id) is distinct from (old.id, old.agency_id) then
    raise exception 'A report stays with its record' using errcode = 'SM003';
  end if;
  if (new.created_at, new.original_grade, new.needs_evaluation)
     is distinct from (old.created_at, old.original_grade, old.needs_evaluation)
     and not exists (select from access.record r where r.id = new.id and r.status = 'draft')
     and (new.created_at is distinct from old.created_at
          or not exists (select from intelligence.version v
                         where v.report_id = new.id and v.xmin = pg_current_xact_id()::xid)) then
    raise exception 'What a filed report says changes with its next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

set role seamark_service;

create function intelligence.keep_former_reference() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.former_agency_reference (report_id, agency_reference)
  values (old.id, old.agency_reference) on conflict do nothing;
  return null;
end
$$;

-- A withheld subject is written with its version, or into a draft; never added to a version that was filed.
create function intelligence.require_version_in_hand() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from intelligence.version v join access.record r on r.id = v.report_id
    where v.report_id = new.report_id and v.version = new.version
      and (r.status = 'draft' or v.xmin = pg_current_xact_id()::xid)) then
    raise exception 'A version that was filed does not change' using errcode = 'SM003', hint = 'Write the next version.';
  end if;
  return null;
end
$$;

-- At commit, of a person's change: no version lies ahead of its report, to be stepped to later.
create function intelligence.require_report_at_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = new.report_id and r.version < new.version) then
    raise exception 'A version is the one at which its report stands, or an earlier one' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- A filed report has no unsent typing, neither its author's nor a colleague's.
create function intelligence.drop_typing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from intelligence.typing t where t.draft_id = new.id;
  return null;
end
$$;

grant execute on function intelligence.keep_former_reference(), intelligence.require_version_in_hand(),
  intelligence.require_report_at_version(), intelligence.drop_typing()
  to seamark_owner;

set role seamark_owner;

create trigger report_is_guarded before update on intelligence.report
  for each row execute function intelligence.guard_report();

create trigger former_reference_is_kept after update of agency_reference on access.record
  for each row when (old.kind = 'report' and old.status <> 'draft' and old.agency_reference is not null
                     and old.agency_reference is distinct from new.agency_reference)
  execute function intelligence.keep_former_reference();

create trigger subject_comes_with_its_version after insert on intelligence.withheld_subject
  for each row execute function intelligence.require_version_in_hand();

create constraint trigger version_has_its_report after insert or update on intelligence.version
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function intelligence.require_report_at_version();

create trigger typing_goes_when_filed after update of status on access.record
  for each row when (old.kind = 'report' and old.status = 'draft' and new.status <> 'draft')
  execute function intelligence.drop_typing();

create trigger change_comes_with_its_version after insert on intelligence.version_change
  for each row execute function intelligence.require_version_in_hand();

reset role;
