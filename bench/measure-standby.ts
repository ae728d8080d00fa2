/**
 * Commits a second of 64 clients while a standby is waited for: of an act that wakes open pages as acts do here,
 * of the same act when nobody is woken, and of the same act with a NOTIFY in its transaction.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/database/embedded.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { openSpeaker } from '../src/platform/database/speaker.ts'
import { startWithStandby, WAIT_FOR_STANDBY } from '../test/support/standby.ts'

export type StandbyFigure = {
  clients: number
  /** commits a second */
  silent: number
  woken: number
  notified: number
}

const CLIENTS = 64
/** Each kind of act in turn, more than once, so that a slower minute of the machine falls on all. */
const ROUNDS = 3

const ACT = `begin; insert into public.plain default values; `
const ACTS = {
  silent: `${ACT} commit`,
  woken: `${ACT} select platform.wake('{1}'); commit`,
  notified: `${ACT} select pg_notify('seamark_wake', '[1]'); commit`,
} as const

/** @param seconds - for each kind of act in each round */
export async function measureStandby(seconds: number): Promise<StandbyFigure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-standby-'))
  await chmod(folder, 0o755)
  const [at, copy] = [path.join(folder, 'postgres'), path.join(folder, 'standby')]
  const stops: (() => Promise<void>)[] = []
  try {
    const config = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }, { demo: true })
    const made = await prepareDatabase(config)
    await made.stop()
    await (await startEmbeddedPostgres(at)).stop()
    const { primary, standby } = await startWithStandby(at, copy)
    stops.push(primary.stop, standby.stop)
    return await measure(
      primary.adminUrl('seamark'),
      made.url.replace(/:\d+\//, `:${String(primary.port)}/`),
      seconds,
    )
  } finally {
    for (const stop of stops.reverse()) await stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

async function measure(adminUrl: string, url: string, seconds: number): Promise<StandbyFigure> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: CLIENTS })
  admin.on('error', () => undefined)
  const speaker = openSpeaker(url)
  const perSecond = { silent: 0, woken: 0, notified: 0 }
  try {
    await admin.query('create table public.plain (id bigint generated always as identity)')
    for (const setting of WAIT_FOR_STANDBY) await admin.query(setting)
    for (let round = 0; round < ROUNDS; round++)
      for (const kind of ['silent', 'woken', 'notified'] as const) {
        const until = performance.now() + seconds * 1000
        let commits = 0
        await Promise.all(
          Array.from({ length: CLIENTS }, async () => {
            const client = await admin.connect()
            while (performance.now() < until) {
              await client.query(ACTS[kind])
              commits++
              if (kind === 'woken') speaker.say()
            }
            client.release()
          }),
        )
        perSecond[kind] += commits / seconds / ROUNDS
      }
    const { rows } = await admin.query<{ sync_state: string }>('select sync_state from pg_stat_replication')
    if (rows[0]?.sync_state !== 'sync') throw new Error('no standby was waited for')
    return { clients: CLIENTS, ...perSecond }
  } finally {
    await admin.query(`alter system reset synchronous_standby_names`)
    await admin.query('select pg_reload_conf()')
    await speaker.close()
    await admin.end()
  }
}
