-- The owner's question who has opened a report, and a recall's question who of the agency had it.

set role seamark_service;

-- The history of a report as its owner may read it.
create function intelligence.history_of(report uuid)
  returns table (at timestamptz, kind text, operation text, agency_id integer, who text, recipients integer[], detail jsonb)
  language sql stable security definer set search_path = ''
  begin atomic
    select e.at, e.kind, e.operation, e.agency_id, coalesce(identity.person_label(e.person_id), e.service),
           e.recipients, e.detail
    from intelligence.report r join ledger.event e on e.subject_id = r.id
    where r.id = history_of.report
      and r.agency_id = identity.viewer_agency()
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    order by e.id desc
    limit 200;
  end;

-- How many people of each agency could read a report with this classification, for the audience
-- preview: numbers, not names.
create function intelligence.readership(classification text, compartment uuid)
  returns table (agency_id integer, readers integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.agency_id, count(*)::integer
    from identity.person p
    where p.active
      and p.roles && array['intelligence_officer', 'analyst', 'coordinator']
      and (readership.classification = 'OFFICIAL' or p.clearance = 'OFFICIAL-SENSITIVE')
      and (readership.compartment is null or exists (select from access.compartment_member m
            where m.compartment_id = readership.compartment and m.person_id = p.id))
    group by p.agency_id;
  end;

-- Who has opened it: the owner's question, answered without names of other agencies' people. Each person of an agency
-- has a number, in the order in which they came: how many persons opened it, and which versions one of them did. It is
-- of this report alone, so nobody is followed from one to another.
create function intelligence.readers_of(report uuid)
  returns table (agency_id integer, reader integer, who text, version integer, first_at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select g.agency_id,
           (dense_rank() over (partition by g.agency_id order by g.began, g.person_id))::integer,
           identity.person_label(g.person_id), g.version, g.first_at, g.last_at
    from (select o.*, min(o.first_at) over (partition by o.person_id) as began
          from intelligence.report r join intelligence.reading o on o.report_id = r.id
          where r.id = readers_of.report
            and r.agency_id = identity.viewer_agency()
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                             r.released_to, r.compartment_id, r.discoverable, false, false) = 'full') g
    order by g.first_at;
  end;

-- Who accepted its conditions, answered the same way.
create function intelligence.acceptances_of(report uuid)
  returns table (agency_id integer, reader integer, who text, version integer, at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.agency_id,
           (dense_rank() over (partition by c.agency_id order by c.began, c.person_id))::integer,
           identity.person_label(c.person_id), c.version, c.at
    from (select o.*, min(o.at) over (partition by o.person_id) as began
          from intelligence.report r join intelligence.acceptance o on o.report_id = r.id
          where r.id = acceptances_of.report
            and r.agency_id = identity.viewer_agency()
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                             r.released_to, r.compartment_id, r.discoverable, false, false) = 'full') c
    order by c.at;
  end;

-- May the viewer read the notice of this recall? As its policy says, for the two functions below.
create function intelligence.viewer_was_told(report uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (
      select from intelligence.recall_notice n
      where n.report_id = viewer_was_told.report and n.agency_id = identity.viewer_agency()
        and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
        and access.viewer_is_cleared_for(n.classification)
        and (n.compartment_id is null or access.viewer_is_member_of(n.compartment_id)));
  end;

-- Who of the viewer's own agency had a report that was recalled: opened it here, or took it along in a file.
create function intelligence.had_before_recall(report uuid)
  returns table (reader integer, who text, what text, version integer, at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select (dense_rank() over (order by identity.person_label(h.person_id), h.person_id))::integer,
           identity.person_label(h.person_id), h.what, h.version, h.at, h.last_at
    from (select g.person_id, 'opened' as what, g.version, g.first_at as at, g.last_at from intelligence.reading g
          where g.report_id = had_before_recall.report and g.agency_id = identity.viewer_agency()
          union all
          select e.person_id, 'exported', e.version, e.at, e.at from intelligence.exported e
          where e.report_id = had_before_recall.report and e.agency_id = identity.viewer_agency()) h
    where intelligence.viewer_was_told(had_before_recall.report)
    order by h.at
    limit 500;
  end;

-- What a recalled report was called: for an agency where somebody opened it or took it along, which must find its copies.
-- Where nobody did there is no copy to find, and the title has gone out of sight with the rest.
create function intelligence.title_before_recall(report uuid) returns text
  language sql stable security definer set search_path = ''
  begin atomic
    select r.title from intelligence.report r
    where r.id = title_before_recall.report and intelligence.viewer_was_told(r.id)
      and (exists (select from intelligence.reading g
                   where g.report_id = r.id and g.agency_id = identity.viewer_agency())
           or exists (select from intelligence.exported e
                      where e.report_id = r.id and e.agency_id = identity.viewer_agency()));
  end;

grant execute on function intelligence.history_of(uuid), intelligence.readership(text, uuid),
  intelligence.readers_of(uuid), intelligence.acceptances_of(uuid), intelligence.had_before_recall(uuid),
  intelligence.title_before_recall(uuid) to seamark_member;

reset role;
