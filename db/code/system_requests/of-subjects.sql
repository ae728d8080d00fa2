-- Which requests of an agency speak of a data subject, for a request whose subject somebody has seen (records.subject_in_search): by
-- words and identifiers in all that a request says. Requests are no records, so it answers with their numbers. To the named officer
-- those that they see; to whoever manages the agency's records all.

set role seamark_service;

create function system_requests.requests_of_subject(request uuid, most integer) returns setof integer
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked record;
  named tsquery;
begin
  select s.names, s.identifiers into asked from records.subject_in_search(requests_of_subject.request) s;
  if not found then
    return;
  end if;
  named := intelligence.any_of_names(asked.names);
  return query
    select s.number
    from (
      select r.id, r.number,
             concat_ws(' ', r.subject, r.asked, r.matter, r.power, r.purpose, r.necessity, r.proportionality, r.less_intrusive,
               r.condition, r.reason, r.outcome_text, g.decision, c.words) as said
      from system_requests.request r
      left join system_requests.safeguarding g on g.request_id = r.id
      left join system_requests.corroboration c on c.request_id = r.id
      where r.agency_id = identity.viewer_agency()) s
    where (to_tsvector('pg_catalog.simple', regexp_replace(normalize(s.said, NFD), '[\u0300-\u036f]', '', 'g')) @@ named
           or exists (select from unnest(asked.identifiers) as one
                      where length(one) >= 4 and position(lower(one) in lower(s.said)) > 0))
      and (access.viewer_manages_records() or system_requests.viewer_sees(s.id))
    order by s.number limit most;
end
$$;

grant execute on function system_requests.requests_of_subject(uuid, integer) to seamark_member;

reset role;
