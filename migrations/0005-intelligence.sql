-- Intelligence reports (3x5x2). A report is an envelope (this table) and immutable versions; the
-- envelope carries what the rule of sight needs, so that a policy never reads content to decide.
set role seamark_owner;

create table intelligence.report (
  id                uuid primary key,
  reference         text not null unique,
  agency_id         integer not null references identity.agency,
  author_id         uuid,
  -- the reference in the agency's own system; makes an import repeatable
  agency_reference  text,
  status            text not null check (status in ('draft', 'submitted', 'disseminated', 'withdrawn')),
  version           integer not null default 1,
  -- counts every change of the envelope or of a draft: "somebody changed it meanwhile"
  revision          integer not null default 1,
  -- a draft of the next version of another report; gone once submitted
  next_version_of   uuid references intelligence.report,
  title             text not null,
  classification    text not null check (classification in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  handling          text not null check (handling in ('P', 'C')),
  conditions        text,
  action_code       text check (action_code in ('A1', 'A2', 'A3')),
  sanitisation_code text check (sanitisation_code in ('S1', 'S2')),
  released_to_all   boolean not null default false,
  released_to       integer[] not null default '{}',
  compartment_id    uuid references access.compartment,
  discoverable      boolean not null default true,
  review_on         date,
  original_grade    text,
  needs_evaluation  boolean not null default false,
  created_at        timestamptz not null,
  filed_at          timestamptz not null default now(),
  -- a draft may be incomplete; a filed report keeps the rules of handling
  check (status = 'draft' or review_on is not null),
  check (status = 'draft' or handling = 'P' or (conditions is not null and action_code is not null and sanitisation_code is not null)),
  check (status = 'draft' or handling = 'C' or (conditions is null and action_code is null and sanitisation_code is null))
);
-- Whoever may not see a report must not learn from a refusal that it is there: a second one with the same
-- reference in another operation, or with another classification, is filed (access.md).
create unique index report_by_agency_reference on intelligence.report
  (agency_id, agency_reference, classification, coalesce(compartment_id, '00000000-0000-0000-0000-000000000000'));
create index report_by_agency on intelligence.report (agency_id, created_at desc);
create index draft_by_author on intelligence.report (author_id) where status = 'draft';
create index draft_by_agency on intelligence.report (agency_id) where status = 'draft';
create index report_awaits_evaluation on intelligence.report (agency_id, created_at) where needs_evaluation;
create index report_by_review on intelligence.report (agency_id, review_on) where status in ('submitted', 'disseminated');

create table intelligence.version (
  report_id  uuid not null references intelligence.report on delete cascade,
  version    integer not null,
  -- the report's body without the subjects that stay with the owner (below)
  document   jsonb not null,
  author_id  uuid,
  written_at timestamptz not null default now(),
  primary key (report_id, version)
);

-- Victims, witnesses and children, and what belongs to them: never matched, never in a search, never
-- leaving the owning agency with a release.
create table intelligence.withheld_subject (
  report_id uuid not null,
  version   integer not null,
  number    integer not null,
  subject   jsonb not null,
  primary key (report_id, version, number),
  foreign key (report_id, version) references intelligence.version on delete cascade
);

create table intelligence.release (
  id        uuid primary key,
  report_id uuid not null references intelligence.report,
  version   integer not null,
  to_all    boolean not null,
  agencies  integer[] not null,
  reason    text not null,
  person_id uuid not null,
  at        timestamptz not null default now()
);
create index release_by_report on intelligence.release (report_id);

-- A recipient's inbox; agency 0 stands for all partners.
create table intelligence.delivery (
  agency_id integer not null,
  report_id uuid not null references intelligence.report,
  at        timestamptz not null default now(),
  primary key (agency_id, report_id)
);
create index delivery_by_time on intelligence.delivery (agency_id, at desc, report_id desc);
create index delivery_by_report on intelligence.delivery (report_id);

create table intelligence.acceptance (
  report_id uuid not null references intelligence.report,
  version   integer not null,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  at        timestamptz not null default now(),
  primary key (report_id, version, person_id)
);

create table intelligence.reading (
  report_id uuid not null references intelligence.report on delete cascade,
  version   integer not null,
  person_id uuid not null references identity.person,
  agency_id integer not null references identity.agency,
  first_at  timestamptz not null default now(),
  last_at   timestamptz not null default now(),
  primary key (report_id, person_id, version)
);

create table intelligence.recall (
  report_id uuid primary key references intelligence.report,
  reason    text not null,
  person_id uuid not null,
  at        timestamptz not null default now()
);

-- One row for each agency that had the report. The record itself has become invisible to it, so the
-- notice carries what a reader needs to find and destroy copies, and no content.
create table intelligence.recall_notice (
  report_id       uuid not null references intelligence.recall,
  agency_id       integer not null references identity.agency,
  owner_id        integer not null references identity.agency,
  reference       text not null,
  classification  text not null,
  compartment_id  uuid,
  reason          text not null,
  at              timestamptz not null default now(),
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  primary key (report_id, agency_id)
);
create index recall_notice_open on intelligence.recall_notice (agency_id, at) where acknowledged_at is null;

-- The link from a sanitised version to its original; nobody but the owner may follow it.
create table intelligence.derivation (
  derivative_id uuid primary key references intelligence.report on delete cascade,
  original_id   uuid not null references intelligence.report,
  agency_id     integer not null references identity.agency,
  state         text not null check (state in ('being-written', 'awaiting-check', 'returned', 'approved')),
  sanitised_by  uuid not null references identity.person,
  checked_by    uuid references identity.person,
  note          text,
  changed_at    timestamptz not null default now(),
  check (checked_by is null or checked_by <> sanitised_by)
);
create index derivation_by_original on intelligence.derivation (original_id);
create index derivation_awaits_check on intelligence.derivation (agency_id) where state = 'awaiting-check';

-- What search reads: words, and beside them what the filters and the rule of sight need, so that a
-- search reads no other table. Whoever files a report gives its words, grades and kinds of subject; the
-- rest is filled from the report by trigger (0008). `readers` holds the agencies that may possibly read
-- it (0: all partners); it narrows, and access.sight decides.
create table intelligence.search_entry (
  report_id       uuid primary key references intelligence.report on delete cascade,
  version         integer not null,
  created_at      timestamptz not null,
  agency_id       integer not null,
  author_id       uuid,
  status          text not null,
  classification  text not null,
  handling        text not null,
  released_to_all boolean not null,
  released_to     integer[] not null,
  compartment_id  uuid,
  discoverable    boolean not null,
  readers         integer[] not null,
  grades          text[] not null,
  kinds           text[] not null,
  words           tsvector not null
);

create table intelligence.import_run (
  id          uuid primary key,
  agency_id   integer not null references identity.agency,
  person_id   uuid,
  file_name   text not null,
  state       text not null check (state in ('running', 'done', 'failed')),
  rows_read   integer not null default 0,
  kept        integer not null default 0,
  already     integer not null default 0,
  refused     integer not null default 0,
  -- values of reports that were taken which are kept as written, because they are not understood
  not_understood integer not null default 0,
  -- line, reference and reason of each refused row; the row itself stays in the agency's file
  refusals    jsonb not null default '[]',
  fault       text,
  started_at  timestamptz not null default now(),
  finished_at timestamptz
);
create index import_run_by_agency on intelligence.import_run (agency_id, started_at desc);

-- Values that an import kept without understanding them: content, so for those who read the agency's reports, and
-- not for its administrators, who see the run.
create table intelligence.import_value (
  run_id    uuid not null references intelligence.import_run on delete cascade,
  agency_id integer not null references identity.agency,
  place     integer not null,
  line      integer not null,
  in_column text not null,
  value     text not null,
  why       text not null,
  primary key (run_id, place)
);

-- Row-level security -----------------------------------------------------------------------------
do $$
declare
  one text;
begin
  foreach one in array array['report', 'version', 'withheld_subject', 'release', 'delivery', 'acceptance', 'reading',
                             'recall', 'recall_notice', 'derivation', 'search_entry', 'import_run', 'import_value']
  loop
    execute format('alter table intelligence.%I enable row level security', one);
    execute format('alter table intelligence.%I force row level security', one);
    execute format('create policy service_all on intelligence.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on intelligence.%I to seamark_service', one);
  end loop;
end
$$;

create policy sight_reads on intelligence.report for select to seamark_member using (
  access.sight(agency_id, author_id, status, classification, handling, released_to_all, released_to,
               compartment_id, discoverable,
               exists (select from intelligence.acceptance a
                       where a.report_id = id and a.version = report.version and a.person_id = identity.viewer_person()),
               false) in ('full', 'conditions'));
create policy own_agency_files on intelligence.report for insert to seamark_member with check (
  agency_id = identity.viewer_agency()
  and author_id = identity.viewer_person()
  and (compartment_id is null or exists (select from access.compartment_member m
        where m.compartment_id = report.compartment_id and m.person_id = identity.viewer_person()))
  and access.viewer_is_cleared_for(classification));
create policy own_agency_changes on intelligence.report for update to seamark_member
  using (agency_id = identity.viewer_agency())
  with check (agency_id = identity.viewer_agency());
create policy own_draft_goes on intelligence.report for delete to seamark_member
  using (agency_id = identity.viewer_agency() and status = 'draft');

create policy full_sight_reads on intelligence.version for select to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id
            and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                  r.released_to, r.compartment_id, r.discoverable,
                  exists (select from intelligence.acceptance a
                          where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                  false) = 'full'
            -- a partner reads the version that was released last, the owner every version
            and (r.agency_id = identity.viewer_agency() or r.version = version.version)));
create policy own_agency_writes on intelligence.version for insert to seamark_member with check (
  author_id = identity.viewer_person()
  and exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy own_draft_changes on intelligence.version for update to seamark_member
  using (exists (select from intelligence.report r
                 where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'))
  with check (true);

create policy owner_reads on intelligence.withheld_subject for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.withheld_subject for insert to seamark_member with check (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_draft_changes on intelligence.withheld_subject for delete to seamark_member using (
  exists (select from intelligence.report r
          where r.id = report_id and r.agency_id = identity.viewer_agency() and r.status = 'draft'));

create policy owner_reads on intelligence.release for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.release for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));

create policy recipient_reads on intelligence.delivery for select to seamark_member
  using (agency_id in (0, identity.viewer_agency())
         and exists (select from intelligence.report r where r.id = report_id));
create policy owner_reads on intelligence.delivery for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.delivery for insert to seamark_member with check (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));

create policy own_reads on intelligence.acceptance for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_writes on intelligence.acceptance for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency());

create policy own_reads on intelligence.reading for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_writes on intelligence.reading for insert to seamark_member with check (
  person_id = identity.viewer_person() and agency_id = identity.viewer_agency());
create policy own_changes on intelligence.reading for update to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());

create policy owner_reads on intelligence.recall for select to seamark_member using (
  exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));
create policy owner_writes on intelligence.recall for insert to seamark_member with check (
  person_id = identity.viewer_person()
  and exists (select from intelligence.report r where r.id = report_id and r.agency_id = identity.viewer_agency()));

create policy recipient_reads on intelligence.recall_notice for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
  and access.viewer_is_cleared_for(classification)
  and (compartment_id is null or exists (select from access.compartment_member m
        where m.compartment_id = recall_notice.compartment_id and m.person_id = identity.viewer_person())));
create policy recipient_acknowledges on intelligence.recall_notice for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('intelligence_officer', 'analyst', 'coordinator')
         and access.viewer_is_cleared_for(classification))
  with check (agency_id = identity.viewer_agency());
create policy owner_reads on intelligence.recall_notice for select to seamark_member using (
  owner_id = identity.viewer_agency()
  and exists (select from intelligence.report r where r.id = report_id));
create policy owner_writes on intelligence.recall_notice for insert to seamark_member with check (
  owner_id = identity.viewer_agency());

create policy owner_reads on intelligence.derivation for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and exists (select from intelligence.report r where r.id = derivative_id));
create policy owner_writes on intelligence.derivation for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and sanitised_by = identity.viewer_person());
create policy owner_changes on intelligence.derivation for update to seamark_member
  using (agency_id = identity.viewer_agency()) with check (agency_id = identity.viewer_agency());

-- Search itself reads through a function; a member writes the entry of what the agency files.
create policy owner_writes on intelligence.search_entry for insert to seamark_member
  with check (agency_id = identity.viewer_agency());
create policy owner_changes on intelligence.search_entry for update to seamark_member
  using (agency_id = identity.viewer_agency()) with check (agency_id = identity.viewer_agency());
create policy owner_reads on intelligence.search_entry for select to seamark_member
  using (agency_id = identity.viewer_agency());

create policy own_agency_reads on intelligence.import_run for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('intelligence_officer', 'records_manager', 'administrator'));
create policy own_agency_writes on intelligence.import_run for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and person_id = identity.viewer_person());
-- The run's own policy says whose it is, and for which clearance.
create policy own_agency_reads on intelligence.import_value for select to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('intelligence_officer', 'records_manager')
         and exists (select from intelligence.import_run r where r.id = run_id));

grant select, insert, update, delete on intelligence.report to seamark_member;
grant select, insert, update on intelligence.version to seamark_member;
grant select, insert, delete on intelligence.withheld_subject to seamark_member;
grant select, insert on intelligence.release, intelligence.delivery, intelligence.acceptance, intelligence.recall to seamark_member;
grant select, insert, update on intelligence.reading, intelligence.derivation, intelligence.search_entry to seamark_member;
grant select, insert on intelligence.recall_notice, intelligence.import_run to seamark_member;
grant select on intelligence.import_value to seamark_member;
grant update (acknowledged_at, acknowledged_by) on intelligence.recall_notice to seamark_member;

reset role;
set role seamark_service;

-- Who has opened it: the owner's question, answered without names of other agencies' people.
create function intelligence.readers_of(report uuid)
  returns table (agency_id integer, who text, version integer, first_at timestamptz, last_at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select g.agency_id, identity.person_label(g.person_id), g.version, g.first_at, g.last_at
    from intelligence.report r join intelligence.reading g on g.report_id = r.id
    where r.id = readers_of.report
      and r.agency_id = identity.viewer_agency()
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    order by g.first_at;
  end;

create function intelligence.acceptances_of(report uuid)
  returns table (agency_id integer, who text, version integer, at timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select c.agency_id, identity.person_label(c.person_id), c.version, c.at
    from intelligence.report r join intelligence.acceptance c on c.report_id = r.id
    where r.id = acceptances_of.report
      and r.agency_id = identity.viewer_agency()
      and access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                       r.released_to, r.compartment_id, r.discoverable, false, false) = 'full'
    order by c.at;
  end;

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

-- What was released to the viewer's agency and this person has not opened, newest first: at most `most` of
-- the newest thousand deliveries to the agency and the newest thousand to all. Every page counts them, so
-- this reads the two lists from their new ends and asks the rule of sight once a row; under row-level
-- security the same question reads every delivery there ever was.
create function intelligence.unread_arrivals(most integer)
  returns table (report_id uuid, at timestamptz, sight text)
  language sql stable security definer set search_path = ''
  begin atomic
    select seen.report_id, seen.at, seen.sight
    from (
      select d.report_id, d.at, d.to_all,
             access.sight(r.agency_id, r.author_id, r.status, r.classification, r.handling, r.released_to_all,
                          r.released_to, r.compartment_id, r.discoverable,
                          exists (select from intelligence.acceptance a
                                  where a.report_id = r.id and a.version = r.version and a.person_id = identity.viewer_person()),
                          false) as sight
      from (
        (select o.report_id, o.at, false as to_all from intelligence.delivery o
         where o.agency_id = identity.viewer_agency() order by o.at desc limit 1000)
        union all
        (select o.report_id, o.at, true from intelligence.delivery o
         where o.agency_id = 0 order by o.at desc limit 1000)
        order by 2 desc) d
      join intelligence.report r on r.id = d.report_id and r.agency_id <> identity.viewer_agency() and r.status = 'disseminated'
      -- row by row: as NOT EXISTS these would be read whole
      where (select true from intelligence.reading g
             where g.report_id = r.id and g.version = r.version and g.person_id = identity.viewer_person()) is null
        -- what was released to all and to this agency by name is one arrival
        and (not d.to_all or (select true from intelligence.delivery o
                              where o.agency_id = identity.viewer_agency() and o.report_id = d.report_id) is null)
    ) seen
    where seen.sight in ('full', 'conditions')
    limit most;
  end;

grant execute on function intelligence.unread_arrivals(integer) to seamark_member;
grant execute on function intelligence.readers_of(uuid), intelligence.acceptances_of(uuid), intelligence.history_of(uuid),
  intelligence.readership(text, uuid) to seamark_member;

reset role;
set role seamark_owner;

-- A guard: the proper path to leave the state `withdrawn` is a new report.
create function intelligence.guard_report() returns trigger language plpgsql as $$
begin
  if old.status = 'withdrawn' and new.status <> 'withdrawn' then
    raise exception 'A recalled report stays recalled' using errcode = 'SM003', hint = 'File a new report.';
  end if;
  if new.agency_id <> old.agency_id or new.reference <> old.reference then
    raise exception 'Owner and reference of a report never change' using errcode = 'SM003';
  end if;
  return new;
end
$$;
create trigger report_is_guarded before update on intelligence.report
  for each row execute function intelligence.guard_report();

create constraint trigger report_is_accounted_for after insert or update or delete on intelligence.report
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger version_is_accounted_for after insert or update on intelligence.version
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger release_is_accounted_for after insert or update or delete on intelligence.release
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger acceptance_is_accounted_for after insert or update or delete on intelligence.acceptance
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger recall_is_accounted_for after insert or update or delete on intelligence.recall
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger recall_notice_is_accounted_for after insert or update or delete on intelligence.recall_notice
  deferrable initially deferred for each row execute function ledger.require_event_for_report();

reset role;
