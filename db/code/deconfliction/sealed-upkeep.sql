-- What becomes of sealed records: taken back, expired, sealed under a new key.

set role seamark_service;

-- An agency takes a record back, under whatever classification this person may see it. Says whom it affects.
create function deconfliction.take_back_sealed(wanted_handle text, operation text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  if not access.viewer_reads_content() then
    return '{}';
  end if;
  return deconfliction.end_sealed(
    (select coalesce(array_agg(r.id), '{}') from access.record r
     where r.agency_id = identity.viewer_agency() and r.agency_reference = wanted_handle and r.kind = 'sealed'
       and access.viewer_is_cleared_for(r.classification)), operation);
end
$$;

-- By the clock: what has expired. Returns how many ended, and whose matches changed.
create function deconfliction.expire_sealed(today date, most integer, operation text)
  returns table (ended integer, affected integer[])
  language plpgsql security definer set search_path = '' as $$
declare
  due uuid[];
begin
  select coalesce(array_agg(d.id), '{}') into due
  from (select r.id from access.record r
        where r.kind = 'sealed' and r.status = 'disseminated' and r.review_on <= today
        order by r.review_on limit most for update skip locked) d;
  ended := cardinality(due);
  affected := deconfliction.end_sealed(due, operation);
  return next;
end
$$;

-- Rotation: elements that the holders have moved to the next epoch, with everything that is named after them.
-- Equality stays as it was, so no match opens or ends.
create function deconfliction.rekey_sealed(
  from_elements bytea[], to_elements bytea[], to_epoch integer, operation text
) returns integer language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off as $$
declare
  moved integer;
begin
  update deconfliction.sealed_token t set element = n.became, epoch = to_epoch
  from unnest(from_elements, to_elements) as n (was, became) where t.element = n.was;
  get diagnostics moved = row_count;
  update deconfliction.sealed_common c set element = n.became
  from unnest(from_elements, to_elements) as n (was, became) where c.element = n.was;
  update deconfliction.silent_hit h set key = deconfliction.sealed_key(n.became)
  from unnest(from_elements, to_elements) as n (was, became)
  where h.key like 'sealed:%' and h.key = deconfliction.sealed_key(n.was);
  with renamed as (
    update deconfliction.match m set key = deconfliction.sealed_key(n.became)
    from unnest(from_elements, to_elements) as n (was, became)
    cross join lateral (select x.id from deconfliction.match x
                        where x.kind in (select distinct t.kind from deconfliction.sealed_token t where t.element = n.became)
                          and x.key = deconfliction.sealed_key(n.was) offset 0) found
    where m.id = found.id
    returning m.id
  )
  insert into ledger.event (kind, operation, service, subject_kind, subject_id, detail)
  select 'alteration', rekey_sealed.operation, nullif(current_setting('seamark.service', true), ''), 'match', renamed.id,
         jsonb_build_object('epoch', to_epoch)
  from renamed;
  return moved;
end
$$;

grant execute on function deconfliction.take_back_sealed(text, text) to seamark_member;

reset role;
