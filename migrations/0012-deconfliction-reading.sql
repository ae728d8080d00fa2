-- Reading across agencies, each function with the rule of sight in it.
set role seamark_service;

-- Our sides of matches in sight, newest first (or oldest), at most `most`. One index is read in its order;
-- what cannot be in sight is passed over by its plain columns, and the rule decides about the rest. A test
-- holds it against the policies.
--   behind   go on behind this row of our own
--   at       when our side came to the match: for ordering only, it may be the moment a partner filed
--   since    from when it waits for us: exact where our own filing opened it, otherwise the month
create function deconfliction.matches_in_sight(
  wanted_state text, wanted_kind text, behind uuid, most integer, oldest_first boolean
) returns table (
  side_id uuid, match_id uuid, kind text, key text, partner_id integer, month text, state text, at timestamptz, since timestamptz,
  report_id uuid, reference text, agency_reference text, title text, classification text
)
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine integer := identity.viewer_agency();
  place timestamptz := (select s.at from deconfliction.match_side s where s.id = behind and s.agency_id = mine);
  direction text := case when oldest_first then '' else ' desc' end;
begin
  if not identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator') then
    return;
  end if;
  return query execute
    'select q.id, q.match_id, q.kind, m.key, case when m.agency_a = $1 then m.agency_b else m.agency_a end,
            to_char(m.opened_at at time zone ''Europe/London'', ''YYYY-MM''), q.state, q.at,
            case when q.at < r.filed_at + interval ''1 minute'' then q.at else date_trunc(''month'', q.at, ''Europe/London'') end,
            r.id, r.reference, r.agency_reference, r.title, r.classification
     from (
       select s.id, s.match_id, s.report_id, s.kind, s.state, s.at
       from deconfliction.match_side s
       where s.agency_id = $1 and s.state <> ''common'''
    || case when wanted_state is not null then ' and s.state = $2' else '' end
    || case when wanted_kind is not null then ' and s.kind = $3' else '' end
    || case when behind is null then ''
            when oldest_first then ' and (s.at, s.id) > ($4, $5)' else ' and (s.at, s.id) < ($4, $5)' end
    || ' order by s.at' || direction || ', s.id' || direction || ' offset 0) q
     join deconfliction.match m on m.id = q.match_id
     join intelligence.report r on r.id = q.report_id
     where exists (
         -- as in deconfliction.partner_discloses, without a call for each row; the plain columns come first
         select from deconfliction.match_side p join intelligence.report o on o.id = p.report_id
         where p.match_id = q.match_id and p.agency_id <> $1
           and (m.contacted_at is not null or (p.held and (o.discoverable or o.released_to_all or $1 = any (o.released_to))))
           and case when m.contacted_at is null
             then access.sight(o.agency_id, o.author_id, o.status, o.classification, o.handling,
                    o.released_to_all, o.released_to, o.compartment_id, o.discoverable, false, true)
             else access.sight(o.agency_id, o.author_id, ''submitted'', o.classification, o.handling,
                    false, ''{}'', null, true, false, true)
             end <> ''none'')
       and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                        r.released_to, r.compartment_id, r.discoverable, false, false) = ''full''
     order by q.at' || direction || ', q.id' || direction || ' limit $6'
    using mine, wanted_state, wanted_kind, place, behind, most;
end
$$;

-- How many such sides there are, counted up to `most`.
create function deconfliction.matches_waiting(most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select count(*)::integer from deconfliction.matches_in_sight('open', null, null, most, false);
  end;

-- The oldest matches that nobody of ours has answered, at most `most` with each partner: one agency's
-- thousand must not hide another's one. A match is one row, whichever of our reports are on it.
create function deconfliction.unanswered_by_partner(most integer)
  returns table (side_id uuid, match_id uuid, kind text, key text, partner_name text, since timestamptz, classification text)
  language sql stable security definer set search_path = ''
  begin atomic
    select open.side_id, open.match_id, open.kind, open.key, partner.name, open.since, open.classification
    from identity.agency partner
    cross join lateral (
      select own.side_id, m.id as match_id, m.kind, m.key, own.since, own.classification
      from deconfliction.match m
      cross join lateral (
        select s.id as side_id, r.classification,
               case when s.at < r.filed_at + interval '1 minute' then s.at
                    else date_trunc('month', s.at, 'Europe/London') end as since
        from deconfliction.match_side s join intelligence.report r on r.id = s.report_id
        where s.match_id = m.id and s.agency_id = identity.viewer_agency() and s.state = 'open'
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        order by s.at limit 1) own
      where m.agency_a = least(partner.id, identity.viewer_agency())
        and m.agency_b = greatest(partner.id, identity.viewer_agency())
        and m.contacted_at is null
        and deconfliction.partner_discloses(m.id, identity.viewer_agency())
      order by m.opened_at
      limit most) open
    where partner.id <> identity.viewer_agency()
      and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator');
  end;

-- Is this value held by a partner that lets it be discovered? The answer names agencies, nothing else.
-- It steps from one holding agency to the next in the index of open records, so a value that thousands
-- hold costs no more than its agencies, and what the viewer may not know costs nothing.
create function deconfliction.partners_holding(wanted_kind text, wanted_key text)
  returns table (agency_id integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select distinct found.agency_id
    from unnest(case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                     then array['OFFICIAL', 'OFFICIAL-SENSITIVE'] else array['OFFICIAL'] end) as cleared (classification)
    cross join lateral (
      with recursive holder as (
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                order by i.agency_id limit 1) as agency_id
        union all
        select (select i.agency_id from deconfliction.identifier i
                where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
                  and i.agency_id > h.agency_id
                order by i.agency_id limit 1)
        from holder h where h.agency_id is not null
      )
      select h.agency_id from holder h
      where h.agency_id <> identity.viewer_agency()
        and exists (
          select from deconfliction.identifier i join intelligence.report r on r.id = i.report_id
          where i.open and i.kind = wanted_kind and i.key = wanted_key and i.classification = cleared.classification
            and i.agency_id = h.agency_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                             r.released_to, r.compartment_id, r.discoverable, false, true) <> 'none')
    ) found
    order by 1;
  end;

-- For how many reports within sight a common value stands, counted up to `most`. Open records that the
-- viewer is cleared for are in sight (rule 9) and counted in the index; of the others only our own can be.
create function deconfliction.common_count(wanted_kind text, wanted_key text, most integer) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select least(most, (
      select count(*) from (
        select from deconfliction.identifier i
        where i.open and i.kind = wanted_kind and i.key = wanted_key
          and i.classification = any (case when access.viewer_is_cleared_for('OFFICIAL-SENSITIVE')
                                      then array['OFFICIAL', 'OFFICIAL-SENSITIVE'] else array['OFFICIAL'] end)
        limit most) as bounded
      ) + (
      select count(*) from (
        select from deconfliction.identifier i join intelligence.report r on r.id = i.report_id
        where not i.open and i.kind = wanted_kind and i.key = wanted_key and i.agency_id = identity.viewer_agency()
          and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                           r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
        limit most) as bounded))::integer;
  end;
grant execute on function deconfliction.matches_in_sight(text, text, uuid, integer, boolean),
  deconfliction.unanswered_by_partner(integer),
  deconfliction.matches_waiting(integer), deconfliction.partners_holding(text, text), deconfliction.common_count(text, text, integer) to seamark_member;

-- What a cleared intelligence officer of another agency gets of one agency's reports in a match. The
-- rule is asked with that viewer's settings; they are put back before this returns, and a fault on the
-- way undoes them with the transaction.
create function deconfliction.sights_as(viewer integer, match uuid, owner integer)
  returns table (report_id uuid, sight text)
  language plpgsql security definer set search_path = '' as $$
declare
  names constant text[] := array['seamark.agency', 'seamark.person', 'seamark.roles', 'seamark.clearance', 'seamark.active'];
  theirs constant text[] := array[viewer::text, '', 'intelligence_officer', 'OFFICIAL-SENSITIVE', 'true'];
  before text[] := (select array_agg(coalesce(current_setting(n.name, true), '') order by n.place)
                    from unnest(names) with ordinality as n (name, place));
begin
  perform set_config(n.name, n.value, true) from unnest(names, theirs) as n (name, value);
  return query
    select r.id, access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                              r.released_to, r.compartment_id, r.discoverable, false, true)
    from deconfliction.match_side s join intelligence.report r on r.id = s.report_id
    where s.match_id = sights_as.match and s.agency_id = owner and s.held;
  perform set_config(n.name, n.value, true) from unnest(names, before) as n (name, value);
end
$$;

-- "What do they see of this?": of those of our own reports in a match that the asker may read.
create function deconfliction.what_they_see(match uuid) returns table (report_id uuid, sight text)
  language sql security definer set search_path = ''
  begin atomic
    select theirs.report_id, theirs.sight
    from deconfliction.match m
    cross join lateral deconfliction.sights_as(
      case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end, m.id, identity.viewer_agency()) theirs
    join intelligence.report r on r.id = theirs.report_id
    where m.id = what_they_see.match
      and identity.viewer_agency() in (m.agency_a, m.agency_b)
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full';
  end;
grant execute on function deconfliction.what_they_see(uuid) to seamark_member;

-- Tells the owners of silent records who asked. Returns the agencies that were told.
create function deconfliction.notice_silent_hits(most integer) returns integer[]
  language plpgsql security definer set search_path = '' as $$
declare
  told integer[];
begin
  with taken as (
    delete from deconfliction.check_awaiting_notice
    where check_id in (select w.check_id from deconfliction.check_awaiting_notice w order by w.check_id
                       limit most for update skip locked)
    returning check_id
  ), met as (
    select i.agency_id as owner_id, i.report_id, c.kind, c.key, c.agency_id as asked_by,
           (c.at at time zone 'UTC')::date as day, max(c.at) as at, count(*) as times
    from taken join deconfliction."check" c on c.id = taken.check_id
    cross join lateral (
      select h.agency_id, h.report_id from deconfliction.identifier h
      where h.kind = c.kind and h.key = c.key and h.agency_id <> c.agency_id and not h.open limit 100) i
    group by 1, 2, 3, 4, 5, 6
  ), kept as (
    insert into deconfliction.silent_hit (owner_id, report_id, kind, key, asked_by, day, at, times)
    select owner_id, report_id, kind, key, asked_by, day, at, times from met
    on conflict (report_id, kind, key, asked_by, day) do update
      set times = silent_hit.times + excluded.times, at = greatest(silent_hit.at, excluded.at)
    returning owner_id, report_id, asked_by
  ), noted as (
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'consultation', 'deconfliction.silent-hit', kept.owner_id, nullif(current_setting('seamark.service', true), ''),
           'report', kept.report_id, jsonb_build_object('asked_by', kept.asked_by)
    from kept
  )
  select coalesce(array_agg(distinct owner_id), '{}') into told from kept;
  return told;
end
$$;

reset role;
