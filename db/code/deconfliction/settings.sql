-- What counts for all agencies of a node is its operator's. No member may change it, the program does so only for its
-- operator, and each change writes its own event into every agency's ledger, whoever makes it.

set role seamark_service;

create function deconfliction.tell_of_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.common_threshold <> old.common_threshold then
    perform ledger.tell_every_agency('deconfliction.setting.change', jsonb_build_object(
      'setting', 'common_threshold', 'from', old.common_threshold, 'to', new.common_threshold));
  end if;
  if new.checks_per_day <> old.checks_per_day then
    perform ledger.tell_every_agency('deconfliction.setting.change', jsonb_build_object(
      'setting', 'checks_per_day', 'from', old.checks_per_day, 'to', new.checks_per_day));
  end if;
  return null;
end
$$;

create function deconfliction.tell_of_sealed_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('deconfliction.setting.change', jsonb_build_object(
    'setting', 'sealed_days', 'from', old.days_kept, 'to', new.days_kept));
  return null;
end
$$;

create function deconfliction.tell_of_holder() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform ledger.tell_every_agency('deconfliction.sealed.holder.enter', jsonb_build_object(
      'holder', new.name, 'change', 'entered', 'body', new.body, 'url', new.url,
      'identity', translate(encode(new.identity, 'base64'), '+/=', '-_')));
  elsif tg_op = 'DELETE' then
    perform ledger.tell_every_agency('deconfliction.sealed.holder.remove', jsonb_build_object(
      'holder', old.name, 'change', 'removed', 'body', old.body, 'url', old.url,
      'identity', translate(encode(old.identity, 'base64'), '+/=', '-_')));
  else
    perform ledger.tell_every_agency('deconfliction.sealed.holder.change', jsonb_strip_nulls(jsonb_build_object(
      'holder', new.name, 'change', 'changed',
      'name_from', case when new.name <> old.name then old.name end,
      'body_from', case when new.body <> old.body then old.body end,
      'body_to', case when new.body <> old.body then new.body end,
      'url_from', case when new.url <> old.url then old.url end,
      'url_to', case when new.url <> old.url then new.url end,
      'identity_from', case when new.identity <> old.identity
                         then translate(encode(old.identity, 'base64'), '+/=', '-_') end,
      'identity_to', case when new.identity <> old.identity
                       then translate(encode(new.identity, 'base64'), '+/=', '-_') end)));
  end if;
  return null;
end
$$;

-- Tokens of agencies are made with both holders' keys: with another holder they would never meet a new one.
create function deconfliction.keep_holder_of_tokens() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from deconfliction.sealed_token t where not t.clear) then
    raise exception 'Records are sealed with this key holder''s key' using errcode = 'SM004',
      hint = 'Take them back first, or let them expire.';
  end if;
  return old;
end
$$;

create function deconfliction.date_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.common_threshold <> old.common_threshold then new.common_threshold_since := now(); end if;
  if new.checks_per_day <> old.checks_per_day then new.checks_per_day_since := now(); end if;
  return new;
end
$$;

create function deconfliction.date_sealed_setting() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.days_kept_since := now();
  return new;
end
$$;

grant execute on function deconfliction.tell_of_setting(), deconfliction.tell_of_sealed_setting(),
  deconfliction.tell_of_holder(), deconfliction.keep_holder_of_tokens(), deconfliction.date_setting(),
  deconfliction.date_sealed_setting() to seamark_owner;

set role seamark_owner;

create trigger setting_is_dated before update on deconfliction.setting
  for each row execute function deconfliction.date_setting();

create trigger setting_is_told after update on deconfliction.setting
  for each row execute function deconfliction.tell_of_setting();

create trigger sealed_setting_is_dated before update on deconfliction.sealed_setting
  for each row when (old.days_kept <> new.days_kept) execute function deconfliction.date_sealed_setting();

create trigger sealed_setting_is_told after update on deconfliction.sealed_setting
  for each row when (old.days_kept <> new.days_kept) execute function deconfliction.tell_of_sealed_setting();

create trigger holder_is_told after insert or delete on deconfliction.key_holder
  for each row execute function deconfliction.tell_of_holder();

create trigger holder_change_is_told after update on deconfliction.key_holder
  for each row when ((old.name, old.body, old.url, old.identity) is distinct from (new.name, new.body, new.url, new.identity))
  execute function deconfliction.tell_of_holder();

create trigger holder_stays_with_its_tokens before delete on deconfliction.key_holder
  for each row execute function deconfliction.keep_holder_of_tokens();

reset role;
