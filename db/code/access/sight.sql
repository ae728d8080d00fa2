-- The rule of sight: what one signed-in person gets of one record. `access.sight_of_envelope` is the only place where
-- the rule is written. It is pinned by the case table. Everybody asks by the record: `access.sight(r, accepted, matched)`.

set role seamark_owner;

-- First rule that applies wins; the numbers are those of the specification. Search alone calls this one, because its
-- entries repeat the envelope.
--
-- There is no subquery in it, because PostgreSQL puts a function's expression straight into the query
-- only where there is none: measured over 185,000 rows, 2.2 microseconds a row against 19.
--   accepted  this person has accepted the conditions of this version
--   matched   a match connects the record to one that the viewer's agency owns
create function access.sight_of_envelope(
  owner_id integer, author_id uuid, status text, classification text, handling text,
  released_to_all boolean, released_to integer[], compartment_id uuid, discoverable boolean,
  accepted boolean, matched boolean
) returns text language sql stable parallel safe
  return case
    -- 1
    when coalesce(current_setting('seamark.active', true), '') <> 'true' then 'none'
    -- 3, 4: ahead of 2, whose exception for the author needs both
    when compartment_id is not null and not access.viewer_is_member_of(compartment_id) then 'none'
    when classification <> 'OFFICIAL' and coalesce(current_setting('seamark.clearance', true), '') <> 'OFFICIAL-SENSITIVE' then 'none'
    -- 2: an investigator reads inside operations that they are in, and nothing else
    when not access.viewer_reads_within(compartment_id) then
      case when author_id = identity.viewer_person() then 'full' else 'none' end
    -- 5
    when owner_id = identity.viewer_agency() then
      case when status <> 'draft' or author_id = identity.viewer_person()
                or access.viewer_reads_drafts() then 'full' else 'none' end
    -- 6, 7
    when status = 'disseminated' and (released_to_all or identity.viewer_agency() = any (released_to)) then
      case when handling = 'P' or accepted then 'full' else 'conditions' end
    -- 8
    when status in ('draft', 'withdrawn') then 'none'
    -- 9: a match is for those who read outside operations too
    when discoverable and matched and access.viewer_reads_content() then 'hit'
    -- 10
    else 'none'
  end;

-- The rule for a record. PostgreSQL puts this into the query too: no call is left, and each column is read once.
-- Before the rule: what is erased is seen by nobody; what is restricted (s.47 DPA 2018) is seen by those of its owner who decide, and by nobody else; what
-- its own agency keeps within an operation is seen, of that agency, by those who are in it. The search knows nothing of it, because none of these has an entry.
create function access.sight(r access.record, accepted boolean, matched boolean) returns text
  language sql stable parallel safe
  return case
    when (r).erased_at is not null then 'none'
    when (r).restricted_at is not null
         and not ((r).agency_id = identity.viewer_agency() and access.viewer_decides()) then 'none'
    when (r).kept_within is not null and (r).agency_id = identity.viewer_agency()
         and not access.viewer_is_member_of((r).kept_within) then 'none'
    else access.sight_of_envelope((r).agency_id, (r).author_id, (r).status, (r).classification, (r).handling,
      (r).released_to_all, (r).released_to, (r).compartment_id, (r).discoverable, accepted, matched) end;

-- The rule for the partner's side of a match on which somebody has written: a message has shown its writer, so neither
-- silence nor a recall nor an operation hides that side any more. Clearance still does, and erasure.
create function access.sight_after_contact(r access.record) returns text language sql stable parallel safe
  return case when (r).erased_at is not null then 'none'
    else access.sight_of_envelope((r).agency_id, (r).author_id, 'disseminated', (r).classification, (r).handling,
      false, '{}', null, true, false, true) end;

-- Does the viewer read this record in full? The same rule for functions that look at many records: put into a statement,
-- the rule costs a tenth of a millisecond each time the statement begins, wherever it stands in it; here it costs that once
-- a transaction, and some microseconds a record. Acceptance is asked only where all hangs on it.
create function access.is_in_full_sight(r access.record) returns boolean language plpgsql stable as $$
declare
  answer text := access.sight(r, false, false);
begin
  if answer = 'conditions' then
    answer := access.sight(r, exists (select from access.acceptance a
                                      where a.record_id = r.id and a.version = r.version
                                        and a.person_id = identity.viewer_person()), false);
  end if;
  return answer = 'full';
end
$$;

grant execute on function
  access.sight_of_envelope(integer, uuid, text, text, text, boolean, integer[], uuid, boolean, boolean, boolean),
  access.sight(access.record, boolean, boolean), access.sight_after_contact(access.record)
  to seamark_member, seamark_service;
grant execute on function access.is_in_full_sight(access.record) to seamark_service;

reset role;
