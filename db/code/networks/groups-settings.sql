-- When a group needs attention, and the words that an operator puts right, are the operator's. Each change is in every
-- agency's ledger.

set role seamark_service;

create function networks.tell_of_group_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    select n.name, n.before, n.now
    from (values ('group_rising_days', old.rising_days, new.rising_days),
                 ('group_rising_least', old.rising_least, new.rising_least),
                 ('group_still_days', old.still_days, new.still_days)) as n (name, before, now)
    where n.before <> n.now
  loop
    perform ledger.tell_every_agency('networks.setting.change', jsonb_build_object(
      'setting', one.name, 'from', one.before, 'to', one.now));
  end loop;
  return null;
end
$$;

create function networks.date_group_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.rising_days <> old.rising_days then new.rising_days_since := now(); end if;
  if new.rising_least <> old.rising_least then new.rising_least_since := now(); end if;
  if new.still_days <> old.still_days then new.still_days_since := now(); end if;
  return new;
end
$$;

create function networks.tell_of_group_term() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('networks.term.change', jsonb_build_object(
    'term', new.code, 'words_from', old.words, 'words_to', new.words));
  return null;
end
$$;

create function networks.date_group_term() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.since := now();
  return new;
end
$$;

grant execute on function networks.tell_of_group_setting(), networks.date_group_setting(), networks.tell_of_group_term(),
  networks.date_group_term() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on networks.group_setting
  for each row execute function networks.date_group_setting();
create trigger setting_is_told after update on networks.group_setting
  for each row execute function networks.tell_of_group_setting();
create trigger term_is_dated before update on networks.group_term
  for each row when (old.words <> new.words) execute function networks.date_group_term();
create trigger term_is_told after update on networks.group_term
  for each row when (old.words <> new.words) execute function networks.tell_of_group_term();

reset role;
