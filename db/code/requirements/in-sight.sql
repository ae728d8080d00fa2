-- What the policies of this room ask of another row. PostgreSQL plans a policy's subquery anew in every statement that
-- reads the table; a function is planned once.

set role seamark_owner;

-- Does the viewer read this record in full? As the rule of sight says, under the viewer's own policies.
create function requirements.reads(record uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from access.record r
    where r.id = record
      and access.sight(r, exists (select from access.acceptance a
                                  where a.record_id = r.id and a.version = r.version
                                    and a.person_id = identity.viewer_person()),
                       false) = 'full');
end
$$;

-- Is it still asked? Nothing is added to one that is answered, withdrawn or overtaken.
create function requirements.is_open(requirement uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from requirements.requirement q
                 where q.id = requirement and q.state in ('open', 'partly-answered'));
end
$$;

-- Somebody of the viewer's agency whose account is active and who reads what others wrote. Of other agencies' people a
-- member reads no row.
create function requirements.is_a_colleague(person uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from identity.person p
                 where p.id = person and p.agency_id = identity.viewer_agency() and p.active
                   and access.reads_content(p.roles));
end
$$;

-- The same, of whoever may answer for a requirement.
create function requirements.may_own(person uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from identity.person p
                 where p.id = person and p.agency_id = identity.viewer_agency() and p.active
                   and access.keeps_requirements(p.roles));
end
$$;

-- May the viewer say that this report answers this requirement? They read both, the report is their agency's and filed,
-- and the line, where there is one, is their agency's to answer.
create function requirements.may_answer(requirement uuid, report uuid, line uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return requirements.reads(requirement)
    and requirements.is_open(requirement)
    and exists (select from access.record r where r.id = requirement and r.status = 'disseminated')
    and requirements.reads(report)
    and exists (select from access.record r
                where r.id = report and r.kind = 'report' and r.agency_id = identity.viewer_agency()
                  and r.status = 'disseminated')
    and (line is null
         or exists (select from requirements.line l
                    where l.id = line and l.requirement_id = requirement and l.agency_id = identity.viewer_agency()
                      and l.state in ('proposed', 'accepted')));
end
$$;

grant execute on function requirements.reads(uuid), requirements.is_open(uuid), requirements.is_a_colleague(uuid),
  requirements.may_own(uuid), requirements.may_answer(uuid, uuid, uuid) to seamark_member;

reset role;
