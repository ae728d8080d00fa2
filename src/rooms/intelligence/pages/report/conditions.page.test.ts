/** What a reader accepts is what stood on the page before the button, codes and all. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { filledIn, formOf, textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { acceptConditions, releaseReport } from '../../share-report.ts'
import { fileReport } from '../../file-reports.ts'
import { readReport } from '../../read-report.ts'
import { acting, checked, kent, sussex, underCodeC } from '../../reports.test-support.ts'
import { writeVersion } from '../../write-version.ts'
import { lockOwnReport } from '../../officers.ts'
import type { RecordId } from '../../../../wire/ids.ts'

let node: TestNode
let as: ReturnType<typeof acting>
before(async () => {
  node = await testNode()
  as = acting(node)
})
after(() => node.close())

const asked = { ...underCodeC, conditions: 'Ask the desk first.\nNever name the harbour.' }

async function released(): Promise<RecordId> {
  const { id } = await as(sussex, (scope) => fileReport(scope, checked(asked)))
  await as(sussex, (scope) =>
    releaseReport(scope, id, { to: { agencies: [node.agency('kent-police')] }, reason: 'Theirs too' }),
  )
  return id
}
const change = (id: RecordId, changes: Record<string, unknown>) =>
  as(sussex, async (scope) => {
    const { version } = await lockOwnReport(scope, id)
    await writeVersion(scope, id, { version }, checked({ ...asked, ...changes }))
  })
const acceptances = (id: string) =>
  node.admin<{ version: number }>('select version from access.acceptance where record_id = $1', [id])

test('conditions, action code and sanitisation code stand with their words before the button', async () => {
  const id = await released()
  const desk = await node.signIn(kent)
  const { text } = await desk.get(`/reports/${id}`)
  const before = textOf(text.slice(0, text.indexOf('Accept these conditions')))
  for (const words of [
    'Lawful sharing permitted with conditions (C)',
    'Ask the desk first.',
    'Never name the harbour.',
    'Covert development: combine or corroborate only; ask the originator before acting (A1)',
    'Originator allows sanitisation for wider sharing without being asked (S1)',
  ])
    assert.ok(before.includes(words), words)
  // and nothing of the report itself
  assert.doesNotMatch(text, /three engines|700900123|700 900123/)
  const done = await desk.post(`/reports/${id}/accept`, filledIn(formOf(text), {}))
  assert.equal(done.status, 303)
  assert.match(textOf((await desk.get(`/reports/${id}`)).text), /You have accepted.*\(A1\).*\(S1\)/)
})

test('where only a code has changed meanwhile nothing is accepted, and what is asked now is shown', async () => {
  const id = await released()
  const desk = await node.signIn(kent)
  const form = formOf((await desk.get(`/reports/${id}`)).text)
  await change(id, { action_code: 'A3', sanitisation_code: 'S2' })
  assert.equal((await desk.post(`/reports/${id}/accept`, filledIn(form, {}))).status, 303)
  assert.deepEqual(await acceptances(id), [])
  const again = textOf((await desk.get(`/reports/${id}`)).text)
  assert.match(again, /The owner has changed this report meanwhile/)
  assert.match(again, /\(A3\).*\(S2\).*Accept these conditions/)
})

test('without what was shown, or with something else, nothing is accepted', async () => {
  const id = await released()
  const desk = await node.signIn(kent)
  const form = formOf((await desk.get(`/reports/${id}`)).text)
  for (const seen of ['', '1', 'x'.repeat(43)])
    await desk.post(`/reports/${id}/accept`, filledIn(form, { seen }))
  assert.deepEqual(await acceptances(id), [])
  await assert.rejects(
    as(kent, (scope) => acceptConditions(scope, id, { version: 2 })),
    { code: 'changed-meanwhile' },
  )
})

test('a program is told the codes too, and accepts the version that it read', async () => {
  const id = await released()
  const header = await node.api(kent, 'GET', `/intelligence/reports/${id}`)
  const { sight, version, action_code, sanitisation_code } = header.json<Record<string, unknown>>()
  assert.deepEqual(
    { sight, version, action_code, sanitisation_code },
    {
      sight: 'conditions',
      version: 1,
      action_code: 'A1',
      sanitisation_code: 'S1',
    },
  )
  await change(id, { conditions: 'Nothing without our word.' })
  const stale = await node.api(kent, 'POST', `/intelligence/reports/${id}/accept-conditions`, { version: 1 })
  assert.equal(stale.status, 409)
  assert.deepEqual(await acceptances(id), [])
  const now = await node.api(kent, 'POST', `/intelligence/reports/${id}/accept-conditions`, { version: 2 })
  assert.equal(now.status, 200, now.text)
  assert.equal((await as(kent, (scope) => readReport(scope, id))).sight, 'full')
})
