-- Erasure by two persons: what of it is of any record. A kind's own content goes by the kind's own function, in the same
-- transaction; see intelligence.erase_report.

set role seamark_service;

-- Has a second person agreed to it in this transaction? Functions and triggers of every room ask, before content goes.
create function access.erasure_in_hand(record uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from access.erasure e
                   where e.record_id = erasure_in_hand.record and e.agreed_by is not null
                     and e.xmin = pg_current_xact_id_if_assigned()::xid)
      and not access.is_held(erasure_in_hand.record);
  end;

-- Asks for the erasure of an own record; a second person agrees. Null where it was asked already, or is erased.
create function access.ask_erasure(record uuid, ground text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  asked uuid;
begin
  insert into access.erasure (record_id, agency_id, kind, reference, ground, asked_by)
  select r.id, r.agency_id, r.kind, r.reference, ask_erasure.ground, identity.viewer_person()
  from access.record r
  where r.id = record and access.viewer_keeps(r.id) and r.erased_at is null and r.reference is not null
  on conflict (record_id) where refused_at is null do nothing
  returning id into asked;
  return asked;
end
$$;

-- A second person refuses. False where it is decided, or theirs.
create function access.refuse_erasure(erasure uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update access.erasure e set refused_by = identity.viewer_person(), refused_at = now()
  where e.id = erasure and e.agreed_at is null and e.refused_at is null and access.viewer_keeps(e.record_id);
  return found;
end
$$;

-- A second person agrees: from here on this transaction may take the content away, and must.
create function access.agree_erasure(erasure uuid) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  e access.erasure;
  told integer[];
begin
  select * into e from access.erasure x
  where x.id = erasure and x.agreed_at is null and x.refused_at is null and access.viewer_keeps(x.record_id) for update;
  if not found then
    return null;
  end if;
  update access.erasure x set agreed_by = identity.viewer_person(), agreed_at = now() where x.id = e.id;
  told := access.tell_recipients(e.record_id, 'erased', 'Its owner has erased it. Nothing of it is kept there.', null, null);
  update access.record r set
    title = 'Erased', conditions = case when r.handling = 'C' then 'Erased' end, discoverable = false,
    status = 'withdrawn', restricted_at = null, erased_at = now()
  where r.id = e.record_id;
  update access.restriction x set lifted_by = identity.viewer_person(), lifted_at = now()
  where x.record_id = e.record_id and x.lifted_at is null;
  update access.release x set reason = 'Erased' where x.record_id = e.record_id;
  update access.recall x set reason = 'Erased' where x.record_id = e.record_id;
  update access.recall_notice x set reason = 'Erased' where x.record_id = e.record_id;
  update access.recall_statement x set note = 'Erased' where x.record_id = e.record_id and x.note is not null;
  update access.correction x set reason = 'Erased' where x.record_id = e.record_id;
  update access.notice x set reason = 'Erased' where x.record_id = e.record_id and x.what = 'corrected';
  update access.notice_statement x set note = 'Erased' where x.record_id = e.record_id and x.note is not null;
  -- Answers that a program may ask for again within a day; they may repeat what it filed.
  delete from platform.idempotent_answer a where position(e.record_id::text in a.answer::text) > 0;
  update access.legal_hold x set reason = 'Erased',
    lifted_reason = case when x.lifted_at is not null then 'Erased' end where x.record_id = e.record_id;
  return told;
end
$$;

-- What was asked is decided once, by somebody else, and never while a hold stands.
create function access.guard_erasure() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (old.agreed_at is not null or old.refused_at is not null
     or (new.id, new.record_id, new.agency_id, new.kind, new.reference, new.ground, new.asked_by, new.asked_at)
        is distinct from (old.id, old.record_id, old.agency_id, old.kind, old.reference, old.ground, old.asked_by, old.asked_at)) then
    raise exception 'An erasure is asked once and decided once' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' and (new.agreed_at is not null or new.refused_at is not null) then
    raise exception 'An erasure is asked by one person and agreed to by another' using errcode = 'SM003';
  end if;
  if new.refused_at is null and access.is_held(new.record_id) then
    raise exception 'A legal hold outranks an erasure' using errcode = 'SM031', hint = 'Lift the hold first.';
  end if;
  return new;
end
$$;

-- What is erased stays erased, and was agreed to.
create function access.guard_erased_record() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.erased_at is not null then
    raise exception 'An erased record does not change' using errcode = 'SM003';
  end if;
  if not access.erasure_in_hand(new.id) then
    raise exception 'A record is erased by two persons' using errcode = 'SM003', hint = 'See access.agree_erasure.';
  end if;
  return new;
end
$$;

-- At commit: what was agreed to was done.
create function access.require_erased() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = new.record_id and r.erased_at is null) then
    raise exception 'An erasure that was agreed to is done in the same transaction' using errcode = 'SM003';
  end if;
  return null;
end
$$;

-- A filed record is never deleted: it is erased, and keeps its number and times.
create function access.refuse_deletion() returns trigger language plpgsql as $$
begin
  raise exception 'A filed record is not deleted' using errcode = 'SM003', hint = 'Two persons erase it.';
end
$$;

grant execute on function access.ask_erasure(uuid, text), access.refuse_erasure(uuid), access.agree_erasure(uuid)
  to seamark_member;
grant execute on function access.guard_erasure(), access.guard_erased_record(), access.require_erased(), access.refuse_deletion()
  to seamark_owner;

set role seamark_owner;

create trigger erasure_is_guarded before insert or update on access.erasure
  for each row execute function access.guard_erasure();
create constraint trigger erasure_is_done after update of agreed_at on access.erasure
  deferrable initially deferred for each row when (new.agreed_at is not null) execute function access.require_erased();
create trigger erased_by_two before update on access.record
  for each row when (old.erased_at is not null or new.erased_at is not null) execute function access.guard_erased_record();
create trigger filed_is_not_deleted before delete on access.record
  for each row when (old.status <> 'draft' and old.kind <> 'sealed' ) execute function access.refuse_deletion();

reset role;
