-- What the ledger calls a public report: its reference at the desk, which leads no reporter back.

set role seamark_service;

create function reporting.references_of(reports uuid[]) returns table (id uuid, reference text)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.reference from reporting.public_report p
    where p.id = any (references_of.reports) and p.agency_id = identity.viewer_agency()
      and access.viewer_manages_records();
  end;

create function reporting.report_called(reference text) returns uuid
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id from reporting.public_report p
    where p.reference = report_called.reference and p.agency_id = identity.viewer_agency()
      and access.viewer_manages_records();
  end;

grant execute on function reporting.references_of(uuid[]), reporting.report_called(text) to seamark_member;

reset role;
