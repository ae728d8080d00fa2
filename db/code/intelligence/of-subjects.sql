-- In which of an agency's own reports a data subject may stand, and as what: withheld subjects, drafts and restricted
-- reports too, which no search finds. For a request whose subject somebody has seen (records.subject_in_search).

set role seamark_service;

-- What is looked for among names: all words of one of them.
create function intelligence.any_of_names(names text[]) returns tsquery
  language plpgsql immutable set search_path = '' as $$
declare
  name text;
  one tsquery;
  result tsquery;
begin
  foreach name in array names loop
    one := plainto_tsquery('pg_catalog.simple', regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'));
    if numnode(one) > 0 then
      result := case when result is null then one else result || one end;
    end if;
  end loop;
  return result;
end
$$;

-- Do two births agree as far as both are known? About a year, or between two, says nothing.
create function intelligence.births_compared(one text, other text) returns text
  language sql immutable parallel safe
  return case when one is null or other is null or length(one) in (5, 9) or length(other) in (5, 9) then 'unknown'
              when left(one, least(length(one), length(other))) = left(other, least(length(one), length(other))) then 'same'
              else 'other' end;

--   found_in   subject, withheld, text (its words stand in it, and no subject bears the name), identifier
create function intelligence.reports_of_subject(request uuid, most integer)
  returns table (record_id uuid, found_in text[], categories text[], born text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  mine integer := identity.viewer_agency();
  asked record;
  words tsquery;
  named tsquery;
begin
  select s.* into asked from records.subject_in_search(request) s;
  if not found then
    return;
  end if;
  words := search.query(asked.query);
  named := intelligence.any_of_names(asked.names || asked.identifiers);
  return query
    with hit as materialized (
      (select o as id from search.own_records_with(words, mine, most) o)
      union
      (select r.id from intelligence.withheld_subject w join access.record r on r.id = w.report_id
       where intelligence.words_of(w.subject) @@ named and r.agency_id = mine limit most)
      union
      (select r.id from access.record r join intelligence.version_content v on v.report_id = r.id and v.version = r.version
       where r.agency_id = mine and r.restricted_at is not null and intelligence.words_of(v.document) @@ named limit most)
      union
      (select r.id from access.record r join intelligence.version_content v on v.report_id = r.id and v.version = r.version
       where r.agency_id = mine and r.status = 'draft' and intelligence.words_of(v.document) @@ named limit most)
    ), said as materialized (
      select r.id, false as withheld, x.subject
      from hit h join access.record r on r.id = h.id
      join intelligence.version_content v on v.report_id = r.id and v.version = r.version
      cross join lateral jsonb_array_elements(coalesce(v.document -> 'subjects', '[]')) as x (subject)
      union all
      select h.id, true, w.subject from hit h join intelligence.withheld_subject w on w.report_id = h.id
    ), theirs as materialized (
      select s.id, s.withheld, s.subject ->> 'category' as category, s.subject ->> 'kind' = 'person' as person,
             intelligence.births_compared(asked.born, s.subject ->> 'born') as born
      from said s where intelligence.words_of(s.subject) @@ named
    )
    select h.id,
           case when t.found is null then array['text'] else t.found end,
           coalesce(t.categories, '{}'), coalesce(t.born, 'unknown')
    from hit h
    join access.record r on r.id = h.id and r.kind = 'report' and r.erased_at is null
    left join lateral (
      select array_agg(distinct case when x.withheld then 'withheld' when x.person then 'subject' else 'identifier' end) as found,
             array_remove(array_agg(distinct x.category), null) as categories,
             case when bool_or(x.born = 'same') then 'same' when bool_or(x.born = 'unknown') then 'unknown' else 'other' end as born
      from theirs x where x.id = h.id having count(*) > 0) t on true
    limit most;
end
$$;

grant execute on function intelligence.reports_of_subject(uuid, integer) to seamark_member;

reset role;
