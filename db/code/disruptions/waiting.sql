-- What of disruptions waits for the viewer. Every page asks: of each kind at most fifty, and the rule of sight once a row.
--   moderate   the viewer's agency is asked to
--   returned   a question came back on one that the viewer wrote or claimed
--   effect     the effect of one that the viewer claims is due to be looked at
--   notice     an agency that may not read a group speaks of it

set role seamark_service;

create function disruptions.things_waiting()
  returns table (kind text, id uuid, since timestamptz, due date, from_id integer)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  today date := (now() at time zone 'Europe/London')::date;
begin
  if not access.viewer_decides() then
    return;
  end if;
  return query
    select t.kind, t.id, t.since, t.due, t.from_id
    from (
      (select 'moderate' as kind, d.id, a.at as since, null::date as due, d.agency_id as from_id
       from disruptions.asked a join disruptions.disruption d on d.id = a.disruption_id and d.state = 'claimed'
       where a.agency_id = identity.viewer_agency()
       order by a.at, d.id limit 50)
      union all
      (select 'returned', d.id, m.at, null, m.agency_id
       from disruptions.claim c
       join disruptions.disruption d on d.id = c.disruption_id and d.agency_id = c.agency_id and d.state = 'returned'
       join disruptions.moderation m on m.disruption_id = d.id and m.outcome = 'returned' and m.answered_at is null
       where c.person_id = identity.viewer_person() and c.agency_id = identity.viewer_agency()
       order by m.at, d.id limit 50)
      union all
      (select 'effect', d.id, d.effect_due_on::timestamptz, d.effect_due_on, null
       from disruptions.claim c
       join disruptions.disruption d on d.id = c.disruption_id and d.state in ('accepted', 'checked') and d.effect_due_on <= today
       where c.person_id = identity.viewer_person() and c.agency_id = identity.viewer_agency()
       order by d.effect_due_on, d.id limit 50)) t
    cross join lateral (
      select r.id from access.record r
      where r.id = t.id and r.status = 'disseminated'
        and access.sight(r, exists (select from access.acceptance c
                                    where c.record_id = r.id and c.version = r.version
                                      and c.person_id = identity.viewer_person()),
                         false) in ('full', 'conditions')
      offset 0) seen;
  return query
    select 'notice', n.id, n.at, null::date, n.from_id
    from disruptions.notice n
    where n.agency_id = identity.viewer_agency() and n.noted_at is null and disruptions.reads_filed(n.group_id, 'group')
    order by n.at, n.id limit 50;
end
$$;

create function disruptions.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.since), 0)))
      from disruptions.things_waiting() t));
  end;

grant execute on function disruptions.things_waiting(), disruptions.waiting() to seamark_member;

reset role;
