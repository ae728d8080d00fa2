-- Has what is done here its event? A protected row that changes without one cannot be committed (account-for.sql).

set role seamark_service;

-- Has the present transaction written an event about this record? Each event of it waits in `pending`, and nobody else
-- can take it from there before the commit. One that is held counts: it will enter. A plan is made once a session and
-- not once a transaction: this is asked for every protected row.
create function ledger.has_event(subject uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from ledger.pending p
                 where p.subject_id = has_event.subject and p.xid = pg_current_xact_id_if_assigned()
                   -- a restore into another cluster starts transaction numbers anew: an old event
                   -- may carry this number, but not this hour.
                   and p.event_at >= date_trunc('hour', transaction_timestamp(), 'UTC'))
      or exists (select from ledger.held_event h
                 where h.subject_id = has_event.subject and h.xid = pg_current_xact_id_if_assigned()
                   and h.hour >= date_trunc('hour', transaction_timestamp() - interval '1 minute', 'UTC'));
end
$$;

grant execute on function ledger.has_event(uuid) to seamark_owner;

reset role;
