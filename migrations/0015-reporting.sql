-- Reports of the public. What somebody wrote is sealed (age) before it reaches this database; outside
-- the seal stand the hour, the kind, a cell of about a kilometre, the area and where it was routed.
-- Identifiers are random (version 4): one with a time inside would say when somebody reported.
create schema reporting authorization seamark_owner;

set role seamark_owner;
grant usage on schema reporting to seamark_app, seamark_member, seamark_service, seamark_public;
grant create on schema reporting to seamark_service;

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

-- An officer's own key; the private half is locked with a passphrase that the program never keeps.
create table reporting.officer_key (
  person_id       uuid primary key references identity.person,
  recipient       text not null,
  locked_identity bytea not null,
  set_at          timestamptz not null default now()
);

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

-- What somebody is still writing, and afterwards for an hour what they need to come back without typing
-- the receipt. Ciphertext under a key that only the browser's cookie holds; the hour of expiry is whole,
-- so that a row does not say when it was begun.
create table reporting.draft (
  id_hash    bytea primary key check (length(id_hash) = 32),
  expires_at timestamptz not null,
  payload    bytea not null,
  bytes      integer generated always as (length(payload)) stored,
  -- the report went; the payload is the receipt's
  sent       boolean not null default false
);
create index draft_by_expiry on reporting.draft (expires_at);

create table reporting.draft_file (
  id       uuid primary key,
  id_hash  bytea not null references reporting.draft on delete cascade,
  number   integer not null,
  state    text not null default 'arriving' check (state in ('arriving', 'waiting', 'ready', 'refused')),
  payload  bytea not null default '',
  bytes    integer generated always as (length(payload)) stored,
  unique (id_hash, number)
);

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
  -- from arrival, which is inside the seal, to the first opening, rounded to five
  opened_first_minutes integer check (opened_first_minutes >= 0 and opened_first_minutes % 5 = 0),
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
  check ((cell_lat is null) = (cell_lon is null)),
  check ((outcome is null) = (outcome_at is null))
);
create index report_by_desk on reporting.public_report (agency_id, state, hour desc);
create index report_by_cell on reporting.public_report (agency_id, cell_lat, cell_lon, hour);
create index report_by_incident on reporting.public_report (incident_id) where incident_id is not null;
create index report_by_expiry on reporting.public_report (expires_on) where destroyed_at is null;

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

do $$
declare
  one text;
begin
  foreach one in array array['desk', 'desk_key', 'officer_key', 'wrapped_key', 'draft', 'draft_file', 'public_report',
                             'sealed_part', 'message']
  loop
    execute format('alter table reporting.%I enable row level security', one);
    execute format('alter table reporting.%I force row level security', one);
    execute format('create policy service_all on reporting.%I to seamark_service using (true) with check (true)', one);
    execute format('grant select, insert, update, delete on reporting.%I to seamark_service', one);
  end loop;
end
$$;

-- Who takes reports and to which key is no secret; the key under the recovery key is not handed out.
create policy everybody_reads on reporting.desk for select to seamark_member
  using (identity.viewer_agency() is not null);
create policy everybody_reads on reporting.desk_key for select to seamark_member
  using (identity.viewer_agency() is not null);
grant select on reporting.desk to seamark_member;
grant select (id, agency_id, purpose, recipient, recovery_recipient, created_at, retired_at) on reporting.desk_key to seamark_member;

create policy own_key on reporting.officer_key to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
grant select, insert, update on reporting.officer_key to seamark_member;

-- Whose keys these are; a key is given by somebody who holds it, which the row itself proves, because
-- nobody else could have sealed it.
create policy own_keys on reporting.wrapped_key for select to seamark_member
  using (person_id = identity.viewer_person());
create policy own_agency_gives on reporting.wrapped_key for insert to seamark_member with check (
  given_by = identity.viewer_person()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator')
  and exists (select from reporting.desk_key k where k.id = desk_key_id and k.agency_id = identity.viewer_agency())
  and exists (select from identity.person p where p.id = person_id and p.active and p.agency_id = identity.viewer_agency()
                and p.roles && array['triage_officer', 'intelligence_officer', 'coordinator']));
create policy own_keys_go on reporting.wrapped_key for delete to seamark_member
  using (person_id = identity.viewer_person());
grant select, insert, delete on reporting.wrapped_key to seamark_member;

create policy desk_reads on reporting.public_report for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'));
create policy desk_changes on reporting.public_report for update to seamark_member
  using (agency_id = identity.viewer_agency()
         and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'))
  with check (agency_id = identity.viewer_agency());
grant select on reporting.public_report to seamark_member;
grant update (state, opened_first_minutes, outcome, outcome_reason, outcome_at, incident_id, messages_read, doubtful,
              expires_on) on reporting.public_report to seamark_member;

create policy desk_reads on reporting.sealed_part for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'));
create policy desk_writes_messages on reporting.sealed_part for insert to seamark_member with check (
  part = 'message' and agency_id = identity.viewer_agency()
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));
grant select, insert on reporting.sealed_part to seamark_member;

create policy desk_reads on reporting.message for select to seamark_member using (
  agency_id = identity.viewer_agency()
  and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'));
create policy desk_writes on reporting.message for insert to seamark_member with check (
  agency_id = identity.viewer_agency() and not from_reporter and written_by = identity.viewer_person()
  and second_by is null
  and exists (select from reporting.public_report r where r.id = report_id and r.destroyed_at is null));
create policy second_officer_decides on reporting.message for update to seamark_member
  using (agency_id = identity.viewer_agency() and state = 'awaiting-second' and written_by <> identity.viewer_person()
         and identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator'))
  with check (agency_id = identity.viewer_agency() and state in ('sent', 'refused') and second_by = identity.viewer_person());
grant select, insert on reporting.message to seamark_member;
grant update (state, second_by) on reporting.message to seamark_member;

-- Accounted for, as everywhere: no event, no commit.
create function ledger.require_event_for_desk_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.desk_key_id else new.desk_key_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create function ledger.require_event_for_person() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not ledger.has_event(case when tg_op = 'DELETE' then old.person_id else new.person_id end) then
    raise exception 'A change of %.% has no event in the ledger', tg_table_schema, tg_table_name
      using errcode = 'SM002', hint = 'Record what was done with scope.record() in the same transaction.';
  end if;
  return null;
end
$$;
create constraint trigger report_is_accounted_for after insert or update or delete on reporting.public_report
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger message_is_accounted_for after insert or update or delete on reporting.message
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger part_is_accounted_for after insert or update or delete on reporting.sealed_part
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger key_is_accounted_for after insert or update or delete on reporting.desk_key
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger wrapped_key_is_accounted_for after insert or update or delete on reporting.wrapped_key
  deferrable initially deferred for each row execute function ledger.require_event_for_desk_key();
create constraint trigger officer_key_is_accounted_for after insert or update or delete on reporting.officer_key
  deferrable initially deferred for each row execute function ledger.require_event_for_person();

reset role;
set role seamark_service;

-- Events of the public carry the hour only (`at` truncated), so the hour is what is compared.
create or replace function ledger.has_event(subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from ledger.event e
                   where e.subject_id = subject and e.xid = pg_current_xact_id_if_assigned()
                     -- a restore into another cluster starts transaction numbers anew: an old event
                     -- may carry this number, but not this hour
                     and e.at >= date_trunc('hour', transaction_timestamp(), 'UTC'));
  end;

-- Everything the public does goes through the functions below. They belong to seamark_service, so that
-- seamark_public needs no right on any table: it can add, and read back its own ciphertext by a hash.

create function reporting.note_public(kind text, subject uuid, agency integer, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.event (at, kind, operation, agency_id, service, subject_kind, subject_id, detail)
    values (date_trunc('hour', now(), 'UTC'), note_public.kind, coalesce(nullif(current_setting('seamark.operation', true), ''), 'reporting.public'),
            note_public.agency, 'public', 'public-report', note_public.subject, note_public.detail);
  end;

-- The open desks with what to seal to. Public keys: nothing here is secret.
create function reporting.open_desks()
  returns table (agency_id integer, name text, areas text[], takes_the_rest boolean, exercise boolean, purpose text,
                 desk_key_id uuid, recipient text, recovery_recipient text)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.agency_id, a.name, d.areas, d.takes_the_rest, d.exercise, k.purpose, k.id, k.recipient, k.recovery_recipient
    from reporting.desk d join identity.agency a on a.id = d.agency_id
    join reporting.desk_key k on k.agency_id = d.agency_id and k.retired_at is null
    where d.open;
  end;

-- Drafts. They last from one to two hours: until the end of the hour after this one.
create function reporting.keep_draft(hash bytea, ciphertext bytea) returns boolean
  language sql security definer set search_path = ''
  begin atomic
    insert into reporting.draft as d (id_hash, expires_at, payload)
    values (keep_draft.hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', keep_draft.ciphertext)
    on conflict (id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at
      where not d.sent
    returning true;
  end;
create function reporting.read_draft(hash bytea) returns table (payload bytea, sent boolean)
  language sql stable security definer set search_path = ''
  begin atomic
    select d.payload, d.sent from reporting.draft d where d.id_hash = read_draft.hash and d.expires_at > now();
  end;
create function reporting.drop_draft(hash bytea) returns void
  language sql security definer set search_path = ''
  begin atomic
    delete from reporting.draft d where d.id_hash = drop_draft.hash;
  end;

-- Files of a draft, as many as a report may have.
create function reporting.keep_draft_file(hash bytea, file uuid, ciphertext bytea, file_state text) returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  at integer;
begin
  perform from reporting.draft d where d.id_hash = hash and d.expires_at > now() for update;
  if not found then return null; end if;
  update reporting.draft_file f set payload = ciphertext, state = file_state
    where f.id = file and f.id_hash = hash returning f.number into at;
  if found then return at; end if;
  select coalesce(max(f.number), 0) + 1 into at from reporting.draft_file f where f.id_hash = hash;
  if (select count(*) from reporting.draft_file f where f.id_hash = hash) >= 10 then
    raise exception 'A report holds no more files' using errcode = 'SM010';
  end if;
  insert into reporting.draft_file (id, id_hash, number, state, payload) values (file, hash, at, file_state, ciphertext);
  return at;
end
$$;
create function reporting.draft_files(hash bytea)
  returns table (id uuid, number integer, state text, bytes integer, payload bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    select f.id, f.number, f.state, f.bytes, f.payload
    from reporting.draft_file f join reporting.draft d on d.id_hash = f.id_hash
    where f.id_hash = draft_files.hash and d.expires_at > now() order by f.number;
  end;
create function reporting.drop_draft_file(hash bytea, file uuid) returns void
  language sql security definer set search_path = ''
  begin atomic
    delete from reporting.draft_file f where f.id = drop_draft_file.file and f.id_hash = drop_draft_file.hash;
  end;

-- Takes a report, once: the second sending of the same draft gets what the first was answered with. Says
-- how many files of the draft are still to follow.
create function reporting.receive(
    hash bytea, answer bytea, id uuid, reference text, agency integer, offered integer, at_hour timestamptz, kind text,
    lat integer, lon integer, area text, is_doubtful boolean, lookup bytea, reporter text, expires date,
    body_key uuid, body_header bytea, body_payload bytea, body_bytes integer,
    contact_key uuid, contact_header bytea, contact_payload bytea, contact_bytes integer)
  returns table (fresh boolean, kept bytea, files integer)
  language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into reporting.draft as d (id_hash, expires_at, payload, sent)
  values (receive.hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', receive.answer, true)
  on conflict (id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at, sent = true
    where not d.sent;
  if not found then
    return query select false, d.payload, (select count(*)::integer from reporting.draft_file f where f.id_hash = d.id_hash)
      from reporting.draft d where d.id_hash = receive.hash;
    return;
  end if;
  insert into reporting.public_report (id, reference, agency_id, offered_agency_id, hour, kind, cell_lat, cell_lon, area,
                                       doubtful, lookup_hash, reporter_recipient, expires_on)
  values (receive.id, receive.reference, receive.agency, receive.offered, date_trunc('hour', receive.at_hour, 'UTC'),
          receive.kind, receive.lat, receive.lon, receive.area, receive.is_doubtful, sha256(receive.lookup),
          receive.reporter, receive.expires);
  insert into reporting.sealed_part (report_id, agency_id, part, desk_key_id, header, payload, bytes)
  select receive.id, receive.agency, p.part, p.key, p.header, p.payload, p.bytes
  from (values ('body', receive.body_key, receive.body_header, receive.body_payload, receive.body_bytes),
               ('contact', receive.contact_key, receive.contact_header, receive.contact_payload, receive.contact_bytes))
       as p (part, key, header, payload, bytes)
  where p.header is not null;
  perform reporting.note_public('collection', receive.id, receive.agency, jsonb_build_object('kind', receive.kind));
  return query select true, null::bytea, (select count(*)::integer from reporting.draft_file f where f.id_hash = receive.hash);
end
$$;

-- The way back. A receipt that is unknown, whose report has expired or was withdrawn finds no row, and
-- the same statement finds none in the same time.
create function reporting.thread_of(lookup bytea)
  returns table (report_id uuid, reference text, agency_id integer, desk text, hour timestamptz, kind text,
                 state text, reporter_recipient text, files integer, file_bytes bigint, contact boolean, expires_on date)
  language sql stable security definer set search_path = ''
  begin atomic
    select r.id, r.reference, r.agency_id, a.name, r.hour, r.kind, r.state, r.reporter_recipient,
           (select count(*)::integer from reporting.sealed_part p where p.report_id = r.id and p.part = 'file'),
           (select coalesce(sum(p.bytes), 0) from reporting.sealed_part p where p.report_id = r.id and p.part in ('file', 'original')),
           exists (select from reporting.sealed_part p where p.report_id = r.id and p.part = 'contact' and p.header is not null),
           r.expires_on
    from reporting.public_report r join identity.agency a on a.id = r.agency_id
    where r.lookup_hash = sha256(thread_of.lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date;
  end;
create function reporting.thread_messages(lookup bytea)
  returns table (number integer, from_reporter boolean, hour timestamptz, template text, header bytea, payload bytea)
  language sql stable security definer set search_path = ''
  begin atomic
    select m.number, m.from_reporter, m.hour, m.template, p.header, p.payload
    from reporting.thread_of(thread_messages.lookup) t
    join reporting.message m on m.report_id = t.report_id and m.state = 'sent'
    join reporting.sealed_part p on p.report_id = m.report_id and p.part = 'message' and p.number = m.number and p.reader = 'reporter'
    order by m.number;
  end;

-- Adds a file (or its original) to a report, while it arrives or later with the receipt.
create function reporting.add_part(lookup bytea, part text, at integer, key uuid, head bytea, body bytea, media text, size integer,
                                   expires date)
  returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  place integer := at;
begin
  if part not in ('file', 'original') then
    raise exception 'No such part' using errcode = 'SM010';
  end if;
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return null; end if;
  if place is null then
    -- files and originals share their numbers: an original without a file never looks like another file's
    select coalesce(max(p.number), 0) + 1 into place from reporting.sealed_part p
      where p.report_id = report.id and p.part in ('file', 'original');
  end if;
  if place > 10 or (select coalesce(sum(p.bytes), 0) from reporting.sealed_part p
                    where p.report_id = report.id and p.part in ('file', 'original')) + size > 100000000 then
    raise exception 'A report holds no more' using errcode = 'SM010';
  end if;
  insert into reporting.sealed_part (report_id, agency_id, part, number, desk_key_id, header, payload, media, bytes)
  values (report.id, report.agency_id, part, place, key, head, body, media, size);
  if not ledger.has_event(report.id) then
    perform reporting.note_public('collection', report.id, report.agency_id, jsonb_build_object('part', part));
  end if;
  update reporting.public_report r set expires_on = greatest(r.expires_on, expires) where r.id = report.id;
  return place;
end
$$;

-- An answer of the reporter: a copy for the desk, one for themselves. Gives the agency, or null.
create function reporting.answer(lookup bytea, key uuid, desk_header bytea, desk_payload bytea, own_header bytea,
                                 own_payload bytea, size integer, expires date)
  returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  place integer;
begin
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return null; end if;
  select coalesce(max(m.number), 0) + 1 into place from reporting.message m where m.report_id = report.id;
  if (select count(*) from reporting.message m where m.report_id = report.id and m.from_reporter) >= 100 then
    raise exception 'A thread holds no more' using errcode = 'SM010';
  end if;
  insert into reporting.message (report_id, number, agency_id, from_reporter, hour)
  values (report.id, place, report.agency_id, true, date_trunc('hour', now(), 'UTC'));
  insert into reporting.sealed_part (report_id, agency_id, part, number, reader, desk_key_id, header, payload, bytes)
  values (report.id, report.agency_id, 'message', place, 'desk', key, desk_header, desk_payload, size),
         (report.id, report.agency_id, 'message', place, 'reporter', null, own_header, own_payload, size);
  perform reporting.note_public('collection', report.id, report.agency_id, jsonb_build_object('part', 'message'));
  update reporting.public_report r set expires_on = greatest(r.expires_on, expires) where r.id = report.id;
  return report.agency_id;
end
$$;

-- The reporter takes it back. What nobody has opened is destroyed whole; of what the desk has read, the
-- contact details, the files' originals and the way back. Gives agency and what became of it, or nothing.
create function reporting.withdraw(lookup bytea) returns table (agency_id integer, whole boolean)
  language plpgsql security definer set search_path = '' as $$
declare
  report reporting.public_report;
  everything boolean;
begin
  select r.* into report from reporting.public_report r
    where r.lookup_hash = sha256(lookup) and r.destroyed_at is null and r.withdrawn_at is null
      and r.expires_on >= current_date for update;
  if not found then return; end if;
  everything := report.state = 'new';
  update reporting.sealed_part p set header = null, payload = null
    where p.report_id = report.id and p.header is not null
      and (everything or p.part in ('contact', 'original') or p.reader = 'reporter');
  update reporting.public_report r
    set withdrawn_at = date_trunc('hour', now(), 'UTC'), lookup_hash = null, reporter_recipient = null,
        destroyed_at = case when everything then date_trunc('hour', now(), 'UTC') end,
        state = case when everything then 'closed' else r.state end
    where r.id = report.id;
  perform reporting.note_public('erasure', report.id, report.agency_id,
                                jsonb_build_object('reason', 'withdrawn', 'whole', everything));
  return query select report.agency_id, everything;
end
$$;

grant execute on function reporting.open_desks() to seamark_public, seamark_member;
grant execute on function reporting.keep_draft(bytea, bytea), reporting.read_draft(bytea), reporting.drop_draft(bytea),
  reporting.keep_draft_file(bytea, uuid, bytea, text), reporting.draft_files(bytea), reporting.drop_draft_file(bytea, uuid),
  reporting.receive(bytea, bytea, uuid, text, integer, integer, timestamptz, text, integer, integer, text, boolean, bytea,
                    text, date, uuid, bytea, bytea, integer, uuid, bytea, bytea, integer),
  reporting.thread_of(bytea), reporting.thread_messages(bytea),
  reporting.add_part(bytea, text, integer, uuid, bytea, bytea, text, integer, date),
  reporting.answer(bytea, uuid, bytea, bytea, bytea, bytea, integer, date), reporting.withdraw(bytea)
  to seamark_public;

-- For the desk.

-- What of a report can be destroyed: everything sealed, and the way back. The row stays as a tombstone
-- that counts. The caller records the erasure; without it the commit fails.
create function reporting.destroy(report uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  owner_agency integer;
begin
  select r.agency_id into owner_agency from reporting.public_report r
    where r.id = report and r.destroyed_at is null for update;
  if not found then return false; end if;
  if identity.viewer_person() is not null
     and (owner_agency is distinct from identity.viewer_agency()
          or not identity.viewer_has_role('coordinator', 'records_manager')) then
    return false;
  end if;
  update reporting.sealed_part p set header = null, payload = null where p.report_id = report and p.header is not null;
  update reporting.public_report r
    set destroyed_at = now(), lookup_hash = null, reporter_recipient = null, state = 'closed' where r.id = report;
  return true;
end
$$;

-- Passes a report on: the officer who has it open has sealed its parts to the other desk's keys. The way
-- back goes with it. `parts` are parallel arrays. The caller records the disclosure of the old report.
create function reporting.pass_on(report uuid, new_id uuid, new_reference text, to_agency integer, expires date,
    parts text[], numbers integer[], keys uuid[], headers bytea[], payloads bytea[], medias text[], sizes integer[])
  returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  old reporting.public_report;
begin
  select r.* into old from reporting.public_report r
    where r.id = report and r.destroyed_at is null and r.agency_id = identity.viewer_agency() for update;
  -- two officers at once: the second has waited for the row and finds it passed
  if not found or old.outcome = 'passed'
     or not identity.viewer_has_role('triage_officer', 'intelligence_officer', 'coordinator') then return false; end if;
  if not exists (select from reporting.desk d where d.agency_id = to_agency and d.open) or to_agency = old.agency_id then
    return false;
  end if;
  update reporting.public_report r
    set lookup_hash = null, reporter_recipient = null, state = 'closed', outcome = 'passed', outcome_at = now() where r.id = report;
  insert into reporting.public_report (id, reference, agency_id, hour, kind, cell_lat, cell_lon, area, passed_from,
                                       lookup_hash, reporter_recipient, doubtful, expires_on)
  values (new_id, new_reference, to_agency, old.hour, old.kind, old.cell_lat, old.cell_lon, old.area, report,
          old.lookup_hash, old.reporter_recipient, old.doubtful, expires);
  insert into reporting.sealed_part (report_id, agency_id, part, number, desk_key_id, header, payload, media, bytes)
  select new_id, to_agency, p.part, p.number, p.key, p.header, p.payload, p.media, p.bytes
  from unnest(parts, numbers, keys, headers, payloads, medias, sizes) as p (part, number, key, header, payload, media, bytes);
  -- the reporter's own copies of the thread go over as they are: only the receipt opens them
  insert into reporting.message (report_id, number, agency_id, from_reporter, hour, template, state, written_by, second_by)
  select new_id, m.number, to_agency, m.from_reporter, m.hour, m.template, m.state, m.written_by, m.second_by
  from reporting.message m where m.report_id = report and m.state = 'sent'
    and exists (select from unnest(parts, numbers) as p (part, number) where p.part = 'message' and p.number = m.number);
  insert into reporting.sealed_part (report_id, agency_id, part, number, reader, header, payload, bytes)
  select new_id, to_agency, 'message', p.number, 'reporter', p.header, p.payload, p.bytes
  from reporting.sealed_part p join reporting.message m on m.report_id = new_id and m.number = p.number
  where p.report_id = report and p.part = 'message' and p.reader = 'reporter' and p.header is not null;
  insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
  values ('collection', coalesce(nullif(current_setting('seamark.operation', true), ''), 'reporting.pass'), to_agency,
          'passed', 'public-report', new_id, jsonb_build_object('from', old.agency_id));
  return true;
end
$$;

-- The keys of one's own agency and who holds them.
create function reporting.key_holders()
  returns table (person_id uuid, name text, recipient text, purposes text[], since timestamptz)
  language sql stable security definer set search_path = ''
  begin atomic
    select p.id, p.name, o.recipient,
           array(select k.purpose from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
                 where w.person_id = p.id and k.retired_at is null and k.agency_id = p.agency_id order by k.purpose),
           h.since
    from identity.person p left join reporting.officer_key o on o.person_id = p.id
    cross join lateral (
      select max(w.given_at) as since from reporting.wrapped_key w join reporting.desk_key k on k.id = w.desk_key_id
      where w.person_id = p.id and k.retired_at is null and k.agency_id = p.agency_id) h
    where p.agency_id = identity.viewer_agency() and p.active
      and p.roles && array['triage_officer', 'intelligence_officer', 'coordinator']
    order by h.since desc nulls last, p.name;
  end;

grant execute on function reporting.destroy(uuid), reporting.key_holders(),
  reporting.pass_on(uuid, uuid, text, integer, date, text[], integer[], uuid[], bytea[], bytea[], text[], integer[])
  to seamark_member;

-- Two open desks never hold one area.
create function reporting.refuse_shared_area() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.open and exists (select from reporting.desk d
                          where d.open and d.agency_id <> new.agency_id and d.areas && new.areas) then
    raise exception 'Another desk takes the reports of this area' using errcode = 'SM003';
  end if;
  return new;
end
$$;
grant execute on function reporting.refuse_shared_area() to seamark_owner;

-- Whoever leaves, or no longer works at the desk, loses its keys. What they unlocked before is another
-- matter: after a departure the desk's keys are changed (seamark desk-keys rotate).
create function reporting.take_keys_away() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not new.active or not new.roles && array['triage_officer', 'intelligence_officer', 'coordinator'] then
    with gone as (
      delete from reporting.wrapped_key w where w.person_id = new.id returning w.desk_key_id
    )
    insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
    select 'administration', 'reporting.keys.take-away', new.agency_id, 'keys', 'desk-key', g.desk_key_id,
           jsonb_build_object('holder', new.id)
    from gone g;
  end if;
  return null;
end
$$;
grant execute on function reporting.take_keys_away() to seamark_owner;

reset role;
set role seamark_owner;
create trigger areas_are_not_shared before insert or update on reporting.desk
  for each row execute function reporting.refuse_shared_area();
create trigger keys_go_with_the_role after update of active, roles on identity.person
  for each row execute function reporting.take_keys_away();

-- For the coast's picture: how many reports of one's own desk, by cell and month. Tombstones count.
create function reporting.counts_by_cell(since date)
  returns table (cell_lat integer, cell_lon integer, month date, kind text, reports integer, became_intelligence integer)
  language sql stable set search_path = ''
  begin atomic
    select r.cell_lat, r.cell_lon, date_trunc('month', r.hour, 'UTC')::date, r.kind, count(*)::integer,
           (count(*) filter (where r.outcome = 'intelligence'))::integer
    from reporting.public_report r
    where r.hour >= counts_by_cell.since and r.outcome is distinct from 'passed'
    group by 1, 2, 3, 4;
  end;
grant execute on function reporting.counts_by_cell(date) to seamark_member;

reset role;
