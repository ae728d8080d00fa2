/** The stream behind a desk's open page. */
import { request } from 'node:http'

/** A page that somebody has open: it is told when something is new. */
export type OpenPage = {
  /** Waits to be told. @returns the milliseconds within which the page is to fetch itself again */
  next: () => Promise<number>
  close: () => void
}

const PATIENCE_MS = 10_000

/**
 * @param cookie - of somebody signed in
 * @param patience - milliseconds after which a page that is told nothing ends the run
 */
export async function openPage(url: string, cookie: string, patience = PATIENCE_MS): Promise<OpenPage> {
  let heard: (spread: number) => void = () => undefined
  const { port } = new URL(url)
  const first = new Promise<number>((resolve) => {
    heard = resolve
  })
  const stream = request(
    { host: '127.0.0.1', port, path: '/live', headers: { cookie, host: `localhost:${port}` } },
    (incoming) => {
      incoming.setEncoding('utf8')
      incoming.on('data', (text: string) => {
        if (text.includes('event: tasks')) heard(Number(/"spread":(\d+)/.exec(text)?.[1] ?? 0))
      })
      incoming.on('error', () => undefined)
    },
  )
  stream.on('error', () => undefined)
  stream.end()
  await within(first, patience)
  return {
    next: () =>
      within(
        new Promise<number>((resolve) => {
          heard = resolve
        }),
        patience,
      ),
    close: () => {
      stream.destroy()
    },
  }
}

async function within<T>(promise: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the open page was told nothing'))
    }, patience)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
