-- Which change of a requirement, and of a line of its plan, follows which. It looks at the row before and after, which a
-- policy cannot.

set role seamark_owner;

-- A person's change of a requirement: what was asked stays, and its state goes forward. Everybody who reads it reads its
-- state, so that goes by somebody's word and never by itself: an answer would show there to other partners.
create function requirements.guard_requirement() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if (new.agency_id, new.created_at, new.why, new.decision, new.priority, new.about_kind, new.about, new.person_category,
      new.person_basis, new.person_is_adult, new.valuable_until)
     is distinct from
     (old.agency_id, old.created_at, old.why, old.decision, old.priority, old.about_kind, old.about, old.person_category,
      old.person_basis, old.person_is_adult, old.valuable_until) then
    raise exception 'What a filed requirement asks does not change' using errcode = 'SM003',
      hint = 'Withdraw it, and write a new one.';
  end if;
  if old.state not in ('open', 'partly-answered') then
    raise exception 'A requirement that is closed does not change' using errcode = 'SM003';
  end if;
  if new.state <> old.state and new.state = 'open' then
    raise exception 'A requirement does not go from % to %', old.state, new.state using errcode = 'SM003';
  end if;
  if new.closed_at is not null and new.closed_by is distinct from identity.viewer_person() then
    raise exception 'Who closes a requirement is named' using errcode = 'SM003';
  end if;
  if new.owner_id <> old.owner_id and not requirements.may_own(new.owner_id) then
    raise exception 'A requirement is answered for by somebody of its agency who may' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A person's change of a line. Whose it is accepts it, declines it, or says that there is nothing; who asked drops it;
-- and an answer alone makes it answered.
create function requirements.guard_line() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if (new.id, new.requirement_id, new.number, new.owner_id, new.agency_id, new.source, new.basis, new.by_when, new.asked_at)
     is distinct from
     (old.id, old.requirement_id, old.number, old.owner_id, old.agency_id, old.source, old.basis, old.by_when, old.asked_at) then
    raise exception 'What a line asks does not change' using errcode = 'SM003', hint = 'Drop it, and add another.';
  end if;
  if old.state not in ('proposed', 'accepted') or not requirements.is_open(old.requirement_id) then
    raise exception 'A line that is done does not change' using errcode = 'SM003';
  end if;
  if new.state = 'dropped' and identity.viewer_agency() = old.owner_id then
    return new;
  end if;
  if identity.viewer_agency() <> old.agency_id
     or (old.state, new.state) not in (('proposed', 'accepted'), ('accepted', 'accepted'), ('accepted', 'nothing'),
                                       ('proposed', 'declined'), ('accepted', 'declined')) then
    raise exception 'A line does not go from % to % by this agency', old.state, new.state using errcode = 'SM003';
  end if;
  if new.state = 'accepted' and not requirements.is_a_colleague(new.person_id) then
    raise exception 'A line is done by a named person of its agency' using errcode = 'SM003';
  end if;
  return new;
end
$$;

set role seamark_service;

-- With an answer its line is answered. Whether the question is, its owner says.
create function requirements.note_answer() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update requirements.line set state = 'answered', words = null, changed_at = now(), revision = revision + 1
  where id = new.line_id and state in ('proposed', 'accepted');
  return null;
end
$$;

-- Taken back while it is still asked: its line waits again, where nothing else answers it.
create function requirements.note_no_answer() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update requirements.line l set
    state = case when l.person_id is null then 'proposed' else 'accepted' end, changed_at = now(), revision = l.revision + 1
  where l.id = old.line_id and l.state = 'answered'
    and not exists (select from requirements.answer a where a.line_id = l.id);
  return null;
end
$$;

-- A requirement that is recalled is asked of nobody any more.
create function requirements.withdraw_with_its_record() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update requirements.line set state = 'dropped', changed_at = now(), revision = revision + 1
  where requirement_id = new.id and state in ('proposed', 'accepted');
  update requirements.requirement
  set state = 'withdrawn', closed_at = now(), closed_by = identity.viewer_person(), closing_words = 'It was recalled.',
      revision = revision + 1
  where id = new.id and state in ('open', 'partly-answered');
  return null;
end
$$;

grant execute on function requirements.note_answer(), requirements.note_no_answer(), requirements.withdraw_with_its_record()
  to seamark_owner;

set role seamark_owner;

create trigger requirement_is_guarded before update on requirements.requirement
  for each row execute function requirements.guard_requirement();
create trigger line_is_guarded before update on requirements.line
  for each row execute function requirements.guard_line();
create trigger answer_is_noted after insert on requirements.answer
  for each row execute function requirements.note_answer();
create trigger answer_is_gone after delete on requirements.answer
  for each row execute function requirements.note_no_answer();
create trigger requirement_is_withdrawn after update of status on access.record
  for each row when (old.kind = 'requirement' and old.status <> 'withdrawn' and new.status = 'withdrawn')
  execute function requirements.withdraw_with_its_record();

reset role;
