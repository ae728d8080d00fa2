/** How many reports a second the real import keeps, and how many rows a bare table would take. */
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../src/platform/identifiers.ts'
import { reportsOf, writeAgencyFile, type Stage } from './agency-file.ts'
import { startChild } from './child.ts'
import type { Cluster } from './cluster.ts'
import type { ImportDone, ImportOrder } from './import-process.ts'
import { slugOf } from './world.ts'

const MAPPING = path.join(import.meta.dirname, '..', 'exercise', 'lantern', 'sussex-police.mapping.json')

export type ImportFigure = {
  kept: number
  /** reports a second over the whole stage, files' writing not counted */
  overall: number
  /** reports a second over the last tenth of the agencies */
  lastStretch: number
  bytes: number
  peakBytes: number
}

/**
 * Imports every agency's file of one stage, one after another.
 * @throws when a row is refused: what is generated is valid
 */
export async function importStage(
  cluster: Cluster,
  stage: Stage,
  say: (line: string) => void,
): Promise<ImportFigure> {
  const child = startChild<ImportOrder, ImportDone>('import-process.ts')
  const seconds: number[] = []
  let kept = 0
  let bytes = 0
  try {
    for (let agency = 0; agency < stage.agencies; agency++) {
      const file = path.join(cluster.folder, `${slugOf(agency)}.csv`)
      await writeAgencyFile(file, stage, agency)
      bytes += (await stat(file)).size
      const done = await child.order({
        databaseUrl: cluster.url,
        mapping: MAPPING,
        file,
        agencySlug: slugOf(agency),
      })
      await rm(file)
      if (done.refused > 0) throw new Error(`${String(done.refused)} generated rows were refused`)
      kept += done.kept
      seconds.push(done.seconds)
      say(
        `import: ${String(kept)} of ${String(stage.reports)}, ${perSecond(done.kept, done.seconds)} a second`,
      )
    }
    const last = seconds.slice(-Math.max(1, Math.ceil(stage.agencies / 10)))
    const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)
    const each = kept / stage.agencies
    return {
      kept,
      overall: kept / sum(seconds),
      lastStretch: (each * last.length) / sum(last),
      bytes,
      peakBytes: child.takePeak(),
    }
  } finally {
    await child.stop()
  }
}

const perSecond = (count: number, seconds: number) => String(Math.round(count / seconds))

const ROWS = 20_000
const AT_ONCE = 500

/**
 * The plain limit: the same reports into a table without index, trigger, row-level security or ledger, as
 * many to a transaction as the import has.
 * @returns rows a second
 */
export async function plainInsert(cluster: Cluster, stage: Stage): Promise<number> {
  await cluster.admin.query('drop table if exists public.plain')
  await cluster.admin.query(
    'create table public.plain (id uuid, reference text, title text, classification text, handling text, document jsonb)',
  )
  let batch: object[] = []
  let count = 0
  let seconds = 0
  const write = async () => {
    const began = performance.now()
    await cluster.admin.query(
      `insert into public.plain select * from jsonb_to_recordset($1::jsonb)
         as x (id uuid, reference text, title text, classification text, handling text, document jsonb)`,
      [JSON.stringify(batch)],
    )
    seconds += (performance.now() - began) / 1000
    count += batch.length
    batch = []
  }
  for (let agency = 0; agency < stage.agencies && count < ROWS; agency++)
    for (const report of reportsOf(stage, agency)) {
      const { title, classification, handling, agency_reference: reference } = report
      batch.push({ id: newId(), reference, title, classification, handling, document: report })
      if (batch.length === AT_ONCE) await write()
      if (count >= ROWS) break
    }
  if (batch.length > 0) await write()
  await cluster.admin.query('drop table public.plain')
  return count / seconds
}
