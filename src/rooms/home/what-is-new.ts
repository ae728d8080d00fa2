/** What is new to a person, from every room. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RoomWaiting, Waiting } from '../../platform/live/look.ts'
import type { RoomWaiting as WaitingDoor } from '../../platform/rooms/waiting.ts'

type RoomToAsk = Pick<WaitingDoor, 'ask'>

/**
 * Puts the numbers of the rooms side by side.
 * @param answers - one of each room that was asked
 * @returns the numbers by key, added up where two rooms count under one; `home` is what is new in all rooms; and one
 *   mark of all marks
 */
export function besideOneAnother(answers: readonly RoomWaiting[]): Waiting {
  const sums: Record<string, number> = {}
  for (const one of answers)
    for (const [key, number] of Object.entries(one.counts)) sums[key] = (sums[key] ?? 0) + number
  const { new: home = 0, ...counts } = sums
  return { counts: { ...counts, home }, mark: answers.map(({ mark }) => mark).join('; ') }
}

/**
 * Asks every room, in the person's own scope.
 * @param rooms - in which something may wait
 * @returns what is new and what waits, by key, and a mark of the newest
 */
export async function whatIsNew(scope: MemberScope, rooms: readonly RoomToAsk[]): Promise<Waiting> {
  const { answers } = await scope.tx.one<{ answers: RoomWaiting[] }>(
    `select jsonb_build_array(${rooms.map(({ ask }) => ask).join(', ')}) as answers`,
  )
  return besideOneAnother(answers)
}
