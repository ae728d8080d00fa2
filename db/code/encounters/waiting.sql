-- What of encounters waits for the viewer. Every page asks. `hand-over`: their own, open for longer than an hour; `check`: of
-- a colleague, and they have recorded nothing of it. Of either at most fifty.

set role seamark_service;

create function encounters.things_waiting()
  returns table (kind text, id uuid, number integer, since timestamptz)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not encounters.viewer_records() then
    return;
  end if;
  return query
    select 'hand-over', e.id, e.number, e.recorded_at from encounters.encounter e
    where e.agency_id = identity.viewer_agency() and e.state = 'open' and e.recorded_by = identity.viewer_person()
      and e.recorded_at < now() - interval '1 hour'
    order by e.recorded_at, e.id limit 50;
  return query
    select 'check', e.id, e.number, e.handed_over_at from encounters.encounter e
    where e.agency_id = identity.viewer_agency() and e.state = 'handed-over'
      and not encounters.has_recorded(e.id, identity.viewer_person())
    order by e.handed_over_at, e.id limit 50;
end
$$;

create function encounters.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id), 0)))
      from encounters.things_waiting() t));
  end;

grant execute on function encounters.things_waiting(), encounters.waiting() to seamark_member;

reset role;
