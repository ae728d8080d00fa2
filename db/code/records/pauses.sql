-- Pauses of a request's clock: begun and ended by who manages records, with the day and the reason.

set role seamark_service;

-- By how many days the pauses that are over move the last day. The earlier day is taken: the one on which it was asked
-- does not count.
create function records.paused_days(request uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select coalesce(sum(least(p.came_on - p.asked_on, s.pause_days)), 0)::integer
    from records.request_pause p cross join records.setting s
    where p.request_id = paused_days.request and p.came_on is not null;
  end;

-- Does the clock stand?
create function records.clock_stands(request uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from records.request_pause p
                   where p.request_id = clock_stands.request and p.came_on is null);
  end;

create function records.guard_pause() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  q records.subject_request;
  today date := (now() at time zone 'Europe/London')::date;
begin
  select * into q from records.subject_request x where x.id = new.request_id and x.agency_id = new.agency_id for update;
  if not found or q.state <> 'open' or not 'access' = any (q.rights) then
    raise exception 'The clock of an open request for access may stand' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' then
    if new.came_on is not null or q.due_on is null or new.asked_on > today or new.asked_on < q.received_on or today > q.due_on
       or (select s.pause_days from records.setting s) = 0
       or exists (select from records.request_pause p where p.request_id = new.request_id and (p.came_on is null or p.came_on > new.asked_on)) then
      raise exception 'The clock stands from a day on which it ran, until today at the latest' using errcode = 'SM003';
    end if;
  elsif old.came_on is not null or new.came_on is null or new.came_on > today
        or (new.id, new.request_id, new.agency_id, new.asked_on, new.asked_what, new.asked_by, new.asked_at)
           is distinct from (old.id, old.request_id, old.agency_id, old.asked_on, old.asked_what, old.asked_by, old.asked_at) then
    raise exception 'A pause ends once, and its beginning stays' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- The request's last day follows (records.guard_request).
create function records.move_clock() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update records.subject_request q set revision = q.revision + 1 where q.id = new.request_id;
  return null;
end
$$;

grant execute on function records.guard_pause(), records.move_clock() to seamark_owner;

set role seamark_owner;

create trigger pause_is_guarded before insert or update on records.request_pause
  for each row execute function records.guard_pause();
create trigger clock_follows after insert or update on records.request_pause
  for each row execute function records.move_clock();

reset role;
