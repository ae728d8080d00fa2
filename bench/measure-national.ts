/** What the national picture costs: its page, and the counting by the clock that it reads. */
import type { Database } from '../src/platform/database/perform.ts'
import { countPairs } from '../src/rooms/matches/index.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, slugOf } from './world.ts'

export type NationalFigure = {
  /** matches that are there */
  matches: number
  /** the whole page, over HTTP */
  page: Spread
  /** seconds in which the matches of a week are counted */
  countSeconds: number
}

const VIEWS = 100

/** One agency is the task force while it is measured. */
export async function measureNational(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
): Promise<NationalFigure> {
  await become(cluster, 'task-force')
  try {
    await cluster.admin.query('delete from deconfliction.pair_count')
    const began = performance.now()
    if (!(await countPairs(database))) throw new Error('the week was counted already')
    const countSeconds = (performance.now() - began) / 1000
    const { rows } = await cluster.admin.query<{ matches: number }>(
      'select count(*)::integer as matches from deconfliction.match',
    )
    const desk = await node.signIn(emailOf('coordinator', 0))
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const times: number[] = []
    for (let view = 0; view < VIEWS; view++) {
      const answer = await node.client.call('GET', '/oversight/national', { cookie })
      if (answer.status !== 200) throw new Error(`the national picture: status ${String(answer.status)}`)
      times.push(answer.ms)
    }
    return { matches: rows[0]?.matches ?? 0, page: spreadOf(times.slice(VIEWS / 10)), countSeconds }
  } finally {
    await become(cluster, 'agency')
  }
}

/** Past the event in every agency's ledger: it is not what is measured. */
async function become({ admin }: Cluster, kind: string): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query('update identity.agency set kind = $2 where slug = $1', [slugOf(0), kind])
    await client.query('commit')
  } finally {
    client.release()
  }
}
