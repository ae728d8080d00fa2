/** What of requests to systems of record waits for a person, and how home shows it. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { ukDateTime } from '../../design/dates.ts'
import type { RoomWaiting, WaitingItem, WaitingKind } from '../../platform/rooms/waiting.ts'
import { correctHref, tellHref } from './corroborate.ts'
import type { SystemRequestId } from './ids.ts'

type Kind =
  | 'safeguard'
  | 'authorise'
  | 'make'
  | 'lapses'
  | 'lapsed'
  | 'corroborate'
  | 'correct'
  | 'tell'
  | 'review'
  | 'alert'
type Row = {
  kind: Kind
  id: SystemRequestId
  number: number
  about: string
  since: Date
  until: Date | null
  /** of a record to correct: where this person may do it */
  record: string | null
}

const until = (at: Date | null) => (at === null ? '' : `, before ${ukDateTime(at)}`)
/** What each asks for. `about` is the system; of an alert, the person; of a record to correct, its reference. */
const TEXTS: Readonly<Record<Kind, (row: Row) => string>> = {
  safeguard: ({ number, about }) =>
    `Decide whether request ${String(number)} to ${about} is safe for whom it is about`,
  authorise: ({ number, about }) => `Authorise request ${String(number)} to ${about}, or refuse it`,
  make: ({ number, about, until: end }) => `Make request ${String(number)} in ${about}${until(end)}`,
  lapses: ({ number, about, until: end }) =>
    `Request ${String(number)} to ${about} must be made${until(end)}`,
  lapsed: ({ number, about }) => `Request ${String(number)} to ${about} has lapsed: ask again`,
  corroborate: ({ number, about }) =>
    `Write what corroborates the possible answer to request ${String(number)} to ${about}`,
  correct: ({ number, about, record }) =>
    record === null
      ? `Request ${String(number)} to ${about} found that a record of ours is about the wrong person: have it corrected`
      : `Correct ${about}: request ${String(number)} found that it is about the wrong person`,
  tell: ({ number, about, record }) =>
    record === null
      ? `Partners have a record that request ${String(number)} to ${about} found to be about the wrong person: have them told`
      : `Tell partners that ${about} was about the wrong person, as request ${String(number)} found`,
  review: ({ number, about }) => `Look again at request ${String(number)} to ${about}`,
  alert: ({ number, about }) => `${about} made ${String(number)} requests to systems of record in a day`,
}

/**
 * Lists what waits for this person: at most fifty of a kind.
 * @returns the oldest first
 */
export async function requestTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    'select kind, id, number, about, since, until, record from system_requests.things_waiting() order by since, id',
  )
  return rows.map((row) => ({
    kind: `system-request-${row.kind}`,
    text: TEXTS[row.kind](row),
    ...{ from: null, since: row.since, classification: 'OFFICIAL-SENSITIVE' as const },
    href: addressOf(row),
  }))
}

/** Where it is done. */
function addressOf({ kind, id, record }: Row): string {
  if (kind === 'alert') return '/system-requests/alerts'
  if (record === null) return `/system-requests/${id}`
  return kind === 'tell' ? tellHref(record) : correctHref(record)
}

const kind = (name: Kind, text: string, colour: string, whose: WaitingKind['whose']): WaitingKind => ({
  ...{ kind: `system-request-${name}`, tag: { text, colour }, whose, newBy: 'moment' },
})

export const waiting: RoomWaiting = {
  schema: 'system_requests',
  ask: 'system_requests.waiting()',
  list: requestTasks,
  kinds: [
    kind('authorise', 'To authorise', 'orange', 'own'),
    kind('lapses', 'Lapses soon', 'orange', 'own'),
    kind('make', 'To make', 'turquoise', 'anybody'),
    kind('lapsed', 'Lapsed', 'red', 'own'),
    kind('corroborate', 'To corroborate', 'turquoise', 'own'),
    kind('correct', 'To correct', 'red', 'own'),
    kind('tell', 'To tell', 'red', 'own'),
    kind('safeguard', 'To decide', 'orange', 'anybody'),
    kind('review', 'Review', 'yellow', 'own'),
    kind('alert', 'Many requests', 'yellow', 'anybody'),
  ],
}
