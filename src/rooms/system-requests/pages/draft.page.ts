/** The form of a request: written, written anew, thrown away. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ukParts } from '../../operations/index.ts'
import { changeRequest, draftRequest, throwAway } from '../draft-request.ts'
import { requestPath } from '../ids.ts'
import { limitsOf, listSystems, lookAtRequest, mayAsk, operationsOfViewer } from '../read-requests.ts'
import { LONGEST, parseRequest, type NewRequest } from '../request.ts'
import { CATEGORIES } from '../words.ts'

const access = whoever.asksSystems
const at = '/system-requests/:asking'
const newQuery = z.object({
  system: z.string().max(30).optional(),
  operation: z.uuid().optional(),
})
/** Days until a request is looked at again, where nobody says another day. */
const REVIEW_AFTER = 90

/** Registers the pages and their forms. */
export function draftPages(app: FastifyInstance): void {
  app.get(
    '/system-requests/new',
    { config: { operation: 'system-requests.request.show-new', access } },
    (request, reply) => showNew(request, reply, null),
  )
  app.post(
    '/system-requests/new',
    { config: { operation: 'system-requests.request.draft', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const { id } = await request.perform((scope) => draftRequest(scope, readForm(typed, scope.now)))
          return await reply.done(`/system-requests/${id}`, 'It is a draft. Ask somebody to authorise it.')
        },
        (refused) => showNew(request, reply, refused),
      ),
  )
  app.get(
    `${at}/change`,
    { config: { operation: 'system-requests.request.show-change', access } },
    (request, reply) => showChange(request, reply, null),
  )
  app.post(
    `${at}/change`,
    { config: { operation: 'system-requests.request.change', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { asking } = pathOf(request, requestPath)
          const typed = formOf(request)
          await request.perform((scope) =>
            changeRequest(scope, asking, typedNumber(typed, 'revision'), readForm(typed, scope.now)),
          )
          return await reply.done(`/system-requests/${asking}`, 'Changed.')
        },
        (refused) => showChange(request, reply, refused),
      ),
  )
  app.post(
    `${at}/throw-away`,
    { config: { operation: 'system-requests.request.throw-away', access } },
    async (request, reply) => {
      const { asking } = pathOf(request, requestPath)
      await request.perform((scope) => throwAway(scope, asking))
      return await reply.done('/system-requests', 'The draft is thrown away.')
    },
  )
}

const TEXTS = [
  ...['system', 'operation', 'matter', 'power', 'purpose', 'category', 'subject', 'asked', 'necessity'],
  ...['proportionality', 'less_intrusive', 'condition'],
] as const

/** @throws invalid by the field */
function readForm(typed: Typed, now: Date): NewRequest {
  const sensitive = typedText(typed, 'sensitive')
  const day = faultOfDate(typed, 'review_on', 'The day of the review')
  const parsed = parseRequest(
    {
      ...Object.fromEntries(TEXTS.map((name) => [name, typedText(typed, name)])),
      sensitive: sensitive === undefined ? undefined : sensitive === 'yes',
      review_on: readDateField(typed, 'review_on'),
    },
    ukParts(now).day,
  )
  const fields = {
    ...('fields' in parsed ? parsed.fields : {}),
    ...(day === undefined ? {} : { review_on: day }),
  }
  if ('fields' in parsed || Object.keys(fields).length > 0) throw invalid(fields)
  return parsed.value
}

/** What the form offers. @throws not-found for whoever may not ask */
async function offered(scope: MemberScope) {
  if (!(await mayAsk(scope))) throw notFound()
  const systems = await listSystems(scope)
  return {
    limits: await limitsOf(scope),
    systems: systems.map(({ code, name, holds }) => ({ value: code, text: name, hint: { text: holds } })),
    operations: (await operationsOfViewer(scope)).map(({ id, codename }) => ({ value: id, text: codename })),
    today: scope.now,
  }
}

const common = ({ systems, operations, limits }: Awaited<ReturnType<typeof offered>>) => ({
  ...{ systems, operations, longest: LONGEST, validHours: limits.validHours },
  categories: Object.entries(CATEGORIES).map(([value, text]) => ({ value, text })),
})

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { system, operation } = queryOf(request, newQuery)
  const offer = await request.perform(offered)
  const review = new Date(offer.today.getTime() + REVIEW_AFTER * 86_400_000)
  return await reply.page('rooms/system-requests/pages/draft.njk', {
    title: 'Write a request to a system of record',
    back: { text: 'Back to requests', href: '/system-requests' },
    ...common(offer),
    values: refused?.values ?? { system, operation, review_on: ukParts(review).day },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

async function showChange(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { asking } = pathOf(request, requestPath)
  const { view, offer } = await request.perform(async (scope) => {
    const found = await lookAtRequest(scope, asking)
    // A colleague reads the draft, and does not write it.
    if (!found.is.requester || found.state !== 'drafted') throw notFound()
    return { view: found, offer: await offered(scope) }
  })
  return await reply.page('rooms/system-requests/pages/draft.njk', {
    title: `Change request ${String(view.number)}`,
    back: { text: `Back to request ${String(view.number)}`, href: `/system-requests/${view.id}` },
    ...common(offer),
    values: {
      ...{ system: view.system, operation: view.operationId ?? '', matter: view.matter ?? '' },
      ...{ power: view.power, purpose: view.purpose, category: view.category, subject: view.subject },
      ...{ asked: view.asked, necessity: view.necessity, proportionality: view.proportionality },
      ...{ less_intrusive: view.lessIntrusive, sensitive: view.sensitive ? 'yes' : 'no' },
      ...{ condition: view.condition ?? '', review_on: view.reviewOn },
      ...refused?.values,
      // A stale form is sent again on top of what is there now.
      revision: view.revision,
    },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
