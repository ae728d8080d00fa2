/** What the API says of who sees a record, and of what has happened to it. */
import { z } from 'zod'
import { agencyDocument as agency } from '../../../platform/http/api-documents.ts'
import type { AgencyName, RecordEvent } from '../../../platform/rooms/record-kind.ts'
import * as codes from '../../../wire/codes.ts'
import type { AudienceRow } from '../audience.ts'

const instant = z.iso.datetime().describe('UTC')
const named = ({ slug, name }: AgencyName) => ({ slug, name })

const mark = z.object({ who: z.string(), at: instant })
export const audienceDocument = z.object({
  audience: z.array(
    z.object({
      agency,
      sight: z.enum(['full', 'conditions', 'hit', 'none']),
      readers: z.int().describe('how many of its people are cleared to read it'),
      reason: z.string(),
      opened: z
        .array(mark.extend({ reader: z.int(), version: z.int(), last_at: instant }))
        .describe('`reader` counts the persons of the agency: the same number is the same person'),
      accepted: z.array(mark.extend({ reader: z.int(), version: z.int() })),
      recall_acknowledged: mark.nullable(),
      recall_statements: z.array(
        mark.extend({ copies: z.enum(['destroyed', 'kept', 'none']), note: z.string().nullable() }),
      ),
    }),
  ),
})

/**
 * Writes an audience as the API sends it.
 * @param rows - as `audienceOf` answers them
 * @returns the body of the answer
 */
export function audienceOfRows(rows: readonly AudienceRow[]): object {
  return {
    audience: rows.map((row) => ({
      agency: named(row.agency),
      sight: row.sight,
      readers: row.readers,
      reason: row.reason,
      opened: row.opened.map(({ lastAt, ...one }) => ({ ...one, last_at: lastAt })),
      accepted: row.accepted,
      recall_acknowledged: row.recallAcknowledged,
      recall_statements: row.stated,
    })),
  }
}

export const historyDocument = z.object({
  events: z.array(
    z.object({
      at: instant,
      kind: z.enum(codes.codesOf(codes.eventKind)),
      operation: z.string(),
      agency: agency.nullable(),
      who: z.string().nullable(),
      recipients: z.array(agency),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
})

/**
 * Writes a history as the API sends it.
 * @param rows - as `historyOf` answers them
 * @returns the body of the answer
 */
export function historyOfRows(rows: readonly RecordEvent[]): object {
  return {
    events: rows.map((row) => ({
      ...row,
      agency: row.agency && named(row.agency),
      recipients: row.recipients.map(named),
    })),
  }
}
