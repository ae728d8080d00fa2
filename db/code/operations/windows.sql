-- What those learn of an operation who are not in it. A non-member of the owning agency sees what a stranger sees, but for
-- these: the records manager's register, what stays of a log when its operation is erased, what the agency's coordinator is
-- asked, and the register of the task force.

set role seamark_service;

-- For the records manager, who reads no content: which operations the agency leads, how far each is, and when it is looked
-- at again.
create function operations.register_of_agency()
  returns table (codename text, state text, next_review date)
  language sql stable security definer set search_path = ''
  begin atomic
    select o.codename, o.state, r.review_on
    from operations.operation o join access.record r on r.id = o.id
    where o.agency_id = identity.viewer_agency() and access.viewer_manages_records() and r.erased_at is null
    order by o.created_at desc, o.id limit 500;
  end;

-- For coordinators of the task force: operations whose lead has said that they may be named here, and nothing else of them.
create function operations.register_of_task_force()
  returns table (codename text, lead_agency text, state text)
  language sql stable security definer set search_path = ''
  begin atomic
    select o.codename, a.name, o.state
    from operations.operation o join access.record r on r.id = o.id join identity.agency a on a.id = o.agency_id
    where o.in_register and o.state <> 'proposed' and r.erased_at is null
      and identity.viewer_is_of_task_force() and access.viewer_accepts_operations()
      and access.viewer_is_cleared_for(r.classification)
    order by o.created_at desc, o.id limit 500;
  end;

-- For the agency's coordinator: terms that were offered to the agency, and those by which it takes part. No more of the
-- operation than its terms.
create function operations.terms_of_agency()
  returns table (id uuid, codename text, classification text, lead_agency text, led_by_us boolean, aim text, purpose text,
                 gateway text, regime text, information_owner text, ends_on date, leaving text, version integer,
                 state text, offered_at timestamptz, offered_by_viewer boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, o.codename, r.classification, a.name, o.agency_id = p.agency_id, t.aim, o.purpose, p.gateway, p.regime,
           t.information_owner, t.ends_on, t.leaving, t.version, p.state, p.offered_at,
           p.offered_by = identity.viewer_person()
    from operations.participation p
    join operations.operation o on o.id = p.operation_id
    join access.record r on r.id = o.id
    join operations.terms t on t.operation_id = p.operation_id and t.version = p.terms_version
    join identity.agency a on a.id = o.agency_id
    where p.agency_id = identity.viewer_agency() and p.state in ('offered', 'accepted')
      and o.state in ('proposed', 'open', 'winding-down')
      and access.viewer_accepts_operations() and access.viewer_is_cleared_for(r.classification) and r.erased_at is null
    order by p.offered_at desc, p.id limit 200;
  end;

-- For the same: who of the agency was asked for, and who is in, by name, because they are its own people.
create function operations.people_of_agency()
  returns table (id uuid, codename text, classification text, lead_agency text, name text, post text, state text,
                 proposed_at timestamptz, awake boolean, own boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select x.id, o.codename, r.classification, a.name, q.name, x.post, x.state, x.proposed_at,
           x.state = 'accepted' and x.confirmed_until > now(),
           identity.viewer_person() in (x.proposed_by, x.person_id)
    from operations.post x
    join operations.operation o on o.id = x.operation_id
    join access.record r on r.id = o.id
    join identity.agency a on a.id = o.agency_id
    join identity.person q on q.id = x.person_id
    where x.agency_id = identity.viewer_agency() and x.state in ('proposed', 'accepted')
      and o.state in ('open', 'winding-down')
      and access.viewer_accepts_operations() and access.viewer_is_cleared_for(r.classification) and r.erased_at is null
    order by x.proposed_at desc, x.id limit 500;
  end;

-- For whoever leads: what people of agencies that have left had read of the operation's records, in numbers. It stays read.
create function operations.read_by_those_who_left(operation uuid)
  returns table (agency text, left_at timestamptz, records integer, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select a.name, p.ended_at, count(distinct g.record_id)::integer, max(g.last_at)
    from operations.participation p
    join identity.agency a on a.id = p.agency_id
    left join access.record r on r.compartment_id = p.operation_id
    left join access.reading g on g.record_id = r.id and g.agency_id = p.agency_id
    where p.operation_id = read_by_those_who_left.operation and p.state = 'left'
      and operations.viewer_holds(p.operation_id, 'lead', 'deputy')
    group by a.name, p.id, p.ended_at
    order by p.ended_at desc;
  end;

-- The people of an operation, for whoever is in it: those of other agencies by agency and post, not by name.
create function operations.people_in(operation uuid)
  returns table (id uuid, person_id uuid, who text, agency text, post text, state text, confirmed_until timestamptz,
                 awake boolean, own boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select x.id, x.person_id, identity.person_label(x.person_id), a.name, x.post, x.state, x.confirmed_until,
           x.state = 'accepted' and x.confirmed_until > now(), x.person_id = identity.viewer_person()
    from operations.post x join identity.agency a on a.id = x.agency_id
    where x.operation_id = people_in.operation and x.state in ('proposed', 'accepted')
      and operations.viewer_in(x.operation_id)
    order by x.post <> 'lead', x.post <> 'deputy', a.name, x.post, x.id;
  end;

-- Of an operation that is erased: may the viewer see what stays of its main log, numbers, times and digests? Whoever manages
-- the records of the agency that led it, and whoever was in it and is awake.
create function operations.viewer_reads_what_stays(operation uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from access.record r join operations.operation o on o.id = r.id
      where r.id = viewer_reads_what_stays.operation and r.erased_at is not null
        and (o.agency_id = identity.viewer_agency() and access.viewer_manages_records()
             or access.viewer_is_member_of(o.id) and access.viewer_reads_within(o.id)
                and access.viewer_is_cleared_for(r.classification) and operations.participates(o.id, identity.viewer_agency())));
  end;

grant execute on function operations.viewer_reads_what_stays(uuid), operations.register_of_agency(), operations.register_of_task_force(),
  operations.terms_of_agency(), operations.people_of_agency(), operations.read_by_those_who_left(uuid),
  operations.people_in(uuid) to seamark_member;

reset role;
