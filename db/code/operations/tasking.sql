-- What is done with meetings and bids. Each function asks who may, and answers null where there is nothing of that kind to do
-- for this viewer.

set role seamark_service;

-- Does the viewer sit in the meeting, by their agency?
create function operations.viewer_sits(meeting uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select access.viewer_reads_content() and exists (
      select from operations.meeting m join operations.meeting_seat s on s.meeting_id = m.id
      where m.id = viewer_sits.meeting and s.agency_id = identity.viewer_agency()
        and access.viewer_is_cleared_for(m.classification));
  end;

-- Who sits in a meeting, to those who do.
create function operations.seats_of_meeting(meeting uuid) returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select s.agency_id from operations.meeting_seat s
    where s.meeting_id = seats_of_meeting.meeting and operations.viewer_sits(s.meeting_id);
  end;

-- Calls a meeting of the viewer's agency.
create function operations.call_meeting(wanted uuid, said jsonb, agencies integer[]) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not access.viewer_accepts_operations() or not access.viewer_is_cleared_for(said ->> 'classification') then
    return null;
  end if;
  insert into operations.meeting (id, agency_id, kind, on_day, classification, chair_post, called_by)
  values (wanted, identity.viewer_agency(), said ->> 'kind', (said ->> 'on_day')::date, said ->> 'classification',
          said ->> 'chair_post', identity.viewer_person());
  insert into operations.meeting_seat (meeting_id, agency_id, asked_by)
  select distinct wanted, one, identity.viewer_person()
  from unnest(agencies || identity.viewer_agency()) as one join identity.agency a on a.id = one;
  return true;
end
$$;

-- Says that a meeting was held, and which posts were there.
create function operations.hold_meeting(meeting uuid, revision integer, posts text[]) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  m operations.meeting;
begin
  select * into m from operations.meeting x
  where x.id = hold_meeting.meeting and x.agency_id = identity.viewer_agency() for update;
  if not found or not access.viewer_accepts_operations() or not access.viewer_is_cleared_for(m.classification) then
    return null;
  end if;
  if m.state <> 'planned' or m.revision <> hold_meeting.revision then
    return 'stale';
  end if;
  update operations.meeting x set state = 'held', posts_present = posts, revision = x.revision + 1 where x.id = m.id;
  return 'done';
end
$$;

-- Takes bids: one that is planned, and in which the viewer sits.
create function operations.meeting_takes_bids(meeting uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select operations.viewer_sits(meeting_takes_bids.meeting) and access.viewer_proposes_operations() and exists (
      select from operations.meeting m where m.id = meeting_takes_bids.meeting and m.state = 'planned');
  end;

create function operations.keep_bid_product(bid uuid, said jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  delete from operations.bid_product p where p.bid_id = bid;
  if said ->> 'product' is not null then
    insert into operations.bid_product (bid_id, record_id, version)
    select bid, r.id, (said ->> 'product_version')::integer
    from access.record r
    where r.id = (said ->> 'product')::uuid and (said ->> 'product_version')::integer between 1 and r.version
      and access.sight(r, exists (select from access.acceptance a
                                  where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                       false) = 'full';
    if not found then
      raise exception 'A product is a record that its author reads' using errcode = 'SM003';
    end if;
  end if;
end
$$;

-- Drafts a bid for a meeting.
create function operations.draft_bid(wanted uuid, said jsonb, asked_of integer[]) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not operations.meeting_takes_bids((said ->> 'meeting')::uuid) or not access.viewer_is_cleared_for(said ->> 'classification') then
    return null;
  end if;
  insert into operations.bid (id, meeting_id, agency_id, author_id, classification, problem, asked, asked_of, resources, options)
  values (wanted, (said ->> 'meeting')::uuid, identity.viewer_agency(), identity.viewer_person(), said ->> 'classification',
          said ->> 'problem', said ->> 'asked', draft_bid.asked_of, said ->> 'resources', said ->> 'options');
  perform operations.keep_bid_product(wanted, said);
  return true;
end
$$;

-- Changes a draft. One that was returned is a draft again, and goes to a meeting that is still planned.
create function operations.change_bid(bid uuid, revision integer, said jsonb, asked_of integer[]) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  b operations.bid;
begin
  select * into b from operations.bid x
  where x.id = change_bid.bid and x.author_id = identity.viewer_person() and x.agency_id = identity.viewer_agency() for update;
  if not found or not operations.meeting_takes_bids((said ->> 'meeting')::uuid)
     or not access.viewer_is_cleared_for(said ->> 'classification') then
    return null;
  end if;
  if b.revision <> change_bid.revision then
    return 'stale';
  elsif b.state not in ('drafted', 'returned') then
    return 'wrong-state';
  end if;
  update operations.bid x
  set meeting_id = (said ->> 'meeting')::uuid, classification = said ->> 'classification', problem = said ->> 'problem',
      asked = said ->> 'asked', asked_of = change_bid.asked_of, resources = said ->> 'resources', options = said ->> 'options',
      state = 'drafted', revision = x.revision + 1, changed_at = now()
  where x.id = b.id;
  perform operations.keep_bid_product(b.id, said);
  return 'done';
end
$$;

-- Submits a bid to its meeting: whoever sits in it reads it from then on.
create function operations.submit_bid(bid uuid, revision integer) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  b operations.bid;
begin
  select * into b from operations.bid x
  where x.id = submit_bid.bid and x.author_id = identity.viewer_person() and x.agency_id = identity.viewer_agency() for update;
  if not found then
    return null;
  elsif b.revision <> submit_bid.revision then
    return 'stale';
  elsif b.state not in ('drafted', 'returned') then
    return 'wrong-state';
  elsif not operations.meeting_takes_bids(b.meeting_id) then
    return 'meeting-held';
  end if;
  insert into operations.bid_version (bid_id, version, document, person_id)
  values (b.id, b.version + 1, jsonb_build_object('problem', b.problem, 'asked', b.asked, 'asked_of', b.asked_of,
            'resources', b.resources, 'options', b.options, 'meeting', b.meeting_id), identity.viewer_person());
  update operations.bid x
  set state = 'submitted', version = x.version + 1, revision = x.revision + 1, changed_at = now() where x.id = b.id;
  return 'done';
end
$$;

-- Decides for the agency that holds the meeting; or says what a review found.
create function operations.decide_bid(wanted uuid, bid uuid, revision integer, word text, reasons text, review_on date) returns text
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  b operations.bid;
begin
  select x.* into b from operations.bid x join operations.meeting m on m.id = x.meeting_id
  where x.id = decide_bid.bid and x.state <> 'drafted' and m.agency_id = identity.viewer_agency() for update of x;
  if not found or not access.viewer_accepts_operations() or not access.viewer_is_cleared_for(b.classification) then
    return null;
  elsif b.author_id = identity.viewer_person() then
    return 'own';
  elsif b.revision <> decide_bid.revision then
    return 'stale';
  elsif b.state <> all (case when decide_bid.word = 'reviewed' then array['adopted', 'in-part'] else array['submitted'] end) then
    return 'wrong-state';
  end if;
  insert into operations.bid_decision (id, bid_id, author_id, number, version, word, reasons, review_on, decided_by, agency_id)
  select wanted, b.id, b.author_id,
         1 + (select count(*) from operations.bid_decision d where d.bid_id = b.id),
         b.version, decide_bid.word, decide_bid.reasons, decide_bid.review_on, identity.viewer_person(), identity.viewer_agency();
  update operations.bid x
  set state = case when decide_bid.word = 'reviewed' then x.state else decide_bid.word end, revision = x.revision + 1,
      changed_at = now()
  where x.id = b.id;
  return 'done';
end
$$;

-- Links an adopted bid with the operation that the viewer proposes in this transaction.
create function operations.link_bid(bid uuid, operation uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  insert into operations.bid_operation (bid_id, operation_id, person_id)
  select b.id, o.id, identity.viewer_person()
  from operations.bid b, operations.operation o join access.record r on r.id = o.id
  where b.id = link_bid.bid and b.state in ('adopted', 'in-part') and access.viewer_is_cleared_for(b.classification)
    and access.viewer_reads_content() and (b.agency_id = identity.viewer_agency() or operations.viewer_sits(b.meeting_id))
    and o.id = link_bid.operation and o.origin = 'tasking' and r.author_id = identity.viewer_person() and o.created_at = now();
  return found;
end
$$;

-- The agencies whose pages change with a bid: those that sit in its meeting, once it is submitted.
create function operations.concerned_by_bid(bid uuid) returns setof integer
  language sql stable security definer set search_path = ''
  begin atomic
    select s.agency_id from operations.bid b join operations.meeting_seat s on s.meeting_id = b.meeting_id
    where b.id = concerned_by_bid.bid and b.state <> 'drafted' and (b.agency_id = identity.viewer_agency() or operations.viewer_sits(b.meeting_id));
  end;

grant execute on function operations.viewer_sits(uuid), operations.seats_of_meeting(uuid), operations.bid_may_move(text, text),
  operations.call_meeting(uuid, jsonb, integer[]), operations.hold_meeting(uuid, integer, text[]),
  operations.meeting_takes_bids(uuid), operations.draft_bid(uuid, jsonb, integer[]),
  operations.change_bid(uuid, integer, jsonb, integer[]), operations.submit_bid(uuid, integer),
  operations.decide_bid(uuid, uuid, integer, text, text, date), operations.link_bid(uuid, uuid),
  operations.concerned_by_bid(uuid) to seamark_member;

-- `bid-returned`: its author changes it; `bid-decide`: whoever holds the meeting; `bid-review`: the same, once the day has come.
create function operations.bids_waiting()
  returns table (kind text, id uuid, from_id integer, problem text, since timestamptz, classification text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  viewer uuid := identity.viewer_person();
  agency integer := identity.viewer_agency();
begin
  return query
    select 'bid-returned', b.id, null::integer, b.problem, b.changed_at, b.classification
    from operations.bid b
    where b.state = 'returned' and b.author_id = viewer and b.agency_id = agency and access.viewer_proposes_operations()
      and access.viewer_is_cleared_for(b.classification)
    order by b.changed_at limit 50;
  if access.viewer_accepts_operations() then
    return query
      select 'bid-decide', b.id, nullif(b.agency_id, agency), b.problem, b.changed_at, b.classification
      from operations.meeting m join operations.bid b on b.meeting_id = m.id
      where m.agency_id = agency and b.state = 'submitted' and b.author_id <> viewer
        and access.viewer_is_cleared_for(b.classification)
      order by b.changed_at limit 50;
    return query
      select 'bid-review', b.id, nullif(b.agency_id, agency), b.problem, d.review_on::timestamptz, b.classification
      from operations.bid_decision d join operations.bid b on b.id = d.bid_id
      where d.agency_id = agency and d.review_on <= (now() at time zone 'Europe/London')::date
        and b.state in ('adopted', 'in-part') and b.author_id <> viewer
        and not exists (select from operations.bid_decision n where n.bid_id = d.bid_id and n.number > d.number)
        and access.viewer_is_cleared_for(b.classification)
      order by d.review_on limit 50;
  end if;
end
$$;

-- How the bids of these weeks stand that the viewer reads: it changes whenever a page of one does.
create function operations.tasking_mark() returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select concat_ws(' ', count(*), sum(b.revision))
    from operations.meeting_seat s
    join operations.meeting m on m.id = s.meeting_id and m.on_day >= (now() at time zone 'Europe/London')::date - 28
    join operations.bid b on b.meeting_id = m.id and (b.state <> 'drafted' or b.agency_id = identity.viewer_agency())
    where s.agency_id = identity.viewer_agency() and access.viewer_reads_content()
      and access.viewer_is_cleared_for(b.classification) and access.viewer_is_cleared_for(m.classification);
  end;

grant execute on function operations.bids_waiting(), operations.tasking_mark() to seamark_member;

reset role;
