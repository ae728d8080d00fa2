/** Locks for uploads: who comes back after a cut connection gets the upload, the half-open request lets go. */
import { ERRORS, type Locker } from '@tus/server'

type Holder = { letGo: () => void; gone: Promise<unknown> }

/** milliseconds to wait until the request before has written what it holds */
const PATIENCE_MS = 10_000

/**
 * The protocol's server brings such locks, but they ask in a busy loop; these wait.
 * @returns locks for the uploads of this process
 */
export function oneAtATime(): Locker {
  const holders = new Map<string, Holder>()
  return {
    newLock: (id) => {
      let release: (() => void) | undefined
      return {
        lock: async (signal, letGo) => {
          const until = Date.now() + PATIENCE_MS
          for (let holder = holders.get(id); holder; holder = holders.get(id)) {
            holder.letGo()
            await Promise.race([holder.gone, pause(until - Date.now())])
            // eslint-disable-next-line @typescript-eslint/only-throw-error -- what the protocol's server expects
            if (Date.now() >= until || signal.aborted) throw ERRORS.ERR_LOCK_TIMEOUT
          }
          const { promise, resolve } = Promise.withResolvers<undefined>()
          const holder: Holder = { letGo: () => void letGo(), gone: promise }
          holders.set(id, holder)
          release = () => {
            if (holders.get(id) === holder) holders.delete(id)
            resolve(undefined)
          }
        },
        unlock: async () => release?.(),
      }
    },
  }
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, milliseconds)).unref())
