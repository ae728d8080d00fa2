-- How the queue is, for who runs the node: what failed and will be tried again, what was given up, how long what is due
-- has waited, and when the clock last started anything. Whole minutes: a job that is done at once shows nowhere.

set role seamark_worker;

-- plpgsql, because the queue brings its own tables after this file was run.
create function platform.job_figures()
  returns table (failed bigint, given_up bigint, oldest_due integer, clock_stands integer)
  language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select count(*) filter (where j.attempts > 0 and j.attempts < j.max_attempts and j.last_error is not null),
           count(*) filter (where j.attempts >= j.max_attempts),
           coalesce(max(60 * floor(extract(epoch from clock_timestamp() - j.run_at) / 60)::integer)
             filter (where j.locked_at is null and j.attempts < j.max_attempts and j.run_at <= clock_timestamp()), 0),
           (select 60 * floor(extract(epoch from clock_timestamp() - max(c.last_execution)) / 60)::integer
            from graphile_worker._private_known_crontabs c)
    from graphile_worker.jobs j;
end
$$;

grant execute on function platform.job_figures() to seamark_service;

reset role;
