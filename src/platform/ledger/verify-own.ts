/** Each night the node holds every event of its database against what it has signed, and keeps what it found. */
import { readCheckpoint } from '../../wire/ledger/checkpoint.ts'
import { locateChanges, lookAtLines, verifyEvents, type Finding } from '../../wire/ledger/verify-events.ts'
import { readVerifierKey } from '../../wire/ledger/signed-note.ts'
import type { Database } from '../database/perform.ts'
import type { Task } from '../jobs/worker.ts'
import { countLostBeforePlaced, eventLines, unplacedLines } from './event-lines.ts'
import { readCheckpointFile, readTile } from './folder.ts'

/**
 * Makes the job that verifies all of it. It reads in pieces, so that requests are answered in between.
 * @param folder - of the ledger's files
 * @returns the job; it does nothing on a machine that has no checkpoint
 */
export const verifyOwnLedger =
  (folder: string): Task =>
  async ({ database, log }) => {
    const found = await verifyNow(database, folder)
    if (found === null) return
    const [first] = found.findings
    if (first) log.error({ sequence: first.sequence, code: first.code }, 'the ledger is not as it was signed')
    await database.performAsService({ service: 'ledger', operation: 'ledger.verify' }, ({ tx }) =>
      tx.run(`insert into ledger.verification (size, sequence, fault) values ($1, $2, $3)`, [
        found.size,
        first?.sequence ?? null,
        first?.says ?? null,
      ]),
    )
  }

/**
 * Verifies what the database holds now.
 * @param database - whose events
 * @param folder - of the ledger's files
 * @returns what was found, none where all is as it was signed; null before the first checkpoint
 */
export async function verifyNow(
  database: Database,
  folder: string,
): Promise<{ size: number; findings: Finding[] } | null> {
  const note = await readCheckpointFile(folder)
  const known = await database.performAsService({ service: 'ledger', operation: 'ledger.verify' }, ({ tx }) =>
    tx.maybe<{ key: string }>('select key from ledger.identity'),
  )
  if (note === null || known === null) return null
  const checkpoint = readCheckpoint(note, readVerifierKey(known.key))
  const verifier = verifyEvents(checkpoint)
  for await (const lines of eventLines(database, checkpoint.size))
    if (lines.length > 0) verifier.take(lookAtLines(Buffer.from(lines.join('\n')), verifier.count()))
  const { findings, fits } = verifier.end()
  const located = fits
    ? []
    : await locateChanges(checkpoint, (tile) => readTile(folder, tile), bytesOf(database, checkpoint.size))
  return {
    size: checkpoint.size,
    findings: [...findings, ...located, ...(await outsideTheTree(database))],
  }
}

async function* bytesOf(database: Database, size: number): AsyncGenerator<Buffer> {
  for await (const lines of eventLines(database, size)) for (const line of lines) yield Buffer.from(line)
}

async function outsideTheTree(database: Database): Promise<Finding[]> {
  const unplaced = await unplacedLines(database)
  const lost = await countLostBeforePlaced(database)
  const finding = (says: string): Finding => ({ code: 'too-many', sequence: null, says })
  return [
    ...(unplaced.length > 0
      ? [
          finding(
            `${String(unplaced.length)} events stand in the database that nobody has signed: they were put there.`,
          ),
        ]
      : []),
    ...(lost > 0 ? [finding(`${String(lost)} events were taken away before they had their place.`)] : []),
  ]
}
