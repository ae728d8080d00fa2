-- A version of a sanitised report is read by a partner only with a second officer's check of that version: the first
-- one, the next one, one that a grading makes, one that comes over the API.

set role seamark_service;

-- Who could check a sanitised version that waits: named, so that its writer knows whom to ask.
create function intelligence.second_officers(wanted uuid) returns table (name text)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.name
    from access.record w
    join intelligence.derivation d on d.derivative_id = w.id
    join access.record o on o.id = d.original_id
    join identity.person p on p.agency_id = w.agency_id
    where w.id = wanted and w.agency_id = identity.viewer_agency()
      and access.sight(w, false, false) = 'full'
      and p.active and access.checks_sanitised(p.roles) and p.id <> d.sanitised_by
      and (p.clearance = 'OFFICIAL-SENSITIVE' or (w.classification = 'OFFICIAL' and o.classification = 'OFFICIAL'))
      and (w.compartment_id is null or exists (select from access.compartment_member m
            where m.compartment_id = w.compartment_id and m.person_id = p.id and access.is_awake(m.awake_until)))
      and (o.compartment_id is null or exists (select from access.compartment_member m
            where m.compartment_id = o.compartment_id and m.person_id = p.id and access.is_awake(m.awake_until)))
    order by p.name;
  end;

-- The steps of a sanitised version: only its writer sends it, only another intelligence officer of the agency
-- decides, and what was approved stays so.
create function intelligence.guard_derivation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'being-written' or new.checked_by is not null
       or not exists (select from access.record w join access.record o on o.id = new.original_id
                      where w.id = new.derivative_id and w.status = 'draft' and w.author_id = new.sanitised_by
                        and w.agency_id = new.agency_id and o.agency_id = new.agency_id
                        -- of a report that is hidden from who sanitises, it says the same as of one that is not there
                        and (current_setting('role') <> 'seamark_member'
                             or o.status = 'disseminated' and access.sight(o, false, false) = 'full')) then
      raise exception 'A sanitised version begins as its writer''s own draft' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.derivative_id, new.original_id, new.agency_id, new.sanitised_by)
     is distinct from (old.derivative_id, old.original_id, old.agency_id, old.sanitised_by) then
    raise exception 'What a sanitised version was made of, and by whom, never changes' using errcode = 'SM003';
  end if;
  if new.state = old.state and new.checked_by is not distinct from old.checked_by then
    return new;
  end if;
  if old.state in ('being-written', 'returned') and new.state = 'awaiting-check' then
    if identity.viewer_person() is distinct from old.sanitised_by then
      raise exception 'A sanitised version is sent to the second officer by its writer' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if old.state = 'awaiting-check' and new.state in ('returned', 'approved')
     and new.checked_by = identity.viewer_person() and new.checked_by <> old.sanitised_by
     and exists (select from identity.person p where p.id = new.checked_by and p.agency_id = old.agency_id
                   and p.active and access.checks_sanitised(p.roles)) then
    return new;
  end if;
  raise exception 'Another intelligence officer than its writer decides about a sanitised version'
    using errcode = 'SM003', hint = 'It is sent to the second officer first.';
end
$$;

-- At commit, for every role: a sanitised report that is no draft has been approved, and the version at which
-- it stands has its check, of that version, by another officer than the one who wrote it. A recalled one is
-- read by nobody, so that a recall is always possible.
create function intelligence.must_be_checked(wanted uuid) returns void
  language plpgsql stable security definer set search_path = '' as $$
declare
  state text;
  status text;
  standing integer;
begin
  select d.state, r.status, r.version into state, status, standing
  from intelligence.derivation d join access.record r on r.id = d.derivative_id
  where d.derivative_id = wanted;
  if not found or status = 'withdrawn' or (status = 'draft' and state <> 'approved') then
    return;
  end if;
  if status = 'draft' or state <> 'approved' or not exists (
    select from intelligence.version_check c
    join intelligence.version v on v.report_id = c.report_id and v.version = c.version
    where c.report_id = wanted and c.version = standing and c.written_by = v.author_id) then
    raise exception 'A version of a sanitised report needs a second officer''s check of that version'
      using errcode = 'SM003', hint = 'Send it to a second officer.';
  end if;
end
$$;

-- Hardly any report is a sanitised one: a call for each of an import's would cost more than the look.
create function intelligence.require_check_of_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from intelligence.derivation d where d.derivative_id = new.id) then
    perform intelligence.must_be_checked(new.id);
  end if;
  return null;
end
$$;

create function intelligence.require_check_of_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from intelligence.derivation d where d.derivative_id = new.report_id) then
    perform intelligence.must_be_checked(new.report_id);
  end if;
  return null;
end
$$;

create function intelligence.require_check_of_derivation() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform intelligence.must_be_checked(new.derivative_id);
  return null;
end
$$;

grant execute on function intelligence.second_officers(uuid) to seamark_member;
grant execute on function intelligence.guard_derivation(), intelligence.require_check_of_report(),
  intelligence.require_check_of_version(), intelligence.require_check_of_derivation() to seamark_owner;

set role seamark_owner;

create trigger derivation_is_guarded before insert or update on intelligence.derivation
  for each row execute function intelligence.guard_derivation();

create constraint trigger report_was_checked after insert or update on access.record
  deferrable initially deferred for each row when (new.kind = 'report') execute function intelligence.require_check_of_report();

create constraint trigger version_was_checked after insert or update on intelligence.version
  deferrable initially deferred for each row execute function intelligence.require_check_of_version();

create constraint trigger derivation_was_checked after insert or update on intelligence.derivation
  deferrable initially deferred for each row execute function intelligence.require_check_of_derivation();

reset role;
