-- Events of the current versions of reports: kept by the database, whoever writes a version and by whatever entrance.
-- A report without events costs one look at its document and nothing else.

set role seamark_service;

-- When something begins, and when it is over, of a time as it is kept (src/wire/event-time.ts). What is none is null.
create function networks.begin_of(written text) returns timestamptz language sql stable parallel safe
  return case
    when written ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z' then left(written, 16)::timestamp at time zone 'UTC'
    when written ~ '^\d{4}-\d{2}-\d{2}' then left(written, 10)::timestamp at time zone 'Europe/London'
    when written ~ '^\d{4}-\d{2}' then (left(written, 7) || '-01')::timestamp at time zone 'Europe/London' end;

create function networks.end_of(written text) returns timestamptz language plpgsql stable parallel safe
  set search_path = '' as $$
declare
  last text := rtrim(split_part(written, '/', -1), '~');
begin
  return case
    when last ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$'
      then (left(last, 16)::timestamp + interval '1 minute') at time zone 'UTC'
    when last ~ '^\d{4}-\d{2}-\d{2}$' then (last::timestamp + interval '1 day') at time zone 'Europe/London'
    when last ~ '^\d{4}-\d{2}$' then ((last || '-01')::timestamp + interval '1 month') at time zone 'Europe/London' end;
end
$$;

-- Degrees of one half of a position as it is kept: `50.91000 N, 0.77500 E`.
create function networks.degrees_of(written text) returns double precision language sql immutable parallel safe
  return case when written ~ '^\d{1,3}\.\d{5} [NSEW]$'
    then left(written, -2)::double precision * case when right(written, 1) in ('S', 'W') then -1 else 1 end end;

-- Writes the events of a report's current version anew; of a draft, a recalled, a restricted or an erased report none.
create function networks.gather_events(wanted uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from networks.event e where e.record_id = wanted;
  insert into networks.event (record_id, version, item, number, kind, said_when, from_at, until_at, listed_at, lat, lon,
    sure, within_m, place)
  select r.id, r.version, i.number, e.number, e.said ->> 'kind', e.said ->> 'when',
         networks.begin_of(e.said ->> 'when'), networks.end_of(e.said ->> 'when'),
         coalesce(networks.begin_of(e.said ->> 'when'), r.created_at),
         networks.degrees_of(split_part(e.said ->> 'where', ', ', 1)),
         networks.degrees_of(split_part(e.said ->> 'where', ', ', 2)),
         e.said ->> 'where_sure', (e.said ->> 'within_m')::integer, e.said ->> 'place'
  from access.record r
  cross join lateral jsonb_array_elements(intelligence.items_of(r.id, r.version)) with ordinality as i (item, number)
  cross join lateral jsonb_array_elements(i.item -> 'events') with ordinality as e (said, number)
  where r.id = wanted and r.kind = 'report' and r.status = 'disseminated'
    and r.restricted_at is null and r.erased_at is null;
end
$$;

create function networks.events_of_version() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform networks.gather_events(new.report_id);
  return null;
end
$$;

-- What is current no more is gone at once; what is no longer restricted is there again.
create function networks.events_follow_record() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform networks.gather_events(new.id);
  return null;
end
$$;

grant execute on function networks.events_of_version(), networks.events_follow_record() to seamark_owner;

set role seamark_owner;

-- At the end of the transaction: a version is written before its record says that it is the current one.
create constraint trigger events_of_a_version after insert on intelligence.version_content
  deferrable initially deferred for each row
  when (jsonb_path_exists(new.document, '$.items[*].events[*]')) execute function networks.events_of_version();

create trigger events_follow after update of version, status, restricted_at, erased_at on access.record
  for each row when (old.kind = 'report' and old.status <> 'draft'
    and (old.version, old.status, old.restricted_at, old.erased_at)
      is distinct from (new.version, new.status, new.restricted_at, new.erased_at))
  execute function networks.events_follow_record();

reset role;

set role seamark_service;

-- Metres between two positions on the sphere (great circle, mean radius of the earth). The date line is nothing to it.
create function networks.metres_between(lat1 double precision, lon1 double precision, lat2 double precision,
  lon2 double precision) returns double precision language sql immutable parallel safe
  return 12742017.6 * asin(least(1, sqrt(
    sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)));

-- Of each event of a report that has a position: how many events of other reports in the viewer's sight lie within
-- `km` kilometres of it and in the last `days` days.
create function networks.events_near_report(report uuid, km integer, days integer, at timestamptz)
  returns table (item smallint, "where" text, others integer) language sql stable set search_path = ''
  begin atomic
    select e.item,
           abs(e.lat)::numeric(8, 5) || case when e.lat < 0 then ' S, ' else ' N, ' end
             || abs(e.lon)::numeric(8, 5) || case when e.lon < 0 then ' W' else ' E' end,
           (select count(*)::integer from networks.event o
            where o.record_id <> e.record_id and o.until_at > at - make_interval(days => days) and o.from_at <= at
              and o.lat between e.lat - km / 110.0 and e.lat + km / 110.0
              and networks.metres_between(e.lat, e.lon, o.lat, o.lon) <= km * 1000.0)
    from networks.event e
    where e.record_id = report and e.lat is not null
    order by e.item, e.number;
  end;

grant execute on function networks.metres_between(double precision, double precision, double precision, double precision),
  networks.events_near_report(uuid, integer, integer, timestamptz) to seamark_member;

reset role;
