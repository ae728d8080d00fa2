-- What an erasure takes of a group: all that it says and said, who is said to be of it, its plan, its assessments and
-- reviews, and what belongs to it. The numbers, times and authors of its versions stay.

set role seamark_service;

create function networks.erase_group(of_group uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from access.record r where r.id = of_group and r.kind = 'group' and r.agency_id = identity.viewer_agency())
     or not access.erasure_in_hand(of_group) then
    raise exception 'A group is erased by two persons' using errcode = 'SM003';
  end if;
  delete from networks.group_member m where m.group_id = of_group;
  -- Of a statement in another group, that it is this one: that group's own words stay its own.
  update networks.group_member m set member_group_id = null where m.member_group_id = of_group;
  delete from networks.group_line l where l.group_id = of_group;
  delete from networks.group_assessment a where a.group_id = of_group;
  delete from networks.group_review v where v.group_id = of_group;
  delete from networks.group_report k where k.group_id = of_group;
  delete from networks.group_requirement k where k.group_id = of_group;
  delete from networks.group_stretch s where s.group_id = of_group;
  update networks.crime_group g set
    aliases = '{}', basis = 'Erased', routes = '{}', methods = '{}', commodities = '{}', areas = '{}',
    status = 'no-group', apmis_reference = null, place = null, phase = null, clear_on = null, hold_on = null,
    build_on = null, lead_id = null, reviewed_at = null, plan_changed_at = null, revision = g.revision + 1
  where g.id = of_group;
  -- Last: a trigger keeps what a group says whenever it changes.
  update networks.group_version v set document = '{}' where v.group_id = of_group;
end
$$;

grant execute on function networks.erase_group(uuid) to seamark_member;

reset role;
