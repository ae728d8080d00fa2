/** Home: what waits for me, from every room. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import type { RoomWaiting, Waiting, WhatWaits } from '../../platform/live/look.ts'
import { coastTasks } from '../coast/index.ts'
import { deconflictionTasks } from '../deconfliction/index.ts'
import { intelligenceTasks } from '../intelligence/index.ts'
import { peopleTasks } from '../people/index.ts'
import { reportingTasks } from '../reporting/index.ts'
import { navigationFor } from './navigation.ts'
import { listTasks, type HomeTask } from './tasks.ts'

/** Where something may wait: each publishes `waiting()` in its schema. (`identity` is the room of people.) */
const ROOMS = ['intelligence', 'deconfliction', 'reporting', 'coast', 'identity'] as const

const read = (answers: readonly RoomWaiting[]): Waiting => ({
  counts: Object.assign({}, ...answers.map(({ counts }) => counts)) as Waiting['counts'],
  mark: answers.map(({ mark }) => mark).join('; '),
})

/** What the live stream asks and compares: the numbers of the navigation, and a mark of all that waits. */
export const whatWaits: WhatWaits = { rooms: ROOMS, read }

/** The navigation line with what waits in each room; asked once a page. */
export async function navigation(request: FastifyRequest): Promise<Frame['navigation']> {
  const who = request.signedIn
  if (!who) return []
  const counts = await request.perform(countsOf)
  const path = request.url.split('?')[0] ?? '/'
  return navigationFor(who.roles, counts, path)
}

async function countsOf(scope: MemberScope): Promise<Record<string, number>> {
  const { answers } = await scope.tx.one<{ answers: RoomWaiting[] }>(
    `select jsonb_build_array(intelligence.waiting(), deconfliction.waiting(), reporting.waiting(), coast.waiting(),
       identity.waiting()) as answers`,
  )
  return read(answers).counts
}

async function tasksOf(scope: MemberScope): Promise<HomeTask[]> {
  return [
    ...(await intelligenceTasks(scope)),
    ...(await deconflictionTasks(scope)),
    ...(await reportingTasks(scope)),
    ...(await coastTasks(scope)),
    ...(await peopleTasks(scope)),
  ]
}

export function pages(app: FastifyInstance): void {
  app.get('/', { config: { operation: 'home.show', access: 'signed-in' } }, async (request, reply) => {
    const tasks = await request.perform(tasksOf)
    const readsContent = request.signedIn?.roles.some((role) =>
      ['intelligence_officer', 'analyst', 'coordinator', 'triage_officer'].includes(role),
    )
    return reply.page('rooms/home/pages/home.njk', {
      title: 'What waits for you',
      lines: listTasks(tasks),
      classification: highest(tasks),
      mayFile: readsContent,
      next: nextFor(request.signedIn?.roles ?? []),
      roles: request.signedIn?.roles,
    })
  })
}

/** Where a person with nothing to do may turn to. */
function nextFor(roles: readonly Role[]): { text: string; href: string } {
  if (roles.some((role) => ['intelligence_officer', 'analyst', 'coordinator'].includes(role)))
    return { text: 'Search what you may read', href: '/search' }
  if (roles.includes('records_manager')) return { text: 'Read the ledger', href: '/ledger' }
  if (roles.includes('administrator')) return { text: 'See your agency’s people', href: '/people' }
  return { text: 'See the partners’ desks', href: '/desks' }
}

const highest = (tasks: readonly HomeTask[]) =>
  tasks.some((task) => task.classification === 'OFFICIAL-SENSITIVE') ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
