-- What of requests waits for the viewer: at most fifty of a kind. Every page asks.

set role seamark_service;

-- `safeguard`: a decision is wanted before it can be asked; `authorise`; `make`: by an accredited operator, or by who asked where
-- the agency has none; `lapses`: within a day; `lapsed`: and not asked again; `corroborate`: by another than entered the answer;
-- `correct`: a record of our own was about the wrong person, and no version follows; `tell`: one does, and partners that have the
-- record do not know; `review`; `alert`: for the records manager.
--   record   of `correct` and `tell`: a report in the viewer's sight of which they may write a version; else null
create function system_requests.things_waiting()
  returns table (kind text, id uuid, number integer, about text, since timestamptz, until timestamptz, person uuid, record uuid)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  viewer uuid := identity.viewer_person();
  agency integer := identity.viewer_agency();
  today date := (now() at time zone 'Europe/London')::date;
  operates text[] := system_requests.viewer_operates();
begin
  if not access.viewer_asks_systems() then
    return;
  end if;
  return query
    select 'safeguard', r.id, r.number, s.name, r.drafted_at, null::timestamptz, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.state = 'drafted' and r.category not in ('suspected', 'convicted') and r.requester_id <> viewer
      and (r.operation_id is null and access.viewer_decides() or r.operation_id is not null and operations.viewer_acts(r.operation_id))
      and not exists (select from system_requests.safeguarding g where g.request_id = r.id)
    order by r.drafted_at, r.id limit 50;
  return query
    select 'authorise', r.id, r.number, s.name, r.asked_at, null::timestamptz, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.state = 'asked' and r.authoriser_id = viewer
    order by r.asked_at, r.id limit 50;
  return query
    select 'make', r.id, r.number, s.name, r.decided_at, r.valid_until, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.state = 'authorised' and r.valid_until >= now() and r.authoriser_id <> viewer
      and (r.system = any (operates) or r.requester_id = viewer and not system_requests.has_access(agency, r.system))
    order by r.valid_until, r.id limit 50;
  return query
    select case when r.valid_until < now() then 'lapsed' else 'lapses' end, r.id, r.number, s.name, r.decided_at, r.valid_until, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.state = 'authorised' and r.requester_id = viewer
      and r.valid_until between now() - interval '14 days' and now() + interval '24 hours'
      and not (r.valid_until >= now() and not system_requests.has_access(agency, r.system))
      and not exists (select from system_requests.request n where n.again_of = r.id)
    order by r.valid_until, r.id limit 50;
  return query
    select 'corroborate', r.id, r.number, s.name, r.outcome_at, null::timestamptz, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.state = 'outcome' and r.outcome = 'possible' and r.outcome_by <> viewer
      and viewer in (r.requester_id, r.authoriser_id)
    order by r.outcome_at, r.id limit 50;
  return query
    select k.kind, k.id, k.number, k.about, k.since, null::timestamptz, null::uuid, k.record
    from (
      select case c.stands when 'open' then 'correct' else 'tell' end as kind, r.id, r.number,
             coalesce(x.reference, s.name) as about, r.outcome_at as since, x.id as record
      from system_requests.request r
      join system_requests.system s on s.code = r.system
      join system_requests.wrong_record w on w.request_id = r.id
      join access.record named on named.id = w.record_id
      cross join lateral (select system_requests.correction_stands(w.record_id, w.version) as stands offset 0) c
      left join identity.person author on author.id = named.author_id and author.agency_id = agency and author.active
        and access.decides(author.roles)
      left join access.record x on x.id = w.record_id and x.kind = 'report' and access.viewer_decides()
        and access.sight(x, false, false) = 'full'
      -- Whoever asked; whoever wrote the record; and where they cannot write a version any more, whoever decides.
      where r.agency_id = agency and r.outcome = 'wrong-person' and c.stands in ('open', 'tell')
        and (r.requester_id = viewer
             or x.id is not null and system_requests.viewer_sees(r.id) and coalesce(author.id, viewer) = viewer)
      order by r.outcome_at, r.id, w.record_id limit 50) k
    order by k.since, k.id;
  return query
    select 'review', r.id, r.number, s.name, r.review_on::timestamp at time zone 'Europe/London', null::timestamptz, null::uuid, null::uuid
    from system_requests.request r join system_requests.system s on s.code = r.system
    where r.agency_id = agency and r.requester_id = viewer and r.state not in ('drafted', 'closed') and r.review_on <= today
    order by r.review_on, r.id limit 50;
  if access.viewer_manages_records() then
    return query
      select 'alert', md5(a.person_id::text || a.day)::uuid, a.asked, p.name, a.at, null::timestamptz, a.person_id, null::uuid
      from system_requests.alert a join identity.person p on p.id = a.person_id
      where a.agency_id = agency and a.seen_at is null and a.person_id <> viewer
      order by a.at, a.person_id limit 50;
  end if;
end
$$;

create function system_requests.waiting() returns jsonb
  language sql stable set search_path = ''
  begin atomic
    select jsonb_build_object('counts', '{}'::jsonb, 'mark', (
      select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', t.kind, t.id, t.record), 0)))
      from system_requests.things_waiting() t));
  end;

grant execute on function system_requests.things_waiting(), system_requests.waiting() to seamark_member;

reset role;
