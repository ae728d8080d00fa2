-- What search reads, filled from the report. The index narrows before the rule decides. Besides a report's words, its
-- entry holds facets, which no text can spell because no word begins with an @:
--
--   @r3  @r3:2026-11   agency 3 may possibly read it (0: all partners may); the month it was made, and
--        @r3:2026Q4 @r3:2026   its quarter and year. Of a report under code C, only its owner: partners
--        read it one by one as they accept, and their acceptances are looked up.
--   @:2026-11 …        the month alone
--   @a3 @hC @g2C @kphone   owner, handling, grades, kinds of subject, for the filters

set role seamark_service;

-- Stable, as `array_to_string` is: only then is it read as a part of the expression that asks it. As `immutable`
-- it would be a call of its own, six for each report.
create function intelligence.each_between(before text, words text[], behind text) returns text[]
  language sql stable parallel safe
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

grant execute on function intelligence.prepare_search_entry(), intelligence.renew_search_entry()
  to seamark_owner;

set role seamark_owner;

create trigger entry_is_prepared before insert or update on intelligence.search_entry
  for each row execute function intelligence.prepare_search_entry();

create trigger search_follows after update of version, created_at, author_id, status, classification, handling,
  released_to_all, released_to, compartment_id, discoverable on intelligence.report
  for each row execute function intelligence.renew_search_entry();

reset role;
