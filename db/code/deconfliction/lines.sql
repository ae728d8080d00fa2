-- Matches as one line for what we hold and a partner: our own record of a person, or our own value, with all its
-- matches with that partner. A line is not stored. It is what the viewer's sight leaves of the matches, grouped by
-- our side alone, so it says nothing that the single matches do not say (docs/adr/0018-lines-of-matches.md).

set role seamark_service;

-- As somebody types who is in a hurry: without capitals and accents.
create function deconfliction.folded(words text) returns text
  language sql immutable strict parallel safe set search_path = ''
  return lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f]', '', 'g'));

-- The matches that stand in one line, whoever may see them. Only functions call it.
--   line   our own person's id, or the value as our own record calls it
create function deconfliction.matches_of_line(of_kind text, line text, partner integer) returns setof uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select m.id from deconfliction.match m
    where m.kind = of_kind and m.key = line
      and m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency())
    union
    -- The partner keeps it sealed, and our own record calls the token by its value, or by the person.
    select m.id
    from deconfliction.sealed_token t
    join deconfliction.match m on m.kind = of_kind and m.key = deconfliction.sealed_key(t.element)
      and m.agency_a = least(partner, identity.viewer_agency()) and m.agency_b = greatest(partner, identity.viewer_agency())
    where t.shown = line and t.kind = of_kind and t.agency_id = identity.viewer_agency()
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
-- viewer reads. A report of ours that calls the token otherwise stands in another line, and is no answer here: its
-- words may be above the viewer.
create function deconfliction.pairs_of_line(of_kind text, line text, partner integer)
  returns table (match_id uuid, side_id uuid, state text, contacted boolean, month text)
  language sql stable security definer set search_path = ''
  begin atomic
    select m.id, own.id, own.state, m.contacted_at is not null,
           to_char(m.opened_at at time zone 'Europe/London', 'YYYY-MM')
    -- match by match: the planner cannot know how few a line has, and would judge every match there is
    from deconfliction.matches_of_line(of_kind, line, partner) as l (id)
    cross join lateral (
      select x.id, x.key, x.contacted_at, x.opened_at from deconfliction.match x
      where x.id = l.id
        and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
    cross join lateral (
      select s.id, s.state, s.at
      from deconfliction.match_side s
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.record_id offset 0) r
      where s.match_id = m.id and s.agency_id = identity.viewer_agency()
        and (m.key not like 'sealed:%' or deconfliction.key_for_owner(m.key, s.record_id) = line)
        and access.sight(r.record, false, false) = 'full'
      order by r.filed_at, s.id limit 1) own
    cross join lateral (select deconfliction.partner_side_in_sight(m.id, identity.viewer_agency()) as told offset 0) partner
    where access.viewer_reads_content() and partner.told
    order by own.at desc, own.id desc;
  end;

-- The lines in sight, one page of them, and how many there are in all. Every match is judged once by the rule of
-- sight, by both sides; only the page's lines are told.
--   states     of our sides; never `common`
--   words      each of them, in the title or in a name as our reports in sight write it; or as a whole in the value or a
--              reference
--   keys       `phone:+447700900123`: what the words are as values; null where they are not looked for
--   fresh      true: somebody has still to answer and the viewer has never opened it; false: the others
--   in_order   newest, oldest, partner or kind; within the last two the newest first
create function deconfliction.lines_in_sight(
  states text[], wanted_kind text, wanted_partner integer, words text, keys text[], own_only boolean, operation uuid,
  fresh boolean, in_order text, skip integer, most integer
) returns table (side_id uuid, kind text, line text, partner_id integer, fresh_pairs integer, total integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with side as materialized (
      select s.id, s.match_id, s.kind, s.at, s.state, s.record_id, m.contacted_at,
             case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end as partner_id,
             coalesce(case when m.agency_a = s.agency_id then pm.person_a else pm.person_b end::text,
                      deconfliction.key_for_owner(m.key, s.record_id)) as line,
             pm.person_a is not null as has_person,
             r.author_id, r.compartment_id, r.reference, r.agency_reference, r.title
      from deconfliction.match_side s
      cross join lateral (
        select x.agency_a, x.agency_b, x.key, x.contacted_at from deconfliction.match x
        where x.id = s.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.record_id offset 0) r
      left join lateral (select x.person_a, x.person_b from deconfliction.person_match x
                         where s.kind = 'person' and x.match_id = s.match_id offset 0) pm on true
      where s.agency_id = identity.viewer_agency() and s.state = any (states) and s.state <> 'common'
        and access.viewer_reads_content()
        and (wanted_kind is null or s.kind = wanted_kind)
        and (wanted_partner is null or wanted_partner in (m.agency_a, m.agency_b))
        and access.sight(r.record, false, false) = 'full'
    ), pair as materialized (
      select s.match_id, s.kind, s.partner_id, s.line, s.contacted_at, max(s.at) as at, min(s.state) as state,
             (array_agg(s.id order by s.at desc, s.id desc))[1] as side_id,
             bool_or(s.author_id = identity.viewer_person())
               or exists (select from deconfliction.match_taken t
                          where t.match_id = s.match_id and t.agency_id = identity.viewer_agency()
                            and t.person_id = identity.viewer_person()) as own,
             bool_or(s.compartment_id = operation) as in_operation,
             bool_or(words is null
                     or s.kind || ':' || s.line = any (keys)
                     or strpos(replace(s.reference, '-', ''), replace(upper(words), '-', '')) > 0
                     or strpos(lower(s.agency_reference), lower(words)) > 0
                     or s.kind <> 'person' and regexp_replace(words, '[^[:alnum:]]', '', 'g') <> ''
                        and strpos(lower(regexp_replace(s.line, '[^[:alnum:]]', '', 'g')),
                                   lower(regexp_replace(regexp_replace(words, '^\s*0', ''), '[^[:alnum:]]', '', 'g'))) > 0
                     or not exists (
                       select from regexp_split_to_table(deconfliction.folded(words), '\s+') as w (word)
                       where strpos(deconfliction.folded(concat_ws(' ', s.title,
                         case when s.kind = 'person' and not s.has_person then s.line end,
                         case when s.has_person then (
                           select string_agg(array_to_string(n.names, ' '), ' ') from deconfliction.person_mention n
                           where n.record_id = s.record_id and n.person_id::text = s.line) end)), w.word) = 0)) as named
      from side s
      group by s.match_id, s.kind, s.partner_id, s.line, s.contacted_at
    ), shown as materialized (
      select p.*, p.state = 'open' and not exists (
               select from deconfliction.thread_seen t
               where t.match_id = p.match_id and t.person_id = identity.viewer_person()) as is_fresh
      from pair p
      -- as in deconfliction.partner_side_in_sight, without a call for each row
      where exists (
        select from deconfliction.match_side o
        cross join lateral (select x.* from deconfliction.side_record x where x.id = o.record_id offset 0) t
        where o.match_id = p.match_id and o.agency_id = p.partner_id
          and case when p.contacted_at is null
            then o.held and access.sight(t.record, false, true) <> 'none'
            else access.sight_after_contact(t.record) <> 'none' end)
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
  deconfliction.lines_in_sight(text[], text, integer, text, text[], boolean, uuid, boolean, text, integer, integer)
  to seamark_member;

reset role;
