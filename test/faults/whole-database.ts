/** Looks through a whole database, behind row-level security, for anything that is half-done. */
import { roomFixtures, type ProtectedTable } from '../support/room-fixtures.ts'
import type { OwnCluster } from './own-cluster.ts'

type Admin = OwnCluster['admin']

/**
 * Everything in this database that no act leaves behind when it is done whole.
 * @returns a sentence for each kind of fault, with how many rows have it; empty when all is well
 */
export async function faultsOf(admin: Admin): Promise<string[]> {
  const found: string[] = []
  const fixtures = await roomFixtures()
  const questions = [
    ...fixtures.flatMap(({ tables = [] }) => tables.map(unaccounted)),
    ...fixtures.flatMap(({ halfDone = [] }) => halfDone),
  ]
  for (const [fault, sql] of questions) {
    const [row] = await admin<{ rows: number }>(`select count(*)::int as rows from (${sql}) as found`)
    if (row?.rows !== 0) found.push(`${String(row?.rows)} × ${fault}`)
  }
  return found
}

/**
 * A protected row whose last writing transaction wrote no event about its record. An event of the public is
 * held until its hour is over; the ledger does not keep then which transaction it was of, because that would
 * tell the order.
 */
function unaccounted({ name, idColumn: id, byThePublic }: ProtectedTable): [string, string] {
  const ofRow = (event: string) =>
    `${event}.subject_id = t.${id} and ${event}.xid::text::numeric % 4294967296 = t.xmin::text::numeric`
  const entered = byThePublic ? `or e.subject_id = t.${id} and e.service = 'public'` : ''
  return [
    `a row of ${name} without its event`,
    `select from ${name} t
     where not exists (select from ledger.event e where ${ofRow('e')} ${entered})
       and not exists (select from ledger.held_event h where ${ofRow('h')})`,
  ]
}

/** How many events the ledger has, and how many of them have their number. */
export async function ledgerCount(admin: Admin): Promise<{ events: number; numbered: number }> {
  const [row] = await admin<{ events: number; numbered: number }>(
    `select (select count(*)::int from ledger.event) as events, (select count(*)::int from ledger.entry) as numbered`,
  )
  return row ?? { events: -1, numbered: -1 }
}
