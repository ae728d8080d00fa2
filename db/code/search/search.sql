-- Search over what the viewer may read in full.
--
-- Under row-level security PostgreSQL will not use a text index for the user's condition, because the
-- text operators are not leakproof. So search is a function that runs as seamark_service and applies
-- the rule of sight itself: the same access.sight that the policies call. A test compares the two.

set role seamark_service;

-- One page of a search: the newest `most` that fit, by rank.
--   after_*   the last row of the page before; null for the first page
--   total     how many fit within sight, the same in each row; `most` may stand for more than that
create function search.search(
  words tsquery, agencies integer[], since timestamptz, until timestamptz, grades text[], handling text,
  kinds text[], most integer, after_rank real, after_at timestamptz, after_id uuid, page integer
) returns table (record_id uuid, created_at timestamptz, rank real, grades text[], kinds text[], total integer)
  language sql security definer set search_path = ''
  begin atomic
    with hit as materialized (
      select c.record_id, c.created_at, coalesce(c.rank, 0::real) as rank
      from search.candidates(words, agencies, since, until, grades, handling, kinds, most, true) c
    ), paged as (
      select h.record_id, h.created_at, h.rank from hit h
      where after_id is null or (h.rank, h.created_at, h.record_id) < (after_rank, after_at, after_id)
      order by h.rank desc, h.created_at desc, h.record_id desc
      limit page
    )
    select p.record_id, p.created_at, p.rank, e.grades, e.kinds, (select count(*)::integer from hit)
    from paged p join search.entry e on e.record_id = p.record_id
    order by p.rank desc, p.created_at desc, p.record_id desc;
  end;

grant execute on function search.search(tsquery, integer[], timestamptz, timestamptz, text[], text, text[], integer, real, timestamptz, uuid, integer)
  to seamark_member;

reset role;
