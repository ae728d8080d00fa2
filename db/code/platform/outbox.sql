-- What follows a transaction is a row that it leaves behind: whose open pages to wake, and which jobs to do. A
-- connection of its own takes the row out, says it, and adds the job: a commit that carries a NOTIFY holds a lock of
-- the whole cluster until it is done (docs/adr/0017-wakes-and-jobs-outside-the-transaction.md).

set role seamark_service;

-- A job runs as the program itself, so a member asks for one of a list, each with a look at what it would be given.
-- A room that lets members ask for a further task says so here. The job of an import belongs to the machine that has
-- the file.
create function platform.member_may_ask(task text, payload jsonb, job_key text) returns boolean
  language sql stable security definer set search_path = ''
  begin atomic
    select case when task ~ '^intelligence\.import at [0-9a-f-]{36}$'
                then intelligence.may_ask_for_import(payload, job_key) else false end;
  end;

-- A job that exists if and only if the transaction that asked for it committed.
create function platform.outbox(task text, payload jsonb, job_key text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  -- Inside a function that acts as its owner the setting still says who opened the transaction.
  if current_setting('role') = 'seamark_member' and not platform.member_may_ask(task, payload, job_key) then
    raise exception 'This job is not one that a member may ask for' using errcode = '42501';
  end if;
  insert into platform.outbox_message (task, payload, job_key) values (outbox.task, outbox.payload, outbox.job_key);
end
$$;

-- The open pages of these agencies are to look: at everything, or at what waits in one room. It says no more than that.
create function platform.wake(agencies integer[], room text default null) returns void
  language sql security definer set search_path = ''
  begin atomic
    insert into platform.woken (agencies, room) values (wake.agencies, wake.room);
  end;

-- Says what committed transactions have left, in as few words as it takes; whoever calls it, for everybody. A row
-- is taken out by whom it is said.
create function platform.say() returns void
  language plpgsql security definer set search_path = '' as $$
declare
  woken text;
begin
  -- This commit takes the cluster's lock for notifications. It waits for no disk and no standby meanwhile.
  perform set_config('synchronous_commit', 'off', true);
  for woken in
    with taken as (
      delete from platform.woken where ctid = any (array(select w.ctid from platform.woken w for update skip locked))
      returning agencies, room),
    -- a payload has at most 8,000 bytes
    numbered as (
      select a.agency, a.room, (row_number() over (partition by a.room) - 1) / 500 as part
      from (select distinct unnest(t.agencies) as agency, t.room from taken t) a)
    select json_build_object('agencies', json_agg(n.agency), 'room', n.room)::text from numbered n group by n.room, n.part
  loop
    perform pg_notify('seamark_wake', woken);
  end loop;
  if exists (select from platform.outbox_message) then
    perform pg_notify('seamark_job', '');
  end if;
end
$$;

-- Takes jobs out of the outbox, in the transaction that adds them to the queue. Of two that take at once each
-- takes others.
create function platform.take_jobs(most integer)
  returns table (task text, payload jsonb, job_key text)
  language sql security definer set search_path = ''
  begin atomic
    with taken as (
      delete from platform.outbox_message
      where id in (select m.id from platform.outbox_message m order by m.id limit most for update skip locked)
      returning id, outbox_message.task, outbox_message.payload, outbox_message.job_key)
    select t.task, t.payload, t.job_key from taken t order by t.id;
  end;

grant execute on function platform.outbox(text, jsonb, text) to seamark_member;
grant execute on function platform.wake(integer[], text) to seamark_member, seamark_public;
grant execute on function platform.say() to seamark_app;
grant execute on function platform.take_jobs(integer) to seamark_worker;

reset role;
