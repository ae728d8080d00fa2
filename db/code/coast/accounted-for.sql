-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger line_is_accounted_for after insert or update or delete on coast.line
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger stretch_is_accounted_for after insert or update or delete on coast.stretch
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger contact_is_accounted_for after insert or update or delete on coast.contact
  deferrable initially deferred for each row execute function ledger.require_event_for_stretch();
create constraint trigger site_is_accounted_for after insert or update or delete on coast.site
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

reset role;
