-- What the policies of groups ask of another row. PostgreSQL plans a policy's subquery anew in every statement that reads
-- the table; a function is planned once.

set role seamark_owner;

-- Does the viewer read this record of this kind in full? As the rule of sight says, under the viewer's own policies.
create function networks.reads_record(record uuid, of_kind text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from access.record r
    where r.id = record and r.kind = of_kind
      and access.sight(r, exists (select from access.acceptance a
                                  where a.record_id = r.id and a.version = r.version
                                    and a.person_id = identity.viewer_person()),
                       false) = 'full');
end
$$;

-- Somebody of the viewer's agency whose account is active and who reads what others wrote: they may lead what is done about
-- a group, and own a line of its plan. Of other agencies' people a member reads no row.
create function networks.is_a_colleague(person uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from identity.person p
                 where p.id = person and p.agency_id = identity.viewer_agency() and p.active
                   and access.reads_content(p.roles));
end
$$;

-- May the viewer say that this record belongs to, or serves, this group? They read both in full, both are in force, and one
-- of the two is their agency's.
create function networks.may_link(to_group uuid, record uuid, of_kind text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return networks.reads_record(to_group, 'group') and networks.reads_record(record, of_kind)
    and (select count(*) filter (where r.status = 'disseminated') = 2
                and bool_or(r.agency_id = identity.viewer_agency())
         from access.record r where r.id in (to_group, record));
end
$$;

-- Is it the viewer's own line of a group that is in force?
create function networks.is_own_line_in_force(of_group uuid, owner uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return owner = identity.viewer_person() and networks.reads_record(of_group, 'group')
    and exists (select from access.record r
                where r.id = of_group and r.agency_id = identity.viewer_agency() and r.status = 'disseminated');
end
$$;

-- Was this group, in force, released to that agency? Only such a one is asked to own a line of its plan.
create function networks.is_released_to(of_group uuid, agency integer) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from access.record r
                 where r.id = of_group and r.kind = 'group' and r.status = 'disseminated' and r.agency_id <> agency
                   and (r.released_to_all or agency = any (r.released_to)));
end
$$;

-- Is this a line that the viewer's agency was asked to own, of a group in force that they read in full?
create function networks.is_asked_of_us(line uuid, of_group uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return access.viewer_reads_content() and networks.reads_record(of_group, 'group')
    and exists (select from access.record r where r.id = of_group and r.status = 'disseminated')
    and exists (select from networks.group_line_asked a
                where a.line_id = line and a.group_id = of_group and a.agency_id = identity.viewer_agency());
end
$$;

-- Does the viewer own it there, or keep groups for the agency that does?
create function networks.is_partner_line_of_viewer(line uuid, of_group uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return networks.is_asked_of_us(line, of_group)
    and exists (select from networks.group_line_asked a
                where a.line_id = line and a.person_id is not null
                  and (a.person_id = identity.viewer_person() or access.viewer_keeps_groups()));
end
$$;

grant execute on function networks.is_released_to(uuid, integer), networks.is_asked_of_us(uuid, uuid),
  networks.is_partner_line_of_viewer(uuid, uuid) to seamark_member;
grant execute on function networks.reads_record(uuid, text), networks.is_a_colleague(uuid),
  networks.may_link(uuid, uuid, text), networks.is_own_line_in_force(uuid, uuid) to seamark_member;

reset role;
