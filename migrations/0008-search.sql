-- Search over what the viewer may read in full.
--
-- Under row-level security PostgreSQL will not use a text index for the user's condition, because the
-- text operators are not leakproof. So search is one function that runs as seamark_service and applies
-- the rule of sight itself, over one index of words and possible readers. `rule` can be switched off
-- only by the benchmark, through a function that no role of the program may call.
set role seamark_service;

create function intelligence.search_candidates(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer, under_rule boolean
) returns table (report_id uuid, created_at timestamptz, rank real)
  language plpgsql stable security definer set search_path = '' as $$
declare
  viewer_agency integer := identity.viewer_agency();
  statement text := 'select e.report_id, e.created_at, ts_rank(e.words, $1) from (
    select e.report_id, e.created_at, e.words from intelligence.search_entry e';
begin
  if under_rule then
    statement := statement || ' join intelligence.report r on r.id = e.report_id';
  end if;
  statement := statement || ' where true';
  if words is not null then statement := statement || ' and e.words @@ $1'; end if;
  if under_rule then
    statement := statement || ' and e.readers && $2
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
            r.released_to, r.compartment_id, r.discoverable,
            exists (select from intelligence.acceptance a
                    where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
            false) = ''full''';
  end if;
  if agencies is not null then statement := statement || ' and e.agency_id = any ($3)'; end if;
  if since is not null then statement := statement || ' and e.created_at >= $4'; end if;
  if until is not null then statement := statement || ' and e.created_at < $5'; end if;
  if grades is not null then statement := statement || ' and e.grades && $6'; end if;
  if handling is not null then statement := statement || ' and e.handling = $7'; end if;
  if kinds is not null then statement := statement || ' and e.kinds @> $8'; end if;
  statement := statement || ' order by e.created_at desc limit $9) e';
  -- EXECUTE plans for these very words: a rare word is looked up, a common one read from the newest on.
  return query execute statement
    using words, array[0, viewer_agency], agencies, since, until, grades, handling, kinds, most;
end
$$;

create function intelligence.search(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer
) returns table (report_id uuid, created_at timestamptz, rank real)
  language sql stable security definer set search_path = ''
  begin atomic
    select * from intelligence.search_candidates(words, agencies, since, until, grades, handling, kinds, most, true);
  end;
grant execute on function intelligence.search(tsquery, integer[], timestamptz, timestamptz, text[], text, text[], integer)
  to seamark_member;

reset role;
