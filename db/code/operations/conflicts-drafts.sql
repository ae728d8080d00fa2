-- Drafts of planned events: what is typed is kept between the pages of the form, for whoever typed it and nobody else.

set role seamark_service;

-- Keeps what was typed, or begins a draft. Answers false where the viewer has none of this id, where they may not act in the
-- operation, or have as many drafts as anybody needs.
create function operations.keep_planned_draft(wanted uuid, operation uuid, typed jsonb) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  d operations.planned_draft;
begin
  if operation is not null and not operations.viewer_acts(operation) then
    return false;
  end if;
  select * into d from operations.planned_draft x where x.id = wanted for update;
  if not found then
    if (select count(*) from operations.planned_draft x where x.person_id = identity.viewer_person()) >= 50 then
      return false;
    end if;
    insert into operations.planned_draft (id, person_id, operation_id, typed)
    values (wanted, identity.viewer_person(), operation, keep_planned_draft.typed);
    return true;
  end if;
  if d.person_id <> identity.viewer_person() or d.event_id is not null and d.operation_id is distinct from operation then
    return false;
  end if;
  update operations.planned_draft x
  set operation_id = operation, typed = keep_planned_draft.typed, typed_at = now() where x.id = wanted;
  return true;
end
$$;

-- Begins to change an event: of the viewer's own agency, in an operation in which they may act. One draft a person and
-- event; an older one is taken away.
create function operations.begin_planned_change(wanted uuid, event uuid, revision integer, typed jsonb) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  e operations.planned_event;
begin
  select * into e from operations.planned_event x
  where x.id = event and x.agency_id = identity.viewer_agency() and x.state in ('lodged', 'changed')
    and x.revision = begin_planned_change.revision;
  if not found or not operations.viewer_acts(e.operation_id) then
    return false;
  end if;
  delete from operations.planned_draft x where x.event_id = event and x.person_id = identity.viewer_person();
  insert into operations.planned_draft (id, person_id, operation_id, event_id, revision, typed)
  values (wanted, identity.viewer_person(), e.operation_id, event, e.revision, begin_planned_change.typed);
  return true;
end
$$;

create function operations.drop_planned_draft(wanted uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  delete from operations.planned_draft x where x.id = wanted and x.person_id = identity.viewer_person();
  return found;
end
$$;

-- What nobody has typed at for a week is thrown away, and what belongs to a change of an event that is over.
create function operations.forget_planned_drafts() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  number integer;
begin
  delete from operations.planned_draft x
  where x.typed_at < now() - interval '7 days'
     or exists (select from operations.planned_event e where e.id = x.event_id and e.state not in ('lodged', 'changed'));
  get diagnostics number = row_count;
  return number;
end
$$;

grant execute on function operations.keep_planned_draft(uuid, uuid, jsonb), operations.begin_planned_change(uuid, uuid, integer, jsonb),
  operations.drop_planned_draft(uuid) to seamark_member;

reset role;
