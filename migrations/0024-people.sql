-- Who belongs to an agency, and who may raise whom.
--
-- An address was whoever's entered it first; an administrator could give themself any role; and an account
-- that was stopped came back with its old sessions when it was started again. These rules belong to the rows
-- they protect, whichever page or command changes them:
--   an address is at a domain that the operator has entered for the agency, and for no other;
--   nobody changes their own roles, clearance or account; an administrator holds no role that reads;
--   what somebody gains is told to the agency's records manager;
--   stopping an account ends its sessions and tokens for good;
--   who is in an operation changes with an event.
set role seamark_owner;

-- The e-mail domains of an agency, entered by the operator. Only the domain itself, never what is below it.
create table identity.agency_domain (
  id          uuid primary key,
  domain      text not null unique
    check (length(domain) <= 253
           and domain collate "C" ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
  agency_id   integer not null references identity.agency,
  entered_at  timestamptz not null default now()
);
create index agency_domain_by_agency on identity.agency_domain (agency_id);
alter table identity.agency_domain enable row level security;
alter table identity.agency_domain force row level security;
create policy own_agency_reads on identity.agency_domain for select to seamark_member
  using (agency_id = identity.viewer_agency());
create policy service_all on identity.agency_domain to seamark_service using (true) with check (true);
grant select on identity.agency_domain to seamark_member;
grant select, insert, update, delete on identity.agency_domain to seamark_service;
create constraint trigger domain_is_accounted_for after insert or update or delete on identity.agency_domain
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

-- What somebody gained: brought to the records manager at once, and theirs to look into.
create table identity.appointment (
  id          uuid primary key default gen_random_uuid(),
  agency_id   integer not null references identity.agency,
  person_id   uuid not null references identity.person,
  -- none: the operator of the node
  given_by    uuid references identity.person,
  roles       text[] not null,
  -- where it was raised, or came with a new account
  clearance   text,
  at          timestamptz not null default now(),
  seen_at     timestamptz,
  seen_by     uuid references identity.person,
  check ((seen_at is null) = (seen_by is null)),
  -- nobody settles what they gained or gave
  check (seen_by is null or seen_by <> person_id and seen_by is distinct from given_by)
);
create index appointment_unseen on identity.appointment (agency_id, at) where seen_at is null;
alter table identity.appointment enable row level security;
alter table identity.appointment force row level security;
create policy records_manager_reads on identity.appointment for select to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager'));
create policy records_manager_settles on identity.appointment for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('records_manager') and seen_at is null
         and person_id <> identity.viewer_person() and given_by is distinct from identity.viewer_person())
  with check (agency_id = identity.viewer_agency() and seen_by = identity.viewer_person());
create policy service_all on identity.appointment to seamark_service using (true) with check (true);
grant select on identity.appointment to seamark_member;
grant update (seen_at, seen_by) on identity.appointment to seamark_member;
grant select, insert, update on identity.appointment to seamark_service;
create constraint trigger appointment_is_accounted_for after insert or update or delete on identity.appointment
  deferrable initially deferred for each row execute function ledger.require_event_for_person();

-- Sessions and bearer tokens from before this are worth nothing.
alter table identity.person add column not_before timestamptz;
-- Per agency: an administrator must not learn from a refusal who has an account elsewhere.
alter table identity.person drop constraint person_email_key;
alter table identity.person add constraint person_email_in_agency unique (agency_id, email);
create index person_by_email on identity.person (email) where subject is null;

-- Who appoints does not read. An administrator keeps no role that reads intelligence or reports of the public
-- (they would choose who may be given the desk's keys), and is not the records manager, who is told of
-- what administrators do.
reset role;
set role seamark_service;
with kept as (
  update identity.person set version = version + 1,
    roles = array(select r from unnest(roles) as r where r in ('administrator', 'overseer'))
  where 'administrator' = any (roles)
    and roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager']
  returning id, agency_id
)
insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
select 'administration', 'identity.person.separate', agency_id, 'operator', 'person', id from kept;
set constraints all immediate;
reset role;
set role seamark_owner;
alter table identity.person add constraint administrator_reads_nothing check (
  not 'administrator' = any (roles)
  or not roles && array['intelligence_officer', 'analyst', 'coordinator', 'triage_officer', 'records_manager']);

-- A member enters and changes what the form shows, and nothing else of an account.
revoke insert, update on identity.person from seamark_member;
grant insert (id, agency_id, email, name, roles, clearance) on identity.person to seamark_member;
grant update (name, roles, clearance, active, version) on identity.person to seamark_member;
-- Nor of an agency, whose name and domains are the operator's.
revoke update on identity.agency from seamark_member;
grant update (desk_name, desk_email, desk_phone, desk_hours, version) on identity.agency to seamark_member;

reset role;
set role seamark_service;

create function identity.guard_person() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  viewer uuid := identity.viewer_person();
  added boolean := tg_op = 'INSERT';
  gains boolean;
begin
  if not added then
    if new.id <> old.id or new.agency_id <> old.agency_id then
      raise exception 'An account stays with its agency' using errcode = 'SM024',
        hint = 'Stop it there with "seamark person release", and enter the person anew.';
    end if;
    -- The end of sessions and tokens never moves back.
    new.not_before := greatest(old.not_before, new.not_before,
                               case when old.active and not new.active then clock_timestamp() end);
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
  if not added and old.active and 'administrator' = any (old.roles)
     and not (new.active and 'administrator' = any (new.roles)) then
    perform pg_advisory_xact_lock(7324, new.agency_id);
    if not exists (select from identity.person p where p.agency_id = new.agency_id and p.id <> new.id
                     and p.active and 'administrator' = any (p.roles)) then
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

-- A session begins only for an account that may be used (how it ends: 0025). The share lock makes a sign-in wait
-- for somebody who is stopping the account, and the other way round.
create function identity.guard_session() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform from identity.person p where p.id = new.person_id and p.active for share;
  if not found then
    raise exception 'This account is not active' using errcode = 'SM029';
  end if;
  return new;
end
$$;

-- Ends all sessions and tokens of one's own account, or of one in the agency that one administers.
create function identity.end_sessions(wanted uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update identity.person p set not_before = clock_timestamp()
  where p.id = wanted and p.agency_id = identity.viewer_agency()
    and (p.id = identity.viewer_person() or identity.viewer_has_role('administrator'));
  return found;
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

-- Nobody lets themself into an operation that others are in, or that holds something already; who founds one
-- is its first member.
create function intelligence.refuse_own_membership() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.person_id = identity.viewer_person()
     and (exists (select from access.compartment_member m
                  where m.compartment_id = new.compartment_id and m.person_id <> new.person_id)
          or exists (select from intelligence.report r where r.compartment_id = new.compartment_id)) then
    raise exception 'Nobody lets themself into an operation' using errcode = 'SM026';
  end if;
  return new;
end
$$;

grant execute on function identity.guard_person(), identity.follow_person(), identity.guard_session(),
  identity.guard_domain(), intelligence.refuse_own_membership() to seamark_owner;
grant execute on function identity.end_sessions(uuid) to seamark_member;

-- The same question as before, and from when on a token counts.
drop function identity.person_of_identity(text, text);
create function identity.person_of_identity(wanted_issuer text, wanted_subject text)
  returns table (id uuid, name text, email text, agency_id integer, slug text, agency_name text, roles text[],
                 clearance text, active boolean, not_before timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, p.email, p.agency_id, a.slug, a.name, p.roles, p.clearance, p.active, p.not_before
    from identity.person p join identity.agency a on a.id = p.agency_id
    where p.issuer = wanted_issuer and p.subject = wanted_subject;
  end;
grant execute on function identity.person_of_identity(text, text) to seamark_app;

reset role;
set role seamark_owner;

create trigger person_is_guarded before insert or update on identity.person
  for each row execute function identity.guard_person();
create trigger person_is_followed after insert or update on identity.person
  for each row execute function identity.follow_person();
create trigger session_is_guarded before insert on identity.session
  for each row execute function identity.guard_session();
create trigger domain_is_guarded before update or delete on identity.agency_domain
  for each row execute function identity.guard_domain();
create trigger membership_is_guarded before insert or update on access.compartment_member
  for each row execute function intelligence.refuse_own_membership();

-- Who is in an operation decides who reads it: founding one, letting in and letting go each have their event.
create function ledger.require_event_for_compartment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.compartment_id else new.compartment_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create constraint trigger compartment_is_accounted_for after insert or update or delete on access.compartment
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger member_is_accounted_for after insert or update or delete on access.compartment_member
  deferrable initially deferred for each row execute function ledger.require_event_for_compartment();
create index report_by_compartment on intelligence.report (compartment_id) where compartment_id is not null;

-- The same kind elsewhere: nobody settles an alert about themself, or gives a key of the desk to themself.
create policy not_ones_own on deconfliction.check_alert as restrictive for update to seamark_member
  using (person_id <> identity.viewer_person());
create policy not_to_oneself on reporting.wrapped_key as restrictive for insert to seamark_member
  with check (person_id <> identity.viewer_person());

reset role;
