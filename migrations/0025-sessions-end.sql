-- A session can only end, and whoever speaks to it hears so. Until now it was asked once a request: an open
-- stream or a download went on after it, its row stayed for ever with the provider's token in it, and its
-- cookie went on storing forms. The rules stand here, on the rows, because sessions end by many roads: a person
-- signs out, an administrator or an operator ends them, the clock does.
set role seamark_owner;

-- The trip to the provider from which it came (a digest): one trip begins one session, in whichever process.
alter table identity.session add column trip bytea;
create unique index session_by_trip on identity.session (trip);

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
    new.id_token := null;
  end if;
  return new;
end $$;
create trigger session_only_ends before update on identity.session
  for each row execute function identity.session_only_ends();

-- Tells every process at once, when the change commits. What is sent is the hash under which the row stood, or
-- a person's id: nothing by which anybody could sign in, and no word about anybody.
create function identity.tell_session_end() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('seamark_session_ended', encode(old.id_hash, 'hex'));
  return null;
end $$;
create trigger session_end_is_told after update on identity.session
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function identity.tell_session_end();
create trigger session_gone_is_told after delete on identity.session
  for each row when (old.ended_at is null)
  execute function identity.tell_session_end();

create function identity.tell_person_change() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('seamark_person_changed', new.id::text);
  return null;
end $$;
create trigger person_change_is_told after update on identity.person
  for each row when (old.active is distinct from new.active or old.roles is distinct from new.roles
                     or old.clearance is distinct from new.clearance or old.agency_id is distinct from new.agency_id)
  execute function identity.tell_person_change();

-- A person writes down the purpose of their own session, and nothing else of it. When each of them began and was
-- last used they see; the policy shows nobody another's, and the tokens stay unread.
revoke select, update on identity.session from seamark_member;
grant select (id_hash, person_id, purpose, created_at, seen_at, ended_at), update (purpose) on identity.session
  to seamark_member;

reset role;
set role seamark_service;

update identity.session set id_token = null where ended_at is not null and id_token is not null;
delete from identity.session where coalesce(ended_at, seen_at) < now() - interval '2 days';

-- Kept forms from before: none that is too large now, and of the others the newest of each person.
delete from identity.kept_form k where octet_length(k.sealed) > 262144 or length(k.path) > 2000;
delete from identity.kept_form k
where exists (select from identity.kept_form o
              where o.person_id = k.person_id and (o.kept_at, o.id_hash) > (k.kept_at, k.id_hash));

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

reset role;
set role seamark_owner;

-- One form a person, of a bounded size: whatever is sent, no more than that can ever stand here.
alter table identity.kept_form
  add constraint one_form_a_person unique (person_id),
  add constraint a_form_is_small check (octet_length(sealed) <= 262144 and length(path) <= 2000);

reset role;
