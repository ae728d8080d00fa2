-- What deconfliction publishes for the owner of a report who asks "who will see which part, and why?":
-- the partners that a match connects the report with. It runs as the viewer, so that row-level security
-- leaves out a match by which the owner would learn of a silent record.
set role seamark_owner;

create function deconfliction.partners_matched_with(report uuid) returns table (agency_id integer)
  language sql stable set search_path = ''
  begin atomic
    select distinct case when m.agency_a = s.agency_id then m.agency_b else m.agency_a end
    from deconfliction.match_side s join deconfliction.match m on m.id = s.match_id
    where s.report_id = partners_matched_with.report and s.agency_id = identity.viewer_agency() and not m.common
    order by 1;
  end;
grant execute on function deconfliction.partners_matched_with(uuid) to seamark_member;

reset role;
