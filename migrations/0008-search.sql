-- Search over what the viewer may read in full.
--
-- Under row-level security PostgreSQL will not use a text index for the user's condition, because the
-- text operators are not leakproof. So search is a function that runs as seamark_service and applies
-- the rule of sight itself: the same access.sight that the policies call. A test compares the two.
--
-- The index narrows before the rule decides. Besides a report's words, its entry holds facets, which no
-- text can spell because no word begins with an @:
--
--   @r3  @r3:2026-11   agency 3 may possibly read it (0: all partners may); the month it was made, and
--        @r3:2026Q4 @r3:2026   its quarter and year. Of a report under code C, only its owner: partners
--        read it one by one as they accept, and their acceptances are looked up.
--   @:2026-11 …        the month alone
--   @a3 @hC @g2C @kphone   owner, handling, grades, kinds of subject, for the filters
--
-- A common word stands in half a million reports, of which the newest five hundred are looked at. So the
-- search goes back in time in few steps, each of which asks the index for the months of one step only;
-- how long the first one is, PostgreSQL's own statistics of the words tell.
set role seamark_owner;

create index search_entry_words on intelligence.search_entry using gin (words);
create index search_entry_by_time on intelligence.search_entry (created_at);
create index acceptance_by_person on intelligence.acceptance (person_id);

reset role;
set role seamark_service;

-- Each of some words between two others. An expression alone: a query for each facet of each report would cost an
-- import more than its words do.
create function intelligence.each_between(before text, words text[], behind text) returns text[]
  language sql immutable parallel safe
  return case when cardinality(words) = 0 then '{}'
         else string_to_array(before || array_to_string(words, behind || '|' || before) || behind, '|') end;

-- Fills an entry from the report it stands for, so that no caller can get it wrong.
create function intelligence.prepare_search_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  r intelligence.report%rowtype;
  made timestamp;
  readers text[];
begin
  select * into strict r from intelligence.report where id = new.report_id;
  new.version := r.version;
  new.created_at := r.created_at;
  new.agency_id := r.agency_id;
  new.author_id := r.author_id;
  new.status := r.status;
  new.classification := r.classification;
  new.handling := r.handling;
  new.released_to_all := r.released_to_all;
  new.released_to := r.released_to;
  new.compartment_id := r.compartment_id;
  new.discoverable := r.discoverable;
  new.readers := case
    when r.status <> 'disseminated' or r.handling = 'C' then array[r.agency_id]
    when r.released_to_all then array[0]
    else array[r.agency_id] || r.released_to end;
  made := r.created_at at time zone 'UTC';
  readers := new.readers::text[];
  if tg_op = 'UPDATE' then
    new.words := ts_delete(new.words, array(select w from unnest(tsvector_to_array(new.words)) w where w like '@%'));
  end if;
  new.words := new.words || array_to_tsvector(
    array['@a' || r.agency_id, '@h' || r.handling]
    || to_char(made, '@:YYYY-MM') || to_char(made, '@:YYYY"Q"Q') || to_char(made, '@:YYYY')
    || intelligence.each_between('@g', new.grades, '')
    || intelligence.each_between('@k', new.kinds, '')
    || intelligence.each_between('@r', readers, '')
    || intelligence.each_between('@r', readers, to_char(made, ':YYYY-MM'))
    || intelligence.each_between('@r', readers, to_char(made, ':YYYY"Q"Q'))
    || intelligence.each_between('@r', readers, to_char(made, ':YYYY')));
  return new;
end
$$;

create function intelligence.renew_search_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update intelligence.search_entry set version = new.version where report_id = new.id;
  return null;
end
$$;
grant execute on function intelligence.prepare_search_entry(), intelligence.renew_search_entry() to seamark_owner;

reset role;
set role seamark_owner;

create trigger entry_is_prepared before insert or update on intelligence.search_entry
  for each row execute function intelligence.prepare_search_entry();
create trigger search_follows after update of version, created_at, author_id, status, classification, handling,
  released_to_all, released_to, compartment_id, discoverable on intelligence.report
  for each row execute function intelligence.renew_search_entry();

reset role;
set role seamark_service;

-- A query of exact lexemes, of which one must be there. Any text is safe in it.
create function intelligence.any_lexeme(lexemes text[]) returns tsquery
  language sql immutable set search_path = ''
  return (select string_agg('''' || replace(replace(l, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery
          from unnest(lexemes) l where l <> '');

-- One thing that a person searches for: words as they are spelt or stemmed, a phrase, the same in other spellings, or
-- identifiers. Words that every text has ("the") leave nothing of the stemmed side.
create function intelligence.search_term(term jsonb, bare boolean) returns tsquery
  language plpgsql stable set search_path = '' set client_min_messages = error as $$
declare
  words text;
  stemmed tsquery;
  spelt tsquery;
  result tsquery := coalesce(intelligence.any_lexeme(array(select jsonb_array_elements_text(term -> 'exact'))), '');
begin
  foreach words in array array[term ->> 'text'] || array(select jsonb_array_elements_text(term -> 'others')) loop
    if (term ->> 'phrase')::boolean then
      stemmed := phraseto_tsquery('pg_catalog.english', words);
      spelt := phraseto_tsquery('pg_catalog.simple', words);
    else
      stemmed := plainto_tsquery('pg_catalog.english', words);
      spelt := plainto_tsquery('pg_catalog.simple', words);
    end if;
    if stemmed <> spelt and (numnode(stemmed) > 0 or bare) then
      stemmed := case when numnode(stemmed) = 0 then spelt else stemmed || spelt end;
    end if;
    if numnode(stemmed) > 0 then
      result := case when numnode(result) = 0 then stemmed else result || stemmed end;
    end if;
  end loop;
  return result;
end
$$;

-- What a person typed, already parsed (search-query.ts), as a text query; null when it asks for nothing.
--   query   {"any": [[term, …], …], "none": [term, …]}: one of the lists whole, and nothing of `none`
create function intelligence.search_words(query jsonb) returns tsquery
  language plpgsql stable set search_path = '' set client_min_messages = error as $$
declare
  list jsonb;
  term jsonb;
  part tsquery;
  whole tsquery;
  result tsquery := ''::tsquery;
begin
  for list in select jsonb_array_elements(query -> 'any') loop
    whole := ''::tsquery;
    for term in select jsonb_array_elements(list) loop
      part := intelligence.search_term(term, false);
      if numnode(part) > 0 then whole := case when numnode(whole) = 0 then part else whole && part end; end if;
    end loop;
    -- Nothing but "the" and "will": then they are meant, as names mostly.
    if numnode(whole) = 0 then
      for term in select jsonb_array_elements(list) loop
        part := intelligence.search_term(term, true);
        if numnode(part) > 0 then whole := case when numnode(whole) = 0 then part else whole && part end; end if;
      end loop;
    end if;
    if numnode(whole) > 0 then result := case when numnode(result) = 0 then whole else result || whole end; end if;
  end loop;
  for term in select jsonb_array_elements(query -> 'none') loop
    part := intelligence.search_term(term, true);
    if numnode(part) > 0 then
      result := case when numnode(result) = 0 then !!part else result && !!part end;
    end if;
  end loop;
  return case when numnode(result) > 0 then result end;
end
$$;
grant execute on function intelligence.search_words(jsonb), intelligence.search_term(jsonb, boolean),
  intelligence.any_lexeme(text[]) to seamark_member;

-- The lexemes of the months, quarters or years between two moments, so that there are never many.
create function intelligence.periods_between(lower_end timestamptz, upper_end timestamptz, readers text[])
  returns text[] language sql immutable set search_path = ''
  return (
    with span as (
      select case when lower_end > upper_end - interval '100 days' then 'month'
                  when lower_end > upper_end - interval '600 days' then 'quarter' else 'year' end as unit)
    select array_agg(reader || to_char(at, case unit when 'month' then ':YYYY-MM' when 'quarter' then ':YYYY"Q"Q' else ':YYYY' end))
    from span, generate_series(date_trunc(unit, lower_end at time zone 'UTC'), upper_end at time zone 'UTC' - interval '1 day',
                               ('1 ' || replace(unit, 'quarter', 'month'))::interval * case unit when 'quarter' then 3 else 1 end) at,
         unnest(coalesce(readers, array['@'])) reader);

-- How many reports hold this, by the planner's statistics.
create function intelligence.estimated_hits(words tsquery) returns double precision
  language plpgsql set search_path = '' as $$
declare
  plan json;
begin
  execute format('explain (format json) select from intelligence.search_entry e where e.words @@ %L::tsquery', words)
    into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
end
$$;

create function intelligence.months_between(lower_end timestamptz, upper_end timestamptz) returns double precision
  language sql immutable set search_path = ''
  return extract(epoch from upper_end - lower_end) / 2629746;

create function intelligence.both(one tsquery, other tsquery) returns tsquery language sql immutable set search_path = ''
  return case when one is null then other when other is null then one else one && other end;

-- The newest reports that fit, at most `most` of them. `under_rule` is false only for the benchmark: no
-- role of the program but seamark_service may call this function.
--
-- The planner is told how: through the index of words. It cannot know how short the steps are, and would
-- now and then read all reports from the newest on.
create function intelligence.search_candidates(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer, under_rule boolean
) returns table (report_id uuid, created_at timestamptz, rank real)
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
  fixed := intelligence.both(words, intelligence.any_lexeme(array(select '@a' || a from unnest(agencies) a)));
  fixed := intelligence.both(fixed, intelligence.any_lexeme(array(select '@g' || g from unnest(grades) g)));
  fixed := intelligence.both(fixed, intelligence.any_lexeme(array(select '@k' || k from unnest(kinds) k)));
  fixed := intelligence.both(fixed, intelligence.any_lexeme(array['@h' || handling]));
  -- The index names nobody but the owner of a report under code C.
  if handling = 'C' then readers := readers[2:]; end if;
  anywhere := intelligence.both(fixed, intelligence.any_lexeme(readers));

  select min(e.created_at), max(e.created_at) into oldest, newest from intelligence.search_entry e;
  upper_end := date_trunc('month', least(newest, until) at time zone 'UTC') at time zone 'UTC' + interval '1 month';
  estimated := intelligence.estimated_hits(anywhere) / greatest(1, intelligence.months_between(oldest, newest));
  density := estimated;
  missing := intelligence.months_between(least(newest, until), upper_end);

  loop
    exit when newest is null or upper_end <= greatest(oldest, since);
    if anywhere is not null and density * intelligence.months_between(oldest, newest) <= few then
      lower_end := '-infinity';
      wanted := anywhere;
    else
      -- As many months as should hold what is wanted, and some more.
      months := ceil(least(6 * months, greatest(1, 1.3 * most / density + missing),
                           intelligence.months_between(greatest(oldest, since), upper_end) + 1));
      lower_end := upper_end - make_interval(months => months);
      wanted := intelligence.both(fixed, intelligence.any_lexeme(
        intelligence.periods_between(lower_end, upper_end, readers)));
    end if;

    if under_rule then
      return query
        with seen as materialized (
          select s.place
          from (select e.ctid as place, e.report_id, e.version, e.created_at, e.agency_id, e.author_id, e.status,
                       e.classification, e.handling, e.released_to_all, e.released_to, e.compartment_id, e.discoverable
                from intelligence.search_entry e where e.words @@ wanted
                union all
                select e.ctid, e.report_id, e.version, e.created_at, e.agency_id, e.author_id, e.status,
                       e.classification, e.handling, e.released_to_all, e.released_to, e.compartment_id, e.discoverable
                from intelligence.acceptance a
                join intelligence.search_entry e on e.report_id = a.report_id and e.version = a.version
                where a.person_id = identity.viewer_person() and e.agency_id <> identity.viewer_agency()
                  and e.handling = 'C' and (fixed is null or e.words @@ fixed)
                order by created_at desc offset 0) s
          where s.created_at >= greatest(lower_end, search_candidates.since)
            and s.created_at < least(upper_end, search_candidates.until)
            and access.sight(s.agency_id, s.author_id, s.status, s.classification, s.handling, s.released_to_all,
                  s.released_to, s.compartment_id, s.discoverable,
                  exists (select from intelligence.acceptance a
                          where a.report_id = s.report_id and a.version = s.version
                            and a.person_id = identity.viewer_person()),
                  false) = 'full'
          limit most)
        select e.report_id, e.created_at, ts_rank(e.words, search_candidates.words)
        from seen join intelligence.search_entry e on e.ctid = seen.place
        -- asked again of the row: while the index takes its waiting entries in, a row may stand in it with some
        -- of its words only, and seem to lack the one that is excluded
        where fixed is null or e.words @@ fixed;
    else
      return query
        with seen as materialized (
          select s.place
          from (select e.ctid as place, e.created_at
                from intelligence.search_entry e where e.words @@ wanted
                order by e.created_at desc offset 0) s
          where s.created_at >= greatest(lower_end, search_candidates.since)
            and s.created_at < least(upper_end, search_candidates.until)
          limit most)
        select e.report_id, e.created_at, ts_rank(e.words, search_candidates.words)
        from seen join intelligence.search_entry e on e.ctid = seen.place
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

-- One page of a search: the newest `most` that fit, by rank.
--   after_*   the last row of the page before; null for the first page
--   total     how many fit within sight, the same in each row; `most` may stand for more than that
create function intelligence.search(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer, after_rank real, after_at timestamptz, after_id uuid, page integer
) returns table (report_id uuid, created_at timestamptz, rank real, grades text[], kinds text[], total integer)
  language sql security definer set search_path = ''
  begin atomic
    with hit as materialized (
      select c.report_id, c.created_at, coalesce(c.rank, 0::real) as rank
      from intelligence.search_candidates(words, agencies, since, until, grades, handling, kinds, most, true) c
    ), paged as (
      select h.report_id, h.created_at, h.rank from hit h
      where after_id is null or (h.rank, h.created_at, h.report_id) < (after_rank, after_at, after_id)
      order by h.rank desc, h.created_at desc, h.report_id desc
      limit page
    )
    select p.report_id, p.created_at, p.rank, e.grades, e.kinds, (select count(*)::integer from hit)
    from paged p join intelligence.search_entry e on e.report_id = p.report_id
    order by p.rank desc, p.created_at desc, p.report_id desc;
  end;
grant execute on function intelligence.search(tsquery, integer[], timestamptz, timestamptz, text[], text, text[], integer,
  real, timestamptz, uuid, integer) to seamark_member;

reset role;
