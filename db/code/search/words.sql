-- From what somebody typed to what is looked for.

set role seamark_service;

-- A query of exact lexemes, of which one must be there. Any text is safe in it.
create function search.any_lexeme(lexemes text[]) returns tsquery
  language sql immutable set search_path = ''
  return (select string_agg('''' || replace(replace(l, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery
          from unnest(lexemes) l where l <> '');

create function search.both(one tsquery, other tsquery) returns tsquery language sql immutable set search_path = ''
  return case when one is null then other when other is null then one else one && other end;

-- One thing that a person searches for: words as they are spelt or stemmed, a phrase, the same in other spellings, or
-- identifiers. Words that every text has ("the") leave nothing of the stemmed side.
create function search.term(term jsonb, bare boolean) returns tsquery
  language plpgsql stable set search_path = '' set client_min_messages = error as $$
declare
  words text;
  stemmed tsquery;
  spelt tsquery;
  result tsquery := coalesce(search.any_lexeme(array(select jsonb_array_elements_text(term -> 'exact'))), '');
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
create function search.query(query jsonb) returns tsquery
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
      part := search.term(term, false);
      if numnode(part) > 0 then whole := case when numnode(whole) = 0 then part else whole && part end; end if;
    end loop;
    -- Nothing but "the" and "will": then they are meant, as names mostly.
    if numnode(whole) = 0 then
      for term in select jsonb_array_elements(list) loop
        part := search.term(term, true);
        if numnode(part) > 0 then whole := case when numnode(whole) = 0 then part else whole && part end; end if;
      end loop;
    end if;
    if numnode(whole) > 0 then result := case when numnode(result) = 0 then whole else result || whole end; end if;
  end loop;
  for term in select jsonb_array_elements(query -> 'none') loop
    part := search.term(term, true);
    if numnode(part) > 0 then
      result := case when numnode(result) = 0 then !!part else result && !!part end;
    end if;
  end loop;
  return case when numnode(result) > 0 then result end;
end
$$;

grant execute on function search.any_lexeme(text[]), search.term(jsonb, boolean),
  search.query(jsonb) to seamark_member;

reset role;
