/** SIGKILL while decisions are entered: the log has no gap, and what was acknowledged is there, whole, and once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openDatabase, type Database } from '../../src/platform/database/perform.ts'
import { decisionBody } from '../../src/rooms/operations/decisions/decisions.test-support.ts'
import type { OperationId } from '../../src/rooms/operations/index.ts'
import { LEAD, LEAD_COORDINATOR, partsOf } from '../../src/rooms/operations/operations.test-support.ts'
import type { PersonId } from '../../src/wire/ids.ts'
import { until } from '../support/until.ts'
import { startNodeProcess, type NodeProcess, type Place } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'
import { faultsOf } from './whole-database.ts'

const WRITERS = 8

type Entry = { key: string; body: Record<string, unknown>; id: string | null }

void describe('kill -9 while decisions are entered', () => {
  let cluster: OwnCluster
  let node: NodeProcess & { place: Place }
  let database: Database
  let operation: OperationId
  const acknowledged: Entry[] = []

  before(async () => {
    cluster = await ownCluster()
    node = await startNodeProcess(cluster)
    database = openDatabase(cluster.url, 4, () => new Date())
    const people = new Map(
      (await cluster.admin<{ id: PersonId; email: string }>('select id, email from identity.person')).map(
        ({ id, email }) => [email, { id }],
      ),
    )
    const person = (email: string) => {
      const found = people.get(email)
      if (!found) throw new Error(`nobody is ${email}`)
      return found as ReturnType<Parameters<typeof partsOf>[0]['person']>
    }
    const parts = await partsOf({ database, person, admin: cluster.admin }, LEAD, LEAD_COORDINATOR, {})
    operation = parts.operation
  })
  after(async () => {
    await node.stop()
    await database.close()
    await cluster.close()
  })

  const send = async (entry: Entry): Promise<boolean> => {
    const answer = await node
      .api(LEAD, 'POST', `/operations/${operation}/decisions`, entry.body, { 'idempotency-key': entry.key })
      .catch(() => null)
    if (answer?.status !== 201) return false
    entry.id = answer.json<{ id: string }>().id
    return true
  }

  /** Eight writers enter decisions until somebody strikes, and each notices. Whoever was not answered is returned. */
  async function strike(round: number, after: number, blow: () => Promise<void>): Promise<Entry[]> {
    const unanswered: Entry[] = []
    const before = acknowledged.length
    let number = 0
    const work = Array.from({ length: WRITERS }, async () => {
      for (;;) {
        const key = `round-${String(round)}-${String(number++)}`
        const entry: Entry = { key, body: decisionBody({ reason: `Because of ${key}.` }), id: null }
        if (await send(entry)) acknowledged.push(entry)
        else {
          unanswered.push(entry)
          return
        }
      }
    })
    await until('entries', () => Promise.resolve(acknowledged.length - before >= after))
    await blow()
    await Promise.all(work)
    return unanswered
  }

  async function assertGapless(): Promise<void> {
    const [log] = await cluster.admin<{ entries: number; kept: number; last: number; sayings: number }>(
      `select l.entries, count(d.id)::integer as kept, coalesce(max(d.number), 0) as last,
              count(distinct c.says ->> 'reason')::integer as sayings
       from operations.decision_log l left join operations.decision d on d.log_id = l.id
       left join operations.decision_content c on c.decision_id = d.id
         and operations.digest_of_decision(d, c.says, c.salt) = d.digest
       where l.operation_id = $1 group by l.id`,
      [operation],
    )
    assert.ok(log)
    assert.deepEqual([log.kept, log.last, log.sayings], [log.entries, log.entries, log.entries])
    const kept = new Set(
      (
        await cluster.admin<{ id: string }>(
          `select d.id from operations.decision d join ledger.event e on e.subject_id = d.id and e.detail ? 'entry_sha256'
           where d.operation_id = $1 and e.detail ->> 'entry_sha256' = encode(d.digest, 'hex')`,
          [operation],
        )
      ).map(({ id }) => id),
    )
    assert.deepEqual(
      acknowledged.filter(({ id }) => id === null || !kept.has(id)),
      [],
      'what was acknowledged is there, with its event',
    )
    assert.deepEqual(await faultsOf(cluster.admin), [])
  }

  void test('the node, at moments that nobody chose, four times: no gap, nothing lost, nothing twice', async () => {
    for (let round = 0; round < 4; round++) {
      const unanswered = await strike(round, 5 + Math.floor(Math.random() * 40), () => node.kill())
      node = await startNodeProcess(cluster, {}, node.place)
      await assertGapless()
      assert.ok(unanswered.length > 0)
      for (const entry of unanswered) {
        assert.equal(await send(entry), true)
        const { id } = entry
        assert.equal(await send(entry), true)
        assert.equal(entry.id, id, 'the same key enters once')
        acknowledged.push(entry)
      }
      await assertGapless()
    }
  })

  void test('PostgreSQL with all its processes: the same, and the node lives', async () => {
    const unanswered = await strike(9, 20, () => cluster.kill())
    await cluster.start()
    await until('ready', async () => (await fetch(`${node.operatorBase}/readyz`)).status === 200)
    await assertGapless()
    for (const entry of unanswered) {
      assert.equal(await send(entry), true)
      acknowledged.push(entry)
    }
    await assertGapless()
  })
})
