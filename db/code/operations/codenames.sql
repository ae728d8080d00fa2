-- A codename says nothing: not where, and not whom. The form asks first, and the database refuses whatever asked nobody.

set role seamark_owner;

-- As the barred words are written.
create function operations.folded(codename text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(regexp_replace(
    regexp_replace(lower(codename collate "C"), '[''’.]', '', 'g'), '[^a-z0-9]+', ' ', 'g'), '\msaint\M', 'st', 'g'));

set role seamark_service;

-- What of a codename says something: 'place', 'nationality', or null. Every run of whole words in it is looked up.
create function operations.fault_of_codename(codename text) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    with said as (select string_to_array(operations.folded(left(codename, 100)), ' ') as words)
    select b.kind
    from said s
    cross join lateral generate_series(1, cardinality(s.words)) as first (place)
    cross join lateral generate_series(first.place, least(first.place + 6, cardinality(s.words))) as last (place)
    join operations.barred_word b on b.word = array_to_string(s.words[first.place:last.place], ' ')
    order by b.kind limit 1;
  end;

create function operations.refuse_telling_codename() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if operations.fault_of_codename(new.codename) is not null then
    raise exception 'A codename names no place and says of nobody where they are from' using errcode = 'SM003',
      hint = 'Choose a word that says nothing about the operation.';
  end if;
  return new;
end
$$;

grant execute on function operations.fault_of_codename(text) to seamark_member;
grant execute on function operations.refuse_telling_codename() to seamark_owner;

set role seamark_owner;

create trigger codename_says_nothing before insert on operations.operation
  for each row execute function operations.refuse_telling_codename();

grant execute on function operations.folded(text) to seamark_service;

reset role;
