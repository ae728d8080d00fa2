/** A planned event, the list of them, and what is done with one. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../../design/highest-marking.ts'
import { ukDateTime } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { readDateField } from '../../../../design/fields.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { typedList, typedText } from '../../../../platform/http/typed-form.ts'
import { readLocalTime } from '../../../../library/planned-events/index.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { listConflicts, standingOf } from '../conflicts.ts'
import { plannedPath, type ConflictId } from '../ids.ts'
import { EVENT_LISTS, listEvents, readEvent, type PlannedEvent } from '../list-events.ts'
import { agreeSilence, noteRing, sayGo, standDown } from '../lodge-event.ts'
import { LONGEST_OF_EVENT } from '../planned-event.ts'
import { conflictHead, conflictRow, eventHead, eventRow, eventView, headingOf } from './event.view.ts'
import { formOfEvent, inOperations, typedWords } from './form-of-event.ts'
import { cursorQuery, pagesBeside, placeOfQuery } from './list-pages.ts'

const listQuery = z.object({
  list: z.enum(codesOf(EVENT_LISTS)).default('live').catch('live'),
  ...cursorQuery,
})

const isLive = ({ state }: PlannedEvent) => state === 'lodged' || state === 'changed'

/** Registers them. */
export function eventPages(app: FastifyInstance): void {
  app.get('/operations/events', inOperations('operations.planned-event.list'), async (request, reply) => {
    const { list, ...at } = queryOf(request, listQuery)
    const page = await request.perform((scope) => listEvents(scope, { list, ...placeOfQuery(at) }))
    return await reply.page('rooms/operations/conflicts/pages/events.njk', {
      title: 'Planned events',
      classification: highest(page.rows),
      head: eventHead,
      rows: page.rows.map(eventRow),
      ...pagesBeside('/operations/events', EVENT_LISTS, list, page),
    })
  })

  app.get(
    '/operations/events/:planned',
    inOperations('operations.planned-event.read'),
    async (request, reply) => {
      const { planned } = pathOf(request, plannedPath)
      const { event, conflicts, me } = await request.perform(async (scope) => ({
        event: await readEvent(scope, planned),
        conflicts: await listConflicts(scope, { list: 'all', of: planned }),
        me: scope.actor.personId,
      }))
      return await reply.page('rooms/operations/conflicts/pages/event.njk', {
        classification: event.classification,
        back: { text: 'Planned events', href: '/operations/events' },
        ...eventView(event, me),
        conflictHead,
        conflicts: conflicts.rows.map(conflictRow),
        moreHref: conflicts.next === null ? null : `/operations/conflicts?list=all&event=${planned}`,
      })
    },
  )

  app.post('/operations/events/:planned/agree', inOperations('operations.planned-event.agree-silence'), async (request, reply) => {
    const { planned } = pathOf(request, plannedPath)
    await request.perform((scope) => agreeSilence(scope, planned))
    return reply.done(`/operations/events/${planned}`, 'Agreed. The event is lodged, and silent.')
  }) // prettier-ignore

  formOfEvent(app, {
    at: 'stand-down',
    operations: ['operations.planned-event.show-stand-down', 'operations.planned-event.stand-down'],
    template: 'stand-down.njk',
    title: 'Stand down a planned event',
    for: isLive,
    send: async (scope, id, typed) => {
      await standDown(scope, id, typedWords(typed, 'reason', LONGEST_OF_EVENT.reason, null))
      return 'Stood down.'
    },
  })

  formOfEvent(app, {
    at: 'ring',
    operations: ['operations.planned-event.show-ring', 'operations.planned-event.ring'],
    template: 'ring.njk',
    title: 'When was the duty post rung?',
    for: (event) => isLive(event) || event.state === 'draft',
    send: async (scope, id, typed) => {
      const at = readLocalTime(
        readDateField(typed, 'day') ?? '',
        typedText(typed, 'time') ?? '',
        'Europe/London',
        'first',
      )
      if ('fault' in at) throw invalid({ time: at.fault })
      const answered = typedWords(typed, 'answered', 200, 'Say who answered: a post, and no name') ?? ''
      await noteRing(scope, id, { at, answered })
      return 'Noted.'
    },
  })

  formOfEvent(app, {
    at: 'go',
    operations: ['operations.planned-event.show-go', 'operations.planned-event.go'],
    template: 'go.njk',
    title: 'Say go',
    for: (event) =>
      isLive(event) && event.group === 'enforcement' && event.goAt === null && event.rungAt !== null,
    more: async (scope, event) => ({
      conflicts: (await standingOf(scope, event.id)).map((one) => ({
        value: one.id,
        text: headingOf(one),
      })),
      rung: `${ukDateTime(event.rungAt)}, ${event.rungAnswered ?? ''}`,
    }),
    send: async (scope, id, typed) => {
      const reason = typedWords(typed, 'reason', LONGEST_OF_EVENT.reason, 'Say why it goes') ?? ''
      const decision = typedWords(typed, 'decision', 100, null)
      const known = new Set((await standingOf(scope, id)).map((one) => String(one.id)))
      const named = typedList(typed, 'named').filter((one): one is ConflictId => known.has(one))
      await sayGo(scope, id, { reason, decision, named })
      return 'Go.'
    },
  })
}
