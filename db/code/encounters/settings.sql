-- How long encounters are kept is the operator's. Each change is in every agency's ledger.

set role seamark_service;

create function encounters.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.steps_days <> old.steps_days then
    new.steps_days_since := now();
  end if;
  if new.counts_days <> old.counts_days then
    new.counts_days_since := now();
  end if;
  if new.children_days <> old.children_days then
    new.children_days_since := now();
  end if;
  return new;
end
$$;

create function encounters.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  changed record;
begin
  for changed in
    select n.key, o.value as was, n.value as is_now
    from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
    where n.key in ('steps_days', 'counts_days', 'children_days') and n.value <> o.value
  loop
    perform ledger.tell_every_agency('encounters.setting.change', jsonb_build_object(
      'setting', 'encounter_' || changed.key, 'from', changed.was, 'to', changed.is_now));
  end loop;
  return null;
end
$$;

grant execute on function encounters.date_setting(), encounters.tell_of_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on encounters.setting
  for each row execute function encounters.date_setting();
create trigger setting_is_told after update on encounters.setting
  for each row execute function encounters.tell_of_setting();

reset role;
