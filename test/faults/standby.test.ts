/** The primary is lost under filing and a real standby takes its place: nothing acknowledged is lost. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { openDatabase } from '../../src/platform/database/perform.ts'
import { atDesk } from '../../src/rooms/reporting/triage/desk.test-support.ts'
import type { Answer, Desk } from '../support/callers.ts'
import { startDraft } from '../support/drafts.ts'
import { reportBody } from '../support/reports.ts'
import { openStream, type OpenStream } from '../support/stream.ts'
import { until } from '../support/until.ts'
import { lostOf, startBusyClients, type BusyClients } from './busy-clients.ts'
import { movingAddress, type MovingAddress } from './moving-address.ts'
import { startNodeProcess, type NodeProcess } from './node-process.ts'
import { ownClusterWithStandby, type OwnCluster } from './own-cluster.ts'
import { faultsOf, ledgerCount } from './whole-database.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
/** How many filings are acknowledged before the blow falls. */
const ENOUGH = 80

void describe('a standby takes the place of a primary that is lost', () => {
  let primary: OwnCluster
  let standby: OwnCluster
  let line: MovingAddress
  let address: MovingAddress
  let node: NodeProcess
  let browser: Desk
  let leaver: Desk
  let keyHolder: Desk
  let stream: OpenStream
  let work: BusyClients

  before(async () => {
    ;({ primary, standby, line } = await ownClusterWithStandby())
    address = await movingAddress(primary.url)
    node = await startNodeProcess({ url: address.at(primary.url), adminUrl: address.at(primary.adminUrl) })
    const database = openDatabase(primary.url, 1, () => new Date())
    await makeExerciseDesks(database, null)
    await database.close()
    browser = await node.signIn(OFFICER)
    leaver = await node.signIn(OFFICER)
    keyHolder = await atDesk(node, 'triage-officer@sussex-police.example')
    stream = await openStream(node.base, browser)
  })
  after(async () => {
    stream.close()
    await node.stop()
    await address.close()
    await line.close()
    await standby.close()
    await primary.close()
  })

  const commitsThatWait = () =>
    primary.admin(`select from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'`)

  void test('while no standby has it on its disk, an act is not acknowledged', async () => {
    await standby.stop()
    let answer: Answer | null = null
    const filing = node.api(OFFICER, 'POST', '/intelligence/reports', reportBody()).then((one) => {
      answer = one
    })
    await until('a commit that waits', async () => (await commitsThatWait()).length > 0)
    assert.equal(answer, null)
    await standby.start()
    await filing
    assert.equal((answer as Answer | null)?.status, 201)
  })

  void test('the primary is killed under filing: the node lives, and all that it acknowledged is there', async () => {
    assert.equal((await leaver.post('/sign-out', {})).status, 303)
    assert.match((await keyHolder.get('/triage/unlock')).text, /unlocked in this session/)
    work = startBusyClients(node, 'STANDBY')
    await until('filings', () => {
      assert.deepEqual(work.wrong, [])
      return Promise.resolve(work.acknowledged.length >= ENOUGH)
    })
    // The line goes first, as it does with a machine: what is on the primary's disk alone is lost with it. If
    // commits did not wait, some would be acknowledged now.
    await line.close()
    const soFar = work.acknowledged.length
    await until('a commit that waits, or does not', async () => {
      return (await commitsThatWait()).length > 0 || work.acknowledged.length > soFar + 20
    })
    await primary.kill()
    await work.done
    await standby.promote()
    address.moveTo(standby.url)
    await until('ready', async () => (await fetch(`${node.operatorBase}/readyz`)).status === 200)
    assert.equal(node.ended(), false)
    assert.deepEqual(work.wrong, [])
    assert.deepEqual(await lostOf(node, work), [])
  })

  void test('each of them with its events and its identifier, and nothing half-done', async () => {
    // A recall may have been done though nobody was told, so what the report is now decides.
    const missing = await standby.admin<{ id: string }>(
      `select r.id from access.record r
       where r.id = any ($1)
         and (not exists (select from ledger.event e where e.subject_id = r.id and e.kind = 'collection')
           or (r.status = 'withdrawn') = exists (select from deconfliction.identifier i where i.record_id = r.id))`,
      [work.acknowledged.map(({ id }) => id)],
    )
    assert.deepEqual(missing, [])
    assert.deepEqual(await faultsOf(standby.admin), [])
  })

  void test('whoever got no answer sends the same again, and it is filed exactly once', async () => {
    assert.ok(work.unanswered.length > 0)
    for (const { email, key, body, reference } of work.unanswered) {
      const again = await node.api(email, 'POST', '/intelligence/reports', body, { 'idempotency-key': key })
      assert.equal(again.status, 201, again.text)
      const rows = await standby.admin(`select from access.record where agency_reference = $1`, [reference])
      assert.equal(rows.length, 1)
    }
  })

  void test('jobs go on, and the ledger is numbered without a gap', async () => {
    await standby.admin(`select graphile_worker.add_job('ledger.sequence', '{}')`)
    await until('every event has its number', async () => {
      const { events, numbered } = await ledgerCount(standby.admin)
      return events > 0 && events === numbered
    })
    await until('an empty outbox', async () => {
      const left = await standby.admin(`select from platform.outbox_message`)
      return left.length === 0
    })
    assert.deepEqual(await faultsOf(standby.admin), [])
  })

  void test('who was signed in still is, who had signed out is not, and open pages hear what is new', async () => {
    assert.equal((await browser.get('/')).status, 200)
    assert.equal((await leaver.get('/')).status, 303)
    while (stream.waiting() > 0) await stream.next()
    await until('a wake', async () => {
      await startDraft(browser)
      return stream.waiting() > 0
    })
    assert.match(await stream.next(), /event: tasks/)
  })
  void test('the node has forgotten the keys of a desk, because it may not have heard whose to forget', async () => {
    await until('locked keys', async () => {
      const page = await keyHolder.get('/triage/unlock')
      assert.equal(page.status, 200)
      return page.text.includes('name="passphrase"')
    })
  })
})
