-- How a match stands for each of its agencies, and what an answer, a message and a check change.

set role seamark_service;

-- What the ledger says of a match that goes to rest or wakes: and for which clearance, where not for both.
create function deconfliction.rest_detail(official boolean, every boolean, official_before boolean, every_before boolean)
  returns jsonb language sql immutable
  return jsonb_build_object('common', case when every <> every_before then every else official end)
    || case when official <> official_before and every <> every_before then '{}'::jsonb
            else jsonb_build_object('clearance', case when every <> every_before then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end) end;

-- A side's state says `common` where the match rests for everybody.
create function deconfliction.state_of(match uuid, agency integer) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select case when m.common_official then 'common'
                when w.closed_at is not null then 'closed'
                when w.answer is not null then w.answer
                when m.contacted_at is not null then 'contacted'
                else 'open' end
    from deconfliction.match m
    left join deconfliction.match_answer w on w.match_id = m.id and w.agency_id = agency
    where m.id = state_of.match;
  end;

create function deconfliction.refresh_side_states() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match_side s set state = deconfliction.state_of(s.match_id, s.agency_id)
  where s.match_id = new.id and s.state <> deconfliction.state_of(s.match_id, s.agency_id);
  return null;
end
$$;

-- An answer and a message are acts on the match: said here, once, so that no use case can forget it. Whoever sees a
-- match that rests for higher clearances may act on it; then it rests for nobody.
create function deconfliction.note_answer() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update deconfliction.match set acted_at = new.at, common = false, common_official = false
  where id = new.match_id and acted_at is null;
  update deconfliction.match_side s set state = deconfliction.state_of(s.match_id, s.agency_id)
  where s.match_id = new.match_id and s.agency_id = new.agency_id;
  return null;
end
$$;

-- A message is an act on each of the matches on which it stands; all are of the message's two agencies.
create function deconfliction.note_message() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- in one order, so that two desks that write at the same moment wait for one another and never stop one another
  perform from deconfliction.match m where m.id = any (new.stands_on) order by m.id for no key update;
  if exists (
    select from deconfliction.match m join deconfliction.match here on here.id = new.match_id
    where m.id = any (new.stands_on)
      and ((m.agency_a, m.agency_b) <> (here.agency_a, here.agency_b) or new.agency_id not in (m.agency_a, m.agency_b))) then
    raise exception 'A message stands on matches of two agencies, its writer’s being one of them' using errcode = 'SM003';
  end if;
  update deconfliction.match set
    contacted_at = coalesce(contacted_at, new.at),
    acted_at = coalesce(acted_at, new.at),
    common = false, common_official = false,
    wrote_a = case when agency_a = new.agency_id then new.at else wrote_a end,
    wrote_b = case when agency_b = new.agency_id then new.at else wrote_b end
  where id = any (new.stands_on);
  return null;
end
$$;

-- An answer that is given anew or taken back leaves the one before.
create function deconfliction.keep_earlier_answer() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into deconfliction.earlier_answer (match_id, agency_id, answer, reason, person_id, at, ended_at, ended_by)
  values (old.match_id, old.agency_id, old.answer, old.reason, old.person_id, old.at, new.at, new.person_id);
  return null;
end
$$;

grant execute on function deconfliction.refresh_side_states(), deconfliction.note_answer(), deconfliction.note_message(),
  deconfliction.keep_earlier_answer() to seamark_owner;

set role seamark_owner;

-- What somebody has seen does not become unseen.
create function deconfliction.refuse_unseen() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'What was seen stays seen' using errcode = 'SM003';
end
$$;

-- An answer on a match, and its closing, is of the person who gives it; that two people are one must be argued. Said
-- of a person's change only: the program opens an answered pair again when something new is known.
create function deconfliction.guard_answer() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.match_id, new.agency_id) is distinct from (old.match_id, old.agency_id) then
    raise exception 'An answer stays with its match and its agency' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' or (new.answer, new.reason, new.person_id, new.at) is distinct from (old.answer, old.reason, old.person_id, old.at) then
    if new.person_id is distinct from identity.viewer_person() then
      raise exception 'An answer is of the person who gives it' using errcode = 'SM003';
    end if;
    if new.answer is not null and coalesce(btrim(new.reason), '') = ''
       and exists (select from deconfliction.match m where m.id = new.match_id and m.kind = 'person') then
      raise exception 'That two people are one, or not, needs its reason' using errcode = 'SM003';
    end if;
  end if;
  if new.closed_at is not null and (tg_op = 'INSERT' or new.closed_at is distinct from old.closed_at
                                    or new.closed_by is distinct from old.closed_by)
     and new.closed_by is distinct from identity.viewer_person() then
    raise exception 'A match is closed by the person who closes it' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- A message that names no match stands on the one from which it was written.
create function deconfliction.stand_on_its_match() returns trigger language plpgsql set search_path = '' as $$
begin
  new.stands_on := coalesce(new.stands_on, array[new.match_id]);
  return new;
end
$$;

create trigger answer_is_noted after insert or update on deconfliction.match_answer
  for each row execute function deconfliction.note_answer();

create trigger message_is_noted after insert on deconfliction.message
  for each row execute function deconfliction.note_message();

-- Closing changes neither the answer nor who gave it, and when.
create trigger earlier_answer_is_kept after update on deconfliction.match_answer
  for each row when (old.answer is not null and (old.answer, old.reason, old.person_id, old.at)
                     is distinct from (new.answer, new.reason, new.person_id, new.at))
  execute function deconfliction.keep_earlier_answer();

create trigger answer_is_guarded before insert or update on deconfliction.match_answer
  for each row execute function deconfliction.guard_answer();

create trigger sides_keep_their_state after update of contacted_at, common_official on deconfliction.match
  for each row when (old.common_official <> new.common_official or old.contacted_at is distinct from new.contacted_at)
  execute function deconfliction.refresh_side_states();

create trigger hit_stays_seen before update of seen_at, seen_by on deconfliction.silent_hit
  for each row when (old.seen_at is not null and (old.seen_at, old.seen_by) is distinct from (new.seen_at, new.seen_by))
  execute function deconfliction.refuse_unseen();

create trigger alert_stays_seen before update of seen_at on deconfliction.check_alert
  for each row when (old.seen_at is not null and new.seen_at is null) execute function deconfliction.refuse_unseen();

create trigger message_stands_on_its_match before insert on deconfliction.message
  for each row execute function deconfliction.stand_on_its_match();

reset role;
