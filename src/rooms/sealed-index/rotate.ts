/**
 * Moves the index to the next epoch, without the agencies: docs/wire/sealed-index.md, section 7. The holders
 * see elements that are blinded. What is moved stays moved, so a run that was killed is gone on with.
 */
import type { Database } from '../../platform/database/perform.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import { connectHolders, type Connected } from './connect.ts'
import { refreshHolders } from './holders.ts'
import { nodeCaller } from './node-caller.ts'
import { epochsOf } from './parameters.ts'
import { rekeyElements } from '../../holder-client/index.ts'
import { SIZE, openPool, type Pool } from '../../library/oprf/index.ts'

const service = { service: 'sealing', operation: 'deconfliction.sealed.rotate' }

/** Elements of one call and one transaction. */
const AT_ONCE = 2_048

type Left = { kind: string; element: Buffer }[]

/**
 * Makes the job that asks the holders, and moves the index when both prove a next epoch. By the clock, and when the
 * operator asks.
 * @param dataFolder - holds the node's key at the holders
 * @returns the job
 */
export function rotateTask(dataFolder: string): Task {
  return async ({ database }) => {
    const { rotating } = await refreshHolders(database, { caller: await nodeCaller(dataFolder) })
    if (rotating) await moveIndex(database, dataFolder)
  }
}

/**
 * Moves whatever is left in the old epoch, then makes the new one current.
 * @param dataFolder - holds the node's key at the holders
 * @throws SeamarkError of a holder; run again to go on
 */
export async function moveIndex(database: Database, dataFolder: string): Promise<void> {
  const caller = await nodeCaller(dataFolder)
  const found = await database.performAsService(service, async (scope) => ({
    epochs: await epochsOf(scope),
    connected: await connectHolders(scope, caller, 'rekey'),
  }))
  const { current, preparing } = found.epochs
  if (current === null || preparing === null || found.connected === null) return
  const move = { from: current, to: preparing, connected: found.connected }
  const pool = openPool(1)
  try {
    for (;;) {
      const left = await database.performAsService(service, (scope) =>
        scope.tx.many<Left[number]>(
          `select distinct element, kind from deconfliction.sealed_token where epoch = $1 order by element limit $2`,
          [current, AT_ONCE],
        ),
      )
      for (const kind of new Set(left.map((one) => one.kind)))
        await moveBatch(
          database,
          pool,
          move,
          kind,
          left.filter((one) => one.kind === kind),
        )
      if (left.length < AT_ONCE) break
    }
  } finally {
    await pool.close()
  }
  await finish(database, current, preparing)
}

async function moveBatch(
  database: Database,
  pool: Pool,
  { from, to, connected }: { from: number; to: number; connected: Connected },
  kind: string,
  batch: Left,
): Promise<void> {
  const [before] = connected.keysOf(from, kind) ?? []
  const [after] = connected.keysOf(to, kind) ?? []
  if (!before || !after) throw new Error(`There is no key for the kind "${kind}" in both epochs.`)
  const row = new Uint8Array(Buffer.concat(batch.map(({ element }) => element)))
  const moved = await rekeyElements(pool, connected.holders[0], { kind, from, to, before, after }, row)
  await database.performAsService(service, (scope) =>
    scope.tx.one('select deconfliction.rekey_sealed($1, $2, $3, $4)', [
      batch.map(({ element }) => element),
      batch.map((_, place) => Buffer.from(moved.subarray(place * SIZE, (place + 1) * SIZE))),
      to,
      scope.operation,
    ]),
  )
}

/** From here on agencies seal with the new keys. Their next call names the old epoch and is told. */
async function finish(database: Database, from: number, to: number): Promise<void> {
  await database.performAsService(service, async (scope) => {
    const { left } = await scope.tx.one<{ left: boolean }>(
      'select exists (select from deconfliction.sealed_token where epoch = $1) as left',
      [from],
    )
    if (left) throw new Error('Something of the old epoch is left; the next run moves it.')
    await scope.tx.run(
      `update deconfliction.sealed_epoch set state = 'retired', ended_at = $2 where number = $1`,
      [from, scope.now],
    )
    await scope.tx.run(`update deconfliction.sealed_epoch set state = 'current' where number = $1`, [to])
    scope.record({ kind: 'administration', detail: { epoch: to, state: 'current' } })
  })
}
