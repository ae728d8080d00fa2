/** The queue of reviews with very many that are due: one page of it, and a decision about 200 at once. */
import type { Database } from '../src/platform/database/perform.ts'
import { room as intelligence } from '../src/rooms/intelligence/index.ts'
import { decideReviews, listReviews, type ReviewRow } from '../src/rooms/records/index.ts'
import type { Cluster } from './cluster.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type ReviewsFigure = { due: number; list: Spread; decide: Spread }

const PAGES = 200
const DECISIONS = 10
const AT_ONCE = 200

/** Records and their reviews by SQL, past the triggers: how they came is not what is measured. */
const LOAD = `
  insert into access.record (id, kind, reference, agency_id, status, title, classification, handling, review_on, created_at)
  select gen_random_uuid(), 'report', 'SM-DUE-' || n, $1, 'disseminated', 'Due', 'OFFICIAL', 'P',
         current_date - n % 400, now() - interval '3 years'
  from generate_series(1, $3::integer) n;`
const REVIEWS = `
  insert into records.review (record_id, agency_id, due_on, reviewer_id, suggested_group, suggested, why)
  select r.id, r.agency_id, r.review_on, $2, 1 + (random() * 3)::integer, 'keep', 'nobody-in-period'
  from access.record r where r.agency_id = $1 and r.reference like 'SM-DUE-%' and $3 > 0`

/**
 * Measures it through the use cases that the pages call, each in its transaction with its events.
 * @param due - how many reviews are due in one agency
 * @returns milliseconds of a page of the list, over 200 pages from the first on; of deciding 200, ten times
 */
export async function measureReviews(
  { admin }: Cluster,
  database: Database,
  world: BenchWorld,
  due: number,
): Promise<ReviewsFigure> {
  const [agency] = world.agencies
  const person = world.people.find(({ email }) => email === emailOf('records_manager', agency?.number ?? 0))
  if (!agency || !person) throw new Error('the world has no records manager')
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    for (const sql of [LOAD, REVIEWS])
      await client.query(
        sql.replaceAll(
          /\$([123])/g,
          (_, one: string) => [agency.id, `'${person.id}'`, due][Number(one) - 1]?.toString() ?? '',
        ),
      )
    await client.query('commit')
    await client.query('vacuum analyze access.record')
    await client.query('vacuum analyze records.review')
  } finally {
    client.release()
  }
  const as = <T>(work: Parameters<typeof database.performAs<T>>[1]) =>
    database.performAs({ personId: person.id, operation: 'records.reviews.list', purpose: null }, work)
  const list: number[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    const began = performance.now()
    const { next } = await as((scope) => listReviews(scope, { mine: true, cursor }))
    list.push(performance.now() - began)
    cursor = next ?? undefined
  }
  const rules = new Map((intelligence.retention ?? []).map((rule) => [rule.name, rule]))
  const decide: number[] = []
  for (let turn = 0; turn < DECISIONS; turn += 1) {
    const chosen: ReviewRow[] = []
    let at: string | undefined
    while (chosen.length < AT_ONCE) {
      const page = await as((scope) => listReviews(scope, { mine: true, cursor: at }))
      chosen.push(...page.rows)
      if (page.next === null) break
      at = page.next
    }
    const began = performance.now()
    await as((scope) =>
      decideReviews(scope, rules, chosen.slice(0, AT_ONCE), {
        ...{ decision: 'keep', group: 3, criteria: ['period'], reason: 'Its period runs on', ground: null },
      }),
    )
    decide.push(performance.now() - began)
  }
  await removeAll(admin)
  return { due, list: spreadOf(list), decide: spreadOf(decide) }
}

/** Nothing of it stays beside what other figures measure. */
async function removeAll(admin: Cluster['admin']): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    await client.query('delete from records.review')
    await client.query(`delete from access.record where reference like 'SM-DUE-%'`)
    await client.query('commit')
  } finally {
    client.release()
  }
}
