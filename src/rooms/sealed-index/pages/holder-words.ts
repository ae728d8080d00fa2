/** How pages name the key holders. */
import type { Holder } from '../parameters.ts'

/**
 * Names a holder and who runs it.
 * @param holder - one of the two
 * @returns `north, run by the Forensic Science Regulator`
 */
export function holderName(holder: Pick<Holder, 'name' | 'body'>): string {
  return holder.body === '' ? holder.name : `${holder.name}, run by ${holder.body}`
}

/**
 * Tells whether two holders are on one machine. Then they are one, and it is said wherever it is so.
 * @param holders - both
 * @returns whether both stand at one host
 */
export function onOneMachine(holders: readonly Pick<Holder, 'url'>[]): boolean {
  const [one, two] = holders.map(({ url }) => URL.parse(url)?.hostname)
  return one !== undefined && one === two
}
