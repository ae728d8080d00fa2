-- A public report is closed when its intelligence report is filed. It was closed when a draft was begun, with "Became
-- an intelligence report": thrown away, the draft left a landing closed that nobody had worked on. And a referral to
-- safeguarding is no end of the work: both can happen to one report.
set role seamark_owner;

-- Who began the draft; null where that is not known any more.
alter table reporting.became add column begun_by uuid references identity.person;

-- That somebody was told who cares for people: to whom, when and why. Nothing of it leaves the agency.
create table reporting.referral (
  id        uuid primary key,
  report_id uuid not null references reporting.public_report,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  at        timestamptz not null,
  -- a post, such as the duty social worker
  told      text not null,
  told_when text not null,
  reason    text not null
);
create index referral_by_report on reporting.referral (report_id, at);
alter table reporting.referral enable row level security;
alter table reporting.referral force row level security;
create policy service_all on reporting.referral to seamark_service using (true) with check (true);
grant select, insert on reporting.referral to seamark_service;
create policy desk_reads on reporting.referral for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'));
create policy desk_writes on reporting.referral for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
  and exists (select from reporting.public_report p
              where p.id = report_id and p.destroyed_at is null and p.outcome is distinct from 'passed'));
grant select, insert on reporting.referral to seamark_member;
create trigger referral_is_append_only before update or delete or truncate on reporting.referral
  for each statement execute function ledger.refuse_change();
create constraint trigger referral_is_accounted_for after insert or update or delete on reporting.referral
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

reset role;
set role seamark_service;

create or replace function reporting.note_what_it_became() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if intelligence.owner_of(new.became_report_id) is distinct from new.agency_id then
    raise exception 'A public report becomes a report of the same agency' using errcode = 'SM003';
  end if;
  insert into reporting.became (public_report_id, report_id, begun_by)
  values (new.id, new.became_report_id, identity.viewer_person()) on conflict do nothing;
  return null;
end
$$;

-- Whichever way a draft is filed, page or program: what it was made of is closed with it, in the same transaction and
-- by the same person. A report that was passed on or destroyed meanwhile stays as it is.
create function reporting.close_what_was_filed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  with closed as (
    update reporting.public_report p
    set state = 'closed', outcome = 'intelligence', outcome_reason = null, outcome_at = coalesce(new.filed_at, now()),
        expires_on = (coalesce(new.filed_at, now()) at time zone 'UTC')::date + 60
    where p.became_report_id = new.id and p.destroyed_at is null and p.outcome is distinct from 'passed'
    returning p.id, p.agency_id
  )
  insert into ledger.event (kind, operation, agency_id, person_id, service, subject_kind, subject_id, detail)
  select 'alteration', 'reporting.triage.filed', c.agency_id, identity.viewer_person(),
         case when identity.viewer_person() is null then 'filing' end, 'public-report', c.id,
         jsonb_build_object('outcome', 'intelligence')
  from closed c;
  return null;
end
$$;

-- The draft is thrown away, and nothing has become of the report: it waits as before. What somebody closed for another
-- reason stays closed.
create function reporting.reopen_what_was_deleted() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  with reopened as (
    update reporting.public_report p
    set became_report_id = null,
        state = case when p.outcome = 'intelligence' then 'open' else p.state end,
        outcome = case when p.outcome = 'intelligence' then null else p.outcome end,
        outcome_at = case when p.outcome = 'intelligence' then null else p.outcome_at end,
        expires_on = case when p.state = 'closed' and p.outcome <> 'intelligence' then p.expires_on
                          else current_date + 180 end
    where p.became_report_id = old.id and p.destroyed_at is null and p.outcome is distinct from 'passed'
    returning p.id, p.agency_id
  )
  insert into ledger.event (kind, operation, agency_id, person_id, service, subject_kind, subject_id, detail)
  select 'alteration', 'reporting.triage.draft-deleted', r.agency_id, identity.viewer_person(),
         case when identity.viewer_person() is null then 'filing' end, 'public-report', r.id,
         jsonb_build_object('draft', 'deleted')
  from reopened r;
  return null;
end
$$;
revoke all on function reporting.close_what_was_filed(), reporting.reopen_what_was_deleted() from public;
grant execute on function reporting.close_what_was_filed(), reporting.reopen_what_was_deleted() to seamark_owner;

-- What stands closed while its draft is still a draft is open.
with reopened as (
  update reporting.public_report p set state = 'open', outcome = null, outcome_at = null, expires_on = current_date + 180
  where p.outcome = 'intelligence' and p.destroyed_at is null and intelligence.is_draft(p.became_report_id)
  returning p.id, p.agency_id
)
insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
select 'alteration', 'reporting.triage.reopen', r.agency_id, 'operator', 'public-report', r.id from reopened r;
set constraints all immediate;

reset role;
set role seamark_owner;

create trigger what_was_filed_is_closed after update of status on intelligence.report
  for each row when (old.status = 'draft' and new.status <> 'draft') execute function reporting.close_what_was_filed();
create trigger what_was_deleted_is_reopened after delete on intelligence.report
  for each row when (old.status = 'draft') execute function reporting.reopen_what_was_deleted();

reset role;
