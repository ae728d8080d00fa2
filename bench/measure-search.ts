/** Search by eight people at once: over HTTP, through the use case, and what the rule of sight costs in it. */
import { randomFrom } from '../exercise/random.ts'
import type { Database } from '../src/platform/database/perform.ts'
import type { Scope } from '../src/platform/database/scope.ts'
import { reportKind } from '../src/rooms/intelligence/index.ts'
import { filtersOf, searchRecords } from '../src/rooms/search/search-records.ts'
import { parseQuery } from '../src/rooms/search/search-query.ts'
import type { Stage } from './agency-file.ts'
import type { RunningNode } from './running-node.ts'
import { questions, type Question } from './search-questions.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type SearchFigure = {
  searchers: number
  overHttp: Spread
  useCase: Spread
  /** the use case's 95th percentile for each kind of question, in milliseconds */
  byKind: Record<string, { p50: number; p95: number }>
  /** the same statement with the rule of sight and with it left out, taken in turns */
  rule: { applied: Spread; leftOut: Spread; ratioP50: number; ratioP95: number }
  peakBytes: number
}

const SEARCHERS = 8
const EACH = 150
const WARM_UP = 10

export async function measureSearch(
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  stage: Stage,
): Promise<SearchFigure> {
  node.takePeak()
  const overHttp = await together(stage, 1, async (question, searcher) => {
    const token = await node.tokenOf(emailOf('analyst', searcher * 7 + 1))
    const answer = await node.client.call('GET', `/api/v1/intelligence/reports?${parametersOf(question)}`, {
      token,
    })
    if (answer.status !== 200)
      throw new Error(`a search was answered with ${String(answer.status)}: ${answer.text.slice(0, 200)}`)
    return answer.ms
  })
  const peakBytes = node.takePeak()

  const byKind = new Map<string, number[]>()
  const useCase = await together(stage, 2, async (question, searcher) => {
    const who = { personId: personOf(world, searcher), operation: 'intelligence.search', purpose: null }
    const began = performance.now()
    await database.performAs(who, (scope) => searchRecords(scope, [reportKind], question.query))
    const ms = performance.now() - began
    byKind.set(question.kind, [...(byKind.get(question.kind) ?? []), ms])
    return ms
  })

  const applied: number[] = []
  const leftOut: number[] = []
  const random = randomFrom(11)
  await together(stage, 3, async (question, searcher) => {
    const rules = random() < 0.5 ? [true, false] : [false, true]
    await database.performAsService({ service: 'bench', operation: 'bench.search' }, async (scope) => {
      await becomeViewer(scope, personOf(world, searcher))
      for (const underRule of rules)
        (underRule ? applied : leftOut).push(await timeStatement(scope, question, underRule))
    })
    return 0
  })
  const [withRule, without] = [spreadOf(applied), spreadOf(leftOut)]
  return {
    searchers: SEARCHERS,
    overHttp: spreadOf(overHttp),
    useCase: spreadOf(useCase),
    byKind: Object.fromEntries(
      [...byKind].map(([kind, times]) => {
        const { p50, p95 } = spreadOf(times)
        return [kind, { p50, p95 }]
      }),
    ),
    rule: {
      applied: withRule,
      leftOut: without,
      ratioP50: withRule.p50 / without.p50,
      ratioP95: withRule.p95 / without.p95,
    },
    peakBytes,
  }
}

/** Everybody asks one question after another, each their own; the first few are not counted. */
async function together(
  stage: Stage,
  seed: number,
  ask: (question: Question, searcher: number) => Promise<number>,
): Promise<number[]> {
  const times = await Promise.all(
    Array.from({ length: SEARCHERS }, async (_, searcher) => {
      const row = questions(stage, seed * 100 + searcher)
      const mine: number[] = []
      for (let index = 0; index < WARM_UP + EACH; index++) {
        const next = row.next()
        if (next.done) break
        const ms = await ask(next.value, searcher)
        if (index >= WARM_UP) mine.push(ms)
      }
      return mine
    }),
  )
  return times.flat()
}

function parametersOf({ query }: Question): string {
  const parameters = new URLSearchParams({ q: query.q ?? '' })
  for (const agency of query.agencies ?? []) parameters.append('agency', agency)
  for (const grade of query.grades ?? []) parameters.append('grade', grade)
  for (const kind of query.kinds ?? []) parameters.append('kind', kind)
  for (const name of ['from', 'to', 'handling'] as const)
    if (query[name] !== undefined) parameters.set(name, query[name])
  return parameters.toString()
}

function personOf(world: BenchWorld, searcher: number): string {
  const email = emailOf('analyst', searcher * 7 + 1)
  const found = world.people.find((person) => person.email === email)
  if (!found) throw new Error(`there is nobody called ${email}`)
  return found.id
}

/** The settings by which the rule knows its viewer; the role stays the program's own. */
async function becomeViewer(scope: Scope, personId: string): Promise<void> {
  await scope.tx.one(
    `select set_config('seamark.person', $1::text, true), set_config('seamark.agency', p.agency_id::text, true),
            set_config('seamark.roles', array_to_string(p.roles, ','), true),
            set_config('seamark.clearance', p.clearance, true), set_config('seamark.active', 'true', true)
     from identity.person p where p.id = $1::uuid`,
    [personId],
  )
}

async function timeStatement(scope: Scope, { query }: Question, underRule: boolean): Promise<number> {
  const { any, none } = parseQuery(query.q ?? '')
  const filters = filtersOf(query)
  const asked = any.length > 0 || none.length > 0 ? JSON.stringify({ any, none }) : null
  const began = performance.now()
  await scope.tx.one(
    `select count(*) from search.candidates(search.query($1::jsonb),
       (select array_agg(a.id) from identity.agency a where a.slug = any ($2)), $3, $4, $5, $6, $7, 501, $8)`,
    [
      asked,
      filters.agencies,
      filters.since,
      filters.until,
      filters.grades,
      filters.handling,
      filters.kinds,
      underRule,
    ],
  )
  return performance.now() - began
}
