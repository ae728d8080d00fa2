-- A new version says what changed, a recall says who of the agency had the report, and the owner's question
-- "who has opened it" counts persons.
set role seamark_owner;

-- What a version changed, said when it was written. The owner keeps every version; a partner reads the current one
-- alone, so this holds places and numbers and never a word of an earlier version: what was taken out stays out.
create table intelligence.version_change (
  report_id uuid not null,
  version   integer not null check (version > 1),
  -- for its readers: why there is a new version
  reason    text check (length(reason) between 1 and 2000),
  parts     jsonb not null check (jsonb_typeof(parts) = 'array'),
  primary key (report_id, version),
  foreign key (report_id, version) references intelligence.version on delete cascade
);

-- What an agency did with its copies after a recall. Added to, never changed: copies that were kept may go later.
create table intelligence.recall_statement (
  id        bigint generated always as identity primary key,
  report_id uuid not null,
  agency_id integer not null,
  what      text not null check (what in ('destroyed', 'kept', 'none')),
  note      text check (length(note) between 1 and 2000),
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  foreign key (report_id, agency_id) references intelligence.recall_notice on delete cascade,
  check (what <> 'kept' or note is not null)
);
create index recall_statement_by_notice on intelligence.recall_statement (report_id, agency_id, id);

-- Whose file has a partner's report in it: a copy that a recall must find.
create table intelligence.exported (
  report_id uuid not null references intelligence.report on delete cascade,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  version   integer not null,
  at        timestamptz not null default now(),
  primary key (report_id, person_id, at)
);

do $$
declare
  one text;
begin
  foreach one in array array['version_change', 'recall_statement', 'exported']
  loop
    execute format('alter table intelligence.%I enable row level security', one);
    execute format('alter table intelligence.%I force row level security', one);
    execute format('create policy service_all on intelligence.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on intelligence.%I to seamark_service', one);
  end loop;
end
$$;

-- The owner, of each version; a partner who reads the report now and has opened an earlier version of it. Whoever
-- never had an earlier one does not learn that it was different.
create policy owner_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy reader_of_earlier_one_reads on intelligence.version_change for select to seamark_member using (
  exists (select from intelligence.reading g
          where g.report_id = version_change.report_id and g.person_id = identity.viewer_person()
            and g.version < version_change.version)
  -- full sight, by the policy of the version
  and exists (select from intelligence.report r
              join intelligence.version v on v.report_id = r.id and v.version = r.version
              where r.id = version_change.report_id and r.version >= version_change.version));
create policy owner_writes on intelligence.version_change for insert to seamark_member with check (
  identity.viewer_has_role('intelligence_officer', 'coordinator')
  and exists (select from intelligence.report r
              where r.id = report_id and r.agency_id = identity.viewer_agency()
                and r.status in ('submitted', 'disseminated') and r.version = version_change.version));
grant select, insert on intelligence.version_change to seamark_member;

-- Whoever reads the notice: those of the agency that was told, and the owner.
create policy who_reads_the_notice_reads on intelligence.recall_statement for select to seamark_member using (
  exists (select from intelligence.recall_notice n
          where n.report_id = recall_statement.report_id and n.agency_id = recall_statement.agency_id
            and identity.viewer_agency() in (n.agency_id, n.owner_id)));
create policy recipient_states on intelligence.recall_statement for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and person_id = identity.viewer_person()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and exists (select from intelligence.recall_notice n
              where n.report_id = recall_statement.report_id and n.agency_id = identity.viewer_agency()));
grant select, insert on intelligence.recall_statement to seamark_member;

create policy own_reads on intelligence.exported for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_writes on intelligence.exported for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency()
  and exists (select from intelligence.version v where v.report_id = exported.report_id and v.version = exported.version));
grant select, insert on intelligence.exported to seamark_member;

create constraint trigger change_is_accounted_for after insert or update or delete on intelligence.version_change
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger statement_is_accounted_for after insert or update or delete on intelligence.recall_statement
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

reset role;
set role seamark_service;

-- The same with a number for each person of an agency, in the order in which they came: how many persons opened it,
-- and which versions one of them did. It is of this report alone, so nobody is followed from one to another.
drop function intelligence.readers_of(uuid);
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

drop function intelligence.acceptances_of(uuid);
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

revoke execute on function intelligence.readers_of(uuid), intelligence.acceptances_of(uuid),
  intelligence.viewer_was_told(uuid), intelligence.had_before_recall(uuid), intelligence.title_before_recall(uuid) from public;
grant execute on function intelligence.readers_of(uuid), intelligence.acceptances_of(uuid),
  intelligence.had_before_recall(uuid), intelligence.title_before_recall(uuid) to seamark_member;

reset role;
