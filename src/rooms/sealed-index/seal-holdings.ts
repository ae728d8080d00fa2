/**
 * What the node's agencies hold here in clear, sealed by the node itself, so that it meets what others hold
 * sealed. Which reports are due is kept by the database, whoever files, changes or recalls them.
 */
import type { Database } from '../../platform/database/perform.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import { connectHolders, type Connected } from './connect.ts'
import { nodeCaller } from './node-caller.ts'
import { epochsOf } from './parameters.ts'
import { sealInputs } from '../../holder-client/index.ts'
import { heldInputs, type HeldInput } from './held-inputs.ts'
import { SIZE, openPool, type Pool } from '../../library/oprf/index.ts'
import { MOST_ELEMENTS } from '../../library/sealing/index.ts'

const service = { service: 'sealing', operation: 'deconfliction.sealed.seal-holdings' }

/** Reports whose tokens are made anew in one transaction: filing waits for no more than these. */
const AT_ONCE = 200

/**
 * Makes the job that seals what is due.
 * @param dataFolder - holds the node's key at the holders
 * @returns the job
 */
export function sealHoldingsTask(dataFolder: string): Task {
  return ({ database }) => sealHoldings(database, dataFolder)
}

type DueReport = { id: string; revision: number }
type Due = { epoch: number; connected: Connected; reports: DueReport[]; inputs: HeldInput[] }

/**
 * Seals what is due. A holder that is down or has no quota left ends it with an error; what was sealed stays,
 * and the next run goes on.
 * @param dataFolder - holds the node's key at the holders
 * @param options - `only`: of what is due, these reports
 */
export async function sealHoldings(
  database: Database,
  dataFolder: string,
  options: { only?: readonly string[] } = {},
): Promise<void> {
  let pool: Pool | null = null
  try {
    for (;;) {
      const due = await findDue(database, dataFolder, options.only ?? null)
      if (due === null) return
      pool ??= openPool(1)
      const tokens = await sealAll(pool, due)
      await keep(database, due, tokens)
    }
  } finally {
    await pool?.close()
  }
}

/** @returns null when nothing is due, there are no holders, or the index is being moved */
async function findDue(
  database: Database,
  dataFolder: string,
  only: readonly string[] | null,
): Promise<Due | null> {
  return await database.performAsService(service, async (scope) => {
    const { current, preparing } = await epochsOf(scope)
    if (current === null || preparing !== null) return null
    const reports = await scope.tx.many<DueReport>(
      `select record_id as id, revision from deconfliction.sealing_due
       where $2::uuid[] is null or record_id = any ($2) order by record_id limit $1`,
      [AT_ONCE, only],
    )
    if (reports.length === 0) return null
    const connected = await connectHolders(scope, await nodeCaller(dataFolder), 'seal')
    if (connected === null) return null
    const inputs = await heldInputs(
      scope,
      reports.map(({ id }) => id),
    )
    return { epoch: current, connected, reports, inputs }
  })
}

type Token = { report: string; kind: string; element: Buffer; shown: string }

async function sealAll(pool: Pool, { epoch, connected, inputs }: Due): Promise<Token[]> {
  const tokens = new Map<string, Token>()
  for (const kind of new Set(inputs.map((input) => input.kind))) {
    const keys = connected.keysOf(epoch, kind)
    if (keys === null) continue
    const ofKind = inputs.filter((input) => input.kind === kind)
    // A value that several reports hold is sealed once.
    const values = [...new Set(ofKind.map(({ input }) => input))]
    const elements = new Map<string, Buffer>()
    for (let start = 0; start < values.length; start += MOST_ELEMENTS) {
      const batch = values.slice(start, start + MOST_ELEMENTS)
      const row = await sealInputs(pool, { holders: connected.holders, keys }, { kind, epoch }, batch)
      batch.forEach((value, place) =>
        elements.set(value, Buffer.from(row.subarray(place * SIZE, (place + 1) * SIZE))),
      )
    }
    for (const { report, input, shown } of ofKind) {
      const element = elements.get(input)
      // Two persons of one report may share a token.
      if (element) tokens.set(`${report} ${element.toString('hex')}`, { report, kind, element, shown })
    }
  }
  return [...tokens.values()]
}

async function keep(database: Database, due: Due, tokens: readonly Token[]): Promise<void> {
  await database.performAsService(service, async (scope) => {
    // The index may have begun to move meanwhile: then these tokens are of no use, and are made again.
    const { current, preparing } = await epochsOf(scope)
    if (current !== due.epoch || preparing !== null) return
    const { affected } = await scope.tx.one<{ affected: number[] }>(
      'select deconfliction.replace_tokens($1, $2, $3, $4, $5, $6, $7) as affected',
      [
        due.reports.map(({ id }) => id),
        tokens.map(({ report }) => report),
        tokens.map(({ kind }) => kind),
        tokens.map(({ element }) => element),
        tokens.map(({ shown }) => shown),
        due.epoch,
        scope.operation,
      ],
    )
    // What changed after it was read is due again.
    await scope.tx.run(
      `delete from deconfliction.sealing_due d using unnest($1::uuid[], $2::integer[]) as done (id, revision)
       where d.record_id = done.id and d.revision = done.revision`,
      [due.reports.map(({ id }) => id), due.reports.map(({ revision }) => revision)],
    )
    scope.wake(affected)
  })
}
