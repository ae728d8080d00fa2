/** Closing a debrief: what the agencies agreed, and then its lessons go to who owns them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { plural } from '../../../../design/words.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { parseClosing } from '../debrief.ts'
import { closeDebrief, isClosed, notLeading } from '../hold-debrief.ts'
import { debriefPath } from '../ids.ts'
import { agenciesIn, readDebrief } from '../read-debrief.ts'
import { aroundForm, asksNone } from './around-form.ts'

const access = whoever.readsInOperations
const at = '/operations/debriefs/:debrief/close'

/** Registers the page and its form. */
export function closePages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.debrief.show-close', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'operations.debrief.close', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { debrief } = pathOf(request, debriefPath)
        const typed = formOf(request)
        const read = parseClosing({
          words: typedText(typed, 'words'),
          no_person: typedText(typed, 'no_person') === 'yes',
        })
        if ('fields' in read) throw invalid(read.fields)
        await request.perform((scope) => closeDebrief(scope, debrief, read.said.words))
        return await reply.done(
          `/operations/debriefs/${debrief}`,
          'Closed. Its lessons are with the agencies that own them.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { debrief: id } = pathOf(request, debriefPath)
  const { debrief, observations, lessons, silent } = await request.perform(async (scope) => {
    const whole = await readDebrief(scope, id)
    if (whole.debrief.state === 'closed') throw isClosed()
    if (!whole.debrief.leads) throw notLeading()
    const agencies = await agenciesIn(scope, whole.debrief.operationId)
    const said = new Set(whole.observations.map(({ agency }) => agency))
    return { ...whole, silent: agencies.flatMap(({ name }) => (said.has(name) ? [] : [name])) }
  })
  return await reply.page('rooms/operations/debriefs/pages/close.njk', {
    ...aroundForm(debrief, 'Close the debrief', refused),
    counts: `${plural(observations.length, 'observation')}, ${plural(lessons.length, 'lesson')}`,
    silent,
    asksNone: asksNone(refused),
  })
}
