/** Reports filed one by one over the API by many at once, each durable, matched and in the ledger. */
import type { Report } from '../src/rooms/intelligence/report.ts'
import { newId } from '../src/platform/identifiers.ts'
import { reportsOf, type Stage } from './agency-file.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf } from './world.ts'

export type FilingFigure = {
  clients: number
  seconds: number
  perSecond: number
  times: Spread
  /** of the reports answered with 201: how many are in the tables, with a version, an event, their words */
  checked: { answered: number; kept: number; withEvent: number; searched: number; matches: number }
  peakBytes: number
}

const CLIENTS = 16

/** @param stage - whose reports are filed; a stage that no import has used */
export async function measureFiling(
  cluster: Cluster,
  node: RunningNode,
  stage: Stage,
  seconds: number,
): Promise<FilingFigure> {
  const ids: string[] = []
  const times: number[] = []
  node.takePeak()
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const token = await node.tokenOf(emailOf('intelligence_officer', client % stage.agencies))
      const reports = reportsOf(stage, client % stage.agencies)
      while (performance.now() < until) {
        const next = reports.next()
        if (next.done) throw new Error('the generator has no more reports')
        const filed = await node.client.call('POST', '/api/v1/intelligence/reports', {
          token,
          body: bodyOf(next.value),
        })
        if (filed.status !== 201)
          throw new Error(`filing was answered with ${String(filed.status)}: ${filed.text.slice(0, 300)}`)
        times.push(filed.ms)
        ids.push((JSON.parse(filed.text) as { id: string }).id)
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  return {
    clients: CLIENTS,
    seconds: took,
    perSecond: ids.length / took,
    times: spreadOf(times),
    checked: { answered: ids.length, ...(await countKept(cluster, ids)) },
    peakBytes: node.takePeak(),
  }
}

/** A report as the API takes it: without the field that only imports write. */
function bodyOf({ original_grade: _, ...report }: Report): object {
  return report
}

async function countKept(cluster: Cluster, ids: readonly string[]) {
  const { rows } = await cluster.admin.query<Record<'kept' | 'withEvent' | 'searched' | 'matches', string>>(
    `select count(*) as kept,
       count(*) filter (where exists (select from ledger.event e where e.subject_id = f.id and e.kind = 'collection')) as "withEvent",
       count(*) filter (where exists (select from search.entry s where s.record_id = f.id)) as searched,
       count(*) filter (where exists (select from deconfliction.match_side s where s.record_id = f.id)) as matches
     from unnest($1::uuid[]) as f (id)
     join access.record r on r.id = f.id join intelligence.version v on v.report_id = f.id`,
    [ids],
  )
  const [row] = rows
  return {
    kept: Number(row?.kept),
    withEvent: Number(row?.withEvent),
    searched: Number(row?.searched),
    matches: Number(row?.matches),
  }
}

/**
 * The plain limit: as many connections inserting one row each, flushed to disk, into a table without
 * index, trigger or row-level security.
 * @returns commits a second
 */
export async function plainCommits(cluster: Cluster, stage: Stage, seconds: number): Promise<number> {
  await cluster.admin.query('drop table if exists public.plain')
  await cluster.admin.query('create table public.plain (id uuid, document jsonb)')
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let count = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const reports = reportsOf(stage, client % stage.agencies)
      const connection = await cluster.admin.connect()
      while (performance.now() < until) {
        const next = reports.next()
        if (next.done) break
        await connection.query({
          name: 'plain',
          text: 'insert into public.plain values ($1, $2)',
          values: [newId(), JSON.stringify(next.value)],
        })
        count++
      }
      connection.release()
    }),
  )
  const took = (performance.now() - began) / 1000
  await cluster.admin.query('drop table public.plain')
  return count / took
}
