/** Entering what one's own agency saw: one form, short enough for a telephone. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { parseObservation } from '../debrief.ts'
import { isClosed } from '../hold-debrief.ts'
import { debriefPath } from '../ids.ts'
import { notActing, observe } from '../observe.ts'
import { findDebrief } from '../read-debrief.ts'
import { THEMES, WENT } from '../words.ts'
import { aroundForm, asksNone, choices } from './around-form.ts'

const access = whoever.readsInOperations
const at = '/operations/debriefs/:debrief/observe'

/** Registers the page and its form. */
export function observePages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.debrief.show-observe', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.debrief.observe', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { debrief } = pathOf(request, debriefPath)
        const typed = formOf(request)
        const read = parseObservation({
          theme: typedText(typed, 'theme'),
          went: typedText(typed, 'went'),
          what: typedText(typed, 'observed'),
          why: typedText(typed, 'why'),
          no_person: typedText(typed, 'no_person') === 'yes',
        })
        if ('fields' in read) throw invalid(asTyped(read.fields))
        await request.perform((scope) => observe(scope, debrief, read.said))
        return await reply.done(
          `/operations/debriefs/${debrief}`,
          'Entered. Everybody in the operation reads it.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** The form calls what was seen by a name of its own. */
const asTyped = ({ what, ...others }: Record<string, string>): Record<string, string> => ({
  ...others,
  ...(what === undefined ? {} : { observed: what }),
})

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { debrief: id } = pathOf(request, debriefPath)
  const debrief = await request.perform(async (scope) => {
    const found = await findDebrief(scope, id)
    if (found.state === 'closed') throw isClosed()
    if (!found.acts) throw notActing()
    return found
  })
  return await reply.page('rooms/operations/debriefs/pages/observe.njk', {
    ...aroundForm(debrief, 'What did your agency see?', refused),
    ...(refused ? { errors: asTyped(refused.errors) } : {}),
    went: choices(WENT),
    themes: choices(THEMES),
    asksNone: asksNone(refused),
  })
}
