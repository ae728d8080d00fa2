-- What an agency is, and whom it holds to account, is the operator's to say. No member writes either, the program does so
-- only for its operator, and each change stands in every agency's ledger, whoever makes it.

set role seamark_service;

create function identity.tell_of_kind() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('identity.agency.kinds.set', jsonb_build_object(
    'agency', new.slug, 'kind_from', old.kind, 'kind_to', new.kind));
  return null;
end
$$;

create function identity.tell_of_account() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.tell_every_agency('identity.agency.held-to-account.add', jsonb_build_object(
      'body', (select a.slug from identity.agency a where a.id = new.body_id),
      'agency', (select a.slug from identity.agency a where a.id = new.agency_id)));
  else
    perform ledger.tell_every_agency('identity.agency.held-to-account.remove', jsonb_build_object(
      'body', (select a.slug from identity.agency a where a.id = old.body_id),
      'agency', (select a.slug from identity.agency a where a.id = old.agency_id)));
  end if;
  return null;
end
$$;

grant execute on function identity.tell_of_kind(), identity.tell_of_account() to seamark_owner;

set role seamark_owner;

create function identity.guard_kind() returns trigger language plpgsql as $$
begin
  if current_user in ('seamark_member', 'seamark_service')
     and current_setting('seamark.service', true) is distinct from 'operator' then
    raise exception 'What an agency is, the operator says' using errcode = '42501';
  end if;
  return new;
end
$$;

create trigger kind_is_the_operators before update on identity.agency
  for each row when (old.kind <> new.kind) execute function identity.guard_kind();

create trigger kind_is_told after update on identity.agency
  for each row when (old.kind <> new.kind) execute function identity.tell_of_kind();

create trigger account_is_told after insert or delete on identity.held_to_account
  for each row execute function identity.tell_of_account();

reset role;
