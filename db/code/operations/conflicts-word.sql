-- What is said of a conflict: by either side, and by the duty post that rings both.

set role seamark_service;

-- Each side says what came of it.
create function operations.word_of_conflict(conflict uuid, word text, note text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  c operations.conflict;
begin
  select * into c from operations.conflict x
  where x.id = conflict and x.agency_id = identity.viewer_agency() and x.shown_at is not null for update;
  if not found or not operations.viewer_acts(c.operation_id) then
    return null;
  end if;
  update operations.conflict x
  set word = word_of_conflict.word, word_note = note, word_by = identity.viewer_person(), word_at = now()
  where x.id = c.id;
  return c.event_id;
end
$$;

-- Opens this side to the other, for this conflict alone, once the duty post has rung it. Returns the agencies that learned
-- something new; null where there is nothing to open.
create function operations.open_for_conflict(conflict uuid) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  c operations.conflict;
begin
  select * into c from operations.conflict x
  where x.id = conflict and x.agency_id = identity.viewer_agency() and x.told_at is not null and x.ended_at is null for update;
  if not found or not operations.viewer_acts(c.operation_id) then
    return null;
  end if;
  update operations.conflict x
  set opened_at = coalesce(x.opened_at, now()), opened_by = coalesce(x.opened_by, identity.viewer_person())
  where x.id = c.id;
  return operations.show_sides(c.pair_id);
end
$$;

-- The cards of the duty post: agency, group, hours, desks. Never operation, place or aim. What begins first stands first.
--   wanted       `ring`: pairs of which a side is still to be rung; `all`
--   at, beside   hour and id of the pair behind which a page begins, or before which it ends; null: the first page
--   back, most   how many pairs, of which way
create function operations.broker_cards(wanted text, at timestamptz, beside uuid, back boolean, most integer)
  returns table (side uuid, pair uuid, agency_id integer, agency text, desk text, telephone text, kind_group text,
                 hours tstzrange, shared tstzrange, urgent boolean, found_at timestamptz, told_at timestamptz,
                 told_answered text, told_words text, opened boolean, word text)
  language sql stable security definer set search_path = ''
  begin atomic
    with paged as (
      select p.id, lower(p.shared) as since
      from operations.planned_pair p
      join operations.planned_event a on a.id = p.one_event join operations.planned_event b on b.id = p.other_event
      where (select operations.viewer_is_broker()) and p.ended_at is null and operations.broker_sees(a.disclosure, b.disclosure)
        and (broker_cards.wanted = 'all'
             or exists (select from operations.conflict c where c.pair_id = p.id and c.told_at is null))
        and (broker_cards.at is null
             or case when back then (lower(p.shared), p.id) < (broker_cards.at, beside)
                     else (lower(p.shared), p.id) > (broker_cards.at, beside) end)
      order by case when back then lower(p.shared) end desc, case when back then p.id end desc, lower(p.shared), p.id
      limit most)
    select c.id, p.id, c.agency_id, a.name, e.desk, e.telephone, e.kind_group,
           operations.whole_hours(tstzrange(e.starts_at, e.ends_at)), p.shared,
           p.urgent or lower(p.shared) < now() + make_interval(hours => (select s.urgent_hours from operations.planned_setting s)),
           p.found_at, c.told_at, c.told_answered, c.told_words, c.opened_at is not null, c.word
    from paged
    join operations.planned_pair p on p.id = paged.id
    join operations.conflict c on c.pair_id = p.id
    join operations.planned_event e on e.id = c.event_id
    join identity.agency a on a.id = c.agency_id
    order by paged.since, p.id, a.name, c.id;
  end;

-- One side of a pair, as the duty post rings it.
create function operations.broker_card(side uuid)
  returns table (agency text, desk text, telephone text)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.name, e.desk, e.telephone
    from operations.conflict c
    join operations.planned_pair p on p.id = c.pair_id
    join operations.planned_event e on e.id = c.event_id
    join operations.planned_event o on o.id = case when p.one_event = c.event_id then p.other_event else p.one_event end
    join identity.agency a on a.id = c.agency_id
    where (select operations.viewer_is_broker()) and c.id = broker_card.side and p.ended_at is null
      and operations.broker_sees(e.disclosure, o.disclosure);
  end;

-- The duty post rang one side: who answered, and what was said. From then on the side knows that there is a conflict.
create function operations.tell_of_conflict(side uuid, answered text, words text) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  c operations.conflict;
begin
  if not operations.viewer_is_broker() then
    return null;
  end if;
  select x.* into c from operations.conflict x
  join operations.planned_pair p on p.id = x.pair_id
  join operations.planned_event a on a.id = p.one_event join operations.planned_event b on b.id = p.other_event
  where x.id = side and p.ended_at is null and operations.broker_sees(a.disclosure, b.disclosure) for update of x;
  if not found then
    return null;
  end if;
  update operations.conflict x
  set told_at = now(), told_by = identity.viewer_person(), told_answered = answered, told_words = words
  where x.id = c.id;
  return c.agency_id || operations.show_sides(c.pair_id);
end
$$;

-- What of conflicts waits: `conflict`, to be answered by a side; `ring`, for the duty post, until both sides are told;
-- `silence`, for a second person; `alert`, for the records manager. Every page asks: who may act in an operation is asked
-- once for each, and not for each conflict.
create function operations.conflicts_waiting()
  returns table (kind text, id uuid, operation_id uuid, since timestamptz, from_id integer, urgent boolean, codename text,
                 classification text, name text, number integer)
  language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  mine uuid[];
begin
  select coalesce(array_agg(p.operation_id), '{}') into mine
  from (select distinct m.operation_id from operations.post m
        where m.person_id = identity.viewer_person() and m.state = 'accepted' and m.post <> 'observer') p
  where operations.viewer_acts(p.operation_id);
  if mine <> '{}' then
    return query
      select 'conflict', c.id, c.operation_id, coalesce(c.other_changed_at, c.shown_at), nullif(c.other_agency_id, c.agency_id),
             coalesce(e.starts_at < now() + make_interval(hours => s.urgent_hours), false), d.codename, r.classification,
             null::text, null::integer
      from operations.conflict c
      join operations.operation d on d.id = c.operation_id join access.record r on r.id = d.id
      join operations.planned_event e on e.id = c.event_id
      cross join operations.planned_setting s
      where c.operation_id = any (mine) and c.agency_id = identity.viewer_agency()
        and c.shown_at is not null and c.ended_at is null and (c.word is null or c.other_changed_at > c.word_at)
      order by 6 desc, e.starts_at, c.id limit 50;
    return query
      select 'silence', e.id, e.operation_id, e.created_at, null::integer, false, d.codename, r.classification, null::text,
             null::integer
      from operations.planned_event e
      join operations.operation d on d.id = e.operation_id join access.record r on r.id = d.id
      where e.operation_id = any (mine) and e.agency_id = identity.viewer_agency() and e.state = 'draft'
        and e.person_id <> identity.viewer_person()
      order by e.created_at, e.id limit 50;
  end if;
  if operations.viewer_is_broker() then
    return query
      select 'ring', b.pair, null::uuid, min(b.found_at), null::integer, bool_or(b.urgent), null::text, 'OFFICIAL-SENSITIVE',
             null::text, null::integer
      from operations.broker_cards('ring', null, null, false, 50) b
      group by b.pair
      order by 6 desc, 4;
  end if;
  if access.viewer_manages_records() then
    return query
      select 'alert', a.person_id, null::uuid, a.at, null::integer, false, null::text, 'OFFICIAL', p.name, a.withdrawn
      from operations.planned_alert a join identity.person p on p.id = a.person_id
      where a.agency_id = identity.viewer_agency() and a.seen_at is null and a.person_id <> identity.viewer_person()
      order by a.at, a.person_id limit 50;
  end if;
end
$$;

grant execute on function operations.word_of_conflict(uuid, text, text), operations.open_for_conflict(uuid),
  operations.broker_cards(text, timestamptz, uuid, boolean, integer), operations.broker_card(uuid),
  operations.tell_of_conflict(uuid, text, text), operations.conflicts_waiting() to seamark_member;

reset role;
