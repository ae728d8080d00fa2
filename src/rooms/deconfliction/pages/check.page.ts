/** The check: one field, one purpose, one answer in one shape. And what a records manager is told of checks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError, invalid } from '../../../platform/errors.ts'
import { bodyOf, parse, typedValues } from '../../../platform/http/input.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { sentenceList } from '../../../design/words.ts'
import { listAlerts, REMARKABLE_CHECKS, settleAlert, TIMES_COLLEAGUES } from '../check-alerts.ts'
import { checkBody, checkValue, isQuotaUsed, lastChecks, type CheckAnswer } from '../check-value.ts'
import { detectKind } from '../detect-kind.ts'
import { readers } from './readers.ts'
import { kindItems } from './words.ts'

const CHECKS_SHOWN = 10
const ALERTS_SHOWN = 100

const alertBody = z.strictObject({ person: z.uuid(), day: z.iso.date() })

export function checkPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/check',
    { config: { operation: 'deconfliction.check.show', access: readers } },
    (request, reply) => showCheck(request, reply, { values: { purpose: request.signedIn?.purpose ?? '' } }),
  )

  app.post(
    '/check',
    { config: { operation: 'deconfliction.check', access: readers } },
    async (request, reply) => {
      const typed = typedValues(request)
      try {
        const input = readForm(typed)
        const answer = await request.perform((scope) => checkValue(scope, input))
        const values = { purpose: input.purpose }
        return await showCheck(request, reply, { values, answer: { ...answer, asked: input.value } })
      } catch (thrown) {
        const error = asSeamarkError(thrown)
        if (isQuotaUsed(thrown)) reply.status(429).header('retry-after', String(thrown.retryAfter))
        else if (error.kind !== 'invalid') throw thrown
        return await showCheck(request, reply, {
          values: typed,
          errors: error.fields ?? { form: error.message },
        })
      }
    },
  )

  app.get(
    '/check/alerts',
    { config: { operation: 'deconfliction.check-alert.list', access: ['records_manager'] } },
    async (request, reply) => {
      const alerts = await request.perform((scope) => listAlerts(scope, ALERTS_SHOWN))
      return reply.page('rooms/deconfliction/pages/check-alerts.njk', {
        title: 'Unusually many checks',
        alerts,
        least: REMARKABLE_CHECKS,
        times: TIMES_COLLEAGUES,
      })
    },
  )

  app.post(
    '/check/alerts',
    { config: { operation: 'deconfliction.check-alert.settle', access: ['records_manager'] } },
    async (request, reply) => {
      const { person, day } = bodyOf(request, alertBody)
      await request.perform((scope) => settleAlert(scope, { personId: person, day }))
      return reply.done('/check/alerts', 'Marked as dealt with.')
    },
  )
  return Promise.resolve()
}

/** The form may leave the kind to be found out. @throws invalid */
function readForm(typed: Record<string, string | string[]>): z.output<typeof checkBody> {
  const { kind: chosen, country, ...rest } = typed
  const kinds =
    chosen === undefined || chosen === '' ? detectKind(String(rest['value'] ?? '').slice(0, 500)) : [chosen]
  const [kind] = kinds
  // With a kind that may be wrong, everything else that is missing is named in the same answer.
  const input = parse(checkBody, {
    ...rest,
    kind: kind ?? 'phone',
    ...(typeof country === 'string' && country !== '' ? { country: country.toUpperCase() } : {}),
  })
  if (kind === undefined)
    throw invalid({ value: 'This is not understood. Choose what kind it is, or check how it is written' })
  if (kinds.length > 1)
    throw invalid({
      kind: `Choose the kind: this could be ${sentenceList(
        detectKind(input.value).map((one) => subjectKind[one].toLowerCase()),
        'or',
      )}`,
    })
  return input
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  view: {
    values: Record<string, unknown>
    errors?: Record<string, string>
    answer?: CheckAnswer & { asked: string }
  },
): Promise<FastifyReply> {
  const past = await request.perform((scope) => lastChecks(scope, CHECKS_SHOWN))
  return await reply.page('rooms/deconfliction/pages/check.njk', {
    title: view.answer ? 'Check a value: the answer' : 'Check a value',
    kindItems,
    left: past.left,
    quota: past.quota,
    rows: past.checks.map((check) => [
      { text: check.asTyped, detail: subjectKind[check.kind] },
      check.purpose,
      check.held ? 'Held by a partner' : 'Not held',
      { time: check.at },
    ]),
    ...view,
  })
}
