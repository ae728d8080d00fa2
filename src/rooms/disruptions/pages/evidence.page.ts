/** What shows how it was before and after: links are added on one page, and taken back on the disruption's own. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../platform/errors.ts'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { recordPath } from '../../../platform/http/ids.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { disruptionEvidence } from '../../../wire/codes.ts'
import { evidenceSchema } from '../disruption.ts'
import { addEvidence, takeEvidence } from '../evidence.ts'
import { evidencePath } from '../ids.ts'
import { partsOf } from '../parts-of.ts'
import { readWhole } from '../read-disruption.ts'
import { mustBeDone } from '../refusals.ts'

const at = '/disruptions/:id/evidence'
const facts = (operation: string) => ({ config: { operation, access: whoever.decides } })

/** Registers the page and its forms. */
export function evidencePages(app: FastifyInstance): void {
  app.get(at, facts('disruptions.evidence.show-add'), (request, reply) => show(request, reply, null))
  app.post(at, facts('disruptions.evidence.add'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, recordPath)
        const typed = formOf(request)
        const parsed = evidenceSchema.safeParse({
          side: typedText(typed, 'side'),
          kind: typedText(typed, 'kind'),
          reference: typedText(typed, 'reference'),
        })
        if (!parsed.success) throw invalid(fieldErrors(parsed.error))
        await request.perform((scope) => addEvidence(scope, id, parsed.data))
        return reply.done(`/disruptions/${id}/evidence`, 'Added.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
  app.post(
    `${at}/:evidence/take-back`,
    facts('disruptions.evidence.take-back'),
    async (request, reply) => {
      const { id, evidence } = pathOf(request, evidencePath)
      await request.perform((scope) => takeEvidence(scope, id, evidence))
      return reply.done(`/disruptions/${id}`, 'Taken back. What it led to stays as it is.')
    },
  )
} // prettier-ignore

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const slug = request.signedIn?.agencySlug
  const { view, parts } = await request.perform(async (scope) => ({
    view: await readWhole(scope, id),
    parts: await partsOf(scope, id),
  }))
  if (view.status === 'withdrawn' || !['drafted', 'claimed', 'returned'].includes(view.body.state))
    mustBeDone('closed')
  if (!view.own && !parts.claims.some((one) => one.agency.slug === slug)) mustBeDone('not-a-claimant')
  const of = (side: string) => parts.evidence.filter((one) => one.side === side)
  const whole = of('before').length > 0 && of('after').length > 0
  const claims = whole && view.body.state === 'drafted' && may(request.signedIn?.roles, 'decides')
  return await reply.page('rooms/disruptions/pages/evidence.njk', {
    title: 'What shows it',
    classification: view.classification,
    back: { text: 'Back to the disruption', href: `/disruptions/${id}` },
    cancelHref: `/disruptions/${id}`,
    nextHref: claims ? `/disruptions/${id}/claim` : null,
    disruption: view,
    evidence: (['before', 'after'] as const).map((side) => ({
      heading: side === 'before' ? 'How it was before' : 'How it was after',
      items: of(side).map((one) => `${disruptionEvidence[one.kind]}: ${one.text}`),
    })),
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
