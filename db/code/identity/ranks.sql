-- Who holds which rank. Whatever needs a rank asks `identity.holds_rank`: by the clock of the database, of an account that may be
-- used, and by an attestation that has neither ended nor run out. A directory and the operator attest nothing: they have no
-- right to write here.

set role seamark_owner;

-- Which ranks are held today. Read as whoever asks, so a member learns it of their own agency alone.
create view identity.rank_held with (security_invoker = true) as
  select a.id as attestation_id, a.person_id, a.agency_id, a.rank, r.place, g.name as grade, a.until_on
  from identity.rank_attestation a
  join identity.rank r on r.code = a.rank
  join identity.person p on p.id = a.person_id
  left join identity.grade g on g.id = a.grade_id
  where a.ended_at is null and p.active and (a.grade_id is null or g.ended_at is null)
    and (now() at time zone 'Europe/London')::date between a.from_on and a.until_on;

-- Which run out within thirty days and are followed by none that is as high, each with when that began to be so.
create view identity.rank_running_out with (security_invoker = true) as
  select h.attestation_id, h.person_id, h.agency_id, h.rank, h.grade, h.until_on,
         (h.until_on - 30)::timestamp at time zone 'Europe/London' as since
  from identity.rank_held h
  where h.until_on <= (now() at time zone 'Europe/London')::date + 30
    and not exists (
      select from identity.rank_attestation n
      join identity.rank r on r.code = n.rank
      left join identity.grade g on g.id = n.grade_id
      where n.person_id = h.person_id and n.ended_at is null and g.ended_at is null and r.place >= h.place
        and n.until_on > h.until_on and n.from_on <= h.until_on + 1);

grant select on identity.rank_held, identity.rank_running_out to seamark_member, seamark_service;

-- Does somebody hold this rank now, or one above it? Asked as the program it knows everybody; asked as a member, the people of
-- their agency; no to a rank that there is not.
create function identity.holds_rank(person uuid, at_least text) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select exists (select from identity.rank_held h join identity.rank wanted on wanted.code = holds_rank.at_least
                   where h.person_id = holds_rank.person and h.place >= wanted.place);
  end;

grant execute on function identity.holds_rank(uuid, text) to seamark_member, seamark_service;

set role seamark_service;

-- An administrator of the agency attests, of somebody who may use their account; by a grade where the agency has grades. An
-- attestation begins today or later.
create function identity.guard_attestation() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  today date := (now() at time zone 'Europe/London')::date;
  attests uuid := case when tg_op = 'INSERT' then new.attested_by else new.ended_by end;
begin
  if not exists (select from identity.person p
                 where p.id = attests and p.agency_id = new.agency_id and p.active and access.administers(p.roles)) then
    raise exception 'An administrator of the agency attests a rank, and ends it' using errcode = 'SM003';
  end if;
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or new.ended_at is null
       or to_jsonb(new) - '{ended_by,ended_at,ended_why}'::text[]
          is distinct from to_jsonb(old) - '{ended_by,ended_at,ended_why}'::text[] then
      raise exception 'An attestation ends once, and changes in nothing else' using errcode = 'SM003',
        hint = 'Attest the rank anew.';
    end if;
    return new;
  end if;
  if new.ended_at is not null
     or not exists (select from identity.person p
                    where p.id = new.person_id and p.agency_id = new.agency_id and p.active) then
    raise exception 'A rank is attested of somebody of the agency whose account may be used' using errcode = 'SM003';
  end if;
  if new.from_on < today - 1 or new.from_on > today + 92 or new.until_on < today then
    raise exception 'An attestation counts from the day on which it is made, or from a day soon after' using errcode = 'SM003';
  end if;
  if not (case when new.grade_id is null
    then exists (select from identity.agency a where a.id = new.agency_id and a.kind in ('force', 'task-force'))
    else exists (select from identity.grade g
                 where g.id = new.grade_id and g.agency_id = new.agency_id and g.rank = new.rank and g.ended_at is null)
    end) then
    raise exception 'Police have ranks; the people of another agency have the grades that the operator entered for it'
      using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- The records manager is told, as of a role.
create function identity.follow_attestation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into identity.appointment (agency_id, person_id, given_by, roles, attestation_id)
  values (new.agency_id, new.person_id, new.attested_by, '{}', new.id);
  return null;
end
$$;

-- A grade is entered and taken out, and is not changed meanwhile.
create function identity.guard_grade() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.ended_at is not null or new.ended_at is null
     or to_jsonb(new) - 'ended_at' is distinct from to_jsonb(old) - 'ended_at' then
    raise exception 'A grade is taken out once, and changes in nothing else' using errcode = 'SM003',
      hint = 'Enter it anew.';
  end if;
  return new;
end
$$;

create function identity.tell_of_grade() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform identity.tell_agency(new.agency_id,
    case tg_op when 'INSERT' then 'identity.agency.grades.add' else 'identity.agency.grades.remove' end,
    'grade', new.id, jsonb_build_object('rank', new.rank));
  return null;
end
$$;

grant execute on function identity.guard_attestation(), identity.follow_attestation(), identity.guard_grade(),
  identity.tell_of_grade() to seamark_owner;

set role seamark_owner;

create trigger attestation_is_guarded before insert or update on identity.rank_attestation
  for each row execute function identity.guard_attestation();
create trigger attestation_is_followed after insert on identity.rank_attestation
  for each row execute function identity.follow_attestation();
create trigger grade_is_guarded before update on identity.grade
  for each row execute function identity.guard_grade();
create trigger grade_is_told after insert or update on identity.grade
  for each row execute function identity.tell_of_grade();

-- What was attested stays, whoever asks.
create function identity.refuse_deletion() returns trigger language plpgsql as $$
begin
  raise exception 'What was attested stays' using errcode = 'SM003', hint = 'End it, with the reason.';
end
$$;

create trigger attestation_stays before delete or truncate on identity.rank_attestation
  for each statement execute function identity.refuse_deletion();

reset role;
