-- What each row of an import pays at its commit, made less. Nothing that is refused changes.

set role seamark_service;

-- Stable, as `array_to_string` is: only then is it read as a part of the expression that asks it. As `immutable`
-- it was a call of its own, six for each report.
create or replace function intelligence.each_between(before text, words text[], behind text) returns text[]
  language sql stable parallel safe
  return case when cardinality(words) = 0 then '{}'
         else string_to_array(before || array_to_string(words, behind || '|' || before) || behind, '|') end;

reset role;

-- A batch's reports are looked up one by one. A plan that is made while the table is small, and kept by a
-- connection that lives long, read the whole table for each batch instead: the more reports, the longer.
do $$
declare
  one regprocedure;
  stood text;
  told text;
begin
  foreach one in array array['deconfliction.hold_identifiers(uuid[], uuid[], text[], text[], text[], text)',
                             'deconfliction.hold_persons(uuid[], uuid[], integer[], text[], text[], text[], uuid)',
                             'intelligence.refuse_untouched(uuid[])']::regprocedure[]
  loop
    stood := pg_get_functiondef(one);
    told := regexp_replace(stood, 'join intelligence\.report r on r\.id = (wanted\.id|n\.report_id)',
      'cross join lateral (select x.id, x.agency_id, x.status, x.discoverable, x.compartment_id, x.classification, x.xmin
                      from intelligence.report x where x.id = \1 offset 0) r', 'g');
    if told = stood then
      raise exception '% does not look reports up', one;
    end if;
    execute told;
  end loop;
end
$$;
