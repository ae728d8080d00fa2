-- Interests: what an operation works on. Who acts in it adds and closes; the matcher then treats their identifiers as a
-- report's. The duty post of the task force sees cards of those that asked for it, and nothing of the operation.

set role seamark_service;

-- In which operation the record of an interest is kept, for those of its own agency who are in it. Null to everybody else.
create function operations.operation_of_interest(interest uuid) returns uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select r.kept_within from access.record r
    where r.id = operation_of_interest.interest and r.kind = 'interest' and r.agency_id = identity.viewer_agency()
      and operations.viewer_in(r.kept_within);
  end;

-- Adds an interest to an operation. The program gives its identifiers to the matcher in the same transaction. `done`, `ends` where
-- it would be looked at again after the operation has ended, null where there is no such operation for this viewer.
create function operations.add_interest(wanted uuid, operation uuid, reference text, said jsonb) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  o record;
begin
  if not operations.viewer_acts(operation) then
    return null;
  end if;
  select x.ends_on, r.classification into o
  from operations.operation x join access.record r on r.id = x.id where x.id = operation;
  if (said ->> 'review_on')::date > o.ends_on then
    return 'ends';
  end if;
  insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling, discoverable,
    kept_within, review_on, created_at, filed_at)
  values (wanted, 'interest', add_interest.reference, identity.viewer_agency(), identity.viewer_person(), 'disseminated',
    'Interest: ' || (said ->> 'desk'), o.classification, 'P', said ->> 'disclosure' = 'open', operation,
    (said ->> 'review_on')::date, now(), now());
  insert into operations.interest (id, agency_id, kind, written, country, born, category, basis, disclosure, desk, telephone,
    added_by)
  values (wanted, identity.viewer_agency(), said ->> 'kind', said ->> 'written', said ->> 'country', said ->> 'born',
    said ->> 'category', said ->> 'basis', said ->> 'disclosure', said ->> 'desk', said ->> 'telephone',
    identity.viewer_person());
  return 'done';
end
$$;

-- Closes an interest; the program takes its identifiers out in the same transaction. Null where there is none for this viewer to
-- close.
create function operations.close_interest(interest uuid, why text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  of_operation uuid := operations.operation_of_interest(interest);
begin
  if of_operation is null or not operations.viewer_acts(of_operation) then
    return null;
  end if;
  update operations.interest i
  set state = 'closed', closed_by = identity.viewer_person(), closed_at = now(), closed_why = close_interest.why
  where i.id = interest and i.state = 'open';
  if not found then
    return null;
  end if;
  update access.record r set status = 'withdrawn', revision = r.revision + 1 where r.id = interest;
  return of_operation;
end
$$;

-- By the clock: interests whose operation has ended, or whose agency takes no part in it any more, are closed. Returns them; the
-- program takes their identifiers out.
create function operations.end_interests(agency integer) returns setof uuid
  language plpgsql security definer set search_path = '' as $$
begin
  return query
    with ended as (
      update operations.interest i
      set state = 'closed', closed_at = now(), closed_why = 'The operation has ended, or the agency has left it.'
      from access.record r
      where i.agency_id = end_interests.agency and i.state = 'open' and r.id = i.id
        and not (operations.is_open(r.kept_within) and operations.participates(r.kept_within, i.agency_id))
      returning i.id)
    update access.record r set status = 'withdrawn', revision = r.revision + 1 from ended where r.id = ended.id
    returning r.id;
end
$$;

-- Which agencies have some that are to be ended.
create function operations.agencies_with_interests_to_end() returns setof integer
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct i.agency_id from operations.interest i join access.record r on r.id = i.id
    where i.state = 'open'
      and not (operations.is_open(r.kept_within) and operations.participates(r.kept_within, i.agency_id));
  end;

-- The record of an interest: outside every compartment, released to nobody, and discovered exactly where it is open. Of an
-- interest nothing changes but that it is closed.
create function operations.guard_interest_record() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if new.kept_within is null or new.compartment_id is not null or new.released_to_all or new.released_to <> '{}'
     or tg_op = 'UPDATE' and (new.kept_within, new.agency_id, new.discoverable, new.classification)
                             is distinct from (old.kept_within, old.agency_id, old.discoverable, old.classification) then
    raise exception 'An interest is kept within an operation, stands in no compartment and is released to nobody'
      using errcode = 'SM003';
  end if;
  return new;
end
$$;

create function operations.guard_interest() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.written = 'Erased'
       and to_jsonb(new) - '{written,country,born,basis,desk,telephone,closed_why}'::text[]
           = to_jsonb(old) - '{written,country,born,basis,desk,telephone,closed_why}'::text[]
       and exists (select from access.record r where r.id = new.id and access.erasure_in_hand(r.kept_within)) then
      return new;
    end if;
    if old.state = 'closed'
       or to_jsonb(new) - '{state,closed_by,closed_at,closed_why}'::text[]
          is distinct from to_jsonb(old) - '{state,closed_by,closed_at,closed_why}'::text[] then
      raise exception 'Of an interest nothing changes but that it is closed, once' using errcode = 'SM003',
        hint = 'Close it, and add another.';
    end if;
    return new;
  end if;
  if new.state <> 'open' or not exists (
       select from access.record r
       where r.id = new.id and r.kind = 'interest' and r.agency_id = new.agency_id
         and r.discoverable = (new.disclosure = 'open')) then
    raise exception 'An interest is of its record' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Cards of the duty post: matches of an interest that asked for it with something that its owner lets partners discover, or with
-- another such interest; until one of the two has written to the other. Each agency’s card holds agency, desk, kind and
-- month, and neither value nor operation. Those above the viewer's clearance are not there.
create function operations.interest_cards()
  returns table (match_id uuid, agency_id integer, agency text, desk text, telephone text, kind text, month text,
                 found_at timestamptz, told_at timestamptz, answered text, words text)
  language sql stable security definer set search_path = ''
  begin atomic
    with found as (
      select p.match_id, p.kind, p.opened_at, i.agency_id as one_agency, i.desk as one_desk, i.telephone as one_telephone,
             p.other_agency, j.desk as other_desk, j.telephone as other_telephone
      from operations.interest i
      join access.record r on r.id = i.id
      cross join lateral deconfliction.pairs_to_ring(i.id) p
      left join operations.interest j on j.id = p.other_record
      where operations.viewer_is_broker() and i.disclosure = 'broker' and i.state = 'open'
        and access.viewer_is_cleared_for(r.classification) and access.viewer_is_cleared_for(p.other_classification)
        and case when j.id is null then p.other_open else operations.broker_sees(i.disclosure, j.disclosure) end
    ), sides as (
      select f.match_id, f.kind, f.opened_at, f.one_agency as agency_id, f.one_desk as desk, f.one_telephone as telephone, 1 as place
      from found f
      union all
      select f.match_id, f.kind, f.opened_at, f.other_agency, f.other_desk, f.other_telephone,
             case when f.other_desk is null then 3 else 2 end
      from found f
    ), per_agency as (
      select distinct on (s.match_id, s.agency_id) s.match_id, s.agency_id, s.kind, s.opened_at, s.desk, s.telephone
      from sides s order by s.match_id, s.agency_id, s.place)
    select e.match_id, e.agency_id, a.name, coalesce(e.desk, a.desk_name), coalesce(e.telephone, a.desk_phone), e.kind,
           to_char(e.opened_at at time zone 'Europe/London', 'YYYY-MM'), date_trunc('month', e.opened_at, 'Europe/London'),
           t.told_at, t.answered, t.words
    from per_agency e
    join identity.agency a on a.id = e.agency_id
    left join operations.interest_told t on t.match_id = e.match_id and t.agency_id = e.agency_id
    order by bool_and(t.told_at is not null) over (partition by e.match_id), e.opened_at, e.match_id, a.name
    limit 400;
  end;

-- The duty post rang one side. Returns whether there was such a card.
create function operations.tell_of_interest(match uuid, agency integer, answered text, words text) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from operations.interest_cards() c
                 where c.match_id = tell_of_interest.match and c.agency_id = tell_of_interest.agency) then
    return false;
  end if;
  insert into operations.interest_told as t (match_id, agency_id, answered, words, told_by)
  values (match, agency, tell_of_interest.answered, tell_of_interest.words, identity.viewer_person())
  on conflict on constraint interest_told_pkey do update
    set answered = excluded.answered, words = excluded.words, told_by = excluded.told_by, told_at = now();
  return true;
end
$$;

-- What of interests waits: `ring`, for the duty post, until both sides are told; `review`, for those of its agency who act in the
-- operation, once its day has come.
create function operations.interests_waiting()
  returns table (kind text, id uuid, since timestamptz, text text, classification text)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if operations.viewer_is_broker() then
    return query
      select 'ring', c.match_id, min(c.found_at), string_agg(c.agency, ' and ' order by c.agency), 'OFFICIAL-SENSITIVE'
      from operations.interest_cards() c
      group by c.match_id having bool_or(c.told_at is null)
      order by 3 limit 50;
  end if;
  return query
    select 'review', i.id, r.review_on::timestamp at time zone 'Europe/London', o.codename, r.classification
    from operations.post p
    join operations.operation o on o.id = p.operation_id
    join access.record r on r.kept_within = o.id and r.agency_id = p.agency_id and r.kind = 'interest'
    join operations.interest i on i.id = r.id
    where p.person_id = identity.viewer_person() and p.state = 'accepted' and p.post <> 'observer' and i.state = 'open'
      and r.review_on <= (now() at time zone 'Europe/London')::date and operations.viewer_acts(o.id)
    group by i.id, r.review_on, o.codename, r.classification
    order by 3 limit 50;
end
$$;

grant execute on function operations.operation_of_interest(uuid), operations.add_interest(uuid, uuid, text, jsonb),
  operations.close_interest(uuid, text), operations.interest_cards(),
  operations.tell_of_interest(uuid, integer, text, text), operations.interests_waiting() to seamark_member;
grant execute on function operations.guard_interest_record(), operations.guard_interest() to seamark_owner;

set role seamark_owner;

create trigger interest_record_is_guarded before insert or update on access.record
  for each row when (new.kind = 'interest') execute function operations.guard_interest_record();
create trigger interest_is_guarded before insert or update on operations.interest
  for each row execute function operations.guard_interest();

reset role;
