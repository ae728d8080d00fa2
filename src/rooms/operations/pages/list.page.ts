/** The operations that somebody is in, and the registers of those who are in none. */
import type { FastifyInstance } from 'fastify'
import { highest } from '../../../design/highest-marking.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { operationPost } from '../../../wire/codes.ts'
import { listOperations } from '../read-operation.ts'
import { registerOfAgency, registerOfTaskForce } from '../windows.ts'
import { stateTag } from './words.ts'

/** Registers the pages. */
export function listPages(app: FastifyInstance): void {
  app.get(
    '/operations',
    { config: { operation: 'operations.operation.list', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { rows, taskForce } = await request.perform(async (scope) => ({
        rows: await listOperations(scope),
        taskForce: await scope.tx.one<{ of: boolean }>('select identity.viewer_is_of_task_force() as of'),
      }))
      const roles = request.signedIn?.roles
      const proposes = may(roles, 'proposesOperations')
      const accepts = may(roles, 'acceptsOperations')
      return reply.page('rooms/operations/pages/list.njk', {
        title: 'Operations',
        classification: highest(rows),
        intro: 'These are the operations that you are in. You cannot see any other.',
        caption: 'Operations that you are in',
        head: ['Operation', 'Lead agency', 'What you hold', 'Ends', 'How far'],
        rows: rows.map((row) => [
          {
            text: row.codename,
            href: `/operations/${row.id}`,
            detail: `${row.reference}, ${row.classification}`,
          },
          row.lead,
          row.posts.map((post) => operationPost[post]).join(', '),
          { day: row.endsOn },
          { tag: stateTag(row.state) },
        ]),
        empty: {
          title: 'You are in no operation',
          text: 'Whoever leads one proposes you, and a coordinator of your agency accepts it.',
          ...(proposes ? { action: { text: 'Propose an operation', href: '/operations/new' } } : {}),
        },
        links: [
          { text: 'What your people plan', href: '/operations/events' },
          { text: 'Requests to systems of record', href: '/system-requests' },
          { text: 'Debriefs', href: '/operations/debriefs' },
          ...(may(roles, 'readsContent') ? [{ text: 'Tasking: meetings and bids', href: '/tasking' }] : []),
          {
            text:
              taskForce.of && accepts
                ? 'The duty post: conflicts to ring about'
                : 'Conflicts of planned events',
            href: '/operations/conflicts',
          },
          ...(taskForce.of && accepts
            ? [{ text: 'The duty post: who works on the same', href: '/operations/interests/cards' }]
            : []),
          ...(proposes ? [{ text: 'Propose an operation', href: '/operations/new' }] : []),
          ...(accepts ? [{ text: 'What operations ask of our agency', href: '/operations/asked' }] : []),
          ...(accepts && taskForce.of
            ? [{ text: 'The task force’s register', href: '/operations/named' }]
            : []),
        ],
      })
    },
  )

  app.get(
    '/operations/register',
    { config: { operation: 'operations.operation.list-register', access: whoever.managesRecords } },
    async (request, reply) => {
      const rows = await request.perform(registerOfAgency)
      return reply.page('rooms/operations/pages/list.njk', {
        title: 'Register of operations',
        intro:
          'Operations that your agency leads: what each is called, how far it is, and when it is looked at again. A codename says nothing about the operation.',
        caption: 'Operations that the agency leads',
        head: ['Codename', 'Next review', 'How far'],
        rows: rows.map((row) => [row.codename, { day: row.nextReview }, { tag: stateTag(row.state) }]),
        empty: { title: 'Your agency leads no operation', text: 'An operation is here once it is proposed.' },
        links: [],
      })
    },
  )

  app.get(
    '/operations/named',
    { config: { operation: 'operations.operation.list-named', access: whoever.acceptsOperations } },
    async (request, reply) => {
      const rows = await request.perform(registerOfTaskForce)
      return reply.page('rooms/operations/pages/list.njk', {
        title: 'The task force’s register of operations',
        intro: 'Operations whose lead has said that they may be named here. There may be others.',
        caption: 'Operations that may be named',
        head: ['Codename', 'Lead agency', 'How far'],
        rows: rows.map((row) => [row.codename, row.lead, { tag: stateTag(row.state) }]),
        empty: {
          title: 'No operation is named',
          text: 'The lead of an operation says whether it is named here.',
        },
        links: [],
        back: { text: 'Back to operations', href: '/operations' },
      })
    },
  )
}
