/** The words of operations: what the ledger says of an act, room by room. */
import type { EventKind } from '../../wire/codes.ts'

/**
 * What an operation is called: when somebody has done it, when they were not let, and what it was done to.
 * As in `['Released', 'release', 'a report']`; the third is left out where the verb says it all.
 */
export type OperationWords = readonly [did: string, toDo: string, what?: string]

/** The same by name, for whoever makes a sentence of it. */
export type Deed = {
  /** as in `Released` */
  did: string
  /** as in `release` */
  toDo: string
  /** as in `a report`; empty where the verb says it all */
  what: string
}

/** As much of an event as its sentence needs. `detail` never holds content. */
export type ToldEvent = {
  kind: EventKind
  /** `room.thing.verb` */
  operation: string
  /** what the event is about: `report`, `match`, `person` */
  subjectKind: string | null
  /** numbers of agencies */
  recipients: readonly number[]
  detail: Readonly<Record<string, unknown>>
}

/**
 * A room's own sentence for an event that its operation's words do not tell: a consequence, a condition.
 * @returns the whole sentence, or null where the operation's words will do
 */
export type SentenceRule = (event: ToldEvent, deed: Deed) => string | null

/**
 * What a room adds behind the words of an operation, with the sign or space before it: ` to 2 agencies`.
 * @returns null where it has nothing to add
 */
export type DetailRule = (event: ToldEvent) => string | null

/**
 * The words of a page that was opened.
 * @param what - as in `the list of drafts`
 * @returns the words of its operation
 */
export const opened = (what: string): OperationWords => ['Opened', 'open', what]

/**
 * What stands behind the name of a record that has versions.
 * @param detail - of the event; `version` counts from 1
 * @returns `, version 3`; empty for a first version, or where there is none
 */
export function versionTold({ version }: ToldEvent['detail']): string {
  return typeof version === 'number' && version > 1 ? `, version ${String(version)}` : ''
}
