-- A message stands on every match of a line that it was written for, so that two desks have one conversation about
-- one person, however each of them groups the matches. A thread is the matches that messages connect, found when it
-- is read and stored nowhere (docs/adr/0018).
set role seamark_owner;

alter table deconfliction.message add column stands_on uuid[];
alter table deconfliction.message disable trigger message_is_accounted_for;
set role seamark_service;
update deconfliction.message set stands_on = array[match_id];
set role seamark_owner;
alter table deconfliction.message enable trigger message_is_accounted_for;
alter table deconfliction.message alter column stands_on set not null,
  -- the match from which it was written is one of them
  add constraint stands_on_its_match check (match_id = any (stands_on) and cardinality(stands_on) <= 500);
create index message_by_stands_on on deconfliction.message using gin (stands_on);

create function deconfliction.stand_on_its_match() returns trigger language plpgsql set search_path = '' as $$
begin
  new.stands_on := coalesce(new.stands_on, array[new.match_id]);
  return new;
end
$$;
create trigger message_stands_on_its_match before insert on deconfliction.message
  for each row execute function deconfliction.stand_on_its_match();

-- What a version says, for rooms that show a report beside what is theirs; each row by the viewer's own sight.
create view intelligence.what_it_says with (security_invoker = true) as
  select v.report_id, v.version, v.document from intelligence.version v;
grant select on intelligence.what_it_says to seamark_member;

-- Read by who sees one of its matches; written by who sees all of them.
drop policy both_sides_read on deconfliction.message;
create policy both_sides_read on deconfliction.message for select to seamark_member
  using (exists (select from deconfliction.match m where m.id = any (stands_on)));
drop policy own_side_writes on deconfliction.message;
create policy own_side_writes on deconfliction.message for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and not exists (select from unnest(stands_on) as s (id)
                              where not exists (select from deconfliction.match m where m.id = s.id)));

-- On which further matches a message stands is nobody's to read: a viewer may see some of them only.
revoke select on deconfliction.message from seamark_member;
grant select (id, match_id, agency_id, person_id, text, at) on deconfliction.message to seamark_member;

-- As in 0030: and a message that stands on several matches is one unread thread.
create or replace function deconfliction.threads_unread(most integer)
  returns table (match_id uuid, kind text, key text, partner_id integer, at timestamptz)
  language sql stable set search_path = ''
  begin atomic
    select u.id, u.kind, u.key, u.partner_id, u.at
    from (
      select distinct on (t.at, t.partner_id) t.*
      from (
        select m.id, m.kind, m.key, m.agency_b as partner_id, m.wrote_b as at from deconfliction.match m
        where m.agency_a = identity.viewer_agency() and m.wrote_b is not null and m.wrote_b > coalesce(m.wrote_a, '-infinity')
          and not exists (select from deconfliction.thread_seen t
                          where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_b)
        union all
        select m.id, m.kind, m.key, m.agency_a, m.wrote_a from deconfliction.match m
        where m.agency_b = identity.viewer_agency() and m.wrote_a is not null and m.wrote_a > coalesce(m.wrote_b, '-infinity')
          and not exists (select from deconfliction.thread_seen t
                          where t.match_id = m.id and t.person_id = identity.viewer_person() and t.at >= m.wrote_a)) t
      order by t.at, t.partner_id, t.id) u
    order by u.at
    limit most;
  end;

reset role;
set role seamark_service;

-- What the policy of deconfliction.match asks, for functions that step around it.
create function deconfliction.match_in_sight(match uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match m
      where m.id = match_in_sight.match and identity.viewer_agency() in (m.agency_a, m.agency_b)
        and not case access.viewer_counting() when 'OFFICIAL' then m.common_official else m.common end
        and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and deconfliction.own_side_visible(m.id, identity.viewer_agency())
        and deconfliction.partner_discloses(m.id, identity.viewer_agency()));
  end;

-- These matches and those that messages connect with them, of all only what the viewer sees.
create function deconfliction.thread_of(matches uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  reached uuid[];
  further uuid[];
begin
  select coalesce(array_agg(distinct w.id), '{}') into reached
  from unnest(matches) as w (id) where deconfliction.match_in_sight(w.id);
  loop
    select array_agg(n.id) into further
    from (select distinct s.id from deconfliction.message w cross join lateral unnest(w.stands_on) as s (id)
          where w.stands_on && reached and s.id <> all (reached) offset 0) n
    where deconfliction.match_in_sight(n.id);
    exit when further is null;
    reached := reached || further;
  end loop;
  return reached;
end
$$;

-- The newest messages of that thread, the oldest of them first. Each stands on a match that the viewer sees.
create function deconfliction.messages_of_thread(matches uuid[], most integer)
  returns table (id uuid, agency_id integer, person_id uuid, text text, at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select newest.* from (
      select w.id, w.agency_id, w.person_id, w.text, w.at
      from deconfliction.message w
      where w.stands_on && (select deconfliction.thread_of(matches))
      order by w.at desc, w.id desc limit most) newest
    order by newest.at, newest.id;
  end;
grant execute on function deconfliction.match_in_sight(uuid), deconfliction.thread_of(uuid[]),
  deconfliction.messages_of_thread(uuid[], integer) to seamark_member;

-- As in 0027, for each of the matches; all are of the message's two agencies.
create or replace function deconfliction.note_message() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  -- in one order, so that two desks that write at the same moment wait for one another and never stop one another
  perform from deconfliction.match m where m.id = any (new.stands_on) order by m.id for no key update;
  if exists (
    select from deconfliction.match m join deconfliction.match here on here.id = new.match_id
    where m.id = any (new.stands_on)
      and ((m.agency_a, m.agency_b) <> (here.agency_a, here.agency_b) or new.agency_id not in (m.agency_a, m.agency_b))) then
    raise exception 'A message stands on matches of two agencies, its writer’s being one of them' using errcode = 'SM003';
  end if;
  update deconfliction.match set
    contacted_at = coalesce(contacted_at, new.at),
    acted_at = coalesce(acted_at, new.at),
    common = false, common_official = false,
    wrote_a = case when agency_a = new.agency_id then new.at else wrote_a end,
    wrote_b = case when agency_b = new.agency_id then new.at else wrote_b end
  where id = any (new.stands_on);
  return null;
end
$$;

-- A match and the report that a partner released ----------------------------------------------------------

-- Does the viewer read this report of a partner in full? As the policies of the intelligence room say it: released,
-- its conditions accepted by this person, and checked where it was sanitised.
create function intelligence.partner_report_read(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from intelligence.report r
      where r.id = partner_report_read.report and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
              r.released_to, r.compartment_id, r.discoverable,
              exists (select from intelligence.acceptance a
                      where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
              false) = 'full'
        and intelligence.is_checked(r.id, r.version));
  end;

-- Reports of the partner on these matches that the viewer reads in full, so that they know already what each holds.
create function deconfliction.released_on_matches(matches uuid[]) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct s.report_id
    from deconfliction.match_side s
    where s.match_id = any (matches) and s.held and s.agency_id <> identity.viewer_agency()
      and intelligence.partner_report_read(s.report_id)
      and deconfliction.match_in_sight(s.match_id);
  end;

-- The other way: the matches of ours on which a report stands that a partner released and the viewer reads in full.
create function deconfliction.matches_of_received(report uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select s.match_id
    from deconfliction.match_side s
    where s.report_id = matches_of_received.report and s.held and s.agency_id <> identity.viewer_agency()
      and intelligence.partner_report_read(s.report_id)
      and deconfliction.match_in_sight(s.match_id);
  end;
grant execute on function deconfliction.released_on_matches(uuid[]), deconfliction.matches_of_received(uuid)
  to seamark_member;

reset role;
