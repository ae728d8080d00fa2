/** Disruptions over HTTP: drafted, shown, claimed by three, moderated by a fourth; hidden and absent look alike. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { disruptionBody, release } from './disruptions.test-support.ts'
import type { RecordId } from '../../wire/ids.ts'

const OWNER = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const BORDER = 'intelligence-officer@border-force.example'
const NCA = 'intelligence-officer@nca.example'
const STRANGER = 'intelligence-officer@immigration-enforcement.example'
const API = '/disruptions'
const AT = '2020-01-02'
type Read = { says: { state: string; revision: number }; claims: object[] }

void describe('disruptions over HTTP', () => {
  let node: TestNode
  let id: RecordId
  before(async () => {
    node = await testNode()
    const drafted = await node.api(OWNER, 'POST', API, disruptionBody({ happened_on: AT }))
    assert.equal(drafted.status, 201, drafted.text)
    ;({ id } = drafted.json<{ id: RecordId }>())
  })
  after(() => node.close())

  const read = async (who = OWNER) => (await node.api(who, 'GET', `${API}/${id}`)).json<Read>()
  const send = async (who: string, at: string, body: object) =>
    await node.api(who, 'POST', `${API}/${id}${at}`, body, {
      'if-match': String((await read(who)).says.revision),
    })

  void test('a draft is shown to nobody else, and is not claimed before something shows it', async () => {
    assert.equal((await node.api(KENT, 'GET', `${API}/${id}`)).status, 404)
    const early = await send(OWNER, '/claims', { words: 'We searched the lock-up' })
    assert.equal(early.status, 409, early.text)
    for (const side of ['before', 'after']) {
      const shown = await send(OWNER, '/evidence', { side, kind: 'exhibit', reference: `SX/${side}` })
      assert.equal(shown.status, 200, shown.text)
    }
    assert.equal((await send(OWNER, '/claims', { words: 'We searched the lock-up' })).status, 200)
  })

  void test('three claim it, a fourth moderates it, and its effect is looked at', async () => {
    const agencies = ['kent-police', 'border-force', 'nca'].map((slug) => node.agency(slug))
    await node.database.performAs({ personId: node.person(OWNER).id, operation: 'test', purpose: null }, (scope) =>
      release(scope, id, agencies),
    ) // prettier-ignore
    for (const who of [KENT, BORDER]) {
      const claimed = await send(who, '/claims', { words: 'We stopped the lorry' })
      assert.equal(claimed.status, 200, claimed.text)
    }
    const accepted = { outcome: 'accepted', level: 'minor', words: 'What shows it is enough' }
    for (const who of [OWNER, KENT, BORDER]) {
      const own = await send(who, '/moderation', accepted)
      assert.equal(own.status, 403, own.text)
    }
    const without = await node.api(NCA, 'POST', `${API}/${id}/moderation`, accepted)
    assert.equal(without.status, 428)
    const moderated = await send(NCA, '/moderation', accepted)
    assert.equal(moderated.status, 200, moderated.text)
    const late = await send(NCA, '/claims', { words: 'We too' })
    assert.ok([403, 409].includes(late.status), 'whoever moderated it does not claim it')
    const looked = await send(KENT, '/effect', {
      ...{
        outcome: 'displaced',
        displaced_to: 'Slipways to the west',
        basis: 'Two reports of the last weeks',
      },
    })
    assert.equal(looked.status, 200, looked.text)
    const { says, claims } = await read()
    assert.deepEqual([says.state, claims.length], ['checked', 3])
  })

  void test('says the same of what is hidden and of what is not there', async () => {
    for (const [method, at, body] of [
      ['GET', '', undefined],
      ['PUT', '', disruptionBody({ happened_on: AT })],
      ['POST', '/discard', {}],
      ['POST', '/evidence', { side: 'before', kind: 'exhibit', reference: 'SX/9' }],
      ['POST', '/claims', { words: 'We did' }],
      ['POST', '/moderator', { agency: null }],
      ['POST', '/moderation', { outcome: 'refused', words: 'Nothing shows it' }],
      ['POST', '/answer', { words: 'It does' }],
      ['POST', '/effect', { outcome: 'recovered', basis: 'Port staff' }],
    ] as const) {
      const ask = (which: string) =>
        node.api(STRANGER, method, `${API}/${which}${at}`, body, { 'if-match': '2' })
      const [hidden, absent] = [await ask(id), await ask(randomUUID())]
      const said = ({ status, text }: typeof hidden) => [status, text.replaceAll(/[0-9a-f-]{36}/g, '')]
      assert.deepEqual(said(hidden), said(absent), `${method} ${at}`)
      assert.ok(hidden.status >= 400, `${method} ${at}`)
    }
  })

  void test('refuses by the field: a victim, a day that is none, a day to come, a level that is none', async () => {
    const refused = async (changes: object, field: string) => {
      const answer = await node.api(OWNER, 'POST', API, disruptionBody(changes))
      assert.equal(answer.status, 400, `${field}: ${answer.text}`)
      assert.ok(field in (answer.json<{ fields?: object }>().fields ?? {}), answer.text)
    }
    await refused({ about_kind: 'person', person_category: 'victim' }, 'person_category')
    await refused({ happened_on: '2026-02-31' }, 'happened_on')
    await refused({ happened_on: '2099-01-01' }, 'happened_on')
    await refused({ level: 'enormous' }, 'level')
    await refused({ before: '' }, 'before')
    const large = await node.api(OWNER, 'POST', API, disruptionBody({ what: 'x'.repeat(1_100_000) }))
    assert.equal(large.status, 413)
  })
})
