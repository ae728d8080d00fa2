-- What every room uses: the outbox, answers kept for repeated submissions, secrets, processes.

set role seamark_owner;

create table platform.idempotent_answer (
  person_id    uuid not null references identity.person,
  key          text not null,
  request_hash bytea not null,
  status       integer not null,
  answer       jsonb not null,
  at           timestamptz not null default now(),
  primary key (person_id, key)
);
alter table platform.idempotent_answer enable row level security, force row level security;

-- What of an exercise has been loaded: a start that was killed half-way goes on behind its last step. Empty in
-- production, where no exercise is ever loaded.
create table platform.exercise_step (
  name text primary key,
  at   timestamptz not null default now()
);
alter table platform.exercise_step enable row level security, force row level security;

create table platform.secret (
  name  text primary key,
  -- the key, padded to a block of SHA-256 and mixed with the inner and the outer pad
  inner_key bytea not null check (length(inner_key) = 64),
  outer_key bytea not null check (length(outer_key) = 64)
);
-- A key of 64 random bytes: as long as a block, so that it needs no padding. Each UUID brings 122 random
-- bits; hashed, four of them are 32 bytes that hold more than 256.
do $$
declare
  key bytea := '';
  inner_pad bytea := '';
  outer_pad bytea := '';
begin
  for half in 1..2 loop
    key := key || sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                         || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  end loop;
  for at in 0..63 loop
    inner_pad := inner_pad || set_byte('\x00', 0, get_byte(key, at) # 54);
    outer_pad := outer_pad || set_byte('\x00', 0, get_byte(key, at) # 92);
  end loop;
  insert into platform.secret (name, inner_key, outer_key) values ('digest', inner_pad, outer_pad);
end
$$;
alter table platform.secret enable row level security, force row level security;

-- Empty after a crash, and with it is every connection that listens: who comes back looks at everything once.
create unlogged table platform.woken (agencies integer[] not null);
alter table platform.woken enable row level security, force row level security;

create table platform.outbox_message (
  id      bigint generated always as identity primary key,
  -- the queue's own limits: what it would refuse is refused here, before it stands in the way of others
  task    text not null check (length(task) <= 128),
  payload jsonb not null,
  job_key text check (length(job_key) between 1 and 512)
);
alter table platform.outbox_message enable row level security, force row level security;

-- Keys that every process must have alike, made by the first that starts. Random, and worth little: whoever reads
-- them can make a form of the public look as if it had been open for longer, and skip a little work while the node
-- is busy. Keys that open anything are never here.
create table platform.shared_secret (
  name   text primary key check (length(name) <= 50),
  secret bytea not null check (length(secret) = 32)
);
alter table platform.shared_secret enable row level security, force row level security;

-- Processes that run, and what each says of itself: which layers of the coast it has, and what it counted in
-- hours that are over. A row goes when its process ends, or is not heard of for a minute.
create table platform.process (
  id      uuid primary key,
  says    jsonb not null check (length(says::text) <= 4000),
  seen_at timestamptz not null default now()
);
alter table platform.process enable row level security, force row level security;

reset role;
