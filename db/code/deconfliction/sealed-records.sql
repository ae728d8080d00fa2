-- What an agency sealed: taken in whole, with the tokens of each record.

set role seamark_service;

-- Takes in what an agency sealed: each record whole, with the tokens it has now. Its caller is a member, and
-- the agency theirs. Records that are there with the same tokens stay as they are; that makes a call safe
-- to repeat.
--   submission     id of this call; nothing is kept under it when nothing changed
--   ids            for each record, the id that it gets if it is new
--   of_numbers     for each token, the number of its record, counted from 1
create function deconfliction.store_sealed_records(
  submission uuid, ids uuid[], handles text[], classifications text[], opens boolean[], expiries date[],
  of_numbers integer[], kinds text[], elements bytea[], wanted_epoch integer, operation text
) returns table (kept integer, already integer, replaced integer, refused_handles text[], refused_kinds text[], affected integer[])
  language plpgsql security definer set search_path = ''
  set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  mine integer := identity.viewer_agency();
  real_ids uuid[]; were boolean[]; same boolean[]; renewed boolean[]; others uuid[];
  good_numbers integer[]; good_kinds text[]; good_elements bytea[];
  changing uuid[];
begin
  if mine is null or not access.viewer_reads_content() then
    raise exception 'Only an agency''s own people seal for it' using errcode = 'SM003';
  end if;
  -- Two calls of one agency on one record would each miss what the other writes.
  perform pg_advisory_xact_lock(7316, mine);
  if not exists (select from deconfliction.sealed_epoch e where e.number = wanted_epoch and e.state = 'current') then
    raise exception 'These tokens are of another epoch' using errcode = 'SM003';
  end if;

  select coalesce(array_agg(g.handle order by g.at) filter (where c.element is not null), '{}'),
         coalesce(array_agg(t.kind order by g.at) filter (where c.element is not null), '{}'),
         coalesce(array_agg(t.number order by t.number, t.element) filter (where c.element is null), '{}'),
         coalesce(array_agg(t.kind order by t.number, t.element) filter (where c.element is null), '{}'),
         coalesce(array_agg(t.element order by t.number, t.element) filter (where c.element is null), '{}')
  into refused_handles, refused_kinds, good_numbers, good_kinds, good_elements
  from (select distinct u.number, u.kind, u.element from unnest(of_numbers, kinds, elements) as u (number, kind, element)) t
  join unnest(handles, classifications) with ordinality as g (handle, classification, at) on g.at = t.number
  -- Asked of the record's own classification: an OFFICIAL one is refused by what OFFICIAL records hold alone.
  -- One that the record holds already stays: were it dropped, a value would be common by turns.
  left join lateral (
    select k.element from deconfliction.sealed_common k
    where k.element = t.element and k.kind = t.kind and k.clearance = g.classification
      and not exists (
        select from (select x.id from access.record x
                     where x.agency_id = mine and x.agency_reference = g.handle and x.kind = 'sealed' offset 0) own
        join deconfliction.sealed_token h on h.record_id = own.id and h.element = t.element)
    offset 0) c on true;

  with given as materialized (
    select t.number, array_agg(t.element order by t.element) as elements
    from unnest(good_numbers, good_elements) as t (number, element) group by t.number
  )
  select array_agg(coalesce(s.id, g.id) order by g.at),
         array_agg(s.id is not null and s.in_force order by g.at),
         array_agg(s.id is not null and s.in_force and s.discoverable = g.open
                   and there.elements is not distinct from given.elements order by g.at),
         array_agg(s.id is not null and s.in_force and s.expires_on = g.expires_on order by g.at)
  into real_ids, were, same, renewed
  from unnest(ids, handles, classifications, opens, expiries) with ordinality as g (id, handle, classification, open, expires_on, at)
  left join given on given.number = g.at
  left join lateral (select x.id, x.status <> 'withdrawn' as in_force, x.discoverable, x.review_on as expires_on from access.record x
                     where x.agency_id = mine and x.agency_reference = g.handle and x.classification = g.classification
                       and x.kind = 'sealed' offset 0) s on true
  left join lateral (select array_agg(h.element order by h.element) as elements
                     from deconfliction.sealed_token h where h.record_id = s.id) there on true;

  select count(*) filter (where not w.was), count(*) filter (where w.was and w.same), count(*) filter (where w.was and not w.same),
         coalesce(array_agg(w.id) filter (where not w.same), '{}')
  into kept, already, replaced, changing
  from unnest(real_ids, were, same) as w (id, was, same);

  -- The same record with another classification than before, as far as this person may see that.
  select coalesce(array_agg(x.id), '{}') into others
  from unnest(handles, classifications) as g (handle, classification)
  cross join lateral (
    select s.id, s.classification, s.status from access.record s
    where s.agency_id = mine and s.agency_reference = g.handle and s.kind = 'sealed' offset 0) x
  where x.classification <> g.classification and x.status <> 'withdrawn' and access.viewer_is_cleared_for(x.classification);
  affected := deconfliction.end_sealed(others, operation);

  if cardinality(changing) > 0 or false = any (renewed) then
    insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens, classification)
    values (submission, mine, identity.viewer_person(), wanted_epoch, cardinality(handles), cardinality(good_elements),
            (select min(g.classification) from unnest(classifications, same, renewed) as g (classification, same, renewed)
             where not (g.same and g.renewed)));
    insert into ledger.event (kind, operation, agency_id, person_id, purpose, subject_kind, subject_id, detail)
    values ('collection', store_sealed_records.operation, mine, identity.viewer_person(),
            nullif(current_setting('seamark.purpose', true), ''), 'sealed_submission', submission,
            jsonb_build_object('records', cardinality(handles), 'kept', kept, 'replaced', replaced,
                               'tokens', cardinality(good_elements), 'epoch', wanted_epoch));
    insert into access.record as r (id, kind, agency_id, agency_reference, title, status, classification, handling,
      discoverable, review_on, created_at)
    select g.id, 'sealed', mine, g.handle, 'Sealed record', 'disseminated', g.classification, 'P', g.open, g.expires_on, now()
    from unnest(real_ids, handles, classifications, opens, expiries, same, renewed)
         as g (id, handle, classification, open, expires_on, same, renewed)
    where not (g.same and g.renewed)
    on conflict (id) do update set status = 'disseminated', discoverable = excluded.discoverable,
      review_on = excluded.review_on, filed_at = now();
    with kinds_of as materialized (
      select k.number, array_agg(distinct k.kind) as kinds
      from unnest(good_numbers, good_kinds) as k (number, kind) group by k.number
    )
    insert into deconfliction.sealed_record as s (id, kinds, submission_id)
    select g.id, coalesce(o.kinds, '{}'), submission
    from unnest(real_ids, same, renewed) with ordinality as g (id, same, renewed, at)
    left join kinds_of o on o.number = g.at
    where not (g.same and g.renewed)
    on conflict (id) do update set kinds = excluded.kinds, submission_id = excluded.submission_id, ended_at = null;
    affected := affected || deconfliction.replace_tokens(
      changing,
      coalesce((select array_agg(real_ids[t.number] order by t.at)
                from unnest(good_numbers) with ordinality as t (number, at) where not same[t.number]), '{}'),
      coalesce((select array_agg(t.kind order by t.at)
                from unnest(good_numbers, good_kinds) with ordinality as t (number, kind, at) where not same[t.number]), '{}'),
      coalesce((select array_agg(t.element order by t.at)
                from unnest(good_numbers, good_elements) with ordinality as t (number, element, at) where not same[t.number]), '{}'),
      array_fill(null::text, array[coalesce((select count(*)::integer from unnest(good_numbers) as t (number) where not same[t.number]), 0)]),
      wanted_epoch, operation);
  end if;
  return next;
end
$$;

grant execute on function deconfliction.store_sealed_records(uuid, uuid[], text[], text[], boolean[], date[], integer[], text[], bytea[], integer, text)
  to seamark_member;

reset role;
