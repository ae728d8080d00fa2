-- What became of a public report. It is closed when its intelligence report is filed, and not before: a draft may be
-- thrown away.

set role seamark_service;

create function reporting.note_what_it_became() returns trigger language plpgsql security definer set search_path = '' as $$
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

grant execute on function reporting.note_what_it_became(), reporting.close_what_was_filed(),
  reporting.reopen_what_was_deleted() to seamark_owner;

set role seamark_owner;

create trigger what_it_became_is_kept after update of became_report_id on reporting.public_report
  for each row when (new.became_report_id is not null and new.became_report_id is distinct from old.became_report_id)
  execute function reporting.note_what_it_became();

create trigger what_was_filed_is_closed after update of status on access.record
  for each row when (old.status = 'draft' and new.status <> 'draft') execute function reporting.close_what_was_filed();

create trigger what_was_deleted_is_reopened after delete on access.record
  for each row when (old.status = 'draft') execute function reporting.reopen_what_was_deleted();

reset role;
