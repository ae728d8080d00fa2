-- Within how many days two disruptions may be the same, and after how many the effect of one is looked at again, are the operator's.
-- Each change is in every agency's ledger.

set role seamark_service;

create function disruptions.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.same_days <> old.same_days then
    new.same_days_since := now();
  end if;
  if new.effect_days <> old.effect_days then
    new.effect_days_since := now();
  end if;
  return new;
end
$$;

create function disruptions.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  changed record;
begin
  for changed in
    select n.key, o.value as was, n.value as is_now
    from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
    where n.key in ('same_days', 'effect_days') and n.value <> o.value
  loop
    perform ledger.tell_every_agency('disruptions.setting.change', jsonb_build_object(
      'setting', 'disruption_' || changed.key, 'from', changed.was, 'to', changed.is_now));
  end loop;
  return null;
end
$$;

grant execute on function disruptions.date_setting(), disruptions.tell_of_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on disruptions.setting
  for each row execute function disruptions.date_setting();
create trigger setting_is_told after update on disruptions.setting
  for each row execute function disruptions.tell_of_setting();

reset role;
