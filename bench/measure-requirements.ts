/** What requirements cost: a filing, to which they are offered; and the lists of them. */
import type { Database } from '../src/platform/database/perform.ts'
import { room } from '../src/rooms/requirements/index.ts'
import type { Desk } from '../test/support/callers.ts'
import { draftReadyToFile } from '../test/support/drafts.ts'
import { filledIn, formOf } from '../test/support/form.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type RequirementsFigure = {
  /** how many are there, and how many of them are open while reports are filed */
  total: number
  open: number
  /** a whole filing on the pages, milliseconds, with so many open in sight and with none */
  filing: { with: Spread; without: Spread }
  /** what asks for those that are offered, in a transaction of its own */
  offer: Spread
  /** by list, the first page and pages from anywhere in it */
  lists: { list: string; times: Spread }[]
}

const OPEN = 10_000
const TOTAL = 100_000
/** Filings with and without take turns, so that what else the machine does meets both. */
const TURNS = 40
const FILINGS_A_TURN = 3
const OFFERS = 400
const VIEWS = 200

/**
 * Puts a hundred thousand requirements of one agency before another, which each of them asks, then files reports of that
 * one on the pages while ten thousand of them are open, and while none is.
 */
export async function measureRequirements(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
): Promise<RequirementsFigure> {
  const [asked, owner] = world.agencies
  const officer = world.people.find(({ email }) => email === emailOf('intelligence_officer', 0))
  const author = world.people.find(({ email }) => email === emailOf('intelligence_officer', 1))
  if (!asked || !owner || !officer || !author) throw new Error('two agencies take part')
  await loadRequirements(cluster, { owner: owner.id, author: author.id, asked: asked.id })
  const offer = room.filingOffers?.[0]?.offer
  if (!offer) throw new Error('the room offers nothing')
  const who = { personId: officer.id, operation: 'bench.offer', purpose: null }
  const offers: number[] = []
  await open(cluster, OPEN)
  for (let at = 0; at < OFFERS; at++) {
    const began = performance.now()
    const slot = await database.performAs(who, offer)
    offers.push(performance.now() - began)
    if (slot === null) throw new Error('nothing is offered')
  }
  const desk = await node.signIn(officer.email)
  const times = { with: [] as number[], without: [] as number[] }
  for (let turn = 0; turn < TURNS; turn++)
    for (const side of turn % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      await open(cluster, side === 'with' ? OPEN : 0)
      for (let at = 0; at < FILINGS_A_TURN; at++) times[side].push(await fileOnPages(desk, side === 'with'))
    }
  await open(cluster, OPEN)
  return {
    total: TOTAL,
    open: OPEN,
    filing: { with: spreadOf(times.with), without: spreadOf(times.without) },
    offer: spreadOf(offers.slice(OFFERS / 10)),
    lists: [
      { list: 'what we ask', times: await readList(node, emailOf('intelligence_officer', 1), '/requirements/ours') },
      { list: 'asked of us', times: await readList(node, emailOf('intelligence_officer', 0), '/requirements') },
    ],
  }
} // prettier-ignore

/** @returns milliseconds from the first page of a draft to the page behind its filing */
async function fileOnPages(desk: Desk, isOffered: boolean): Promise<number> {
  const began = performance.now()
  const draft = await draftReadyToFile(desk)
  const address = `/reports/drafts/${draft}/check`
  const page = await desk.get(address)
  const filed = await desk.post(address, filledIn(formOf(page.text, 'revision'), {}))
  const took = performance.now() - began
  if (filed.status !== 303) throw new Error(`filing was answered with ${String(filed.status)}`)
  if (page.text.includes('name="answers"') !== isOffered) throw new Error('offered, or not, against the plan')
  return took
}

/** The first page, and pages that begin anywhere. */
async function readList(node: RunningNode, email: string, path: string): Promise<Spread> {
  const desk = await node.signIn(email)
  const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const times: number[] = []
  for (let view = 0; view < VIEWS; view++) {
    const at = new Date(Date.UTC(2026, 0, 1) + ((view * 7_919) % TOTAL) * 60_000)
    const cursor = Buffer.from(JSON.stringify([at.toISOString(), '00000000-0000-7000-8000-000000000000']))
    const from = view % 2 === 0 ? '' : `&cursor=${cursor.toString('base64url')}`
    const answer = await node.client.call('GET', `${path}?state=all${from}`, { cookie })
    if (answer.status !== 200) throw new Error(`${path}: status ${String(answer.status)}`)
    times.push(answer.ms)
  }
  return spreadOf(times.slice(VIEWS / 10))
}

/** As their use cases would have written them, without a hundred thousand transactions. */
async function loadRequirements(
  { admin }: Cluster,
  { owner, author, asked }: { owner: number; author: string; asked: number },
): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    // The events that the triggers would ask for are not what is measured.
    await client.query('set local session_replication_role = replica')
    await client.query(
      `create temporary table bench_requirement on commit drop as
       select md5('bench requirement ' || n)::uuid as id, n, timestamptz '2026-01-01 UTC' + make_interval(mins => n) as at
       from generate_series(1, ${String(TOTAL)}) as n`,
    )
    await client.query(
      `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
         released_to, discoverable, review_on, created_at, filed_at)
       select id, 'requirement', 'BENCH-' || n, $1, $2, 'disseminated', 'Which yard sells engines of batch ' || n || '?',
              'OFFICIAL', 'P', array[$3::integer], false, '2030-01-01', at, at from bench_requirement
       on conflict do nothing`,
      [owner, author, asked],
    )
    await client.query(
      `insert into requirements.requirement (id, agency_id, created_at, why, decision, priority, about_kind, about,
         valuable_until, owner_id, state, closed_at, closing_words)
       select id, $1, at, 'Nobody knows', 'Where to look', 'Supply', 'supply', 'Engines', '2030-01-01', $2, 'answered', at,
              'It helped' from bench_requirement
       on conflict do nothing`,
      [owner, author],
    )
    await client.query(
      `insert into requirements.line (id, requirement_id, number, owner_id, agency_id, source, basis, by_when, state,
         asked_at, changed_at)
       select md5('bench line ' || n)::uuid, id, 1, $1, $2, 'partner', 'Prevention of crime', '2030-01-01', 'dropped', at, at
       from bench_requirement on conflict do nothing`,
      [owner, asked],
    )
    await client.query(
      `insert into access.delivery (agency_id, record_id, at) select $1, id, at from bench_requirement
       on conflict do nothing`,
      [asked],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await admin.query(
    'vacuum (analyze) access.record, access.delivery, requirements.requirement, requirements.line',
  )
}

/** Opens so many of them again, every tenth; and closes all others. */
async function open({ admin }: Cluster, count: number): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    const every = count === 0 ? 0 : TOTAL / count
    for (const [table, id, then, otherwise] of [
      ['requirement', 'id', `state = 'open', closed_at = null, closing_words = null`, `state = 'answered', closed_at = now(), closing_words = 'It helped'`],
      ['line', 'requirement_id', `state = 'proposed'`, `state = 'dropped'`],
    ] as const)
      await client.query(
        every === 0
          ? `update requirements.${table} set ${otherwise} where state in ('open', 'proposed')`
          : `update requirements.${table} set ${then}
             where ${id} in (select md5('bench requirement ' || n * ${String(every)})::uuid
                             from generate_series(1, ${String(count)}) as n)`,
      )
    await client.query('commit')
  } finally {
    client.release()
  }
  await admin.query('vacuum (analyze) requirements.requirement, requirements.line')
} // prettier-ignore
