-- Of which silent record a check asked: looked up afterwards, by the clock, and told to its owner alone.

set role seamark_service;

-- Tells the owners of silent records who asked; a check by token meets sealed records and reports alike. Returns
-- the agencies that were told.
create function deconfliction.notice_silent_hits(most integer) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with taken as (
    delete from deconfliction.check_awaiting_notice
    where check_id in (select w.check_id from deconfliction.check_awaiting_notice w order by w.check_id
                       limit most for update skip locked)
    returning check_id, element
  ), met as (
    -- Told by the token: what a sealed record holds is written down nowhere.
    select i.agency_id as owner_id, i.record_id, i.about, c.kind,
           case when i.about = 'sealed_record' and taken.element is not null then deconfliction.sealed_key(taken.element) else c.key end as key,
           c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(*) as times
    from taken join deconfliction."check" c on c.id = taken.check_id
    cross join lateral (
      (select h.agency_id, h.record_id, 'report' as about from deconfliction.identifier h
       where h.kind = c.kind and h.key = c.key and h.agency_id <> c.agency_id and not h.open limit 100)
      union all
      -- A report held in clear was met by its value already, unless the check was by token.
      (select t.agency_id, t.record_id, case when t.clear then 'report' else 'sealed_record' end
       from deconfliction.sealed_token t
       where t.element = coalesce(taken.element, deconfliction.element_of(c.key))
         and (taken.element is null or not t.clear)
         and t.agency_id <> c.agency_id and not t.open limit 100)) i
    group by 1, 2, 3, 4, 5, 6, 7
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, record_id, kind, key, asked_by, day, at, times)
    select owner_id, record_id, kind, key, asked_by, day, at, times from met
    on conflict (record_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, record_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           (select met.about from met where met.record_id = kept.record_id limit 1), kept.record_id,
           jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

reset role;
