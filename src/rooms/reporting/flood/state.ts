/** Is there a flood? What the desk's pages read: of all processes together. */
import { z } from 'zod'
import { floodHere } from './admit.ts'
import type { FloodState } from './counters.ts'
import { others } from './shared.ts'

export type { FloodState } from './counters.ts'

const stateShape: z.ZodType<FloodState> = z.object({
  since: z.coerce.date().nullable(),
  flood: z.boolean(),
  counted: z.boolean(),
  acceptedLastHour: z.number(),
  shedLastHour: z.number(),
  slowedLastHour: z.number(),
  doubtfulLastHour: z.number(),
})

/**
 * What this process alone has counted: it tells the others.
 * @returns numbers of hours that are over
 */
export const ownFlood = (): FloodState => floodHere()

/**
 * The floods of all processes as one.
 * @returns numbers of hours that are over, of all processes
 */
export function floodState(): FloodState {
  return others()
    .flatMap((said) => stateShape.safeParse(said).data ?? [])
    .reduce(together, floodHere())
}

/**
 * Two processes' floods as one: it began with the first of them, and each number is of both.
 * @param one - what one process counted
 * @param other - what another counted
 * @returns both as one
 */
export function together(one: FloodState, other: FloodState): FloodState {
  const begun = [one.since, other.since].filter((since) => since !== null)
  return {
    since: begun.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    flood: one.flood || other.flood,
    counted: one.counted || other.counted,
    acceptedLastHour: one.acceptedLastHour + other.acceptedLastHour,
    shedLastHour: one.shedLastHour + other.shedLastHour,
    slowedLastHour: one.slowedLastHour + other.slowedLastHour,
    doubtfulLastHour: one.doubtfulLastHour + other.doubtfulLastHour,
  }
}
