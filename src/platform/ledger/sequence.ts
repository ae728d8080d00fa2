/**
 * Gives committed events their place in the gapless order, and the digest that the tree takes. Identity columns have
 * gaps and commit out of order, so this is done after the commit, by one at a time.
 */
import type { Database } from '../database/perform.ts'
import type { Task } from '../jobs/worker.ts'
import { digestOfRow, eventOf, type EventRow } from './event-rows.ts'

/** Events of one transaction: some tens of milliseconds of work, so that requests are answered in between. */
const AT_ONCE = 2_000

/** Numbers everything that waits; is safe to run at any time and twice, and leaves no gap when it is killed. */
export const sequenceLedger: Task = async ({ database }) => {
  while ((await numberPending(database)) === AT_ONCE);
}

type Pending = EventRow & { id: string }

async function numberPending(database: Database): Promise<number> {
  return await database.performAsService(
    { service: 'ledger', operation: 'ledger.sequence' },
    async ({ tx }) => {
      await tx.run('select pg_advisory_xact_lock(7311, 1)')
      const rows = await tx.many<Pending>(
        `with next as (
           select event_id, event_at from ledger.pending order by event_id limit $1
         ), taken as (
           delete from ledger.pending p using next where p.event_id = next.event_id returning p.event_id, p.event_at
         )
         select e.* from taken cross join ${eventOf('taken')} e order by e.id`,
        [AT_ONCE],
      )
      if (rows.length === 0) return 0
      await tx.run(
        `insert into ledger.entry (sequence, event_id, event_at, digest)
         select last.sequence + fresh.place, fresh.id, fresh.at, fresh.digest
         from (select coalesce(max(sequence), -1) as sequence from ledger.entry) last,
              unnest($1::bigint[], $2::timestamptz[], $3::bytea[]) with ordinality as fresh (id, at, digest, place)`,
        [rows.map(({ id }) => id), rows.map(({ at }) => at), rows.map(digestOfRow)],
      )
      return rows.length
    },
  )
}
