-- Who reads a request: people of the agency that asks, who are named in it; of one that belongs to an operation, who is in that
-- operation; of another, those who decide; and, once it is authorised, whoever may make it. Nobody of another agency, and there
-- is no release.

set role seamark_service;

-- May somebody make requests in this system now? By the clock of the database, of an account that may be used.
create function system_requests.is_accredited(person uuid, system text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from system_requests.accreditation a join identity.person p on p.id = a.person_id
                   where a.person_id = is_accredited.person and a.system = is_accredited.system and a.ended_at is null
                     and p.active and p.agency_id = a.agency_id
                     and (now() at time zone 'Europe/London')::date <= a.until_on);
  end;

-- Has the agency anybody who may?
create function system_requests.has_access(agency integer, system text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from system_requests.accreditation a
                   where a.agency_id = has_access.agency and a.system = has_access.system and a.ended_at is null
                     and system_requests.is_accredited(a.person_id, a.system));
  end;

create function system_requests.viewer_agency_has_access(system text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select system_requests.has_access(identity.viewer_agency(), viewer_agency_has_access.system);
  end;

-- The systems in which the viewer may make requests.
create function system_requests.viewer_operates() returns text[]
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(array_agg(a.system), '{}') from system_requests.accreditation a
    where a.person_id = identity.viewer_person() and a.ended_at is null
      and system_requests.is_accredited(a.person_id, a.system);
  end;

-- The rule itself, for the policy and for the functions here.
--   mine       operations that the viewer is in
--   operates   systems in which they may make requests
create function system_requests.is_for_viewer(named uuid[], operation uuid, state text, system text, mine uuid[], operates text[])
  returns boolean language sql stable parallel safe set search_path = ''
  return identity.viewer_person() = any (named)
      or operation is null and access.viewer_decides()
      or operation = any (mine)
      or state in ('authorised', 'made') and system = any (operates);

create function system_requests.viewer_sees(request uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select access.viewer_asks_systems() and exists (
      select from system_requests.request r
      where r.id = viewer_sees.request and r.agency_id = identity.viewer_agency()
        and system_requests.is_for_viewer(array[r.requester_id, r.authoriser_id, r.made_by, r.outcome_by], r.operation_id, r.state,
          r.system, (select operations.viewer_operations()), (select system_requests.viewer_operates())));
  end;

-- May the viewer write a request? Whoever reads content, in operations or everywhere, of an agency that acts.
create function system_requests.viewer_asks() returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select access.viewer_reads_in_operations() and exists (
      select from identity.agency a
      where a.id = identity.viewer_agency() and a.kind in ('force', 'agency', 'task-force'));
  end;

grant execute on function system_requests.viewer_operates(), system_requests.viewer_agency_has_access(text),
  system_requests.is_for_viewer(uuid[], uuid, text, text, uuid[], text[]), system_requests.viewer_sees(uuid),
  system_requests.viewer_asks() to seamark_member;

reset role;
