/** Hours that end while a test runs: what the public did is known by its hour only. */
import type { Database } from '../../src/platform/database/perform.ts'
import { createLog } from '../../src/platform/log.ts'
import { enterHeldEvents } from '../../src/platform/ledger/enter-held.ts'

type Admin = (sql: string, parameters?: unknown[]) => Promise<object[]>

/** Makes every held event one of an hour that is over. A superuser's act: the program cannot do it. */
export async function letTheHourEnd(admin: Admin): Promise<void> {
  await admin(
    `begin; set local session_replication_role = replica;
     update ledger.held_event set hour = hour - interval '3 hours';
     commit`,
  )
}

/** What the clock does each minute. */
export const enterHeld = (database: Database): Promise<void> =>
  enterHeldEvents({ database, log: createLog('silent') }, {})
