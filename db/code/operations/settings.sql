-- How long a confirmed membership stays awake is the operator's. Each change is in every agency's ledger.

set role seamark_service;

create function operations.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('operations.setting.change', jsonb_build_object(
    'setting', 'membership_days', 'from', old.confirmed_days, 'to', new.confirmed_days));
  return null;
end
$$;

create function operations.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.confirmed_days_since := now();
  return new;
end
$$;

grant execute on function operations.tell_of_setting(), operations.date_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on operations.setting
  for each row when (old.confirmed_days <> new.confirmed_days) execute function operations.date_setting();
create trigger setting_is_told after update on operations.setting
  for each row when (old.confirmed_days <> new.confirmed_days) execute function operations.tell_of_setting();

reset role;
