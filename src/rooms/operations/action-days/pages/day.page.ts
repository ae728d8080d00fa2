/** One action day on one page: for the desk, for the projector of a whole room, and for paper. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { invalid } from '../../../../platform/errors.ts'
import { fieldErrors } from '../../../../platform/http/field-errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { LONGEST, noteSchema } from '../action-day.ts'
import { debriefRow } from '../../debriefs/pages/debrief.view.ts'
import { listDebriefs } from '../../debriefs/read-debrief.ts'
import { actionDayPath } from '../ids.ts'
import { noteOnDay } from '../plan-day.ts'
import { readActionDay } from '../read-day.ts'
import { dayTag } from '../words.ts'
import { dayView } from './day.view.ts'

const access = whoever.readsInOperations
const at = '/operations/action-days/:day'
const asked = z.object({ view: z.enum(['page', 'projector']).default('page').catch('page') })

/** Registers the page, and the form of its notes. */
export function dayPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'operations.action-day.read', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(`${at}/notes`, { config: { operation: 'operations.action-day.note', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { day } = pathOf(request, actionDayPath)
        const read = noteSchema.safeParse({ text: typedText(formOf(request), 'text') ?? '' })
        if (!read.success) throw invalid(fieldErrors(read.error))
        await request.perform((scope) => noteOnDay(scope, day, read.data.text))
        return await reply.done(
          `/operations/action-days/${day}`,
          'Noted. Everybody in the operation reads it.',
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
  const { day: id } = pathOf(request, actionDayPath)
  const { view } = queryOf(request, asked)
  const { whole, debriefs, leads } = await request.perform(async (scope) => {
    const read = await readActionDay(scope, id)
    const [{ rows }, may] = await Promise.all([
      listDebriefs(scope, { day: id }),
      scope.tx.one<{ leads: boolean }>('select operations.viewer_leads_debriefs($1) as leads', [
        read.day.operationId,
      ]),
    ])
    return { whole: read, debriefs: rows.map((one) => debriefRow(one, scope.now)), ...may }
  })
  const { day, briefings } = whole
  return await reply.page('rooms/operations/action-days/pages/day.njk', {
    ...dayView(whole),
    classification: highest([day, ...briefings]),
    back: { text: `Back to ${day.codename}`, href: `/operations/${day.operationId}` },
    tag: dayTag(day.state),
    debriefs,
    debriefHref:
      leads && (day.state === 'running' || day.state === 'done')
        ? `/operations/${day.operationId}/debriefs/new?day=${id}`
        : undefined,
    projector: view === 'projector',
    longest: LONGEST,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
