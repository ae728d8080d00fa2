-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create trigger event_is_append_only before update or truncate on ledger.event
  for each statement execute function ledger.refuse_change();
create trigger event_goes_with_its_erasure after delete on ledger.event
  referencing old table as gone for each statement execute function ledger.require_erasure();
create trigger entry_is_append_only before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse_change();
create trigger erasure_is_append_only before update or delete or truncate on ledger.erasure
  for each statement execute function ledger.refuse_change();
create trigger identity_is_append_only before update or delete or truncate on ledger.identity
  for each statement execute function ledger.refuse_change();
create trigger refusal_is_not_changed before update or truncate on ledger.refusal
  for each statement execute function ledger.refuse_change();
create trigger verification_is_append_only before update or delete or truncate on ledger.verification
  for each statement execute function ledger.refuse_change();
create trigger held_event_is_not_changed before update or truncate on ledger.held_event
  for each statement execute function ledger.refuse_change();

reset role;
