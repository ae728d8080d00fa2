-- Matches of one record, for whoever must tell two desks of one another without a value: the duty post of operations asks.

set role seamark_service;

-- The other sides of a record's matches, as long as nobody has written: with whom, and whether its owner lets partners discover
-- what it holds. For functions of the program alone: no member may call it.
create function deconfliction.pairs_to_ring(record uuid)
  returns table (match_id uuid, kind text, opened_at timestamptz, other_record uuid, other_agency integer,
                 other_classification text, other_open boolean)
  language sql stable set search_path = ''
  begin atomic
    select m.id, m.kind, m.opened_at, o.record_id, o.agency_id, r.classification,
           r.discoverable and r.compartment_id is null
    from deconfliction.match_side s
    join deconfliction.match m on m.id = s.match_id
    join deconfliction.match_side o on o.match_id = m.id and o.agency_id <> s.agency_id and o.held
    join access.record r on r.id = o.record_id
    where s.record_id = pairs_to_ring.record and s.held and m.contacted_at is null and not m.common_official and not m.common
      and r.status = 'disseminated' and r.erased_at is null and r.restricted_at is null;
  end;

reset role;
