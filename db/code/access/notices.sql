-- Notices to everybody who received a record: that it was wrong, is restricted, or was erased.

set role seamark_service;

-- Writes a notice for each agency that was given the record. For other functions: no member calls it. Whom it returns
-- is told.
create function access.tell_recipients(record uuid, what text, reason text, wrong_version integer, right_version integer)
  returns integer[] language sql security definer set search_path = ''
  begin atomic
    with told as (
      insert into access.notice (record_id, agency_id, owner_id, what, kind, reference, classification, compartment_id,
                                 reason, wrong_version, right_version)
      select r.id, a.id, r.agency_id, tell_recipients.what, r.kind, r.reference, r.classification, r.compartment_id,
             tell_recipients.reason, tell_recipients.wrong_version, tell_recipients.right_version
      from access.record r
      join identity.agency a on a.id <> r.agency_id and (r.released_to_all or a.id = any (r.released_to))
      where r.id = tell_recipients.record and r.reference is not null
      returning agency_id)
    select coalesce(array_agg(t.agency_id order by t.agency_id), '{}') from told t;
  end;

-- Says of a version of an own record that it was wrong. Whoever decides, in its sight; once of each version. The version
-- that puts it right is the one that stands; a recalled record has none.
create function access.correct_record(correction uuid, record uuid, wrong integer, reason text)
  returns integer[] language plpgsql security definer set search_path = '' as $$
declare
  r access.record;
begin
  select * into r from access.record x
  where x.id = record and x.agency_id = identity.viewer_agency() and access.viewer_decides()
    and x.status <> 'draft' and access.sight(x, false, false) = 'full' for update;
  if not found or wrong < 1 or wrong > r.version or (r.status = 'disseminated' and wrong = r.version) then
    return null;
  end if;
  insert into access.correction (id, record_id, agency_id, wrong_version, right_version, reason, person_id)
  values (correction, r.id, r.agency_id, wrong, case when r.version > wrong then r.version end, correct_record.reason,
          identity.viewer_person());
  return access.tell_recipients(r.id, 'corrected', correct_record.reason, wrong,
                                case when r.status = 'disseminated' then r.version end);
end
$$;

-- Takes a restriction away: whoever decides, in the record's sight. Whom it returns is told; null where there is none.
create function access.lift_restriction(record uuid) returns integer[]
  language plpgsql security definer set search_path = '' as $$
begin
  perform from access.record r
  where r.id = record and r.agency_id = identity.viewer_agency() and r.restricted_at is not null
    and access.viewer_decides() and access.sight(r, false, false) = 'full' for update;
  if not found then
    return null;
  end if;
  update access.restriction x set lifted_by = identity.viewer_person(), lifted_at = now()
  where x.record_id = record and x.lifted_at is null;
  update access.record r set restricted_at = null where r.id = record;
  return access.tell_recipients(record, 'lifted', 'Its owner has lifted the restriction. It may be used again.', null, null);
end
$$;

-- Who of the viewer's own agency had a record of which a notice came: opened it here, or took it along in a file.
create function access.had_before_notice(notice uuid)
  returns table (reader integer, who text, what text, version integer, at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select (dense_rank() over (order by identity.person_label(h.person_id), h.person_id))::integer,
           identity.person_label(h.person_id), h.what, h.version, h.at, h.last_at
    from access.notice n
    cross join lateral (
      select g.person_id, 'opened' as what, g.version, g.first_at as at, g.last_at from access.reading g
      where g.record_id = n.record_id and g.agency_id = n.agency_id
      union all
      select e.person_id, 'exported', e.version, e.at, e.at from access.exported e
      where e.record_id = n.record_id and e.agency_id = n.agency_id) h
    where n.id = had_before_notice.notice and n.agency_id = identity.viewer_agency()
      and access.viewer_reads_within(n.compartment_id) and access.viewer_is_cleared_for(n.classification)
      and (n.compartment_id is null or access.viewer_is_member_of(n.compartment_id))
    order by 5;
  end;

grant execute on function access.correct_record(uuid, uuid, integer, text), access.had_before_notice(uuid),
  access.lift_restriction(uuid)
  to seamark_member;

reset role;
