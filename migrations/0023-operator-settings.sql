-- What counts for all agencies of a node is its operator's. An administrator is scoped to one agency; until
-- now the role could change everybody's threshold and quota, and whom everybody trusts with half a key, and
-- the other agencies saw nothing of it. Now no member may change them, the program does so only for its
-- operator, and each change writes its own event into every agency's ledger, whoever makes it.
set role seamark_owner;

drop policy administrator_changes on deconfliction.setting;
drop policy administrator_changes on deconfliction.sealed_setting;
drop policy administrator_adds on deconfliction.key_holder;
drop policy administrator_changes on deconfliction.key_holder;
revoke insert, update, delete on deconfliction.setting, deconfliction.sealed_setting, deconfliction.key_holder
  from seamark_member;
-- Column grants are revoked by column.
revoke update (common_threshold, checks_per_day, version) on deconfliction.setting from seamark_member;
revoke update (days_kept, version) on deconfliction.sealed_setting from seamark_member;
revoke update (body, url) on deconfliction.key_holder from seamark_member;

-- Since when each stands; null: as delivered.
alter table deconfliction.setting
  add column common_threshold_since timestamptz,
  add column checks_per_day_since timestamptz;
alter table deconfliction.sealed_setting add column days_kept_since timestamptz;
alter table deconfliction.key_holder
  add column entered_at timestamptz not null default now(),
  add column changed_at timestamptz;

-- Two holders with one identity, or at one address, are one.
create unique index key_holder_by_identity on deconfliction.key_holder (identity);
create unique index key_holder_by_address on deconfliction.key_holder (lower(url));

-- The program's jobs read the settings; only the operator's commands change them, within bounds.
-- A threshold under 10 puts to rest what several agencies hold, which is what the node is there to find, and
-- stepped downwards it counts how many open reports hold a value. Over 1,000, one value has more reports
-- beside it than anybody reads, and each filing of it touches them all.
-- A quota over 2,000 is none: more than one check a minute, day and night, is no person's work, and the quota
-- is what makes trying out numbers slow and visible.
drop policy service_all on deconfliction.setting;
create policy service_reads on deconfliction.setting for select to seamark_service using (true);
create policy operator_changes on deconfliction.setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator'
              and common_threshold between 10 and 1000 and checks_per_day between 1 and 2000);
drop policy service_all on deconfliction.sealed_setting;
create policy service_reads on deconfliction.sealed_setting for select to seamark_service using (true);
create policy operator_changes on deconfliction.sealed_setting for update to seamark_service
  using (current_setting('seamark.service', true) = 'operator')
  with check (current_setting('seamark.service', true) = 'operator');
revoke insert, delete on deconfliction.setting, deconfliction.sealed_setting from seamark_service;

-- The clock notes when a holder was asked and what was wrong: everything else about holders is the operator's.
drop policy service_all on deconfliction.key_holder;
create policy service_reads on deconfliction.key_holder for select to seamark_service using (true);
create policy service_notes on deconfliction.key_holder for update to seamark_service using (true) with check (true);
create policy operator_enters on deconfliction.key_holder for insert to seamark_service
  with check (current_setting('seamark.service', true) = 'operator');
create policy operator_removes on deconfliction.key_holder for delete to seamark_service
  using (current_setting('seamark.service', true) = 'operator');
revoke update on deconfliction.key_holder from seamark_service;
grant update (body, url, asked_at, fault, changed_at) on deconfliction.key_holder to seamark_service;

reset role;
set role seamark_service;

-- One event for each agency, so that each reads it in its own ledger. `database`: by hand, past the program.
create function ledger.tell_every_agency(by_hand text, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.event (kind, operation, agency_id, service, detail)
    select 'administration', coalesce(nullif(current_setting('seamark.operation', true), ''), by_hand), a.id,
           coalesce(nullif(current_setting('seamark.service', true), ''), 'database'), tell_every_agency.detail
    from identity.agency a order by a.id;
  end;

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

reset role;
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

-- What an administrator had set beyond these bounds comes to the nearest that they allow, and every agency is told.
set role seamark_service;
select set_config('seamark.service', 'operator', true);
update deconfliction.setting
set common_threshold = least(greatest(common_threshold, 10), 1000),
    checks_per_day = least(greatest(checks_per_day, 1), 2000), version = version + 1
where common_threshold not between 10 and 1000 or checks_per_day not between 1 and 2000;
select set_config('seamark.service', '', true);
reset role;
