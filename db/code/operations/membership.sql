-- Who is a member of the compartment follows who holds a post: written by the database, in step, and by nothing else.

set role seamark_service;

create function operations.confirmed_from_now() returns timestamptz
  language sql stable security definer set search_path = ''
  begin atomic
    select now() + make_interval(days => s.confirmed_days) from operations.setting s;
  end;

-- Puts the membership of one person right. Who proposed the operation is in it until their agency has answered.
create function operations.keep_membership(operation uuid, person uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  awake timestamptz;
begin
  select max(p.confirmed_until) into awake from operations.post p
  where p.operation_id = operation and p.person_id = person and p.state = 'accepted';
  if awake is null then
    select p.proposed_at + make_interval(days => s.confirmed_days) into awake
    from operations.post p join operations.operation o on o.id = p.operation_id cross join operations.setting s
    where p.operation_id = operation and p.person_id = person and p.state = 'proposed' and p.post = 'lead'
      and p.proposed_by = p.person_id and o.state = 'proposed';
  end if;
  if awake is null then
    delete from access.compartment_member m where m.compartment_id = operation and m.person_id = person;
    return;
  end if;
  update access.compartment_member m set awake_until = awake
  where m.compartment_id = operation and m.person_id = person and m.awake_until is distinct from awake;
  if not exists (select from access.compartment_member m
                 where m.compartment_id = operation and m.person_id = person) then
    insert into access.compartment_member (compartment_id, person_id, awake_until) values (operation, person, awake);
  end if;
end
$$;

create function operations.membership_follows_post() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    perform operations.keep_membership(old.operation_id, old.person_id);
  end if;
  if tg_op <> 'DELETE' then
    perform operations.keep_membership(new.operation_id, new.person_id);
  end if;
  return null;
end
$$;

-- An operation that is worked on has exactly one lead: at commit, so that one may hand over to another.
create function operations.require_one_lead() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  of_operation uuid := case when tg_table_name = 'post' then (to_jsonb(coalesce(new, old)) ->> 'operation_id')::uuid
                            else (to_jsonb(new) ->> 'id')::uuid end;
begin
  if exists (select from operations.operation o where o.id = of_operation and o.state in ('open', 'winding-down'))
     and (select count(*) from operations.post p
          where p.operation_id = of_operation and p.post = 'lead' and p.state = 'accepted') <> 1 then
    raise exception 'An operation has exactly one lead' using errcode = 'SM003',
      hint = 'Propose another lead; when that is accepted, the one before has ended.';
  end if;
  return null;
end
$$;

-- What was said of a post or a participation stays, and goes forward only. Its words go with the operation.
create function operations.guard_post() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if to_jsonb(new) - 'reason' is not distinct from to_jsonb(old) - 'reason' and access.erasure_in_hand(old.operation_id) then
    return new;
  end if;
  if (new.id, new.operation_id, new.person_id, new.agency_id, new.post, new.proposed_by, new.proposed_at)
     is distinct from (old.id, old.operation_id, old.person_id, old.agency_id, old.post, old.proposed_by, old.proposed_at)
     or (new.state <> old.state and (old.state, new.state) not in
           (('proposed', 'accepted'), ('proposed', 'declined'), ('proposed', 'ended'), ('accepted', 'ended')))
     or old.state in ('declined', 'ended') then
    raise exception 'A post goes from proposed to accepted to ended, and not back' using errcode = 'SM003',
      hint = 'Propose it anew.';
  end if;
  return new;
end
$$;

create function operations.guard_participation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if to_jsonb(new) - '{gateway,reason}'::text[] is not distinct from to_jsonb(old) - '{gateway,reason}'::text[]
     and access.erasure_in_hand(old.operation_id) then
    return new;
  end if;
  if (new.id, new.operation_id, new.agency_id, new.offered_at)
     is distinct from (old.id, old.operation_id, old.agency_id, old.offered_at)
     or (new.state <> old.state and (old.state, new.state) not in
           (('offered', 'accepted'), ('offered', 'declined'), ('accepted', 'left')))
     or new.terms_version <> old.terms_version and not exists (
          select from operations.terms_accepted a where a.participation_id = new.id and a.version = new.terms_version)
     or old.state in ('declined', 'left') then
    raise exception 'A participation goes from offered to accepted to left, and not back' using errcode = 'SM003',
      hint = 'Offer the terms anew.';
  end if;
  return new;
end
$$;

create function operations.guard_operation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (new.id, new.agency_id, new.compartment_id, new.created_at, new.state)
     is not distinct from (old.id, old.agency_id, old.compartment_id, old.created_at, old.state)
     and new.codename = 'Erased' and access.erasure_in_hand(old.id) then
    return new;
  end if;
  if (new.id, new.agency_id, new.compartment_id, new.created_at, new.codename)
     is distinct from (old.id, old.agency_id, old.compartment_id, old.created_at, old.codename)
     or (new.state <> old.state and (old.state, new.state) not in
           (('proposed', 'open'), ('proposed', 'closed'), ('open', 'winding-down'), ('open', 'closed'),
            ('winding-down', 'open'), ('winding-down', 'closed'), ('closed', 'archived'))) then
    raise exception 'An operation does not go from % to %, and keeps its codename', old.state, new.state
      using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What is closed is reviewed while those who were in it are awake: its closing note is its next version, and due at once.
create function operations.review_when_closed() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update access.record r
  set version = r.version + 1, revision = r.revision + 1, review_on = (now() at time zone 'UTC')::date
  where r.id = new.id;
  return null;
end
$$;

grant execute on function operations.review_when_closed(), operations.membership_follows_post(), operations.require_one_lead(), operations.guard_post(),
  operations.guard_participation(), operations.guard_operation() to seamark_owner;

set role seamark_owner;

create trigger post_is_guarded before update on operations.post
  for each row execute function operations.guard_post();
create trigger participation_is_guarded before update on operations.participation
  for each row execute function operations.guard_participation();
create trigger operation_is_guarded before update on operations.operation
  for each row execute function operations.guard_operation();
create trigger closed_is_reviewed after update of state on operations.operation
  for each row when (new.state = 'closed' and old.state <> 'closed') execute function operations.review_when_closed();
create trigger membership_follows after insert or update or delete on operations.post
  for each row execute function operations.membership_follows_post();
create constraint trigger one_lead_stays after insert or update or delete on operations.post
  deferrable initially deferred for each row execute function operations.require_one_lead();
create constraint trigger one_lead_is_there after insert or update on operations.operation
  deferrable initially deferred for each row execute function operations.require_one_lead();

reset role;
