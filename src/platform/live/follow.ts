/**
 * One open page's view of "what waits for me": looked at when something has happened, and no more often than
 * the node can bear. Whoever looks is asked who they are each time, in the same transaction.
 */
import { asSeamarkError } from '../errors.ts'

/** Numbers by navigation key, and a mark that changes whenever anything that waits for the person does. */
export type Waiting = { counts: Record<string, number>; mark: string }

export type Following = {
  /** Something has happened: look, soon. */
  wake: () => void
  /** Nothing has happened for a while: is the session still alive? */
  beat: () => Promise<void>
  stop: () => void
}

export type Followed = {
  /** Asks as this person. @throws not-signed-in when the session has ended */
  look: () => Promise<Waiting>
  /** Is the session alive? Costs one statement. */
  alive: () => Promise<boolean>
  /** What waits has changed. */
  tell: (now: { counts: Record<string, number>; first: boolean }) => void
  /** Keeps the connection open. */
  stillHere: () => void
  /** The session has ended: nothing more is told. */
  over: () => void
  /** A look failed twice; what is handed on is not for the page. */
  failed: (fault: unknown) => void
}

/** Wakes that follow each other closely (an import) become one look; the first after a pause is answered at once. */
const SETTLE_MS = 40
/** Looks follow each other at twice what the last one took: while very much happens (a flood of public
 * reports) open pages must not be what the node is busy with. At most so many milliseconds. */
const LONGEST_PAUSE_MS = 2_000
const PAUSE = 2
/** After a look that failed, before the one time it is tried again. */
const TRY_AGAIN_MS = 1_000

/** Begins to follow; the first look follows at once. */
export function follow(followed: Followed): Following {
  let last = ''
  let timer: NodeJS.Timeout | undefined
  let looked = 0
  let pause = SETTLE_MS
  let faults = 0
  let stopped = false
  // Asked anew each time: it may have ended while an answer was on its way.
  const isOver = () => stopped
  // One look after another: an earlier one that ends later must not speak last.
  let looking = Promise.resolve()

  const stop = () => {
    stopped = true
    clearTimeout(timer)
  }
  const over = () => {
    if (isOver()) return
    stop()
    followed.over()
  }
  const wakeIn = (ms: number) => {
    if (isOver()) return
    timer ??= setTimeout(() => {
      timer = undefined
      looked = Date.now()
      looking = looking.then(look)
    }, ms)
  }
  const look = async () => {
    if (isOver()) return
    const began = performance.now()
    try {
      const now = await followed.look()
      faults = 0
      if (isOver() || now.mark === last) return
      const first = last === ''
      last = now.mark
      followed.tell({ counts: now.counts, first })
    } catch (fault) {
      if (asSeamarkError(fault).code === 'not-signed-in') {
        over()
        return
      }
      faults++
      if (faults === 1) wakeIn(TRY_AGAIN_MS)
      else if (faults === 2) followed.failed(fault)
    } finally {
      pause = Math.min(LONGEST_PAUSE_MS, Math.max(SETTLE_MS, PAUSE * (performance.now() - began)))
    }
  }
  looking = looking.then(look)

  return {
    wake: () => {
      wakeIn(Date.now() - looked > pause ? 0 : pause)
    },
    beat: async () => {
      // What a failed look would have said is still to be said; a look asks for the session as well.
      if (faults > 0) wakeIn(0)
      // A database that is away says nothing of the session, and nothing to the page either.
      const alive = await followed.alive().catch(() => true)
      if (!alive) over()
      else if (!isOver()) followed.stillHere()
    },
    stop,
  }
}
