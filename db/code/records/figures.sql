-- What registers, requests and incidents come to: numbers and dates for packs of oversight, and never whose.

set role seamark_service;

-- Counted by whom: in their own agency, by whoever keeps its records or answers for it; of an agency that they hold to
-- account, by whoever oversees; and by the program, of the agency that it acts for.
create function records.figures_of(agency integer) returns jsonb
  language sql stable security definer set search_path = ''
  begin atomic
    select case when figures_of.agency is not null
      and (identity.viewer_person() is null
           or figures_of.agency = identity.viewer_agency() and (access.viewer_manages_records() or access.viewer_reads_oversight())
           or access.viewer_oversees() and exists (
                select from identity.held_to_account h
                where h.agency_id = figures_of.agency and h.body_id = identity.viewer_agency()))
    then jsonb_build_object(
      'registers', (
        select coalesce(jsonb_agg(jsonb_build_object('register', e.register, 'inForce', e.in_force, 'overdue', e.overdue,
                 'nextDueOn', e.next_due, 'lastChangedOn', e.last_changed)), '[]')
        from (select x.register, count(*) filter (where x.ended_on is null) as in_force,
                     count(*) filter (where x.ended_on is null and x.due_on < d.today) as overdue,
                     min(x.due_on) filter (where x.ended_on is null and x.due_on >= d.today) as next_due,
                     max((x.changed_at at time zone 'Europe/London')::date) as last_changed
              from records.register_entry x where x.agency_id = figures_of.agency group by x.register) e),
      'requests', (
        select jsonb_build_object(
          'open', count(*) filter (where q.state in ('open', 'ready')),
          'late', count(*) filter (where q.state in ('open', 'ready') and q.due_on < d.today),
          'answeredInAYear', count(*) filter (where q.state = 'answered' and q.answered_on > d.today - 365),
          'answeredLateInAYear', count(*) filter (where q.state = 'answered' and q.answered_on > d.today - 365
                                                   and q.answered_on > q.due_on))
        from records.subject_request q where q.agency_id = figures_of.agency),
      'incidents', (
        select jsonb_build_object(
          'open', count(*) filter (where i.closed_at is null),
          'inAYear', count(*) filter (where i.aware_at > now() - interval '365 days'),
          'toldInTimeInAYear', count(*) filter (where i.aware_at > now() - interval '365 days'
                                                and i.told_regulator_at <= i.aware_at + interval '72 hours'),
          'toldLateInAYear', count(*) filter (where i.aware_at > now() - interval '365 days'
                                              and i.told_regulator_at > i.aware_at + interval '72 hours'))
        from records.incident i where i.agency_id = figures_of.agency)) end
    from (select (now() at time zone 'Europe/London')::date as today) d;
  end;

grant execute on function records.figures_of(integer) to seamark_member;

reset role;
