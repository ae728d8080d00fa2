/** Two key holders for a test, each in a folder of its own, with callers entered. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keyholderApp } from '../../src/keyholder/app.ts'
import {
  createHolder,
  readCallers,
  readHolder,
  saveCallers,
  saveHolder,
  type Caller,
  type Folder,
} from '../../src/keyholder/folder.ts'
import { finishRotation, joinOffer, makeOffer } from '../../src/keyholder/rotate.ts'

export type TestHolder = {
  name: string
  url: string
  identity: string
  folder: Folder
  /** who may ask, as its operator has entered them; and enters others in their place */
  callers: () => Promise<Caller[]>
  enter: (callers: readonly Caller[]) => Promise<void>
  /** stops answering; `start` answers again at the same address */
  stop: () => Promise<void>
  start: () => Promise<void>
}

export type TestHolders = {
  both: readonly [TestHolder, TestHolder]
  /** Both holders make and prove the next epoch, as their operators would. */
  offerRotation: () => Promise<void>
  /** Both destroy the old epoch. */
  finishRotation: () => Promise<void>
  close: () => Promise<void>
}

const ALL = { seal: 1_000_000, check: 1_000_000, rekey: 1_000_000 }

/** @param callers - id and public key of each who may ask */
export async function testHolders(callers: readonly { id: string; key: string }[]): Promise<TestHolders> {
  const holders = await Promise.all(['north', 'south'].map((name) => startHolder(name, callers)))
  const [north, south] = holders as [TestHolder, TestHolder]
  const both = [north, south] as const
  for (const [one, other] of [both, [south, north]] as const)
    await saveHolder(one.folder, { ...(await readHolder(one.folder)), partner: other.identity })
  return {
    both,
    offerRotation: async () => {
      const offered = []
      for (const { folder } of both) {
        const { holder, offer } = makeOffer(await readHolder(folder))
        await saveHolder(folder, holder)
        offered.push(offer)
      }
      for (const [place, { folder }] of both.entries())
        await saveHolder(folder, joinOffer(await readHolder(folder), offered[1 - place]))
    },
    finishRotation: async () => {
      for (const { folder } of both) await saveHolder(folder, finishRotation(await readHolder(folder)))
    },
    close: async () => {
      for (const { stop, folder } of both) {
        await stop()
        await rm(folder.path, { recursive: true, force: true })
      }
    },
  }
}

async function startHolder(
  name: string,
  callers: readonly { id: string; key: string }[],
): Promise<TestHolder> {
  const folder: Folder = {
    path: path.join(await mkdtemp(path.join(tmpdir(), 'seamark-holder-')), name),
    passphrase: null,
  }
  const { identity } = await createHolder(folder, name, null)
  await saveCallers(
    folder,
    callers.map(({ id, key }) => ({ id, key, perDay: ALL, allowance: {} })),
  )
  let app = await keyholderApp({ folder, threads: 1 })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    name,
    url,
    identity: identity.public,
    folder,
    callers: () => readCallers(folder),
    enter: (others) => saveCallers(folder, others),
    stop: () => app.close(),
    start: async () => {
      app = await keyholderApp({ folder, threads: 1 })
      await app.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
    },
  }
}
