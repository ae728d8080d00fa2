-- What search reads, filled from the record. The index narrows before the rule decides. Besides a record's words, its
-- entry holds facets, which no text can spell because no word begins with an @:
--
--   @r3  @r3:2026-11   agency 3 may possibly read it (0: all partners may); the month it was made, and
--        @r3:2026Q4 @r3:2026   its quarter and year. Of a record under code C, only its owner: partners
--        read it one by one as they accept, and their acceptances are looked up.
--   @:2026-11 …        the month alone
--   @a3 @hC @g2C @kphone   owner, handling, grades, kinds of subject, for the filters

set role seamark_service;

-- Stable, as `array_to_string` is: only then is it read as a part of the expression that asks it. As `immutable`
-- it would be a call of its own, six for each record.
create function search.each_between(before text, words text[], behind text) returns text[]
  language sql stable parallel safe
  return case when cardinality(words) = 0 then '{}'
         else string_to_array(before || array_to_string(words, behind || '|' || before) || behind, '|') end;

-- Fills an entry from the record it stands for, so that no caller can get it wrong.
create function search.prepare_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  r access.record;
  made timestamp;
  readers text[];
begin
  select * into r from access.record where id = new.record_id;
  -- Of what is not there the policy says the same as of what is hidden.
  if not found then
    new.agency_id := 0;
    return new;
  end if;
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
    || search.each_between('@g', new.grades, '')
    || search.each_between('@k', new.kinds, '')
    || search.each_between('@r', readers, '')
    || search.each_between('@r', readers, to_char(made, ':YYYY-MM'))
    || search.each_between('@r', readers, to_char(made, ':YYYY"Q"Q'))
    || search.each_between('@r', readers, to_char(made, ':YYYY')));
  return new;
end
$$;

create function search.renew_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update search.entry set version = new.version where record_id = new.id;
  return null;
end
$$;

-- What is restricted or erased is found by no search, of its owner neither.
create function search.drop_entry() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from search.entry where record_id = new.id;
  return null;
end
$$;

grant execute on function search.prepare_entry(), search.renew_entry(), search.drop_entry()
  to seamark_owner;

set role seamark_owner;

create trigger entry_is_prepared before insert or update on search.entry
  for each row execute function search.prepare_entry();

create trigger search_follows after update of version, created_at, author_id, status, classification, handling,
  released_to_all, released_to, compartment_id, discoverable on access.record
  for each row execute function search.renew_entry();

create trigger restricted_is_not_found after update of restricted_at, erased_at on access.record
  for each row when (new.restricted_at is not null or new.erased_at is not null) execute function search.drop_entry();

reset role;
