-- A session can only end, and whoever speaks to it hears so. The rules stand on the rows, because sessions end
-- by many roads: a person signs out, an administrator or an operator ends them, the clock does.

set role seamark_service;

-- A session begins only for an account that may be used (how it ends: session_only_ends). The share lock makes a sign-in wait
-- for somebody who is stopping the account, and the other way round.
create function identity.guard_session() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform from identity.person p where p.id = new.person_id and p.active for share;
  if not found then
    raise exception 'This account is not active' using errcode = 'SM029';
  end if;
  return new;
end
$$;

-- Ends all sessions and tokens of one's own account, or of one in the agency that one administers.
create function identity.end_sessions(wanted uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update identity.person p set not_before = clock_timestamp()
  where p.id = wanted and p.agency_id = identity.viewer_agency()
    and (p.id = identity.viewer_person() or access.viewer_administers());
  return found;
end
$$;

grant execute on function identity.guard_session() to seamark_owner;
grant execute on function identity.end_sessions(uuid) to seamark_member;

set role seamark_owner;

-- What ended stays ended, under the same person; nothing moves its times into the future; the provider's token
-- is needed to sign out and is gone with the end.
create function identity.session_only_ends() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.id_hash <> old.id_hash or new.person_id <> old.person_id then
    raise exception 'A session stays the one of its person' using errcode = 'SM029';
  end if;
  new.created_at := least(new.created_at, old.created_at);
  new.seen_at := least(new.seen_at, now());
  -- least() passes over null, and no end is not an end now.
  new.ended_at := coalesce(old.ended_at, case when new.ended_at is not null then least(new.ended_at, now()) end);
  if new.ended_at is not null then
    new.id_token_sealed := null;
  end if;
  return new;
end $$;

-- Tells every process at once, when the change commits. What is sent is the hash under which the row stood, or
-- a person's id: nothing by which anybody could sign in, and no word about anybody.
create function identity.tell_session_end() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('seamark_session_ended', encode(old.id_hash, 'hex'));
  return null;
end $$;

create function identity.tell_person_change() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('seamark_person_changed', new.id::text);
  return null;
end $$;

set role seamark_service;

-- Did this session run out by the clock, within the last hour? Only then is what its cookie sends worth keeping:
-- its person was typing when it happened. One that was signed out of, ended, or is of an account that is not
-- active, or that ran out long ago, keeps nothing.
create function identity.session_ran_out_lately(wanted_hash bytea, idle_minutes integer, hours integer)
  returns table (lately boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.active and s.ended_at is null
       and least(s.seen_at + make_interval(mins => idle_minutes),
                 s.created_at + make_interval(hours => session_ran_out_lately.hours))
           between now() - interval '1 hour' and now()
    from identity.session s join identity.person p on p.id = s.person_id
    where s.id_hash = wanted_hash;
  end;

grant execute on function identity.session_ran_out_lately(bytea, integer, integer) to seamark_app;

set role seamark_owner;

create trigger session_is_guarded before insert on identity.session
  for each row execute function identity.guard_session();

create trigger session_only_ends before update on identity.session
  for each row execute function identity.session_only_ends();

create trigger session_end_is_told after update on identity.session
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function identity.tell_session_end();

create trigger session_gone_is_told after delete on identity.session
  for each row when (old.ended_at is null)
  execute function identity.tell_session_end();

create trigger person_change_is_told after update on identity.person
  for each row when (old.active is distinct from new.active or old.roles is distinct from new.roles
                     or old.clearance is distinct from new.clearance or old.agency_id is distinct from new.agency_id)
  execute function identity.tell_person_change();

reset role;
