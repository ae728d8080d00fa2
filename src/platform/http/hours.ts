/**
 * What may be told of the public: by the hour, and not before the hour is over. A figure that moves when
 * somebody reports tells the second of it to whoever reads figures often.
 */

const HOUR = 3_600_000
const hourOf = (at: Date) => Math.floor(at.getTime() / HOUR)

/** More kinds than this are not told apart: what somebody sends must not fill the memory. */
const MOST_KINDS = 200

export type HourlyCount = {
  add: (kind: string) => void
  /** What was counted in hours that are over, by kind, since this was last asked. */
  take: () => Map<string, number>
}

/**
 * Counts by kind.
 * @param now - the node's clock
 * @returns `add` counts; `take` gives the counts of hours that are over, once
 */
export function countByHour(now: () => Date): HourlyCount {
  let hour = hourOf(now())
  let present = new Map<string, number>()
  let over = new Map<string, number>()
  const turn = () => {
    const at = hourOf(now())
    if (at === hour) return
    hour = at
    for (const [kind, count] of present) over.set(kind, (over.get(kind) ?? 0) + count)
    present = new Map()
  }
  return {
    add: (kind) => {
      turn()
      if (present.has(kind) || present.size < MOST_KINDS) present.set(kind, (present.get(kind) ?? 0) + 1)
    },
    take: () => {
      turn()
      const taken = over
      over = new Map()
      return taken
    },
  }
}

export type HourlyPeak = {
  see: (value: number) => void
  /** The highest value of the last hour that is over; 0 when nothing was seen in it. */
  read: () => number
}

/**
 * Remembers the highest value of each hour.
 * @param now - the node's clock
 * @returns `see` takes a value; `read` gives the peak of the hour before this one, 0 where there was none
 */
export function peakByHour(now: () => Date): HourlyPeak {
  let hour = hourOf(now())
  let present = 0
  let before = 0
  const turn = () => {
    const at = hourOf(now())
    if (at === hour) return
    before = at === hour + 1 ? present : 0
    present = 0
    hour = at
  }
  return {
    see: (value) => {
      turn()
      present = Math.max(present, value)
    },
    read: () => {
      turn()
      return before
    },
  }
}
