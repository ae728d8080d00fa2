import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { undescribedRoutes } from '../../../platform/http/openapi.ts'
import { aReport, kent, nca, sussex, underCodeC } from '../reports.test-support.ts'

type Problem = {
  code: string
  fields?: Record<string, string>
  current_version?: number
  current?: { title: string }
}
type Filed = { id: string; reference: string; version: number }

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

const reports = '/intelligence/reports'
const file = async (body: unknown, headers: Record<string, string> = {}, who = sussex) =>
  await node.api(who, 'POST', reports, body, headers)
const filed = async (body: unknown = aReport()) => {
  const answer = await file(body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json<Filed>()
}

test('file, release, accept, read and recall over HTTP', async () => {
  const { id, version } = await filed(aReport(underCodeC))
  assert.equal(version, 1)
  const at = `${reports}/${id}`
  const hidden = await node.api(kent, 'GET', at)
  const absent = await node.api(kent, 'GET', `${reports}/01a203f5-9d7a-7504-bf91-d3740938809f`)
  assert.deepEqual([hidden.status, hidden.text], [404, absent.text])
  assert.equal((await node.api(kent, 'GET', `${at}/audience`)).status, 404)

  const release = { agencies: ['kent-police'], reason: 'They work on it' }
  assert.equal((await node.api(kent, 'POST', `${at}/release`, release)).status, 404)
  assert.equal((await node.api(sussex, 'POST', `${at}/release`, release)).status, 200)
  const header = (await node.api(kent, 'GET', at)).json<Record<string, unknown>>()
  assert.equal(header['sight'], 'conditions')
  assert.equal(header['reference'], undefined)
  assert.equal(header['items'], undefined)
  assert.equal((await node.api(kent, 'POST', `${at}/accept-conditions`)).status, 200)
  const full = (await node.api(kent, 'GET', at)).json<Record<string, unknown>>()
  assert.equal(full['sight'], 'full')
  assert.equal(full['agency_reference'], undefined)
  assert.equal((await node.api(nca, 'GET', at)).status, 404)

  const audience = (await node.api(sussex, 'GET', `${at}/audience`)).json<{
    audience: { agency: { slug: string }; opened: unknown[] }[]
  }>()
  assert.equal(audience.audience.find((row) => row.agency.slug === 'kent-police')?.opened.length, 1)
  assert.equal((await node.api(sussex, 'POST', `${at}/recall`, { reason: 'Wrong' })).status, 200)
  assert.equal((await node.api(kent, 'GET', at)).status, 404)
  assert.equal((await node.api(kent, 'POST', `${at}/acknowledge-recall`, { copies: 'none' })).status, 200)
  const history = (await node.api(sussex, 'GET', `${at}/history`)).json<{ events: { operation: string }[] }>()
  assert.ok(history.events.some(({ operation }) => operation === 'intelligence.recall.acknowledge'))
})

test('the same key files once, also at the same moment; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'import-7' }
  const body = aReport({ agency_reference: 'SP-7' })
  const answers = await Promise.all([file(body, key), file(body, key), file(body, key)])
  for (const answer of answers) assert.equal(answer.status, 201, answer.text)
  const ids = new Set(answers.map((answer) => answer.json<Filed>().id))
  assert.equal(ids.size, 1)
  const reordered = Object.fromEntries(Object.entries(body).toReversed())
  assert.deepEqual((await file(reordered, key)).json<Filed>(), answers[0].json<Filed>())
  const other = await file(aReport({ title: 'Something else' }), key)
  assert.deepEqual([other.status, other.json<Problem>().code], [409, 'idempotency-key-reused'])
  const without = await file(body)
  assert.deepEqual([without.status, without.json<Problem>().code], [409, 'agency-reference-taken'])
  assert.equal((await file(aReport(), { 'idempotency-key': 'x'.repeat(300) })).status, 400)
  assert.equal((await file(aReport(), key, kent)).status, 201)
})

test('a refused report is not remembered under its key', async () => {
  const key = { 'idempotency-key': 'second-try' }
  assert.equal((await file(aReport({ title: '' }), key)).status, 400)
  assert.equal((await file(aReport(), key)).status, 201)
})

test('a change starts from the current version or is shown it', async () => {
  const { id } = await filed()
  const at = `${reports}/${id}`
  const put = (version: string | null, title: string) =>
    node.api(sussex, 'PUT', at, aReport({ title }), version === null ? {} : { 'if-match': version })
  assert.equal((await put(null, 'x')).status, 428)
  const done = await put('"1"', 'Second')
  assert.equal(done.json<Filed>().version, 2)
  const stale = await put('1', 'Third')
  const problem = stale.json<Problem>()
  assert.deepEqual(
    [stale.status, problem.code, problem.current_version, problem.current?.title],
    [409, 'stale', 2, 'Second'],
  )
  assert.equal((await node.api(sussex, 'GET', at)).headers.get('etag'), '"2"')
  assert.equal((await node.api(kent, 'PUT', at, aReport(), { 'if-match': '2' })).status, 404)
})

test('bad input is refused with a clear answer, and nothing is kept', async () => {
  const before = await node.admin('select from access.record')
  const refused = async (body: unknown, status: number, code: string, fields: string[] = []) => {
    const answer = await file(body)
    const problem = answer.json<Problem>()
    assert.deepEqual([answer.status, problem.code], [status, code], answer.text)
    for (const field of fields) assert.ok(problem.fields?.[field], `${field}: ${answer.text}`)
  }
  await refused('{"title": ', 400, 'malformed')
  await refused('', 400, 'invalid', ['title', 'items'])
  await refused('[]', 400, 'invalid')
  await refused(aReport({ title: 'a\0b' }), 400, 'invalid')
  await refused(aReport({ original_grade: 'a\0' }), 400, 'invalid')
  const half = JSON.stringify(aReport({ original_grade: '@' })).replace('@', String.raw`\ud800`)
  await refused(half, 400, 'invalid')
  await refused(aReport({ extra: 1, classification: 'SECRET' }), 400, 'invalid', ['extra', 'classification'])
  await refused(aReport({ review_on: '0000-01-01' }), 400, 'invalid', ['review_on'])
  await refused(aReport({ compartment: '01a203f5-9d7a-7504-bf91-d3740938809f' }), 400, 'invalid', [
    'compartment',
  ])
  await refused(aReport({ title: 'x'.repeat(2_000_000) }), 413, 'too-large')
  assert.equal((await node.admin('select from access.record')).length, before.length)
})

test('a very long report is filed whole', async () => {
  const word = (index: number) => `w${index.toString(36)}`
  const text = (item: number) =>
    Array.from({ length: 2_800 }, (_, index) => word(item * 2_800 + index))
      .join(' ')
      .slice(0, 20_000)
  const items = Array.from({ length: 45 }, (_, index) => ({
    text: text(index + 1),
    source_evaluation: '1',
    intelligence_assessment: 'A',
    basis: 'fact',
  }))
  const { id } = await filed(aReport({ items }))
  const read = (await node.api(sussex, 'GET', `${reports}/${id}`)).json<{ items: { text: string }[] }>()
  assert.equal(read.items[44]?.text, items[44]?.text)
})

test('a release to nobody known is refused by field', async () => {
  const { id } = await filed()
  const release = async (agencies: unknown) =>
    (await node.api(sussex, 'POST', `${reports}/${id}/release`, { agencies, reason: 'x' })).json<Problem>()
  assert.ok((await release(['kent-police', 'atlantis'])).fields?.['agencies.1'])
  assert.ok((await release([])).fields?.['agencies'])
  assert.ok((await release('everybody')).fields?.['agencies'])
})

test('an id that is none, and a role that may not', async () => {
  assert.equal((await node.api(sussex, 'GET', `${reports}/1`)).status, 404)
  const { id } = await filed()
  assert.equal((await node.api('overseer@hmicfrs.example', 'GET', `${reports}/${id}`)).status, 404)
  assert.equal((await file(aReport(), {}, 'overseer@hmicfrs.example')).status, 403)
})

test('the OpenAPI document describes every route of the API', async () => {
  assert.deepEqual(undescribedRoutes(node.node.routes), [])
  const answer = await fetch(`${node.base}/api/openapi.json`)
  const document = (await answer.json()) as { openapi: string; paths: Record<string, object> }
  assert.equal(document.openapi, '3.1.0')
  assert.ok('post' in (document.paths['/api/v1/intelligence/reports'] ?? {}))
})

test('a text that holds what nobody named says so in the answer, and not once it is left out', async () => {
  const items = [
    {
      text: 'The driver of QT74 BCS gave the number 07700 900461.',
      source_evaluation: '2',
      intelligence_assessment: 'C',
      basis: 'fact',
    },
  ]
  const body = aReport({ items, subjects: [{ kind: 'vehicle', item: 1, value: 'QT74BCS' }] })
  const unnamed = [{ item: 1, kind: 'phone', value: '07700 900461' }]
  const key = { 'idempotency-key': 'unnamed-1' }
  for (const answer of [await file(body, key), await file(body, key)])
    assert.deepEqual(answer.json<{ unnamed: unknown }>().unnamed, unnamed)
  const decided = { ...body, left_out: [{ kind: 'phone', value: '+44 7700 900461' }] }
  const { id } = await filed(decided)
  const read = (await node.api(sussex, 'GET', `${reports}/${id}`)).json<Record<string, unknown>>()
  assert.deepEqual(read['left_out'], [{ kind: 'phone', value: '07700 900461' }])
  assert.equal((await file(decided)).json<{ unnamed?: unknown }>().unnamed, undefined)
  const to = { agencies: ['kent-police'], reason: 'They work on it' }
  assert.equal((await node.api(sussex, 'POST', `${reports}/${id}/release`, to)).status, 200)
  const theirs = await node.api(kent, 'GET', `${reports}/${id}`)
  assert.equal(theirs.status, 200)
  assert.doesNotMatch(theirs.text, /left_out/, 'what was left out is its owner’s alone')
})
