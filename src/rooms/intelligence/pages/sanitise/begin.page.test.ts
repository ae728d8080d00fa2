/** Whoever is led to a new version because an earlier one was about the wrong person finds the reason typed, and changes it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { textOf } from '../../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../../test/support/node.ts'
import { fileReport } from '../../file-reports.ts'
import { acting, checked, kent, sussex } from '../../reports.test-support.ts'

let node: TestNode
before(async () => {
  node = await testNode()
})
after(() => node.close())

const filed = async () => (await acting(node)(sussex, (scope) => fileReport(scope, checked()))).id

test('a new version begins with why there is one', async () => {
  const at = `/reports/${await filed()}/new-version`
  const desk = await node.signIn(sussex)
  assert.match(textOf((await desk.get(`${at}?because=wrong-person`)).text), /The reason begins with/)
  const begun = await desk.post(at, { because: 'wrong-person' })
  const draft = await desk.get(begun.headers.get('location') ?? '')
  assert.match(draft.text, /An earlier version was about the wrong person\./)
  // Begun before: what stands there as the reason stays.
  const again = await desk.post(at, { because: 'wrong-person' })
  assert.equal(again.headers.get('location'), begun.headers.get('location'))
})

test('a new version for no reason of this kind begins without one', async () => {
  const at = `/reports/${await filed()}/new-version`
  const desk = await node.signIn(sussex)
  for (const because of ['', '?because=', '?because=<b>x</b>', '?because=wrong-person&because=x'])
    assert.doesNotMatch(textOf((await desk.get(`${at}${because}`)).text), /The reason begins with/, because)
  const begun = await desk.post(at, { because: 'anything' })
  assert.doesNotMatch((await desk.get(begun.headers.get('location') ?? '')).text, /about the wrong person/)
})

test('an address with a reason says no more to a stranger than one without a report', async () => {
  const id = await filed()
  const stranger = await node.signIn(kent)
  const said = []
  for (const one of [id, '00000000-0000-4000-8000-000000000000'])
    for (const at of [`/reports/${one}/new-version`, `/corrections/${one}`])
      said.push((await stranger.get(`${at}?because=wrong-person`)).status)
  assert.deepEqual(said, [404, 404, 404, 404])
})

test('where partners are told, the reason is typed too', async () => {
  const id = await filed()
  const desk = await node.signIn(sussex)
  await desk.post(`/reports/${id}/recall`, { reason: 'It names another man' })
  const page = await desk.get(`/corrections/${id}?because=wrong-person`)
  assert.match(page.text, /This version was about the wrong person\./)
})
