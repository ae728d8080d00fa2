/** The list of requests of data subjects, and the form that takes one in. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { formWithDates } from '../../forms.ts'
import { MARKING } from '../../ledger-csv.ts'
import { countsOf, listRequests } from '../request-store.ts'
import { takeInRequest, takeInSchema } from '../take-in-request.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { itemsOfWords, requestRows } from './requests.view.ts'
import { channelWords, rightWords } from '../words.ts'

const access = whoever.reviewsRecords
const listQuery = z.object({
  show: z.enum(['open', 'all']).catch('open'),
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})

/** Registers the list and the form. */
export function requestListPages(app: FastifyInstance): void {
  app.get('/requests', { config: { operation: 'records.request.list', access } }, async (request, reply) => {
    const query = queryOf(request, listQuery)
    const { page, counts, today } = await request.perform(async (scope) => {
      const listed = await listRequests(scope, {
        open: query.show === 'open',
        cursor: query.cursor,
        back: query.back === 'yes',
      })
      return {
        page: listed,
        counts: await countsOf(
          scope,
          listed.rows.map(({ id }) => id),
        ),
        today: londonDay(scope.now),
      }
    })
    const address = (cursor: string | null, back: boolean) =>
      cursor === null
        ? undefined
        : `/requests?${new URLSearchParams({ show: query.show, cursor, ...(back ? { back: 'yes' } : {}) }).toString()}`
    const manages = may(request.signedIn?.roles, 'managesRecords')
    return await reply.page('rooms/records/requests/pages/requests.njk', {
      title: 'Requests of data subjects',
      classification: MARKING,
      manages,
      all: query.show === 'all',
      rows: requestRows(page.rows, counts, today),
      nextHref: address(page.next, false),
      previousHref: address(page.previous, true),
      empty: manages
        ? {
            title: query.show === 'all' ? 'No request has come' : 'No request is open',
            text: 'When somebody asks what your agency holds on them, or asks to have it put right, take the request in here.',
            action: { text: 'Take in a request', href: '/requests/new' },
          }
        : {
            title: 'No request waits for you',
            text: 'When a records manager names you for a request, it stands here and on your first page.',
          },
    })
  })

  const newForm = async (reply: FastifyReply, refused: Refused | null) =>
    reply.page('rooms/records/requests/pages/new.njk', {
      title: 'Take in a request',
      classification: MARKING,
      back: { text: 'Back to requests', href: '/requests' },
      rights: itemsOfWords(rightWords),
      channels: itemsOfWords(channelWords),
      values: refused?.values ?? {},
      errors: refused?.errors ?? {},
    })
  app.get(
    '/requests/new',
    { config: { operation: 'records.request.take-in.show', access: whoever.managesRecords } },
    (_request, reply) => newForm(reply, null),
  )
  app.post(
    '/requests/new',
    { config: { operation: 'records.request.take-in', access: whoever.managesRecords } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const input = formWithDates(request, takeInSchema, ['received_on'])
          const id = await request.perform((scope) => takeInRequest(scope, input))
          return reply.done(`/requests/${id}`, 'The request is taken in. Note next what showed who they are.')
        },
        (refused) => newForm(reply, refused),
      ),
  )
}
