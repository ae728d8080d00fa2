/**
 * `seamark access-cases FILE`: does the running program follow the rule of sight, case by case? Each row
 * becomes real rows in a database of its own, its viewer signs in to a real node, and what the viewer
 * then gets of the record is compared with what the row says.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createNode, type Node } from '../app.ts'
import { buildAssets } from '../design/build-assets.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { openDatabase, type Database } from '../platform/database/perform.ts'
import { DEMO_PATH, demoKey } from '../platform/identity/demo-provider.ts'
import { createLog } from '../platform/log.ts'
import { materialise } from './access-cases/materialise.ts'
import { listHits, observe, openEyes, type Eyes } from './access-cases/observe.ts'
import { deactivate, enterCast, kindOf, type Cast } from './access-cases/people.ts'
import { readCases, type AccessCase } from './access-cases/read-cases.ts'
import { makeScratchDatabase } from './access-cases/scratch-database.ts'
import { signIn } from './access-cases/sign-in.ts'
import { thisTerminal, WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'

/** Requests under way at once: enough to keep two processors busy. */
const AT_ONCE = 6

export type Outcome = { case: string; expected: string; got: string }

/** Runs the cases of a file, and prints those in which the program gives another sight than the file says. */
export const accessCases: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new WrongUse('seamark access-cases FILE [--json]')
  const outcomes = await checkCases(await readCases(file), terminal)
  const wrong = outcomes.filter((one) => one.got !== one.expected)
  const passed = outcomes.length - wrong.length
  if (values.json) terminal.out(JSON.stringify({ passed, failed: wrong.length, cases: outcomes }))
  else {
    for (const one of wrong) terminal.out(`case ${one.case}: expected ${one.expected}, got ${one.got}`)
    terminal.out(`${String(passed)} passed, ${String(wrong.length)} failed`)
  }
  return wrong.length === 0 ? 0 : 1
}

/**
 * Runs the command with this process's terminal.
 * @param args - what stands behind `access-cases`
 * @returns the exit status
 */
export const run = (args: string[]): Promise<ExitStatus> => accessCases(args, thisTerminal())

/**
 * Runs cases against a node of their own.
 * @param cases - as `readCases` gives them
 * @returns one outcome a case, in order
 * @throws when the node cannot be brought up, or a viewer who should sign in cannot
 */
export async function checkCases(cases: readonly AccessCase[], terminal: Terminal): Promise<Outcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-cases-'))
  // The demo's mode, for its identity provider; whatever the environment says of production is about another node.
  const env = { ...terminal.env, NODE_ENV: 'test', PORT: String(await freePort()), PUBLIC_URL: undefined }
  const configured = readConfig(env, { demo: true })
  const scratch = await makeScratchDatabase(configured)
  const config: Config = { ...configured, dataFolder: folder, providers: [] }
  const database = openDatabase(scratch.url, 4, () => new Date())
  try {
    terminal.progress('Making the records …')
    const cast = await enterCast(database, cases)
    const records = await materialise(database, cast, cases)
    const node = await startNode(config, scratch.url, cast)
    try {
      const eyes = await openAllEyes(config, cast, database)
      const hits = new Map<string, Set<string>>()
      await eachAtOnce([...eyes], async ([kind, one]) => {
        hits.set(kind, await listHits(config.publicUrl, one))
      })
      const outcomes: Outcome[] = []
      await eachAtOnce([...cases.entries()], async ([index, one]) => {
        const kind = kindOf(one)
        const [viewer, record] = [eyes.get(kind), records[index]]
        if (!viewer || !record) throw new Error('every case has a viewer and a record')
        const got = await observe(config.publicUrl, viewer, record, hits.get(kind) ?? new Set())
        outcomes[index] = { case: one.case, expected: one.sight, got }
        terminal.progress(`Case ${String(index + 1)} of ${String(cases.length)}`)
      })
      return outcomes
    } finally {
      await node.close()
    }
  } finally {
    terminal.endProgress()
    await database.close()
    await scratch.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startNode(config: Config, databaseUrl: string, cast: Cast): Promise<Node> {
  await buildAssets(path.join(config.root, 'build', 'assets'))
  const node = await createNode({
    config,
    log: createLog('silent'),
    databaseUrl,
    demoPeople: [...cast.viewers].map(([kind, one]) => ({
      email: one.email,
      name: kind,
      agency: one.agency,
      role: kind,
    })),
    jobs: false,
  })
  await node.app.listen({ host: '127.0.0.1', port: config.port })
  return node
}

/**
 * Everybody signs in; then the accounts that are not active end. Their sessions and tokens are from
 * before, and must show nothing any more; signing in again must be refused.
 */
async function openAllEyes(config: Config, cast: Cast, database: Database): Promise<Map<string, Eyes>> {
  const identity = {
    key: await demoKey(config.dataFolder),
    issuer: config.publicUrl + DEMO_PATH,
    audience: config.apiAudience,
  }
  const eyes = new Map<string, Eyes>()
  await eachAtOnce([...cast.viewers], async ([kind, viewer]) => {
    eyes.set(kind, await openEyes(config.publicUrl, viewer.email, identity))
  })
  await deactivate(database, cast)
  await eachAtOnce(
    [...cast.viewers.values()].filter((viewer) => !viewer.active),
    async (viewer) => {
      const { cookie } = await signIn(config.publicUrl, viewer.email)
      if (cookie !== null) throw new Error('Somebody whose account is not active could sign in')
    },
  )
  return eyes
}

async function eachAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of waiting) await work(one)
    }),
  )
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
