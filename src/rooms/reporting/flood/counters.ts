/** What the desk is told about a flood: numbers of the last hour, of this process; nothing about anybody. */

export type FloodState = {
  /** since when reports are being shed or slowed; null when all is calm */
  since: Date | null
  acceptedLastHour: number
  shedLastHour: number
  slowedLastHour: number
  doubtfulLastHour: number
}

type Counted = 'accepted' | 'shed' | 'slowed' | 'doubtful'
type Minute = { at: number } & Record<Counted, number>

const MINUTE = 60_000
const MINUTES = 60
/** So long after the last one the flood is over. */
const CALM_MS = 10 * MINUTE

export type FloodCounters = {
  count: (what: Counted, now?: number) => void
  /** bytes of files taken this hour */
  bytes: (added: number, now?: number) => number
  state: (now?: number) => FloodState
}

export function newCounters(): FloodCounters {
  let minutes: Minute[] = []
  let began: number | null = null
  let last = 0
  let hour = { at: 0, bytes: 0 }
  const present = (now: number): Minute => {
    const at = Math.floor(now / MINUTE)
    const newest = minutes.at(-1)
    if (newest?.at === at) return newest
    const minute = { at, accepted: 0, shed: 0, slowed: 0, doubtful: 0 }
    minutes = [...minutes.filter((one) => one.at > at - MINUTES), minute]
    return minute
  }
  return {
    count: (what, now = Date.now()) => {
      present(now)[what] += 1
      if (what === 'accepted' || what === 'doubtful') return
      if (began === null || now - last > CALM_MS) began = now
      last = now
    },
    bytes: (added, now = Date.now()) => {
      const at = Math.floor(now / (MINUTES * MINUTE))
      if (hour.at !== at) hour = { at, bytes: 0 }
      hour.bytes += added
      return hour.bytes
    },
    state: (now = Date.now()) => {
      const since = Math.floor(now / MINUTE) - MINUTES
      const sum = (what: Counted) =>
        minutes.reduce((total, one) => (one.at > since ? total + one[what] : total), 0)
      return {
        since: began !== null && now - last <= CALM_MS ? new Date(began) : null,
        acceptedLastHour: sum('accepted'),
        shedLastHour: sum('shed'),
        slowedLastHour: sum('slowed'),
        doubtfulLastHour: sum('doubtful'),
      }
    },
  }
}
