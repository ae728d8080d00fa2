/**
 * Bytes of files that are taken in an hour. They are one pot, so nobody may empty it: a network takes a part of what
 * the others have left, and a browser no more than its photographs need. They fill the database that all processes
 * have in common, so each has its part of the pot.
 */

const HOUR = 3_600_000

/** Whose bytes. `network`: as it is called this hour; `draft`: of one browser. Kept in memory for the hour. */
export type Sender = { network: string; draft: string }

export type FileShares = {
  /** May a file of this sender be begun? */
  hasRoom: (sender: Sender) => boolean
  count: (bytes: number, sender: Sender) => void
}

/**
 * Makes the shares of one process.
 * @param most - `bytes`: of all in an hour, at this process; `share`: of a network, in what the others have left; `draft`: bytes
 *   of one browser
 * @param now - milliseconds
 * @returns `hasRoom` asks whether a file may be begun; `count` adds bytes that have come
 */
export function newFileShares(
  most: { bytes: () => number; share: number; draft: number },
  now: () => number,
): FileShares {
  let hour = { at: 0, all: 0, networks: new Map<string, number>(), drafts: new Map<string, number>() }
  const thisHour = () => {
    const at = Math.floor(now() / HOUR)
    if (hour.at !== at) hour = { at, all: 0, networks: new Map(), drafts: new Map() }
    return hour
  }
  return {
    hasRoom: ({ network, draft }) => {
      const { all, networks, drafts } = thisHour()
      const own = networks.get(network) ?? 0
      return own < most.share * (most.bytes() - (all - own)) && (drafts.get(draft) ?? 0) < most.draft
    },
    count: (bytes, { network, draft }) => {
      const { networks, drafts } = thisHour()
      hour.all += bytes
      networks.set(network, (networks.get(network) ?? 0) + bytes)
      drafts.set(draft, (drafts.get(draft) ?? 0) + bytes)
    },
  }
}
