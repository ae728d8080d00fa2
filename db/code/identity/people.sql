-- Who belongs to an agency, and who may raise whom. These rules belong to the rows they protect, whichever page or
-- command changes them:
--   an address is at a domain that the operator has entered for the agency, and for no other;
--   nobody changes their own roles, clearance or account; an administrator holds no role that reads;
--   what somebody gains is told to the agency's records manager;
--   an account is bound by its agency's issuer only, and let go of by two administrators or the operator;
--   an agency's directory stops accounts of that agency, and changes nothing else;
--   stopping an account, and letting go of its identity, ends its sessions and tokens for good.

set role seamark_service;

-- Does this provider vouch for the people of this agency? A slash at the end makes no other provider (OpenID Connect
-- Discovery 1.0, 4.1, takes it off).
create function identity.vouches(issuer text, agency integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce((select a.issuer is null or rtrim(a.issuer, '/') = rtrim(vouches.issuer, '/')
                     from identity.agency a where a.id = vouches.agency), false);
  end;

-- An agency's directory says who has left. Its word stops an account of that agency, and does nothing else.
create function identity.guard_stop(added boolean, before identity.person, after identity.person) returns void
  language plpgsql set search_path = '' as $$
begin
  if added or after.agency_id is distinct from identity.viewer_agency() or after.active
     or (after.id, after.agency_id, after.email, after.name, after.roles, after.clearance, after.issuer, after.subject)
        is distinct from
        (before.id, before.agency_id, before.email, before.name, before.roles, before.clearance, before.issuer,
         before.subject) then
    raise exception 'A directory stops accounts of its own agency, and does nothing else' using errcode = 'SM033';
  end if;
end
$$;

-- An identity is let go of, and never handed on to another one at once: the next verified sign-in binds.
create function identity.guard_unbinding(before identity.person, after identity.person) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if after.subject is not null or after.issuer is not null
     or current_setting('seamark.service', true) is distinct from 'operator'
        and not exists (select from identity.unbinding u
                        where u.person_id = after.id and u.outcome = 'unbound'
                          and u.settled_at = transaction_timestamp()) then
    raise exception 'An account is let go of by two administrators or by the operator' using errcode = 'SM031';
  end if;
end
$$;

create function identity.guard_person() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  viewer uuid := identity.viewer_person();
  added boolean := tg_op = 'INSERT';
  gains boolean;
  lets_go boolean := tg_op = 'UPDATE' and old.subject is not null
                     and (new.issuer, new.subject) is distinct from (old.issuer, old.subject);
begin
  if current_setting('seamark.service', true) = 'scim' then
    perform identity.guard_stop(added, old, new);
  end if;
  if lets_go then
    perform identity.guard_unbinding(old, new);
  end if;
  if not added then
    if new.id <> old.id or new.agency_id <> old.agency_id then
      raise exception 'An account stays with its agency' using errcode = 'SM024',
        hint = 'Stop it there with "seamark person release", and enter the person anew.';
    end if;
    -- The end of sessions and tokens never moves back.
    new.not_before := greatest(old.not_before, new.not_before,
                               case when lets_go or old.active and not new.active then clock_timestamp() end);
  end if;

  -- The address belongs to the agency: when it is entered, when it binds, and when an account comes back.
  if added or new.email <> old.email or new.active and not old.active
     or new.subject is not null and new.subject is distinct from old.subject then
    if new.email collate "C" !~ '^[a-z0-9!#$%&''*/=?^_`{|}~-]+(\.[a-z0-9!#$%&''*/=?^_`{|}~-]+)*@[a-z0-9.-]+$' then
      raise exception 'This is not a plain e-mail address' using errcode = 'SM025';
    end if;
    -- Locked, so that the domain does not go meanwhile.
    perform from identity.agency_domain d
      where d.agency_id = new.agency_id and d.domain = split_part(new.email, '@', 2) for share;
    if not found then
      raise exception 'This address is not at a domain of the agency' using errcode = 'SM025',
        hint = 'The operator enters an agency''s domains: seamark agency domains add';
    end if;
  end if;
  -- Whoever runs another agency's provider could name any address.
  if new.subject is not null and (added or new.subject is distinct from old.subject or new.issuer is distinct from old.issuer)
     and not identity.vouches(new.issuer, new.agency_id) then
    raise exception 'The people of this agency sign in with another provider' using errcode = 'SM032';
  end if;
  if viewer is null then return new; end if;

  if new.id = viewer and not added
     and (not (new.roles <@ old.roles and new.roles @> old.roles) or new.clearance <> old.clearance
          or new.active <> old.active) then
    raise exception 'Nobody changes their own roles, clearance or account' using errcode = 'SM026';
  end if;
  gains := added or new.active and not old.active or not new.roles <@ old.roles
           or new.clearance <> 'OFFICIAL' and new.clearance <> old.clearance;
  if gains and new.clearance <> 'OFFICIAL'
     and coalesce(current_setting('seamark.clearance', true), '') <> 'OFFICIAL-SENSITIVE' then
    raise exception 'Nobody grants above their own clearance' using errcode = 'SM027';
  end if;
  -- Two administrators who take each other away at the same moment: the second waits here, and then looks.
  if not added and old.active and access.administers(old.roles)
     and not (new.active and access.administers(new.roles)) then
    perform pg_advisory_xact_lock(7324, new.agency_id);
    if not exists (select from identity.person p where p.agency_id = new.agency_id and p.id <> new.id
                     and p.active and access.administers(p.roles)) then
      raise exception 'An agency keeps an administrator' using errcode = 'SM028';
    end if;
  end if;
  return new;
end
$$;

create function identity.follow_person() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  viewer uuid := identity.viewer_person();
  was_active boolean := tg_op = 'UPDATE' and old.active;
  gained text[];
  raised boolean;
begin
  if tg_op = 'UPDATE' then
    if new.not_before is distinct from old.not_before then
      update identity.session s set ended_at = clock_timestamp() where s.person_id = new.id and s.ended_at is null;
    end if;
    -- Every node forgets the keys that this person has unlocked: it hears only whose, and only on commit.
    if new.not_before is distinct from old.not_before or not old.roles <@ new.roles then
      perform pg_notify('seamark_locked', new.id::text);
    end if;
  end if;
  -- Acts of people and of the operator are told; an exercise that enters its cast is not.
  if new.active and (viewer is not null or current_setting('seamark.service', true) = 'operator') then
    gained := array(select r from unnest(new.roles) as r
                    where r <> 'overseer' and (not was_active or r <> all (old.roles)));
    raised := new.clearance <> 'OFFICIAL' and (not was_active or old.clearance = 'OFFICIAL');
    if cardinality(gained) > 0 or raised and was_active then
      insert into identity.appointment (agency_id, person_id, given_by, roles, clearance)
      values (new.agency_id, new.id, viewer, gained, case when raised then new.clearance end);
    end if;
  end if;
  return null;
end
$$;

-- A domain goes when nobody works under it any more.
create function identity.guard_domain() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from identity.person p where p.agency_id = old.agency_id and p.active
               and split_part(p.email, '@', 2) = old.domain)
     and (tg_op = 'DELETE' or (new.domain, new.agency_id) is distinct from (old.domain, old.agency_id)) then
    raise exception 'Active accounts have addresses at this domain' using errcode = 'SM030';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

grant execute on function identity.guard_person(), identity.follow_person(), identity.guard_domain()
  to seamark_owner;

set role seamark_owner;

create trigger person_is_guarded before insert or update on identity.person
  for each row execute function identity.guard_person();

create trigger person_is_followed after insert or update on identity.person
  for each row execute function identity.follow_person();

create trigger domain_is_guarded before update or delete on identity.agency_domain
  for each row execute function identity.guard_domain();

reset role;
