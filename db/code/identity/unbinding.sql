-- An account is let go of its identity at the provider: one administrator asks, another one decides. The rules stand on
-- the rows; that the two are two persons, and neither of them whose account it is, are constraints of the table.

set role seamark_service;

create function identity.guard_unbinding_asked() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from identity.person p
                 where p.id = new.person_id and p.agency_id = new.agency_id and p.subject is not null)
     or not exists (select from identity.person p
                    where p.id = new.asked_by and p.agency_id = new.agency_id and p.active
                      and access.administers(p.roles)) then
    raise exception 'An administrator asks it of a bound account of their own agency' using errcode = 'SM031';
  end if;
  return new;
end
$$;

-- Whoever decides knows what has just been asked: what is older is asked anew.
create function identity.guard_unbinding_settled() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.outcome = 'unbound' then
    if old.asked_at < now() - interval '7 days' then
      raise exception 'This was asked more than seven days ago' using errcode = 'SM034',
        hint = 'Leave the account as it is, and ask again.';
    end if;
    if not exists (select from identity.person p
                   where p.id = new.settled_by and p.agency_id = new.agency_id and p.active
                     and access.administers(p.roles)) then
      raise exception 'An administrator of the agency decides' using errcode = 'SM031';
    end if;
  end if;
  -- By this moment the account's own guard knows that it was decided in this transaction.
  new.settled_at := transaction_timestamp();
  return new;
end
$$;

create function identity.follow_unbinding() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update identity.person set issuer = null, subject = null, version = version + 1 where id = new.person_id;
  return null;
end
$$;

grant execute on function identity.guard_unbinding_asked(), identity.guard_unbinding_settled(),
  identity.follow_unbinding() to seamark_owner;

set role seamark_owner;

create trigger unbinding_is_guarded before insert on identity.unbinding
  for each row execute function identity.guard_unbinding_asked();

create trigger unbinding_is_settled before update on identity.unbinding
  for each row execute function identity.guard_unbinding_settled();

create trigger unbinding_is_followed after update on identity.unbinding
  for each row when (new.outcome = 'unbound') execute function identity.follow_unbinding();

reset role;
