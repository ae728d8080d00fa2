-- How long a confirmed membership stays awake, and when a hot debrief is due, are the operator's. Each change is in every agency's
-- ledger.

set role seamark_service;

create function operations.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.confirmed_days <> old.confirmed_days then
    perform ledger.tell_every_agency('operations.setting.change', jsonb_build_object(
      'setting', 'membership_days', 'from', old.confirmed_days, 'to', new.confirmed_days));
  end if;
  if new.debrief_hours <> old.debrief_hours then
    perform ledger.tell_every_agency('operations.setting.change', jsonb_build_object(
      'setting', 'debrief_hours', 'from', old.debrief_hours, 'to', new.debrief_hours));
  end if;
  return null;
end
$$;

create function operations.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.confirmed_days <> old.confirmed_days then
    new.confirmed_days_since := now();
  end if;
  if new.debrief_hours <> old.debrief_hours then
    new.debrief_hours_since := now();
  end if;
  return new;
end
$$;

grant execute on function operations.tell_of_setting(), operations.date_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on operations.setting
  for each row execute function operations.date_setting();
create trigger setting_is_told after update on operations.setting
  for each row execute function operations.tell_of_setting();

reset role;
