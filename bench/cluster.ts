/** A database of the benchmark's own: the product's embedded PostgreSQL with the product's settings. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { readConfig, type Config } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/database/embedded.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'

export type Cluster = {
  folder: string
  config: Config
  /** the program's login */
  url: string
  /** where the node under test listens: always here, because who signed in is known by the issuer's address */
  port: number
  /** a superuser: to look and to lay out the plain limits, never to act as the program */
  admin: pg.Pool
  /** seconds from an empty folder to a migrated database */
  madeIn: number
  /** stops the server; removes the folder unless it is to be kept */
  remove: () => Promise<void>
}

/** @param keep - a folder to work in that stays afterwards, or null */
export async function makeCluster(keep: string | null): Promise<Cluster> {
  const folder = keep === null ? await mkdtemp(path.join(tmpdir(), 'seamark-bench-')) : path.resolve(keep)
  await mkdir(folder, { recursive: true })
  // As root the database runs as another user, who must be able to pass through.
  await chmod(folder, 0o755)
  const env = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }
  const config = readConfig(env, { demo: true })
  const began = performance.now()
  const prepared = await prepareDatabase(config)
  const madeIn = (performance.now() - began) / 1000
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'))
  const admin = new pg.Pool({ connectionString: server.adminUrl('seamark'), max: 20 })
  admin.on('error', () => undefined)
  return {
    folder,
    config,
    url: prepared.url,
    port: await keptPort(path.join(folder, 'port')),
    admin,
    madeIn,
    remove: async () => {
      await admin.end()
      await prepared.stop()
      await server.stop()
      if (keep === null) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

async function keptPort(file: string): Promise<number> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null) return Number(kept)
  const port = await freePort()
  await writeFile(file, String(port))
  return port
}

/** A port of this machine that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => {
    probe.close(resolve)
  })
  return typeof address === 'object' && address !== null ? address.port : 0
}
