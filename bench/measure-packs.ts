/** What packs of oversight cost, and the page that everybody reads: they must not grow with the reports. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTemplates } from '../src/design/templates.ts'
import { rooms } from '../src/app.ts'
import type { Database } from '../src/platform/database/perform.ts'
import { makeInto } from '../src/rooms/oversight/packs/command.ts'
import type { Cluster } from './cluster.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import type { BenchWorld } from './world.ts'

export type PacksFigure = {
  /** all that one button makes: a meeting pack, a progress report, the public page in two languages; milliseconds */
  button: Spread
  /** how many documents that is */
  documents: number
  publicPage: { bytes: number; times: Spread }
}

/** As a large inspection has them. */
const RECOMMENDATIONS = 30
const PROMISES = 40
const MAKINGS = 12
const VIEWS = 200
const REFERENCE = 'BENCH 1'
const OVERSEER = 'overseer@bench-pcc.example'

/**
 * Enters a commissioner with an inspection, a meeting and promises; makes the packs again and again, as the command does;
 * reads the public page over HTTP.
 */
export async function measurePacks(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
): Promise<PacksFigure> {
  const [force] = world.agencies
  const officer = world.people.find(({ agencyId }) => agencyId === force?.id)
  if (!force || !officer) throw new Error('an agency takes part')
  await load(cluster, { force: force.id, officer: officer.id })
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-bench-packs-'))
  try {
    const templates = createTemplates({ assetsFolder: path.join(folder, 'none'), development: false })
    const asked = {
      ...{ database, marking: 'OFFICIAL' as const, email: OVERSEER, about: undefined, reference: REFERENCE },
      figureTables: rooms.flatMap(({ figureTables = [] }) => figureTables),
      ledger: path.join(folder, 'ledger'),
      render: (template: string, view: object) => templates.render(template, view),
    }
    const times: number[] = []
    let files: string[] = []
    for (let making = 0; making < MAKINGS; making++) {
      files = []
      const began = performance.now()
      const say = (line: string) => void files.push(line)
      const status = await makeInto(path.join(folder, 'made'), { out: say, say }, asked)
      times.push(performance.now() - began)
      if (status !== 0) throw new Error(files.join())
    }
    return {
      button: spreadOf(times),
      documents: files.length / 2,
      publicPage: await readPublicPage(node, `/accountability/bench-pcc/${encodeURIComponent(REFERENCE)}`),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readPublicPage(node: RunningNode, address: string): Promise<PacksFigure['publicPage']> {
  const page = await fetch(node.url + address, { headers: { 'accept-encoding': 'identity' } })
  const bytes = (await page.arrayBuffer()).byteLength
  const times: number[] = []
  for (let view = 0; view < VIEWS; view++) {
    const answer = await node.client.call('GET', address, {})
    if (answer.status !== 200) throw new Error(`${address}: status ${String(answer.status)}`)
    times.push(answer.ms)
  }
  return { bytes, times: spreadOf(times.slice(VIEWS / 10)) }
}

/** As their use cases would have written them, without their transactions. Once: a folder that is kept has them. */
async function load(
  { admin }: Cluster,
  { force, officer }: { force: number; officer: string },
): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    // The events that the triggers would ask for are not what is measured.
    await client.query('set local session_replication_role = replica')
    const there = await client.query(`select from identity.agency where slug = 'bench-pcc'`)
    if (there.rowCount === 0) for (const statement of statements) await client.query(statement, statement.includes('$2') ? [force, officer] : statement.includes('$1') ? [force] : [])
    await client.query('commit')
  } finally {
    client.release()
  }
} // prettier-ignore

const id = (what: string) => `md5('bench ${what}')::uuid`
const numbered = (what: string) => `md5('bench ${what} ' || n)::uuid`
const body = `(select id from identity.agency where slug = 'bench-pcc')`

const statements: readonly string[] = [
  `insert into identity.agency (slug, name, kind, desk_name, desk_email, desk_phone)
   values ('bench-pcc', 'Commissioner of the bench', 'commissioner', 'Desk', 'desk@bench-pcc.example', '01632 960999')`,
  `insert into identity.person (id, agency_id, email, name, roles, clearance)
   values (${id('overseer')}, ${body}, '${OVERSEER}', 'Overseer', '{overseer}', 'OFFICIAL-SENSITIVE')`,
  `insert into identity.held_to_account (body_id, body_kind, agency_id) values (${body}, 'commissioner', $1)`,
  `insert into oversight.inspection (id, agency_id, reference, title, publisher, published_on)
   values (${id('inspection')}, ${body}, '${REFERENCE}', 'An inspection of the bench', 'Nobody', current_date - 40)`,
  `insert into oversight.area (id, inspection_id, place, title)
   select ${numbered('area')}, ${id('inspection')}, n, 'Area ' || n from generate_series(1, 5) n`,
  `insert into oversight.recommendation (id, inspection_id, number, text, addressed_to, due_on, area_id)
   select ${numbered('recommendation')}, ${id('inspection')}, n, repeat('By then the force should do what is said here. ', 2),
          'Chief constables', current_date - 15 + n, md5('bench area ' || (n % 5 + 1))::uuid
   from generate_series(1, ${String(RECOMMENDATIONS)}) n`,
  `insert into oversight.duty (id, recommendation_id, inspection_id, agency_id, owner_post)
   select ${numbered('duty')}, ${numbered('recommendation')}, ${id('inspection')}, $1, 'Head of Intelligence'
   from generate_series(1, ${String(RECOMMENDATIONS)}) n`,
  `insert into oversight.progress (id, duty_id, agency_id, stage, statement, person_id, at, signed_by, signed_at)
   select ${numbered('progress')}, ${numbered('duty')}, $1, 'being-progressed', repeat('It was begun, and goes on. ', 20), $2,
          now() - interval '10 days', ${id('overseer')}, now() - interval '9 days'
   from generate_series(1, ${String(RECOMMENDATIONS)}) n`,
  `insert into oversight.action (id, duty_id, agency_id, text, owner_post, due_on, changed_at)
   select md5('bench action ' || n || ' ' || m)::uuid, ${numbered('duty')}, $1, 'Do what is to be done', 'A post',
          current_date + m, now() - interval '10 days'
   from generate_series(1, ${String(RECOMMENDATIONS)}) n, generate_series(1, 5) m`,
  `insert into oversight.meeting (id, body_id, agency_id, inspection_id, on_day, state)
   select ${numbered('meeting')}, ${body}, $1, ${id('inspection')}, current_date - 7 + 7 * n, case n when 0 then 'held' else 'planned' end
   from generate_series(0, 1) n`,
  `insert into oversight.promise (id, meeting_id, body_id, agency_id, text, by_post, due_on, is_public, at)
   select ${numbered('promise')}, md5('bench meeting 0')::uuid, ${body}, $1, 'What was promised is done by then', 'A post',
          current_date + n, n <= 10, now() - interval '7 days'
   from generate_series(1, ${String(PROMISES)}) n`,
  `insert into oversight.public_page (id, body_id, agency_id, inspection_id, is_on)
   values (${id('page')}, ${body}, $1, ${id('inspection')}, true)`,
] // prettier-ignore
