/** What of decision logs waits for a person. */
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { OperationId } from '../ids.ts'
import type { DecisionId, LogId } from './ids.ts'

/** How home shows them. */
export const decisionWaiting: readonly WaitingKind[] = [
  { kind: 'decision-confirm', tag: { text: 'To confirm', colour: 'yellow' }, whose: 'own', newBy: 'moment' },
  {
    kind: 'decision-unconfirmed',
    tag: { text: 'Not confirmed', colour: 'orange' },
    whose: 'own',
    newBy: 'moment',
  },
  { kind: 'decision-read', tag: { text: 'To read', colour: 'blue' }, whose: 'own', newBy: 'moment' },
  { kind: 'decision-reader', tag: { text: 'To answer', colour: 'blue' }, whose: 'own', newBy: 'moment' },
  { kind: 'decision-review', tag: { text: 'To review', colour: 'blue' }, whose: 'own', newBy: 'moment' },
]

type Row = {
  kind: 'decision-confirm' | 'decision-unconfirmed' | 'decision-read' | 'decision-review' | 'decision-reader'
  id: DecisionId
  operationId: OperationId
  logId: LogId
  codename: string
  logName: string | null
  number: number
  since: Date
  due: string | null
  classification: Classification
  isLate: boolean
}

const WORDS: Readonly<Record<Row['kind'], (name: string, row: Row) => string>> = {
  'decision-confirm': (name, { isLate }) =>
    `Confirm ${name}, which a loggist entered for you${isLate ? ' more than a day ago' : ''}`,
  'decision-unconfirmed': (name) =>
    `${name}, which you entered, is not confirmed after a day: ask whoever decided`,
  'decision-read': (name) => `Read ${name}: all must read it`,
  'decision-reader': (_name, { codename, logName }) =>
    `Agree or decline that somebody reads the log “${logName ?? ''}” of ${codename}`,
  'decision-review': (name, { due }) => `Review ${name}, due ${due === null ? 'now' : ukDate(due)}`,
}

/**
 * Lists what waits for this person.
 * @returns what is to be confirmed first, then what is to be read and reviewed
 */
export async function decisionTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select kind, id, operation_id as "operationId", log_id as "logId", codename, log_name as "logName", number, since, due::text as due, classification, is_late as "isLate"
     from operations.decisions_waiting() order by since, id`,
  )
  return rows.map((row) => ({
    kind: row.kind,
    text: WORDS[row.kind](
      `decision ${String(row.number)} of ${row.codename}${row.logName === null ? '' : ` (log “${row.logName}”)`}`,
      row,
    ),
    from: null,
    since: row.since,
    ...(row.due === null ? {} : { shown: row.due }),
    href:
      row.kind === 'decision-reader'
        ? `/operations/${row.operationId}/decisions/logs/${row.logId}`
        : `/operations/decisions/${row.id}`,
    classification: row.classification,
  }))
}
