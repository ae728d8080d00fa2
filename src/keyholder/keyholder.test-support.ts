/** Key holders in this process, over folders of their own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { HolderConnection } from '../holder-client/index.ts'
import { newSigningKey, type SigningKey, type Purpose } from '../library/sealing/index.ts'
import { keyholderApp } from './app.ts'
import { createHolder, readHolder, saveCallers, saveHolder, type Caller, type Folder } from './folder.ts'

export type TestHolder = {
  name: string
  folder: Folder
  identity: string
  url: string
  app: FastifyInstance
  /** ends and starts again, at another address */
  restart: () => Promise<void>
}

export type TestHolders = {
  one: TestHolder
  two: TestHolder
  agency: { id: string; key: SigningKey }
  connect: (holder: TestHolder, purpose?: Purpose) => HolderConnection
  close: () => Promise<void>
}

/** Two holders that know one another and one agency, `kent`. */
export async function twoHolders(
  options: { caller?: Partial<Caller>; now?: () => Date; spoil?: (app: FastifyInstance) => void } = {},
): Promise<TestHolders> {
  const root = await mkdtemp(path.join(tmpdir(), 'seamark-holders-'))
  const key = newSigningKey()
  const caller: Caller = {
    ...{ id: 'kent', key: key.public, allowance: {} },
    perDay: { seal: 100_000, check: 10, rekey: 100_000 },
    ...options.caller,
  }
  const start = async (name: string): Promise<TestHolder> => {
    const folder = { path: path.join(root, name), passphrase: name === 'north' ? 'a passphrase' : null }
    const made = await createHolder(folder, name, null)
    await saveCallers(folder, [caller])
    const holder: TestHolder = {
      ...{ name, folder, identity: made.identity.public, url: '' },
      ...(await listening()),
      restart: async () => {
        await holder.app.close()
        Object.assign(holder, await listening())
      },
    }
    return holder
    async function listening() {
      const app = await keyholderApp({ folder, threads: 1, ...(options.now ? { now: options.now } : {}) })
      if (name === 'south') options.spoil?.(app)
      return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
    }
  }
  const [one, two] = [await start('north'), await start('south')]
  await saveHolder(one.folder, { ...(await readHolder(one.folder)), partner: two.identity })
  await saveHolder(two.folder, { ...(await readHolder(two.folder)), partner: one.identity })
  return {
    ...{ one, two, agency: { id: 'kent', key } },
    connect: ({ name, url, identity }, purpose = 'seal') => ({
      ...{ name, url, identity, caller: 'kent', key, purpose },
    }),
    close: async () => {
      await one.app.close()
      await two.app.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
