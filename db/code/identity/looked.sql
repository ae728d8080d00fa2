-- Until when a person has looked, so that what is new to them can be told from what has waited for long. It is a
-- person's own: no colleague, records manager or administrator reads it.

set role seamark_owner;

-- The viewer looks at a place now. What another transaction is just writing bears the time at which that began, so
-- the last two seconds count as not yet seen: rather shown as new twice than never. Pages that somebody opens side by
-- side wait for no other's look, and one look a second is enough.
-- Returns since when things are new on the page that is shown.
create function identity.look_at(place text) returns timestamptz
  language plpgsql set search_path = '' as $$
declare
  since timestamptz;
begin
  update identity.looked l set
    at = now() - interval '2 seconds',
    before = case when l.began < now() - interval '30 minutes' then l.at else l.before end,
    began = case when l.began < now() - interval '30 minutes' then now() else l.began end
  where (l.person_id, l.place) in (
    select o.person_id, o.place from identity.looked o
    where o.person_id = identity.viewer_person() and o.place = look_at.place and o.at < now() - interval '3 seconds'
    for update skip locked)
  returning l.before into since;
  if since is null then
    insert into identity.looked (person_id, place, at, before)
    values (identity.viewer_person(), look_at.place, now() - interval '2 seconds', now() - interval '2 seconds')
    on conflict on constraint looked_pkey do nothing
    returning looked.before into since;
  end if;
  return coalesce(since, (select l.before from identity.looked l
                          where l.person_id = identity.viewer_person() and l.place = look_at.place));
end
$$;

-- Until when the viewer has looked there, or at everything. Who never has: a day back.
create function identity.looked_at(place text) returns timestamptz
  language sql stable set search_path = ''
  begin atomic
    select coalesce(max(l.at), now() - interval '1 day') from identity.looked l
    where l.person_id = identity.viewer_person() and l.place in (looked_at.place, 'home');
  end;

-- Since when things are new to the viewer, without looking: for a page that looks again by itself.
create function identity.new_since(place text) returns timestamptz
  language sql stable set search_path = ''
  begin atomic
    select coalesce((select l.before from identity.looked l
                     where l.person_id = identity.viewer_person() and l.place = new_since.place),
                    now() - interval '2 seconds');
  end;

grant execute on function identity.look_at(text), identity.looked_at(text), identity.new_since(text)
  to seamark_member;

reset role;
