/** A log over HTTP: entered on its page, printed with proofs that verify without the node, and added to by a program. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { errorsOf, filledIn, formOf, textOf } from '../../../../test/support/form.ts'
import { publish, verify } from '../../../../test/support/ledger.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'
import { lookIntoPdf } from '../../../platform/documents/read-pdf.test-support.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_ANALYST, LEAD, operationsOf } from '../operations.test-support.ts'
import { decisionBody, enter } from './decisions.test-support.ts'

const STRANGER = 'intelligence-officer@nca.example'

void describe('a decision log over HTTP', () => {
  let node: TestNode
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  let lead: Desk
  let folder: string
  before(async () => {
    node = await testNode()
    at = operationsOf(node)
    operation = await at.open()
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'loggist')
    await at.enter(operation, KENT_ANALYST, 'observer')
    lead = await node.signIn(LEAD)
    folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-log-'))
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await node.close()
  })

  const bytesOf = async (desk: Desk, address: string) => {
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(node.base + address, { headers: { cookie } })
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const log = () => `/operations/${operation}/decisions`
  const send = async (desk: Desk, address: string, typed: Record<string, string>) =>
    desk.post(address, filledIn(formOf((await desk.get(address)).text, 'decision'), typed))

  void test('an entry is made on its page; what is refused comes back with what was typed', async () => {
    const typed = {
      decision: 'Search the yard',
      reason: 'Engines leave it',
      classification: 'OFFICIAL',
      heading_risk: 'High',
    }
    const address = `${log()}/new?headings=jdm`
    const refused = await send(lead, address, {
      ...typed,
      'decided_on-year': '2099',
      rests_on: 'yesterday’s report',
    })
    assert.equal(refused.status, 422)
    assert.match(errorsOf(refused.text).join(), /Must not be later than now/)
    assert.match(errorsOf(refused.text).join(), /is no reference/)
    assert.match(refused.text, /Engines leave it/)
    const done = await send(lead, address, typed)
    assert.equal(done.status, 303, errorsOf(done.text).join())
    const page = textOf((await lead.get(done.headers.get('location') ?? '')).text)
    assert.match(page, /Decision 1/)
    assert.match(page, /Risks, and the working strategy \(Joint Decision Model\)/)
    assert.match(textOf((await lead.get(log())).text), /Search the yard/)
  })

  void test('whoever is not in the operation finds nothing, and an observer enters nothing', async () => {
    const stranger = await node.signIn(STRANGER)
    for (const address of [log(), `${log()}/new`, `${log()}/print`, `${log()}/file/pdf`, `${log()}/logs/new`])
      assert.equal((await stranger.get(address)).status, 404, address)
    const observer = await node.signIn(KENT_ANALYST)
    assert.equal((await observer.get(log())).status, 200)
    assert.equal((await observer.get(`${log()}/new`)).status, 403)
    assert.doesNotMatch((await observer.get(log())).text, /Enter a decision/)
  })

  void test('a loggist’s entry is confirmed on its page', async () => {
    const { id } = await at.as(KENT, (scope) =>
      enter(scope, operation, { maker: node.person(LEAD).id, must_read: true }),
    )
    const page = await lead.get(`/operations/decisions/${id}`)
    assert.match(textOf(page.text), /Is this what you decided\?/)
    const answer = await lead.post(
      `/operations/decisions/${id}/confirm`,
      filledIn(formOf(page.text, 'objection'), {}),
    )
    assert.equal(answer.status, 303)
    assert.match(textOf((await lead.get(`/operations/decisions/${id}`)).text), /Confirmed/)
    const observer = await node.signIn(KENT_ANALYST)
    const reading = await observer.get(`/operations/decisions/${id}`)
    assert.match(reading.text, /I have read it/)
  })

  void test('a program adds, with the same key once; nothing changes an entry', async () => {
    const body = decisionBody({ headings: { model: 'ndm', powers: 'PACE s.8' } })
    const headers = { 'idempotency-key': 'one-decision' }
    const api = `/operations/${operation}/decisions`
    const first = await node.api(LEAD, 'POST', api, body, headers)
    assert.equal(first.status, 201, first.text)
    const again = await node.api(LEAD, 'POST', api, body, headers)
    assert.equal(again.text, first.text)
    const { id } = first.json<{ id: string }>()
    const read = await node.api(LEAD, 'GET', `/operations/decisions/${id}`)
    const entry = read.json<{ number: number; sha256: string; digested: { text: string; salt: string } }>()
    const digest = createHash('sha256')
      .update(Buffer.from(entry.digested.salt, 'hex'))
      .update(entry.digested.text)
    assert.equal(digest.digest('hex'), entry.sha256)
    const list = (await node.api(LEAD, 'GET', api)).json<{ entries: number; items: { number: number }[] }>()
    assert.equal(list.items[0]?.number, list.entries)
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const)
      assert.ok(
        [404, 405].includes((await node.api(LEAD, method, `/operations/decisions/${id}`, {})).status),
        method,
      )
    assert.equal((await node.api(STRANGER, 'GET', api)).status, 404)
    assert.equal(
      (await node.api(LEAD, 'POST', api, { ...body, decided_at: '2099-01-01T00:00:00Z' })).status,
      400,
    )
  })

  void test('it is printed as a page and as a PDF, and each proof in it verifies without the node', async () => {
    await publish(node.database, ledgerFolder(node.dataFolder))
    const key = (await node.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? ''
    const { bytes } = await bytesOf(lead, `${log()}/file/html`)
    const html = bytes.toString()
    const proofs = [...html.matchAll(/<blockquote><p>(c2sp\.org\/tlog-proof[^<]*)<\/p><\/blockquote>/g)].map(
      ([, text = '']) => unescape(text),
    )
    const entries = await node.admin<{ digest: Buffer }>(
      'select digest from operations.decision order by number',
    )
    assert.equal(proofs.length, entries.length)
    for (const [at, proof] of proofs.entries()) {
      const file = path.join(folder, `entry-${String(at)}.tlog-proof`)
      await writeFile(file, `${proof}\n`)
      const answer = await verify(file, { key })
      assert.equal(answer.status, 0, answer.said)
      const digest = entries[at]?.digest.toString('hex') ?? ''
      assert.ok(
        answer.said.includes(digest) ||
          Buffer.from(/extra (\S+)/.exec(proof)?.[1] ?? '', 'base64')
            .toString()
            .includes(digest),
      )
      assert.ok(html.includes(digest), 'the digest stands at its entry')
    }
    const pdf = await bytesOf(lead, `${log()}/file/pdf`)
    assert.equal(lookIntoPdf(pdf.bytes).isTagged, true)
    const prints = await node.admin<{ form: string; sha256: Buffer }>(
      'select form, sha256 from operations.log_print order by at',
    )
    assert.deepEqual(
      prints.map(({ form }) => form),
      ['html', 'pdf'],
    )
    assert.equal(prints[1]?.sha256.toString('hex'), createHash('sha256').update(pdf.bytes).digest('hex'))
    const api = await node.api(LEAD, 'GET', `/operations/${operation}/log.pdf`)
    assert.equal(api.status, 200)
    const [entry] = await node.admin<{ id: string }>(
      'select id from operations.decision order by number limit 1',
    )
    const one = path.join(folder, 'one.tlog-proof')
    await writeFile(one, (await bytesOf(lead, `/operations/decisions/${entry?.id ?? ''}/proof`)).bytes)
    assert.equal((await verify(one, { key })).status, 0)
  })
})

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
