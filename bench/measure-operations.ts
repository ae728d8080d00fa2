/**
 * Operations: entering a decision with many writers at once, the page of an operation in which much was done, and home for
 * somebody who is in operations, beside home for somebody who is in none.
 */
import type { Database } from '../src/platform/database/perform.ts'
import type { Cluster } from './cluster.ts'
import { openOperation } from './operations-of-bench.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, type BenchWorld } from './world.ts'

export type OperationsFigure = {
  decisions: { writers: number; entry: Spread; alone: Spread; gapless: boolean; plain: Spread }
  page: { actions: number; decisions: number; times: Spread; empty: Spread }
  home: { with: Spread; without: Spread }
}

const WRITERS = 20
const ENTRIES = 30
const VIEWS = 60
const ACTIONS = 10_000
const DECISIONS = 2_000

/** Measures it on a node in a process of its own. */
export async function measureOperations(
  cluster: Cluster,
  node: RunningNode,
  database: Database,
  world: BenchWorld,
): Promise<OperationsFigure> {
  const cookie = await cookieOf(node, emailOf('intelligence_officer', 5))
  const without = await times(VIEWS, () => get(node, '/', cookie))
  const operation = await openOperation(database, world, 5)
  const empty = await times(VIEWS, () => get(node, `/operations/${operation}`, cookie))
  const decisions = await entering(cluster, node, operation)
  await fill(cluster, operation)
  const page = await times(VIEWS, () => get(node, `/operations/${operation}`, cookie))
  const home = await times(VIEWS, () => get(node, '/', cookie))
  return {
    decisions,
    page: { actions: ACTIONS, decisions: DECISIONS, times: page, empty },
    home: { with: home, without },
  }
}

async function times(many: number, ask: () => Promise<number>): Promise<Spread> {
  for (let warm = 0; warm < 10; warm++) await ask()
  const taken: number[] = []
  for (let view = 0; view < many; view++) taken.push(await ask())
  return spreadOf(taken)
}

async function get(node: RunningNode, address: string, cookie: string): Promise<number> {
  const answer = await node.client.call('GET', address, { cookie })
  if (answer.status !== 200) throw new Error(`${address} was answered with ${String(answer.status)}`)
  return answer.ms
}

async function cookieOf(node: RunningNode, email: string): Promise<string> {
  const desk = await node.signIn(email)
  return [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

export async function entering(
  cluster: Cluster,
  node: RunningNode,
  operation: string,
): Promise<OperationsFigure['decisions']> {
  const token = await node.tokenOf(emailOf('intelligence_officer', 5))
  const enter = async () => {
    const answer = await node.client.call('POST', `/api/v1/operations/${operation}/decisions`, {
      token,
      body: {
        decision: 'Search the yard on Friday',
        reason: 'Engines leave it on Saturdays, and two reports agree on that.',
        decided_at: new Date(Date.now() - 60_000).toISOString(),
        classification: 'OFFICIAL',
      },
    })
    if (answer.status !== 201) throw new Error(`an entry was answered with ${String(answer.status)}: ${answer.text}`)
    return answer.ms
  } // prettier-ignore
  const alone = await times(ENTRIES, enter)
  const taken: number[] = []
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let entry = 0; entry < ENTRIES; entry++) taken.push(await enter())
    }),
  )
  const { rows } = await cluster.admin.query<{ gapless: boolean }>(
    'select count(*) = max(number) and min(number) = 1 as gapless from operations.decision where operation_id = $1',
    [operation],
  )
  return {
    ...{ writers: WRITERS, entry: spreadOf(taken), alone, gapless: rows[0]?.gapless === true },
    plain: await plainNumbers(cluster),
  }
}

/** Plain limit: a number taken under a row's lock and a row written, flushed, by as many writers at once. */
async function plainNumbers({ admin }: Cluster): Promise<Spread> {
  await admin.query('create table public.plain_log (number integer not null); insert into public.plain_log values (0)')
  await admin.query('create table public.plain_entry (number integer primary key, text text)')
  const taken: number[] = []
  try {
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const client = await admin.connect()
        try {
          for (let entry = 0; entry < ENTRIES; entry++) {
            const began = performance.now()
            await client.query('begin')
            const { rows } = await client.query<{ number: number }>('update public.plain_log set number = number + 1 returning number')
            await client.query('insert into public.plain_entry values ($1, $2)', [rows[0]?.number, 'x'.repeat(400)])
            await client.query('commit')
            taken.push(performance.now() - began)
          }
        } finally {
          client.release()
        }
      }),
    )
  } finally {
    await admin.query('drop table public.plain_log, public.plain_entry')
  }
  return spreadOf(taken)
} // prettier-ignore

/** Actions and decisions by SQL, past the triggers: how they came is not what is measured. */
async function fill({ admin }: Cluster, operation: string): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(`
      insert into operations.action (id, operation_id, number, agency_id, state, due_on, raised_at, changed_at)
      select md5('bench action ' || n)::uuid, o.id, n, o.agency_id,
        (array['raised', 'offered', 'accepted', 'allocated', 'done', 'filed', 'filed', 'filed'])[n % 8 + 1], current_date + n % 60 - 20,
        now() - make_interval(mins => ${String(ACTIONS)} - n), now() - make_interval(mins => ${String(ACTIONS)} - n)
      from operations.operation o, generate_series(1, ${String(ACTIONS)}) n where o.id = '${operation}';
      insert into operations.action_brief (action_id, operation_id, raised_by, raised_agency_id, kind, about, what, why, wanted, priority)
      select a.id, a.operation_id, (select id from identity.person where agency_id = a.agency_id order by id limit 1), a.agency_id,
        'enquiry', 'place', 'Look at the yard', 'Engines leave it', 'What stands there', 'medium'
      from operations.action a where a.operation_id = '${operation}';
      insert into operations.decision (id, log_id, operation_id, number, agency_id, maker_id, recorder_id, decided_at, entered_at, classification, digest)
      select md5('bench decision ' || n)::uuid, l.id, l.operation_id, n, o.agency_id, p.id, p.id, t.at, t.at, 'OFFICIAL', sha256('x')
      from operations.decision_log l join operations.operation o on o.id = l.operation_id
      join lateral (select id from identity.person where agency_id = o.agency_id order by id limit 1) p on true
      cross join generate_series((select entries + 1 from operations.decision_log where operation_id = '${operation}' and compartment_id is null), ${String(DECISIONS)}) n
      cross join lateral (select now() - make_interval(mins => ${String(DECISIONS)} - n) as at) t
      where l.operation_id = '${operation}' and l.compartment_id is null;
      insert into operations.decision_content (decision_id, part, operation_id, says, salt)
      select d.id, 'entry', d.operation_id, '{"decision": "Search the yard", "reason": "Engines leave it"}', sha256('y')
      from operations.decision d where d.operation_id = '${operation}'
        and not exists (select from operations.decision_content c where c.decision_id = d.id);
      update operations.decision_log set entries = ${String(DECISIONS)} where operation_id = '${operation}' and compartment_id is null`)
    await client.query('commit')
    for (const table of ['action', 'action_brief', 'decision', 'decision_content'])
      await client.query(`vacuum (analyze) operations.${table}`)
  } finally {
    client.release()
  }
} // prettier-ignore
