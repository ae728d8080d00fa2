-- What this room publishes for the others.

set role seamark_owner;

-- What a version says, for rooms that show a report beside what is theirs; each row by the viewer's own sight.
create view intelligence.what_it_says with (security_invoker = true) as
  select v.report_id, v.version, v.document from intelligence.version v;

grant select on intelligence.what_it_says to seamark_member, seamark_service;

-- Does this version keep somebody of this name apart: a victim, a witness, somebody who may be a child? Answered to the
-- report's owner alone, under their own policies: to anybody else nobody is kept apart.
create function intelligence.keeps_apart(report uuid, of_version integer, somebody text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return exists (
    select from intelligence.withheld_subject w
    cross join lateral jsonb_array_elements_text(w.subject -> 'names') name
    where w.report_id = report and w.version = of_version and w.subject ->> 'kind' = 'person'
      and lower(btrim(name)) = lower(btrim(somebody)));
end
$$;

grant execute on function intelligence.keeps_apart(uuid, integer, text) to seamark_member;

set role seamark_service;

-- Does the viewer read this report of a partner in full? As the policies of the intelligence room say it: released,
-- its conditions accepted by this person, and checked where it was sanitised.
create function intelligence.partner_report_read(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from access.record r
      where r.id = partner_report_read.report and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
        and access.sight(r, exists (select from access.acceptance a
                      where a.record_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
              false) = 'full'
        and intelligence.is_checked(r.id, r.version));
  end;


-- When did the agency last name somebody written so as a victim, a witness or a child, in a version that stands? Null
-- where it does not. A recalled report is kept, and so is what it says. For other functions: no member may ask, because
-- the answer would tell.
create function intelligence.withheld_since(agency integer, wanted text[]) returns timestamptz
  language sql stable security definer set search_path = ''
  begin atomic
    select max(v.written_at)
    from intelligence.withheld_subject w
    join access.record r on r.id = w.report_id and r.version = w.version
    join intelligence.version v on v.report_id = w.report_id and v.version = w.version
    where w.folds && wanted and r.agency_id = agency and r.status <> 'draft' and r.erased_at is null;
  end;

reset role;
