/** A concurrency limit: so many are inside at once, so many may wait, everybody else is told at once. */

export type ConcurrencyLimit = {
  /** @returns what to call on leaving; null when too many wait already */
  enter: () => Promise<(() => void) | null>
  inside: () => number
  waiting: () => number
}

/**
 * Makes a concurrency limit.
 * @param places - how many may be inside at the same time
 * @param most - how many may wait
 * @returns nobody is inside yet
 */
export function concurrencyLimit(places: number, most: number): ConcurrencyLimit {
  const queue: (() => void)[] = []
  let inside = 0
  const leave = () => {
    const next = queue.shift()
    // The place goes straight to the next one, so that nobody slips in between.
    if (next) next()
    else inside--
  }
  const once = (act: () => void) => {
    let done = false
    return () => {
      if (!done) act()
      done = true
    }
  }
  return {
    enter: async () => {
      if (inside < places) inside++
      else if (queue.length >= most) return null
      else await new Promise<void>((resolve) => queue.push(resolve))
      return once(leave)
    },
    inside: () => inside,
    waiting: () => queue.length,
  }
}
