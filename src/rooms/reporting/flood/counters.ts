/**
 * What the desk is told about a flood: numbers of hours that are over; nothing about anybody. Each process counts
 * for itself, and ./state.ts puts them together.
 * They are of all desks together, so a number that grew as reports come would tell one desk, and whoever looks
 * over its shoulder, when somebody reported to another.
 */

export type FloodState = {
  /** the hour since which reports are being shed or slowed; null when all is calm */
  since: Date | null
  /** Is it worth a word to the desk? Many were slowed or one was shed, of late. */
  flood: boolean
  /** a full hour of it is over: the numbers below are of the flood, and not of the calm before it */
  counted: boolean
  /** in the last hour of the clock that is over */
  acceptedLastHour: number
  shedLastHour: number
  slowedLastHour: number
  doubtfulLastHour: number
}

type Counted = 'accepted' | 'shed' | 'slowed' | 'doubtful'
type Minute = { at: number } & Record<Counted, number>

const MINUTE = 60_000
const MINUTES = 60
const HOUR = MINUTES * MINUTE
/** A few senders who were asked to wait are no flood; one that was turned away is worth a word. */
const MANY_SLOWED = 10
/** So long after the last one the flood is over. */
const CALM_MS = 10 * MINUTE

export type FloodCounters = {
  count: (what: Counted, now?: number) => void
  state: (now?: number) => FloodState
}

/**
 * Makes counters of which nothing has been counted.
 * @returns `count` counts; `state` says what may be told of hours that are over
 */
export function newCounters(): FloodCounters {
  let minutes: Minute[] = []
  let began: number | null = null
  let last = 0
  const present = (now: number): Minute => {
    const at = Math.floor(now / MINUTE)
    const newest = minutes.at(-1)
    if (newest?.at === at) return newest
    const minute = { at, accepted: 0, shed: 0, slowed: 0, doubtful: 0 }
    minutes = [...minutes.filter((one) => one.at > at - 2 * MINUTES), minute]
    return minute
  }
  return {
    count: (what, now = Date.now()) => {
      present(now)[what] += 1
      if (what === 'accepted' || what === 'doubtful') return
      if (began === null || now - last > CALM_MS) began = now
      last = now
    },
    state: (now = Date.now()) => {
      const sum = (what: Counted, from: number, to: number) =>
        minutes.reduce((total, one) => (one.at >= from && one.at < to ? total + one[what] : total), 0)
      const present = Math.floor(now / MINUTE)
      const lately = (what: Counted) => sum(what, present - MINUTES + 1, present + 1)
      const hour = Math.floor(now / HOUR) * MINUTES
      const lastHour = (what: Counted) => sum(what, hour - MINUTES, hour)
      const goesOn = began !== null && now - last <= CALM_MS
      return {
        since: goesOn && began !== null ? new Date(Math.floor(began / HOUR) * HOUR) : null,
        flood: goesOn && (lately('shed') > 0 || lately('slowed') >= MANY_SLOWED),
        counted: goesOn && began !== null && began < hour * MINUTE,
        acceptedLastHour: lastHour('accepted'),
        shedLastHour: lastHour('shed'),
        slowedLastHour: lastHour('slowed'),
        doubtfulLastHour: lastHour('doubtful'),
      }
    },
  }
}
