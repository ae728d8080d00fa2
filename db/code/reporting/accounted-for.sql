-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger key_is_accounted_for after insert or update or delete on reporting.desk_key
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger officer_key_is_accounted_for after insert or update or delete on reporting.officer_key
  deferrable initially deferred for each row execute function ledger.require_event_for_person();
create constraint trigger wrapped_key_is_accounted_for after insert or update or delete on reporting.wrapped_key
  deferrable initially deferred for each row execute function ledger.require_event_for_desk_key();
create constraint trigger report_is_accounted_for after insert or update or delete on reporting.public_report
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger part_is_accounted_for after insert or update or delete on reporting.sealed_part
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger message_is_accounted_for after insert or update or delete on reporting.message
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger became_is_append_only before update or delete or truncate on reporting.became for each statement
  execute function ledger.refuse_change();
create trigger comparison_is_append_only before update or delete or truncate on reporting.comparison for each statement
  execute function ledger.refuse_change();
create trigger referral_is_append_only before update or delete or truncate on reporting.referral
  for each statement execute function ledger.refuse_change();
create constraint trigger referral_is_accounted_for after insert or update or delete on reporting.referral
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on reporting.referral
  for each row execute function platform.refuse_another_moment('at');

reset role;
