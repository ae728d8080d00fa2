-- Reading the ledger: for one of four uses, which the reader states (DPA 2018 s.62(4)).

set role seamark_owner;

-- The use that was stated in this transaction; without one no event is read.
create function ledger.viewer_use() returns text language sql stable parallel safe
  return nullif(current_setting('seamark.ledger_use', true), '');

create function ledger.state_use(use text) returns void language plpgsql set search_path = '' as $$
begin
  if use is null or use not in ('lawfulness', 'self-monitoring', 'integrity', 'criminal-proceedings') then
    raise exception 'The ledger is not read for this' using errcode = 'SM003',
      hint = 'DPA 2018 s.62(4) names four uses.';
  end if;
  perform set_config('seamark.ledger_use', use, true);
end
$$;

grant execute on function ledger.viewer_use(), ledger.state_use(text) to seamark_member, seamark_service;

set role seamark_service;

-- The places of events that the viewer may read, for a proof.
create function ledger.places_of(events bigint[]) returns table (event_id bigint, sequence bigint)
  language sql stable security definer set search_path = ''
  begin atomic
    select n.event_id, n.sequence
    from ledger.entry n join ledger.event e on e.id = n.event_id and e.at = n.event_at
    where n.event_id = any (places_of.events)
      and e.agency_id = identity.viewer_agency() and access.viewer_manages_records()
      and ledger.viewer_use() is not null;
  end;

-- Which event of the viewer's own ledger stands at a place; null for one of another agency, and for none.
create function ledger.event_at_place(place bigint) returns table (event_id bigint, event_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select n.event_id, n.event_at
    from ledger.entry n join ledger.event e on e.id = n.event_id and e.at = n.event_at
    where n.sequence = event_at_place.place
      and e.agency_id = identity.viewer_agency() and access.viewer_manages_records()
      and ledger.viewer_use() is not null;
  end;

-- The event by which the viewer's agency made a pack, with its place, so that whoever gets the pack can be given the
-- proof of its digest. It is of one act of one's own agency, and read for one use: integrity.
create function ledger.event_of_pack(pack uuid)
  returns table (sequence bigint, at text, agency integer, person uuid, service text, kind text, operation text, purpose text,
                 subject_kind text, subject_id uuid, recipients integer[], detail jsonb, salt uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    select n.sequence, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.agency_id, e.person_id,
           e.service, e.kind, e.operation, e.purpose, e.subject_kind, e.subject_id, e.recipients, e.detail, e.salt
    from ledger.event e join ledger.entry n on n.event_id = e.id and n.event_at = e.at
    where e.subject_id = event_of_pack.pack and e.subject_kind = 'pack' and e.operation = 'oversight.pack.make'
      and e.agency_id = identity.viewer_agency() and access.viewer_oversees() and ledger.viewer_use() = 'integrity';
  end;

-- The event that holds the digest of what was entered, with its place: for functions of rooms that have asked whether the viewer reads
-- what it is of, and hand out the proof of its digest with it.
create function ledger.entered_by(subject uuid, with_digest text)
  returns table (sequence bigint, at text, agency integer, person uuid, service text, kind text, operation text, purpose text,
                 subject_kind text, subject_id uuid, recipients integer[], detail jsonb, salt uuid)
  language sql stable set search_path = ''
  begin atomic
    select n.sequence, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.agency_id, e.person_id,
           e.service, e.kind, e.operation, e.purpose, e.subject_kind, e.subject_id, e.recipients, e.detail, e.salt
    from ledger.event e join ledger.entry n on n.event_id = e.id and n.event_at = e.at
    where e.subject_id = entered_by.subject and e.detail ? with_digest;
  end;

grant execute on function ledger.entered_by(uuid, text) to seamark_service;
grant execute on function ledger.places_of(bigint[]), ledger.event_at_place(bigint), ledger.event_of_pack(uuid)
  to seamark_member;

reset role;
