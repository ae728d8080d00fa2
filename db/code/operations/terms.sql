-- Terms of an operation in versions. The lead writes one, or a deputy; each agency that takes part accepts it by its
-- coordinator, who is not who wrote it, and works until then under the version that it accepted.

set role seamark_owner;

-- The version under which an operation is led: the one that the lead agency accepted last. To a member it is answered of
-- operations that they are in.
create function operations.terms_in_force(operation uuid) returns integer
  language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (select p.terms_version from operations.participation p join operations.operation o on o.id = p.operation_id
     where p.operation_id = terms_in_force.operation and p.agency_id = o.agency_id and p.state in ('offered', 'accepted')),
    (select max(t.version) from operations.terms t where t.operation_id = terms_in_force.operation));
end
$$;
grant execute on function operations.terms_in_force(uuid) to seamark_member, seamark_service;

set role seamark_service;

-- Each version stays as it was written, until its words go with the operation.
create function operations.guard_terms() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new is not distinct from old then
    return new;
  end if;
  if (new.operation_id, new.version, new.person_id, new.at, new.ends_on)
       is not distinct from (old.operation_id, old.version, old.person_id, old.at, old.ends_on)
     and access.erasure_in_hand(old.operation_id) then
    return new;
  end if;
  raise exception 'A version of the terms stays as it was written' using errcode = 'SM003', hint = 'Write another version.';
end
$$;

-- A version is accepted by the agency that takes part, and never a lower one than before.
create function operations.guard_terms_accepted() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'Who accepted which terms stays' using errcode = 'SM003';
  end if;
  if not exists (select from operations.participation p
                 where p.id = new.participation_id and p.operation_id = new.operation_id and p.state = 'accepted'
                   and p.terms_version < new.version) then
    raise exception 'A newer version of the terms is accepted by an agency that takes part' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Writes a version. Returns its number; null where it is not this viewer's to do.
--   said   aim, information_owner, ends_on, leaving
create function operations.write_terms(operation uuid, said jsonb) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  given integer;
begin
  if not operations.viewer_holds(operation, 'lead', 'deputy') or not operations.is_open(operation) then
    return null;
  end if;
  perform from operations.operation o where o.id = operation for update;
  select max(t.version) + 1 into given from operations.terms t where t.operation_id = operation;
  insert into operations.terms (operation_id, version, aim, information_owner, ends_on, leaving, person_id)
  values (operation, given, said ->> 'aim', said ->> 'information_owner', (said ->> 'ends_on')::date, said ->> 'leaving',
          identity.viewer_person());
  return given;
end
$$;

-- The agency's coordinator accepts the newest version for it. With the lead agency's acceptance the operation has its aim and
-- its end: that is its record's next version. Answers `done`, `stale` where another version was written meanwhile, `own`
-- where the viewer wrote it, and no row where there is nothing to accept.
create function operations.accept_new_terms(participation uuid, version integer) returns table (done text, operation uuid)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  p operations.participation;
  t operations.terms;
begin
  select * into p from operations.participation x
  where x.id = accept_new_terms.participation and x.agency_id = identity.viewer_agency() and x.state = 'accepted';
  if not found or not access.viewer_accepts_operations() or not operations.is_open(p.operation_id) then
    return;
  end if;
  perform from operations.operation o where o.id = p.operation_id for update;
  select * into p from operations.participation x where x.id = accept_new_terms.participation for update;
  select * into t from operations.terms x where x.operation_id = p.operation_id order by x.version desc limit 1;
  if p.state <> 'accepted' or t.version = p.terms_version then
    return;
  elsif t.version <> accept_new_terms.version then
    return query select 'stale'::text, p.operation_id;
    return;
  elsif t.person_id = identity.viewer_person() then
    return query select 'own'::text, p.operation_id;
    return;
  end if;
  insert into operations.terms_accepted (participation_id, operation_id, version, written_by, accepted_by)
  values (p.id, p.operation_id, t.version, t.person_id, identity.viewer_person());
  update operations.participation x set terms_version = t.version where x.id = p.id;
  update operations.operation o set aim = t.aim, ends_on = t.ends_on, revision = o.revision + 1
  where o.id = p.operation_id and o.agency_id = p.agency_id;
  if found then
    update access.record r set version = r.version + 1, revision = r.revision + 1, review_on = t.ends_on where r.id = p.operation_id;
  end if;
  return query select 'done'::text, p.operation_id;
end
$$;

-- For the agency's coordinator: a version that waits for the agency, beside the one under which it works.
create function operations.new_terms_of_agency()
  returns table (id uuid, version integer, aim text, information_owner text, ends_on date, leaving text, written_at timestamptz,
                 written_by_viewer boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, t.version, t.aim, t.information_owner, t.ends_on, t.leaving, t.at, t.person_id = identity.viewer_person()
    from operations.participation p
    join operations.operation o on o.id = p.operation_id
    join access.record r on r.id = o.id
    join lateral (select x.* from operations.terms x where x.operation_id = o.id order by x.version desc limit 1) t
      on t.version > p.terms_version
    where p.agency_id = identity.viewer_agency() and p.state = 'accepted' and o.state in ('open', 'winding-down')
      and access.viewer_accepts_operations() and access.viewer_is_cleared_for(r.classification) and r.erased_at is null
    order by t.at desc, p.id limit 200;
  end;

grant execute on function operations.write_terms(uuid, jsonb), operations.accept_new_terms(uuid, integer), operations.new_terms_of_agency() to seamark_member;
grant execute on function operations.guard_terms(), operations.guard_terms_accepted() to seamark_owner;

set role seamark_owner;

create trigger terms_are_kept before update on operations.terms
  for each row execute function operations.guard_terms();
create trigger acceptance_is_guarded before insert or update on operations.terms_accepted
  for each row execute function operations.guard_terms_accepted();

reset role;
