/** The page that a person begins with: what waits for them, and what is new. */
import { highest } from '../../../design/highest-marking.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { isLookedAt, lookAt } from '../../../platform/identity/looked.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import type { RoomWaiting, WaitingItem } from '../../../platform/rooms/waiting.ts'
import { nextFor } from '../navigation.ts'
import { keepTallies, type Tallies } from '../tallies.ts'
import { groupTasks } from '../tasks.ts'

/**
 * Registers the page.
 * @param services - the database, what the rooms say, and the wakes, by which kept numbers are forgotten
 */
export function pages(app: FastifyInstance, { database, house, wakes }: RoomServices): void {
  const tallies = keepTallies()
  database.onWoken(tallies.forget)
  wakes.onWake(tallies.forget)

  app.get('/', { config: { operation: 'home.show', access: 'signed-in' } }, async (request, reply) => {
    const roles = request.signedIn?.roles ?? []
    const { newSince, tasks } = await request.perform(async (scope) => {
      const since = await lookAt(scope, 'home', isLookedAt(request))
      return { newSince: since, tasks: await waitingIn(scope, house.waiting, since, tallies) }
    })
    return reply.page('rooms/home/pages/home.njk', {
      title: 'Your work',
      groups: groupTasks(house.waitingKinds, tasks, newSince),
      nothing: tasks.length === 0,
      newSince,
      agency: request.signedIn?.agencyName,
      classification: highest(tasks),
      mayFile: may(roles, 'filesIntelligence'),
      next: nextFor(house.navigation, roles),
      roles,
    })
  })
}

/** What waits in each room, one room after the other: they share one transaction. */
async function waitingIn(
  scope: MemberScope,
  rooms: readonly RoomWaiting[],
  newSince: Date,
  tallies: Tallies,
): Promise<WaitingItem[]> {
  const remember = await tallies.of(scope)
  const all: WaitingItem[] = []
  for (const room of rooms) all.push(...(await room.list(scope, newSince, remember)))
  return all
}
