/** What is planned for an action day: the safeguarding plan, and where an agency has its command post. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fieldErrors } from '../../../../platform/http/field-errors.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { ukDate } from '../../../../design/dates.ts'
import { deskSchema, LONGEST, safeguardingSchema } from '../action-day.ts'
import { actionDayPath } from '../ids.ts'
import { keepDesk, notTasking, notYours, writeSafeguarding } from '../plan-day.ts'
import { findActionDay, readActionDay, type ActionDay } from '../read-day.ts'
import { PLAN_HINTS, PLAN_PARTS, type PlanPart } from '../words.ts'

const access = whoever.readsInOperations
const at = '/operations/action-days/:day'
const PARTS = Object.keys(PLAN_PARTS) as PlanPart[]

/** Registers both pages and their forms. */
export function planPages(app: FastifyInstance): void {
  app.get(
    `${at}/safeguarding`,
    { config: { operation: 'operations.action-day.show-safeguard', access } },
    (request, reply) => showSafeguarding(request, reply, null),
  )
  app.post(
    `${at}/safeguarding`,
    { config: { operation: 'operations.action-day.safeguard', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { day } = pathOf(request, actionDayPath)
          const typed = formOf(request)
          const read = safeguardingSchema.safeParse(
            Object.fromEntries(PARTS.map((name) => [name, typedText(typed, name)])),
          )
          if (!read.success) throw invalid(fieldErrors(read.error))
          await request.perform((scope) =>
            writeSafeguarding(scope, day, typedNumber(typed, 'revision'), read.data),
          )
          return await reply.done(`/operations/action-days/${day}`, 'The safeguarding plan is written.')
        },
        (refused) => showSafeguarding(request, reply, refused),
      ),
  )
  app.get(
    `${at}/desk`,
    { config: { operation: 'operations.action-day.show-desk', access } },
    (request, reply) => showDesk(request, reply, null),
  )
  app.post(`${at}/desk`, { config: { operation: 'operations.action-day.desk', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { day } = pathOf(request, actionDayPath)
        const typed = formOf(request)
        const read = deskSchema.safeParse({
          desk: typedText(typed, 'desk'),
          telephone: typedText(typed, 'telephone'),
        })
        if (!read.success) throw invalid(fieldErrors(read.error))
        await request.perform((scope) => keepDesk(scope, day, read.data))
        return await reply.done(`/operations/action-days/${day}`, 'Everybody in the operation reads it.')
      },
      (refused) => showDesk(request, reply, refused),
    ),
  )
}

/**
 * What every form of a day says around itself.
 * @param day - of which it is
 * @param title - of the page
 * @param refused - what came back
 */
export const aroundForm = (day: ActionDay, title: string, refused: Refused | null) => ({
  title,
  classification: day.classification,
  back: { text: 'Back to the action day', href: `/operations/action-days/${day.id}` },
  caption: `${day.codename}, ${ukDate(day.onDay)}`,
  day,
  longest: LONGEST,
  // A stale form is sent again on top of what is there now.
  values: { ...refused?.values, revision: day.revision },
  ...(refused ? { errors: refused.errors } : {}),
})

async function showSafeguarding(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { day: id } = pathOf(request, actionDayPath)
  const day = await request.perform(async (scope) => {
    const found = await findActionDay(scope, id)
    if (!found.runs) throw notYours()
    return found
  })
  const around = aroundForm(day, 'Safeguarding plan', refused)
  return await reply.page('rooms/operations/action-days/pages/safeguarding.njk', {
    ...around,
    parts: PARTS.map((name) => ({ name, label: PLAN_PARTS[name], hint: PLAN_HINTS[name] })),
    values: refused ? around.values : { ...day, revision: day.revision },
  })
}

async function showDesk(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { day: id } = pathOf(request, actionDayPath)
  const { day, own } = await request.perform(async (scope) => {
    const found = await readActionDay(scope, id)
    if (!found.day.types) throw notTasking()
    return {
      day: found.day,
      own: found.commandPosts.find(({ agencyId }) => agencyId === scope.actor.agencyId),
    }
  })
  const around = aroundForm(day, 'Your agency’s command post', refused)
  return await reply.page('rooms/operations/action-days/pages/desk.njk', {
    ...around,
    values: refused ? around.values : { desk: own?.desk ?? '', telephone: own?.telephone ?? '' },
  })
}
