-- What every room uses: the outbox, answers kept for repeated submissions.
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
alter table platform.idempotent_answer enable row level security;
alter table platform.idempotent_answer force row level security;
create policy own_rows on platform.idempotent_answer to seamark_member
  using (person_id = identity.viewer_person()) with check (person_id = identity.viewer_person());
create policy service_all on platform.idempotent_answer to seamark_service using (true) with check (true);
grant select, insert on platform.idempotent_answer to seamark_member;
grant select, insert, delete on platform.idempotent_answer to seamark_service;

reset role;
set role seamark_worker;

-- The outbox: a job that exists if and only if the transaction that asked for it committed.
create function platform.outbox(task text, payload jsonb, job_key text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(task, payload::json, job_key => outbox.job_key);
end
$$;
grant execute on function platform.outbox(text, jsonb, text) to seamark_member, seamark_service;

reset role;
