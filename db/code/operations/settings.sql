-- How long a confirmed membership stays awake, and what counts for planned events, is the operator's. Each change is in every agency's ledger.

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

-- Of planned events: one event for each value that is another.
create function operations.tell_of_planned_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    select n.name, n.before, n.now
    from (values ('planned_enforcement_hours', old.enforcement_hours, new.enforcement_hours),
                 ('planned_protected_hours', old.protected_hours, new.protected_hours),
                 ('planned_visible_hours', old.visible_hours, new.visible_hours),
                 ('planned_safety_hours', old.safety_hours, new.safety_hours),
                 ('planned_visible_meets', old.visible_meets_visible::integer, new.visible_meets_visible::integer),
                 ('planned_live_most', old.live_most, new.live_most),
                 ('planned_changes_most', old.changes_most, new.changes_most),
                 ('planned_urgent_hours', old.urgent_hours, new.urgent_hours)) as n (name, before, now)
    where n.before <> n.now
  loop
    perform ledger.tell_every_agency('operations.setting.change', jsonb_build_object(
      'setting', one.name, 'from', one.before, 'to', one.now));
  end loop;
  return null;
end
$$;

create function operations.date_planned_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if to_jsonb(new) <> to_jsonb(old) then
    new.since := now();
  end if;
  return new;
end
$$;

grant execute on function operations.tell_of_setting(), operations.date_setting(), operations.tell_of_planned_setting(),
  operations.date_planned_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on operations.setting
  for each row when (old.confirmed_days <> new.confirmed_days) execute function operations.date_setting();
create trigger setting_is_told after update on operations.setting
  for each row when (old.confirmed_days <> new.confirmed_days) execute function operations.tell_of_setting();
create trigger setting_is_dated before update on operations.planned_setting
  for each row execute function operations.date_planned_setting();
create trigger setting_is_told after update on operations.planned_setting
  for each row execute function operations.tell_of_planned_setting();

reset role;
