-- The queue of pairs that may be one person.

set role seamark_service;

-- The pairs of persons that wait for the viewer's agency, in the viewer's sight, each by the oldest of our reports on
-- it that the viewer reads, with the line in which it stands. Only the two functions below call it.
create function deconfliction.pairs_in_queue()
  returns table (match_id uuid, partner_id integer, line text, probability real, opened_at timestamptz,
                 side_id uuid, record_id uuid, reference text, title text, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    with side as materialized (
      select distinct on (s.match_id) s.match_id, s.id, s.record_id, m.key, m.opened_at, m.contacted_at,
             case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end as partner_id,
             m.agency_a = s.agency_id as is_a, r.reference, r.title, r.classification
      from deconfliction.match_side s
      cross join lateral (
        select x.agency_a, x.agency_b, x.key, x.opened_at, x.contacted_at from deconfliction.match x
        where x.id = s.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then x.common_official else x.common end offset 0) m
      cross join lateral (select x.* from deconfliction.side_record x where x.id = s.record_id offset 0) r
      where s.agency_id = identity.viewer_agency() and s.kind = 'person' and s.state = 'open' and s.held
        and access.viewer_reads_content()
        and access.sight(r.record, false, false) = 'full'
      order by s.match_id, r.filed_at, s.id
    )
    select s.match_id, s.partner_id,
           coalesce(case when s.is_a then pm.person_a else pm.person_b end::text,
                    deconfliction.key_for_owner(s.key, s.record_id)),
           pm.probability, s.opened_at, s.id, s.record_id, s.reference, s.title, s.classification
    from side s
    left join lateral (select x.person_a, x.person_b, x.probability from deconfliction.person_match x
                       where x.match_id = s.match_id offset 0) pm on true
    -- as in deconfliction.partner_side_in_sight, without a call for each row
    where exists (
      select from deconfliction.match_side o
      cross join lateral (select x.* from deconfliction.side_record x where x.id = o.record_id offset 0) t
      where o.match_id = s.match_id and o.agency_id = s.partner_id
        and case when s.contacted_at is null
          then o.held and access.sight(t.record, false, true) <> 'none'
          else access.sight_after_contact(t.record) <> 'none' end);
  end;

-- How many lines wait in the queue: as many as one meets who reads it to its end.
create function deconfliction.pairs_waiting_count()
  returns table (lines integer, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select count(distinct (q.partner_id, q.line))::integer, date_trunc('month', min(q.opened_at), 'Europe/London'),
           case when bool_or(q.classification = 'OFFICIAL-SENSITIVE') then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end
    from deconfliction.pairs_in_queue() q
    where access.viewer_reads_content();
  end;

-- Pairs of persons that nobody of ours has answered, the most useful first: those that connect reports which
-- nothing else connects, then the likelier, then the older. One row for each line, our own person and a partner, by
-- the most useful of its pairs. Whether nothing else connects two reports is asked of the thousand likeliest; the
-- others stand behind them.
-- What connects is judged by what the viewer may know on both sides, so that a place in the queue never hints
-- at a silent record.
--   limits   from which probability each word counts (likelihood.ts)
--   behind   go on behind this side of ours, whatever has become of it
create function deconfliction.pairs_waiting(limits real[], behind uuid, most integer)
  returns table (side_id uuid, match_id uuid, partner_id integer, month text, connects boolean,
                 record_id uuid, reference text, title text, classification text, records integer)
  language sql stable security definer set search_path = ''
  begin atomic
    with candidate as materialized (
      select q.*, true as waits,
             -- a sealed pair has no probability: its tokens are equal, and it stands with the likely ones
             coalesce((select count(*)::integer from unnest(limits) as l (at_least) where q.probability >= l.at_least), 2) as band
      from deconfliction.pairs_in_queue() q
      union all
      -- the place behind which to go on, which may be answered by now
      select m.id, case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end, m.id::text,
             pm.probability, m.opened_at, s.id, s.record_id, '', '', '', false,
             coalesce((select count(*)::integer from unnest(limits) as l (at_least) where pm.probability >= l.at_least), 2)
      from deconfliction.match_side s
      join deconfliction.match m on m.id = s.match_id
      left join deconfliction.person_match pm on pm.match_id = m.id
      where s.id = behind and s.agency_id = identity.viewer_agency()
        and access.viewer_reads_content()
    ), placed as materialized (
      select c.*, c.rank <= 1000 and not exists (
        select from deconfliction.match_side ours
        join deconfliction.match_side also on also.record_id = ours.record_id and also.match_id <> ours.match_id and also.held
        join deconfliction.match_side theirs
          on theirs.match_id = also.match_id and theirs.agency_id = c.partner_id and theirs.held
        join deconfliction.match_side here on here.match_id = c.match_id and here.record_id = theirs.record_id and here.held
        join deconfliction.match other on other.id = also.match_id
          and not case access.viewer_counting() when 'OFFICIAL' then other.common_official else other.common end
        join deconfliction.side_record r on r.id = ours.record_id
        join deconfliction.side_record o on o.id = theirs.record_id
        where ours.match_id = c.match_id and ours.agency_id = identity.viewer_agency() and ours.held
          and access.sight(r.record, false, false) = 'full'
          and access.sight(o.record, false, true) <> 'none') as connects
      -- the place counts as the pair that it is, or was
      from (select x.*, count(*) filter (where x.waits)
                          over (order by x.band desc, x.opened_at, x.match_id range unbounded preceding) as rank
            from candidate x) c
    ), place as materialized (
      select p.* from placed p where not p.waits
    ), told as materialized (
      -- of each line the most useful pair that the viewer may know of, with how many there are
      select p.*, count(*) over (partition by p.partner_id, p.line) as records,
             row_number() over (partition by p.partner_id, p.line
                                order by p.connects desc, p.band desc, p.opened_at, p.match_id) as place_in_line
      from placed p
      where p.waits
    )
    select c.side_id, c.match_id, c.partner_id, to_char(c.opened_at at time zone 'Europe/London', 'YYYY-MM'), c.connects,
           c.record_id, c.reference, c.title, c.classification, c.records::integer
    from told c
    where c.place_in_line = 1 and (behind is null or exists (
      select from place l
      where (not c.connects, -c.band, c.opened_at, c.match_id) > (not l.connects, -l.band, l.opened_at, l.match_id)))
    order by c.connects desc, c.band desc, c.opened_at, c.match_id
    limit most;
  end;

grant execute on function deconfliction.pairs_waiting_count(),
  deconfliction.pairs_waiting(real[], uuid, integer) to seamark_member;

reset role;
