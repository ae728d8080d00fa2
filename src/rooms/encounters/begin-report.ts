/** Begins an intelligence report from an encounter, and shows beside a report that it came from one. */
import { z } from 'zod'
import { fieldErrors } from '../../platform/http/field-errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { Beside } from '../../platform/rooms/filing.ts'
import { classification, codesOf } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { startDraft } from '../intelligence/index.ts'
import { words, type Parsed } from './fields.ts'
import type { EncounterId } from './ids.ts'
import { doWith } from './refusals.ts'

/** What a report begins with; its grades and subjects follow where reports are written. */
export const beginningSchema = z.strictObject({
  title: words(200, 'Enter a title'),
  classification: z.enum(codesOf(classification), { error: 'Choose a classification' }),
  text: words(5_000, 'Write what was said or seen'),
})
export type Beginning = z.output<typeof beginningSchema>

/** @returns the beginning, or faults by field */
export function parseBeginning(body: unknown): Parsed<Beginning> {
  const read = beginningSchema.safeParse(body)
  return read.success ? { value: read.data } : { fields: fieldErrors(read.error) }
}

/**
 * Begins the draft. The encounter remembers it, and nothing in the draft leads back: only the own agency is shown beside the
 * report where it came from.
 * @throws not-found; conflict `care-comes-first`, `not-open`
 */
export async function beginReport(
  scope: MemberScope,
  id: EncounterId,
  { title, classification: marking, text }: Beginning,
): Promise<RecordId> {
  const draft = await startDraft(scope, { title, classification: marking, items: [{ text }] })
  await doWith(scope, id, 'select encounters.note_report($1, $2) as done', [draft.id])
  scope.record({ kind: 'alteration', subject: { kind: 'encounter', id }, detail: { report: 'begun' } })
  return draft.id
}

/**
 * @param reportId - of a report or of its draft
 * @returns the encounter from which it was begun, to people of its own agency who record encounters; nothing to anybody else
 */
export async function encounterBeside(scope: MemberScope, reportId: string): Promise<Beside[]> {
  const rows = await scope.tx.many<{ id: EncounterId; number: number }>(
    `select e.id, e.number from encounters.report b join encounters.encounter e on e.id = b.encounter_id
     where b.report_id = $1 order by e.number`,
    [reportId],
  )
  return rows.map(({ id, number }) => ({
    heading: 'Where it came from',
    from: { text: `Encounter ${String(number)}`, href: `/encounters/${id}` },
    pictures: [],
    notes: [],
    unlockHref: null,
  }))
}
