-- Which change of a report follows which, and what stands with it.

set role seamark_owner;

-- What never changes, for anybody; and for a person, which change follows which. It looks at the row before
-- and after, which a policy cannot.
create function intelligence.guard_report() returns trigger language plpgsql as $$
begin
  if old.status = 'withdrawn' and new.status <> 'withdrawn' then
    raise exception 'A recalled report stays recalled' using errcode = 'SM003', hint = 'File a new report.';
  end if;
  if new.agency_id <> old.agency_id or new.reference <> old.reference then
    raise exception 'Owner and reference of a report never change' using errcode = 'SM003';
  end if;
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if new.author_id is distinct from old.author_id or new.next_version_of is distinct from old.next_version_of then
    raise exception 'Who wrote a report, and of what it is the next version, never changes' using errcode = 'SM003';
  end if;
  if old.status = 'withdrawn' then
    raise exception 'A recalled report does not change' using errcode = 'SM003', hint = 'File a new report.';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
       ('draft', 'submitted'), ('submitted', 'disseminated'), ('submitted', 'withdrawn'), ('disseminated', 'withdrawn')) then
    raise exception 'A report does not go from % to %', old.status, new.status using errcode = 'SM003';
  end if;
  if (new.released_to_all, new.released_to) is distinct from (old.released_to_all, old.released_to)
     and (new.status <> 'disseminated' or not new.released_to @> old.released_to
          or (old.released_to_all and not new.released_to_all)) then
    raise exception 'A release adds recipients to a report that is filed' using errcode = 'SM003',
      hint = 'A recall takes it back from all of them.';
  end if;
  if old.status = 'draft' then
    return new;
  end if;
  if new.version not in (old.version, old.version + 1)
     or (new.created_at, new.filed_at) is distinct from (old.created_at, old.filed_at)
     or (new.version = old.version
         and (new.title, new.classification, new.handling, new.conditions, new.action_code, new.sanitisation_code,
              new.discoverable, new.review_on, new.agency_reference, new.compartment_id, new.original_grade,
              new.needs_evaluation)
             is distinct from
             (old.title, old.classification, old.handling, old.conditions, old.action_code, old.sanitisation_code,
              old.discoverable, old.review_on, old.agency_reference, old.compartment_id, old.original_grade,
              old.needs_evaluation)) then
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
    select from intelligence.version v join intelligence.report r on r.id = v.report_id
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
  if exists (select from intelligence.report r where r.id = new.report_id and r.version < new.version) then
    raise exception 'A version is the one at which its report stands, or an earlier one' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- Nobody lets themself into an operation that others are in, or that holds something already; who founds one
-- is its first member.
create function intelligence.refuse_own_membership() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.person_id = identity.viewer_person()
     and (exists (select from access.compartment_member m
                  where m.compartment_id = new.compartment_id and m.person_id <> new.person_id)
          or exists (select from intelligence.report r where r.compartment_id = new.compartment_id)) then
    raise exception 'Nobody lets themself into an operation' using errcode = 'SM026';
  end if;
  return new;
end
$$;

-- For other functions: refuses a person's reports that their transaction has not written.
create function intelligence.refuse_untouched(reports uuid[]) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if current_setting('role') = 'seamark_member' and exists (
    select from unnest(reports) as wanted (id) cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from intelligence.report x where x.id = wanted.id offset 0) r
    where r.agency_id is distinct from identity.viewer_agency() or r.xmin <> pg_current_xact_id()::xid) then
    raise exception 'What a report is matched by changes with the report' using errcode = 'SM003';
  end if;
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
  intelligence.require_report_at_version(), intelligence.refuse_own_membership(), intelligence.drop_typing()
  to seamark_owner;

set role seamark_owner;

create trigger report_is_guarded before update on intelligence.report
  for each row execute function intelligence.guard_report();

create trigger former_reference_is_kept after update of agency_reference on intelligence.report
  for each row when (old.status <> 'draft' and old.agency_reference is not null
                     and old.agency_reference is distinct from new.agency_reference)
  execute function intelligence.keep_former_reference();

create trigger subject_comes_with_its_version after insert on intelligence.withheld_subject
  for each row execute function intelligence.require_version_in_hand();

create constraint trigger version_has_its_report after insert or update on intelligence.version
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function intelligence.require_report_at_version();

create trigger membership_is_guarded before insert or update on access.compartment_member
  for each row execute function intelligence.refuse_own_membership();

create trigger typing_goes_when_filed after update of status on intelligence.report
  for each row when (old.status = 'draft' and new.status <> 'draft') execute function intelligence.drop_typing();

create trigger change_comes_with_its_version after insert on intelligence.version_change
  for each row execute function intelligence.require_version_in_hand();

reset role;
