-- The coastal plan: an agency divides its coast into stretches by the mile, names who leads each, and
-- keeps what lies on it. Each agency has its own plan, and nobody else reads it.

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
alter table coast.line enable row level security, force row level security;

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
  public_name boolean not null default true,
  -- No two stretches of one agency overlap. Agencies are laid behind each other on one axis, because an
  -- exclusion over two columns would need an extension. Deferrable: a new line moves several at once.
  constraint stretches_do_not_overlap exclude using gist (
    numrange(agency_id::numeric * 100000 + from_mile, agency_id::numeric * 100000 + to_mile) with &&
  ) deferrable initially immediate
);
create index stretch_by_lead on coast.stretch (lead_id, review_on) where lead_id is not null;
alter table coast.stretch enable row level security, force row level security;

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
alter table coast.contact enable row level security, force row level security;

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
  version      integer not null default 1,
  -- Names of places that everybody knows, unless the agency says otherwise. Nothing but a name and a point is given
  -- away: not whose plan it stands in, what kind of site it is, nor who watches it.
  public_name boolean not null default true
);
create unique index site_by_name on coast.site (agency_id, kind, lower(name));
alter table coast.site enable row level security, force row level security;

reset role;
