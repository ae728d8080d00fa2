-- What the public does is known by its hour and by nothing finer (docs/adr/0016-held-events.md).
--
-- 1. Events of the public are held apart while their hour lasts, and enter the ledger when it is over, in
--    random order. Beside the events of officers, which carry their second, a place in the order of the
--    ledger told when in the hour somebody reported.
-- 2. The time to a first look is kept in whole hours: with the event of the opening, which carries its
--    second, the minutes gave the arrival back.
-- 3. What is still being typed has a bound: in sum, and in how often one draft may be written anew.
set role seamark_owner;

-- An event as it will be. The row satisfies the rule that a change has its event; it was written in the
-- transaction of the act and stands here until its hour is over. Its key is random, so that the order of
-- the rows' keys says nothing. No member reads it.
create table ledger.held_event (
  id           uuid primary key default gen_random_uuid(),
  hour         timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
  kind         text not null check (kind in ('collection', 'alteration', 'consultation', 'disclosure', 'combination',
                                             'erasure', 'refusal', 'sign-in', 'administration')),
  operation    text not null,
  agency_id    integer references identity.agency,
  subject_kind text not null,
  subject_id   uuid not null,
  -- never content, names or identifiers
  detail       jsonb not null default '{}',
  -- the transaction of the act: it does not go into the ledger, where it would tell the order
  xid          xid8 not null default pg_current_xact_id()
);
create index held_event_by_subject on ledger.held_event (subject_id);
create index held_event_by_hour on ledger.held_event (hour);
alter table ledger.held_event enable row level security;
alter table ledger.held_event force row level security;
create policy service_all on ledger.held_event to seamark_service using (true) with check (true);
grant select, insert, delete on ledger.held_event to seamark_service;

create trigger held_event_is_not_changed before update or truncate on ledger.held_event
  for each statement execute function ledger.refuse_change();

reset role;
set role seamark_service;

-- The only way out of held_event leads into the ledger: taking rows away is what enters them, in random
-- order within their hour. Nothing can be lost on the way, and nothing enters twice. A row whose hour is not
-- over stays; so does one whose hour ended less than five minutes ago, because an act that began in it may
-- still commit, and would then stand alone behind the others.
create function ledger.enter_taken() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from taken t where t.hour >= date_trunc('hour', now() - interval '5 minutes', 'UTC')) then
    raise exception 'An event of the public enters the ledger when its hour is over' using errcode = 'SM001',
      hint = 'ledger.enter_held() takes those whose time has come.';
  end if;
  insert into ledger.event (at, kind, operation, agency_id, service, subject_kind, subject_id, detail)
  select t.hour, t.kind, t.operation, t.agency_id, 'public', t.subject_kind, t.subject_id, t.detail
  from taken t order by t.hour, gen_random_uuid();
  return null;
end
$$;
grant execute on function ledger.enter_taken() to seamark_owner;

-- Enters all events whose hour is over, however many hours that are; returns how many. Safe to run twice at
-- once: the second waits, and finds none.
create function ledger.enter_held() returns integer
  language plpgsql security definer set search_path = '' as $$
declare
  entered integer;
begin
  perform pg_advisory_xact_lock(7311, 2);
  delete from ledger.held_event h where h.hour < date_trunc('hour', now() - interval '5 minutes', 'UTC');
  get diagnostics entered = row_count;
  return entered;
end
$$;

-- Has the present transaction written an event about this record? One that is held counts: it will enter.
create or replace function ledger.has_event(subject uuid) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select exists (select from ledger.event e
                   where e.subject_id = has_event.subject and e.xid = pg_current_xact_id_if_assigned()
                     -- a restore into another cluster starts transaction numbers anew: an old event
                     -- may carry this number, but not this hour
                     and e.at >= date_trunc('hour', transaction_timestamp(), 'UTC'))
        or exists (select from ledger.held_event h
                   where h.subject_id = has_event.subject and h.xid = pg_current_xact_id_if_assigned()
                     and h.hour >= date_trunc('hour', transaction_timestamp() - interval '1 minute', 'UTC'));
  end;

-- The hour of the row that the event is about: a report's own, and for what comes to it later that of the
-- transaction, by which those rows are dated. Were they two readings of the clock, a difference would tell that
-- it came as one hour turned into the next. Where that hour has been over for a minute its event must not come
-- behind the others of it, and takes the present one.
create or replace function reporting.note_public(kind text, subject uuid, agency integer, detail jsonb) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into ledger.held_event (hour, kind, operation, agency_id, subject_kind, subject_id, detail)
    select case when dated.hour = date_trunc('hour', clock_timestamp() - interval '1 minute', 'UTC') then dated.hour
                else date_trunc('hour', clock_timestamp(), 'UTC') end,
           note_public.kind, coalesce(nullif(current_setting('seamark.operation', true), ''), 'reporting.public'),
           note_public.agency, 'public-report', note_public.subject, note_public.detail
    from (select coalesce((select r.hour from reporting.public_report r
                           where r.id = note_public.subject and note_public.detail ? 'kind'),
                          date_trunc('hour', now(), 'UTC')) as hour) dated;
  end;

reset role;
set role seamark_owner;

create trigger taken_events_enter after delete on ledger.held_event
  referencing old table as taken for each statement execute function ledger.enter_taken();

-- The time to a first look. Hours are counted from the hour of arrival, which stands outside the seal, to the
-- hour of the opening, which its event tells anyway: the figure adds nothing to the two.
alter table reporting.public_report drop constraint public_report_opened_first_minutes_check;

reset role;
set role seamark_service;

-- The minutes that stand were counted from the arrival, which is inside the seal: they are reckoned anew from the
-- hour outside it, also where they happen to be whole hours, and where no opening is told nothing is known.
with counted as (
  select r.id, extract(epoch from date_trunc('hour', min(e.at), 'UTC') - r.hour)::integer / 60 as minutes
  from reporting.public_report r
  left join ledger.event e on e.subject_id = r.id and e.subject_kind = 'public-report' and e.kind = 'consultation'
    and e.detail ->> 'opened' = 'true' and e.at >= r.hour
  where r.opened_first_minutes is not null
  group by r.id
), rounded as (
  update reporting.public_report r set opened_first_minutes = c.minutes
  from counted c where r.id = c.id and r.opened_first_minutes is distinct from c.minutes
  returning r.id, r.agency_id
)
insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
select 'alteration', 'reporting.first-look.round', r.agency_id, 'operator', 'public-report', r.id
from rounded r order by gen_random_uuid();
set constraints all immediate;

reset role;
set role seamark_owner;

alter table reporting.public_report add constraint first_look_is_in_whole_hours
  check (opened_first_minutes >= 0 and opened_first_minutes % 60 = 0);

-- What is being typed: how much in all. One row for a sixty-fourth of the drafts, because a single row would
-- have all who type at once wait for one another.
create table reporting.draft_room (
  share smallint primary key check (share between 0 and 63),
  bytes bigint not null default 0 check (bytes >= 0)
);
alter table reporting.draft_room enable row level security;
alter table reporting.draft_room force row level security;
create policy service_all on reporting.draft_room to seamark_service using (true) with check (true);
grant select, insert, update on reporting.draft_room to seamark_service;

-- Bytes that were written for this draft so far, every saving anew. It says nothing of when.
alter table reporting.draft add column written bigint not null default 0;
-- The program takes 128 KiB of text; the rest is what the lock adds.
alter table reporting.draft add constraint draft_is_text check (length(payload) <= 128 * 1024 + 256) not valid;

reset role;
set role seamark_service;

insert into reporting.draft_room (share, bytes)
select s, coalesce((select sum(d.bytes) from reporting.draft d where get_byte(d.id_hash, 0) % 64 = s), 0)
from generate_series(0, 63) as s;

create function reporting.count_draft_bytes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    update reporting.draft_room r set bytes = r.bytes + c.bytes
    from (select get_byte(id_hash, 0) % 64 as share, sum(bytes) as bytes from fresh group by 1) c where r.share = c.share;
  elsif tg_op = 'DELETE' then
    update reporting.draft_room r set bytes = r.bytes - c.bytes
    from (select get_byte(id_hash, 0) % 64 as share, sum(bytes) as bytes from gone group by 1) c where r.share = c.share;
  else
    update reporting.draft_room r set bytes = r.bytes + c.bytes
    from (select get_byte(b.id_hash, 0) % 64 as share, sum(b.bytes) as bytes
          from (select id_hash, bytes from fresh union all select id_hash, -bytes from gone) b group by 1) c
    where r.share = c.share and c.bytes <> 0;
  end if;
  return null;
end
$$;
grant execute on function reporting.count_draft_bytes() to seamark_owner;

-- Keeps a draft in the place of the one before. Gives false when it was sent already.
--   A gigabyte is half a million drafts: beyond it nobody begins (53300). Whoever has begun may go on to twice
--   of that, and may always send. A draft is written anew with every answer: eight megabytes of that are many
--   hundred savings of a long report, and the end for a program that only fills the disk (SM011).
create or replace function reporting.keep_draft(hash bytea, ciphertext bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  gigabyte constant bigint := 1024 * 1024 * 1024;
  most_written constant bigint := 8 * 1024 * 1024;
  held bigint;
  known boolean;
begin
  select sum(r.bytes) into held from reporting.draft_room r;
  if held + length(ciphertext) > gigabyte then
    known := exists (select from reporting.draft d where d.id_hash = hash);
    if not known or held + length(ciphertext) > 2 * gigabyte then
      raise exception 'Too much is being written' using errcode = '53300';
    end if;
  end if;
  insert into reporting.draft as d (id_hash, expires_at, payload, written)
  values (hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', ciphertext, length(ciphertext))
  on conflict (id_hash) do update
    set payload = excluded.payload, expires_at = excluded.expires_at, written = d.written + excluded.written
    where not d.sent and d.written + excluded.written <= most_written;
  if found then return true; end if;
  if exists (select from reporting.draft d where d.id_hash = hash and not d.sent) then
    raise exception 'This draft was written too often' using errcode = 'SM011';
  end if;
  return false;
end
$$;

-- Keeps the receipt of a report that is there, so that it is typed once. Nobody is kept from the desk's question
-- because others begin: it is a kilobyte, and has the room of those who have begun. Which report it is
-- of is looked at and not kept. Gives false when there is no such report, or no room at all.
create function reporting.keep_receipt(hash bytea, ciphertext bytea, lookup bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  insert into reporting.draft (id_hash, expires_at, payload, written)
  select hash, date_trunc('hour', now(), 'UTC') + interval '2 hours', ciphertext, length(ciphertext)
  where length(ciphertext) <= 2048
    and exists (select from reporting.thread_of(keep_receipt.lookup))
    and (select sum(r.bytes) from reporting.draft_room r) < 2 * 1024 * 1024 * 1024::bigint;
  return found;
end
$$;
grant execute on function reporting.keep_receipt(bytea, bytea, bytea) to seamark_public;

reset role;
set role seamark_owner;

create trigger draft_bytes_come after insert on reporting.draft
  referencing new table as fresh for each statement execute function reporting.count_draft_bytes();
create trigger draft_bytes_change after update on reporting.draft
  referencing old table as gone new table as fresh for each statement execute function reporting.count_draft_bytes();
create trigger draft_bytes_go after delete on reporting.draft
  referencing old table as gone for each statement execute function reporting.count_draft_bytes();

reset role;
