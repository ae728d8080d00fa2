-- What the levels are called is the operator's to put right. Each change is in every agency's ledger.

set role seamark_service;

create function disruptions.date_term() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.since := now();
  return new;
end
$$;

create function disruptions.tell_of_term() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.tell_every_agency('disruptions.term.change', jsonb_build_object(
    'term', new.code, 'words_from', old.words, 'words_to', new.words));
  return null;
end
$$;

grant execute on function disruptions.date_term(), disruptions.tell_of_term() to seamark_owner;

set role seamark_owner;

create trigger term_is_dated before update on disruptions.term
  for each row execute function disruptions.date_term();
create trigger term_is_told after update on disruptions.term
  for each row execute function disruptions.tell_of_term();

reset role;
