/** What the database and the disk say of how a node is doing; nothing of it moves when the public does something. */
import { statfs } from 'node:fs/promises'
import type { Database } from '../database/perform.ts'

export type Figures = {
  /** events that have no number in the ledger yet */
  ledgerPending: number
  /** seconds, in whole minutes, since the oldest of them */
  ledgerOldest: number
  /** seconds by which the public's events are later in the ledger than an hour and its end */
  heldOverdue: number
  /** jobs that failed and are tried again */
  jobsFailed: number
  /** jobs that nobody tries again */
  jobsGivenUp: number
  /** seconds, in whole minutes, for which the job has waited that is due for the longest */
  jobsOldestDue: number
  /** seconds, in whole minutes, since the clock last started a job; null before it ever did */
  clockStands: number | null
  /** the last change that the database was given, and its files: `0014-the-fields-words`; null without a note */
  schema: { last: string; digest: string } | null
}

type Row = {
  pending: string
  oldest_pending: number | null
  held_overdue: number | null
  failed: string
  given_up: string
  oldest_due: number
  clock_stands: number | null
  note: string | null
}

/**
 * Asks the database.
 * @returns counts and ages; no agency, no person, no record
 */
export async function readFigures(database: Database): Promise<Figures> {
  const row = await database.performAsService(
    { service: 'operator', operation: 'platform.figures' },
    ({ tx }) =>
      tx.one<Row>(
        `select l.*, j.*, obj_description(to_regnamespace('platform')::oid, 'pg_namespace') as note
         from ledger.figures() l, platform.job_figures() j`,
      ),
  )
  const [, last, digest] = /^Seamark schema (\S+), files (\S+)$/.exec(row.note ?? '') ?? []
  return {
    ledgerPending: Number(row.pending),
    ledgerOldest: row.oldest_pending ?? 0,
    heldOverdue: row.held_overdue ?? 0,
    jobsFailed: Number(row.failed),
    jobsGivenUp: Number(row.given_up),
    jobsOldestDue: row.oldest_due,
    clockStands: row.clock_stands,
    schema: last === undefined || digest === undefined ? null : { last, digest },
  }
}

/**
 * Asks the disk of a folder.
 * @param folder - the node's data folder
 * @returns bytes: its size, and what is free, down to a hundredth of the size; null where it cannot be told
 */
export async function readDisk(folder: string): Promise<{ size: number; free: number } | null> {
  const disk = await statfs(folder).catch(() => null)
  if (disk === null || disk.blocks === 0) return null
  const step = Math.max(1, Math.floor(disk.blocks / 100))
  return { size: disk.blocks * disk.bsize, free: Math.floor(disk.bavail / step) * step * disk.bsize }
}
