/** Bids, and the meetings to which they go. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { queryOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { meetingId } from '../ids.ts'
import { listMeetings, type Meeting } from '../meetings.ts'
import { listBids, type Bid } from '../read-bids.ts'
import { BID_LISTS, bidTag, MEETING_KINDS } from '../words.ts'

const access = whoever.readsContent
const bidsQuery = z.object({
  list: z.enum(codesOf(BID_LISTS)).default('open').catch('open'),
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})
const meetingsQuery = z.object({
  before: meetingId.optional().catch(undefined),
  after: meetingId.optional().catch(undefined),
})

/** Registers both lists. */
export function listPages(app: FastifyInstance): void {
  app.get('/tasking', { config: { operation: 'operations.bid.list', access } }, async (request, reply) => {
    const { list, cursor, back } = queryOf(request, bidsQuery)
    const page = await request.perform((scope) => listBids(scope, { list, cursor, back: back === 'yes' }))
    const to = (at: string | null, goesBack: boolean) =>
      at === null
        ? undefined
        : `/tasking?${new URLSearchParams({ list, cursor: at, ...(goesBack ? { back: 'yes' } : {}) }).toString()}`
    return reply.page('rooms/operations/tasking/pages/list.njk', {
      title: 'Tasking',
      draftHref: may(request.signedIn?.roles, 'proposesOperations') ? '/tasking/bids/new' : undefined,
      classification: highest(page.rows),
      tabs: Object.entries(BID_LISTS).map(([key, text]) => ({
        ...{ text, href: key === 'open' ? '/tasking' : `/tasking?list=${key}`, here: key === list },
      })),
      rows: page.rows.map(bidRow),
      head: bidHead,
      olderHref: to(page.next, false),
      newerHref: to(page.previous, true),
    })
  })

  app.get(
    '/tasking/meetings',
    { config: { operation: 'operations.meeting.list', access } },
    async (request, reply) => {
      const at = queryOf(request, meetingsQuery)
      const page = await request.perform((scope) => listMeetings(scope, at))
      return reply.page('rooms/operations/tasking/pages/meetings.njk', {
        title: 'Tasking meetings',
        classification: highest(page.rows),
        back: { text: 'Back to tasking', href: '/tasking' },
        callHref: may(request.signedIn?.roles, 'acceptsOperations') ? '/tasking/meetings/new' : undefined,
        rows: page.rows.map(meetingRow),
        olderHref: page.older === null ? undefined : `/tasking/meetings?before=${page.older}`,
        newerHref: page.newer === null ? undefined : `/tasking/meetings?after=${page.newer}`,
      })
    },
  )
}

/** What stands above a list of bids. */
export const bidHead = ['Bid', 'Of', 'Meeting', 'State']

/** @returns a row of a list of bids */
export const bidRow = (one: Bid) => [
  {
    text: one.problem.length > 160 ? `${one.problem.slice(0, 159)}…` : one.problem,
    href: `/tasking/bids/${one.id}`,
    detail: one.classification,
  },
  { text: one.agency, detail: one.author },
  { text: ukDate(one.meetingOn), detail: `${MEETING_KINDS[one.meetingKind]}, ${one.holder}` },
  { tag: bidTag(one.state) },
]

const meetingRow = (one: Meeting) => [
  { text: ukDate(one.onDay), href: `/tasking/meetings/${one.id}`, hidden: one.agency },
  { text: MEETING_KINDS[one.kind], detail: one.classification },
  one.agency,
  one.state === 'held'
    ? { tag: { text: 'Held', colour: 'grey' } }
    : { tag: { text: 'Planned', colour: 'blue' } },
]
