/** Meetings: the list, one of them with its agenda, and the forms that plan, move, cancel and hold it. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { bodyOf, idPath, pathOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { daysAfter, londonDay } from '../../../platform/london-day.ts'
import { listInspections } from '../inspections/inspection-store.ts'
import * as hold from '../meetings/hold-meeting.ts'
import { listMeetings, listOpenPromises } from '../meetings/meeting-store.ts'
import { formPages, noPath } from './form.ts'
import { meetingView, promiseItem, stateTag } from './meeting.view.ts'
import { yesNo } from './words.ts'

const to = (id: string) => `/oversight/meetings/${id}`
const access = whoever.oversees

/** Registers the pages of meetings. */
export function meetingPages(app: FastifyInstance): void {
  app.get(
    '/oversight/meetings',
    { config: { operation: 'oversight.meeting.list', access: whoever.readsOversight } },
    async (request, reply) => {
      const { meetings, promises, plans } = await request.perform(async (scope) => ({
        meetings: await listMeetings(scope, 100),
        promises: await listOpenPromises(scope, 100),
        plans: may(scope.actor.roles, 'oversees') && (await hold.listHeld(scope)).length > 0,
      }))
      return await reply.page('rooms/oversight/pages/meetings.njk', {
        title: 'Meetings',
        back: { text: 'Back to oversight', href: '/oversight' },
        plans,
        promises: promises.map((one) =>
          plans ? promiseItem(one) : { ...promiseItem(one), href: undefined },
        ),
        rows: meetings.map((one) => [
          { text: ukDate(one.onDay), href: to(one.id) },
          plans ? one.agencyName : one.bodyName,
          one.reference,
          { tag: stateTag(one) },
        ]),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/meetings/new', operation: 'oversight.meeting.plan', access },
    ...{ pathSchema: noPath, schema: hold.planSchema, dates: ['onDay'] },
    view: async (scope) => {
      const held = await hold.listHeld(scope)
      const inspections = await listInspections(scope)
      const last = (await listMeetings(scope, 1))[0]
      return {
        title: 'Plan a meeting',
        intro: ['Its agenda writes itself, by your areas, from what is late, at risk, changed or promised.'],
        fields: [
          { kind: 'radios', options: { name: 'agencyId', label: 'With whom?', items: held.map(({ id, name }) => ({ value: String(id), text: name })) } },
          { kind: 'select', options: { name: 'inspectionId', label: 'About which inspection?', items: inspections.map(({ id, reference, title }) => ({ value: id, text: `${reference}: ${title}`.slice(0, 90) })) } },
          { kind: 'date', options: { name: 'onDay', label: 'On which day?' } },
        ],
        submit: 'Plan it',
        cancel: '/oversight/meetings',
        values: {
          agencyId: held.length === 1 ? String(held[0]?.id) : '',
          inspectionId: last?.inspectionId ?? inspections[0]?.id ?? '',
          onDay: daysAfter(last?.onDay ?? londonDay(scope.now), 7),
        },
      }
    }, // prettier-ignore
    send: async (scope, input) => ({
      to: to(await hold.planMeeting(scope, input)),
      said: 'The meeting is planned.',
    }),
  })

  app.get(
    '/oversight/meetings/:id',
    { config: { operation: 'oversight.meeting.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { whole, own } = await request.perform(async (scope) => {
        const read = await hold.readMeeting(scope, id)
        return { whole: read, own: read.meeting.bodyId === scope.actor.agencyId }
      })
      return await reply.page('rooms/oversight/pages/meeting.njk', {
        title: `Meeting of ${ukDate(whole.meeting.onDay)}`,
        back: { text: 'Back to meetings', href: '/oversight/meetings' },
        ...meetingView(whole, own),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/meetings/:id/move', operation: 'oversight.meeting.move', access },
    ...{ pathSchema: idPath, schema: hold.moveSchema, dates: ['onDay'] },
    view: async (scope, { id }) => {
      const meeting = await hold.ownMeeting(scope, id)
      return {
        title: 'Move the meeting',
        caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
        fields: [
          { kind: 'date', options: { name: 'onDay', label: 'To which day?' } },
          { kind: 'input', options: { name: 'why', label: 'Why?' } },
        ],
        submit: 'Move it',
        cancel: to(id),
        values: { version: meeting.version, onDay: meeting.onDay },
      }
    },
    send: async (scope, input, { id }) => {
      await hold.moveMeeting(scope, id, input)
      return { to: to(id), said: 'The meeting is moved.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/meetings/:id/cancel', operation: 'oversight.meeting.cancel', access },
    ...{ pathSchema: idPath, schema: hold.cancelSchema },
    view: async (scope, { id }) => {
      const meeting = await hold.ownMeeting(scope, id)
      return {
        title: 'Cancel the meeting?',
        caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
        intro: ['Promises that are open come back at the next one.'],
        fields: [{ kind: 'input', options: { name: 'why', label: 'Why?' } }],
        submit: 'Cancel the meeting',
        cancel: to(id),
        values: { version: meeting.version },
      }
    },
    send: async (scope, input, { id }) => {
      await hold.cancelMeeting(scope, id, input)
      return { to: '/oversight/meetings', said: 'The meeting is cancelled.' }
    },
  })

  app.post(
    '/oversight/meetings/:id/held',
    { config: { operation: 'oversight.meeting.hold', access } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { version } = bodyOf(
        request,
        z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) }),
      )
      await request.perform((scope) => hold.holdMeeting(scope, id, version))
      return reply.done(to(id), 'The meeting is noted as held.')
    },
  )

  formPages(app, {
    ...{ path: '/oversight/meetings/:id/minutes', operation: 'oversight.meeting.minutes', access },
    ...{ pathSchema: idPath, schema: hold.minutesSchema, body: 'large' },
    view: async (scope, { id }) => {
      const meeting = await hold.ownMeeting(scope, id)
      return {
        title: 'Write the minutes',
        caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
        intro: ['Put no intelligence here.'],
        fields: [
          { kind: 'textarea', options: { name: 'minutes', label: 'Minutes', rows: 15, maxlength: 60_000, threshold: 90 } },
          { kind: 'radios', options: { name: 'publish', label: 'Publish them?', hint: 'They stand on the public page when it is on and the meeting was held', items: yesNo, inline: true } },
        ],
        submit: 'Save',
        cancel: to(id),
        values: { version: meeting.version, minutes: meeting.minutes, publish: meeting.minutesPublic ? 'yes' : 'no' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await hold.writeMinutes(scope, id, input)
      return { to: to(id), said: 'The minutes are saved.' }
    },
  })
}
