-- Several processes on one database: what they must share, and what each has to tell the others.
set role seamark_owner;

-- Keys that every process must have alike, made by the first that starts. Random, and worth little: whoever reads
-- them can make a form of the public look as if it had been open for longer, and skip a little work while the node
-- is busy. Keys that open anything are never here.
create table platform.shared_secret (
  name   text primary key check (length(name) <= 50),
  secret bytea not null check (length(secret) = 32)
);
alter table platform.shared_secret enable row level security;
alter table platform.shared_secret force row level security;
create policy service_all on platform.shared_secret to seamark_service using (true) with check (true);
grant select, insert on platform.shared_secret to seamark_service;

-- Processes that run, and what each says of itself: which layers of the coast it has, and what it counted in
-- hours that are over. A row goes when its process ends, or is not heard of for a minute.
create table platform.process (
  id      uuid primary key,
  says    jsonb not null check (length(says::text) <= 4000),
  seen_at timestamptz not null default now()
);
alter table platform.process enable row level security;
alter table platform.process force row level security;
create policy service_all on platform.process to seamark_service using (true) with check (true);
grant select, insert, update, delete on platform.process to seamark_service;

-- When the machine that holds an uploaded export last said that it still does. Only that machine imports it.
alter table intelligence.import_run add column file_seen_at timestamptz not null default now();

reset role;
set role seamark_service;

-- The job of an import belongs to the machine that has the file.
create or replace function platform.member_may_ask(task text, payload jsonb, job_key text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select case when task ~ '^intelligence\.import at [0-9a-f-]{36}$'
                then intelligence.may_ask_for_import(payload, job_key) else false end;
  end;

-- Says whether it was still there: of two processes that send on the same photograph, one has it.
drop function reporting.drop_draft_file(bytea, uuid);
create function reporting.drop_draft_file(hash bytea, file uuid) returns boolean
  language sql security definer set search_path = ''
  begin atomic
    with gone as (
      delete from reporting.draft_file f where f.id = drop_draft_file.file and f.id_hash = drop_draft_file.hash
      returning f.id)
    select exists (select from gone);
  end;
grant execute on function reporting.drop_draft_file(bytea, uuid) to seamark_public;

reset role;
