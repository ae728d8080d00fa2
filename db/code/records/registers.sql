-- Registers: what keeps their rows true, whoever writes them.

set role seamark_service;

-- An entry and its version are written together: at commit each entry's version stands beside it, and says the same.
create function records.require_register_version() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from records.register_version v
                 where v.entry_id = new.id and v.version = new.version and v.title = new.title and v.due_on = new.due_on
                   and v.ended_on is not distinct from new.ended_on) then
    raise exception 'A register keeps each version of an entry' using errcode = 'SM003';
  end if;
  return null;
end
$$;

create function records.guard_register_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new is distinct from old and (new.version <> old.version + 1
     or (new.id, new.agency_id, new.register) is distinct from (old.id, old.agency_id, old.register)) then
    raise exception 'An entry changes by its next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function records.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'What a register said stays' using errcode = 'SM003';
end
$$;

grant execute on function records.require_register_version(), records.guard_register_entry(), records.refuse_change()
  to seamark_owner;

set role seamark_owner;

create trigger entry_is_guarded before update on records.register_entry
  for each row execute function records.guard_register_entry();
create constraint trigger entry_has_its_version after insert or update on records.register_entry
  deferrable initially deferred for each row execute function records.require_register_version();
create trigger version_stays before update or delete on records.register_version
  for each row execute function records.refuse_change();

reset role;
