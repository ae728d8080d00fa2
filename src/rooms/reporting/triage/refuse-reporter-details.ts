/**
 * Between the draft and the filed report anything may be typed. So what descends from a public report, over
 * however many versions and sanitised versions, is looked through once more when it is filed, with the guards
 * inside the seal; that takes the desk's key. It is asked in the transaction that files, by whatever files;
 * the database refuses a version that was not compared (reporting.require_comparison).
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError, forbidden, SeamarkError } from '../../../platform/errors.ts'
import type { TextToFile } from '../../../platform/rooms/filing.ts'
import { lookThrough, MOST_COMPARED, type Detail } from './contact-guards.ts'
import { DESTROYED, LOCKED, openBody } from './opened-report.ts'

/** A public report from which a text descends. `first`: what was made of it, and has not been filed yet. */
type Origin = { id: string; destroyed: boolean; first: boolean; compared: boolean }

/**
 * A guard of the intelligence room's filings.
 * @param text - on its way to being filed; what was compared once, word for word, is not opened again, so that a
 *   second officer needs no key to approve it
 * @throws forbidden `reporter-detail`, `desk-key-locked`, `report-destroyed`; invalid when it is too much text
 */
export async function refuseReporterDetails(scope: MemberScope, text: TextToFile): Promise<void> {
  // What is looked through and what its digest is taken of are one thing: else some of it could change unseen.
  const words = JSON.stringify(text.words)
  const origins = await scope.tx.many<Origin>(
    `select public_report_id as id, destroyed, first, compared from reporting.origins_to_compare($1, $2)`,
    [text.reportId, words],
  )
  // A report that was destroyed since has no guards any more; of one never filed nothing is filed then.
  const toCompare = origins.filter((one) => !one.compared && (one.first || !one.destroyed))
  const found = new Set<Detail>()
  const left = { values: MOST_COMPARED }
  for (const { id } of toCompare)
    for (const detail of await detailsOf(scope, id, text, left)) found.add(detail)
  if (found.size > 0)
    throw forbidden(
      'reporter-detail',
      `This report was made of a public report, and it holds the reporter’s ${[...found].join(' and ')}. Nothing may show who reported. Go back, take that out, and file the report then.`,
    )
  for (const { id } of toCompare)
    await scope.tx.run(
      `insert into reporting.comparison (report_id, public_report_id, digest, person_id, at)
       values ($1, $2, reporting.digest_of($3), $4, $5)`,
      [text.reportId, id, words, scope.actor.personId, scope.now],
    )
}

async function detailsOf(
  scope: MemberScope,
  origin: string,
  { words }: TextToFile,
  left: { values: number },
): Promise<Detail[]> {
  // Over the API there is no session, and so no key that is unlocked in it.
  const session = scope.actor.session ?? Buffer.alloc(0)
  const body = await openBody(scope, session, origin).catch((thrown: unknown) => {
    throw inWords(thrown)
  })
  const look = lookThrough(body.contact_guards, body.guard_salt, left)
  let found: Detail[] = []
  for (const text of new Set(textsOf(words))) {
    // A long report takes a second: others have their turn between its texts.
    await nextTurn()
    found = look(text)
  }
  return found
}

/** On the page of a draft somebody has to be told what a public report has to do with it. */
function inWords(thrown: unknown): unknown {
  const { code, kind } = asSeamarkError(thrown)
  // Not of the desk: their role opens no public report, and so files nothing that was made of one.
  if (code === LOCKED || kind === 'not-found')
    return new SeamarkError(
      'forbidden',
      LOCKED,
      'This report was made of a public report, so it is compared with what the reporter sent before it is filed. Unlock the desk’s key under Public reports, then open the draft and file it. Your draft is kept. If you do not hold the key, ask a triage officer of your agency to file it.',
      { next: { text: 'Public reports', href: '/triage' } },
    )
  if (code === DESTROYED)
    return forbidden(
      DESTROYED,
      'The public report that this draft was made of has been destroyed or taken back. It cannot be filed: throw the draft away.',
    )
  return thrown
}

/** Every text in it, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf)
  return []
}
