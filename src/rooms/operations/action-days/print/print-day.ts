/** Prints an action day, as whoever prints may read it. Each print is an event, which holds the digest of the file. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { drawAs, type DocumentForm } from '../../../../platform/documents/draw-as.ts'
import { sha256 } from '../../../../wire/ledger/digests.ts'
import { readBriefing } from '../brief.ts'
import type { ActionDayId } from '../ids.ts'
import { findActionDay, readActionDay } from '../read-day.ts'
import { dayDocument } from './day-document.ts'

/** Who prints, and with what. */
export type DayPrinter = {
  /** runs work as the person who prints, in a transaction of its own */
  perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>
  render: (template: string, view: object) => string
  /** that this is an exercise; empty where it is not */
  exercise: string
}

/**
 * Prints a day: read in one transaction, drawn outside of any, and handed out once the event of it is kept.
 * @param by - who prints
 * @param id - of the day
 * @param form - PDF or page
 * @returns the file, its type and what it may be called
 * @throws not-found; SeamarkError `document-too-long`, `document-not-set`
 */
export async function printActionDay(
  by: DayPrinter,
  id: ActionDayId,
  form: DocumentForm,
): Promise<{ bytes: Buffer; type: string; name: string }> {
  const printed = await by.perform(async (scope) => {
    const whole = await readActionDay(scope, id)
    const briefings = []
    for (const one of whole.briefings) briefings.push(await readBriefing(scope, one.id))
    const { printedBy } = await scope.tx.one<{ printedBy: string }>(
      `select coalesce(identity.person_label($1), 'Somebody') as "printedBy"`,
      [scope.actor.personId],
    )
    return { whole, briefings, printedBy, madeAt: scope.now }
  })
  const { bytes, type } = await drawAs(form, dayDocument({ ...printed, exercise: by.exercise }), by.render)
  await by.perform(async (scope) => {
    // They may have left while it was drawn.
    await findActionDay(scope, id)
    const digest = Buffer.from(sha256(bytes)).toString('hex')
    scope.record({
      kind: 'disclosure',
      subject: { kind: 'action-day', id },
      detail: { [`${form}_sha256`]: digest, briefings: printed.briefings.length },
    })
  })
  return { bytes, type, name: `action-day-${printed.whole.day.onDay}.${form}` }
}
