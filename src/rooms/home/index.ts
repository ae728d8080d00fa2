/** Home: what waits for me, from every room. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import type { Frame } from '../../platform/http/types.ts'
import { looksAgain } from '../../platform/http/looks-again.ts'
import { isLookedAt, lookAt } from '../../platform/identity/looked.ts'
import type { WhatWaits } from '../../platform/live/look.ts'
import { coastTasks } from '../coast/index.ts'
import { deconflictionTasks } from '../matches/index.ts'
import { intelligenceTasks } from '../intelligence/index.ts'
import { peopleTasks } from '../people/index.ts'
import { reportingTasks } from '../reporting/index.ts'
import { navigationFor } from './navigation.ts'
import type { Tallies } from './tallies.ts'
import { groupTasks, type HomeTask } from './tasks.ts'
import { besideOneAnother, whatIsNew } from './what-is-new.ts'

export { mailClockwork, mailTasks } from './mail.ts'
export { keepTallies } from './tallies.ts'

/**
 * Where something may wait: each publishes `waiting()` in its schema. (`identity` is the room of people.) Most of an answer
 * is the same for all who see the same: a room says so by `shared()`, or by `alike()` and `told()` as `reporting.alike()`
 * does (db/code/reporting/waiting.sql).
 */
const ROOMS = ['intelligence', 'deconfliction', 'reporting', 'coast', 'identity'] as const

/** What the live stream asks and compares: the numbers of the navigation, and a mark of the newest of all that waits. */
export const whatWaits: WhatWaits = { rooms: ROOMS, read: besideOneAnother }

/** The navigation line with what is new in each room; asked once a page. */
export async function navigation(request: FastifyRequest): Promise<Frame['navigation']> {
  const who = request.signedIn
  // A page that looks again by itself takes its regions from the answer; the numbers have come by the stream.
  if (!who || looksAgain(request)) return []
  const { counts } = await request.perform(whatIsNew)
  const path = request.url.split('?')[0] ?? '/'
  return navigationFor(who.roles, counts, path)
}

async function tasksOf(scope: MemberScope, newSince: Date, tallies: Tallies): Promise<HomeTask[]> {
  const remember = await tallies.of(scope)
  return [
    ...(await intelligenceTasks(scope, remember)),
    ...(await deconflictionTasks(scope, newSince, remember)),
    ...(await reportingTasks(scope)),
    ...(await coastTasks(scope)),
    ...(await peopleTasks(scope)),
  ]
}

/** The pages of this room. @param tallies - one for each node */
export const pages =
  (tallies: Tallies) =>
  (app: FastifyInstance): void => {
    app.get('/', { config: { operation: 'home.show', access: 'signed-in' } }, async (request, reply) => {
      const { newSince, tasks } = await request.perform(async (scope) => {
        const since = await lookAt(scope, 'home', isLookedAt(request))
        return { newSince: since, tasks: await tasksOf(scope, since, tallies) }
      })
      const readsContent = request.signedIn?.roles.some((role) =>
        ['intelligence_officer', 'analyst', 'coordinator', 'triage_officer'].includes(role),
      )
      return reply.page('rooms/home/pages/home.njk', {
        title: 'Your work',
        groups: groupTasks(tasks, newSince),
        nothing: tasks.length === 0,
        newSince,
        agency: request.signedIn?.agencyName,
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
