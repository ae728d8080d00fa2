-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger match_is_accounted_for after insert or update or delete on deconfliction.match
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger word_is_accounted_for after insert or update or delete on deconfliction.match_word
  deferrable initially deferred for each row execute function ledger.require_event_for_match();
create trigger moment_is_now before insert or update on deconfliction.match_word
  for each row execute function platform.refuse_another_moment('at', 'closed_at');
create constraint trigger message_is_accounted_for after insert or update or delete on deconfliction.message
  deferrable initially deferred for each row execute function ledger.require_event_for_match();
create trigger moment_is_now before insert or update on deconfliction.message
  for each row execute function platform.refuse_another_moment('at');
create constraint trigger check_is_accounted_for after insert or update or delete on deconfliction."check"
  deferrable initially deferred for each row execute function ledger.require_event_for_id();

-- What was seen stays seen, and is accounted for.
create constraint trigger seen_hit_is_accounted_for after update of seen_at, seen_by on deconfliction.silent_hit
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger seen_alert_is_accounted_for after update of seen_at on deconfliction.check_alert
  deferrable initially deferred for each row execute function ledger.require_event_for_person();
create constraint trigger sealed_submission_is_accounted_for after insert or update or delete on deconfliction.sealed_submission
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger sealed_record_is_accounted_for after insert or update or delete on deconfliction.sealed_record
  deferrable initially deferred for each row execute function ledger.require_event_for_sealed_record();
create constraint trigger taking_is_accounted_for after insert or update or delete on deconfliction.match_taken
  deferrable initially deferred for each row execute function ledger.require_event_for_match();

reset role;
