/**
 * A thousand officers of one agency have a page open, and a partner releases a report to them: until the last of
 * them is told, and what everybody else's pages take meanwhile. As browsers do, each page that is told fetches
 * itself again, at a moment of its own within the time that the event gives.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../src/platform/database/perform.ts'
import { newId } from '../src/platform/identifiers.ts'
import type { PersonId } from '../src/wire/ids.ts'
import { beginSession } from '../src/platform/identity/session.ts'
import type { Cluster } from './cluster.ts'
import { httpClient, type HttpClient } from './http-client.ts'
import { openPage, type OpenPage } from './open-page.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, slugOf, type BenchWorld } from './world.ts'

export type LiveFigure = {
  pages: number
  /** seconds from each release until its last page was told */
  told: Spread
  /** seconds until the last of them had fetched itself again */
  fetched: Spread
  /** milliseconds of other people's pages while nothing happens, and from the release until all had fetched */
  idle: Spread
  meanwhile: Spread
  /** answers with 503, of any page */
  refused: number
  peakBytes: number
}

const RELEASES = 3
const AT_ONCE = 20
/** Longer than the target by far: what takes too long is measured, not cut off. */
const PATIENCE_MS = 120_000
/** Requests a second of other people: a working node, not one that is full. */
const OTHERS_A_SECOND = 10
const IDLE_SECONDS = 10
/** The agency whose pages are open, the one that releases, and the one whose people go on working. */
const [READERS, OWNER, OTHERS] = [1, 0, 2]

/** @param many - officers of one agency, each with one page: the most looks that so many pages can need */
export async function measureLive(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
  many: number,
): Promise<LiveFigure> {
  const token = await node.tokenOf(emailOf('intelligence_officer', OWNER))
  const others = cookieOf(
    await beginSession(database, await personOf(cluster, emailOf('analyst', OTHERS)), null),
  )
  const { rows: reports } = await cluster.admin.query<{ id: string }>(
    `select r.id from access.record r join identity.agency a on a.id = r.agency_id
     where a.slug = $1 and r.status = 'disseminated' and not r.released_to_all and r.released_to = '{}' and r.handling = 'P' and r.classification = 'OFFICIAL'
     order by r.id limit $2`,
    [slugOf(OWNER), RELEASES],
  )
  if (reports.length < RELEASES) throw new Error('there are too few reports to release')
  const cookies: string[] = []
  for (const id of await engage(database, world.agencies[READERS]?.id ?? 0, many))
    cookies.push(cookieOf(await beginSession(database, id, null)))
  const fetching = httpClient(node.url, AT_ONCE)
  const working = httpClient(node.url, AT_ONCE)
  const pages: OpenPage[] = []
  let going: ReturnType<typeof work> | undefined
  node.takePeak()
  try {
    for (let from = 0; from < many; from += AT_ONCE)
      pages.push(
        ...(await Promise.all(
          cookies.slice(from, from + AT_ONCE).map((cookie) => openPage(node.url, cookie, PATIENCE_MS)),
        )),
      )
    let refused = 0
    const count = (status: number) => {
      if (status === 503) refused++
      else if (status !== 200) throw new Error(`a page was answered with ${String(status)}`)
    }
    going = work(working, others, count)
    await sleep(IDLE_SECONDS * 1000)
    const quiet = await going.end()

    const [told, fetched]: [number[], number[]] = [[], []]
    const meanwhile: number[] = []
    for (const { id } of reports) {
      going = work(working, others, count)
      const began = performance.now()
      let lastTold = began
      const all = pages.map(async (page, index) => {
        const spread = await page.next()
        lastTold = performance.now()
        await sleep(Math.random() * spread)
        const headers = { 'x-fragment': '1' }
        count((await fetching.call('GET', '/', { cookie: cookies[index] ?? '', headers })).status)
      })
      const answer = await node.client.call('POST', `/api/v1/intelligence/reports/${id}/release`, {
        token,
        body: { agencies: [slugOf(READERS)], reason: 'Benchmark' },
      })
      if (answer.status !== 200) throw new Error(`the release was answered with ${String(answer.status)}`)
      await Promise.all(all)
      told.push((lastTold - began) / 1000)
      fetched.push((performance.now() - began) / 1000)
      meanwhile.push(...(await going.end()))
    }
    return {
      pages: pages.length,
      told: spreadOf(told),
      fetched: spreadOf(fetched),
      idle: spreadOf(quiet),
      meanwhile: spreadOf(meanwhile),
      refused,
      peakBytes: node.takePeak(),
    }
  } finally {
    await going?.end().catch(() => undefined)
    for (const page of pages) page.close()
    fetching.close()
    working.close()
  }
}

const cookieOf = (secret: string) => `seamark-session=${secret}`

/** Somebody reads pages at a steady pace until `end` is called. @returns milliseconds of each */
function work(client: HttpClient, cookie: string, count: (status: number) => void) {
  const times: number[] = []
  const under: Promise<void>[] = []
  let failed: unknown
  const clock = setInterval(() => {
    under.push(
      client.call('GET', '/reports', { cookie }).then(
        ({ status, ms }) => {
          count(status)
          times.push(ms)
        },
        (fault: unknown) => {
          failed ??= fault
        },
      ),
    )
  }, 1000 / OTHERS_A_SECOND)
  return {
    end: async () => {
      clearInterval(clock)
      await Promise.all(under)
      if (failed !== undefined) throw failed as Error
      return times
    },
  }
}

async function personOf(cluster: Cluster, email: string): Promise<PersonId> {
  const { rows } = await cluster.admin.query<{ id: PersonId }>(
    'select id from identity.person where email = $1',
    [email],
  )
  const [person] = rows
  if (!person) throw new Error(`there is nobody called ${email}`)
  return person.id
}

/** More officers of one agency; those that are there stay. @returns the ids of so many of them */
async function engage(database: Database, agencyId: number, many: number): Promise<PersonId[]> {
  return await database.performAsService(
    { service: 'bench', operation: 'bench.seed', agencyId },
    async (scope) => {
      const ids: PersonId[] = []
      for (let index = 0; index < many; index++) {
        const email = `officer-${String(index)}@${slugOf(READERS)}.example`
        const known = await scope.tx.maybe<{ id: PersonId }>(
          'select id from identity.person where agency_id = $1 and email = $2',
          [agencyId, email],
        )
        const id = known?.id ?? newId<PersonId>()
        ids.push(id)
        if (known) continue
        await scope.tx.run(
          `insert into identity.person (id, agency_id, email, name, roles, clearance)
         values ($1, $2, $3, $4, '{intelligence_officer}', 'OFFICIAL-SENSITIVE')`,
          [id, agencyId, email, `Officer ${String(index)}`],
        )
        scope.record({ kind: 'administration', subject: { kind: 'person', id } })
      }
      return ids
    },
  )
}
