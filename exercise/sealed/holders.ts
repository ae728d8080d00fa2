/**
 * Two key holders beside the demo's node. In use two bodies run them, on machines of their own; here they
 * share this one, and the pages say so.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  createHolder,
  readHolder,
  saveCallers,
  saveHolder,
  type Caller,
  keyholderApp,
} from '../../src/keyholder/index.ts'

export type ExerciseHolder = { name: string; body: string; url: string; identity: string }

const HOLDERS = [
  { name: 'north', body: 'Northgate Assurance, an invented auditor' },
  { name: 'south', body: 'Southbank Trust, an invented charity' },
] as const

/**
 * Starts both on free ports of this machine. Their keys stay from one start to the next.
 * @param folder - where each has a folder of its own
 * @param callers - who may ask
 */
export async function startHolders(
  folder: string,
  callers: readonly Caller[],
): Promise<{ holders: ExerciseHolder[]; stop: () => Promise<void> }> {
  const folders = HOLDERS.map(({ name }) => ({ path: path.join(folder, name), passphrase: null }))
  for (const [place, one] of folders.entries()) {
    if (!existsSync(path.join(one.path, 'holder.json')))
      await createHolder(one, HOLDERS[place]?.name ?? '', null)
    await saveCallers(one, callers)
  }
  const [north, south] = await Promise.all(folders.map(readHolder))
  for (const [one, partner] of [
    [north, south],
    [south, north],
  ] as const)
    if (one && partner && one.partner === null)
      await saveHolder(folders[one === north ? 0 : 1] ?? { path: '', passphrase: null }, {
        ...one,
        partner: partner.identity.public,
      })
  const apps = await Promise.all(folders.map((one) => keyholderApp({ folder: one, threads: 1 })))
  const holders = await Promise.all(
    apps.map(async (app, place) => {
      const url = await app.listen({ host: '127.0.0.1', port: 0 })
      const { name, body } = HOLDERS[place] ?? HOLDERS[0]
      return { name, body, url, identity: (place === 0 ? north : south)?.identity.public ?? '' }
    }),
  )
  return {
    holders,
    stop: async () => {
      await Promise.all(apps.map((app) => app.close()))
    },
  }
}
