-- Which change of a record follows which.

set role seamark_owner;

-- What never changes, for anybody; and for a person, which change follows which. It looks at the row before
-- and after, which a policy cannot.
create function access.guard_record() returns trigger language plpgsql as $$
begin
  if old.status = 'withdrawn' and new.status <> 'withdrawn' and new.kind <> 'sealed' then
    raise exception 'A recalled record stays recalled' using errcode = 'SM003', hint = 'File a new one.';
  end if;
  if new.agency_id <> old.agency_id or new.kind <> old.kind or new.reference is distinct from old.reference then
    raise exception 'Owner, kind and reference of a record never change' using errcode = 'SM003';
  end if;
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if new.author_id is distinct from old.author_id or new.next_version_of is distinct from old.next_version_of then
    raise exception 'Who wrote a record, and of what it is the next version, never changes' using errcode = 'SM003';
  end if;
  if old.restricted_at is not null or new.restricted_at is not null then
    raise exception 'A restricted record does not change' using errcode = 'SM003',
      hint = 'Lift the restriction first (access.lift_restriction).';
  end if;
  if old.status = 'withdrawn' then
    raise exception 'A recalled record does not change' using errcode = 'SM003', hint = 'File a new one.';
  end if;
  if new.status <> old.status
     and (old.status, new.status) not in (('draft', 'disseminated'), ('disseminated', 'withdrawn')) then
    raise exception 'A record does not go from % to %', old.status, new.status using errcode = 'SM003';
  end if;
  if (new.released_to_all, new.released_to) is distinct from (old.released_to_all, old.released_to)
     and (old.status <> 'disseminated' or new.status <> 'disseminated' or not new.released_to @> old.released_to
          or (old.released_to_all and not new.released_to_all)) then
    raise exception 'A release adds recipients to a record that is filed' using errcode = 'SM003',
      hint = 'A recall takes it back from all of them.';
  end if;
  if old.status = 'draft' then
    return new;
  end if;
  if new.version not in (old.version, old.version + 1)
     or (new.created_at, new.filed_at) is distinct from (old.created_at, old.filed_at)
     or (new.version = old.version
         and (new.title, new.classification, new.handling, new.conditions, new.action_code, new.sanitisation_code,
              new.discoverable, new.review_on, new.agency_reference, new.compartment_id)
             is distinct from
             (old.title, old.classification, old.handling, old.conditions, old.action_code, old.sanitisation_code,
              old.discoverable, old.review_on, old.agency_reference, old.compartment_id)) then
    raise exception 'What a filed record says changes with its next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

set role seamark_service;

-- Nobody lets themself into an operation that others are in, or that holds something already; who founds one
-- is its first member.
create function access.refuse_own_membership() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.person_id = identity.viewer_person()
     and (exists (select from access.compartment_member m
                  where m.compartment_id = new.compartment_id and m.person_id <> new.person_id)
          or exists (select from access.record r where r.compartment_id = new.compartment_id)) then
    raise exception 'Nobody lets themself into an operation' using errcode = 'SM026';
  end if;
  return new;
end
$$;

-- For other functions: refuses a person's records that their transaction has not written.
create function access.refuse_untouched(records uuid[]) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if current_setting('role') = 'seamark_member' and exists (
    select from unnest(records) as wanted (id)
    cross join lateral (select x.agency_id, x.xmin from access.record x where x.id = wanted.id offset 0) r
    where r.agency_id is distinct from identity.viewer_agency() or r.xmin <> pg_current_xact_id()::xid) then
    raise exception 'What a record is matched by changes with the record' using errcode = 'SM003';
  end if;
end
$$;

-- Of which record a draft may be the next version: one of the viewer's agency, in full sight. A policy of the record
-- cannot ask the record itself.
create function access.may_have_a_next_version(record uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from access.record r
                   where r.id = may_have_a_next_version.record and r.agency_id = identity.viewer_agency()
                     and r.status = 'disseminated' and access.sight(r, false, false) = 'full');
  end;

grant execute on function access.may_have_a_next_version(uuid) to seamark_member;
grant execute on function access.refuse_own_membership() to seamark_owner;

set role seamark_owner;

create trigger record_is_guarded before update on access.record
  for each row execute function access.guard_record();

create trigger membership_is_guarded before insert or update on access.compartment_member
  for each row execute function access.refuse_own_membership();

reset role;
