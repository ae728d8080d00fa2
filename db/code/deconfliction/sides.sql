-- A side of a match: a report, or a sealed record in its place; and the rule of sight for it.

set role seamark_owner;

-- A side of a match: a report, or a sealed record, which its agency calls by the handle. It is read as whoever asks,
-- under their own policies. `record` is the whole envelope, for the rule of sight.
create view deconfliction.side_record with (security_invoker = true) as
  select r.id, r.agency_id, r.author_id, access.stage_of(r) as status, r.classification, r.handling, r.released_to_all,
         r.released_to, r.compartment_id, r.discoverable,
         coalesce(r.reference, r.agency_reference) as reference, r.agency_reference, r.title, r.filed_at, r.version,
         r.kind = 'sealed' as sealed, r.kind, r as record
  from access.record r;

create function deconfliction.sealed_key(element bytea) returns text language sql immutable parallel safe
  return 'sealed:' || encode(element, 'hex');

create function deconfliction.element_of(key text) returns bytea language sql immutable parallel safe
  return case when key like 'sealed:%' then decode(substr(key, 8), 'hex') end;

-- The key of a match as the owner of a record may read it: the value itself where that record holds it in clear, else
-- `sealed:` and the token.
create function deconfliction.key_for_owner(key text, record uuid) returns text language sql stable
  return case when key like 'sealed:%'
    then coalesce((select t.shown from deconfliction.sealed_token t
                   where t.record_id = record and t.element = deconfliction.element_of(key)), key)
    else key end;

grant execute on function deconfliction.sealed_key(bytea), deconfliction.element_of(text),
  deconfliction.key_for_owner(text, uuid) to seamark_member, seamark_service;

grant select on deconfliction.side_record to seamark_member, seamark_service;

set role seamark_service;

-- Rule 9 seen from one side: is there a record of the other agency in this match that its owner lets
-- the viewer discover? A message has shown its writer, so after it neither silence nor withdrawal nor a
-- compartment hides that side any more; clearance still does. A match that rests for this viewer shows them no
-- partner.
create function deconfliction.partner_side_in_sight(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.match m on m.id = s.match_id
      join deconfliction.side_record r on r.id = s.record_id
      where s.match_id = partner_side_in_sight.match and s.agency_id <> mine
        and not case access.viewer_counting() when 'OFFICIAL' then m.common_official else m.common end
        and case when m.contacted_at is null
          then s.held and access.sight(r.record, false, true) <> 'none'
          else access.sight_after_contact(r.record) <> 'none'
          end);
  end;

-- Is there a record of our own in this match that this person may read?
create function deconfliction.own_side_in_sight(match uuid, mine integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from deconfliction.match_side s
      join deconfliction.side_record r on r.id = s.record_id
      where s.match_id = own_side_in_sight.match and s.agency_id = mine
        and access.sight(r.record, false, false) = 'full');
  end;

-- What a cleared intelligence officer of another agency gets of one agency's reports in a match. The
-- rule is asked with that viewer's settings; they are put back before this returns, and a fault on the
-- way undoes them with the transaction.
create function deconfliction.sight_of_agency(viewer integer, match uuid, owner integer)
  returns table (record_id uuid, sight text)
  language plpgsql security definer set search_path = '' as $$
declare
  names constant text[] := array['seamark.agency', 'seamark.person', 'seamark.roles', 'seamark.clearance', 'seamark.active'];
  theirs constant text[] := array[viewer::text, '', 'intelligence_officer', 'OFFICIAL-SENSITIVE', 'true'];
  before text[] := (select array_agg(coalesce(current_setting(n.name, true), '') order by n.place)
                    from unnest(names) with ordinality as n (name, place));
begin
  perform set_config(n.name, n.value, true) from unnest(names, theirs) as n (name, value);
  return query
    select r.id, access.sight(r.record, false, true)
    from deconfliction.match_side s join deconfliction.side_record r on r.id = s.record_id
    where s.match_id = sight_of_agency.match and s.agency_id = owner and s.held;
  perform set_config(n.name, n.value, true) from unnest(names, before) as n (name, value);
end
$$;

-- "What do they see of this?": of those of our own reports in a match that the asker may read.
create function deconfliction.what_they_see(match uuid) returns table (record_id uuid, sight text)
  language sql security definer set search_path = ''
  begin atomic
    select theirs.record_id, theirs.sight
    from deconfliction.match m
    cross join lateral deconfliction.sight_of_agency(
      case when m.agency_a = identity.viewer_agency() then m.agency_b else m.agency_a end, m.id, identity.viewer_agency()) theirs
    join deconfliction.side_record r on r.id = theirs.record_id
    where m.id = what_they_see.match
      and identity.viewer_agency() in (m.agency_a, m.agency_b)
      and access.sight(r.record, false, false) = 'full';
  end;

grant execute on function deconfliction.partner_side_in_sight(uuid, integer),
  deconfliction.own_side_in_sight(uuid, integer), deconfliction.what_they_see(uuid) to seamark_member;

reset role;
