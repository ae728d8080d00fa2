-- What each side of two planned events learns. `conflict-cases.csv` pins it, as it pins the program's own function.

set role seamark_service;

create function operations.side_learns(mine text, theirs text, their_group text, i_was_told boolean, they_opened boolean)
  returns text language sql immutable parallel safe
  return case
    -- A notice for everybody's safety is open to all, always.
    when their_group = 'safety' then 'contact'
    when mine = 'silent' then case when theirs = 'open' then 'desk' else 'nothing' end
    when theirs = 'silent' then 'nothing'
    when mine = 'open' and theirs = 'open' then 'contact'
    when not i_was_told then 'nothing'
    when they_opened then 'contact'
    else 'told' end;

-- The duty post sees cards of both where one side asked for it, and neither is silent.
create function operations.broker_sees(one text, other text) returns boolean language sql immutable parallel safe
  return 'broker' in (one, other) and 'silent' not in (one, other);

-- Cells of 0.1 by 0.15 degrees, about 10 km: the same to which a place is coarsened 28 days after the end.
create function operations.middle_of_cell(at jsonb) returns jsonb language sql immutable parallel safe set search_path = ''
  return jsonb_build_object('lat', (floor((at ->> 'lat')::float8 / 0.1) + 0.5) * 0.1,
                            'lon', (floor((at ->> 'lon')::float8 / 0.15) + 0.5) * 0.15);

create function operations.middles_of_cells(points jsonb) returns jsonb
  language sql immutable parallel safe set search_path = ''
  begin atomic
    select jsonb_agg(operations.middle_of_cell(p.at) order by p.number)
    from jsonb_array_elements(points) with ordinality p (at, number);
  end;

-- Half the diagonal of a point's cell in metres, along its side that is nearer to the equator, and half a per cent for the
-- way that a line between two points takes over the sphere.
create function operations.half_of_cell(at jsonb) returns double precision
  language sql immutable parallel safe set search_path = ''
  return 1.005 * (6371008.8 * pi() / 180) * sqrt(0.05 ^ 2 + (0.075 * cosd(greatest(
    abs((floor((at ->> 'lat')::float8 / 0.1) + 0.5) * 0.1) - 0.05, 0))) ^ 2);

-- The duty post: a coordinator of the task force who is in no operation. Whom somebody else asks for is in none before they
-- accept: or whoever leads an operation could ask for all of them, and nobody would ring.
create function operations.viewer_is_broker() returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select access.viewer_accepts_operations() and identity.viewer_is_of_task_force()
      and not exists (select from operations.post p
                      where p.person_id = identity.viewer_person()
                        and (p.state = 'accepted' or p.state = 'proposed' and p.proposed_by = p.person_id));
  end;

-- A place as the finder looks at it. That an event is near one for which the duty post is rung is said to whoever lodged
-- the other; with many of them, or with one that moves, they would draw the place to the metre. So the finder sees each
-- point of such a place in the middle of its cell of about 10 km, and what it says depends on nothing finer.
create function operations.looked_place(place jsonb, disclosure text) returns jsonb
  language sql immutable set search_path = ''
  return case
    when disclosure <> 'broker' then place
    when place ? 'at' then place || jsonb_build_object('at', operations.middle_of_cell(place -> 'at'))
    when place ? 'centre' then place || jsonb_build_object('centre', operations.middle_of_cell(place -> 'centre'))
    when place ? 'corners' then place || jsonb_build_object('corners', operations.middles_of_cells(place -> 'corners'))
    else place || jsonb_build_object('points', operations.middles_of_cells(place -> 'points')) end;

-- Metres by which a place as the finder looks at it may lie beside the place as it is: half the diagonal of its cells. It
-- depends on the cells alone, too.
create function operations.looked_slack(place jsonb, disclosure text) returns double precision
  language sql immutable set search_path = ''
  begin atomic
    select case when disclosure <> 'broker' then 0 else (
      select max(operations.half_of_cell(p.at))
      from jsonb_array_elements(coalesce(place -> 'points', place -> 'corners',
             jsonb_build_array(coalesce(place -> 'centre', place -> 'at')))) p (at)) end;
  end;

-- Do two groups concern each other?
create function operations.groups_matter(one text, other text) returns boolean
  language sql stable set search_path = ''
  begin atomic
    select not (one = 'visible' and other = 'visible') or (select s.visible_meets_visible from operations.planned_setting s);
  end;

-- The time of an event with the margin of its group on both sides.
create function operations.widened(kind_group text, starts_at timestamptz, ends_at timestamptz) returns tstzrange
  language sql stable set search_path = ''
  begin atomic
    select tstzrange(starts_at - m.margin, ends_at + m.margin)
    from (select make_interval(hours => case kind_group
            when 'enforcement' then s.enforcement_hours when 'protected' then s.protected_hours
            when 'visible' then s.visible_hours else s.safety_hours end) as margin
          from operations.planned_setting s) m;
  end;

-- Whole hours, rounded outward.
create function operations.whole_hours(during tstzrange) returns tstzrange language sql immutable parallel safe
  return tstzrange(date_bin('1 hour', lower(during), '2000-01-01T00:00Z'),
                   date_bin('1 hour', upper(during) + interval '1 hour' - interval '1 microsecond', '2000-01-01T00:00Z'));

-- Writes into both sides of a pair what each has learned by now, and notes it in the ledger of whoever learned. The other
-- agency's ledger says nothing: it may not know. Returns the agencies that learned something new.
create function operations.show_sides(pair uuid) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with sides as (
    select c.id, c.agency_id, c.learned as learned_before, p.shared, o.agency_id as other_agency_id, o.desk, o.telephone, o.kind_group,
           nullif(operations.side_learns(e.disclosure, o.disclosure, o.kind_group, c.told_at is not null,
                                         x.opened_at is not null), 'nothing') as learns
    from operations.planned_pair p
    join operations.conflict c on c.pair_id = p.id
    join operations.conflict x on x.pair_id = p.id and x.id <> c.id
    join operations.planned_event e on e.id = c.event_id
    join operations.planned_event o on o.id = x.event_id
    where p.id = show_sides.pair and p.ended_at is null
  ), shown as (
    update operations.conflict c set
      shown_at = coalesce(c.shown_at, now()), learned = s.learns,
      other_agency_id = case when s.learns in ('contact', 'desk') then s.other_agency_id end,
      other_desk = case when s.learns in ('contact', 'desk') then s.desk end,
      other_telephone = case when s.learns = 'contact' then s.telephone end,
      other_group = case when s.learns in ('contact', 'desk') then s.kind_group end,
      shared = case when s.learns = 'contact' then s.shared end
    from sides s
    where c.id = s.id and s.learns is not null
      and (c.learned, c.other_agency_id, c.other_desk, c.other_telephone, c.other_group, c.shared)
        is distinct from (s.learns,
          case when s.learns in ('contact', 'desk') then s.other_agency_id end,
          case when s.learns in ('contact', 'desk') then s.desk end,
          case when s.learns = 'contact' then s.telephone end,
          case when s.learns in ('contact', 'desk') then s.kind_group end,
          case when s.learns = 'contact' then s.shared end)
    returning c.id, c.agency_id
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
    select 'disclosure', 'operations.conflict.show', shown.agency_id,
           coalesce(nullif(current_setting('seamark.service', true), ''), 'planned-events'), 'conflict', shown.id,
           array[shown.agency_id]
    from shown
  )
  select coalesce(array_agg(distinct shown.agency_id), '{}') into told from shown;
  return told;
end
$$;

grant execute on function operations.side_learns(text, text, text, boolean, boolean),
  operations.broker_sees(text, text), operations.viewer_is_broker() to seamark_member;

reset role;
