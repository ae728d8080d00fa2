-- What every change pays for the ledger.
--
-- At commit each protected row asks whether its record has an event of this transaction (ledger.has_event). The answer
-- stands in `pending`, where every event waits for its place: it is small and has no parts, so the question costs a
-- fraction of what it cost among all events of the month.

set role seamark_owner;

alter table ledger.pending
  add column subject_id uuid,
  add column xid xid8 not null default pg_current_xact_id();
create index pending_by_subject on ledger.pending (subject_id) where subject_id is not null;

-- What a witness has cosigned last: asked for every page's notice, and for the page of how the ledger stands.
create index cosignature_by_witness on ledger.cosignature (witness, size desc);
-- A month of checkpoints may be a million; those that are forgotten are looked for with each that is signed.
create index checkpoint_by_time on ledger.checkpoint (at);

reset role;
