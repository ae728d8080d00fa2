/** SIGKILL in the middle of writes: to the node, and to PostgreSQL with all its processes. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { until } from '../support/until.ts'
import { lostOf, startBusyClients, type BusyClients } from './busy-clients.ts'
import { startNodeProcess, type NodeProcess, type Place } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'
import { faultsOf, ledgerCount } from './whole-database.ts'

/** How many filings are acknowledged before the blow falls. */
const ENOUGH = 80

void describe('kill -9 in the middle of writes by eight clients', () => {
  let cluster: OwnCluster
  let node: NodeProcess & { place: Place }
  const works: BusyClients[] = []

  before(async () => {
    cluster = await ownCluster()
    node = await startNodeProcess(cluster)
  })
  after(async () => {
    for (const work of works) work.stop()
    await node.stop()
    await cluster.close()
  })

  /** Lets eight clients work, strikes, and waits until each of them has noticed. */
  async function strikeAmongWrites(strike: () => Promise<void>): Promise<BusyClients> {
    const work = startBusyClients(node, `ROUND${String(works.length)}`)
    works.push(work)
    await until('filings', () => {
      assert.deepEqual(work.wrong, [])
      return Promise.resolve(work.acknowledged.length >= ENOUGH)
    })
    await strike()
    await work.done
    return work
  }

  async function assertWhole(work: BusyClients): Promise<void> {
    assert.deepEqual(work.wrong, [])
    assert.ok(work.acknowledged.length >= ENOUGH)
    assert.deepEqual(await lostOf(node, work), [])
    assert.deepEqual(await faultsOf(cluster.admin), [])
  }

  async function assertNumbered(): Promise<void> {
    await cluster.admin(`select graphile_worker.add_job('ledger.sequence', '{}')`)
    await until('every event has its number', async () => {
      const { events, numbered } = await ledgerCount(cluster.admin)
      return events > 0 && events === numbered
    })
    assert.deepEqual(await faultsOf(cluster.admin), [])
  }

  void test('the node is killed: what it acknowledged is there, and nothing half-done', async () => {
    const work = await strikeAmongWrites(() => node.kill())
    node = await startNodeProcess(cluster, {}, node.place)
    await assertWhole(work)
  })

  void test('whoever got no answer sends the same again, and it is filed exactly once', async () => {
    const [work] = works
    assert.ok(work && work.unanswered.length > 0)
    for (const { email, key, body, reference } of work.unanswered) {
      const once = await node.api(email, 'POST', '/intelligence/reports', body, { 'idempotency-key': key })
      assert.equal(once.status, 201, once.text)
      const twice = await node.api(email, 'POST', '/intelligence/reports', body, { 'idempotency-key': key })
      assert.deepEqual(twice.json(), once.json())
      const rows = await cluster.admin(`select from access.record where agency_reference = $1`, [reference])
      assert.equal(rows.length, 1)
    }
    assert.deepEqual(await faultsOf(cluster.admin), [])
  })

  void test('the ledger is numbered without a gap after it', assertNumbered)

  void test('PostgreSQL is killed with all its processes: the same, and the node lives', async () => {
    const work = await strikeAmongWrites(() => cluster.kill())
    await cluster.start()
    await until('ready', async () => (await fetch(`${node.operatorBase}/readyz`)).status === 200)
    assert.equal(node.ended(), false)
    await assertWhole(work)
  })

  void test('and its ledger too is numbered without a gap', assertNumbered)

  void test('both at once: the node starts again and goes on', async () => {
    const work = await strikeAmongWrites(async () => {
      await Promise.all([cluster.kill(), node.kill()])
    })
    await cluster.start()
    node = await startNodeProcess(cluster, {}, node.place)
    await assertWhole(work)
    await assertNumbered()
  })
})
