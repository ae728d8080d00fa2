/**
 * Between the draft and the filed report anything may be typed. So what was made of a public report is
 * looked through once more when it is filed, with the guards inside the seal; that takes the desk's key.
 */
import type { FastifyRequest } from 'fastify'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError, forbidden } from '../../../platform/errors.ts'
import { idPath } from '../../../platform/http/input.ts'
import { readDraft } from '../../intelligence/index.ts'
import { detailsIn, type Detail } from './contact-guards.ts'
import { DESTROYED, LOCKED, openBody } from './opened-report.ts'

/** The operation that files a draft. */
const FILES = 'intelligence.draft.submit'

/**
 * A hook in front of the desk's pages.
 * @throws forbidden `reporter-detail`, `desk-key-locked`, `report-destroyed`
 */
export async function refuseReporterDetails(request: FastifyRequest): Promise<void> {
  if (request.method !== 'POST' || request.routeOptions.config.operation !== FILES) return
  const session = request.signedIn?.session?.idHash
  const path = idPath.safeParse(request.params)
  if (session === undefined || !path.success) return
  const found = await request
    .perform((scope) => detailsInDraft(scope, session, path.data.id))
    .catch((thrown: unknown) => {
      throw inWords(thrown)
    })
  if (found.length > 0)
    throw forbidden(
      'reporter-detail',
      `This was made of a public report, and it holds the reporter’s ${found.join(' and ')}. Go back, take that out and file it then: nothing may show who reported.`,
    )
}

/** On the page of a draft somebody has to be told what a public report has to do with it. */
function inWords(thrown: unknown): unknown {
  const { code } = asSeamarkError(thrown)
  if (code === LOCKED)
    return forbidden(
      LOCKED,
      'This draft was made of a public report, and is compared with it when it is filed. Unlock the desk’s key on the page Public reports, then file it. The draft is kept.',
    )
  if (code === DESTROYED)
    return forbidden(
      DESTROYED,
      'The public report that this draft was made of has been destroyed or taken back. It cannot be filed: throw the draft away.',
    )
  return thrown
}

async function detailsInDraft(scope: MemberScope, session: Buffer, id: string): Promise<Detail[]> {
  const draft = await readDraft(scope, id).catch(() => null)
  // No draft of theirs: the page itself answers that.
  if (!draft) return []
  const origin = await scope.tx.maybe<{ id: string; destroyed: boolean; first: boolean }>(
    `select id, destroyed_at is not null as destroyed, became_report_id = $1 as first from reporting.public_report
     where became_report_id in ($1, $2, $3) order by hour limit 1`,
    [id, draft.nextVersionOf, draft.derivationOf],
  )
  // A report that was destroyed since has no guards any more; of one never filed nothing is filed then.
  if (!origin || (origin.destroyed && !origin.first)) return []
  const body = await openBody(scope, session, origin.id)
  const texts = wordsOf(draft.document)
  return [...new Set(texts.flatMap((text) => detailsIn(text, body.contact_guards, body.guard_salt)))]
}

/** Every text in a draft, wherever it stands. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(wordsOf)
  return []
}
