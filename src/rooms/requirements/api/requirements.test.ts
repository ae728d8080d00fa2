/** Requirements over HTTP, from writing one to saying that it is answered. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { reportBody } from '../../../../test/support/reports.ts'
import { requirementBody } from '../requirements.test-support.ts'

const NCA = 'intelligence-officer@nca.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const ASKED = { ask: ['kent-police', 'sussex-police'], ask_basis: 'Prevention of crime' }

type Line = { id: string; state: string; revision: number; agency: { slug: string } }
type Read = {
  state: string
  revision: number
  lines: Line[]
  answers: { agency: { slug: string }; report: { id: string } | null }[]
}

void describe('the API of requirements', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const post = (who: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    node.api(who, 'POST', path, body, headers)
  const read = async (who: string, id: string) =>
    (await node.api(who, 'GET', `/requirements/${id}`)).json<Read>()

  void test('goes from a question to its answer', async () => {
    const key = { 'idempotency-key': 'requirement-1' }
    const made = await post(NCA, '/requirements', requirementBody(ASKED), key)
    assert.equal(made.status, 201, made.text)
    const { id } = made.json<{ id: string }>()
    const again = await post(NCA, '/requirements', requirementBody(ASKED), key)
    assert.equal(again.json<{ id: string }>().id, id, 'the same key files nothing')
    assert.equal((await node.api(SUSSEX, 'GET', `/requirements/${id}`)).status, 404)
    const released = await post(NCA, `/requirements/${id}/release`, {
      agencies: ['sussex-police'],
      reason: 'Asked',
    })
    assert.equal(released.status, 200, released.text)

    const [line] = (await read(SUSSEX, id)).lines
    assert.deepEqual([line?.agency.slug, line?.state], ['sussex-police', 'proposed'])
    const at = `/requirements/lines/${line?.id ?? ''}`
    assert.equal((await post(SUSSEX, `${at}/accept`, {})).status, 428, 'which revision was read')
    const accepted = await post(SUSSEX, `${at}/accept`, {}, { 'if-match': '"1"' })
    assert.equal(accepted.json<Line>().state, 'accepted', accepted.text)
    assert.equal(
      (await post(SUSSEX, `${at}/decline`, { reason: 'other', words: 'No' }, { 'if-match': '1' })).status,
      409,
    )

    const report = (await post(SUSSEX, '/intelligence/reports', reportBody())).json<{ id: string }>().id
    const answered = await post(SUSSEX, `/requirements/${id}/answers`, { report })
    assert.equal(answered.status, 200, answered.text)
    const seen = await read(NCA, id)
    assert.deepEqual(
      seen.lines.map(({ state }) => state),
      ['proposed', 'answered'],
    )
    assert.deepEqual(
      seen.answers.map(({ agency, report: shown }) => [agency.slug, shown]),
      [['sussex-police', null]],
    )

    const body = { state: 'answered', words: 'It helped' }
    const closed = await post(NCA, `/requirements/${id}/state`, body, { 'if-match': String(seen.revision) })
    assert.equal(closed.status, 200, closed.text)
    assert.equal((await read(SUSSEX, id)).state, 'answered')
    const list = await node.api(SUSSEX, 'GET', '/requirements?list=asked&state=all')
    assert.ok(
      list.json<{ items: { id: string }[] }>().items.some((one) => one.id === id),
      list.text,
    )
  })

  void test('names each wrong field', async () => {
    const refused = await post(NCA, '/requirements', requirementBody({ question: '', handling: 'C' }))
    assert.equal(refused.status, 400)
    assert.deepEqual(Object.keys(refused.json<{ fields: object }>().fields), [
      ...['question', 'conditions', 'action_code', 'sanitisation_code'],
    ])
    assert.equal((await post('analyst@nca.example', '/requirements', requirementBody())).status, 403)
  })
})
