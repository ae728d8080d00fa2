/** The jobs of all rooms, as the workers take them. */
import type { Schedule, Task, Loop } from '../jobs/worker.ts'
import { claim, claimed } from './fold-rooms.ts'
import type { Room } from './room.ts'
import type { RoomServices } from './services.ts'

export type HouseJobs = {
  tasks: Readonly<Record<string, Task>>
  /** names of those that may take hours */
  slow: readonly string[]
  schedule: readonly Schedule[]
  loops: readonly Loop[]
}

/** Jobs of the platform itself. */
export type PlatformJobs = {
  tasks: Readonly<Record<string, Task>>
  schedule: readonly Schedule[]
  loops?: readonly Loop[]
}

/**
 * Puts the jobs of the platform and of all rooms together.
 * @param rooms - in the order in which their jobs come
 * @param services - of this node, handed to each room that asks for them
 * @param platform - the jobs that are no room's, and when the clock starts them
 * @returns all jobs by name, which of them are slow, what the clock starts, and what begins again after its end
 * @throws Error when two rooms claim one job, or the clock is to start one that nobody has
 */
export function foldJobs(rooms: readonly Room[], services: RoomServices, platform: PlatformJobs): HouseJobs {
  const slow = rooms.flatMap(({ name, slowTasks }) =>
    Object.entries(slowTasks?.(services) ?? {}).map(claimed(name)),
  )
  const tasks = claim('job', [
    ...Object.entries(platform.tasks).map(claimed('the platform')),
    ...rooms.flatMap(({ name, tasks }) => Object.entries(tasks?.(services) ?? {}).map(claimed(name))),
    ...slow,
  ])
  const schedule = [...platform.schedule, ...rooms.flatMap(({ schedule = [] }) => schedule)]
  const loops = [...(platform.loops ?? []), ...rooms.flatMap(({ loops = [] }) => loops)]
  for (const { task } of [...schedule, ...loops])
    if (!tasks.has(task)) throw new Error(`The job "${task}" is to be started, and no room has it.`)
  return { tasks: Object.fromEntries(tasks), slow: slow.map(([, name]) => name), schedule, loops }
}
