-- A version is read by who could read it. The marking of a report is that of its current version, and every earlier one
-- was read by it: once the sensitive part was cut and the classification lowered, or the report had left an operation,
-- everybody of the agency read the words that had been cut, with whoever was held back in them. And of what changed a
-- partner's reader was told of versions that they could not have read: above their clearance, in an operation, under
-- conditions that they had not accepted, checked by nobody.
set role seamark_owner;

-- How a version was marked that is current no more; kept when it is left behind, because a version holds no operation.
create table intelligence.former_marking (
  report_id      uuid not null,
  version        integer not null,
  classification text not null,
  handling       text not null,
  compartment_id uuid references access.compartment,
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);
alter table intelligence.former_marking enable row level security;
alter table intelligence.former_marking force row level security;
-- No member reads it: the functions below answer from it.
create policy service_all on intelligence.former_marking to seamark_service using (true) with check (true);
grant select, insert on intelligence.former_marking to seamark_service;

reset role;
set role seamark_service;

-- Of versions that were left behind before, the operation is not known any more: the report's own is taken.
insert into intelligence.former_marking (report_id, version, classification, handling, compartment_id)
select v.report_id, v.version, coalesce(v.document ->> 'classification', r.classification),
       coalesce(v.document ->> 'handling', r.handling), r.compartment_id
from intelligence.report r join intelligence.version v on v.report_id = r.id and v.version < r.version
where r.status <> 'draft';

create function intelligence.keep_former_marking() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.former_marking (report_id, version, classification, handling, compartment_id)
  values (old.id, old.version, old.classification, old.handling, old.compartment_id)
  on conflict do nothing;
  return null;
end
$$;

-- May the viewer read an earlier version, or be told what it changed, as far as its own marking goes? The owner's
-- people by clearance and operation; a partner's reader who has read one before it besides that only what was checked,
-- and under conditions that they accepted. Of a version that is current, or is not there, the answer is no.
create function intelligence.earlier_version_in_sight(wanted uuid, wanted_version integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from intelligence.former_marking m join intelligence.report r on r.id = m.report_id
      where m.report_id = wanted and m.version = wanted_version and m.version < r.version
        and access.viewer_is_cleared_for(m.classification)
        and (m.compartment_id is null or access.viewer_is_member_of(m.compartment_id))
        and case when r.agency_id = identity.viewer_agency()
          then access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                            r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
          else exists (select from intelligence.reading g
                       where g.report_id = m.report_id and g.version < m.version
                         and g.person_id = identity.viewer_person() and g.agency_id = identity.viewer_agency())
            and intelligence.is_checked(m.report_id, m.version)
            and (m.handling = 'P'
                 or exists (select from intelligence.acceptance a
                            where a.report_id = m.report_id and a.version = m.version
                              and a.person_id = identity.viewer_person()))
          end);
  end;
grant execute on function intelligence.keep_former_marking() to seamark_owner;
grant execute on function intelligence.earlier_version_in_sight(uuid, integer) to seamark_member;

reset role;
set role seamark_owner;

create trigger former_marking_is_kept after update of version on intelligence.report
  for each row when (old.status <> 'draft' and new.version <> old.version)
  execute function intelligence.keep_former_marking();

drop policy full_sight_reads on intelligence.version;
create policy full_sight_reads on intelligence.version for select to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                  r.released_to, r.compartment_id, r.discoverable,
                  exists (select from intelligence.acceptance a
                          where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            -- a partner reads the version that was released last, the owner every version by its own marking
            and case when r.agency_id = identity.viewer_agency()
              then version.version >= r.version or intelligence.earlier_version_in_sight(report_id, version.version)
              else r.version = version.version and intelligence.is_checked(report_id, version.version) end));

-- What hangs on a version goes with it: who was held back, what was left out, why it was released, what it changed.
drop policy owner_reads on intelligence.withheld_subject;
create policy owner_reads on intelligence.withheld_subject for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = withheld_subject.report_id and v.version = withheld_subject.version));
drop policy owner_reads on intelligence.left_out;
create policy owner_reads on intelligence.left_out for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = left_out.report_id and v.version = left_out.version));
drop policy owner_reads on intelligence.release;
create policy owner_reads on intelligence.release for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = release.report_id and v.version = release.version));
drop policy owner_reads on intelligence.version_change;
create policy owner_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.version v
              where v.report_id = version_change.report_id and v.version = version_change.version));
drop policy reader_of_earlier_one_reads on intelligence.version_change;
create policy reader_of_earlier_one_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.reading g
          where g.report_id = version_change.report_id and g.person_id = identity.viewer_person()
            and g.agency_id = identity.viewer_agency() and g.version < version_change.version)
  -- full sight, by the policy of the version
  and exists (select from intelligence.report r
              join intelligence.version v on v.report_id = r.id and v.version = r.version
              where r.id = version_change.report_id
                and (r.version = version_change.version
                     or intelligence.earlier_version_in_sight(r.id, version_change.version))));

-- Which parts a version changed tells of the version before it, so its column is nobody's: the function answers.
revoke select on intelligence.version_change from seamark_member;
grant select (report_id, version, reason) on intelligence.version_change to seamark_member;

reset role;
set role seamark_service;

-- For who may read that version and could have read the one before. Null to everybody else.
create function intelligence.parts_changed(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select c.parts
    from intelligence.version_change c join intelligence.report r on r.id = c.report_id
    where c.report_id = wanted and c.version = wanted_version
      and (case when c.version < r.version then intelligence.earlier_version_in_sight(r.id, c.version)
                when r.agency_id = identity.viewer_agency()
                then access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                                  r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
                else intelligence.partner_report_read(r.id) end)
      and (intelligence.earlier_version_in_sight(r.id, c.version - 1)
           or exists (select from intelligence.reading g
                      where g.report_id = r.id and g.version = c.version - 1
                        and g.person_id = identity.viewer_person() and g.agency_id = identity.viewer_agency()
                        and r.agency_id <> identity.viewer_agency()));
  end;
grant execute on function intelligence.parts_changed(uuid, integer) to seamark_member;

-- A draft of a next version, or of a sanitised one, begins with all that its report says, and its writer marks it while
-- they cut. So it is read by who may read what it is made of: by the marking of that report, and of the version from
-- which it began. A sanitised version began outside the operation of its original, and so with everybody.
create function intelligence.may_read_what_it_is_made_of(draft uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select not exists (
      select from intelligence.report n
      cross join lateral (
        select o.classification, o.compartment_id
        from intelligence.derivation d join intelligence.report o on o.id = d.original_id where d.derivative_id = n.id
        union all
        select o.classification, o.compartment_id from intelligence.report o where o.id = n.next_version_of
        union all
        select m.classification, m.compartment_id from intelligence.former_marking m
        where m.report_id = n.next_version_of and m.version = n.version - 1) made
      where n.id = draft
        and not (access.viewer_is_cleared_for(made.classification)
                 and (made.compartment_id is null or access.viewer_is_member_of(made.compartment_id))));
  end;
grant execute on function intelligence.may_read_what_it_is_made_of(uuid) to seamark_member;

reset role;
set role seamark_owner;

drop policy sight_reads on intelligence.report;
create policy sight_reads on intelligence.report for select to seamark_member using (
  access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
               compartment_id, discoverable,
               exists (select from intelligence.acceptance a
                       where a.report_id = id and a.version = report.version and a.person_id = identity.viewer_person()),
               false) in ('full', 'conditions')
  and (status <> 'draft' or intelligence.may_read_what_it_is_made_of(id)));
drop policy own_agency_changes on intelligence.report;
create policy own_agency_changes on intelligence.report for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and case when status = 'draft'
               then identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
                    and intelligence.may_read_what_it_is_made_of(id)
               else identity.viewer_has_role('intelligence_officer', 'coordinator') end)
  with check (agency_id = identity.viewer_agency()
              and access.viewer_is_cleared_for(classification)
              and (compartment_id is null or access.viewer_is_member_of(compartment_id)));
drop policy own_draft_goes on intelligence.report;
create policy own_draft_goes on intelligence.report for delete to seamark_member
  using (agency_id = identity.viewer_agency() and status = 'draft'
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
         and intelligence.may_read_what_it_is_made_of(id));

reset role;
