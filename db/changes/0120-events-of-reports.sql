-- Where and when something happened that an item of a report tells of, so that it is found by place and by time. A copy
-- of what the current version says, kept by the database itself (db/code/networks/events.sql). It has no column for a
-- person, a vehicle or a telephone: no row can be one of somebody's track.

set role seamark_owner;

create table networks.event (
  id        uuid not null default gen_random_uuid() unique,
  record_id uuid not null references access.record on delete cascade,
  version   integer not null,
  -- numbers from 1: of the item in the version, of the event in the item
  item      smallint not null,
  number    smallint not null,
  kind      text not null check (kind in ('launch-seen', 'landing', 'found-on-beach', 'equipment-bought',
    'equipment-stored', 'equipment-moved', 'meeting', 'transport', 'other')),
  -- the time as the item says it, and from when to when that is; `until_at` is not in it. Null: not said
  said_when text,
  from_at   timestamptz,
  until_at  timestamptz,
  -- where it stands in a list by time: when it began, or when the report was written
  listed_at timestamptz not null,
  -- WGS 84, degrees. Null: only words, or nothing
  lat       double precision check (lat between -90 and 90),
  lon       double precision check (lon between -180 and 180),
  sure      text check (sure in ('exact', 'within', 'about')),
  within_m  integer check (within_m between 1 and 100000),
  place     text check (length(place) between 1 and 200),
  primary key (record_id, item, number),
  check ((from_at is null) = (until_at is null) and (said_when is null) = (from_at is null) and until_at > from_at),
  check ((lat is null) = (lon is null) and (lat is null) = (sure is null) and (sure = 'within') = (within_m is not null))
);
create index event_by_time on networks.event (listed_at desc, id desc);
create index event_by_end on networks.event (until_at);
-- An index on what row-level security lets a plan compare before it asks who may see a row.
create index event_by_place on networks.event (lat, lon);
alter table networks.event enable row level security, force row level security;

reset role;
