-- What of an agency's own records holds the words of a request: for answers to data subjects, whose rights do not end
-- where somebody's sight does. It answers with ids; who may read a record is asked where it is read.

set role seamark_service;

-- Records of one agency that hold these words, of any kind. For functions of the program; no member calls it.
create function search.own_records_with(words tsquery, agency integer, most integer) returns setof uuid
  language sql stable set search_path = ''
  begin atomic
    select e.record_id from search.entry e
    where e.words @@ search.both(own_records_with.words, search.any_lexeme(array['@a' || agency]))
      and e.agency_id = own_records_with.agency
    limit most;
  end;

-- The same for a request of a data subject.
create function search.records_of_subject(request uuid, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = '' as $$
declare
  asked jsonb;
begin
  select s.query into asked from records.subject_in_search(request) s;
  if asked is null then
    return;
  end if;
  return query select search.own_records_with(search.query(asked), identity.viewer_agency(), most);
end
$$;

grant execute on function search.records_of_subject(uuid, integer) to seamark_member;

reset role;
