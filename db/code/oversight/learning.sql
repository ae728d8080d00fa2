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
  if tg_op = 'UPDATE' and (new.from_debrief, new.why) is distinct from (old.from_debrief, old.why)
     or tg_op = 'UPDATE' and old.handed_at is not null and new.handed_at is distinct from old.handed_at
     or tg_op = 'UPDATE' and old.from_debrief and (new.title, new.happened, new.verdict, new.what)
          is distinct from (old.title, old.happened, old.verdict, old.what) then
    raise exception 'A lesson of a debrief says what the agencies agreed there' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' and new.accepted_at is distinct from old.accepted_at
     and (old.accepted_at is not null or new.accepted_by is distinct from identity.viewer_person()) then
    raise exception 'One accepts a lesson once, and in one’s own name' using errcode = 'SM003';
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
  if exists (select from oversight.lesson l where l.id = new.lesson_id and l.from_debrief
               and new.person_id in (l.person_id, l.accepted_by, l.evidence_by)) then
    raise exception 'Whoever identified a lesson of a debrief, took it on or showed it does not check it' using errcode = 'SM003';
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

-- For debriefs (operations.identify_lesson, operations.close_debrief), which ask who may.
-- Keeps a lesson that an open debrief identified for the post of an agency. Nobody reads it here yet.
create function oversight.keep_back_lesson(wanted uuid, agency integer, by_person uuid, said jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into oversight.lesson (id, agency_id, title, happened, why, verdict, what, owner_post, due_on, jol_reference,
      person_id, at, from_debrief, handed_at)
    values (wanted, agency, said ->> 'title', said ->> 'happened', said ->> 'why', said ->> 'verdict', said ->> 'what',
      said ->> 'owner_post', (said ->> 'due_on')::date, said ->> 'jol_reference', by_person, now(), true, null);
  end;

-- Its debrief is closed: it is a lesson like others.
create function oversight.hand_over_lessons(lessons uuid[]) returns void
  language sql security definer set search_path = ''
  begin atomic
    update oversight.lesson l set handed_at = now(), version = l.version + 1
    where l.id = any (lessons) and l.handed_at is null;
  end;

-- Its operation is erased before that.
create function oversight.drop_kept_back(lessons uuid[]) returns setof uuid
  language sql security definer set search_path = ''
  begin atomic
    delete from oversight.lesson l where l.id = any (lessons) and l.handed_at is null returning l.id;
  end;

-- What they say and how far they are, without what was shown for it.
create function oversight.lessons_as_they_stand(lessons uuid[])
  returns table (id uuid, agency_id integer, title text, happened text, why text, verdict text, what text, owner_post text,
                 due_on date, jol_reference text, is_accepted boolean, is_done boolean, is_learned boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select l.id, l.agency_id, l.title, l.happened, l.why, l.verdict, l.what, l.owner_post, l.due_on, l.jol_reference,
           l.accepted_at is not null, l.evidence is not null, oversight.is_learned(l.id)
    from oversight.lesson l where l.id = any (lessons);
  end;

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
