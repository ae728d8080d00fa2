-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger compartment_is_accounted_for after insert or update or delete on access.compartment
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger member_is_accounted_for after insert or update or delete on access.compartment_member
  deferrable initially deferred for each row execute function ledger.require_event_for_compartment();

reset role;
