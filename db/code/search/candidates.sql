-- Candidates of a search. A common word stands in half a million records, of which the newest five hundred are
-- looked at. So the search goes back in time in few steps, each of which asks the index for the months of one step
-- only; how long the first one is, PostgreSQL's own statistics of the words tell.

set role seamark_service;

-- The lexemes of the months, quarters or years between two moments, so that there are never many.
create function search.periods_between(lower_end timestamptz, upper_end timestamptz, readers text[])
  returns text[] language sql immutable set search_path = ''
  return (
    with span as (
      select case when lower_end > upper_end - interval '100 days' then 'month'
                  when lower_end > upper_end - interval '600 days' then 'quarter' else 'year' end as unit)
    select array_agg(reader || to_char(at, case unit when 'month' then ':YYYY-MM' when 'quarter' then ':YYYY"Q"Q' else ':YYYY' end))
    from span, generate_series(date_trunc(unit, lower_end at time zone 'UTC'), upper_end at time zone 'UTC' - interval '1 day',
                               ('1 ' || replace(unit, 'quarter', 'month'))::interval * case unit when 'quarter' then 3 else 1 end) at,
         unnest(coalesce(readers, array['@'])) reader);

create function search.months_between(lower_end timestamptz, upper_end timestamptz) returns double precision
  language sql immutable set search_path = ''
  return extract(epoch from upper_end - lower_end) / 2629746;

-- How many records hold this, by the planner's statistics.
create function search.estimated_hits(words tsquery) returns double precision
  language plpgsql set search_path = '' as $$
declare
  plan json;
begin
  execute format('explain (format json) select from search.entry e where e.words @@ %L::tsquery', words)
    into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end
$$;

-- The newest records that fit, at most `most` of them. `under_rule` is false only for the benchmark: no
-- role of the program but seamark_service may call this function.
--
-- The planner is told how: through the index of words. It cannot know how short the steps are, and would
-- now and then read all records from the newest on.
create function search.candidates(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer, under_rule boolean
) returns table (record_id uuid, created_at timestamptz, rank real)
  language plpgsql security definer
  set search_path = '' set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  -- So many hits are looked at sooner than their months are named to the index.
  few constant integer := 1500;
  readers text[] := case when under_rule then array['@r0', '@r' || identity.viewer_agency()] end;
  fixed tsquery;
  anywhere tsquery;
  wanted tsquery;
  oldest timestamptz;
  newest timestamptz;
  upper_end timestamptz;
  lower_end timestamptz;
  -- hits a month: as estimated, and as they turn out to be
  estimated double precision;
  density double precision;
  -- of the newest month, what is still to come
  missing double precision;
  months integer := 12;
  covered double precision := 0;
  found integer := 0;
  found_now integer;
begin
  fixed := search.both(words, search.any_lexeme(array(select '@a' || a from unnest(agencies) a)));
  fixed := search.both(fixed, search.any_lexeme(array(select '@g' || g from unnest(grades) g)));
  fixed := search.both(fixed, search.any_lexeme(array(select '@k' || k from unnest(kinds) k)));
  fixed := search.both(fixed, search.any_lexeme(array['@h' || handling]));
  -- The index names nobody but the owner of a record under code C.
  if handling = 'C' then readers := readers[2:]; end if;
  anywhere := search.both(fixed, search.any_lexeme(readers));

  select min(e.created_at), max(e.created_at) into oldest, newest from search.entry e;
  upper_end := date_trunc('month', least(newest, until) at time zone 'UTC') at time zone 'UTC' + interval '1 month';
  estimated := search.estimated_hits(anywhere) / greatest(1, search.months_between(oldest, newest));
  density := estimated;
  missing := search.months_between(least(newest, until), upper_end);

  loop
    exit when newest is null or upper_end <= greatest(oldest, since);
    if anywhere is not null and density * search.months_between(oldest, newest) <= few then
      lower_end := '-infinity';
      wanted := anywhere;
    else
      -- As many months as should hold what is wanted, and some more.
      months := ceil(least(6 * months, greatest(1, 1.3 * most / density + missing),
                           search.months_between(greatest(oldest, since), upper_end) + 1));
      lower_end := upper_end - make_interval(months => months);
      wanted := search.both(fixed, search.any_lexeme(
        search.periods_between(lower_end, upper_end, readers)));
    end if;

    if under_rule then
      return query
        with seen as materialized (
          select s.place
          from (select e.ctid as place, e.record_id, e.version, e.created_at, e.agency_id, e.author_id, e.status,
                       e.classification, e.handling, e.released_to_all, e.released_to, e.compartment_id, e.discoverable
                from search.entry e where e.words @@ wanted
                union all
                select e.ctid, e.record_id, e.version, e.created_at, e.agency_id, e.author_id, e.status,
                       e.classification, e.handling, e.released_to_all, e.released_to, e.compartment_id, e.discoverable
                from access.acceptance a
                join search.entry e on e.record_id = a.record_id and e.version = a.version
                where a.person_id = identity.viewer_person() and e.agency_id <> identity.viewer_agency()
                  and e.handling = 'C' and (fixed is null or e.words @@ fixed)
                order by created_at desc offset 0) s
          where s.created_at >= greatest(lower_end, candidates.since)
            and s.created_at < least(upper_end, candidates.until)
            and access.sight_of_envelope(s.agency_id, s.author_id, s.status, s.classification, s.handling, s.released_to_all,
                  s.released_to, s.compartment_id, s.discoverable,
                  exists (select from access.acceptance a
                          where a.record_id = s.record_id and a.version = s.version
                            and a.person_id = identity.viewer_person()),
                  false) = 'full'
          limit most)
        select e.record_id, e.created_at, ts_rank(e.words, candidates.words)
        from seen join search.entry e on e.ctid = seen.place
        -- asked again of the row: while the index takes its waiting entries in, a row may stand in it with some
        -- of its words only, and seem to lack the one that is excluded
        where fixed is null or e.words @@ fixed;
    else
      return query
        with seen as materialized (
          select s.place
          from (select e.ctid as place, e.created_at
                from search.entry e where e.words @@ wanted
                order by e.created_at desc offset 0) s
          where s.created_at >= greatest(lower_end, candidates.since)
            and s.created_at < least(upper_end, candidates.until)
          limit most)
        select e.record_id, e.created_at, ts_rank(e.words, candidates.words)
        from seen join search.entry e on e.ctid = seen.place
        -- asked again of the row: while the index takes its waiting entries in, a row may stand in it with some
        -- of its words only, and seem to lack the one that is excluded
        where fixed is null or e.words @@ fixed;
    end if;
    get diagnostics found_now = row_count;
    most := most - found_now;
    exit when most <= 0;
    -- The estimate counts as a month of its own: a step that the rule left little of must not make the next
    -- one read everything.
    found := found + found_now;
    covered := covered + months - missing;
    missing := 0;
    density := (found + estimated) / (covered + 1);
    upper_end := lower_end;
  end loop;
end
$$;

reset role;
