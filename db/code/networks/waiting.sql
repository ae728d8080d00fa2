-- What of networks waits for the viewer: numbers of what is new, and a mark of all of it.

set role seamark_owner;

-- Does a partner ask the viewer's agency anything of that kind? Every page asks, and mostly there is nothing.
set role seamark_service;

create function networks.agency_is_asked() returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  agency integer := identity.viewer_agency();
begin
  return exists (select from networks.joining a where a.agency_a = agency and a.parted_at is null and a.at_a is null)
    or exists (select from networks.joining b where b.agency_b = agency and b.parted_at is null and b.at_b is null);
end
$$;

grant execute on function networks.agency_is_asked() to seamark_member;

set role seamark_owner;

-- What partners ask the viewer's agency to confirm, of what the viewer finds.
create function networks.asked_mark() returns text
  language plpgsql stable set search_path = '' as $$
begin
  if not access.viewer_decides() or not networks.agency_is_asked() then
    return '0';
  end if;
  return (
    select concat_ws(' ', count(*), max(j.at)) from (
      select a.at_b as at from networks.joining a
      where a.agency_a = identity.viewer_agency() and a.parted_at is null and a.at_a is null
      union all
      select b.at_a from networks.joining b
      where b.agency_b = identity.viewer_agency() and b.parted_at is null and b.at_b is null) j);
end
$$;

create function networks.waiting() returns jsonb
  language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('counts', '{}'::jsonb, 'mark', concat_ws('/', networks.groups_mark(), networks.asked_mark()));
end
$$;

grant execute on function networks.asked_mark(), networks.waiting() to seamark_member;

reset role;
