-- What of networks waits for the viewer: numbers of what is new, and a mark of all of it.

set role seamark_owner;

create function networks.waiting() returns jsonb
  language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object('counts', '{}'::jsonb, 'mark', networks.groups_mark());
end
$$;

grant execute on function networks.waiting() to seamark_member;

reset role;
