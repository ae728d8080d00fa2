/**
 * Networks at a size: a subject's page, steps, a way, suggestions, each under the rule of sight and without it, over
 * mentions that are written by SQL. Also a viewer without any access, against a subject that does not exist.
 */
import { openDatabase, type Database } from '../src/platform/database/perform.ts'
import type { MemberScope } from '../src/platform/database/scope.ts'
import {
  findPath,
  neighboursOf,
  readSubject,
  readSuggestions,
  subjectInSight,
} from '../src/rooms/networks/index.ts'
import type { AgencyId, PersonId, SubjectId } from '../src/wire/ids.ts'
import { makeCluster, type Cluster } from './cluster.ts'
import { withoutRule } from './networks-plain.ts'
import { generateNetworks, NETWORKS_AGENCIES } from './networks-world.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, seedWorld } from './world.ts'

/** Calls of each kind: so many in each of so many turns, with the rule and without it. */
const CALLS_A_TURN = 20
const TURNS = 4
/** Calls for what is hidden, and for what is absent. */
const CALLS = 60
const WARM_UP = 5

/** Under the rule, and the same statements over the same rows without it. Milliseconds. */
export type Pair = { seen: Spread; plain: Spread }

export type NetworksFigure = {
  subjects: number
  statements: number
  page: Pair
  oneStep: Pair
  twoSteps: Pair
  path: Pair
  suggestions: Pair
  /** the chance that a call for what is hidden takes longer than one for what is absent: 0.5 is no difference */
  auc: number
  /** neighbours of a subject that a tenth of all reports name */
  hub: Spread
} // prettier-ignore

/**
 * Measures one size after the other, each in a database of its own.
 * @param sizes - how many subjects; three statements are made for each
 */
export async function measureNetworks(sizes: readonly number[]): Promise<NetworksFigure[]> {
  const figures: NetworksFigure[] = []
  for (const subjects of sizes) {
    const cluster = await makeCluster(null)
    const database = openDatabase(cluster.url, 4, () => new Date())
    try {
      await seedWorld(database, NETWORKS_AGENCIES)
      await generateNetworks(cluster.admin, subjects)
      figures.push({ subjects, statements: subjects * 3, ...(await measureAt(cluster, database)) })
    } finally {
      await database.close()
      await cluster.remove()
    }
  }
  return figures
}

async function measureAt(
  { admin, url }: Cluster,
  database: Database,
): Promise<Omit<NetworksFigure, 'subjects' | 'statements'>> {
  const { rows } = await admin.query<{ person: PersonId; agency: AgencyId }>(
    `select p.id as person, p.agency_id as agency from identity.person p where p.email = $1`,
    [emailOf('coordinator', 0)],
  )
  const viewer = rows[0]
  if (!viewer) throw new Error('nobody looks')
  const ids = async (sql: string): Promise<SubjectId[]> =>
    (await admin.query<{ id: SubjectId }>(sql, [viewer.agency])).rows.map(({ id }) => id)
  const seen = await ids(
    `select h.subject_id as id from networks.reach h
     where h.reader in (0, $1) group by 1 order by md5(h.subject_id::text) limit 200`,
  )
  const hidden = await ids(
    `select s.id from networks.subject s
     where not exists (select from networks.reach h where h.subject_id = s.id and h.reader in (0, $1))
     order by md5(s.id::text) limit ${String(CALLS)}`,
  )
  const [hub] = await ids('select id from networks.subject where word is null and $1 > 0 and key = $$hub$$')
  const as = onBehalf(database, viewer.person)
  const look = (id: SubjectId) => timed(() => as((scope) => readSubject(scope, id)).catch(() => undefined))
  const hiddenTimes: number[] = []
  const absentTimes: number[] = []
  for (const id of hidden) {
    hiddenTimes.push(await look(id))
    absentTimes.push(await look(crypto.randomUUID() as SubjectId))
  }
  const hubTimes: number[] = []
  for (let at = 0; hub !== undefined && at < 20; at += 1)
    hubTimes.push(await timed(() => as(async (scope) => neighboursOf(scope, await subjectInSight(scope, hub), 1))))
  const under = noTimes()
  const plain = noTimes()
  // In turns, so that what else the machine does weighs upon both.
  for (let turn = 0; turn < TURNS; turn += 1) {
    const side = async (of: Times) => {
      const own = openDatabase(url, 4, () => new Date())
      await measureSide(onBehalf(own, viewer.person), seen, of, turn * CALLS_A_TURN).finally(() => own.close())
    }
    await side(under)
    await withoutRule(admin, () => side(plain))
  }
  const pair = (name: keyof Times): Pair => ({ seen: spreadOf(under[name]), plain: spreadOf(plain[name]) })
  return {
    ...{ page: pair('page'), oneStep: pair('oneStep'), twoSteps: pair('twoSteps'), path: pair('path') },
    ...{ suggestions: pair('suggestions'), auc: aucOf(hiddenTimes, absentTimes), hub: spreadOf(hubTimes) },
  }
} // prettier-ignore

type As = <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>

const onBehalf =
  (database: Database, personId: PersonId): As =>
  (work) =>
    database.performAs({ personId, operation: 'bench', purpose: null }, work)

type Times = Record<'page' | 'oneStep' | 'twoSteps' | 'path' | 'suggestions', number[]>

const noTimes = (): Times => ({ page: [], oneStep: [], twoSteps: [], path: [], suggestions: [] })

async function measureSide(as: As, seen: readonly SubjectId[], into: Times, from: number): Promise<void> {
  const one = (at: number): SubjectId => seen[at % seen.length] as SubjectId
  const other = (at: number): SubjectId => seen[(at * 7 + 3) % seen.length] as SubjectId
  const times = async (all: number[], work: (scope: MemberScope, at: number) => Promise<unknown>, calls = CALLS_A_TURN) => {
    for (let at = 0; at < calls + WARM_UP; at += 1) {
      const ms = await timed(() => as((scope) => work(scope, from + at)))
      if (at >= WARM_UP) all.push(ms)
    }
  }
  await times(into.page, (scope, at) => readSubject(scope, one(at)))
  await times(into.oneStep, async (scope, at) => neighboursOf(scope, await subjectInSight(scope, one(at)), 1))
  await times(into.twoSteps, async (scope, at) => neighboursOf(scope, await subjectInSight(scope, one(at)), 2))
  await times(into.path, async (scope, at) =>
    findPath(scope, await subjectInSight(scope, one(at)), await subjectInSight(scope, other(at))),
  )
  await times(into.suggestions, (scope) => readSuggestions(scope), 5)
} // prettier-ignore

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The area under the curve: how well a call's time tells the one from the other. */
function aucOf(some: readonly number[], others: readonly number[]): number {
  if (some.length === 0 || others.length === 0) return NaN
  let above = 0
  for (const one of some) for (const other of others) above += one > other ? 1 : one === other ? 0.5 : 0
  return above / (some.length * others.length)
}
