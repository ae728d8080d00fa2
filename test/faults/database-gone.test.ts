/** PostgreSQL goes away while the node runs, and comes back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, Desk } from '../support/callers.ts'
import { startDraft } from '../support/drafts.ts'
import { reportBody } from '../support/reports.ts'
import { openStream, type OpenStream } from '../support/stream.ts'
import { until } from '../support/until.ts'
import { startNodeProcess, type NodeProcess } from './node-process.ts'
import { ownCluster, type OwnCluster } from './own-cluster.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

void describe('PostgreSQL is gone', () => {
  let cluster: OwnCluster
  let node: NodeProcess
  let browser: Desk
  let stream: OpenStream
  const acknowledged: string[] = []

  const file = (n: number) =>
    node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({ agency_reference: `GONE-${String(n)}` }))
  const bare = (path: string) => fetch(node.base + path, { redirect: 'manual' })

  before(async () => {
    cluster = await ownCluster()
    node = await startNodeProcess(cluster)
    browser = await node.signIn(OFFICER)
    stream = await openStream(node.base, browser)
    await stream.next()
  })
  after(async () => {
    stream.close()
    await node.stop()
    await cluster.close()
  })

  void test('while it goes, every filing is either acknowledged or refused with 503', async () => {
    const refused: Answer[] = []
    let stopped = false
    const client = async (first: number) => {
      for (let n = first; ; n += 4) {
        const answer = await file(n)
        if (answer.status === 201) acknowledged.push(answer.json<{ id: string }>().id)
        else refused.push(answer)
        if (answer.status !== 201 || (stopped && refused.length > 0)) return
      }
    }
    const clients = [0, 1, 2, 3].map(client)
    await until('some filings', () => Promise.resolve(acknowledged.length > 20))
    await cluster.stop()
    stopped = true
    await Promise.all(clients)
    assert.equal(refused.length, 4)
    for (const answer of refused) assert.equal(answer.status, 503, answer.text)
  })

  void test('the API says so, with a code and when to try again', async () => {
    const answer = await file(9_001)
    assert.equal(answer.status, 503)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
    const problem = answer.json<{ code: string; title: string }>()
    assert.equal(problem.code, 'unavailable')
    assert.match(problem.title, /Try again in a minute/)
  })

  void test('pages say so, and what to do; a sign-in page can be read', async () => {
    for (const path of ['/', '/reports', '/purpose', '/nowhere']) {
      const page = await browser.get(path)
      assert.equal(page.status, 503, path)
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/)
      assert.match(page.text, /What you sent before and saw acknowledged is kept\. Try again in a minute/)
      assert.match(page.text, /OFFICIAL/)
      assert.equal((page.text.match(/<h1/g) ?? []).length, 1)
    }
    const sent = await browser.post('/purpose', { purpose: 'Typed while the database was away' })
    assert.equal(sent.status, 503)
    assert.equal((await bare('/sign-in')).status, 200)
  })

  void test('it is alive, but not ready', async () => {
    for (const at of [node.base, node.operatorBase]) {
      assert.equal((await fetch(`${at}/healthz`)).status, 200)
      assert.equal((await fetch(`${at}/readyz`)).status, 503)
    }
    assert.equal((await fetch(`${node.operatorBase}/metrics`)).status, 200)
  })

  void test('when it is back, work goes on by itself: no restart, nobody signs in again', async () => {
    await cluster.start()
    await until('ready', async () => (await fetch(`${node.operatorBase}/readyz`)).status === 200)
    await until('home', async () => (await browser.get('/')).status === 200)
    assert.equal(node.ended(), false)
  })

  void test('everything acknowledged is there', async () => {
    for (const id of acknowledged) {
      const answer = await node.api(OFFICER, 'GET', `/intelligence/reports/${id}`)
      assert.equal(answer.status, 200)
    }
    const again = await until('filing', async () => {
      const answer = await file(9_002)
      return answer.status === 201 && answer
    })
    assert.ok(again.json<{ id: string }>().id)
  })

  void test('the page that was open all the time hears what is new', async () => {
    // A draft is something that waits; it is begun on another page of the same person.
    while (stream.waiting() > 0) await stream.next()
    await until('a wake', async () => {
      await startDraft(browser)
      return stream.waiting() > 0
    })
    assert.match(await stream.next(), /event: tasks/)
  })

  void test('jobs run again', async () => {
    await cluster.admin(`select graphile_worker.add_job('ledger.sequence', '{}')`)
    await until('the ledger is numbered', async () => {
      const [row] = await cluster.admin<{ left: number }>(`select count(*)::int as left from ledger.pending`)
      return row?.left === 0
    })
  })
})
