-- One step from some subjects to others, within the viewer's own sight: they are named in one item of a report, linked by
-- a decision, decided to be the same, or confirmed to be one person by both agencies. Everything here runs as whoever
-- asks: what they may not see is no step.

set role seamark_owner;

-- Steps from each of these subjects, in no order that says anything of them.
--   most_each   of one subject, the newest reports through which steps are looked for
--   most        steps in all
create function networks.steps_from(starts uuid[], most_each integer, most integer)
  returns table (from_id uuid, to_id uuid, how text, link_id uuid, record_id uuid, item integer)
  -- Planned once a connection: the policies of five tables take longer to plan than to ask.
  language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
    select s.from_id, s.to_id, s.how, s.link_id, s.record_id, s.item
    from (
      select distinct on (here.id, o.subject_id) here.id as from_id, o.subject_id as to_id, 'named' as how,
             null::uuid as link_id, o.record_id, o.item
      from unnest(starts) as here (id)
      cross join lateral (
        select h.record_id, h.item from networks.reach h
        where h.subject_id = here.id and h.reader = any (array[0, identity.viewer_agency()])
        order by h.said_at desc, h.record_id, h.number limit most_each) h
      cross join lateral (
        select x.subject_id, x.record_id, x.item from networks.reach x
        where x.record_id = h.record_id and x.item = h.item and x.subject_id <> here.id offset 0) o
      union all
      (select l.from_id, l.to_id, 'link', l.id, l.record_id, l.item
       from networks.link l where l.from_id = any (starts) and l.state = 'accepted' limit most)
      union all
      (select l.to_id, l.from_id, 'link', l.id, l.record_id, l.item
       from networks.link l where l.to_id = any (starts) and l.state = 'accepted' limit most)
      union all
      (select j.a, j.b, 'same', j.id, null, null from networks.joining j
       where j.a = any (starts) and j.parted_at is null and j.at_a is not null and j.at_b is not null limit most)
      union all
      (select j.b, j.a, 'same', j.id, null, null from networks.joining j
       where j.b = any (starts) and j.parted_at is null and j.at_a is not null and j.at_b is not null limit most)) s
    order by s.from_id, s.to_id, s.how
    limit most;
end
$$;

grant execute on function networks.steps_from(uuid[], integer, integer) to seamark_member;

reset role;
