-- Who reads a narrower log. Whoever opened it proposes, another reader agrees, and nobody outside it learns of either. Whoever
-- opened it takes a reader out, and a reader goes by themself; both at once, and what was read stays read.

set role seamark_service;

-- A proposal is answered once, and says of nobody else than it did.
create function operations.guard_narrow_reader() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from operations.decision_log l
                   where l.id = new.log_id and l.operation_id = new.operation_id and l.opened_by = new.proposed_by)
       or new.state <> 'proposed' then
      raise exception 'Whoever opened a narrower log proposes who reads it' using errcode = 'SM003';
    end if;
  elsif (new.id, new.log_id, new.operation_id, new.person_id, new.proposed_by, new.proposed_at)
        is distinct from (old.id, old.log_id, old.operation_id, old.person_id, old.proposed_by, old.proposed_at)
        or old.state <> 'proposed' then
    raise exception 'A proposal is answered once' using errcode = 'SM003';
  elsif not exists (select from access.compartment_member m
                    where m.compartment_id = new.log_id and m.person_id = new.answered_by) then
    raise exception 'A reader of the log answers' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Proposes somebody who is at work in the operation. Null where it is not this viewer's to do; `reads` where they read it or
-- are proposed already; `outside` where they are not in the operation.
create function operations.propose_reader(wanted uuid, log uuid, person uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  l operations.decision_log;
begin
  select * into l from operations.decision_log x
  where x.id = log and x.compartment_id is not null and x.opened_by = identity.viewer_person();
  if not found or not operations.viewer_reads_log(l.operation_id, l.compartment_id) or not operations.viewer_acts(l.operation_id) then
    return null;
  end if;
  if not operations.is_in_log(l.operation_id, null, person) then
    return 'outside';
  end if;
  if exists (select from access.compartment_member m where m.compartment_id = l.id and m.person_id = person) then
    return 'reads';
  end if;
  insert into operations.narrow_reader (id, log_id, operation_id, person_id, proposed_by)
  values (wanted, l.id, l.operation_id, person, identity.viewer_person()) on conflict do nothing;
  return case when found then 'done' else 'reads' end;
end
$$;

-- Another reader agrees or declines. Null where there is nothing of that kind for this viewer; `own` where they proposed it.
create function operations.answer_reader(proposal uuid, agrees boolean) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  n operations.narrow_reader;
begin
  select * into n from operations.narrow_reader x where x.id = proposal and x.state = 'proposed' for update;
  if not found or not operations.viewer_reads_log(n.operation_id, n.log_id) or not operations.viewer_acts(n.operation_id) then
    return null;
  end if;
  if n.proposed_by = identity.viewer_person() then
    return 'own';
  end if;
  if agrees and not operations.is_in_log(n.operation_id, null, n.person_id) then
    return 'outside';
  end if;
  update operations.narrow_reader x
  set state = case when agrees then 'agreed' else 'declined' end, answered_by = identity.viewer_person(), answered_at = now()
  where x.id = n.id;
  if agrees then
    insert into access.compartment_member (compartment_id, person_id)
    select n.log_id, n.person_id
    where not exists (select from access.compartment_member m where m.compartment_id = n.log_id and m.person_id = n.person_id);
  end if;
  return 'done';
end
$$;

-- Takes a reader out. Whoever opened the log stays in it.
create function operations.remove_reader(log uuid, person uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  l operations.decision_log;
begin
  select * into l from operations.decision_log x where x.id = log and x.compartment_id is not null;
  if not found or not operations.viewer_reads_log(l.operation_id, l.compartment_id) or l.opened_by = person
     or identity.viewer_person() not in (l.opened_by, person) then
    return false;
  end if;
  delete from access.compartment_member m where m.compartment_id = l.id and m.person_id = person;
  return found;
end
$$;

-- Who is named in a narrower log, whether they are at work in the operation or not. For its readers.
create function operations.readers_of_log(log uuid) returns table (person_id uuid, label text, agency text, opened boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select m.person_id, identity.person_label(m.person_id), a.name, m.person_id = l.opened_by
    from operations.decision_log l
    join access.compartment_member m on m.compartment_id = l.compartment_id
    join identity.person p on p.id = m.person_id join identity.agency a on a.id = p.agency_id
    where l.id = readers_of_log.log and operations.viewer_in(l.operation_id) and access.viewer_is_member_of(l.compartment_id)
    order by m.person_id <> l.opened_by, a.name, 2, m.person_id;
  end;

grant execute on function operations.propose_reader(uuid, uuid, uuid), operations.answer_reader(uuid, boolean),
  operations.remove_reader(uuid, uuid), operations.readers_of_log(uuid) to seamark_member;
grant execute on function operations.guard_narrow_reader() to seamark_owner;

set role seamark_owner;

create trigger reader_is_guarded before insert or update on operations.narrow_reader
  for each row execute function operations.guard_narrow_reader();
call ledger.account_for('operations.narrow_reader', 'log_id', 'insert or update', 'new.person_id is not null');

reset role;
