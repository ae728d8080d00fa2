-- Legal holds and restrictions: what a records manager may do with a record that they never read.

set role seamark_service;

-- A filed record of the viewer's own agency. Whoever manages records knows of all of them, by reference and counts, as
-- their ledger does; anybody else of those that they see.
create function access.viewer_keeps(record uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from access.record r
                   where r.id = viewer_keeps.record and r.agency_id = identity.viewer_agency()
                     and r.status <> 'draft' and r.kind <> 'sealed'
                     and (access.viewer_manages_records()
                          or access.viewer_decides() and access.sight(r, false, false) = 'full'));
  end;

create function access.is_held(record uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from access.legal_hold h where h.record_id = is_held.record and h.lifted_at is null);
  end;

-- At commit: what is restricted has its restriction, and the other way round.
create function access.require_restriction() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = new.id
             and (r.restricted_at is not null)
                 <> exists (select from access.restriction x where x.record_id = r.id and x.lifted_at is null)) then
    raise exception 'A record is restricted with its ground, by somebody' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- A hold is placed once and lifted once; nothing else of it changes.
create function access.guard_hold() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  -- Its words go with the record.
  if new.reason = 'Erased' and access.erasure_in_hand(new.record_id) then
    return new;
  end if;
  if old.lifted_at is not null
     or (new.id, new.record_id, new.agency_id, new.reason, new.placed_by, new.placed_at)
        is distinct from (old.id, old.record_id, old.agency_id, old.reason, old.placed_by, old.placed_at) then
    raise exception 'A legal hold is placed once and lifted once' using errcode = 'SM003';
  end if;
  return new;
end
$$;

grant execute on function access.viewer_keeps(uuid)
  to seamark_member;
grant execute on function access.require_restriction(), access.guard_hold() to seamark_owner;

set role seamark_owner;

create constraint trigger record_has_its_restriction after update of restricted_at on access.record
  deferrable initially deferred for each row execute function access.require_restriction();

create trigger hold_is_guarded before update on access.legal_hold
  for each row execute function access.guard_hold();

reset role;
