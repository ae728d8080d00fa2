-- Incidents: what keeps their rows true, whoever writes them.

set role seamark_service;

-- What happened stays entered; a closed incident is reopened by nobody.
create function records.guard_incident() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform pg_advisory_xact_lock(7313, new.agency_id);
    select coalesce(max(i.number), 0) + 1 into new.number from records.incident i where i.agency_id = new.agency_id;
  elsif old.closed_at is not null then
    raise exception 'An incident that is closed stays as it was entered' using errcode = 'SM003', hint = 'Enter another one.';
  elsif (new.id, new.agency_id, new.number, new.entered_by, new.entered_at)
        is distinct from (old.id, old.agency_id, old.number, old.entered_by, old.entered_at) then
    raise exception 'Who entered an incident, and when, stays' using errcode = 'SM003';
  end if;
  if new.aware_at > now() + interval '10 minutes' or new.told_regulator_at > now() + interval '10 minutes' then
    raise exception 'Nobody is aware of what is to come' using errcode = 'SM003';
  end if;
  return new;
end
$$;

grant execute on function records.guard_incident() to seamark_owner;

set role seamark_owner;

create trigger incident_is_guarded before insert or update on records.incident
  for each row execute function records.guard_incident();

reset role;
