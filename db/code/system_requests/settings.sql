-- How long an authorisation stands, how many requests a person may ask in a day and how long they are kept are the operator's. Each
-- change is in every agency's ledger; so is which systems there are. Whom an agency asks is in its own.

set role seamark_service;

create function system_requests.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.valid_hours <> old.valid_hours then
    new.valid_hours_since := now();
  end if;
  if new.a_day <> old.a_day then
    new.a_day_since := now();
  end if;
  if new.keep_days <> old.keep_days then
    new.keep_days_since := now();
  end if;
  return new;
end
$$;

create function system_requests.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  changed record;
begin
  for changed in
    select n.key, o.value as was, n.value as is_now
    from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
    where n.key in ('valid_hours', 'a_day', 'keep_days') and n.value <> o.value
  loop
    perform ledger.tell_every_agency('system-requests.setting.change', jsonb_build_object(
      'setting', 'system_request_' || changed.key, 'from', changed.was, 'to', changed.is_now));
  end loop;
  return null;
end
$$;

create function system_requests.tell_of_system() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('system-requests.system.change', jsonb_build_object(
    'system', new.code, 'rank', coalesce(new.rank, 'none'), 'ended', new.ended_at is not null));
  return null;
end
$$;

create function system_requests.tell_of_desk() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform identity.tell_agency(new.agency_id, 'system-requests.desk.change', null, null,
    jsonb_build_object('system', new.system, 'hours', new.answer_hours));
  return null;
end
$$;

grant execute on function system_requests.date_setting(), system_requests.tell_of_setting(), system_requests.tell_of_system(),
  system_requests.tell_of_desk() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on system_requests.setting
  for each row execute function system_requests.date_setting();
create trigger setting_is_told after update on system_requests.setting
  for each row execute function system_requests.tell_of_setting();
create trigger system_is_told after insert or update on system_requests.system
  for each row execute function system_requests.tell_of_system();
create trigger desk_is_told after insert or update on system_requests.desk
  for each row execute function system_requests.tell_of_desk();

reset role;
