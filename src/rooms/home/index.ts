/** Home: what waits for me, from every room. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import type { Waiting } from '../../platform/live/stream.ts'
import { coastTasks } from '../coast/index.ts'
import { deconflictionCounts, deconflictionTasks, latestWord } from '../deconfliction/index.ts'
import { intelligenceCounts, intelligenceTasks, latestArrival } from '../intelligence/index.ts'
import { peopleTasks } from '../people/index.ts'
import { queueMark, reportingCounts, reportingTasks } from '../reporting/index.ts'
import { navigationFor } from './navigation.ts'
import { listTasks, type HomeTask } from './tasks.ts'

/** The navigation line with what waits in each room; asked once a page. */
export async function navigation(request: FastifyRequest): Promise<Frame['navigation']> {
  const who = request.signedIn
  if (!who) return []
  const counts = await request.perform(countsOf)
  const path = request.url.split('?')[0] ?? '/'
  return navigationFor(who.roles, counts, path)
}

async function countsOf(scope: MemberScope): Promise<Record<string, number>> {
  return {
    ...(await intelligenceCounts(scope)),
    ...(await deconflictionCounts(scope)),
    ...(await reportingCounts(scope)),
  }
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

/** What the live stream compares: a mark that changes when anything that waits for this person does. */
export async function waiting(scope: MemberScope): Promise<Waiting> {
  const counts = await countsOf(scope)
  const tasks = await tasksOf(scope)
  const latest = await latestArrival(scope)
  const queue = await queueMark(scope)
  const word = await latestWord(scope)
  const mark = createHash('sha256')
    .update(
      JSON.stringify([counts, tasks.map((task) => [task.kind, task.href, task.since]), latest, queue, word]),
    )
    .digest('base64url')
  return { counts, mark }
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
