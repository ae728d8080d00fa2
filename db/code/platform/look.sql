-- What open pages are told. Each room publishes `waiting()`: numbers by name, and a mark that changes whenever
-- anything that waits for the viewer does, also beyond what is listed. They run as the viewer, under the rule of
-- sight: what somebody may not know of changes neither number nor mark.
--
-- What everybody has who sees as the viewer does (access.viewer_sees_as) is asked once for all of them: shared().
-- What is each person's own is a few index look-ups: waiting(shared). The numbers are of what is new since the person
-- looked, never of the backlog; those are counted for the page that shows them.

set role seamark_owner;

-- Which of these sessions are alive: what every open stream asks from time to time, all at once.
create function platform.alive(sessions bytea[], idle_minutes integer, hours integer) returns setof bytea
  language sql stable set search_path = ''
  begin atomic
    select s.session from unnest(sessions) as s (session)
    cross join lateral identity.person_of_session(s.session, idle_minutes, alive.hours) p where p.alive;
  end;

-- How many of these moments (seconds since 1970, an array) are later.
create function platform.later_than(moments jsonb, since timestamptz) returns integer
  language sql immutable parallel safe set search_path = ''
  return jsonb_array_length(jsonb_path_query_array(moments, '$[*] ? (@ > $since)',
                                                   jsonb_build_object('since', extract(epoch from since))));

-- One look for many: what waits in these rooms for whoever each session is of. Of each session the scope is opened
-- anew, with the settings that a page's request gets (src/platform/database/perform.ts), and the rooms are asked
-- in it. Of a room that publishes shared(), that part is asked of the first who sees as they do; of one that
-- publishes alike(), the whole answer is asked of the first of whom it says the same. A session that is not alive
-- gets null.
--   sessions   hashes; those of one person beside one another are one look
--   rooms      schemas that publish waiting()
-- It runs as whoever calls it, the program's login, and takes on the member's role for each person.
create function platform.look(sessions bytea[], idle_minutes integer, hours integer, rooms text[])
  returns table (session bytea, answers jsonb)
  language plpgsql set search_path = '' as $$
declare
  ask_shared text;
  ask_alike text;
  ask_told text;
  ask text;
  who record;
  looked_for uuid;
  seen jsonb;
  sees_as text;
  likeness text;
  shared jsonb := '{}';
  told jsonb := '{}';
begin
  select 'select jsonb_build_object(' || string_agg(format('%L, %I.shared()', room, room), ', ')
           filter (where to_regprocedure(format('%I.shared()', room)) is not null) || ')',
         'select concat_ws('' | '', $1, ' || string_agg(format('%I.alike()', room), ', ')
           filter (where to_regprocedure(format('%I.alike()', room)) is not null) || ')',
         'select jsonb_build_object(' || string_agg(format('%L, %I.told()', room, room), ', ')
           filter (where to_regprocedure(format('%I.alike()', room)) is not null) || ')',
         'select jsonb_build_array(' || string_agg(
           case when to_regprocedure(format('%I.alike()', room)) is not null then format('$2 -> %L', room)
                when to_regprocedure(format('%I.shared()', room)) is null then format('%I.waiting()', room)
                else format('%I.waiting($1 -> %L)', room, room) end, ', ') || ')'
  into ask_shared, ask_alike, ask_told, ask from unnest(rooms) as room;
  foreach session in array sessions loop
    perform set_config('role', 'none', true);
    select p.id, p.agency_id, array_to_string(p.roles, ',') as roles, p.clearance, p.purpose, p.alive into who
    from identity.person_of_session(session, idle_minutes, look.hours) p;
    answers := null;
    if who.alive then
      if who.id is distinct from looked_for then
        perform set_config('seamark.person', who.id::text, true), set_config('seamark.agency', who.agency_id::text, true),
                set_config('seamark.roles', who.roles, true), set_config('seamark.clearance', who.clearance, true),
                set_config('seamark.active', 'true', true), set_config('seamark.operation', 'platform.live.listen', true),
                set_config('seamark.purpose', coalesce(who.purpose, ''), true), set_config('seamark.service', '', true),
                set_config('role', 'seamark_member', true);
        sees_as := access.viewer_sees_as();
        if ask_shared is not null and not shared ? sees_as then
          execute ask_shared into seen;
          shared := shared || jsonb_build_object(sees_as, seen);
        end if;
        if ask_told is not null then
          execute ask_alike into likeness using sees_as;
          if not told ? likeness then
            execute ask_told into seen;
            told := told || jsonb_build_object(likeness, seen);
          end if;
        end if;
        execute ask into seen using shared -> sees_as, told -> likeness;
        looked_for := who.id;
      end if;
      answers := seen;
    end if;
    return next;
  end loop;
end
$$;

grant execute on function platform.alive(bytea[], integer, integer),
  platform.look(bytea[], integer, integer, text[]) to seamark_app;
grant execute on function platform.later_than(jsonb, timestamptz) to seamark_member;

reset role;
