-- A control belongs to the state that it protects, not to the page at which it was first asked.
--
--   * A version of a sanitised report is read by a partner only with a second officer's check of that
--     version: the first one, the next one, one that a grading makes, one that comes over the API.
--   * What descends from a report of the public, over however many steps, is compared with the reporter's
--     details before it is filed; a version that was not compared cannot be committed.
--   * Who may change, release and recall a report stands in the policies; a release without its row, and a
--     recall without its notices, cannot be committed by anybody who is signed in.
--
-- Some rules hold for a person's transaction only (`current_user = 'seamark_member'`). The program itself
-- releases and recalls nothing; but `access-cases` makes every state of the rule's table, also those that
-- no act leads to.
set role seamark_owner;

-- 1. Sanitised reports -------------------------------------------------------------------------------

-- Who checked which version of a sanitised report. Written once: nobody may change or remove it.
create table intelligence.version_check (
  report_id  uuid not null,
  version    integer not null,
  written_by uuid not null references identity.person,
  checked_by uuid not null references identity.person,
  at         timestamptz not null default now(),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade,
  check (checked_by <> written_by)
);
-- The agency's own reference is in no version, so that no partner reads it. Those that a report had before
-- are kept, because a sanitised version must not name them either. No member reads this.
create table intelligence.former_agency_reference (
  report_id        uuid not null references intelligence.report on delete cascade,
  agency_reference text not null,
  primary key (report_id, agency_reference)
);
do $$
declare
  one text;
begin
  foreach one in array array['version_check', 'former_agency_reference'] loop
    execute format('alter table intelligence.%I enable row level security', one);
    execute format('alter table intelligence.%I force row level security', one);
    execute format('create policy service_all on intelligence.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert on intelligence.%I to seamark_service', one);
  end loop;
end
$$;

create policy owner_reads on intelligence.version_check for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
-- An intelligence officer, because the rule of sight shows a draft to its author and to them (access.md, rule
-- 5); and one who may read the original, without which there is nothing to check against.
create policy second_officer_writes on intelligence.version_check for insert to seamark_member with check (
  checked_by = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer')
  and exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency())
  and exists (select from intelligence.derivation d join intelligence.report o on o.id = d.original_id
              where d.derivative_id = report_id));
grant select, insert on intelligence.version_check to seamark_member;

-- A draft of the next version never becomes a report of its own.
alter table intelligence.report add check (next_version_of is null or status = 'draft');

reset role;
set role seamark_service;

-- What was approved before was checked at its first version.
insert into intelligence.version_check (report_id, version, written_by, checked_by, at)
select d.derivative_id, 1, d.sanitised_by, d.checked_by, d.changed_at
from intelligence.derivation d
join intelligence.version v on v.report_id = d.derivative_id and v.version = 1
where d.state = 'approved' and d.checked_by is not null;

-- A later version of it was checked by nobody, and its title, marking and conditions stand in the report itself,
-- which lists, search, arrivals and matches read. So it is released to nobody until it is released again, which
-- takes a version that is checked (below); and each of its readers learns by the rule of sight, not by a second one.
with unchecked as (
  select r.id, r.agency_id, case when r.released_to_all then array(select a.id from identity.agency a where a.id <> r.agency_id)
                                 else r.released_to end as readers
  from intelligence.report r join intelligence.derivation d on d.derivative_id = r.id
  where r.status = 'disseminated'
    and not exists (select from intelligence.version_check c where c.report_id = r.id and c.version = r.version)
), held as (
  update intelligence.report r set status = 'submitted', released_to_all = false, released_to = '{}', revision = r.revision + 1
  from unchecked u where r.id = u.id
)
insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, recipients)
select 'alteration', 'intelligence.report.hold', u.agency_id, 'operator', 'report', u.id, u.readers from unchecked u;
set constraints all immediate;

-- May a partner read this version, as far as its check goes? False too for a version that is not there, so
-- that the answer never tells a sanitised report from another.
create function intelligence.is_checked(wanted uuid, wanted_version integer) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from intelligence.version v where v.report_id = wanted and v.version = wanted_version)
       and (not exists (select from intelligence.derivation d where d.derivative_id = wanted)
            or exists (select from intelligence.version_check c where c.report_id = wanted and c.version = wanted_version));
  end;

-- A report, what it is a sanitised version or the next version of, what that is one of, and so on. For other
-- functions; what stands there is asked by no member.
create function intelligence.lineage_of(wanted uuid) returns table (report_id uuid)
  language sql stable security definer set search_path = ''
  begin atomic
    with recursive up (id) as (
      select wanted
      union
      select o.id from up cross join lateral (
        select d.original_id as id from intelligence.derivation d where d.derivative_id = up.id
        union all
        select r.next_version_of from intelligence.report r where r.id = up.id and r.next_version_of is not null) o
    )
    select up.id from up;
  end;

-- For other rooms' functions: whose a report is and whether it is a draft still; and all that somebody wrote into
-- a filed version, in whichever table it stands (`words` of stored-report.ts).
create function intelligence.owner_of(wanted uuid) returns integer
  language sql stable security definer set search_path = ''
  begin atomic
    select r.agency_id from intelligence.report r where r.id = wanted;
  end;
create function intelligence.is_draft(wanted uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from intelligence.report r where r.id = wanted and r.status = 'draft');
  end;
create function intelligence.filed_words(wanted uuid, wanted_version integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select jsonb_build_object(
      'document', v.document, 'agency_reference', r.agency_reference, 'original_grade', r.original_grade,
      'withheld', (select coalesce(jsonb_agg(jsonb_build_object('number', w.number, 'subject', w.subject) order by w.number), '[]')
                   from intelligence.withheld_subject w where w.report_id = v.report_id and w.version = v.version))
    from intelligence.version v join intelligence.report r on r.id = v.report_id
    where v.report_id = wanted and v.version = wanted_version and r.status <> 'draft';
  end;

-- What a sanitised version must not name: everything that it comes from, by all the references it ever had.
-- For whoever may read the sanitised version itself; they need not see each ancestor.
create function intelligence.ancestors_of(wanted uuid)
  returns table (id uuid, reference text, agency_references text[])
  language sql stable security definer set search_path = ''
  begin atomic
    with target as (
      select coalesce(r.next_version_of, r.id) as id, r.id as draft_id from intelligence.report r
      where r.id = wanted and r.agency_id = identity.viewer_agency()
        and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                         r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    )
    select a.id, a.reference,
           array(select f.agency_reference from intelligence.former_agency_reference f where f.report_id = a.id
                 union select a.agency_reference where a.agency_reference is not null)
    from target
    cross join lateral intelligence.lineage_of(target.id) l
    join intelligence.report a on a.id = l.report_id
    where a.id <> target.id and a.id <> target.draft_id;
  end;

-- Who could check a sanitised version that waits: named, so that its writer knows whom to ask.
create function intelligence.second_officers(wanted uuid) returns table (name text)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.name
    from intelligence.report w
    join intelligence.derivation d on d.derivative_id = w.id
    join intelligence.report o on o.id = d.original_id
    join identity.person p on p.agency_id = w.agency_id
    where w.id = wanted and w.agency_id = identity.viewer_agency()
      and access.sight(w.agency_id, w.author_id, w.status, w.classification, w.handling, w.released_to_all,
                       w.released_to, w.compartment_id, w.discoverable, false, false) = 'full'
      and p.active and 'intelligence_officer' = any (p.roles) and p.id <> d.sanitised_by
      and (p.clearance = 'OFFICIAL-SENSITIVE' or (w.classification = 'OFFICIAL' and o.classification = 'OFFICIAL'))
      and (w.compartment_id is null or exists (select from access.compartment_member m
            where m.compartment_id = w.compartment_id and m.person_id = p.id))
      and (o.compartment_id is null or exists (select from access.compartment_member m
            where m.compartment_id = o.compartment_id and m.person_id = p.id))
    order by p.name;
  end;
grant execute on function intelligence.is_checked(uuid, integer), intelligence.ancestors_of(uuid),
  intelligence.second_officers(uuid) to seamark_member;

-- The steps of a sanitised version: only its writer sends it, only another intelligence officer of the agency
-- decides, and what was approved stays so.
create function intelligence.guard_derivation() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'being-written' or new.checked_by is not null
       or not exists (select from intelligence.report w join intelligence.report o on o.id = new.original_id
                      where w.id = new.derivative_id and w.status = 'draft' and w.author_id = new.sanitised_by
                        and w.agency_id = new.agency_id and o.agency_id = new.agency_id) then
      raise exception 'A sanitised version begins as its writer''s own draft' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if (new.derivative_id, new.original_id, new.agency_id, new.sanitised_by)
     is distinct from (old.derivative_id, old.original_id, old.agency_id, old.sanitised_by) then
    raise exception 'What a sanitised version was made of, and by whom, never changes' using errcode = 'SM003';
  end if;
  if new.state = old.state and new.checked_by is not distinct from old.checked_by then
    return new;
  end if;
  if old.state in ('being-written', 'returned') and new.state = 'awaiting-check' then
    if identity.viewer_person() is distinct from old.sanitised_by then
      raise exception 'A sanitised version is sent to the second officer by its writer' using errcode = 'SM003';
    end if;
    return new;
  end if;
  if old.state = 'awaiting-check' and new.state in ('returned', 'approved')
     and new.checked_by = identity.viewer_person() and new.checked_by <> old.sanitised_by
     and exists (select from identity.person p where p.id = new.checked_by and p.agency_id = old.agency_id
                   and p.active and 'intelligence_officer' = any (p.roles)) then
    return new;
  end if;
  raise exception 'Another intelligence officer than its writer decides about a sanitised version'
    using errcode = 'SM003', hint = 'It is sent to the second officer first.';
end
$$;

-- At commit, for every role: a sanitised report that is no draft has been approved, and the version at which
-- it stands has its check, of that version, by another officer than the one who wrote it. A recalled one is
-- read by nobody, so that a recall is always possible.
create function intelligence.must_be_checked(wanted uuid) returns void
  language plpgsql stable security definer set search_path = '' as $$
declare
  state text;
  status text;
  standing integer;
begin
  select d.state, r.status, r.version into state, status, standing
  from intelligence.derivation d join intelligence.report r on r.id = d.derivative_id
  where d.derivative_id = wanted;
  if not found or status = 'withdrawn' or (status = 'draft' and state <> 'approved') then
    return;
  end if;
  if status = 'draft' or state <> 'approved' or not exists (
    select from intelligence.version_check c
    join intelligence.version v on v.report_id = c.report_id and v.version = c.version
    where c.report_id = wanted and c.version = standing and c.written_by = v.author_id) then
    raise exception 'A version of a sanitised report needs a second officer''s check of that version'
      using errcode = 'SM003', hint = 'Send it to a second officer.';
  end if;
end
$$;
-- Hardly any report is a sanitised one: a call for each of an import's would cost more than the look.
create function intelligence.require_check_of_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from intelligence.derivation d where d.derivative_id = new.id) then
    perform intelligence.must_be_checked(new.id);
  end if;
  return null;
end
$$;
create function intelligence.require_check_of_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from intelligence.derivation d where d.derivative_id = new.report_id) then
    perform intelligence.must_be_checked(new.report_id);
  end if;
  return null;
end
$$;
create function intelligence.require_check_of_derivation() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform intelligence.must_be_checked(new.derivative_id);
  return null;
end
$$;

create function intelligence.keep_former_reference() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.former_agency_reference (report_id, agency_reference)
  values (old.id, old.agency_reference) on conflict do nothing;
  return null;
end
$$;

-- 2. What a version and its parts may be -----------------------------------------------------------------

-- A withheld subject is written with its version, or into a draft; never added to a version that was filed.
create function intelligence.require_version_in_hand() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from intelligence.version v join intelligence.report r on r.id = v.report_id
    where v.report_id = new.report_id and v.version = new.version
      and (r.status = 'draft' or v.xmin = pg_current_xact_id()::xid)) then
    raise exception 'A version that was filed does not change' using errcode = 'SM003', hint = 'Write the next version.';
  end if;
  return null;
end
$$;

-- At commit, of a person's change: what is released has been released, and what is withdrawn was recalled.
create function intelligence.require_release() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  r intelligence.report%rowtype;
begin
  select * into r from intelligence.report x where x.id = new.id;
  if not found then
    return null;
  end if;
  if r.status = 'disseminated' and (
       not exists (select from intelligence.release x where x.report_id = r.id)
       or (r.released_to_all and not exists (select from intelligence.release x where x.report_id = r.id and x.to_all))
       or exists (select from unnest(r.released_to) as t (agency)
                  where not exists (select from intelligence.release x where x.report_id = r.id and t.agency = any (x.agencies)))) then
    raise exception 'A report is released with its release: to whom, by whom and why' using errcode = 'SM003';
  end if;
  if r.status = 'withdrawn' and (
       not exists (select from intelligence.recall c where c.report_id = r.id)
       or exists (select from identity.agency a
                  where a.id <> r.agency_id and (r.released_to_all or a.id = any (r.released_to))
                    and not exists (select from intelligence.recall_notice n where n.report_id = r.id and n.agency_id = a.id))) then
    raise exception 'A report is withdrawn with its recall, and a notice for each agency that had it' using errcode = 'SM003';
  end if;
  return null;
end
$$;
-- The same from the other side: no release or recall stands for something that did not happen.
create function intelligence.require_released_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from intelligence.report r where r.id = new.report_id
                   and r.status in ('disseminated', 'withdrawn')
                   and (r.released_to_all or not new.to_all) and new.agencies <@ r.released_to) then
    raise exception 'A release says to whom the report is released' using errcode = 'SM003';
  end if;
  return null;
end
$$;
-- At commit, of a person's change: no version lies ahead of its report, to be stepped to later.
create function intelligence.require_report_at_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from intelligence.report r where r.id = new.report_id and r.version < new.version) then
    raise exception 'A version is the one at which its report stands, or an earlier one' using errcode = 'SM003';
  end if;
  return null;
end
$$;

grant execute on function intelligence.guard_derivation(), intelligence.require_check_of_report(),
  intelligence.require_check_of_version(), intelligence.require_check_of_derivation(), intelligence.keep_former_reference(),
  intelligence.require_version_in_hand(), intelligence.require_release(), intelligence.require_released_report(),
  intelligence.require_report_at_version()
  to seamark_owner;

reset role;
set role seamark_owner;

create trigger derivation_is_guarded before insert or update on intelligence.derivation
  for each row execute function intelligence.guard_derivation();
create constraint trigger report_was_checked after insert or update on intelligence.report
  deferrable initially deferred for each row execute function intelligence.require_check_of_report();
create constraint trigger version_was_checked after insert or update on intelligence.version
  deferrable initially deferred for each row execute function intelligence.require_check_of_version();
create constraint trigger derivation_was_checked after insert or update on intelligence.derivation
  deferrable initially deferred for each row execute function intelligence.require_check_of_derivation();
create trigger former_reference_is_kept after update of agency_reference on intelligence.report
  for each row when (old.status <> 'draft' and old.agency_reference is not null
                     and old.agency_reference is distinct from new.agency_reference)
  execute function intelligence.keep_former_reference();
create trigger subject_comes_with_its_version after insert on intelligence.withheld_subject
  for each row execute function intelligence.require_version_in_hand();

create constraint trigger report_has_its_release after insert or update on intelligence.report
  deferrable initially deferred for each row
  when (current_user = 'seamark_member' and new.status in ('disseminated', 'withdrawn'))
  execute function intelligence.require_release();
create constraint trigger release_has_its_report after insert on intelligence.release
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function intelligence.require_released_report();
create constraint trigger version_has_its_report after insert or update on intelligence.version
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function intelligence.require_report_at_version();

-- Accounted for like everything else that is protected.
create function ledger.require_event_for_derivative() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.derivative_id else new.derivative_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create constraint trigger derivation_is_accounted_for after insert or update or delete on intelligence.derivation
  deferrable initially deferred for each row execute function ledger.require_event_for_derivative();
create constraint trigger check_is_accounted_for after insert or update or delete on intelligence.version_check
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger subject_is_accounted_for after insert or update or delete on intelligence.withheld_subject
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

-- 3. Who may change a report -------------------------------------------------------------------------------

-- What never changes, for anybody; and for a person, which change follows which. It looks at the row before
-- and after, which a policy cannot.
create or replace function intelligence.guard_report() returns trigger language plpgsql as $$
begin
  if old.status = 'withdrawn' and new.status <> 'withdrawn' then
    raise exception 'A recalled report stays recalled' using errcode = 'SM003', hint = 'File a new report.';
  end if;
  if new.agency_id <> old.agency_id or new.reference <> old.reference then
    raise exception 'Owner and reference of a report never change' using errcode = 'SM003';
  end if;
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if new.author_id is distinct from old.author_id or new.next_version_of is distinct from old.next_version_of then
    raise exception 'Who wrote a report, and of what it is the next version, never changes' using errcode = 'SM003';
  end if;
  if old.status = 'withdrawn' then
    raise exception 'A recalled report does not change' using errcode = 'SM003', hint = 'File a new report.';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
       ('draft', 'submitted'), ('submitted', 'disseminated'), ('submitted', 'withdrawn'), ('disseminated', 'withdrawn')) then
    raise exception 'A report does not go from % to %', old.status, new.status using errcode = 'SM003';
  end if;
  if (new.released_to_all, new.released_to) is distinct from (old.released_to_all, old.released_to)
     and (new.status <> 'disseminated' or not new.released_to @> old.released_to
          or (old.released_to_all and not new.released_to_all)) then
    raise exception 'A release adds recipients to a report that is filed' using errcode = 'SM003',
      hint = 'A recall takes it back from all of them.';
  end if;
  if old.status = 'draft' then
    return new;
  end if;
  if new.version not in (old.version, old.version + 1)
     or (new.created_at, new.filed_at) is distinct from (old.created_at, old.filed_at)
     or (new.version = old.version
         and (new.title, new.classification, new.handling, new.conditions, new.action_code, new.sanitisation_code,
              new.discoverable, new.review_on, new.agency_reference, new.compartment_id, new.original_grade,
              new.needs_evaluation)
             is distinct from
             (old.title, old.classification, old.handling, old.conditions, old.action_code, old.sanitisation_code,
              old.discoverable, old.review_on, old.agency_reference, old.compartment_id, old.original_grade,
              old.needs_evaluation)) then
    raise exception 'What a filed report says changes with its next version' using errcode = 'SM003';
  end if;
  return new;
end
$$;

-- Whoever imports files as well (records managers, administrators); a draft is for those who write.
drop policy own_agency_files on intelligence.report;
create policy own_agency_files on intelligence.report for insert to seamark_member with check (
  agency_id = identity.viewer_agency()
  and author_id = identity.viewer_person()
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or access.viewer_is_member_of(compartment_id))
  and not released_to_all and released_to = '{}'
  and case status
        when 'draft' then identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
        when 'submitted' then version = 1 and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator',
                                'triage_officer', 'records_manager', 'administrator')
        else false end);

-- A draft is changed by those who write, a filed report by those who decide, and either only within sight:
-- an UPDATE that names no row would reach past the policy of reading.
drop policy own_agency_changes on intelligence.report;
create policy own_agency_changes on intelligence.report for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and case when status = 'draft'
               then identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer')
               else identity.viewer_has_role('intelligence_officer', 'coordinator') end)
  with check (agency_id = identity.viewer_agency()
              and access.viewer_is_cleared_for(classification)
              and (compartment_id is null or access.viewer_is_member_of(compartment_id)));
drop policy own_draft_goes on intelligence.report;
create policy own_draft_goes on intelligence.report for delete to seamark_member
  using (agency_id = identity.viewer_agency() and status = 'draft'
         and access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
                          compartment_id, discoverable, false, false) = 'full'
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator', 'triage_officer'));

drop policy full_sight_reads on intelligence.version;
create policy full_sight_reads on intelligence.version for select to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                  r.released_to, r.compartment_id, r.discoverable,
                  exists (select from intelligence.acceptance a
                          where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            -- a partner reads the version that was released last, the owner every version
            and (r.agency_id = identity.viewer_agency()
                 or (r.version = version.version and intelligence.is_checked(report_id, version.version)))));

-- The version of a draft or of what is filed this moment, or the next one, by who decides. A version that a
-- second officer writes down for a colleague keeps its author.
drop policy own_agency_writes on intelligence.version;
create policy own_agency_writes on intelligence.version for insert to seamark_member with check (
  (author_id = identity.viewer_person()
   or exists (select from intelligence.report d join intelligence.derivation x on x.derivative_id = d.id
              where d.next_version_of = version.report_id and d.author_id = version.author_id and x.state = 'awaiting-check'))
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status <> 'withdrawn'
                and version.version in (r.version, r.version + 1)
                and (r.status = 'draft' or version.version = 1
                     or identity.viewer_has_role('intelligence_officer', 'coordinator'))));
-- A version of a draft stays with its report: what it becomes was not looked at before, and it could be moved
-- to any other. A sanitised version is its writer's until it is sent, and then only the second officer's.
drop policy own_draft_changes on intelligence.version;
create policy own_draft_changes on intelligence.version for update to seamark_member
  using (exists (select from intelligence.report r
                 where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft')
         and not exists (select from intelligence.derivation d
                         where d.derivative_id = report_id
                           and (d.sanitised_by = identity.viewer_person()) = (d.state = 'awaiting-check')))
  with check (exists (select from intelligence.report r
                      where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));
revoke update on intelligence.version from seamark_member;
grant update (version, document, written_at) on intelligence.version to seamark_member;

-- 4. Sharing ------------------------------------------------------------------------------------------------

drop policy owner_writes on intelligence.release;
create policy owner_writes on intelligence.release for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.version = release.version));
drop policy owner_writes on intelligence.recall;
create policy owner_writes on intelligence.recall for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'));
drop policy owner_writes on intelligence.recall_notice;
create policy owner_writes on intelligence.recall_notice for insert to seamark_member with check (
  owner_id = identity.viewer_agency()
  and acknowledged_at is null and acknowledged_by is null
  and identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'withdrawn'
                and r.reference = recall_notice.reference and r.classification = recall_notice.classification
                and r.compartment_id is not distinct from recall_notice.compartment_id));
-- Whoever may read the notice acknowledges it, once, by name.
drop policy recipient_acknowledges on intelligence.recall_notice;
create policy recipient_acknowledges on intelligence.recall_notice for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and acknowledged_at is null
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
         and access.viewer_is_cleared_for(classification)
         and (compartment_id is null or access.viewer_is_member_of(compartment_id)))
  with check (agency_id = identity.viewer_agency() and acknowledged_at is not null
              and acknowledged_by = identity.viewer_person());

-- Conditions are accepted of the version that asks for them, by somebody who is asked.
drop policy own_writes on intelligence.acceptance;
create policy own_writes on intelligence.acceptance for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.report r
              where r.id = report_id and r.version = acceptance.version and r.handling = 'C'
                and r.status = 'disseminated' and r.agency_id <> identity.viewer_agency()));

-- A reading is of a version that is there, by somebody who may read it.
drop policy own_writes on intelligence.reading;
create policy own_writes on intelligence.reading for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.version v where v.report_id = reading.report_id and v.version = reading.version));
drop policy own_changes on intelligence.reading;
create policy own_changes on intelligence.reading for update to seamark_member
  using (person_id = identity.viewer_person() and agency_id = identity.viewer_agency())
  with check (person_id = identity.viewer_person() and agency_id = identity.viewer_agency());
revoke update on intelligence.reading from seamark_member;
grant update (last_at) on intelligence.reading to seamark_member;

drop policy owner_writes on intelligence.derivation;
create policy owner_writes on intelligence.derivation for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and sanitised_by = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'coordinator'));
drop policy owner_changes on intelligence.derivation;
create policy owner_changes on intelligence.derivation for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and exists (select from intelligence.report r where r.id = derivative_id))
  with check (agency_id = identity.viewer_agency());
revoke update on intelligence.derivation from seamark_member;
grant update (state, checked_by, note, changed_at) on intelligence.derivation to seamark_member;

drop policy own_agency_writes on intelligence.import_run;
create policy own_agency_writes on intelligence.import_run for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
              and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator'));

reset role;
set role seamark_service;
delete from intelligence.reading g
where not exists (select from intelligence.version v where v.report_id = g.report_id and v.version = g.version);
reset role;
set role seamark_owner;
alter table intelligence.reading
  add foreign key (report_id, version) references intelligence.version on delete cascade;
create constraint trigger reading_is_accounted_for after insert or update or delete on intelligence.reading
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

-- 5. Identifiers and persons of a report ---------------------------------------------------------------------

-- Both functions are one agency's way to replace what its reports are matched by. A person may call them only
-- for reports that this transaction writes: otherwise a report's identifiers could be emptied with no act, no
-- version and no event. Nothing else in them changes, so the line is put into them as they stand.
reset role;
set role seamark_service;

-- For other functions: refuses a person's reports that their transaction has not written.
create function intelligence.refuse_untouched(reports uuid[]) returns void
  language plpgsql stable security definer set search_path = '' as $$
begin
  if current_setting('role') = 'seamark_member' and exists (
    select from unnest(reports) as wanted (id) join intelligence.report r on r.id = wanted.id
    where r.agency_id is distinct from identity.viewer_agency() or r.xmin <> pg_current_xact_id()::xid) then
    raise exception 'What a report is matched by changes with the report' using errcode = 'SM003';
  end if;
end
$$;
do $$
declare
  one regprocedure;
  stood text;
begin
  foreach one in array array['deconfliction.hold_identifiers(uuid[], uuid[], text[], text[], text[], text)',
                             'deconfliction.hold_persons(uuid[], uuid[], integer[], text[], text[], text[], uuid)']::regprocedure[]
  loop
    stood := pg_get_functiondef(one);
    if position(E'\nbegin\n' in stood) = 0 then
      raise exception '% has no body to put the line into', one;
    end if;
    execute overlay(stood placing E'\nbegin\n  perform intelligence.refuse_untouched(reports);\n'
                    from position(E'\nbegin\n' in stood) for length(E'\nbegin\n'));
  end loop;
end
$$;

-- 6. Reports of the public, and what became of them ------------------------------------------------------------
reset role;
set role seamark_owner;

-- What a public report became, for good: `public_report.became_report_id` says how it stands now, and is empty
-- again when the report is taken up anew. No foreign key to the intelligence report, as before: a draft may be
-- thrown away. Nothing of an intelligence report leads here but the question whether it may be filed.
create table reporting.became (
  public_report_id uuid not null references reporting.public_report,
  report_id        uuid not null,
  at               timestamptz not null default now(),
  primary key (public_report_id, report_id)
);
create index became_by_report on reporting.became (report_id);

-- That the words of a version were compared with the reporter's details: a digest of all of them, no word.
create table reporting.comparison (
  report_id        uuid not null,
  public_report_id uuid not null references reporting.public_report,
  digest           bytea not null check (length(digest) = 32),
  person_id        uuid not null references identity.person,
  at               timestamptz not null default now(),
  primary key (report_id, public_report_id, digest)
);
do $$
declare
  one text;
begin
  foreach one in array array['became', 'comparison'] loop
    execute format('alter table reporting.%I enable row level security', one);
    execute format('alter table reporting.%I force row level security', one);
    execute format('create policy service_all on reporting.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert on reporting.%I to seamark_service', one);
    execute format('create trigger %I before update or delete or truncate on reporting.%I for each statement
                    execute function ledger.refuse_change()', one || '_is_append_only', one);
  end loop;
end
$$;
create policy desk_reads on reporting.became for select to seamark_member
  using (exists (select from reporting.public_report p where p.id = public_report_id));
grant select on reporting.became to seamark_member;
create policy desk_writes on reporting.comparison for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from reporting.public_report p where p.id = public_report_id and p.destroyed_at is null));
create policy desk_reads on reporting.comparison for select to seamark_member
  using (exists (select from reporting.public_report p where p.id = public_report_id));
grant select, insert on reporting.comparison to seamark_member;

-- The desk's words to a reporter are the desk's: an analyst or an overseer of the agency has none to give.
drop policy desk_writes on reporting.message;
create policy desk_writes on reporting.message for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and not from_reporter and written_by = identity.viewer_person()
  and second_by is null
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));
drop policy desk_writes_messages on reporting.sealed_part;
create policy desk_writes_messages on reporting.sealed_part for insert to seamark_member with check (
  part = 'message' and agency_id = identity.viewer_agency()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));

reset role;
set role seamark_service;

insert into reporting.became (public_report_id, report_id, at)
select p.id, p.became_report_id, coalesce(p.outcome_at, now()) from reporting.public_report p
where p.became_report_id is not null;
-- The link of a report that was taken up again was emptied. The ledger has both in one transaction: the
-- outcome, and the draft that was begun.
insert into reporting.became (public_report_id, report_id, at)
select p.subject_id, d.subject_id, p.at
from ledger.event p
join ledger.event d on d.xid = p.xid and d.kind = 'collection' and d.subject_kind = 'report'
  and d.detail ->> 'draft' = 'true' and d.at between p.at - interval '1 minute' and p.at + interval '1 minute'
join reporting.public_report r on r.id = p.subject_id
where p.subject_kind = 'public-report' and p.detail ->> 'outcome' = 'intelligence'
on conflict do nothing;

create function reporting.note_what_it_became() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if intelligence.owner_of(new.became_report_id) is distinct from new.agency_id then
    raise exception 'A public report becomes a report of the same agency' using errcode = 'SM003';
  end if;
  insert into reporting.became (public_report_id, report_id) values (new.id, new.became_report_id) on conflict do nothing;
  return null;
end
$$;

create function reporting.digest_of(words jsonb) returns bytea
  language sql immutable set search_path = ''
  return sha256(convert_to(words::text, 'UTF8'));

-- The public reports from which a report descends, over any number of steps; `direct` is what was made of it.
create function reporting.origins_of(wanted uuid)
  returns table (public_report_id uuid, agency_id integer, destroyed boolean, direct boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select b.public_report_id, p.agency_id, p.destroyed_at is not null, b.report_id = wanted
    from intelligence.lineage_of(wanted) l
    join reporting.became b on b.report_id = l.report_id
    join reporting.public_report p on p.id = b.public_report_id;
  end;
-- The same for whoever files it: whether it is filed for the first time, and whether these very words were
-- compared already. Of one's own agency.
create function reporting.origins_to_compare(wanted uuid, words jsonb)
  returns table (public_report_id uuid, destroyed boolean, first boolean, compared boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select o.public_report_id, o.destroyed,
           o.direct and intelligence.is_draft(wanted),
           exists (select from reporting.comparison c
                   where c.report_id = wanted and c.public_report_id = o.public_report_id
                     and c.digest = reporting.digest_of(origins_to_compare.words))
    from reporting.origins_of(wanted) o
    where o.agency_id = identity.viewer_agency()
    order by o.public_report_id;
  end;
grant execute on function reporting.origins_to_compare(uuid, jsonb), reporting.digest_of(jsonb) to seamark_member;

-- The net under every way to file, those that nobody has thought of too. At commit: a filed version that
-- descends from a public report was compared with it. A destroyed one has nothing left to compare with: then
-- what was never filed stays unfiled, and what was filed before may be changed.
create function reporting.require_comparison() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  report uuid;
  words jsonb;
begin
  -- Of a version, or of a report that steps to one, is filed or is released.
  if tg_table_name = 'report' then report := new.id; else report := new.report_id; end if;
  -- Hardly any report descends from one of the public's; only then are its words read.
  if not exists (select from reporting.origins_of(report)) then
    return null;
  end if;
  words := intelligence.filed_words(report, new.version);
  if words is not null and exists (
    select from reporting.origins_of(report) o
    where ((o.direct and new.version = 1) or not o.destroyed)
      and not exists (select from reporting.comparison c
                      where c.report_id = report and c.public_report_id = o.public_report_id
                        and c.digest = reporting.digest_of(words))) then
    raise exception 'What descends from a public report is compared with it before it is filed'
      using errcode = 'SM003', hint = 'Ask the filing guards (intelligence/filing-guards.ts).';
  end if;
  return null;
end
$$;
grant execute on function reporting.note_what_it_became(), reporting.require_comparison() to seamark_owner;

reset role;
set role seamark_owner;

create trigger what_it_became_is_kept after update of became_report_id on reporting.public_report
  for each row when (new.became_report_id is not null and new.became_report_id is distinct from old.became_report_id)
  execute function reporting.note_what_it_became();
create constraint trigger reporter_was_kept_out after insert or update on intelligence.version
  deferrable initially deferred for each row execute function reporting.require_comparison();
create constraint trigger reporter_was_kept_out
  after update of status, version, agency_reference, original_grade, released_to, released_to_all on intelligence.report
  deferrable initially deferred for each row when (new.status in ('submitted', 'disseminated'))
  execute function reporting.require_comparison();

-- 7. Who said what, where an UPDATE could say it in another's name ------------------------------------------------

-- A word on a match, and its closing, is of the person who gives it; that two people are one must be argued. Said
-- of a person's change only: the program opens an answered pair again when something new is known.
create function deconfliction.guard_word() returns trigger language plpgsql as $$
begin
  if current_user <> 'seamark_member' then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.match_id, new.agency_id) is distinct from (old.match_id, old.agency_id) then
    raise exception 'A word stays with its match and its agency' using errcode = 'SM003';
  end if;
  if tg_op = 'INSERT' or (new.word, new.reason, new.person_id, new.at) is distinct from (old.word, old.reason, old.person_id, old.at) then
    if new.person_id is distinct from identity.viewer_person() then
      raise exception 'A word is of the person who gives it' using errcode = 'SM003';
    end if;
    if new.word is not null and coalesce(btrim(new.reason), '') = ''
       and exists (select from deconfliction.match m where m.id = new.match_id and m.kind = 'person') then
      raise exception 'That two people are one, or not, needs its reason' using errcode = 'SM003';
    end if;
  end if;
  if new.closed_at is not null and (tg_op = 'INSERT' or new.closed_at is distinct from old.closed_at
                                    or new.closed_by is distinct from old.closed_by)
     and new.closed_by is distinct from identity.viewer_person() then
    raise exception 'A match is closed by the person who closes it' using errcode = 'SM003';
  end if;
  return new;
end
$$;
create trigger word_is_guarded before insert or update on deconfliction.match_word
  for each row execute function deconfliction.guard_word();

-- A report that was passed on is another desk's, and one that was destroyed is nobody's: neither is taken up again,
-- nor made into anything.
create function reporting.guard_public_report() returns trigger language plpgsql as $$
begin
  if current_user = 'seamark_member' and (old.outcome = 'passed' or old.destroyed_at is not null)
     and (new.state, new.outcome, new.outcome_at, new.became_report_id)
         is distinct from (old.state, old.outcome, old.outcome_at, old.became_report_id) then
    raise exception 'A report that was passed on or destroyed stays so' using errcode = 'SM003';
  end if;
  return new;
end
$$;
create trigger public_report_is_guarded before update on reporting.public_report
  for each row execute function reporting.guard_public_report();

reset role;
