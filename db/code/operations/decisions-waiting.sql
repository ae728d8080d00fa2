-- What of decision logs waits for the viewer. Home asks; the rule of sight is asked once a log, and not once an entry.

set role seamark_service;

-- `confirm`: a loggist entered it, and its maker has not spoken; `unconfirmed`: the same for longer than a day, of whoever
-- entered it; `read`: all must read it, and the viewer has not said so; `review`: it is to be looked at again;
-- `reader`: somebody is proposed to read a narrower log.
create function operations.decisions_waiting()
  returns table (kind text, id uuid, operation_id uuid, codename text, log_name text, number integer, since timestamptz,
                 due date, classification text, is_late boolean, log_id uuid)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  viewer uuid := identity.viewer_person();
  today date := (now() at time zone 'Europe/London')::date;
begin
  return query
    with logs as materialized (
      select l.id, o.id as operation_id, o.codename, l.name
      from (select distinct p.operation_id from operations.post p where p.person_id = viewer and p.state = 'accepted') mine
      join operations.operation o on o.id = mine.operation_id and operations.viewer_in(o.id)
      join operations.decision_log l on l.operation_id = o.id
      where l.compartment_id is null or access.viewer_is_member_of(l.compartment_id))
    select t.kind, t.id, l.operation_id, l.codename, l.name, t.number, t.since, t.due, t.classification, t.is_late, l.id
    from (
      (select 'decision-confirm' as kind, d.id, d.log_id, d.number, d.entered_at as since, null::date as due, d.classification,
              d.entered_at < now() - interval '24 hours' as is_late
       from operations.decision d
       where d.maker_id = viewer and d.recorder_id <> d.maker_id
         and not exists (select from operations.decision_word w where w.decision_id = d.id)
       order by d.entered_at limit 50)
      union all
      (select 'decision-unconfirmed', d.id, d.log_id, d.number, d.entered_at, null, d.classification, true
       from operations.decision d
       where d.recorder_id = viewer and d.recorder_id <> d.maker_id and d.entered_at < now() - interval '24 hours'
         and not exists (select from operations.decision_word w where w.decision_id = d.id)
       order by d.entered_at limit 50)
      union all
      (select 'decision-read', d.id, d.log_id, d.number, d.entered_at, null, d.classification, false
       from operations.decision d
       where d.must_read and d.operation_id in (select x.operation_id from logs x) and d.log_id in (select x.id from logs x)
         and d.maker_id <> viewer
         and not exists (select from operations.decision_read r where r.decision_id = d.id and r.person_id = viewer)
       order by d.entered_at limit 50)
      union all
      (select 'decision-review', d.id, d.log_id, d.number, d.review_on::timestamptz, d.review_on, d.classification, false
       from operations.decision d
       where d.maker_id = viewer and d.review_on <= today
         and not exists (select from operations.decision c where c.corrects_id = d.id)
       order by d.review_on limit 50)
      union all
      (select 'decision-reader', n.id, n.log_id, 0, n.proposed_at, null, 'OFFICIAL', false
       from operations.narrow_reader n
       where n.state = 'proposed' and n.log_id in (select x.id from logs x) and n.proposed_by <> viewer and n.person_id <> viewer
       order by n.proposed_at limit 50)) t
    join logs l on l.id = t.log_id
    where access.viewer_is_cleared_for(t.classification);
end
$$;

grant execute on function operations.decisions_waiting() to seamark_member;

reset role;
