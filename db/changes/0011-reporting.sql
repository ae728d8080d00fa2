-- Reports of the public. What somebody wrote is sealed (age) before it reaches this database; outside
-- the seal stand the hour, the kind, a cell of about a kilometre, the area and where it was routed.
-- Identifiers are random (version 4): one with a time inside would say when somebody reported.

set role seamark_owner;

-- An agency that takes reports of the public.
create table reporting.desk (
  agency_id      integer primary key references identity.agency,
  -- codes of police force areas, like E23000033
  areas          text[] not null default '{}',
  -- what has no place, or lies where no desk is responsible, comes here
  takes_the_rest boolean not null default false,
  open           boolean not null default true,
  -- made by the exercise: its passphrase is known to everybody, so production refuses it
  exercise       boolean not null default false
);
create unique index one_desk_takes_the_rest on reporting.desk (takes_the_rest) where takes_the_rest and open;
alter table reporting.desk enable row level security, force row level security;

create table reporting.desk_key (
  id                 uuid primary key,
  agency_id          integer not null references reporting.desk,
  -- desk: the report; source: contact details; evidence: original photographs
  purpose            text not null check (purpose in ('desk', 'source', 'evidence')),
  -- age1…; to both of them everything is sealed
  recipient          text not null,
  recovery_recipient text not null,
  -- the key itself, sealed to the recovery recipient: what `desk-keys recover` opens
  recovery_wrapped   bytea not null,
  created_at         timestamptz not null default now(),
  -- a retired key still opens what was sealed to it; nothing new is sealed to it
  retired_at         timestamptz
);
create unique index one_key_a_purpose on reporting.desk_key (agency_id, purpose) where retired_at is null;
alter table reporting.desk_key enable row level security, force row level security;

-- An officer's own key; the private half is locked with a passphrase that the program never keeps.
create table reporting.officer_key (
  person_id       uuid primary key references identity.person,
  recipient       text not null,
  locked_identity bytea not null,
  set_at          timestamptz not null default now()
);
alter table reporting.officer_key enable row level security, force row level security;

-- A desk's key, sealed to one officer's.
create table reporting.wrapped_key (
  desk_key_id uuid not null references reporting.desk_key,
  person_id   uuid not null references identity.person,
  wrapped     bytea not null,
  -- null: given by an operator with the recovery key
  given_by    uuid references identity.person,
  given_at    timestamptz not null default now(),
  primary key (desk_key_id, person_id)
);
create index wrapped_key_by_person on reporting.wrapped_key (person_id);
alter table reporting.wrapped_key enable row level security, force row level security;

-- What somebody is still writing, and afterwards for an hour what they need to come back without typing
-- the receipt. Ciphertext under a key that only the browser's cookie holds; the hour of expiry is whole,
-- so that a row does not say when it was begun.
create table reporting.draft (
  id_hash    bytea primary key check (length(id_hash) = 32),
  expires_at timestamptz not null,
  payload    bytea not null,
  bytes      integer generated always as (length(payload)) stored,
  -- the report went; the payload is the receipt's
  sent       boolean not null default false,
  -- Bytes that were written for this draft so far, every saving anew. It says nothing of when.
  written bigint not null default 0
);
create index draft_by_expiry on reporting.draft (expires_at);
-- The program takes 128 KiB of text; the rest is what the lock adds.
alter table reporting.draft add constraint draft_is_text check (length(payload) <= 128 * 1024 + 256) not valid;
alter table reporting.draft enable row level security, force row level security;

create table reporting.draft_file (
  id       uuid primary key,
  id_hash  bytea not null references reporting.draft on delete cascade,
  number   integer not null,
  state    text not null default 'arriving' check (state in ('arriving', 'waiting', 'ready', 'refused')),
  payload  bytea not null default '',
  bytes    integer generated always as (length(payload)) stored,
  unique (id_hash, number)
);
alter table reporting.draft_file enable row level security, force row level security;

create table reporting.public_report (
  id                   uuid primary key,
  reference            text not null unique,
  agency_id            integer not null references reporting.desk,
  -- a second desk near the border, for an officer to pass it to; it sees nothing until then
  offered_agency_id    integer references reporting.desk,
  hour                 timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
  kind                 text not null check (kind in ('boat', 'landing', 'equipment', 'harbour', 'vehicle', 'purchase',
                                                     'online', 'something-else')),
  cell_lat             integer check (cell_lat between -9000 and 9000),
  cell_lon             integer check (cell_lon between -11251 and 11251),
  area                 text,
  state                text not null default 'new' check (state in ('new', 'open', 'closed')),
  -- The time to a first look, from the hour of arrival, which stands outside the seal, to the hour of the
  -- opening, which its event tells anyway: the figure adds nothing to the two.
  opened_first_minutes integer,
  outcome              text check (outcome in ('intelligence', 'passed', 'no-further-action', 'safeguarding')),
  outcome_reason       text,
  outcome_at           timestamptz,
  -- reports of one event carry the same
  incident_id          uuid,
  passed_from          uuid references reporting.public_report,
  -- SHA-256 of what the receipt gives; null once there is no way back
  lookup_hash          bytea unique check (length(lookup_hash) = 32),
  reporter_recipient   text,
  -- the honeypot was filled, or the form was sent faster than anybody reads
  doubtful             boolean not null default false,
  -- how many messages of the thread the desk has read
  messages_read        integer not null default 0,
  withdrawn_at         timestamptz,
  destroyed_at         timestamptz,
  expires_on           date not null,
  -- The intelligence report, or the draft of one, that was made of it. No foreign key: a draft may be thrown
  -- away, and nothing of an intelligence report leads back to the public.
  became_report_id uuid,
  -- Said by the reporter, beside the hour: no nearer time is told by it.
  happening_now boolean not null default false,
  check ((cell_lat is null) = (cell_lon is null)),
  check ((outcome is null) = (outcome_at is null)),
  constraint first_look_is_in_whole_hours
    check (opened_first_minutes >= 0 and opened_first_minutes % 60 = 0)
);
create index report_by_desk on reporting.public_report (agency_id, state, hour desc);
create index report_by_cell on reporting.public_report (agency_id, cell_lat, cell_lon, hour);
create index report_by_incident on reporting.public_report (incident_id) where incident_id is not null;
create index report_by_expiry on reporting.public_report (expires_on) where destroyed_at is null;
create index report_by_what_it_became on reporting.public_report (became_report_id) where became_report_id is not null;
-- What stands on top of the desk's first page: few, and looked for at each look.
create index report_happening_now on reporting.public_report (agency_id, hour) where happening_now and state = 'new';
alter table reporting.public_report enable row level security, force row level security;

-- A part of a report: an age file in two pieces. The header holds the file's key, wrapped for its
-- readers; without it the payload can never be opened again, by anybody, the recovery key included.
create table reporting.sealed_part (
  id          uuid primary key default gen_random_uuid(),
  report_id   uuid not null references reporting.public_report,
  agency_id   integer not null,
  part        text not null check (part in ('body', 'contact', 'file', 'original', 'message')),
  -- of the file, or of the message
  number      integer not null default 1,
  reader      text not null default 'desk' check (reader in ('desk', 'reporter')),
  -- null: sealed to the reporter's receipt
  desk_key_id uuid references reporting.desk_key,
  -- both null once destroyed
  header      bytea,
  payload     bytea,
  media       text,
  -- of what is inside
  bytes       integer not null,
  unique (report_id, part, number, reader),
  check ((header is null) = (payload is null)),
  check ((reader = 'reporter') = (desk_key_id is null))
);
alter table reporting.sealed_part alter column payload set storage external; -- ciphertext does not compress
alter table reporting.sealed_part enable row level security, force row level security;

-- What was asked and answered; the words are parts, one for the desk and one for the reporter.
create table reporting.message (
  report_id     uuid not null references reporting.public_report,
  number        integer not null,
  agency_id     integer not null,
  from_reporter boolean not null,
  hour          timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
  -- a question of the list; null: free words
  template      text,
  state         text not null default 'sent' check (state in ('sent', 'awaiting-second', 'refused')),
  written_by    uuid references identity.person,
  second_by     uuid references identity.person,
  primary key (report_id, number),
  check (from_reporter = (written_by is null)),
  -- a reporter must not be tasked: free words go out only when a second officer agreed
  check (from_reporter or state <> 'sent' or template is not null or second_by is not null),
  check (second_by is null or second_by <> written_by)
);
-- Questions that wait for a second officer, and who wrote them.
create index message_awaiting_second on reporting.message (agency_id, written_by) where state = 'awaiting-second';
alter table reporting.message enable row level security, force row level security;

-- What of a file has arrived. Each piece was encrypted, before it came here, under a key that only the browser's
-- cookie holds; it goes with its draft.
create table reporting.draft_piece (
  file_id uuid not null references reporting.draft_file on delete cascade,
  -- arrived: the file as it came; picture: what was painted anew from it
  part    text not null check (part in ('arrived', 'picture')),
  -- where it begins in the file, and how much of the file it holds
  at      integer not null check (at >= 0),
  bytes   integer not null check (bytes > 0),
  payload bytea not null,
  primary key (file_id, part, at)
);
alter table reporting.draft_piece alter column payload set storage external; -- ciphertext does not compress
alter table reporting.draft_piece enable row level security, force row level security;

-- What a public report became, for good: `public_report.became_report_id` says how it stands now, and is empty
-- again when the report is taken up anew. No foreign key to the intelligence report: a draft may be
-- thrown away. Nothing of an intelligence report leads here but the question whether it may be filed.
create table reporting.became (
  public_report_id uuid not null references reporting.public_report,
  report_id        uuid not null,
  at               timestamptz not null default now(),
  -- Who began the draft; null where that is not known any more.
  begun_by uuid references identity.person,
  primary key (public_report_id, report_id)
);
create index became_by_report on reporting.became (report_id);
alter table reporting.became enable row level security, force row level security;

-- That the words of a version were compared with the reporter's details: a digest of all of them, no word.
create table reporting.comparison (
  report_id        uuid not null,
  public_report_id uuid not null references reporting.public_report,
  digest           bytea not null check (length(digest) = 32),
  person_id        uuid not null references identity.person,
  at               timestamptz not null default now(),
  primary key (report_id, public_report_id, digest)
);
alter table reporting.comparison enable row level security, force row level security;

-- What is being typed: how much in all. One row for a sixty-fourth of the drafts, because a single row would
-- have all who type at once wait for one another.
create table reporting.draft_room (
  share smallint primary key check (share between 0 and 63),
  bytes bigint not null default 0 check (bytes >= 0)
);
insert into reporting.draft_room (share) select s from generate_series(0, 63) as s;
alter table reporting.draft_room enable row level security, force row level security;

-- That somebody was told who cares for people: to whom, when and why. Nothing of it leaves the agency.
create table reporting.referral (
  id        uuid primary key,
  report_id uuid not null references reporting.public_report,
  agency_id integer not null references identity.agency,
  person_id uuid not null references identity.person,
  at        timestamptz not null,
  -- a post, such as the duty social worker
  told      text not null,
  told_when text not null,
  reason    text not null
);
create index referral_by_report on reporting.referral (report_id, at);
alter table reporting.referral enable row level security, force row level security;

reset role;
