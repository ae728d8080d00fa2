/** SIGKILL while the public sends reports: what was acknowledged is there, whole, and once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { openDatabase, type Database } from '../../src/platform/database/perform.ts'
import { publicServices, RYE } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { keepDraft, newCookie, readDraft } from '../../src/rooms/reporting/arrival/drafts.ts'
import { letTheHourEnd } from '../support/hours.ts'
import { until } from '../support/until.ts'
import { startNodeProcess, type NodeProcess, type Place } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'

const CLIENTS = 8
const ENOUGH = 60
const DRAFTS = 400

void describe('kill -9 while the public sends reports', () => {
  let cluster: OwnCluster
  let node: NodeProcess & { place: Place }
  let database: Database
  const options = { TRUST_PROXY: 'true' }

  before(async () => {
    cluster = await ownCluster()
    node = await startNodeProcess(cluster, options)
    database = openDatabase(cluster.url, 8, () => new Date())
    await makeExerciseDesks(database, null)
  })
  after(async () => {
    await node.stop()
    await database.close()
    await cluster.close()
  })

  async function drafts(): Promise<string[]> {
    const cookies = Array.from({ length: DRAFTS }, newCookie)
    const services = publicServices(database)
    for (const cookie of cookies)
      await keepDraft(services, cookie, {
        kind: 'boat',
        where: { how: 'pin', position: RYE },
        what: { seen: [], words: 'A boat without lights' },
      })
    return cookies
  }

  async function send(cookie: string): Promise<boolean> {
    const answer = await fetch(`${node.base}/report/send`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: `seamark-report=${cookie}`,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': `203.0.${String(Math.floor(Math.random() * 250))}.7`,
      },
    }).catch(() => null)
    return answer?.status === 303 && (answer.headers.get('location') ?? '').endsWith('/sent')
  }

  /** Eight clients send until somebody strikes, and each notices. */
  async function strike(blow: () => Promise<void>) {
    const waiting = await drafts()
    const acknowledged: string[] = []
    const unanswered: string[] = []
    const work = Array.from({ length: CLIENTS }, async () => {
      for (let cookie = waiting.pop(); cookie; cookie = waiting.pop())
        if (await send(cookie)) acknowledged.push(cookie)
        else {
          unanswered.push(cookie)
          return
        }
    })
    await until('reports', () => Promise.resolve(acknowledged.length >= ENOUGH))
    await blow()
    await Promise.all(work)
    return { acknowledged, unanswered }
  }

  /** Behind each receipt: one report with its sealed body and its event. */
  async function assertKept(cookies: readonly string[]): Promise<void> {
    for (const cookie of cookies) {
      const kept = await readDraft(publicServices(database), cookie)
      const { reference } = kept?.content as { reference: string }
      assert.equal(kept?.sent, true)
      const rows = await cluster.admin(
        `select from reporting.public_report r
         join reporting.sealed_part p on p.report_id = r.id and p.part = 'body' and p.header is not null
         where r.reference = $1 and (exists (select from ledger.held_event e where e.subject_id = r.id)
           or exists (select from ledger.event e where e.subject_id = r.id))`,
        [reference],
      )
      assert.equal(rows.length, 1)
    }
  }

  async function assertWhole(): Promise<void> {
    const halves = await cluster.admin(
      `select from reporting.public_report r
       where not exists (select from reporting.sealed_part p where p.report_id = r.id and p.part = 'body')`,
    )
    assert.equal(halves.length, 0)
  }

  void test('the node: nothing acknowledged is lost, and who got no answer sends again, once', async () => {
    const { acknowledged, unanswered } = await strike(() => node.kill())
    node = await startNodeProcess(cluster, options, node.place)
    await assertKept(acknowledged)
    assert.ok(unanswered.length > 0)
    for (const cookie of unanswered) {
      assert.equal(await send(cookie), true)
      assert.equal(await send(cookie), true)
    }
    await assertKept(unanswered)
    await assertWhole()
    const rows = await cluster.admin(`select from reporting.public_report`)
    assert.equal(rows.length, acknowledged.length + unanswered.length)
  })

  void test('PostgreSQL with all its processes: the same, and the node lives', async () => {
    const { acknowledged, unanswered } = await strike(() => cluster.kill())
    await cluster.start()
    await until('ready', async () => (await fetch(`${node.operatorBase}/readyz`)).status === 200)
    assert.equal(node.ended(), false)
    await assertKept(acknowledged)
    for (const cookie of unanswered) assert.equal(await send(cookie), true)
    await assertKept(unanswered)
    await assertWhole()
  })

  void test('the hour ends and the mover is killed: each event enters the ledger exactly once', async () => {
    await letTheHourEnd((sql) => cluster.admin(sql))
    await cluster.admin(`select graphile_worker.add_job('ledger.enter-held', '{}')`)
    await Promise.all([cluster.kill(), node.kill()])
    await cluster.start()
    node = await startNodeProcess(cluster, options, node.place)
    await until('all have entered', async () => {
      await cluster.admin(`select graphile_worker.add_job('ledger.enter-held', '{}', job_key => 'again')`)
      const [left] = await cluster.admin<{ held: number }>(
        `select count(*)::integer as held from ledger.held_event`,
      )
      return left?.held === 0
    })
    const twiceOrNever = await cluster.admin(
      `select from reporting.public_report r where 1 <> (
         select count(*) from ledger.event e where e.subject_id = r.id and e.kind = 'collection')`,
    )
    assert.equal(twiceOrNever.length, 0)
  })
})
