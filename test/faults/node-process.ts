/** A node as a process of its own, so that it can be killed as an operating system kills. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../../src/platform/config.ts'
import { callersOf, type Callers } from '../support/callers.ts'
import { ROOT } from '../support/database.ts'
import { freePort } from '../support/node.ts'
import type { OwnCluster } from './own-cluster.ts'

export type NodeProcess = Callers & {
  base: string
  /** the operator's listener */
  operatorBase: string
  pid: number
  /** SIGKILL; returns when the process is gone */
  kill: () => Promise<void>
  /** SIGTERM, and waits for the end in order; its data folder goes with it */
  stop: () => Promise<void>
  /** has it ended by itself? */
  ended: () => boolean
}

export type Place = { port: number; operatorPort: number; dataFolder: string }

/**
 * Starts a node over a test's own cluster.
 * @param again - a node that was killed: the new one takes its place, port and data folder
 */
export async function startNodeProcess(
  cluster: Pick<OwnCluster, 'url' | 'adminUrl'>,
  env: NodeJS.ProcessEnv = {},
  again?: Place,
): Promise<NodeProcess & { place: Place }> {
  const place = again ?? {
    port: await freePort(),
    operatorPort: await freePort(),
    dataFolder: await mkdtemp(path.join(tmpdir(), 'seamark-node-')),
  }
  const settings = {
    NODE_ENV: 'test',
    PORT: String(place.port),
    OPERATOR_PORT: String(place.operatorPort),
    DATA_DIR: place.dataFolder,
    DATABASE_URL: cluster.url,
    MIGRATION_DATABASE_URL: cluster.adminUrl,
    LOG_LEVEL: 'silent',
    ...env,
  }
  const child = runNode(['test/faults/run-node.ts'], settings, ['ignore', 'pipe', 'inherit'])
  const { stdout } = child
  if (!stdout) throw new Error('the node has no output')
  const ready = await Promise.race([
    once(stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ])
  if (!ready) throw new Error('the node ended before it was ready')
  const config = readConfig(settings, { demo: true })
  const base = `http://localhost:${String(place.port)}`
  return {
    ...callersOf(base, place.dataFolder, config.apiAudience),
    base,
    operatorBase: `http://127.0.0.1:${String(place.operatorPort)}`,
    place,
    pid: child.pid ?? 0,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    kill: () => end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM')
      await rm(place.dataFolder, { recursive: true, force: true })
    },
  }
}

/** Runs a file of the project with this very Node.js. */
export function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: ('ignore' | 'pipe' | 'inherit')[] = ['ignore', 'pipe', 'pipe'],
): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env },
    stdio,
  })
}

async function end(child: ChildProcess, how: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(how)
  await gone
}
