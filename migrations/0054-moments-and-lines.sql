-- 1. When something was done is read by the other side: when a report was opened, its conditions accepted, copies
--    destroyed; and it decides what is new to them: a message dated a year ahead is never read, one dated a year back
--    is never seen. The ledger stamped its own time, the row had whatever its doer wrote.
-- 2. A line finds the matches of a value by the tokens of our own records that hold it. Of a record in an operation that
--    the viewer is not in it did so too, and so grouped what they see by what they may not know.
-- 3. A sanitised version that waits for its check was new to officers who may not read its original, and so cannot check it.
set role seamark_owner;

-- The program's clock may differ from the database's by a little, and a transaction may wait.
create function platform.refuse_another_moment() returns trigger language plpgsql set search_path = '' as $$
declare
  one text;
  moment timestamptz;
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  foreach one in array tg_argv loop
    moment := to_jsonb(new) ->> one;
    if (tg_op = 'INSERT' or moment is distinct from (to_jsonb(old) ->> one)::timestamptz)
       and (moment < now() - interval '10 minutes' or moment > now() + interval '10 minutes') then
      raise exception 'What is done is done now' using errcode = 'SM003';
    end if;
  end loop;
  return new;
end
$$;

create trigger moment_is_now before insert or update on deconfliction.message
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on deconfliction.match_word
  for each row execute function platform.refuse_another_moment('at', 'closed_at');
create trigger moment_is_now before insert or update on intelligence.acceptance
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.reading
  for each row execute function platform.refuse_another_moment('first_at', 'last_at');
create trigger moment_is_now before insert or update on intelligence.delivery
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.release
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.recall
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.recall_notice
  for each row execute function platform.refuse_another_moment('at', 'acknowledged_at');
create trigger moment_is_now before insert or update on intelligence.recall_statement
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.exported
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on reporting.referral
  for each row execute function platform.refuse_another_moment('at');

-- As in 0037, and only what the viewer could check: who reads its original.
create or replace function intelligence.shared() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    with recall as materialized (
      select n.report_id, n.at from intelligence.recall_notice n
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and n.agency_id = identity.viewer_agency() and n.acknowledged_at is null
      order by n.at desc limit 100),
    arrival as materialized (
      select a.report_id, a.version, a.at from intelligence.newest_arrivals(100) a
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')),
    checking as materialized (
      select d.derivative_id, d.changed_at, d.sanitised_by
      from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
      join intelligence.report o on o.id = d.original_id
      where identity.viewer_has_role('intelligence_officer')
        and d.agency_id = identity.viewer_agency() and d.state = 'awaiting-check'
      order by d.changed_at desc limit 100),
    grading as materialized (
      select r.id from intelligence.report r
      where identity.viewer_has_role('intelligence_officer', 'coordinator')
        and r.agency_id = identity.viewer_agency() and r.needs_evaluation and r.status in ('submitted', 'disseminated')
      order by r.created_at desc limit 100),
    reviewing as materialized (
      select r.id from intelligence.report r
      where identity.viewer_has_role('intelligence_officer', 'coordinator')
        and r.agency_id = identity.viewer_agency() and r.review_on <= current_date
        and r.status in ('submitted', 'disseminated')
      order by r.review_on desc limit 100)
    select jsonb_build_object(
      'recall', coalesce((select jsonb_agg(extract(epoch from r.at)) from recall r), '[]'),
      'arrival', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from a.at), a.report_id, a.version)) from arrival a), '[]'),
      'checking', coalesce((select jsonb_agg(jsonb_build_array(extract(epoch from c.changed_at), c.sanitised_by)) from checking c), '[]'),
      'mark', concat_ws(' ',
        (select sum(hashtextextended(concat_ws(' ', r.report_id, r.at), 0)) from recall r),
        (select sum(hashtextextended(concat_ws(' ', a.report_id, a.version, a.at), 0)) from arrival a),
        (select sum(hashtextextended(concat_ws(' ', c.derivative_id, c.changed_at), 0)) from checking c),
        (select sum(hashtextextended(g.id::text, 0)) from grading g),
        (select sum(hashtextextended(r.id::text, 0)) from reviewing r)));
  end;

reset role;
set role seamark_service;

-- As in 0034, by the tokens of records that the viewer may read.
create or replace function deconfliction.matches_of_line(of_kind text, line text, partner integer) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select m.id from deconfliction.match m
    where m.kind = of_kind and m.key = line
      and m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency())
    union
    -- The partner keeps it sealed, and our own report calls the token by its value.
    select m.id
    from deconfliction.identifier i
    join intelligence.report r on r.id = i.report_id
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    join deconfliction.sealed_token t on t.record_id = i.report_id and t.kind = of_kind and t.shown = line
    join deconfliction.match m on m.kind = of_kind and m.key = deconfliction.sealed_key(t.element)
      and m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency())
    where of_kind <> 'person' and i.kind = of_kind and i.key = line and i.agency_id = identity.viewer_agency()
    union
    select m.id
    from (
      select x.match_id from deconfliction.person_match x
      where of_kind = 'person' and x.person_a = case when line ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then line::uuid end
      union all
      select x.match_id from deconfliction.person_match x
      where of_kind = 'person' and x.person_b = case when line ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then line::uuid end) pm
    join deconfliction.match m on m.id = pm.match_id
    where m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency());
  end;

reset role;
