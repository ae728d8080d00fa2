-- The owner's question who has opened a record, and a recall's question who of the agency had it.

set role seamark_service;

-- The history of a record as its owner may read it: what its own agency and the program did, and what those did who
-- were given it. Anybody may write an event that names a record; that of who never had it says nothing of the record.
create function access.history_of(record uuid)
  returns table (at timestamptz, kind text, operation text, agency_id integer, who text, recipients integer[], detail jsonb)
  language sql stable security definer set search_path = ''
  begin atomic
    select e.at, e.kind, e.operation, e.agency_id, coalesce(identity.person_label(e.person_id), e.service),
           e.recipients, e.detail
    from access.record r join ledger.event e on e.subject_id = r.id
    where r.id = history_of.record
      and r.agency_id = identity.viewer_agency()
      and access.sight(r, false, false) = 'full'
      and (r.status <> 'draft' or intelligence.may_read_what_it_is_made_of(r.id))
      and (e.agency_id is null or e.agency_id = r.agency_id
           or exists (select from access.delivery d where d.record_id = r.id and d.agency_id in (e.agency_id, 0)))
    order by e.id desc
    limit 200;
  end;

-- How many people of each agency could read a record with this classification, for the audience
-- preview: numbers, not names.
create function access.readership(classification text, compartment uuid)
  returns table (agency_id integer, readers integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.agency_id, count(*)::integer
    from identity.person p
    where p.active
      and (access.reads_content(p.roles) or readership.compartment is not null and access.reads_in_operations(p.roles))
      and (readership.compartment is null or access.viewer_is_member_of(readership.compartment))
      and (readership.classification = 'OFFICIAL' or p.clearance = 'OFFICIAL-SENSITIVE')
      and (readership.compartment is null or exists (select from access.compartment_member m
            where m.compartment_id = readership.compartment and m.person_id = p.id and access.is_awake(m.awake_until)))
    group by p.agency_id;
  end;

-- Who has opened it: the owner's question, answered without names of other agencies' people. Each person of an agency
-- has a number, in the order in which they came: how many persons opened it, and which versions one of them did. It is
-- of this record alone, so nobody is followed from one to another.
create function access.readers_of(record uuid)
  returns table (agency_id integer, reader integer, who text, version integer, first_at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select g.agency_id,
           (dense_rank() over (partition by g.agency_id order by g.began, g.person_id))::integer,
           identity.person_label(g.person_id), g.version, g.first_at, g.last_at
    from (select o.*, min(o.first_at) over (partition by o.person_id) as began
          from access.record r join access.reading o on o.record_id = r.id
          where r.id = readers_of.record
            and r.agency_id = identity.viewer_agency()
            and access.sight(r, false, false) = 'full') g
    order by g.first_at;
  end;

-- Who accepted its conditions, answered the same way.
create function access.acceptances_of(record uuid)
  returns table (agency_id integer, reader integer, who text, version integer, at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.agency_id,
           (dense_rank() over (partition by c.agency_id order by c.began, c.person_id))::integer,
           identity.person_label(c.person_id), c.version, c.at
    from (select o.*, min(o.at) over (partition by o.person_id) as began
          from access.record r join access.acceptance o on o.record_id = r.id
          where r.id = acceptances_of.record
            and r.agency_id = identity.viewer_agency()
            and access.sight(r, false, false) = 'full') c
    order by c.at;
  end;

-- May the viewer read the notice of this recall? As its policy says, for the two functions below.
create function access.viewer_was_told(record uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from access.recall_notice n
      where n.record_id = viewer_was_told.record and n.agency_id = identity.viewer_agency()
        and access.viewer_reads_within(n.compartment_id)
        and access.viewer_is_cleared_for(n.classification)
        and (n.compartment_id is null or access.viewer_is_member_of(n.compartment_id)));
  end;

-- Who of the viewer's own agency had a record that was recalled: opened it here, or took it along in a file.
create function access.had_before_recall(record uuid)
  returns table (reader integer, who text, what text, version integer, at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select (dense_rank() over (order by identity.person_label(h.person_id), h.person_id))::integer,
           identity.person_label(h.person_id), h.what, h.version, h.at, h.last_at
    from (select g.person_id, 'opened' as what, g.version, g.first_at as at, g.last_at from access.reading g
          where g.record_id = had_before_recall.record and g.agency_id = identity.viewer_agency()
          union all
          select e.person_id, 'exported', e.version, e.at, e.at from access.exported e
          where e.record_id = had_before_recall.record and e.agency_id = identity.viewer_agency()) h
    where access.viewer_was_told(had_before_recall.record)
    order by h.at
    limit 500;
  end;

-- What a recalled record was called: for an agency where somebody opened it or took it along, which must find its copies.
-- Where nobody did there is no copy to find, and the title has gone out of sight with the rest.
create function access.title_before_recall(record uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select r.title from access.record r
    where r.id = title_before_recall.record and access.viewer_was_told(r.id)
      and (exists (select from access.reading g
                   where g.record_id = r.id and g.agency_id = identity.viewer_agency())
           or exists (select from access.exported e
                      where e.record_id = r.id and e.agency_id = identity.viewer_agency()));
  end;

-- Of which kind a recalled record was, for whoever may read its notice: the record itself has gone out of sight.
create function access.kind_before_recall(record uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select r.kind from access.record r
    where r.id = kind_before_recall.record and access.viewer_reads_in_operations() and access.viewer_was_told(r.id);
  end;

grant execute on function access.kind_before_recall(uuid), access.history_of(uuid), access.readership(text, uuid),
  access.readers_of(uuid), access.acceptances_of(uuid), access.had_before_recall(uuid),
  access.title_before_recall(uuid) to seamark_member;

reset role;
