-- Matches as one line for what we hold and a partner: our own record of a person, or our own value, with all its
-- matches with that partner. A line is not stored. It is what the viewer's sight leaves of the matches, grouped by
-- our side alone, so it says nothing that the single matches do not say (docs/adr/0018).
set role seamark_service;

-- The matches that stand in one line, whoever may see them. Only the functions below call it.
--   line   our own person's id, or the value as our own record calls it
create function deconfliction.matches_of_line(of_kind text, line text, partner integer) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select m.id from deconfliction.match m
    where m.kind = of_kind and m.key = line
      and m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency())
    union
    -- The partner keeps it sealed, and our own report calls the token by its value.
    select m.id
    from deconfliction.identifier i
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

-- The matches of a line that the viewer may see, the newest first: each by the oldest of our reports on it that the
-- viewer reads.
create function deconfliction.pairs_of_line(of_kind text, line text, partner integer)
  returns table (match_id uuid, side_id uuid, state text, contacted boolean, month text)
  language sql stable security definer set search_path = ''
  begin atomic
    select m.id, own.id, own.state, m.contacted_at is not null,
           to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM')
    -- match by match: the planner cannot know how few a line has, and would judge every match there is
    from deconfliction.matches_of_line(of_kind, line, partner) as l (id)
    cross join lateral (
      select x.id, x.contacted_at, x.opened_at from deconfliction.match x
      where x.id = l.id
        and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
    cross join lateral (
      select s.id, s.state, s.at
      from deconfliction.match_side s
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.report_id offset 0) r
      where s.match_id = m.id and s.agency_id = identity.viewer_agency()
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
      order by r.filed_at, s.id limit 1) own
    cross join lateral (select deconfliction.partner_discloses(m.id, identity.viewer_agency()) as told offset 0) partner
    where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') and partner.told
    order by own.at desc, own.id desc;
  end;

-- The lines in sight, one page of them, and how many there are in all. Every match is judged once by the rule of
-- sight, by both sides; only the page's lines are told.
--   states     of our sides; never `common`
--   words      found in what we hold: value, title, reference, or a name as our reports in sight write it
--   fresh      true: somebody has still to answer and the viewer has never opened it; false: the others
--   in_order   newest, oldest, partner or kind; within the last two the newest first
create function deconfliction.lines_in_sight(
  states text[], wanted_kind text, wanted_partner integer, words text, own_only boolean, operation uuid,
  fresh boolean, in_order text, skip integer, most integer
) returns table (side_id uuid, kind text, line text, partner_id integer, fresh_pairs integer, total integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with side as materialized (
      select s.id, s.match_id, s.kind, s.at, s.state, s.report_id, m.contacted_at,
             case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end as partner_id,
             coalesce(case when m.agency_a = s.agency_id then pm.person_a else pm.person_b end::text,
                      deconfliction.shown_key(m.key, s.report_id)) as line,
             r.author_id, r.compartment_id, r.reference, r.agency_reference, r.title
      from deconfliction.match_side s
      cross join lateral (
        select x.agency_a, x.agency_b, x.key, x.contacted_at from deconfliction.match x
        where x.id = s.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.report_id offset 0) r
      left join lateral (select x.person_a, x.person_b from deconfliction.person_match x
                         where s.kind = 'person' and x.match_id = s.match_id offset 0) pm on true
      where s.agency_id = identity.viewer_agency() and s.state = any (states) and s.state <> 'common'
        and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and (wanted_kind is null or s.kind = wanted_kind)
        and (wanted_partner is null or wanted_partner in (m.agency_a, m.agency_b))
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    ), pair as materialized (
      select s.match_id, s.kind, s.partner_id, s.line, s.contacted_at, max(s.at) as at, min(s.state) as state,
             (array_agg(s.id order by s.at desc, s.id desc))[1] as side_id,
             bool_or(s.author_id = identity.viewer_person()) as own,
             bool_or(s.compartment_id = operation) as in_operation,
             bool_or(words is null
                     or strpos(lower(s.title), lower(words)) > 0
                     or strpos(replace(s.reference, '-', ''), replace(upper(words), '-', '')) > 0
                     or strpos(lower(s.agency_reference), lower(words)) > 0
                     or s.kind <> 'person' and regexp_replace(words, '[^[:alnum:]]', '', 'g') <> ''
                        and strpos(lower(regexp_replace(s.line, '[^[:alnum:]]', '', 'g')),
                                   lower(regexp_replace(regexp_replace(words, '^\s*0', ''), '[^[:alnum:]]', '', 'g'))) > 0
                     or s.kind = 'person' and exists (
                       select from deconfliction.person_mention n cross join lateral unnest(n.names) as w (name)
                       where n.report_id = s.report_id and n.person_id::text = s.line
                         and strpos(lower(w.name), lower(words)) > 0)) as named
      from side s
      group by s.match_id, s.kind, s.partner_id, s.line, s.contacted_at
    ), shown as materialized (
      select p.*, p.state = 'open' and not exists (
               select from deconfliction.thread_seen t
               where t.match_id = p.match_id and t.person_id = identity.viewer_person()) as is_fresh
      from pair p
      -- as in deconfliction.partner_discloses, without a call for each row
      where exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.report_id offset 0) t
        where o.match_id = p.match_id and o.agency_id = p.partner_id
          and case when p.contacted_at is null
            then o.held and access.sight(t.agency_id, t.author_id, t.status, t.classification, t.handling,
                   t.released_to_all, t.released_to, t.compartment_id, t.discoverable, false, true) <> 'none'
            else access.sight(t.agency_id, t.author_id, 'submitted', t.classification, t.handling,
                   false, '{}', null, true, false, true) <> 'none' end)
    ), lines as materialized (
      select s.kind, s.line, s.partner_id, max(s.at) as at,
             (array_agg(s.side_id order by s.at desc, s.side_id desc))[1] as side_id,
             count(*) filter (where s.is_fresh)::integer as fresh_pairs
      from shown s
      group by s.kind, s.line, s.partner_id
      having bool_or(s.named)
        and (not own_only or bool_or(s.own))
        and (operation is null or bool_or(s.in_operation))
        and (fresh is null or fresh = bool_or(s.is_fresh))
    )
    select l.side_id, l.kind, l.line, l.partner_id, l.fresh_pairs, (count(*) over ())::integer
    from lines l join identity.agency a on a.id = l.partner_id
    order by case when in_order = 'partner' then a.name when in_order = 'kind' then l.kind end,
             case when in_order = 'oldest' then l.at end,
             l.at desc, l.side_id desc
    offset skip limit most;
  end;

grant execute on function deconfliction.pairs_of_line(text, text, integer),
  deconfliction.lines_in_sight(text[], text, integer, text, boolean, uuid, boolean, text, integer, integer)
  to seamark_member;

-- As in 0027, one row for each line: our own person and a partner, by the most useful of its pairs.
drop function deconfliction.pairs_waiting(real[], uuid, integer);
create function deconfliction.pairs_waiting(limits real[], behind uuid, most integer)
  returns table (side_id uuid, match_id uuid, partner_id integer, month text, connects boolean,
                 report_id uuid, reference text, title text, classification text, records integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with wanted as (
      select distinct s.match_id, true as waits from deconfliction.match_side s
      where s.agency_id = identity.viewer_agency() and s.kind = 'person' and s.state = 'open' and s.held
      union all
      select s.match_id, false from deconfliction.match_side s
      where s.id = behind and s.agency_id = identity.viewer_agency()
    ), candidate as materialized (
      select m.id, m.opened_at, w.waits,
             coalesce(case when m.agency_a = identity.viewer_agency() then pm.person_a else pm.person_b end, m.id) as line,
             case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end as partner_id,
             -- a sealed pair has no probability: its tokens are equal, and it stands with the likely ones
             coalesce((select count(*)::integer from unnest(limits) as l (at_least) where pm.probability >= l.at_least), 2) as likeness
      from wanted w
      join deconfliction.match m on m.id = w.match_id
      left join deconfliction.person_match pm on pm.match_id = m.id
      where identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
      order by w.waits, likeness desc, m.opened_at, m.id
      limit 1000
    ), placed as materialized (
      select c.*, not exists (
        select from deconfliction.match_side ours
        join deconfliction.match_side also on also.report_id = ours.report_id and also.match_id <> ours.match_id and also.held
        join deconfliction.match_side theirs
          on theirs.match_id = also.match_id and theirs.agency_id = c.partner_id and theirs.held
        join deconfliction.match_side here on here.match_id = c.id and here.report_id = theirs.report_id and here.held
        join deconfliction.match other on other.id = also.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then other.common_official else other.common end
        join deconfliction.side_record r on r.id = ours.report_id
        join deconfliction.side_record o on o.id = theirs.report_id
        where ours.match_id = c.id and ours.agency_id = identity.viewer_agency() and ours.held
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
          and access.sight(o.agency_id, o.author_id, o.status, o.classification, o.handling, o.released_to_all,
                           o.released_to, o.compartment_id, o.discoverable, false, true) <> 'none') as connects
      from candidate c
    ), place as materialized (
      select p.* from placed p where not p.waits
    ), told as materialized (
      -- of each line the most useful pair that the viewer may know of, with how many there are
      select p.*, count(*) over (partition by p.partner_id, p.line) as records,
             row_number() over (partition by p.partner_id, p.line
                                order by p.connects desc, p.likeness desc, p.opened_at, p.id) as rank
      from placed p
      where p.waits and deconfliction.partner_discloses(p.id, identity.viewer_agency())
        and deconfliction.own_side_visible(p.id, identity.viewer_agency())
    )
    select own.side_id, p.id, p.partner_id, to_char(p.opened_at at time zone 'Europe/London', 'YYYY-MM'), p.connects,
           own.report_id, own.reference, own.title, own.classification, p.records::integer
    from (
      select c.* from told c
      where c.rank = 1 and (behind is null or exists (
        select from place l where (not c.connects, -c.likeness, c.opened_at, c.id) > (not l.connects, -l.likeness, l.opened_at, l.id)))
      order by c.connects desc, c.likeness desc, c.opened_at, c.id offset 0) p
    cross join lateral (
      select s.id as side_id, r.id as report_id, r.reference, r.title, r.classification
      from deconfliction.match_side s join deconfliction.side_record r on r.id = s.report_id
      where s.match_id = p.id and s.agency_id = identity.viewer_agency() and s.held
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
      order by r.filed_at, s.id limit 1) own
    order by p.connects desc, p.likeness desc, p.opened_at, p.id
    limit most;
  end;
grant execute on function deconfliction.pairs_waiting(real[], uuid, integer) to seamark_member;

reset role;
