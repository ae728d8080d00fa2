-- Which change of a group follows which, who may be said to be of it, and what follows by itself. It looks at the row
-- before and after, and at other rows, which a policy cannot.

set role seamark_owner;

-- What a group says, and so what a version keeps.
create function networks.what_a_group_says(g networks.crime_group) returns jsonb language sql stable
  return jsonb_build_object(
    'aliases', (g).aliases, 'basis', (g).basis, 'routes', (g).routes, 'methods', (g).methods,
    'commodities', (g).commodities, 'areas', (g).areas, 'status', (g).status, 'apmis_reference', (g).apmis_reference,
    'place', (g).place, 'phase', (g).phase, 'clear_on', (g).clear_on, 'hold_on', (g).hold_on, 'build_on', (g).build_on);

grant execute on function networks.what_a_group_says(networks.crime_group) to seamark_member, seamark_service;

set role seamark_service;

-- Was the version at which the record stands kept by an earlier transaction? Then what it says does not change any more.
create function networks.version_is_kept(of_group uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from networks.group_version v join access.record r on r.id = v.group_id and r.version = v.version
                   where v.group_id = version_is_kept.of_group and v.xmin <> pg_current_xact_id()::xid);
  end;

grant execute on function networks.version_is_kept(uuid) to seamark_member;

-- Does the viewer's own agency keep somebody apart whom a report of its own names? Of a partner's report it says nothing.
create function networks.own_report_keeps_apart(report uuid, in_number integer) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from access.record r where r.id = report and r.agency_id = identity.viewer_agency())
    -- What was filed a moment ago is not gathered yet: the report's own categories are asked beside this.
    and exists (select from networks.reach h where h.record_id = report and h.number = in_number)
    and networks.is_kept_apart(report, in_number);
end
$$;

-- May the viewer's agency name somebody written so? Not where its own keeping has a victim, a witness or a child of these
-- folds, and two of its people have not decided otherwise.
create function networks.may_be_named(folds text[]) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return access.viewer_keeps_groups() and not networks.keeps_apart(identity.viewer_agency(), folds, null);
end
$$;

-- Do partners read this statement? Not while its owner keeps the person apart whom the report names on which it rests:
-- also where another report said so later, and until the report's words are gathered.
create function networks.member_is_shown(member uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return not exists (
    select from networks.group_ground d
    join networks.crime_group g on g.id = d.group_id
    join access.record r on r.id = d.report_id and r.agency_id = g.agency_id
    where d.member_id = member and d.number is not null and networks.is_kept_apart(d.report_id, d.number));
end
$$;

grant execute on function networks.own_report_keeps_apart(uuid, integer), networks.may_be_named(text[]),
  networks.member_is_shown(uuid) to seamark_member;

-- Each version of what a group says is kept, whoever changes it.
create function networks.keep_group_version() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into networks.group_version (group_id, version, document, person_id, at)
  select new.id, r.version,
         networks.what_a_group_says(new) || jsonb_build_object(
           'name', r.title, 'classification', r.classification, 'handling', r.handling, 'conditions', r.conditions,
           'action_code', r.action_code, 'sanitisation_code', r.sanitisation_code),
         identity.viewer_person(), now()
  from access.record r where r.id = new.id
  on conflict (group_id, version) do update set document = excluded.document;
  return null;
end
$$;

-- A line of the plan has changed: since when the plan stands still begins anew.
create function networks.note_plan_change() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update networks.crime_group set plan_changed_at = now() where id = new.group_id;
  return null;
end
$$;

-- A review says when the next one is.
create function networks.note_group_review() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update networks.crime_group set reviewed_at = new.at, next_review_on = new.next_on, revision = revision + 1
  where id = new.group_id;
  return null;
end
$$;

grant execute on function networks.keep_group_version(), networks.note_plan_change(), networks.note_group_review()
  to seamark_owner;

set role seamark_owner;

create function networks.guard_group() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if new.lead_id is not null and (tg_op = 'INSERT' or new.lead_id is distinct from old.lead_id)
     and not networks.is_a_colleague(new.lead_id) then
    raise exception 'What is done about a group is led by somebody of its agency who reads intelligence' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' then
    if new.reviewed_at is not null or new.plan_changed_at is not null then
      raise exception 'A new group was not reviewed, and has no plan' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.agency_id, new.created_at, new.reviewed_at, new.next_review_on, new.plan_changed_at)
     is distinct from (old.agency_id, old.created_at, old.reviewed_at, old.next_review_on, old.plan_changed_at) then
    raise exception 'This of a group follows from reviews and from its plan' using errcode = 'SM003';
  end if;
  if networks.what_a_group_says(new) is distinct from networks.what_a_group_says(old)
     and networks.version_is_kept(new.id) then
    raise exception 'What a group says changes with its next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Who is of a group: never the group itself, by whatever way round, as far as the viewer sees; nor anybody from a day
-- that has not come.
create function networks.guard_group_member() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    raise exception 'A statement does not change' using errcode = 'SM003', hint = 'Take it back, and make another.';
  end if;
  if new.from_on > (now() at time zone 'Europe/London')::date then
    raise exception 'Nobody is of a group from a day that has not come' using errcode = 'SM003';
  end if;
  if new.member_group_id is null then
    return new;
  end if;
  -- Two that put each other in at one moment wait for each other.
  perform pg_advisory_xact_lock(7318, 1);
  if not networks.reads_record(new.member_group_id, 'group') then
    raise exception 'A group is put into another by somebody who reads both' using errcode = 'SM003';
  end if;
  if exists (
    with recursive inside (id) as (
      select new.member_group_id
      union
      select m.member_group_id from inside i join networks.group_member m on m.group_id = i.id
      where m.member_group_id is not null)
    select from inside where id = new.group_id) then
    raise exception 'A group does not contain itself' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- The item is there, in full sight, and is graded as the statement says; and no subject of that name in the report is
-- a victim or a witness.
create function networks.guard_group_ground() returns trigger language plpgsql set search_path = '' as $$
declare
  said jsonb;
  stated record;
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  select m.name, m.kind, m.basis, m.source_evaluation, m.intelligence_assessment, m.group_id into stated
  from networks.group_member m where m.id = new.member_id;
  if stated.group_id is distinct from new.group_id then
    raise exception 'A statement rests on a report within its own group' using errcode = 'SM003';
  end if;
  select w.document into said from intelligence.what_it_says w
  where w.report_id = new.report_id and w.version = new.version and networks.reads_record(new.report_id, 'report');
  if (said -> 'items' -> (new.item - 1) ->> 'source_evaluation') is distinct from stated.source_evaluation
     or (said -> 'items' -> (new.item - 1) ->> 'intelligence_assessment') is distinct from stated.intelligence_assessment
     or (said -> 'items' -> (new.item - 1) ->> 'basis') is distinct from stated.basis then
    raise exception 'A statement has the grading of the item on which it rests' using errcode = 'SM003';
  end if;
  if stated.kind = 'person' and (
       intelligence.keeps_apart(new.report_id, new.version, stated.name)
       or exists (
         select from jsonb_array_elements(said -> 'subjects') s, jsonb_array_elements_text(s -> 'names') name
         where s ->> 'kind' = 'person' and s ->> 'category' not in ('suspected', 'convicted')
           and lower(btrim(name)) = lower(btrim(stated.name)))) then
    raise exception 'A victim, a witness or a child is never of a group' using errcode = 'SM003';
  end if;
  if new.number is not null and networks.own_report_keeps_apart(new.report_id, new.number) then
    raise exception 'Somebody whom the agency keeps apart is never of a group' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A line: what it says stays; whom it is given to and by when, those who keep groups say; how far it has come, its owner too.
create function networks.guard_group_line() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if new.owner_id is not null and (tg_op = 'INSERT' or new.owner_id is distinct from old.owner_id)
     and not networks.is_a_colleague(new.owner_id) then
    raise exception 'A line is owned by somebody of the group''s agency who reads intelligence' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if (new.id, new.group_id, new.agency_id, new.number, new.strand, new.what, new.created_at)
     is distinct from (old.id, old.group_id, old.agency_id, old.number, old.strand, old.what, old.created_at) then
    raise exception 'What a line says does not change' using errcode = 'SM003', hint = 'Drop it, and add another.';
  end if;
  if old.state in ('done', 'dropped') then
    raise exception 'A line that has ended does not change' using errcode = 'SM003';
  end if;
  if (new.owner_id, new.due_on) is distinct from (old.owner_id, old.due_on)
     and not (access.viewer_keeps_groups() and new.agency_id = identity.viewer_agency()) then
    raise exception 'Who owns a line, and by when, those say who keep groups' using errcode = 'SM003';
  end if;
  if old.state = 'under-way' and new.state = 'open' then
    raise exception 'A line does not go from % to %', old.state, new.state using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- What a partner is asked, they answer once, by a named person: by themselves, or by those who keep groups there.
create function networks.guard_group_line_asked() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if exists (select from networks.group_line l where l.id = new.line_id and l.state in ('done', 'dropped')) then
    raise exception 'A line that has ended does not change' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' then
    if not exists (select from networks.group_line l where l.id = new.line_id and l.group_id = new.group_id) then
      raise exception 'A line is of its own group' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.line_id, new.group_id, new.agency_id, new.asked_at) is distinct from (old.line_id, old.group_id, old.agency_id, old.asked_at)
     or new.revision <> old.revision + 1 then
    raise exception 'Who is asked does not change' using errcode = 'SM003';
  end if;
  if old.declined_words is not null then
    raise exception 'A line that was declined is asked anew' using errcode = 'SM003';
  end if;
  if new.declined_words is not null and not access.viewer_keeps_groups() then
    raise exception 'Those who keep groups decline for their agency' using errcode = 'SM003';
  end if;
  if new.person_id is not null
     and not (networks.is_a_colleague(new.person_id)
              and (access.viewer_keeps_groups() or old.person_id is null and new.person_id = identity.viewer_person())) then
    raise exception 'A line is owned by a person of the agency that was asked' using errcode = 'SM003';
  end if;
  if new.person_id is null and new.declined_words is null then
    raise exception 'What was accepted is not taken back without a word' using errcode = 'SM003';
  end if;
  return new;
end
$$;

set role seamark_service;

-- At commit: a line has one owner, of its own agency or of the one that is asked.
create function networks.require_line_owner() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  line uuid;
begin
  if tg_table_name = 'group_line' then
    line := new.id;
  elsif tg_op = 'DELETE' then
    line := old.line_id;
  else
    line := new.line_id;
  end if;
  if exists (select from networks.group_line l
             where l.id = line
               and (l.owner_id is null) <> exists (select from networks.group_line_asked a where a.line_id = l.id)) then
    raise exception 'A line is owned here, or a partner is asked' using errcode = 'SM003';
  end if;
  return null;
end
$$;

grant execute on function networks.require_line_owner() to seamark_owner;

set role seamark_owner;

create trigger asked_is_guarded before insert or update on networks.group_line_asked
  for each row execute function networks.guard_group_line_asked();
create constraint trigger line_has_an_owner after insert or update on networks.group_line
  deferrable initially deferred for each row execute function networks.require_line_owner();
create constraint trigger line_has_an_owner after insert or delete on networks.group_line_asked
  deferrable initially deferred for each row execute function networks.require_line_owner();
create trigger group_is_guarded before insert or update on networks.crime_group
  for each row execute function networks.guard_group();
create trigger group_version_is_kept after insert or update of aliases, basis, routes, methods, commodities, areas, status,
  apmis_reference, place, phase, clear_on, hold_on, build_on on networks.crime_group
  for each row execute function networks.keep_group_version();
create trigger member_is_guarded before insert or update on networks.group_member
  for each row execute function networks.guard_group_member();
create trigger ground_is_guarded before insert or update on networks.group_ground
  for each row execute function networks.guard_group_ground();
create trigger line_is_guarded before insert or update on networks.group_line
  for each row execute function networks.guard_group_line();
create trigger plan_change_is_noted after insert or update on networks.group_line
  for each row execute function networks.note_plan_change();
create trigger review_is_noted after insert on networks.group_review
  for each row execute function networks.note_group_review();

reset role;
