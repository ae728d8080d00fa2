/** Sets that others made and that the project does not carry: tried where they lie beside the checkout. */
import { existsSync } from 'node:fs'

/**
 * Is it there? Where it is not, the run says what was left out: a test that is not there cannot be missed.
 * @param place - a file or a folder
 */
export function isBeside(place: string | URL): boolean {
  if (existsSync(place)) return true
  const name = String(place).split('/shared/').at(-1) ?? ''
  process.stdout.write(`Left out: what is tried against shared/${name}, which is not beside the checkout.\n`)
  return false
}
