/** Prints a debrief, as whoever prints may read it. Each print is an event, which holds the digest of the file. */
import { drawAs, type DocumentForm } from '../../../../platform/documents/draw-as.ts'
import { sha256 } from '../../../../wire/ledger/digests.ts'
import type { DayPrinter } from '../../action-days/print/print-day.ts'
import type { DebriefId } from '../ids.ts'
import { findDebrief, readDebrief } from '../read-debrief.ts'
import { debriefDocument } from './debrief-document.ts'

/**
 * Prints a debrief: read in one transaction, drawn outside of any, and handed out once the event of it is kept.
 * @param by - who prints
 * @param id - of the debrief
 * @param form - PDF or page
 * @returns the file, its type and what it may be called
 * @throws not-found; SeamarkError `document-too-long`, `document-not-set`
 */
export async function printDebrief(
  by: DayPrinter,
  id: DebriefId,
  form: DocumentForm,
): Promise<{ bytes: Buffer; type: string; name: string }> {
  const printed = await by.perform(async (scope) => ({
    whole: await readDebrief(scope, id),
    ...(await scope.tx.one<{ printedBy: string }>(
      `select coalesce(identity.person_label($1), 'Somebody') as "printedBy"`,
      [scope.actor.personId],
    )),
    madeAt: scope.now,
  }))
  const { bytes, type } = await drawAs(
    form,
    debriefDocument({ ...printed, exercise: by.exercise }),
    by.render,
  )
  await by.perform(async (scope) => {
    // They may have left while it was drawn.
    await findDebrief(scope, id)
    const digest = Buffer.from(sha256(bytes)).toString('hex')
    scope.record({
      kind: 'disclosure',
      subject: { kind: 'debrief', id },
      detail: { [`${form}_sha256`]: digest, lessons: printed.whole.lessons.length },
    })
  })
  const { onDay, kind } = printed.whole.debrief
  return { bytes, type, name: `${kind}-debrief${onDay === null ? '' : `-${onDay}`}.${form}` }
}
