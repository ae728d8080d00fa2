/** The identifier check: how long it takes, and whether its time betrays a silent record. */
import type { Database } from '../src/platform/database/perform.ts'
import { checkValue } from '../src/rooms/matches/check-value.ts'
import { fileReports } from '../src/rooms/intelligence/index.ts'
import { newId } from '../src/platform/identifiers.ts'
import { randomFrom } from '../exercise/random.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import {
  areaUnderCurve,
  kolmogorovSmirnov,
  mannWhitney,
  spreadOf,
  type Area,
  type Spread,
} from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type CheckFigure = {
  overHttp: Spread
  useCase: Spread
  /** plain limit: one row inserted and flushed, and one looked up by its key, in one transaction */
  plain: Spread
  timing: {
    calls: number
    silent: Spread
    none: Spread
    mannWhitney: number
    kolmogorovSmirnov: number
    /** how often a silent hit took longer than no hit */
    area: Area
    /** by how many per cent the median of silent hits is above that of no hits */
    medians: number
  }
  peakBytes: number
}

const SILENT = 500
const CALLS = 1_000
const PURPOSE = 'Benchmark of the check'

// Numbers of a country code that nobody has, beyond those of the generated reports.
const silentNumber = (run: number, index: number) => `+9998${String(run)}1${String(index).padStart(5, '0')}`
const unknownNumber = (run: number, index: number) => `+9998${String(run)}2${String(index).padStart(5, '0')}`

/**
 * @param run - the size's number: each has silent records of its own
 * @param timingCalls - calls of each kind in the comparison of silent hits with none
 */
export async function measureCheck(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  run: number,
  timingCalls: number,
): Promise<CheckFigure> {
  // A person's day has a quota; a benchmark asks more in a minute than a desk in a week.
  await cluster.admin.query('update deconfliction.setting set checks_per_day = 100000')
  await fileSilent(database, world, run)
  await cluster.admin.query('vacuum analyze deconfliction.identifier')
  const held = await heldNumbers(cluster)
  const random = randomFrom(run + 1)
  const pick = (index: number) =>
    index % 2 === 0
      ? (held[Math.floor(random() * held.length)] ?? '')
      : unknownNumber(run, Math.floor(random() * 100_000))
  const ask = async (index: number, value: string) => {
    // Agency 0 owns the silent records and asks nothing; the others take turns.
    const number = 1 + (index % (world.agencies.length - 1))
    const answer = await node.client.call('POST', '/api/v1/deconfliction/check', {
      token: await node.tokenOf(emailOf('analyst', number)),
      body: { kind: 'phone', value, purpose: PURPOSE },
    })
    if (answer.status !== 200) throw new Error(`the check was answered with ${String(answer.status)}`)
    return answer
  }
  for (let index = 0; index < 200; index++) await ask(index, pick(index))
  node.takePeak()
  const overHttp: number[] = []
  for (let index = 0; index < CALLS; index++) overHttp.push((await ask(index, pick(index))).ms)

  const analysts = world.people.filter(
    (one) => one.email.startsWith('analyst') && one.email !== emailOf('analyst', 0),
  )
  const useCase: number[] = []
  for (let index = 0; index < CALLS; index++) {
    const personId = analysts[index % analysts.length]?.id ?? ''
    const began = performance.now()
    await database.performAs({ personId, operation: 'deconfliction.check', purpose: null }, (scope) =>
      checkValue(scope, { kind: 'phone', value: pick(index), purpose: PURPOSE }),
    )
    useCase.push(performance.now() - began)
  }

  const silent: number[] = []
  const none: number[] = []
  let body: string | undefined
  for (let index = 0; index < timingCalls; index++) {
    const kinds = random() < 0.5 ? [true, false] : [false, true]
    for (const isSilent of kinds) {
      const value = isSilent ? silentNumber(run, index % SILENT) : unknownNumber(run, index % SILENT)
      const answer = await ask(index * 2 + (isSilent ? 1 : 0), value)
      // How many are left, and the asker's own value as it was read.
      const same = answer.text.replace(/"checks_left":\d+|"understood":\[[^\]]*\]/g, '')
      body ??= same
      if (same !== body) throw new Error('a silent hit and no hit are answered in different words')
      ;(isSilent ? silent : none).push(answer.ms)
    }
  }
  return {
    overHttp: spreadOf(overHttp),
    useCase: spreadOf(useCase),
    plain: spreadOf(await plainLookups(cluster)),
    timing: {
      calls: timingCalls,
      silent: spreadOf(silent),
      none: spreadOf(none),
      mannWhitney: mannWhitney(silent, none),
      kolmogorovSmirnov: kolmogorovSmirnov(silent, none),
      area: areaUnderCurve(silent, none),
      medians: (spreadOf(silent).p50 / spreadOf(none).p50 - 1) * 100,
    },
    peakBytes: node.takePeak(),
  }
}

async function fileSilent(database: Database, world: BenchWorld, run: number): Promise<void> {
  const agencyId = world.agencies[0]?.id ?? 0
  const what = { service: 'bench', operation: 'bench.file-silent', agencyId }
  await database.performAsService(what, (scope) =>
    fileReports(
      scope,
      agencyId,
      Array.from({ length: SILENT }, (_, index) => ({
        createdAt: new Date(),
        needsEvaluation: false,
        report: {
          title: 'A silent record',
          classification: 'OFFICIAL' as const,
          handling: 'P' as const,
          discoverable: false,
          review_on: '2032-01-01',
          items: [
            {
              text: 'Nobody may learn of this.',
              source_evaluation: '1' as const,
              intelligence_assessment: 'A' as const,
              basis: 'fact' as const,
            },
          ],
          subjects: [{ kind: 'phone' as const, item: 1, value: silentNumber(run, index) }],
        },
      })),
    ),
  )
}

async function heldNumbers(cluster: Cluster): Promise<string[]> {
  const { rows } = await cluster.admin.query<{ key: string }>(
    `select key from deconfliction.identifier where kind = 'phone' and open order by record_id desc limit 1000`,
  )
  return rows.map(({ key }) => key)
}

async function plainLookups(cluster: Cluster): Promise<number[]> {
  const connection = await cluster.admin.connect()
  const times: number[] = []
  try {
    await connection.query('create table public.plain (id uuid primary key, value text)')
    for (let index = 0; index < CALLS; index++) {
      const id = newId()
      const began = performance.now()
      await connection.query('begin')
      await connection.query({
        name: 'put',
        text: 'insert into public.plain values ($1, $2)',
        values: [id, PURPOSE],
      })
      await connection.query({
        name: 'get',
        text: 'select value from public.plain where id = $1',
        values: [id],
      })
      await connection.query('commit')
      times.push(performance.now() - began)
    }
    await connection.query('drop table public.plain')
  } finally {
    connection.release()
  }
  return times
}
