-- What the ledger calls a record: a records manager reads no content, and is told by reference what their people did it to.

set role seamark_service;

-- Is it a record that the viewer's agency has, or had? Then its people know its reference.
create function access.agency_had(record uuid, owner integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select agency_had.owner = identity.viewer_agency()
      or exists (select from access.reading g where g.record_id = agency_had.record and g.agency_id = identity.viewer_agency())
      or exists (select from access.exported x where x.record_id = agency_had.record and x.agency_id = identity.viewer_agency())
      or exists (select from access.delivery d where d.record_id = agency_had.record and d.agency_id = identity.viewer_agency());
  end;

-- References of records that the agency has or had; of others nothing, as of those that are not there.
create function access.references_of(records uuid[]) returns table (id uuid, kind text, reference text)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.kind, r.reference from access.record r
    where r.id = any (references_of.records) and r.reference is not null
      and access.viewer_manages_records() and access.agency_had(r.id, r.agency_id);
  end;

-- The record of this reference, under the same condition.
create function access.record_called(reference text) returns uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id from access.record r
    where r.reference = record_called.reference
      and access.viewer_manages_records() and access.agency_had(r.id, r.agency_id);
  end;

grant execute on function access.references_of(uuid[]), access.record_called(text) to seamark_member;

reset role;
