/** The events of the database in the order of the tree, as lines of an export. */
import { writeEventLine } from '../../wire/ledger/event.ts'
import type { Database } from '../database/perform.ts'
import type { Transaction } from '../database/scope.ts'
import { EVENT_COLUMNS, eventOf, saltedContent, type EventRow } from './event-rows.ts'

/** Rows that are read at once. */
const AT_ONCE = 2_000

type PlacedRow = { sequence: string; digest: Buffer; id: string | null } & EventRow

/**
 * Reads the lines of all events that a checkpoint has.
 * @param database - whose events
 * @param size - of the checkpoint
 * @returns lines without their ends, many at once. An event without content, erased or not, is its digest; one
 *   without a place is not there
 */
export async function* eventLines(database: Database, size: number): AsyncGenerator<string[]> {
  for (let from = 0; from < size; from += AT_ONCE) {
    const end = Math.min(size, from + AT_ONCE)
    const rows = await asExport(database, (tx) =>
      tx.many<PlacedRow>(
        `select n.sequence, n.digest, e.* from ledger.entry n left join ${eventOf('n')} e on true
         where n.sequence >= $1 and n.sequence < $2 order by n.sequence`,
        [from, end],
      ),
    )
    yield rows.map((row) => writeEventLine(Number(row.sequence), row.id === null ? row : saltedContent(row)))
  }
}

/**
 * Reads the events that have no place in the tree and wait for none: nobody has signed them, so somebody has put them
 * there by hand.
 * @param database - whose events
 * @returns at most a hundred, as lines of an export with -1 in place of their place
 */
export async function unplacedLines(database: Database): Promise<string[]> {
  const rows = await asExport(database, (tx) =>
    tx.many<EventRow>(
      `select ${EVENT_COLUMNS} from ledger.event e
       where not exists (select from ledger.entry n where n.event_id = e.id)
         and not exists (select from ledger.pending p where p.event_id = e.id)
       limit 100`,
    ),
  )
  return rows.map((row) => writeEventLine(-1, saltedContent(row)))
}

/**
 * Reads events that were taken away before they had their place.
 * @param database - whose events
 * @returns how many
 */
export async function countLostBeforePlaced(database: Database): Promise<number> {
  const { lost } = await asExport(database, (tx) =>
    tx.one<{ lost: number }>(
      `select count(*)::integer as lost from ledger.pending p
       where not exists (select from ledger.event e where e.id = p.event_id and e.at = p.event_at)`,
    ),
  )
  return lost
}

const asExport = <T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  database.performAsService({ service: 'ledger', operation: 'ledger.export' }, ({ tx }) => work(tx))
