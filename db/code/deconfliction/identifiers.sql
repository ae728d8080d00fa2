-- The identifiers of reports: what is called in the transaction that files, imports, changes or withdraws one.

set role seamark_service;

-- Replaces the identifiers of some reports of one agency and brings their matches up to date. Called
-- by the program in the transaction that files, imports, changes or withdraws the reports. A person may call it
-- only for reports that this transaction writes: otherwise a report's identifiers could be emptied with no act,
-- no version and no event. Its reports are looked up one by one: a plan that is made while the table is small,
-- and kept by a connection that lives long, would read the whole table for each batch.
--
--   reports      the reports whose identifiers are replaced (a draft or withdrawn report has none afterwards)
--   of_reports, kinds, keys, tiers   the new identifiers, one array element each
--
-- Race: two agencies file one value at the same moment, and neither sees the other's row. So the
-- values are locked first, by 1,024 buckets in ascending order (no deadlock, bounded memory), and
-- because each statement takes its own snapshot, what is read after the lock includes what the other
-- has committed. The shared lock on 7313 keeps the threshold from changing meanwhile.
--
-- Returns the agencies whose matches changed, for the live pages.
create function deconfliction.replace_identifiers(
  reports uuid[], of_reports uuid[], kinds text[], keys text[], tiers text[], operation text
) returns integer[] language plpgsql security definer
  set search_path = '' set enable_seqscan = off set enable_bitmapscan = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan as $$
declare
  viewer_agency integer := identity.viewer_agency();
  touched_kinds text[]; touched_keys text[];
  filed uuid[];
  parted integer[] := '{}';
begin
  perform access.refuse_untouched(reports);
  if viewer_agency is not null and exists (
    select from unnest(reports) as wanted (id) cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = wanted.id offset 0) r
    where r.agency_id <> viewer_agency) then
    raise exception 'Identifiers are held by the agency that owns the report' using errcode = 'SM003';
  end if;
  if not of_reports <@ reports then
    raise exception 'An identifier belongs to a report that is not being replaced' using errcode = 'SM003';
  end if;

  perform pg_advisory_xact_lock_shared(7313, 0);
  select array_agg(v.kind), array_agg(v.key) into touched_kinds, touched_keys
  from (select t.kind, t.key from unnest(kinds, keys) as t (kind, key)
        union
        select i.kind, i.key from unnest(reports) as wanted (id)
        cross join lateral (select h.kind, h.key from deconfliction.identifier h where h.record_id = wanted.id offset 0) i) v;
  if touched_kinds is null then
    return '{}';
  end if;
  perform pg_advisory_xact_lock(7312, b.bucket)
  from (select distinct hashtext(t.kind || ':' || t.key) & 1023 as bucket
        from unnest(touched_kinds, touched_keys) as t (kind, key) order by 1 offset 0) b;

  select coalesce(array_agg(r.id), '{}') into filed
  from unnest(reports) as wanted (id) cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = wanted.id offset 0) r
  where r.status = 'disseminated';

  if exists (select from unnest(reports) as wanted (id) join deconfliction.identifier i on i.record_id = wanted.id) then
    -- NOT IN, because it is hashed; none of these columns is ever null
    delete from deconfliction.identifier i
    where i.record_id = any (reports)
      and (not (i.record_id = any (filed))
           or (i.record_id, i.kind, i.key) not in (select * from unnest(of_reports, kinds, keys)));
    with gone as materialized (
      select s.id, m.acted_at, m.agency_a, m.agency_b
      from unnest(reports) as wanted (id)
      cross join lateral (select x.id, x.match_id, x.record_id from deconfliction.match_side x
                          where x.record_id = wanted.id and x.held offset 0) s
      join deconfliction.match m on m.id = s.match_id
      where not exists (select from deconfliction.identifier i
                        where i.record_id = s.record_id and i.kind = m.kind and i.key = m.key)
    ), kept as (
      update deconfliction.match_side s set held = false from gone where s.id = gone.id and gone.acted_at is not null
    ), dropped as (
      delete from deconfliction.match_side s using gone where s.id = gone.id and gone.acted_at is null
    )
    select coalesce(array_agg(distinct a.agency), '{}') into parted
    from gone cross join lateral (values (gone.agency_a), (gone.agency_b)) as a (agency);
  end if;

  insert into deconfliction.identifier (record_id, kind, key, agency_id, open, classification, tier)
  select n.record_id, n.kind, n.key, r.agency_id, r.discoverable and r.compartment_id is null, r.classification, n.tier
  from unnest(of_reports, kinds, keys, tiers) as n (record_id, kind, key, tier)
  cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from access.record x where x.id = n.record_id offset 0) r
  where r.status = 'disseminated'
  on conflict (record_id, kind, key) do update
    set open = excluded.open, classification = excluded.classification, tier = excluded.tier
    where (identifier.open, identifier.classification, identifier.tier)
          is distinct from (excluded.open, excluded.classification, excluded.tier);

  return parted || deconfliction.open_matches_for_values(touched_kinds, touched_keys, filed, operation);
end
$$;

-- At commit: what is restricted or erased is matched by nothing.
create function deconfliction.require_set_aside() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from access.record r where r.id = new.id and (r.restricted_at is not null or r.erased_at is not null))
     and (exists (select from deconfliction.identifier i where i.record_id = new.id)
          or exists (select from deconfliction.person_mention m where m.record_id = new.id)
          or exists (select from deconfliction.sealed_token t where t.record_id = new.id)) then
    raise exception 'A record that is restricted or erased is matched by nothing' using errcode = 'SM003',
      hint = 'Replace its identifiers and persons by none.';
  end if;
  return null;
end
$$;

grant execute on function deconfliction.replace_identifiers(uuid[], uuid[], text[], text[], text[], text)
  to seamark_member;
grant execute on function deconfliction.require_set_aside() to seamark_owner;

set role seamark_owner;

create constraint trigger restricted_is_not_matched after update of restricted_at, erased_at on access.record
  deferrable initially deferred for each row when (new.restricted_at is not null or new.erased_at is not null)
  execute function deconfliction.require_set_aside();

reset role;
