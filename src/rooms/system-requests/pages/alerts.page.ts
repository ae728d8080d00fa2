/** For the records manager: who asked far more than colleagues, and what is kept past its time. They read no request. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { invalid } from '../../../platform/errors.ts'
import { personId } from '../../../platform/http/ids.ts'
import { bodyOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { listAlerts, settleAlert } from '../forget.ts'
import { holdRequest } from '../move-request.ts'
import { LONGEST } from '../request.ts'

const access = whoever.managesRecords
const at = '/system-requests/alerts'
const settleForm = z.object({ person: personId, day: z.iso.date() })

/** Registers the page and its forms. */
export function alertPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'system-requests.alert.list', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(
    `${at}/settle`,
    { config: { operation: 'system-requests.alert.settle', access } },
    async (request, reply) => {
      const { person, day } = bodyOf(request, settleForm)
      await request.perform((scope) => settleAlert(scope, { personId: person, day }))
      return await reply.done(at, 'Noted.')
    },
  )
  app.post(
    '/system-requests/hold',
    { config: { operation: 'system-requests.request.hold', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const number = typedNumber(typed, 'number')
          const because = typedText(typed, 'hold_reason') ?? null
          if (number === 0) throw invalid({ number: 'Enter the number of a request' })
          if (because !== null && because.length > LONGEST.hold)
            throw invalid({ hold_reason: `Must be ${String(LONGEST.hold)} characters or fewer` })
          await request.perform((scope) => holdRequest(scope, number, because))
          return await reply.done(at, because === null ? 'It is held no more.' : 'It is held.')
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
  const alerts = await request.perform(listAlerts)
  return await reply.page('rooms/system-requests/pages/alerts.njk', {
    title: 'Many requests, and legal holds',
    back: { text: 'Back to requests', href: '/system-requests' },
    longest: LONGEST,
    alerts: alerts.map((one) => ({
      ...{ personId: one.personId, rawDay: one.day, person: one.person, day: ukDate(one.day) },
      ...{ asked: one.asked, colleagues: one.colleagues, seen: one.seenAt !== null },
    })),
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
