-- Planned events: what our own people plan, and where two plans come too near each other. Never where a person of
-- interest is, and no events of reports, which networks hold.

set role seamark_owner;

-- No rule was found for any of these numbers: all of them are the operator's to say.
create table operations.planned_setting (
  only_row          boolean primary key default true check (only_row),
  -- hours by which the time of an event of the group is widened on both sides
  enforcement_hours integer not null default 2 check (enforcement_hours between 0 and 24),
  protected_hours   integer not null default 4 check (protected_hours between 0 and 24),
  visible_hours     integer not null default 0 check (visible_hours between 0 and 24),
  safety_hours      integer not null default 0 check (safety_hours between 0 and 24),
  -- do two patrols concern each other?
  visible_meets_visible boolean not null default false,
  -- against drawing the map of a partner by probing
  live_most         integer not null default 20 check (live_most between 1 and 500),
  changes_most      integer not null default 10 check (changes_most between 1 and 500),
  -- what begins sooner than this is urgent at the duty post
  urgent_hours      integer not null default 2 check (urgent_hours between 0 and 72)
);
insert into operations.planned_setting default values;
alter table operations.planned_setting enable row level security, force row level security;

create table operations.planned_event (
  id            uuid primary key,
  -- seen by nobody outside it
  operation_id  uuid not null references operations.operation on delete cascade,
  agency_id     integer not null references identity.agency,
  person_id     uuid not null references identity.person,
  created_at    timestamptz not null default now(),
  kind          text not null check (kind in (
    'premises-search', 'arrest', 'vehicle-stop', 'vessel-boarding', 'observation', 'meeting', 'patrol', 'port-visit',
    'engagement', 'rescue', 'drill', 'demolition')),
  -- as much of the kind as another side may ever learn
  kind_group    text not null generated always as (
    case when kind in ('premises-search', 'arrest', 'vehicle-stop', 'vessel-boarding') then 'enforcement'
         when kind in ('observation', 'meeting') then 'protected'
         when kind in ('patrol', 'port-visit', 'engagement') then 'visible' else 'safety' end) stored,
  ground        text not null check (ground in ('premises', 'street', 'coast', 'sea')),
  -- the policing purpose of lodging it
  purpose       text not null check (length(btrim(purpose)) between 1 and 1000),
  state         text not null default 'draft'
    check (state in ('draft', 'lodged', 'changed', 'stood-down', 'finished', 'coarsened')),
  version       integer not null default 1 check (version >= 1),
  disclosure    text not null check (disclosure in ('open', 'broker', 'silent')),
  -- whom one rings: a desk and its telephone of the day, never a person's
  desk          text not null check (length(btrim(desk)) between 1 and 200),
  telephone     text not null check (telephone ~ '^[0-9+() ext.]{3,40}$'),
  starts_at     timestamptz,
  ends_at       timestamptz,
  -- whose clock it was typed by
  zone          text not null check (length(zone) between 1 and 40),
  -- WGS 84, as the program read it
  place         jsonb check (octet_length(place::text) < 40000),
  buffer_m      integer not null check (buffer_m between 200 and 20000),
  -- longitude and latitude: place and buffer lie in it
  place_box     box,
  -- widened by the margin of its group, in UTC
  during        tstzrange,
  -- all that stays 28 days after the end: a cell of about 10 km, and the month
  coarse_lat    numeric(5, 2),
  coarse_lon    numeric(6, 3),
  coarse_month  date check (extract(day from coarse_month) = 1),
  -- read by the own agency alone
  note          text check (length(btrim(note)) between 1 and 2000),
  -- silence takes a reason and a second person
  silent_reason text check (length(btrim(silent_reason)) between 1 and 1000),
  silent_by     uuid references identity.person,
  silent_at     timestamptz,
  -- when the duty post was rung, and who answered
  rung_at       timestamptz,
  rung_answered text check (length(btrim(rung_answered)) between 1 and 200),
  -- enforcement alone: who said go, why, and by which entry of the decision log
  go_at         timestamptz,
  go_by         uuid references identity.person,
  go_reason     text check (length(btrim(go_reason)) between 1 and 1000),
  go_decision   text check (length(btrim(go_decision)) between 1 and 100),
  revision      integer not null default 1,
  constraint enforcement_is_not_silent check (not (kind_group = 'enforcement' and disclosure = 'silent')),
  constraint safety_is_open check (kind_group <> 'safety' or disclosure = 'open'),
  constraint silence_has_its_reason check ((disclosure = 'silent') <= (silent_reason is not null)),
  constraint silence_takes_two check (silent_by <> person_id and (silent_by is null) = (silent_at is null)),
  constraint silent_once_another_said_so check (disclosure <> 'silent' or state = 'draft' or silent_by is not null),
  constraint an_hour_at_least check (ends_at >= starts_at + interval '1 hour' and ends_at <= starts_at + interval '7 days'),
  constraint time_is_widened check (during @> tstzrange(starts_at, ends_at)),
  constraint rung_and_answered check ((rung_at is null) = (rung_answered is null)),
  constraint go_is_of_enforcement check (go_at is null or kind_group = 'enforcement' and go_by is not null
    and go_reason is not null and rung_at is not null),
  constraint coarse_or_exact check (
    case when state = 'coarsened'
      then num_nonnulls(starts_at, ends_at, place, place_box, during, note) = 0
        and num_nulls(coarse_lat, coarse_lon, coarse_month) = 0
      else num_nulls(starts_at, ends_at, place, place_box, during) = 0
        and num_nonnulls(coarse_lat, coarse_lon, coarse_month) = 0 end)
);
-- The first look: core PostgreSQL keeps both in one index.
create index planned_event_near on operations.planned_event using gist (place_box, during)
  where state in ('lodged', 'changed');
create index planned_event_by_operation on operations.planned_event (operation_id, agency_id, created_at desc, id);
create index planned_event_to_end on operations.planned_event (ends_at) where state <> 'coarsened';
create index planned_event_coarse on operations.planned_event (coarse_month) where state = 'coarsened';
alter table operations.planned_event enable row level security, force row level security;

-- What was lodged, changed and stood down, and by whom. Each stays as it was until the event is coarsened.
create table operations.planned_version (
  event_id  uuid not null references operations.planned_event on delete cascade,
  version   integer not null,
  act       text not null check (act in ('lodged', 'changed', 'stood-down')),
  -- place, time, kind, buffer and disclosure as they were
  document  jsonb not null,
  -- asked for once a conflict was shown
  reason    text check (length(btrim(reason)) between 1 and 1000),
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (event_id, version, act)
);
create index planned_version_by_person on operations.planned_version (person_id, at);
alter table operations.planned_version enable row level security, force row level security;

-- Lodged versions that nobody has looked at yet. Each enters and leaves, whatever is found, so that no answer's time tells.
create table operations.planned_look (
  number     bigint generated always as identity primary key,
  event_id   uuid not null references operations.planned_event on delete cascade,
  entered_at timestamptz not null default now()
);
alter table operations.planned_look enable row level security, force row level security;

-- Two planned events that come too near each other. The program's alone: no page and no member reads it.
create table operations.planned_pair (
  id            uuid primary key default gen_random_uuid(),
  one_event     uuid not null references operations.planned_event on delete cascade,
  other_event   uuid not null references operations.planned_event on delete cascade,
  one_version   integer not null,
  other_version integer not null,
  -- whole hours, rounded outward, in which both are with their margins
  shared        tstzrange not null,
  urgent        boolean not null,
  found_at      timestamptz not null default now(),
  ended_at      timestamptz,
  ended_why     text check (ended_why in ('changed', 'stood-down', 'finished')),
  unique (one_event, other_event),
  constraint in_one_order check (one_event < other_event),
  constraint ended_for_a_reason check ((ended_at is null) = (ended_why is null))
);
create index planned_pair_by_other on operations.planned_pair (other_event);
create index planned_pair_live on operations.planned_pair (found_at) where ended_at is null;
alter table operations.planned_pair enable row level security, force row level security;

-- One side of a pair: a conflict, as its own people call it, by a random id of its own. It holds what the side has learned
-- and nothing else; what it has not learned stands nowhere in it.
create table operations.conflict (
  id              uuid primary key default gen_random_uuid(),
  pair_id         uuid not null references operations.planned_pair on delete cascade,
  event_id        uuid not null references operations.planned_event on delete cascade,
  operation_id    uuid not null references operations.operation on delete cascade,
  agency_id       integer not null references identity.agency,
  -- null: the side knows nothing of it
  shown_at        timestamptz,
  learned         text check (learned in ('contact', 'desk', 'told')),
  other_agency_id integer references identity.agency,
  other_desk      text,
  other_telephone text,
  other_group     text check (other_group in ('enforcement', 'protected', 'visible', 'safety')),
  shared          tstzrange,
  -- the duty post rang this side: who rang, who answered, what was said
  told_at         timestamptz,
  told_by         uuid references identity.person,
  told_answered   text check (length(btrim(told_answered)) between 1 and 200),
  told_words      text check (length(btrim(told_words)) between 1 and 1000),
  -- this side opened itself to the other, for this conflict
  opened_at       timestamptz,
  opened_by       uuid references identity.person,
  word            text check (word in ('talked', 'we-move', 'they-move', 'joint', 'no-conflict')),
  word_by         uuid references identity.person,
  word_at         timestamptz,
  word_note       text check (length(btrim(word_note)) between 1 and 1000),
  -- the entry of the decision log that names it, before an enforcement goes
  named_in        text check (length(btrim(named_in)) between 1 and 100),
  -- the other side changed or stood down after this was shown
  other_changed_at timestamptz,
  ended_at        timestamptz,
  ended_why       text check (ended_why in ('changed', 'stood-down', 'finished')),
  unique (pair_id, event_id),
  constraint shown_is_learned check ((shown_at is null) = (learned is null)),
  constraint learned_and_no_more check (case
    when learned = 'contact' then num_nulls(other_agency_id, other_desk, other_telephone, other_group, shared) = 0
    when learned = 'desk' then num_nulls(other_agency_id, other_desk, other_group) = 0
      and num_nonnulls(other_telephone, shared) = 0
    else num_nonnulls(other_agency_id, other_desk, other_telephone, other_group, shared) = 0 end),
  constraint told_by_somebody check (num_nulls(told_at, told_by, told_answered, told_words) in (0, 4)),
  constraint opened_by_somebody check ((opened_at is null) = (opened_by is null)),
  constraint worded_by_somebody check (num_nulls(word, word_by, word_at) in (0, 3)),
  constraint spoken_of_once_shown check (shown_at is not null or num_nonnulls(opened_at, word, named_in, other_changed_at) = 0)
);
create index conflict_by_event on operations.conflict (event_id) where shown_at is not null;
create index conflict_by_operation on operations.conflict (operation_id, agency_id, shown_at desc) where shown_at is not null;
alter table operations.conflict enable row level security, force row level security;

reset role;
