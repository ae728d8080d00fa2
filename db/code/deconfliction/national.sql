-- Where sharing is stuck, for the coordinators of the task force: counts, and nothing of what any record holds. A match is
-- counted when both agencies let it be discovered, so that no count shows what is silent, restricted, or in an
-- operation of its own; and when it does not rest.

set role seamark_service;

create function deconfliction.side_is_open(match uuid, agency integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s join access.record r on r.id = s.record_id
      where s.match_id = side_is_open.match and s.agency_id = side_is_open.agency and s.held
        and r.status = 'disseminated' and r.discoverable and r.compartment_id is null and r.restricted_at is null);
  end;

-- Who has not answered whom: the other side wrote or answered, and this one has done neither since. Of a match on which
-- nobody has written, only where both let it be discovered.
create function deconfliction.count_answers_due() returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    with spoken as (
      select m.id, m.agency_a as owes, m.agency_b as waits, m.wrote_b as since, true as wrote
      from deconfliction.match m
      where m.wrote_b is not null and (m.wrote_a is null or m.wrote_a < m.wrote_b)
      union all
      select m.id, m.agency_b, m.agency_a, m.wrote_a, true
      from deconfliction.match m
      where m.wrote_a is not null and (m.wrote_b is null or m.wrote_b < m.wrote_a)
      union all
      select m.id, case when w.agency_id = m.agency_a then m.agency_b else m.agency_a end, w.agency_id, w.at, false
      from deconfliction.match_answer w join deconfliction.match m on m.id = w.match_id
      where w.answer is not null and m.contacted_at is null
    ), due as (
      select s.owes, s.waits, s.since from spoken s
      where not exists (select from deconfliction.match_answer w
                        where w.match_id = s.id and w.agency_id = s.owes and w.answer is not null
                          and (not s.wrote or w.at >= s.since or w.closed_at is not null))
        and (s.wrote or deconfliction.side_is_open(s.id, s.owes) and deconfliction.side_is_open(s.id, s.waits))
    )
    select coalesce(jsonb_agg(jsonb_build_object('owes', p.owes, 'waits', p.waits, 'matches', p.matches, 'since', p.since)), '[]')
    from (select d.owes, d.waits, count(*) as matches, min(d.since) as since from due d group by d.owes, d.waits) p;
  end;

-- Counts the matches of this week, once, and every time the answers that are due. Where one side has spoken and the other
-- has not, an answer is due: that is a duty, and it stands with those. Returns whether the week was counted now.
create function deconfliction.count_pairs() returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  monday date := date_trunc('week', now() at time zone 'Europe/London')::date;
begin
  if exists (select from deconfliction.pair_count c where c.week = monday) then
    update deconfliction.pair_count c set due = deconfliction.count_answers_due(), due_at = now() where c.week = monday;
    return false;
  end if;
  insert into deconfliction.pair_count (week, due, pairs)
  select monday, deconfliction.count_answers_due(),
         coalesce(jsonb_agg(jsonb_build_object('a', p.agency_a, 'b', p.agency_b, 'days7', p.days7,
           'days28', p.days28, 'older', p.older, 'both', p.both_said) order by p.agency_a, p.agency_b), '[]')
  from (
    select s.agency_a, s.agency_b,
           count(*) filter (where not s.said_a and not s.said_b and s.age < interval '8 days') as days7,
           count(*) filter (where not s.said_a and not s.said_b and s.age >= interval '8 days' and s.age < interval '29 days') as days28,
           count(*) filter (where not s.said_a and not s.said_b and s.age >= interval '29 days') as older,
           count(*) filter (where s.said_a and s.said_b) as both_said
    from (
      select m.agency_a, m.agency_b, now() - m.opened_at as age,
             m.wrote_a is not null or coalesce(w.a, false) as said_a, m.wrote_b is not null or coalesce(w.b, false) as said_b
      from deconfliction.match m
      -- In two passes over the sides and not with a look for each match: there may be a million.
      join (select o.match_id from deconfliction.match_side o join access.record r on r.id = o.record_id
            where o.held and r.status = 'disseminated' and r.discoverable and r.compartment_id is null and r.restricted_at is null
            group by o.match_id having count(distinct o.agency_id) = 2) open on open.match_id = m.id
      left join (select x.match_id, bool_or(x.agency_id = y.agency_a) as a, bool_or(x.agency_id = y.agency_b) as b
                 from deconfliction.match_answer x join deconfliction.match y on y.id = x.match_id
                 where x.answer is not null group by x.match_id) w on w.match_id = m.id
      where not m.common) s
    group by s.agency_a, s.agency_b) p
  on conflict (week) do nothing;
  delete from deconfliction.pair_count c where c.week < monday;
  return true;
end
$$;

-- A number of 1 to 4 is not said; and where one is not said, the sum of its row is not said either. So nothing that is
-- said binds what is not: each may be any of the four.
create function deconfliction.matches_by_pair()
  returns table (counted_at timestamptz, agency_a integer, name_a text, agency_b integer, name_b text,
                 days7 integer, days28 integer, older integer, both_said integer, every integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.counted_at, a.id, a.name, b.id, b.name,
           case when p.days7 between 1 and 4 then null else p.days7 end,
           case when p.days28 between 1 and 4 then null else p.days28 end,
           case when p.older between 1 and 4 then null else p.older end,
           case when p."both" between 1 and 4 then null else p."both" end,
           case when p.days7 between 1 and 4 or p.days28 between 1 and 4 or p.older between 1 and 4
                  or p."both" between 1 and 4 then null
                else p.days7 + p.days28 + p.older + p."both" end
    from deconfliction.pair_count c
    cross join lateral jsonb_to_recordset(c.pairs)
      as p (a integer, b integer, days7 integer, days28 integer, older integer, "both" integer)
    join identity.agency a on a.id = p.a join identity.agency b on b.id = p.b
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
      and p.days7 + p.days28 + p.older + p."both" > 0
    order by a.name, b.name;
  end;

-- When the matches were counted: also when there were none.
create function deconfliction.pairs_counted_at() returns timestamptz
  language sql stable security definer set search_path = ''
  begin atomic
    select max(c.counted_at) from deconfliction.pair_count c
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force();
  end;

-- As count_answers_due counted them, at most an hour ago. How an agency answers is its own duty, so small numbers are said.
create function deconfliction.answers_due()
  returns table (counted_at timestamptz, owes integer, owes_name text, waits integer, waits_name text, matches integer,
                 oldest_days integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.due_at, a.id, a.name, b.id, b.name, d.matches, extract(day from now() - d.since)::integer
    from deconfliction.pair_count c
    cross join lateral jsonb_to_recordset(c.due) as d (owes integer, waits integer, matches integer, since timestamptz)
    join identity.agency a on a.id = d.owes join identity.agency b on b.id = d.waits
    where access.viewer_enters_progress() and identity.viewer_is_of_task_force()
    order by a.name, b.name;
  end;

grant execute on function deconfliction.matches_by_pair(), deconfliction.pairs_counted_at(),
  deconfliction.answers_due() to seamark_member;

reset role;
