-- After how many years a group is reviewed again, and how long a pause of a request counts, is the operator's to say. Each change is in every agency's ledger.

set role seamark_service;

create function records.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    select n.name, n.before, n.now
    from (values ('review_group_1_years', old.group_1_years, new.group_1_years),
                 ('review_group_2_years', old.group_2_years, new.group_2_years),
                 ('review_group_3_years', old.group_3_years, new.group_3_years),
                 ('review_group_4_years', old.group_4_years, new.group_4_years),
                 ('request_pause_days', old.pause_days, new.pause_days)) as n (name, before, now)
    where n.before <> n.now
  loop
    perform ledger.tell_every_agency('records.setting.change', jsonb_build_object(
      'setting', one.name, 'from', one.before, 'to', one.now));
  end loop;
  return null;
end
$$;

create function records.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.group_1_years <> old.group_1_years then new.group_1_since := now(); end if;
  if new.group_2_years <> old.group_2_years then new.group_2_since := now(); end if;
  if new.group_3_years <> old.group_3_years then new.group_3_since := now(); end if;
  if new.group_4_years <> old.group_4_years then new.group_4_since := now(); end if;
  if new.pause_days <> old.pause_days then new.pause_since := now(); end if;
  return new;
end
$$;

grant execute on function records.tell_of_setting(), records.date_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on records.setting
  for each row execute function records.date_setting();
create trigger setting_is_told after update on records.setting
  for each row execute function records.tell_of_setting();

reset role;
