-- What of networks waits for the viewer: numbers of what is new, and a mark of all of it.

set role seamark_owner;

-- What partners ask the viewer's agency to confirm, of what the viewer finds.
create function networks.asked_mark() returns text
  language plpgsql stable set search_path = '' as $$
begin
  if not access.viewer_decides() then
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
