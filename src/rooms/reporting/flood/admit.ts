/**
 * Who is let in to send a report. In order: a node at its limit sheds at once; a network that is fast, or a
 * busy node, asks a browser with script for some work and lets one without wait in the slow lane.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { hasFree } from '../../../platform/free-disk.ts'
import { newFileShares, type Sender } from './file-shares.ts'
import { doubtsOf } from './form-marks.ts'
import * as limits from './limits.ts'
import { newNetworks, newUnderWay } from './networks.ts'
import { isProof, newChallenge } from './proof-of-work.ts'
import { newCounters, type FloodState } from './counters.ts'
import { processes } from './shared.ts'

export { formMarks, HONEYPOT } from './form-marks.ts'

export type Admission =
  | { pass: true; doubts: string[]; leave: () => void }
  | { pass: false; why: 'prove'; challenge: object }
  | { pass: false; why: 'shed'; retryAfter: number }

export type FloodControl = {
  /** Is the node, or the slow lane of this address, so full that even reading a body is too much? */
  full: (address: string) => boolean
  /** A body is awaited from now on: call what is returned when it is here. Null: too many of its network are. */
  awaitBody: (address: string) => (() => void) | null
  /** A request whose body is here is being answered from now on; call what is returned when it is. */
  enterRoute: () => () => void
  /** Counts a request that was shed before it was read. */
  countShed: () => void
  admit: (request: {
    address: string
    values: Record<string, unknown>
    script: boolean
  }) => Promise<Admission>
  /**
   * May somebody begin to write? A network that begins very many waits its turn; false when too many wait, or
   * the disk is nearly full. `folder`: as below.
   */
  mayBegin: (address: string, folder: string | null) => Promise<boolean>
  /** May files be taken now? Words are always taken. `folder`: any on the disk that fills, if it is here. */
  roomForFiles: (sender: Sender, folder: string | null) => Promise<boolean>
  /** The network of an address under this hour's key, to share out turns by. */
  networkName: (address: string) => string
  /** Counts bytes of files that have really come: what somebody announces costs nobody else anything. */
  countFileBytes: (bytes: number, sender: Sender) => void
  state: () => FloodState
}

/**
 * Makes the flood control of one process.
 * @param change - other limits, for tests
 * @param now - milliseconds since 1970
 * @returns lets in, slows, or sheds; holds nothing about anybody for longer than an hour
 */
export function newFloodControl(
  change: Partial<Record<keyof typeof limits, number>> = {},
  now: () => number = Date.now,
): FloodControl {
  const limit = { ...limits, ...change }
  const networks = newNetworks({ burst: limit.BURST, perSecond: limit.PER_SECOND }, now)
  const beginners = newNetworks({ burst: limit.BEGIN_BURST, perSecond: limit.BEGIN_PER_SECOND }, now)
  const awaited = newUnderWay(networks, { all: limit.MOST_AWAITED, network: limit.MOST_AWAITED_OF_NETWORK })
  const lane = newUnderWay(beginners, { all: limit.BEGIN_LANE, network: limit.BEGIN_LANE_OF_NETWORK })
  const files = newFileShares(
    {
      bytes: () => limit.BYTES_AN_HOUR / processes(),
      share: limit.SHARE_OF_NETWORK,
      draft: limit.BYTES_OF_DRAFT,
    },
    now,
  )
  const counters = newCounters()
  let inside = 0
  let waiting = 0
  // Everything from the moment its body is here, reading of drafts included; those in the slow lane do nothing.
  let inRoute = 0

  const shed = (): Admission => {
    counters.count('shed', now())
    // Not all at the same second again.
    return {
      pass: false,
      why: 'shed',
      retryAfter: limit.RETRY_AFTER + Math.floor(Math.random() * limit.RETRY_AFTER),
    }
  }
  const letIn = (doubts: string[]): Admission => {
    inside += 1
    counters.count('accepted', now())
    if (doubts.length > 0) counters.count('doubtful', now())
    let left = false
    return {
      pass: true,
      doubts,
      leave: () => {
        if (!left) inside -= 1
        left = true
      },
    }
  }

  return {
    full: (address) =>
      inside >= limit.MOST_AT_ONCE ||
      inRoute - waiting >= limit.MOST_AT_ONCE ||
      (waiting >= limit.SLOW_LANE && (inside >= limit.BUSY_AT || networks.isFast(address))),
    awaitBody: awaited.enter,
    enterRoute: () => {
      inRoute += 1
      let left = false
      return () => {
        if (!left) inRoute -= 1
        left = true
      }
    },
    countShed: () => {
      counters.count('shed', now())
    },
    admit: async ({ address, values, script }) => {
      if (inside >= limit.MOST_AT_ONCE) return shed()
      const doubts = doubtsOf(values)
      const calm = networks.take(address) && inside < limit.BUSY_AT && doubts.length === 0
      if (calm) return letIn(doubts)
      if (script) {
        if (await isProof(values['proof'])) return inside < limit.MOST_AT_ONCE ? letIn(doubts) : shed()
        counters.count('slowed', now())
        return { pass: false, why: 'prove', challenge: await newChallenge() }
      }
      if (waiting >= limit.SLOW_LANE) return shed()
      waiting += 1
      counters.count('slowed', now())
      try {
        await sleep(limit.SLOW_MS)
      } finally {
        waiting -= 1
      }
      return inside < limit.MOST_AT_ONCE ? letIn(doubts) : shed()
    },
    mayBegin: async (address, folder) => {
      if (!(await hasFree(folder, limit.LEAST_FREE_FOR_WORDS))) return false
      if (beginners.take(address)) return true
      const leave = lane.enter(address)
      if (leave === null) return false
      await sleep(limit.SLOW_MS)
      leave()
      return true
    },
    roomForFiles: async (sender, folder) =>
      files.hasRoom(sender) && (await hasFree(folder, limit.LEAST_FREE)),
    networkName: networks.nameOf,
    countFileBytes: files.count,
    state: () => counters.state(now()),
  }
}

// One a process: the public's routes count, the desk's pages read.
const control = newFloodControl()

/** Lets a report in, or says why not. Ask before any work; call `leave` when the work is done. */
export const admitReport = control.admit
/** Asked before a body is read; see ./shed-early.ts. */
export const floodFull = control.full
export const { awaitBody, countShed, enterRoute } = control
/** Asked before a new draft is kept. */
export const { mayBegin } = control
/** Is there room for photographs? Ask before one is begun, and count what comes of it. */
export const { roomForFiles, countFileBytes, networkName } = control
/** Is there a flood at this process, and how large? */
export const floodHere = control.state
