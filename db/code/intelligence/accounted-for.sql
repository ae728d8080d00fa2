-- What of this schema changes with its event, what is never changed, and what is dated by when it is done.

set role seamark_owner;

create constraint trigger report_is_accounted_for after insert or update or delete on intelligence.report
  deferrable initially deferred for each row execute function ledger.require_event_for_id();
create constraint trigger version_is_accounted_for after insert or update on intelligence.version
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger subject_is_accounted_for after insert or update or delete on intelligence.withheld_subject
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger release_is_accounted_for after insert or update or delete on intelligence.release
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.release
  for each row execute function platform.refuse_another_moment('at');
create constraint trigger delivery_is_accounted_for after insert or update or delete on intelligence.delivery
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.delivery
  for each row execute function platform.refuse_another_moment('at');
create constraint trigger acceptance_is_accounted_for after insert or update or delete on intelligence.acceptance
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.acceptance
  for each row execute function platform.refuse_another_moment('at');
create constraint trigger reading_is_accounted_for after insert or update or delete on intelligence.reading
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.reading
  for each row execute function platform.refuse_another_moment('first_at', 'last_at');
create constraint trigger recall_is_accounted_for after insert or update or delete on intelligence.recall
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.recall
  for each row execute function platform.refuse_another_moment('at');
create constraint trigger recall_notice_is_accounted_for after insert or update or delete on intelligence.recall_notice
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.recall_notice
  for each row execute function platform.refuse_another_moment('at', 'acknowledged_at');
create constraint trigger derivation_is_accounted_for after insert or update or delete on intelligence.derivation
  deferrable initially deferred for each row execute function ledger.require_event_for_derivative();

-- Not on every insert: that comes with the report's version, which has a trigger of its own, and an import would
-- pay for both.
create constraint trigger words_are_accounted_for after update of words, grades, kinds on intelligence.search_entry
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger asked_import_is_accounted_for after insert on intelligence.import_run
  deferrable initially deferred for each row when (current_user = 'seamark_member')
  execute function ledger.require_event_for_id();
create constraint trigger check_is_accounted_for after insert or update or delete on intelligence.version_check
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger left_out_is_accounted_for after insert or update or delete on intelligence.left_out
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger change_is_accounted_for after insert or update or delete on intelligence.version_change
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create constraint trigger statement_is_accounted_for after insert or update or delete on intelligence.recall_statement
  deferrable initially deferred for each row execute function ledger.require_event_for_report();
create trigger moment_is_now before insert or update on intelligence.recall_statement
  for each row execute function platform.refuse_another_moment('at');
create trigger moment_is_now before insert or update on intelligence.exported
  for each row execute function platform.refuse_another_moment('at');

reset role;
