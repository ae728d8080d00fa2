/** How pages name the key holders. */
import type { Holder } from '../parameters.ts'

/** `north, run by the Forensic Science Regulator` */
export function holderName(holder: Pick<Holder, 'name' | 'body'>): string {
  return holder.body === '' ? holder.name : `${holder.name}, run by ${holder.body}`
}

/** Two holders on one machine are one: said wherever it is so. */
export function onOneMachine(holders: readonly Pick<Holder, 'url'>[]): boolean {
  const [one, two] = holders.map(({ url }) => URL.parse(url)?.hostname)
  return one !== undefined && one === two
}
