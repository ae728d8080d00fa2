-- Registers that a controller keeps (DPA 2018 ss.42, 58, 61, 64): typed by people, each entry in versions, with a date
-- on which somebody looks at it again.

set role seamark_owner;

create table records.register_entry (
  id         uuid primary key,
  agency_id  integer not null references identity.agency,
  register   text not null check (register in ('processing', 'contact-point', 'agreement', 'dpia', 'policy')),
  version    integer not null default 1 check (version >= 1),
  -- of the version that stands; the earlier ones are in register_version
  title      text not null check (length(btrim(title)) between 1 and 200),
  -- reviewed by, or the end of an agreement
  due_on     date not null,
  -- since when it is in force no more: a policy document is kept for six months after (s.42(3))
  ended_on   date,
  changed_by uuid not null references identity.person,
  changed_at timestamptz not null default now(),
  constraint kept_by_its_agency unique (id, agency_id)
);
create index register_entry_by_agency on records.register_entry (agency_id, register, title, id);
create index register_entry_due on records.register_entry (agency_id, due_on) where ended_on is null;
alter table records.register_entry enable row level security, force row level security;

-- Added to, never changed.
create table records.register_version (
  entry_id  uuid not null,
  version   integer not null check (version >= 1),
  agency_id integer not null,
  title     text not null check (length(btrim(title)) between 1 and 200),
  -- what its register asks, by name
  said      jsonb not null check (jsonb_typeof(said) = 'object' and pg_column_size(said) <= 65536),
  due_on    date not null,
  ended_on  date,
  why       text check (length(btrim(why)) between 1 and 2000),
  person_id uuid not null references identity.person,
  at        timestamptz not null default now(),
  primary key (entry_id, version),
  foreign key (entry_id, agency_id) references records.register_entry (id, agency_id) deferrable initially deferred
);
alter table records.register_version enable row level security, force row level security;

reset role;
