/** The safeguarding decision about a person who is kept apart from others. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { subjectPath } from '../ids.ts'
import {
  askSafeguarding,
  decideSafeguarding,
  LONGEST_SAFEGUARDING_REASON,
} from '../safeguarding/decide-safeguarding.ts'
import { readSubject } from '../subjects/read-subject.ts'
import { subjectPage } from './subject.view.ts'

const at = '/subjects/:id/safeguarding'
const deciding = (operation: string) => ({ config: { operation, access: whoever.decides } })

/** Registers the page and its forms. */
export function safeguardingPages(app: FastifyInstance): void {
  app.get(
    at,
    { config: { operation: 'networks.safeguarding.show', access: whoever.readsContent } },
    (request, reply) => show(request, reply, null),
  )
  app.post(at, deciding('networks.safeguarding.ask'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, subjectPath)
        const reason = typedText(formOf(request), 'reason')?.trim() ?? ''
        if (reason.length > LONGEST_SAFEGUARDING_REASON)
          throw invalid({
            reason: `Reason must be ${LONGEST_SAFEGUARDING_REASON.toLocaleString('en-GB')} characters or fewer`,
          })
        await request.perform((scope) => askSafeguarding(scope, id, reason))
        return reply.done(`/subjects/${id}/safeguarding`, 'Asked. A second person of your agency decides.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
  for (const [what, agreed] of [
    ['agree', true],
    ['refuse', false],
  ] as const)
    app.post(`${at}/${what}`, deciding(`networks.safeguarding.${what}`), async (request, reply) => {
      const { id } = pathOf(request, subjectPath)
      await request.perform((scope) => decideSafeguarding(scope, id, agreed))
      return reply.done(
        `/subjects/${id}/safeguarding`,
        agreed
          ? 'Agreed. Others may find this person from now on.'
          : 'Refused. Nobody else finds this person.',
      )
    })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, subjectPath)
  const view = await request.perform((scope) => readSubject(scope, id))
  // Whoever has nothing to decide about here is not told whether there is anything.
  if (view.keptApart === null) throw notFound()
  const { title, classification } = subjectPage(view)
  const { waits, now, decided } = view.keptApart
  return await reply.page('rooms/networks/pages/safeguarding.njk', {
    title: 'May others find this person?',
    classification,
    back: { text: 'Back to the subject', href: `/subjects/${id}` },
    id,
    person: title,
    now,
    waits,
    decided,
    isMine: waits !== null && waits.askedBy === request.signedIn?.personId,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
