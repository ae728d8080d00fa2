-- The coastal plan: an agency divides its coast into stretches by the mile, names who leads each, and
-- keeps what lies on it. Each agency has its own plan, and nobody else reads it.
create schema coast authorization seamark_owner;
grant usage on schema coast to seamark_app, seamark_member, seamark_service;
grant create on schema coast to seamark_service;

set role seamark_owner;

-- The line along which miles are measured, one for each agency.
create table coast.line (
  id        uuid primary key default gen_random_uuid(),
  agency_id integer not null unique references identity.agency,
  name      text not null,
  -- [[longitude, latitude], …], WGS 84
  points    jsonb not null,
  miles     numeric(8, 3) not null check (miles > 0),
  loaded_at timestamptz not null default now(),
  version   integer not null default 1
);

create table coast.stretch (
  id              uuid primary key,
  agency_id       integer not null references identity.agency,
  name            text not null,
  from_mile       numeric(7, 2) not null check (from_mile >= 0),
  to_mile         numeric(7, 2) not null check (to_mile > from_mile and to_mile < 100000),
  lead_id         uuid references identity.person,
  cover           text not null default '',
  vulnerabilities text not null default '',
  reviewed_on     date,
  review_on       date,
  version         integer not null default 1,
  -- No two stretches of one agency overlap. Agencies are laid behind each other on one axis, because an
  -- exclusion over two columns would need an extension. Deferrable: a new line moves several at once.
  constraint stretches_do_not_overlap exclude using gist (
    numrange(agency_id::numeric * 100000 + from_mile, agency_id::numeric * 100000 + to_mile) with &&
  ) deferrable initially immediate
);
create index stretch_by_lead on coast.stretch (lead_id, review_on) where lead_id is not null;

-- Whom to ring about a stretch: posts of organisations, as little about persons as will do.
create table coast.contact (
  id           uuid primary key,
  stretch_id   uuid not null references coast.stretch on delete cascade,
  agency_id    integer not null references identity.agency,
  organisation text not null,
  role         text not null default '',
  telephone    text not null default '',
  notes        text not null default '',
  version      integer not null default 1
);
create index contact_by_stretch on coast.contact (stretch_id);

create table coast.site (
  id           uuid primary key,
  agency_id    integer not null references identity.agency,
  name         text not null,
  kind         text not null check (kind in ('port', 'harbour', 'marina', 'beach', 'slipway', 'quay', 'pier', 'inlet',
                                             'headland', 'landing')),
  lat          double precision not null check (lat between -90 and 90),
  lon          double precision not null check (lon between -180 and 180),
  -- where the line is nearest, and how far that is; none while there is no line
  mile         numeric(7, 2),
  coast_metres integer,
  contact      text not null default '',
  telephone    text not null default '',
  version      integer not null default 1
);
create unique index site_by_name on coast.site (agency_id, kind, lower(name));

do $$
declare
  one text;
begin
  foreach one in array array['line', 'stretch', 'contact', 'site']
  loop
    execute format('alter table coast.%I enable row level security', one);
    execute format('alter table coast.%I force row level security', one);
    execute format('create policy service_all on coast.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on coast.%I to seamark_service, seamark_member', one);
    execute format('create policy own_agency_reads on coast.%I for select to seamark_member
                    using (agency_id = identity.viewer_agency()
                           and identity.viewer_has_role(''triage_officer'', ''intelligence_officer'', ''analyst'',
                                                        ''coordinator'', ''administrator'', ''overseer''))', one);
    execute format('create policy own_editors_remove on coast.%I for delete to seamark_member
                    using (agency_id = identity.viewer_agency()
                           and identity.viewer_has_role(''coordinator'', ''administrator''))', one);
  end loop;

  foreach one in array array['line', 'site']
  loop
    execute format('create policy own_editors_add on coast.%I for insert to seamark_member
                    with check (agency_id = identity.viewer_agency()
                                and identity.viewer_has_role(''coordinator'', ''administrator''))', one);
    execute format('create policy own_editors_change on coast.%I for update to seamark_member
                    using (agency_id = identity.viewer_agency()
                           and identity.viewer_has_role(''coordinator'', ''administrator''))
                    with check (agency_id = identity.viewer_agency())', one);
  end loop;
end
$$;

-- A lead is somebody of the agency (of other agencies' people a member reads no row), and a contact
-- belongs to a stretch of the agency.
create policy own_editors_add on coast.stretch for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and identity.viewer_has_role('coordinator', 'administrator')
              and (lead_id is null or exists (select from identity.person p where p.id = lead_id)));
create policy own_editors_change on coast.stretch for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('coordinator', 'administrator'))
  with check (agency_id = identity.viewer_agency()
              and (lead_id is null or exists (select from identity.person p where p.id = lead_id)));
create policy own_editors_add on coast.contact for insert to seamark_member
  with check (agency_id = identity.viewer_agency() and identity.viewer_has_role('coordinator', 'administrator')
              and exists (select from coast.stretch s where s.id = stretch_id));
create policy own_editors_change on coast.contact for update to seamark_member
  using (agency_id = identity.viewer_agency() and identity.viewer_has_role('coordinator', 'administrator'))
  with check (agency_id = identity.viewer_agency() and exists (select from coast.stretch s where s.id = stretch_id));

create function ledger.require_event_for_stretch() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.stretch_id else new.stretch_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;

create constraint trigger line_is_accounted_for after insert or update or delete on coast.line
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger stretch_is_accounted_for after insert or update or delete on coast.stretch
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger site_is_accounted_for after insert or update or delete on coast.site
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger contact_is_accounted_for after insert or update or delete on coast.contact
  deferrable initially deferred for each row execute function ledger.require_event_for_stretch();

reset role;
