-- Matches in the viewer's sight.

set role seamark_service;

-- Our sides of matches in sight, newest first (or oldest), at most `most`. One index is read in its order;
-- what cannot be in sight is passed over by its plain columns, and the rule decides about the rest. A test
-- holds it against the policies. The key is what our own record calls the value (key_for_owner). A side of state
-- `common` rests for everybody; one that rests for higher clearances only is passed over here.
--   behind   go on behind this row of our own
--   at       when our side came to the match: for ordering only, it may be the moment a partner filed
--   since    from when it waits for us: exact where our own filing opened it, otherwise the month
create function deconfliction.matches_in_sight(
  wanted_state text, wanted_kind text, behind uuid, most integer, oldest_first boolean
) returns table (
  side_id uuid, match_id uuid, kind text, key text, partner_id integer, month text, state text, at timestamptz, since timestamptz,
  record_id uuid, reference text, agency_reference text, title text, classification text
)
  language plpgsql stable security definer set search_path = '' as $$
declare
  mine integer := identity.viewer_agency();
  place timestamptz := (select s.at from deconfliction.match_side s where s.id = behind and s.agency_id = mine);
  direction text := case when oldest_first then '' else ' desc' end;
begin
  if not access.viewer_reads_content() then
    return;
  end if;
  return query execute
    'select q.id, q.match_id, q.kind, deconfliction.key_for_owner(m.key, q.record_id), case when m.agency_a = $1 then m.agency_b else m.agency_a end,
            to_char(m.opened_at at time zone ''Europe/London'', ''YYYY-MM''), q.state, q.at,
            case when q.at < r.filed_at + interval ''1 minute'' then q.at else date_trunc(''month'', q.at, ''Europe/London'') end,
            r.id, r.reference, r.agency_reference, r.title, r.classification
     from (
       select s.id, s.match_id, s.record_id, s.kind, s.state, s.at
       from deconfliction.match_side s
       where s.agency_id = $1 and s.state <> ''common'''
    || case when wanted_state is not null then ' and s.state = $2' else '' end
    || case when wanted_kind is not null then ' and s.kind = $3' else '' end
    || case when behind is null then ''
            when oldest_first then ' and (s.at, s.id) > ($4, $5)' else ' and (s.at, s.id) < ($4, $5)' end
    || ' order by s.at' || direction || ', s.id' || direction || ' offset 0) q
     join deconfliction.match m on m.id = q.match_id
     join deconfliction.side_record r on r.id = q.record_id
     where not (m.common and access.viewer_counting() <> ''OFFICIAL'') and exists (
         -- as in deconfliction.partner_side_in_sight, without a call for each row; the plain columns come first
         select from deconfliction.match_side p join deconfliction.side_record o on o.id = p.record_id
         where p.match_id = q.match_id and p.agency_id <> $1
           and (m.contacted_at is not null or (p.held and (o.discoverable or o.released_to_all or $1 = any (o.released_to))))
           and case when m.contacted_at is null
             then access.sight(o.record, false, true)
             else access.sight_after_contact(o.record)
             end <> ''none'')
       and access.sight(r.record, false, false) = ''full''
     order by q.at' || direction || ', q.id' || direction || ' limit $6'
    using mine, wanted_state, wanted_kind, place, behind, most;
end
$$;

-- What the policy of deconfliction.match asks, for functions that step around it.
create function deconfliction.match_in_sight(match uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match m
      where m.id = match_in_sight.match and identity.viewer_agency() in (m.agency_a, m.agency_b)
        and not case access.viewer_counting() when 'OFFICIAL' then m.common_official else m.common end
        and access.viewer_reads_content()
        and deconfliction.own_side_in_sight(m.id, identity.viewer_agency())
        and deconfliction.partner_side_in_sight(m.id, identity.viewer_agency()));
  end;

grant execute on function deconfliction.matches_in_sight(text, text, uuid, integer, boolean),
  deconfliction.match_in_sight(uuid) to seamark_member;

set role seamark_owner;

create function deconfliction.partners_matched_with(report uuid) returns table (agency_id integer)
  language sql stable set search_path = ''
  begin atomic
    select distinct case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
    from deconfliction.match_side s join deconfliction.match m on m.id = s.match_id
    where s.record_id = partners_matched_with.report and s.agency_id = identity.viewer_agency()
    order by 1;
  end;

grant execute on function deconfliction.partners_matched_with(uuid) to seamark_member;

reset role;
