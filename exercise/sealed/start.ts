/** An agency that gives nothing but tokens: Essex Police, with two key holders beside the demo's node. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../../src/platform/config.ts'
import type { Database } from '../../src/platform/database/perform.ts'
import { DEMO_PATH, demoKey, demoToken } from '../../src/platform/identity/demo-provider.ts'
import {
  enterHolder,
  nodeCaller,
  refreshHolders,
  sealHoldings,
  type NodeCaller,
} from '../../src/rooms/sealed-index/index.ts'
import {
  askParameters,
  meetHolders,
  openLocalState,
  readRecords,
  sealRecords,
} from '../../src/agency-client/index.ts'
import { openPool } from '../../src/library/oprf/index.ts'
import { essexRecords, type KeptRecord } from './essex.ts'
import { startHolders, type ExerciseHolder } from './holders.ts'

const ESSEX = 'essex-police'
const STEP = 'sealed: Essex Police'
const EVERY_DAY = { seal: 10_000_000, check: 100_000, rekey: 10_000_000 }

export type SealedExercise = { stop: () => Promise<void> }

/**
 * Starts the holders, enters them, and on the first start seals Essex's export through both: so a hit waits
 * for Essex and for its partners. The node must be listening, because Essex reaches it as any agency does.
 */
export async function startSealedExercise(
  database: Database,
  config: Pick<Config, 'dataFolder' | 'publicUrl' | 'apiAudience'>,
  say: (line: string) => void,
): Promise<SealedExercise> {
  const folder = path.join(config.dataFolder, 'sealed')
  const caller = await nodeCaller(config.dataFolder)
  const essex = path.join(folder, ESSEX)
  const state = await openLocalState(essex, config.publicUrl)
  try {
    const { holders, stop } = await startHolders(path.join(folder, 'holders'), [
      { id: caller.id, key: caller.public, perDay: EVERY_DAY, allowance: {} },
      { id: ESSEX, key: state.key.public, perDay: EVERY_DAY, allowance: {} },
    ])
    try {
      await enterHolders(database, holders, caller)
      if (!(await isDone(database))) {
        say('Sealing the records that Essex Police keeps to itself …')
        const { records, met } = await essexRecords(database)
        await keepExport(essex, records)
        await sealHoldings(database, config.dataFolder, { only: met })
        await sealEssex(config, state, records)
        await noteDone(database)
      }
    } catch (fault) {
      await stop()
      throw fault
    }
    return { stop }
  } finally {
    await state.close()
  }
}

async function enterHolders(
  database: Database,
  holders: readonly ExerciseHolder[],
  caller: NodeCaller,
): Promise<void> {
  // As the operator of the demo's node. Their ports are other ones at each start.
  const operator = {
    service: 'operator',
    operation: 'deconfliction.sealed.holder.enter',
    purpose: 'Exercise',
  }
  for (const holder of holders)
    await database.performAsService(operator, (scope) => enterHolder(scope, holder))
  const { faults } = await refreshHolders(database, { caller })
  const [fault] = Object.values(faults)
  if (fault !== undefined) throw new Error(`A key holder of the exercise: ${fault}`)
}

/** For whoever wants to see what Essex has, and to try the command on it. */
async function keepExport(folder: string, records: readonly KeptRecord[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(
    path.join(folder, 'kept-records.jsonl'),
    records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    { mode: 0o600 },
  )
}

async function sealEssex(
  config: Pick<Config, 'dataFolder' | 'publicUrl' | 'apiAudience'>,
  state: Awaited<ReturnType<typeof openLocalState>>,
  kept: readonly KeptRecord[],
): Promise<void> {
  const token = await demoToken({
    key: await demoKey(config.dataFolder),
    issuer: config.publicUrl + DEMO_PATH,
    audience: config.apiAudience,
    email: `intelligence-officer@${ESSEX}.example`,
    hours: 1,
  })
  const node = { url: config.publicUrl, token }
  const parameters = await askParameters(node)
  const today = new Date()
  const lastDay = new Date(today.getTime() + parameters.expires_after_days * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const { records } = await readRecords(rowsOf(kept, lastDay), {
    today,
    lastDay,
    most: parameters.tokens_per_record,
  })
  const { pairOf } = await meetHolders(parameters, state, ESSEX, 'seal')
  const pool = openPool(1)
  try {
    const { epoch, tokens_per_call: tokensPerCall } = parameters
    await sealRecords(records, { pool, node, state, pairOf, epoch, tokensPerCall })
  } finally {
    await pool.close()
  }
}

async function* rowsOf(records: readonly KeptRecord[], lastDay: string) {
  for (const { reference, classification, subjects } of records) {
    yield await Promise.resolve({
      reference,
      report: { classification, discoverable: true, review_on: lastDay, subjects },
    })
  }
}

const service = { service: 'exercise', operation: 'exercise.load' }

async function isDone(database: Database): Promise<boolean> {
  const row = await database.performAsService(service, (scope) =>
    scope.tx.maybe('select name from platform.exercise_step where name = $1', [STEP]),
  )
  return row !== null
}

async function noteDone(database: Database): Promise<void> {
  await database.performAsService(service, (scope) =>
    scope.tx.run('insert into platform.exercise_step (name) values ($1) on conflict do nothing', [STEP]),
  )
}
