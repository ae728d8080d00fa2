-- What other rooms may ask of the coastal plan: names of the viewer's own stretches, by the plan's own policies.

set role seamark_owner;

create view coast.stretch_name with (security_invoker = true) as
  select s.id, s.name from coast.stretch s;

grant select on coast.stretch_name to seamark_member;

create function coast.is_own_stretch(stretch uuid) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (select from coast.stretch s where s.id = stretch);
end
$$;

grant execute on function coast.is_own_stretch(uuid) to seamark_member;

reset role;
