/** Requests to systems of record over HTTP: through every state, by another each time; hidden and absent look alike. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import {
  accreditFor,
  INSPECTOR,
  KENT,
  OFFICER,
  OPERATOR,
  rankFor,
  requestBody,
} from './system-requests.test-support.ts'

const API = '/system-requests'
type Read = { state: string; revision: number; outcome: string | null; notice: string | null }

void describe('requests to systems of record over HTTP', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    await rankFor(node, INSPECTOR)
    await accreditFor(node, OPERATOR)
  })
  after(() => node.close())

  const read = async (id: string) => (await node.api(OFFICER, 'GET', `${API}/${id}`)).json<Read>()
  const on = async (who: string, method: string, at: string, body: object, id: string) =>
    await node.api(who, method, `${API}/${id}${at}`, body, {
      'if-match': String((await read(id)).revision),
    })

  void test('are written once for a key, and brought from state to state', async () => {
    const key = { 'idempotency-key': 'one-request' }
    const written = await node.api(OFFICER, 'POST', API, requestBody(), key)
    assert.equal(written.status, 201, written.text)
    assert.equal((await node.api(OFFICER, 'POST', API, requestBody(), key)).text, written.text)
    const { id } = written.json<{ id: string }>()
    const without = await node.api(OFFICER, 'PATCH', `${API}/${id}`, {
      state: 'asked',
      authoriser: INSPECTOR,
    })
    assert.equal(without.status, 428)
    const self = await on(OFFICER, 'PATCH', '', { state: 'asked', authoriser: OFFICER }, id)
    assert.equal(self.status, 403, self.text)
    const asked = await on(OFFICER, 'PATCH', '', { state: 'asked', authoriser: INSPECTOR }, id)
    assert.equal(asked.status, 200, asked.text)
    const byTheirs = await on(OFFICER, 'POST', '/authorise', { verdict: 'authorised' }, id)
    assert.equal(byTheirs.status, 403, 'who asks does not authorise')
    const authorised = await on(INSPECTOR, 'POST', '/authorise', { verdict: 'authorised' }, id)
    assert.equal(authorised.status, 200, authorised.text)
    const made = await on(OPERATOR, 'PATCH', '', { state: 'made', reference: 'PND-1' }, id)
    assert.equal(made.status, 200, made.text)
    const answer = { state: 'outcome', outcome: 'possible', outcome_text: 'One record may be him' }
    assert.equal((await on(OPERATOR, 'PATCH', '', answer, id)).status, 200)
    const { state, outcome, notice } = await read(id)
    assert.deepEqual([state, outcome, notice], ['outcome', 'possible', 'May not be acted upon alone'])
    const stale = await node.api(OFFICER, 'POST', `${API}/${id}/corroboration`, { words: 'A report names him', records: [] }, {
      'if-match': '1',
    }) // prettier-ignore
    assert.ok([400, 409].includes(stale.status), stale.text)
  })

  void test('say the same of what is hidden and of what is not there', async () => {
    const { id } = (await node.api(OFFICER, 'POST', API, requestBody())).json<{ id: string }>()
    const match = { 'if-match': '1' }
    for (const [method, at, body] of [
      ['GET', '', undefined],
      ['PUT', '', requestBody()],
      ['DELETE', '', undefined],
      ['PATCH', '', { state: 'drafted' }],
      ['POST', '/safeguarding', { decision: 'To find the family' }],
      ['POST', '/authorise', { verdict: 'authorised' }],
      ['POST', '/corroboration', { words: 'A report', records: ['SM-AAAA-BBBB-C'] }],
      ['POST', '/wrong-person', { words: 'His brother', wrong: [] }],
      ['POST', '/actions', { action: 1 }],
      ['POST', '/again', undefined],
    ] as const) {
      const [hidden, absent] = [
        await node.api(KENT, method, `${API}/${id}${at}`, body, match),
        await node.api(KENT, method, `${API}/${randomUUID()}${at}`, body, match),
      ]
      const same = ({ status, text }: typeof hidden) => [
        status,
        text.replaceAll(/[0-9a-f-]{36}|"req[^"]*"/g, ''),
      ]
      assert.deepEqual(same(hidden), same(absent), `${method} ${at}`)
      assert.ok(hidden.status >= 400, `${method} ${at}`)
    }
  })

  void test('refuse by the field what is no request: a list, a score, an extract, a megabyte', async () => {
    const refused = async (changes: object, field: string) => {
      const answer = await node.api(OFFICER, 'POST', API, requestBody(changes))
      assert.equal(answer.status, 400, `${field}: ${answer.text}`)
      assert.ok(field in (answer.json<{ fields?: object }>().fields ?? {}), answer.text)
    }
    await refused({ subject: 'One man; another man' }, 'subject')
    await refused({ subject: 'One man\nanother man' }, 'subject')
    await refused({ asked: 'x'.repeat(501) }, 'asked')
    await refused({ necessity: '' }, 'necessity')
    await refused({ system: 'facebook' }, 'system')
    await refused({ sensitive: true }, 'condition')
    const large = await node.api(OFFICER, 'POST', API, requestBody({ asked: 'x'.repeat(1_100_000) }))
    assert.equal(large.status, 413)
  })
})
