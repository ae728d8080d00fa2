-- How far behind the ledger is, for who runs the node. Whole minutes and no agency; of the public's events, which wait
-- for the end of their hour, only whether that is overdue: their number would tell that somebody reported.

set role seamark_service;

create function ledger.figures() returns table (pending bigint, oldest_pending integer, held_overdue integer)
  language sql stable security definer set search_path = ''
  begin atomic
    select (select count(*) from ledger.pending),
           -- an event that was held is dated back to its hour, and waits for a minute at most
           (select 60 * floor(extract(epoch from clock_timestamp() - min(e.at)) / 60)::integer
            from ledger.pending p join ledger.event e on e.id = p.event_id where e.service is distinct from 'public'),
           (select greatest(0, 60 * floor(extract(epoch from clock_timestamp() - min(h.hour)) / 60)::integer - 7200)
            from ledger.held_event h);
  end;

reset role;
