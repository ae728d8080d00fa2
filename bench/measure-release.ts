/** From the press on "Release" to the partner's open page: what a waiting officer sees without reloading. */
import pg from 'pg'
import type { Cluster } from './cluster.ts'
import { openPage } from './open-page.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, slugOf } from './world.ts'

export type ReleaseFigure = {
  releases: number
  /** until the partner's open page is told that something is new */
  told: Spread
  /** until the page that it then fetches shows the report */
  shown: Spread
  /** plain limit: a commit with NOTIFY heard on another connection */
  notified: Spread
  peakBytes: number
}

const PARTNERS = 10
const RELEASES = 12

/** Releases reports of one agency to ten others in turn, each of which has a page open. */
export async function measureRelease(cluster: Cluster, node: RunningNode): Promise<ReleaseFigure> {
  const token = await node.tokenOf(emailOf('intelligence_officer', 0))
  const { rows: reports } = await cluster.admin.query<{ id: string; title: string }>(
    `select r.id, r.title from access.record r join identity.agency a on a.id = r.agency_id
     where a.slug = $1 and r.status = 'disseminated' and not r.released_to_all and r.released_to = '{}' and r.handling = 'P' and r.classification = 'OFFICIAL'
     order by r.id desc limit $2`,
    [slugOf(0), PARTNERS * RELEASES],
  )
  node.takePeak()
  const told: number[] = []
  const shown: number[] = []
  for (let partner = 1; partner <= PARTNERS; partner++) {
    const desk = await node.signIn(emailOf('intelligence_officer', partner))
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const page = await openPage(node.url, cookie)
    try {
      for (let release = 0; release < RELEASES; release++) {
        const report = reports[(partner - 1) * RELEASES + release]
        if (!report) throw new Error('there are too few reports to release')
        const event = page.next()
        const began = performance.now()
        const answer = node.client.call('POST', `/api/v1/intelligence/reports/${report.id}/release`, {
          token,
          body: { agencies: [slugOf(partner)], reason: 'Benchmark' },
        })
        await event
        told.push(performance.now() - began)
        const list = await node.client.call('GET', '/reports', { cookie, headers: { 'x-fragment': '1' } })
        shown.push(performance.now() - began)
        const { status } = await answer
        if (status !== 200) throw new Error(`the release was answered with ${String(status)}`)
        if (!list.text.includes(report.id)) throw new Error('the fetched page does not show the report')
      }
    } finally {
      page.close()
    }
  }
  return {
    releases: told.length,
    told: spreadOf(told),
    shown: spreadOf(shown),
    notified: spreadOf(await plainNotify(cluster)),
    peakBytes: node.takePeak(),
  }
}

async function plainNotify(cluster: Cluster): Promise<number[]> {
  const listener = new pg.Client({ connectionString: cluster.url })
  await listener.connect()
  const speaker = await cluster.admin.connect()
  const times: number[] = []
  try {
    await listener.query('listen bench_plain')
    await speaker.query('create table if not exists public.plain (id integer)')
    for (let index = 0; index < PARTNERS * RELEASES; index++) {
      const heard = new Promise<void>((resolve) => {
        listener.once('notification', () => {
          resolve()
        })
      })
      const began = performance.now()
      await speaker.query('begin')
      await speaker.query('insert into public.plain values (1)')
      await speaker.query(`select pg_notify('bench_plain', '')`)
      await speaker.query('commit')
      await heard
      times.push(performance.now() - began)
    }
    await speaker.query('drop table public.plain')
  } finally {
    speaker.release()
    await listener.end()
  }
  return times
}
