-- Lessons and training: what keeps their rows true, and how they stand.

set role seamark_service;

-- Learned: the newest look said so, and the evidence is not newer than it.
create function oversight.is_learned(lesson uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce((
      select c.outcome = 'learned' and c.at >= l.evidence_at
      from oversight.lesson l join oversight.lesson_check c on c.lesson_id = l.id
      where l.id = is_learned.lesson order by c.at desc, c.id desc limit 1), false);
  end;

-- May the viewer's agency say whether this lesson is learned? The one that was asked, and those who hold its agency to
-- account; never the agency itself.
create function oversight.checks_lesson(lesson uuid, viewer integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from oversight.lesson l
      where l.id = checks_lesson.lesson and l.agency_id <> checks_lesson.viewer and l.evidence is not null
        and (l.asked_agency_id = checks_lesson.viewer and access.viewer_enters_progress()
             or access.viewer_oversees() and exists (
                  select from identity.held_to_account h
                  where h.body_id = checks_lesson.viewer and h.agency_id = l.agency_id)));
  end;

create function oversight.guard_lesson() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (new.id, new.agency_id, new.person_id, new.at) is distinct from (old.id, old.agency_id, old.person_id, old.at) then
    raise exception 'A lesson stays with the agency and the person who identified it' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and oversight.is_learned(old.id) then
    raise exception 'A lesson that is learned stays as it was checked' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and new.evidence_at is distinct from old.evidence_at and new.evidence_by <> identity.viewer_person() then
    raise exception 'One shows evidence in one’s own name' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function oversight.guard_lesson_check() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'What was found stays' using errcode = 'SM003';
  end if;
  if not exists (select from oversight.lesson l where l.id = new.lesson_id and l.evidence is not null and l.evidence_at <= new.at) then
    raise exception 'A lesson is checked when its agency has shown what it did' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function oversight.guard_coverage() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'What was counted for a quarter stays' using errcode = 'SM003';
  end if;
  if new.counted_on > oversight.today() then
    raise exception 'A day to come cannot be counted' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Coverage of all agencies, for the coordinators of the task force: what others may read of it, by agency and post.
create function oversight.coverage_of_all(course uuid)
  returns table (agency_name text, post text, counted_on date, must integer, have integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.name, p.post, c.counted_on, c.must_shown, c.have_shown
    from (select distinct on (v.place, v.agency_id) v.* from oversight.coverage v
          where v.course_id = coverage_of_all.course order by v.place, v.agency_id, v.counted_on desc) c
    join oversight.course_post p on p.course_id = c.course_id and p.place = c.place
    join identity.agency a on a.id = c.agency_id
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    order by a.name, p.place;
  end;

grant execute on function oversight.guard_lesson(), oversight.guard_lesson_check(), oversight.guard_coverage()
  to seamark_owner;
grant execute on function oversight.is_learned(uuid), oversight.checks_lesson(uuid, integer),
  oversight.coverage_of_all(uuid) to seamark_member;

set role seamark_owner;

create trigger lesson_is_guarded before insert or update on oversight.lesson
  for each row execute function oversight.guard_lesson();
create trigger check_is_guarded before insert or update on oversight.lesson_check
  for each row execute function oversight.guard_lesson_check();
create trigger coverage_is_guarded before insert or update on oversight.coverage
  for each row execute function oversight.guard_coverage();

reset role;
