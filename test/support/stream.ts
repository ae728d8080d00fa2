/** An open page's event stream, as a browser would hold it. */
import type { Desk } from './callers.ts'

export type OpenStream = {
  /** Waits for the next event. */
  next: () => Promise<string>
  /** Events that have come and were not taken. */
  waiting: () => number
  /** Has the node ended it? */
  ended: () => boolean
  /** Everything it has said, as it came. */
  said: () => string
  close: () => void
}

/** Opens the live stream of somebody who is signed in. Close it when done. */
export async function openStream(base: string, browser: Desk): Promise<OpenStream> {
  const stop = new AbortController()
  const response = await fetch(`${base}/live`, {
    headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    signal: stop.signal,
  })
  if (response.status !== 200) throw new Error(`the stream was refused with ${String(response.status)}`)
  const events: string[] = []
  let wake = () => undefined as unknown
  let ended = false
  let all = ''
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      const text = decoder.decode(chunk as Uint8Array)
      all += text
      for (const event of text.split('\n\n').filter((one) => one.includes('event: tasks'))) events.push(event)
      wake()
    }
  }
  void read()
    .catch(() => undefined)
    .then(() => {
      ended = true
      wake()
    })
  return {
    next: async () => {
      for (;;) {
        const event = events.shift()
        if (event !== undefined) return event
        if (ended) throw new Error('the stream has ended')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    waiting: () => events.length,
    ended: () => ended,
    said: () => all,
    close: () => {
      stop.abort()
    },
  }
}
