-- One step from some subjects to others, within the viewer's own sight: they are named in one item of a report, linked by
-- a decision, decided to be the same, or confirmed to be one person by both agencies. Everything here is asked of what is
-- in the viewer's sight (in-sight.sql): what they may not see is no step.

set role seamark_service;

-- Steps from each of these subjects, in no order that says anything of them.
--   most_each   of one subject, the newest reports through which steps are looked for
--   most        steps in all
create function networks.steps_from(starts uuid[], most_each integer, most integer)
  returns table (from_id uuid, to_id uuid, how text, link_id uuid, record_id uuid, item integer)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if identity.viewer_agency() is null then
    return;
  end if;
  return query
    select s.from_id, s.to_id, s.how, s.link_id, s.record_id, s.item
    from (
      select distinct on (here.id, o.subject_id) here.id as from_id, o.subject_id as to_id, 'named' as how,
             null::uuid as link_id, o.record_id, o.item
      from unnest(starts) as here (id)
      cross join lateral networks.newest_of(here.id, most_each) h
      cross join lateral (
        -- the report is in sight: what else of it is
        select x.subject_id, x.record_id, x.item from networks.made_for_viewer x
        where x.record_id = h.record_id and x.version = h.version and x.item = h.item and x.subject_id <> here.id offset 0) o
      union all
      (select l.from_id, l.to_id, 'link', l.id, l.record_id, l.item
       from networks.link_in_sight l where l.from_id = any (starts) and l.state = 'accepted' limit most)
      union all
      (select l.to_id, l.from_id, 'link', l.id, l.record_id, l.item
       from networks.link_in_sight l where l.to_id = any (starts) and l.state = 'accepted' limit most)
      union all
      (select j.a, j.b, 'same', j.id, null, null from networks.joining_in_sight j where j.a = any (starts) limit most)
      union all
      (select j.b, j.a, 'same', j.id, null, null from networks.joining_in_sight j where j.b = any (starts) limit most)) s
    order by s.from_id, s.to_id, s.how
    limit most;
end
$$;

grant execute on function networks.steps_from(uuid[], integer, integer) to seamark_member;

reset role;
