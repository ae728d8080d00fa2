-- How far each addressee has come with each recommendation: nothing of it is stored. To others than the addressee only
-- what was signed is there, because the policies on progress, actions and evidence say so.

set role seamark_owner;

create view oversight.duty_state with (security_invoker = true) as
  select d.id, d.inspection_id, d.recommendation_id, d.agency_id, a.name as agency_name, r.number, r.area_id, r.due_on,
         d.owner_post, d.ended_on, d.ended_because, d.version,
         coalesce(s.stage, 'awaiting-review') as stage, s.signed_at, s.statement,
         c.outcome, c.at as decided_at,
         (select min(n.due_on) from oversight.action n where n.duty_id = d.id and n.done_on is null) as next_action_on
  from oversight.duty d
  join oversight.recommendation r on r.id = d.recommendation_id
  join identity.agency a on a.id = d.agency_id
  left join lateral (
    select p.stage, p.signed_at, p.statement from oversight.progress p
    where p.duty_id = d.id and p.signed_at is not null order by p.signed_at desc, p.id desc limit 1) s on true
  left join lateral (
    select e.outcome, e.at from oversight.decision e where e.duty_id = d.id order by e.at desc, e.id desc limit 1) c on true;

reset role;
