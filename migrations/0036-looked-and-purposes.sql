-- Until when a person has looked, so that what is new to them can be told from what has waited for long; and for
-- which purposes they have worked, so that they choose one instead of writing it again. Both are a person's own:
-- no colleague, records manager or administrator reads them. The ledger has the purpose of each act anyway.
set role seamark_owner;

create table identity.looked (
  person_id uuid not null references identity.person,
  -- home shows everything; the others are lists of one room
  place     text not null check (place in ('home', 'matches', 'reports')),
  -- until when they have looked: numbers count what is newer
  at        timestamptz not null,
  -- since when something is shown as new. It stays for a while after a look, so that the second of two new things is
  -- not old when somebody comes back from the first.
  before    timestamptz not null,
  began     timestamptz not null default now(),
  primary key (person_id, place),
  check (before <= at)
);

create table identity.purpose_used (
  person_id uuid not null references identity.person,
  purpose   text not null check (length(purpose) between 1 and 200),
  used_at   timestamptz not null default now(),
  primary key (person_id, purpose)
);

do $$
declare
  one text;
begin
  foreach one in array array['looked', 'purpose_used'] loop
    execute format('alter table identity.%I enable row level security', one);
    execute format('alter table identity.%I force row level security', one);
    execute format('create policy service_all on identity.%I to seamark_service using (true) with check (true)', one);
    execute format('create policy own_reads on identity.%I for select to seamark_member
                      using (person_id = identity.viewer_person())', one);
    execute format('create policy own_writes on identity.%I for insert to seamark_member
                      with check (person_id = identity.viewer_person())', one);
    execute format('create policy own_changes on identity.%I for update to seamark_member
                      using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person())', one);
    execute format('grant select, insert, update, delete on identity.%I to seamark_service', one);
    execute format('grant select, insert on identity.%I to seamark_member', one);
  end loop;
end
$$;
create policy own_is_forgotten on identity.purpose_used for delete to seamark_member
  using (person_id = identity.viewer_person());
grant delete, update (used_at) on identity.purpose_used to seamark_member;
grant update (at, before, began) on identity.looked to seamark_member;

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

grant execute on function identity.look_at(text), identity.looked_at(text), identity.new_since(text) to seamark_member;

-- Which of what came the viewer has opened, newest first: a look asks for the newest alone.
create index reading_by_person on intelligence.reading (person_id, first_at desc);
-- Questions that wait for a second officer, and who wrote them.
create index message_awaiting_second on reporting.message (agency_id, written_by) where state = 'awaiting-second';

reset role;
