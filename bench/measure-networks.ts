/**
 * Networks at a size: a subject's page, steps, a way, suggestions, each under the rule of sight and without it, over
 * mentions that are written by SQL. Also a viewer without any access, against a subject that does not exist.
 */
import type { Pool } from 'pg'
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
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, seedWorld, slugOf } from './world.ts'

const AGENCIES = 60
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
      await seedWorld(database, AGENCIES)
      await generate(cluster.admin, subjects)
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
  const under = await measureSide(as, seen)
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
  const plain = await withoutPolicies(admin, url, (past) => measureSide(onBehalf(past, viewer.person), seen))
  const pair = (name: keyof Side): Pair => ({ seen: under[name], plain: plain[name] })
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

type Side = Record<'page' | 'oneStep' | 'twoSteps' | 'path' | 'suggestions', Spread>

async function measureSide(as: As, seen: readonly SubjectId[]): Promise<Side> {
  const one = (at: number): SubjectId => seen[at % seen.length] as SubjectId
  const other = (at: number): SubjectId => seen[(at * 7 + 3) % seen.length] as SubjectId
  const times = async (work: (scope: MemberScope, at: number) => Promise<unknown>, calls = CALLS) => {
    const all: number[] = []
    for (let at = 0; at < calls + WARM_UP; at += 1) {
      const ms = await timed(() => as((scope) => work(scope, at)))
      if (at >= WARM_UP) all.push(ms)
    }
    return spreadOf(all)
  }
  return {
    page: await times((scope, at) => readSubject(scope, one(at))),
    oneStep: await times(async (scope, at) => neighboursOf(scope, await subjectInSight(scope, one(at)), 1)),
    twoSteps: await times(async (scope, at) => neighboursOf(scope, await subjectInSight(scope, one(at)), 2)),
    path: await times(async (scope, at) =>
      findPath(scope, await subjectInSight(scope, one(at)), await subjectInSight(scope, other(at))),
    ),
    suggestions: await times((scope) => readSuggestions(scope), 10),
  }
}

/**
 * The same statements on the same rows, without any policy: they name themselves for whom a row of reach is. On connections
 * of its own, because a connection keeps its plans.
 */
async function withoutPolicies<T>(
  admin: Pool,
  url: string,
  measure: (database: Database) => Promise<T>,
): Promise<T> {
  await admin.query('alter role seamark_member bypassrls')
  const database = openDatabase(url, 4, () => new Date())
  try {
    return await measure(database)
  } finally {
    await database.close()
    await admin.query('alter role seamark_member nobypassrls')
  }
}

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

/**
 * Writes reports with six statements each, of two of three subjects that one region of reports shares, so that there are
 * neighbours, ways and clusters; every tenth report is released to all, every fifth to two agencies. One telephone stands
 * on every tenth report.
 */
async function generate(admin: Pool, subjects: number): Promise<void> {
  const reports = Math.ceil(subjects / 2)
  const client = await admin.connect()
  try {
    await client.query('begin')
    // Past triggers: what is made here is accounted for nowhere.
    await client.query('set local session_replication_role = replica')
    await client.query(
      `create temporary table agencies on commit drop as
       select row_number() over (order by id) - 1 as n, id from identity.agency where slug = any ($1)`,
      [Array.from({ length: AGENCIES }, (_, at) => slugOf(at))],
    )
    await client.query(
      `insert into access.record (id, kind, reference, agency_id, status, title, classification, handling, review_on,
         created_at, released_to_all, released_to)
       select gen_random_uuid(), 'report', 'SM-B-' || r.n, a.id, 'disseminated', 'Report ' || r.n, 'OFFICIAL', 'P', '2030-01-01',
         now() - r.n * interval '1 minute', r.n % 10 = 0,
         case when r.n % 5 = 1 then array[(select id from agencies b where b.n = (r.n + 7) % ${String(AGENCIES)}),
                                        (select id from agencies b where b.n = (r.n + 13) % ${String(AGENCIES)})]
              else '{}'::integer[] end
       from generate_series(1, $1::integer) as r (n) join agencies a on a.n = (r.n * 7919) % ${String(AGENCIES)}`,
      [reports],
    )
    await client.query(
      `create temporary table numbered on commit drop as
       select row_number() over (order by created_at desc) as n, id from access.record where reference like 'SM-B-%'`,
    )
    await client.query(
      `insert into intelligence.version (report_id, version, written_at, digest)
       select id, 1, now(), sha256(convert_to('{}', 'UTF8')) from numbered`,
    )
    await client.query(
      `insert into intelligence.version_content (report_id, version, document, salt)
       select id, 1, '{}', sha256(uuid_send(id)) from numbered`,
    )
    await client.query(
      `insert into networks.subject (kind, key) select 'phone', 'b' || n from generate_series(1, $1::integer) n
       union all select 'phone', 'hub'`,
      [subjects],
    )
    await client.query(
      `create temporary table keyed on commit drop as
       select substr(key, 2)::integer as n, id from networks.subject where key like 'b%'`,
    )
    await client.query('create index on keyed (n)')
    await client.query(
      `insert into networks.mention (record_id, number, version, subject_id, agency_id, kind, item, written,
         source_evaluation, intelligence_assessment, basis, said_at)
       select r.id, k.number, 1, s.id, x.agency_id, 'phone', 1 + k.number / 4, array['b'], '2', 'C', 'fact', x.created_at
       from numbered r join access.record x on x.id = r.id
       cross join generate_series(1, 6) as k (number)
       join keyed s on s.n = 1 + (r.n * 2 + case when k.number < 5 then k.number else (r.n * 31 + k.number * 977) % 50 end) % $1::integer
       union all
       select r.id, 7, 1, (select id from networks.subject where key = 'hub'), x.agency_id, 'phone', 1, array['hub'], '2', 'C',
         'fact', x.created_at
       from numbered r join access.record x on x.id = r.id where r.n % 10 = 0`,
      [subjects],
    )
    await client.query(
      `insert into networks.reach (record_id, number, reader, version, subject_id, agency_id, kind, item, said_at, folds)
       select m.record_id, m.number, p.reader, 1, m.subject_id, m.agency_id, m.kind, m.item, m.said_at,
         -- a quarter belongs to somebody by name, who might be kept apart
         case when m.number % 4 = 1 then array['named-' || mod(hashtext(m.subject_id::text), 5000)] else '{}' end
       from networks.mention m join access.record r on r.id = m.record_id
       cross join lateral (
         select r.agency_id as reader
         union select 0 where r.released_to_all
         union select u from unnest(r.released_to) u where not r.released_to_all) p`,
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await admin.query('vacuum analyze networks.subject, networks.mention, networks.reach, access.record, intelligence.version, intelligence.version_content')
} // prettier-ignore
