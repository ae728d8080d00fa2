/** A recall helps those who had the report: what it was, who here had it, and what became of the copies. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import {
  fileReport,
  readReport,
  recallReport,
  releaseReport,
  reportKind,
} from '../../../intelligence/index.ts'
import {
  acting,
  checked,
  kent,
  kentAnalyst,
  kentSecond,
  nca,
  sussex,
} from '../../../intelligence/reports.test-support.ts'
import { exportSearch } from '../../../search/index.ts'

let node: TestNode
let as: ReturnType<typeof acting>
before(async () => {
  node = await testNode()
  as = acting(node)
})
after(() => node.close())

const TITLE = 'Engines for the Larkfield boat'

/** Released to Kent and the NCA; opened by two at Kent, in a file of one of them; then recalled. */
async function recalled() {
  const filed = await as(sussex, (scope) => fileReport(scope, checked({ title: TITLE })))
  const to = { agencies: [node.agency('kent-police'), node.agency('nca')] }
  await as(sussex, (scope) => releaseReport(scope, filed.id, { to, reason: 'Theirs too' }))
  await as(kent, (scope) => readReport(scope, filed.id))
  await as(kentSecond, (scope) => readReport(scope, filed.id))
  await as(kentSecond, (scope) => exportSearch(scope, [reportKind], { q: filed.reference }))
  await as(sussex, (scope) => recallReport(scope, filed.id, 'The source was mistaken'))
  return filed
}
const nameOf = async (account: string): Promise<string> => {
  const [row] = await node.admin<{ name: string }>('select name from identity.person where id = $1', [
    node.person(account).id,
  ])
  return row?.name ?? ''
}

test('a recall shows the title, and who of the own agency opened and exported the report', async () => {
  const { id, reference } = await recalled()
  const text = textOf((await (await node.signIn(kent)).get(`/recalls/${id}`)).text)
  assert.match(text, new RegExp(`${reference}.*${TITLE}.*The source was mistaken.*these 2 people`, 's'))
  for (const account of [kent, kentSecond]) assert.ok(text.includes(await nameOf(account)))
  const second = (await nameOf(kentSecond)).replaceAll(/[^\w ]/g, '.')
  assert.match(text, new RegExp(`${second}\\s+Yes\\s+version 1,[^Y]*Yes\\s+version 1,`))
  // Nobody at the NCA had it: no title to find, and no name of Kent's.
  const theirs = textOf((await (await node.signIn(nca)).get(`/recalls/${id}`)).text)
  assert.match(theirs, /Nobody of your agency opened the report/)
  assert.ok(!theirs.includes(TITLE) && !theirs.includes(await nameOf(kent)))
})

test('acknowledging takes a statement, which the owner reads and nobody changes', async () => {
  const { id } = await recalled()
  const desk = await node.signIn(kent)
  await desk.get(`/recalls/${id}`)
  const at = `/recalls/${id}/acknowledge`
  assert.match(textOf((await desk.post(at, {})).text), /Choose what your agency did with its copies/)
  const unsaid = await desk.post(at, { copies: 'kept' })
  assert.equal(unsaid.status, 422)
  assert.match(textOf(unsaid.text), /Say what you keep, and on what legal ground/)
  const open = async () =>
    await node.admin(
      'select from access.recall_notice where record_id = $1 and acknowledged_at is not null',
      [id],
    )
  assert.equal((await open()).length, 0, 'nothing was acknowledged by a mistake')

  const kept = { copies: 'kept', note: 'A court has ordered it' }
  for (let twice = 0; twice < 2; twice += 1) assert.equal((await desk.post(at, kept)).status, 303)
  assert.equal((await desk.post(at, { copies: 'destroyed' })).status, 303)
  const said = await node.admin('select from access.recall_statement where record_id = $1', [id])
  assert.equal(said.length, 2, 'the same twice is one; another stands beside it')
  const owner = textOf((await (await node.signIn(sussex)).get(`/reports/${id}/holders`)).text)
  assert.match(
    owner,
    /We keep a copy, because we must\. A court has ordered it.*We have destroyed our copies/s,
  )
  assert.ok(!owner.includes(await nameOf(kent)), 'the owner sees role and agency')
  for (const change of [
    `update access.recall_statement set note = 'x'`,
    'delete from access.recall_statement',
  ])
    await assert.rejects(as(kent, (scope) => scope.tx.run(change, [])))
})

test('the old address says that the report was recalled to who had it; to all others it is not there', async () => {
  const { id } = await recalled()
  const had = await (await node.signIn(kentAnalyst)).get(`/reports/${id}`)
  assert.deepEqual([had.status, had.headers.get('location')], [303, `/recalls/${id}`])
  const stranger = await node.signIn('intelligence-officer@border-force.example')
  const hidden = await stranger.get(`/reports/${id}`)
  const absent = await stranger.get(`/reports/${randomUUID()}`)
  assert.equal(hidden.status, 404)
  assert.equal(textOf(hidden.text), textOf(absent.text))
  assert.equal((await stranger.get(`/recalls/${id}`)).status, 404)
  // Of Kent, but a role that reads no content.
  const keeper = await node.signIn('records-manager@kent-police.example')
  assert.equal((await keeper.get(`/reports/${id}`)).status, 404)
})
