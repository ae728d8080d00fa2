/**
 * How hidden pages of one browser hear of news: one of them keeps a stream and passes on what it hears. A browser opens
 * only six connections to one host over HTTP/1.1, and an officer has more tabs than that.
 */
import type { Counts } from './live-numbers.ts'

const NAME = 'seamark-live'

export type HiddenTabs = {
  /** Waits to be the one that listens, and is until `leave`. False: this browser has no locks. */
  enter: (listen: () => void) => boolean
  leave: () => void
  /** Tells the other tabs. */
  pass: (counts: Counts) => void
}

/**
 * Joins the hidden pages of this browser.
 * @param hear - what another tab has heard
 * @returns `enter` when the page is hidden, `leave` when it is seen
 */
export function hiddenTabs(hear: (counts: Counts) => void): HiddenTabs {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : undefined
  // There are no locks where a page did not come over HTTPS.
  const locks = channel === undefined ? undefined : (navigator as { locks?: LockManager }).locks
  let leaves: AbortController | undefined
  channel?.addEventListener('message', ({ data }: MessageEvent<Counts>) => {
    hear(data)
  })
  return {
    enter: (listen) => {
      if (locks === undefined) return false
      leaves?.abort()
      const { signal } = (leaves = new AbortController())
      locks
        .request(NAME, { signal }, async () => {
          listen()
          await new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => {
              resolve()
            })
          })
        })
        // Aborted before its turn came.
        .catch(() => undefined)
      return true
    },
    leave: () => {
      leaves?.abort()
      leaves = undefined
    },
    pass: (counts) => {
      channel?.postMessage(counts)
    },
  }
}
