/** A whole node for a test: its own database, listening on a free port, with people who can sign in. */
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createNode, type Node } from '../../src/app.ts'
import { buildAssets } from '../../src/design/build-assets.ts'
import { demoPeople } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog, type Log } from '../../src/platform/log.ts'
import { callersOf, type Callers } from './callers.ts'
import { ROOT, testDatabase, type TestDatabase } from './database.ts'

export type { Answer, Desk } from './callers.ts'
export { desk } from './callers.ts'

export type TestNode = TestDatabase &
  Callers & {
    node: Node
    base: string
    /** the folder of the node's files */
    dataFolder: string
    /** the operator's listener */
    operatorBase: string
  }

/** Starts a node. Close it when done. */
export async function testNode(
  options: {
    jobs?: boolean
    clock?: () => Date
    env?: NodeJS.ProcessEnv
    logLevel?: string
    /** where it listens; any free port where nothing is said */
    port?: number
    log?: Log
    /** false: as a node in earnest, without the demo's provider; nobody can sign in */
    demo?: boolean
    /** a second process over the same database; close it before the first */
    beside?: TestNode
  } = {},
): Promise<TestNode> {
  const base = options.beside ? { ...options.beside, close: () => Promise.resolve() } : await testDatabase({})
  try {
    return await nodeOver(base, options)
  } catch (fault) {
    // An open connection would keep the test's process, and with it the whole run, for ever.
    await base.close()
    throw fault
  }
}

async function nodeOver(
  base: TestDatabase,
  options: NonNullable<Parameters<typeof testNode>[0]>,
): Promise<TestNode> {
  const port = options.port ?? Number(options.env?.['PORT'] ?? (await freePort()))
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'seamark-test-'))
  const config = {
    ...readConfig(
      {
        NODE_ENV: 'test',
        PORT: String(port),
        OPERATOR_PORT: '0',
        DATA_DIR: dataFolder,
        LOG_LEVEL: options.logLevel ?? 'silent',
        ...options.env,
      },
      { demo: options.demo ?? true },
    ),
    root: ROOT,
  }
  await buildAssets(path.join(ROOT, 'build', 'assets'))
  const node = await createNode({
    config,
    log: options.log ?? createLog(config.logLevel),
    databaseUrl: base.url,
    demoPeople: config.demo ? demoPeople() : [],
    jobs: options.jobs ?? false,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  await node.app.listen({ host: '127.0.0.1', port })
  const operatorBase = await node.operator.listen(config.operator)
  const url = config.publicUrl

  return {
    ...base,
    ...callersOf(url, dataFolder, config.apiAudience),
    node,
    dataFolder,
    base: url,
    operatorBase,
    close: async () => {
      await node.close()
      await base.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
