-- What is done with an operation, its agencies and its people. Who may do what, and who must be another, is asked here
-- and in the tables' constraints, not at an entrance. Each answers null where there is nothing of that kind to do for
-- this viewer: absent and hidden look alike.

set role seamark_service;

-- Proposes an operation: its compartment, its record, its terms, the lead agency and the lead, who is in it from now on.
-- Their agency's coordinator opens it by accepting the terms.
create function operations.propose(wanted uuid, reference text, said jsonb) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  agency integer := identity.viewer_agency();
  person uuid := identity.viewer_person();
  strands text[] := array(select jsonb_array_elements_text(said -> 'strands'));
begin
  if not access.viewer_proposes_operations() or not access.viewer_is_cleared_for(said ->> 'classification') then
    return null;
  end if;
  insert into access.compartment (id, name, agency_id) values (wanted, said ->> 'codename', agency);
  insert into access.compartment_member (compartment_id, person_id, awake_until)
  values (wanted, person, operations.confirmed_from_now());
  insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
    compartment_id, discoverable, review_on, created_at, filed_at)
  values (wanted, 'operation', propose.reference, agency, person, 'disseminated', said ->> 'codename',
    said ->> 'classification', 'P', wanted, false, (said ->> 'ends_on')::date, now(), now());
  insert into operations.operation (id, agency_id, compartment_id, codename, aim, purpose, origin, priority, strands, phase,
    dpia_reference, ends_on)
  values (wanted, agency, wanted, said ->> 'codename', said ->> 'aim', said ->> 'purpose', said ->> 'origin',
    said ->> 'priority', strands, said ->> 'phase', said ->> 'dpia_reference', (said ->> 'ends_on')::date);
  insert into operations.terms (operation_id, version, aim, information_owner, ends_on, leaving, person_id)
  values (wanted, 1, said ->> 'aim', said ->> 'information_owner', (said ->> 'ends_on')::date, said ->> 'leaving', person);
  insert into operations.participation (id, operation_id, agency_id, gateway, regime, terms_version, offered_by)
  select gen_random_uuid(), wanted, a.id, said ->> 'gateway', a.regime, 1, person from identity.agency a where a.id = agency;
  insert into operations.post (id, operation_id, person_id, agency_id, post, proposed_by)
  values (gen_random_uuid(), wanted, person, agency, 'lead', person);
  return wanted;
end
$$;

-- Offers the terms to an agency. The lead does, or a deputy.
create function operations.offer_terms(wanted uuid, operation uuid, agency integer, gateway text) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_holds(operation, 'lead', 'deputy') or not operations.is_open(operation) then
    return null;
  end if;
  insert into operations.participation (id, operation_id, agency_id, gateway, regime, terms_version, offered_by)
  select wanted, operation, a.id, offer_terms.gateway, a.regime,
         operations.terms_in_force(operation), identity.viewer_person()
  from identity.agency a where a.id = agency;
  return case when found then wanted end;
end
$$;

-- The agency's coordinator accepts the terms for it. With the lead agency's acceptance the operation opens, and its lead
-- is its lead. @returns the operation
create function operations.accept_terms(participation uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  p operations.participation;
  o operations.operation;
begin
  select * into p from operations.participation x
  where x.id = participation and x.agency_id = identity.viewer_agency() and x.state = 'offered'
    and x.offered_by <> identity.viewer_person();
  if not found or not access.viewer_accepts_operations() then
    return null;
  end if;
  select * into o from operations.operation x where x.id = p.operation_id for update;
  update operations.participation x
  set state = 'accepted', accepted_by = identity.viewer_person(), accepted_at = now()
  where x.id = p.id and x.state = 'offered';
  if not found then
    return null;
  end if;
  if p.agency_id <> o.agency_id then
    update access.record r set released_to = operations.release_list(o.id, r.agency_id),
      revision = r.revision + 1
    where r.id = o.id;
  elsif o.state = 'proposed' then
    update operations.operation x set state = 'open', opened_at = now(), revision = x.revision + 1 where x.id = o.id;
    update operations.post x
    set state = 'accepted', accepted_by = identity.viewer_person(), accepted_at = now(),
        confirmed_until = operations.confirmed_from_now()
    where x.operation_id = o.id and x.post = 'lead' and x.state = 'proposed';
  end if;
  return o.id;
end
$$;

-- It declines them. An operation that its own lead agency declines is closed.
create function operations.decline_terms(participation uuid, reason text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  of_operation uuid;
begin
  if not access.viewer_accepts_operations() then
    return null;
  end if;
  update operations.participation x
  set state = 'declined', ended_by = identity.viewer_person(), ended_at = now(), reason = decline_terms.reason
  where x.id = participation and x.agency_id = identity.viewer_agency() and x.state = 'offered'
  returning x.operation_id into of_operation;
  if of_operation is null then
    return null;
  end if;
  update operations.operation o
  set state = 'closed', closed_at = now(), closing_note = decline_terms.reason, revision = o.revision + 1
  where o.id = of_operation and o.state = 'proposed';
  if found then
    update operations.post x
    set state = 'declined', ended_by = identity.viewer_person(), ended_at = now(), reason = decline_terms.reason
    where x.operation_id = of_operation and x.state = 'proposed';
  end if;
  return of_operation;
end
$$;

-- An agency leaves: by its coordinator, or by the lead. Its people are out at once; nothing new is released to it; its planned
-- events are stood down, and what it was asked to do comes back to who asked. The lead agency stays while the operation is
-- worked on. Returns what was changed, its part first: each has an event.
create function operations.leave_with_agency(participation uuid, reason text)
  returns table (operation uuid, kind text, id uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  p operations.participation;
begin
  select * into p from operations.participation x
  where x.id = leave_with_agency.participation and x.state = 'accepted' for update;
  if not found
     or not (p.agency_id = identity.viewer_agency() and access.viewer_accepts_operations()
             or operations.viewer_holds(p.operation_id, 'lead'))
     or exists (select from operations.operation o where o.id = p.operation_id and o.agency_id = p.agency_id) then
    return;
  end if;
  update operations.participation x
  set state = 'left', ended_by = identity.viewer_person(), ended_at = now(), reason = leave_with_agency.reason
  where x.id = p.id;
  update operations.post x
  set state = 'ended', ended_by = identity.viewer_person(), ended_at = now(), reason = 'The agency has left.'
  where x.operation_id = p.operation_id and x.agency_id = p.agency_id and x.state in ('proposed', 'accepted');
  return query select p.operation_id, 'participation'::text, p.id;
  return query select p.operation_id, 'planned_event'::text, e from operations.stand_down_of(p.operation_id, p.agency_id) e;
  return query select p.operation_id, 'action'::text, a from operations.hand_back_actions(p.operation_id, p.agency_id) a;
end
$$;

-- Whose pages an act on the operation concerns: numbers of agencies, for a wake that says nothing.
create function operations.concerned(operation uuid) returns setof integer
  language sql stable security definer set search_path = ''
  begin atomic
    select p.agency_id from operations.participation p
    where p.operation_id = concerned.operation and p.state in ('offered', 'accepted')
      and (exists (select from operations.post x
                   where x.operation_id = p.operation_id and x.person_id = identity.viewer_person())
           or p.agency_id = identity.viewer_agency() and access.viewer_accepts_operations());
  end;

-- Does somebody with this address fit a post? To the lead and the deputies alone, about agencies that take part.
create function operations.fit_for_post(operation uuid, address text, post text) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when not operations.viewer_holds(fit_for_post.operation, 'lead', 'deputy') then 'nobody'
      else coalesce((
        select case when exists (
            select from operations.post x
            where x.operation_id = o.id and x.person_id = p.id and x.state in ('proposed', 'accepted')
              and (x.post = fit_for_post.post or 'privilege-reviewer' in (x.post, fit_for_post.post))) then 'held'
          else 'fits' end
        from operations.operation o join access.record r on r.id = o.id
        join identity.person p on p.email = lower(btrim(address))
        where o.id = fit_for_post.operation and p.active and access.reads_in_operations(p.roles)
          and (r.classification = 'OFFICIAL' or p.clearance = 'OFFICIAL-SENSITIVE')
          and operations.participates(o.id, p.agency_id)
          and (fit_for_post.post <> 'lead' or p.agency_id = o.agency_id)), 'nobody') end;
  end;

-- Proposes somebody, by the address of their account, for a post. The lead does, or a deputy; the person is of an agency
-- that takes part, and the lead is of the lead agency. Null as well where nobody fits: it does not say why.
create function operations.propose_post(wanted uuid, operation uuid, address text, post text) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_holds(operation, 'lead', 'deputy') or not operations.is_open(operation) then
    return null;
  end if;
  if operations.fit_for_post(operation, address, post) <> 'fits' then
    return null;
  end if;
  insert into operations.post (id, operation_id, person_id, agency_id, post, proposed_by)
  select wanted, operation, p.id, p.agency_id, propose_post.post, identity.viewer_person()
  from identity.person p where p.email = lower(btrim(address));
  return case when found then wanted end;
end
$$;

-- The coordinator of the person's own agency accepts: each agency keeps command of its own people. A new lead takes the
-- place of the one before.
create function operations.accept_post(post uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  p operations.post;
begin
  select * into p from operations.post x
  where x.id = accept_post.post and x.agency_id = identity.viewer_agency() and x.state = 'proposed' for update;
  if not found or not access.viewer_accepts_operations() or operations.is_own_proposal(p.id)
     or not operations.is_open(p.operation_id)
     or not operations.participates(p.operation_id, p.agency_id) then
    return null;
  end if;
  if p.post = 'lead' then
    perform from operations.operation o where o.id = p.operation_id for update;
    update operations.post x
    set state = 'ended', ended_by = identity.viewer_person(), ended_at = now(), reason = 'Another leads.'
    where x.operation_id = p.operation_id and x.post = 'lead' and x.state = 'accepted';
  end if;
  update operations.post x
  set state = 'accepted', accepted_by = identity.viewer_person(), accepted_at = now(),
      confirmed_until = coalesce((select max(y.confirmed_until) from operations.post y
                                  where y.operation_id = p.operation_id and y.person_id = p.person_id
                                    and y.state = 'accepted' and y.confirmed_until > now()),
                                 operations.confirmed_from_now())
  where x.id = p.id;
  return p.operation_id;
end
$$;

-- Did the viewer propose it, or is it of themself? Of their own agency's; then another coordinator is asked.
create function operations.is_own_proposal(post uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from operations.post x
                   where x.id = is_own_proposal.post and x.agency_id = identity.viewer_agency() and x.state = 'proposed'
                     and access.viewer_accepts_operations()
                     and identity.viewer_person() in (x.proposed_by, x.person_id));
  end;

create function operations.decline_post(post uuid, reason text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  of_operation uuid;
begin
  update operations.post x
  set state = 'declined', ended_by = identity.viewer_person(), ended_at = now(), reason = decline_post.reason
  where x.id = decline_post.post and x.agency_id = identity.viewer_agency() and x.state = 'proposed'
    and access.viewer_accepts_operations()
    -- an operation that is proposed is declined as a whole
    and operations.is_open(x.operation_id)
  returning x.operation_id into of_operation;
  return of_operation;
end
$$;

-- Is this the post of somebody who leads an operation? To those who may end posts of it: it ends with another's.
create function operations.is_leading(post uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from operations.post x
                   where x.id = is_leading.post and x.post = 'lead' and x.state = 'accepted'
                     and (operations.viewer_in(x.operation_id)
                          or x.agency_id = identity.viewer_agency() and access.viewer_accepts_operations()));
  end;

-- Ends a post at once: whoever holds it, the lead or a deputy, or the coordinator of the person's own agency. The lead's
-- ends with another's: see one_lead_stays.
create function operations.end_post(post uuid, reason text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  p operations.post;
begin
  select * into p from operations.post x where x.id = end_post.post and x.state in ('proposed', 'accepted') for update;
  if not found
     or not (p.person_id = identity.viewer_person() and operations.viewer_in(p.operation_id)
             or operations.viewer_holds(p.operation_id, 'lead', 'deputy')
             or p.agency_id = identity.viewer_agency() and access.viewer_accepts_operations()
                and operations.is_open(p.operation_id)) then
    return null;
  end if;
  update operations.post x
  set state = 'ended', ended_by = identity.viewer_person(), ended_at = now(), reason = end_post.reason
  where x.id = p.id;
  return p.operation_id;
end
$$;

-- Says that somebody is still needed in it. The lead does, or a deputy, and nobody of themself.
create function operations.confirm_member(operation uuid, person uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if person = identity.viewer_person() or not operations.viewer_holds(operation, 'lead', 'deputy')
     or not operations.is_open(operation) then
    return null;
  end if;
  update operations.post x
  set confirmed_until = operations.confirmed_from_now(), confirmed_by = identity.viewer_person()
  where x.operation_id = confirm_member.operation and x.person_id = confirm_member.person and x.state = 'accepted';
  return case when found then operation end;
end
$$;

-- The lead's own membership a coordinator of their agency confirms, by the lead's post.
create function operations.confirm_lead(post uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  p operations.post;
begin
  select * into p from operations.post x
  where x.id = confirm_lead.post and x.agency_id = identity.viewer_agency() and x.post = 'lead' and x.state = 'accepted'
    and x.person_id <> identity.viewer_person();
  if not found or not access.viewer_accepts_operations() or not operations.is_open(p.operation_id) then
    return null;
  end if;
  update operations.post x
  set confirmed_until = operations.confirmed_from_now(), confirmed_by = identity.viewer_person()
  where x.operation_id = p.operation_id and x.person_id = p.person_id and x.state = 'accepted';
  return p.operation_id;
end
$$;

-- The lead says how far it is; closing asks for words.
create function operations.change_state(operation uuid, state text, words text) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_holds(operation, 'lead') then
    return null;
  end if;
  update operations.operation o
  set state = change_state.state, revision = o.revision + 1,
      closed_at = case when change_state.state = 'closed' then now() else o.closed_at end,
      closing_note = case when change_state.state = 'closed' then words else o.closing_note end
  where o.id = operation;
  return operation;
end
$$;

-- The lead says whether the register of the task force may name it.
create function operations.set_register(operation uuid, named boolean) returns uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.viewer_holds(operation, 'lead') then
    return null;
  end if;
  update operations.operation o set in_register = named, revision = o.revision + 1 where o.id = operation;
  return operation;
end
$$;

grant execute on function operations.set_register(uuid, boolean), operations.concerned(uuid), operations.fit_for_post(uuid, text, text),
  operations.is_own_proposal(uuid), operations.propose(uuid, text, jsonb), operations.offer_terms(uuid, uuid, integer, text),
  operations.accept_terms(uuid), operations.decline_terms(uuid, text), operations.leave_with_agency(uuid, text),
  operations.propose_post(uuid, uuid, text, text), operations.accept_post(uuid), operations.decline_post(uuid, text),
  operations.is_leading(uuid), operations.end_post(uuid, text), operations.confirm_member(uuid, uuid), operations.confirm_lead(uuid), operations.change_state(uuid, text, text)
  to seamark_member;

reset role;
