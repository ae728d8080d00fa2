import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until something is so. Its limit only keeps a broken run from hanging; it measures nothing.
 * @param what - said when it never came to be
 * @returns what `ask` gave at last
 */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const patience = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
    if (Date.now() > patience) throw new Error(`waited in vain: ${what}`)
    await sleep(100)
  }
}
