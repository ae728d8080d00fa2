-- What the operator enters for an agency's directory: which of its groups proposes which role, and the tokens by which it
-- says who has left. The event stands in the agency's ledger whoever makes the change, and whichever way.

set role seamark_service;

create function identity.tell_agency(agency integer, by_hand text, kind text, subject uuid, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    values ('administration', coalesce(nullif(current_setting('seamark.operation', true), ''), tell_agency.by_hand),
            tell_agency.agency, coalesce(nullif(current_setting('seamark.service', true), ''), 'database'),
            tell_agency.kind, tell_agency.subject, tell_agency.detail);
  end;

create function identity.tell_of_group() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform identity.tell_agency(new.agency_id, 'identity.agency.groups.add', 'group-role', new.id,
                                 jsonb_build_object('role', new.role));
  else
    perform identity.tell_agency(old.agency_id, 'identity.agency.groups.remove', 'group-role', old.id,
                                 jsonb_build_object('role', old.role));
  end if;
  return null;
end
$$;

create function identity.tell_of_scim_token() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform identity.tell_agency(new.agency_id,
    case tg_op when 'INSERT' then 'identity.scim.token.make' else 'identity.scim.token.end' end,
    'scim-token', new.id, '{}');
  return null;
end
$$;

grant execute on function identity.tell_of_group(), identity.tell_of_scim_token() to seamark_owner;

set role seamark_owner;

create trigger group_is_told after insert or update or delete on identity.group_role
  for each row execute function identity.tell_of_group();

create trigger scim_token_is_told after insert or update on identity.scim_token
  for each row execute function identity.tell_of_scim_token();

reset role;
