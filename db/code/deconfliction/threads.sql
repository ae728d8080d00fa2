-- A message stands on every match of a line that it was written for, so that two desks have one conversation about
-- one person, however each of them groups the matches. A thread is the matches that messages connect, found when it
-- is read and stored nowhere (docs/adr/0018-lines-of-matches.md).

set role seamark_service;

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

-- Reports of the partner on these matches that the viewer reads in full, so that they know already what each holds.
create function deconfliction.released_on_matches(matches uuid[]) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct s.record_id
    from deconfliction.match_side s
    where s.match_id = any (matches) and s.held and s.agency_id <> identity.viewer_agency()
      and intelligence.partner_report_read(s.record_id)
      and deconfliction.match_in_sight(s.match_id);
  end;

-- The other way: the matches of ours on which a report stands that a partner released and the viewer reads in full.
create function deconfliction.matches_of_received(report uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select s.match_id
    from deconfliction.match_side s
    where s.record_id = matches_of_received.report and s.held and s.agency_id <> identity.viewer_agency()
      and intelligence.partner_report_read(s.record_id)
      and deconfliction.match_in_sight(s.match_id);
  end;

grant execute on function deconfliction.thread_of(uuid[]), deconfliction.messages_of_thread(uuid[], integer),
  deconfliction.released_on_matches(uuid[]), deconfliction.matches_of_received(uuid) to seamark_member;

reset role;
