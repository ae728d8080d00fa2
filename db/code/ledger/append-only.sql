-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create trigger event_is_append_only before update or delete or truncate on ledger.event
  for each statement execute function ledger.refuse_change();
create trigger entry_is_append_only before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse_change();
create trigger held_event_is_not_changed before update or truncate on ledger.held_event
  for each statement execute function ledger.refuse_change();

reset role;
