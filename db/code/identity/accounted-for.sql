-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger person_is_accounted_for after insert or update or delete on identity.person
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger domain_is_accounted_for after insert or update or delete on identity.agency_domain
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger appointment_is_accounted_for after insert or update or delete on identity.appointment
  deferrable initially deferred for each row execute function ledger.require_event_for_person();
create constraint trigger wish_is_accounted_for after insert or update or delete on identity.mail_wish
  deferrable initially deferred for each row execute function ledger.require_event_for_person();

reset role;
