-- What was handed out, and what is erased since.

set role seamark_service;

-- A document without the words of one row. Where they stood, it says so; the rest stays as it was.
create function oversight.without(document jsonb, source uuid) returns jsonb
  language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case jsonb_typeof(document)
    when 'array' then (
      select coalesce(jsonb_agg(oversight.without(e.value, without.source) order by e.n), '[]')
      from jsonb_array_elements(document) with ordinality e (value, n))
    when 'object' then (
      select coalesce(jsonb_object_agg(e.key, case
        when document ->> 'source' is distinct from without.source::text then oversight.without(e.value, without.source)
        when e.key in ('text', 'key') then '"[Erased since]"'::jsonb
        when e.key = 'cells' then (select jsonb_agg('[Erased since]'::text) from jsonb_array_elements(e.value))
        else e.value end), '{}')
      from jsonb_each(document) e)
    else document end;
end
$$;

-- Words that are erased where they were written are erased from packs as well, and every pack has its event.
create function oversight.forget_in_packs() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
begin
  for one in
    update oversight.pack k
    set document = oversight.without(k.document, old.id), erased = k.erased + 1, erased_at = now()
    where k.sources @> array[old.id]
    returning k.id, k.body_id
  loop
    insert into ledger.event (kind, operation, agency_id, person_id, service, subject_kind, subject_id)
    values ('erasure', 'oversight.pack.forget', one.body_id, null, 'oversight', 'pack', one.id);
  end loop;
  return null;
end
$$;

-- A pack stays as it was handed out; only erasing takes words out of it.
create function oversight.guard_pack() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not oversight.holds(new.body_id, '{commissioner,inspectorate}', new.agency_id) then
      raise exception 'A pack is of an agency that one holds to account' using errcode = 'SM003';
    end if;
    if new.erased <> 0 then
      raise exception 'Nothing is erased from a pack before it is made' using errcode = 'SM003';
    end if;
  elsif to_jsonb(new) - '{document,erased,erased_at}'::text[] is distinct from to_jsonb(old) - '{document,erased,erased_at}'::text[]
     or new.erased <= old.erased then
    raise exception 'A pack stays as it was made' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

grant execute on function oversight.forget_in_packs(), oversight.guard_pack(), oversight.without(jsonb, uuid) to seamark_owner;

set role seamark_owner;

create trigger stays_as_made before insert or update on oversight.pack
  for each row execute function oversight.guard_pack();

create trigger forget_in_packs after delete on oversight.progress
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.action
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.evidence
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.decision
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.meeting
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.question
  for each row execute function oversight.forget_in_packs();
create trigger forget_in_packs after delete on oversight.promise
  for each row execute function oversight.forget_in_packs();

reset role;
