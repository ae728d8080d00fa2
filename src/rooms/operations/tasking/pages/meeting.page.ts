/** A tasking meeting: calling it, reading it with its bids, and saying that it was held. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { fieldErrors } from '../../../../platform/http/field-errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import {
  formOf,
  typedList,
  typedNumber,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { classification } from '../../../../wire/codes.ts'
import type { AgencyId } from '../../../../wire/ids.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { heldSchema, LONGEST, parseMeeting, type NewMeeting } from '../bid.ts'
import { meetingPath } from '../ids.ts'
import { callMeeting, holdMeeting, mayHold, readMeeting } from '../meetings.ts'
import { listBids } from '../read-bids.ts'
import { MEETING_KINDS } from '../words.ts'
import { bidHead, bidRow } from './list.page.ts'

const at = '/tasking/meetings/:meeting'
const reads = whoever.readsContent
const holds = whoever.acceptsOperations
const bidsQuery = z.object({
  cursor: z.string().max(300).optional(),
  back: z.literal('yes').optional().catch(undefined),
})

/** Registers the pages and their forms. */
export function meetingPages(app: FastifyInstance): void {
  app.get(
    '/tasking/meetings/new',
    { config: { operation: 'operations.meeting.show-call', access: holds } },
    (request, reply) => showCall(request, reply, null),
  )
  app.post(
    '/tasking/meetings/new',
    { config: { operation: 'operations.meeting.call', access: holds } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const id = await request.perform((scope) =>
            callMeeting(scope, readCall(typed, londonDay(scope.now))),
          )
          return await reply.done(`/tasking/meetings/${id}`, 'Called. Whoever sits in it can bid.')
        },
        (refused) => showCall(request, reply, refused),
      ),
  )
  app.get(at, { config: { operation: 'operations.meeting.read', access: reads } }, show)
  app.get(
    `${at}/held`,
    { config: { operation: 'operations.meeting.show-hold', access: holds } },
    (request, reply) => showHold(request, reply, null),
  )
  app.post(
    `${at}/held`,
    { config: { operation: 'operations.meeting.hold', access: holds } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { meeting } = pathOf(request, meetingPath)
          const typed = formOf(request)
          const posts = (typedText(typed, 'posts_present') ?? '')
            .split(/\r?\n/)
            .map((one) => one.trim())
            .filter((one) => one !== '')
          const read = heldSchema.safeParse({ posts })
          if (!read.success)
            throw invalid({ posts_present: Object.values(fieldErrors(read.error))[0] ?? 'Enter the posts' })
          await request.perform((scope) =>
            holdMeeting(scope, meeting, typedNumber(typed, 'revision'), read.data.posts),
          )
          return await reply.done(`/tasking/meetings/${meeting}`, 'Noted. It takes no more bids.')
        },
        (refused) => showHold(request, reply, refused),
      ),
  )
}

/** @throws invalid by the field */
function readCall(typed: Typed, today: string): NewMeeting {
  const fault = faultOfDate(typed, 'on_day', 'The day')
  const read = parseMeeting(
    {
      ...{ kind: typedText(typed, 'kind'), on_day: readDateField(typed, 'on_day') },
      ...{ classification: typedText(typed, 'classification'), chair_post: typedText(typed, 'chair_post') },
      agencies: numbersOf(typedList(typed, 'agencies')),
    },
    today,
  )
  const fields = {
    ...('fields' in read ? read.fields : {}),
    ...(fault === undefined ? {} : { on_day: fault }),
  }
  if ('fields' in read || fault !== undefined) throw invalid(fields)
  return read.meeting
}

/**
 * Reads numbers of agencies from boxes that are ticked.
 * @param ticked - as they were sent
 * @returns what is no number as 0, which no agency has
 */
export const numbersOf = (ticked: readonly string[]): number[] => [
  ...new Set(ticked.filter((one) => one !== '').map((one) => (/^[1-9]\d{0,8}$/.test(one) ? Number(one) : 0))),
]

async function showCall(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const agencies = await request.perform((scope) =>
    scope.tx.many<{ id: AgencyId; name: string }>(
      'select id, name from identity.agency where id <> identity.viewer_agency() order by name limit 500',
    ),
  )
  return await reply.page('rooms/operations/tasking/pages/call.njk', {
    title: 'Call a tasking meeting',
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back: { text: 'Back to the meetings', href: '/tasking/meetings' },
    kinds: Object.entries(MEETING_KINDS).map(([value, text]) => ({ value, text })),
    classifications: Object.entries(classification).map(([value, text]) => ({ value, text })),
    agencies: agencies.map(({ id, name }) => ({ value: String(id), text: name })),
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { meeting: id } = pathOf(request, meetingPath)
  const { cursor, back } = queryOf(request, bidsQuery)
  const { meeting, seats, bids, own } = await request.perform(async (scope) => ({
    ...(await readMeeting(scope, id)),
    bids: await listBids(scope, { meeting: id, cursor, back: back === 'yes' }),
    own: scope.actor.agencyId,
  }))
  const to = (place: string | null, goesBack: boolean) =>
    place === null
      ? undefined
      : `/tasking/meetings/${id}?${new URLSearchParams({ cursor: place, ...(goesBack ? { back: 'yes' } : {}) }).toString()}`
  return await reply.page('rooms/operations/tasking/pages/meeting.njk', {
    title: MEETING_KINDS[meeting.kind],
    caption: `${meeting.agency}, ${ukDate(meeting.onDay)}`,
    classification: highest([meeting, ...bids.rows]),
    back: { text: 'Back to the meetings', href: '/tasking/meetings' },
    tag: meeting.state === 'held' ? { text: 'Held', colour: 'grey' } : { text: 'Planned', colour: 'blue' },
    facts: [
      { key: 'Chair', text: meeting.chairPost },
      { key: 'Who sits in it', text: seats.map(({ name }) => name).join(', ') },
      ...(meeting.postsPresent === null
        ? []
        : [{ key: 'Posts that were there', text: meeting.postsPresent.join('\n') }]),
    ],
    draftHref: meeting.takesBids ? `/tasking/bids/new?meeting=${id}` : undefined,
    heldHref:
      meeting.agencyId === own &&
      meeting.state === 'planned' &&
      may(request.signedIn?.roles, 'acceptsOperations')
        ? `/tasking/meetings/${id}/held`
        : undefined,
    head: bidHead,
    rows: bids.rows.map(bidRow),
    olderHref: to(bids.next, false),
    newerHref: to(bids.previous, true),
  })
}

async function showHold(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { meeting: id } = pathOf(request, meetingPath)
  const meeting = await request.perform(async (scope) => {
    const read = await readMeeting(scope, id)
    if (read.meeting.agencyId !== scope.actor.agencyId) throw notFound()
    mayHold(scope)
    return read.meeting
  })
  return await reply.page('rooms/operations/tasking/pages/held.njk', {
    title: 'The meeting was held',
    caption: `${MEETING_KINDS[meeting.kind]}, ${ukDate(meeting.onDay)}`,
    classification: meeting.classification,
    back: { text: 'Back to the meeting', href: `/tasking/meetings/${id}` },
    longest: LONGEST,
    values: { ...refused?.values, revision: meeting.revision },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
