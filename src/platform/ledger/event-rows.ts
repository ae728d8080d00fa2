/** Events as they stand in the database, made into what the tree takes. One place, so that all digests agree. */
import { contentText, eventDigest, type EventContent } from '../../wire/ledger/event.ts'

/** A row of `ledger.event`, as `EVENT_COLUMNS` reads it. */
export type EventRow = Omit<EventContent, 'subject'> & {
  subject_kind: string | null
  subject_id: string | null
  salt: string
}

/** The columns of an event `e`; its time in UTC, to the microsecond. */
export const EVENT_COLUMNS = `
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.agency_id as agency, e.person_id as person,
  e.service, e.kind, e.operation, e.purpose, e.subject_kind, e.subject_id, e.recipients, e.detail, e.salt`

/**
 * Of rows that name an event, the event: each by its key, because a plan that was made while the ledger was small must
 * not read all of it later.
 * @param of - what the rows are called in the statement; they have `event_id` and `event_at`
 * @returns a table expression `lateral (…)` with the columns of `EVENT_COLUMNS` and the event's `id`
 */
export const eventOf = (of: string): string =>
  `lateral (select e.id, ${EVENT_COLUMNS} from ledger.event e
            where e.id = ${of}.event_id and e.at = ${of}.event_at offset 0)`

/**
 * Makes an event's canonical content and its salt.
 * @param row - as the database has it
 * @returns the text, and 16 bytes
 */
export function saltedContent({ subject_kind: kind, subject_id: id, salt, ...row }: EventRow): {
  content: string
  salt: Buffer
} {
  const { at, agency, person, service, operation, purpose, recipients, detail } = row
  const content = contentText({
    ...{ at, agency, person, service, kind: row.kind, operation, purpose, recipients, detail },
    subject: kind === null && id === null ? null : { kind, id },
  })
  return { content, salt: Buffer.from(salt.replaceAll('-', ''), 'hex') }
}

/**
 * Works out the digest of an event.
 * @param row - as the database has it
 * @returns 32 bytes
 */
export function digestOfRow(row: EventRow): Uint8Array {
  const { content, salt } = saltedContent(row)
  return eventDigest(salt, Buffer.from(content))
}
