import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type Answer, type TestNode } from '../../../../test/support/node.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../../../test/support/sealed.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'analyst@nca.example'
const RECORDS = '/deconfliction/sealed/records'

type Kept = { kept: number; already: number; replaced: number; refused: unknown[] }
type Listed = {
  records: { handle: string; tokens: number; matches: { side: string; partner: string; state: string }[] }[]
}

const record = (name: string, words: string[], more: object = {}) => ({
  handle: handleFor(name),
  classification: 'OFFICIAL',
  expires_on: dayIn(300),
  tokens: words.map((word) => ({ kind: 'phone', element: tokenOf(word).element })),
  ...more,
})

void describe('sealed records over HTTP', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const keep = (email: string, records: object[], epoch = 1) =>
    node.api(email, 'POST', RECORDS, { epoch, records })
  const hits = async (email: string, handle: string) => {
    const answer = await node.api(email, 'GET', `${RECORDS}?matched=true`)
    return answer.json<Listed>().records.find((one) => one.handle === handle)?.matches ?? []
  }

  void test('without holders the node says so', async () => {
    const answer = await node.api(SUSSEX, 'GET', '/deconfliction/sealed/parameters')
    assert.deepEqual([answer.status, answer.json<{ code: string }>().code], [404, 'not-set-up'])
    assert.equal((await keep(SUSSEX, [record('a', ['first'])])).status, 404)
    await setUpSealing(node)
    const parameters = await node.api(SUSSEX, 'GET', '/deconfliction/sealed/parameters')
    assert.equal(parameters.status, 200)
    assert.equal(parameters.json<{ epoch: number }>().epoch, 1)
    assert.equal(parameters.json<{ kinds: string[] }>().kinds.length, 10)
  })

  void test('two agencies that sealed the same value are both told, and either may write', async () => {
    const first = await keep(SUSSEX, [record('s1', ['one', 'two']), record('s2', ['three'])])
    assert.deepEqual([first.status, first.json()], [200, { kept: 2, already: 0, replaced: 0, refused: [] }])
    assert.deepEqual((await keep(KENT, [record('k1', ['two', 'four'])])).json(), {
      kept: 1,
      already: 0,
      replaced: 0,
      refused: [],
    })
    const [ours] = await hits(SUSSEX, handleFor('s1'))
    const [theirs] = await hits(KENT, handleFor('k1'))
    assert.deepEqual([ours?.partner, ours?.state, theirs?.partner], ['Kent Police', 'open', 'Sussex Police'])
    assert.deepEqual(await hits(SUSSEX, handleFor('s2')), [])
    const list = await node.api(SUSSEX, 'GET', '/deconfliction/matches')
    assert.equal(
      list.json<{ items: { my_report: { reference: string } }[] }>().items[0]?.my_report.reference,
      handleFor('s1'),
    )
    const read = await node.api(KENT, 'GET', `/deconfliction/matches/${theirs?.side ?? ''}`)
    assert.equal(read.status, 200)
    const wrote = await node.api(SUSSEX, 'POST', `/deconfliction/matches/${ours?.side ?? ''}/contact`, {
      message: 'May we speak?',
    })
    assert.deepEqual([wrote.status, wrote.json<{ state: string }>().state], [200, 'contacted'])
  })

  void test('a call sent again changes nothing; other tokens replace', async () => {
    const again = await keep(SUSSEX, [record('s1', ['two', 'one'])])
    assert.deepEqual(again.json(), { kept: 0, already: 1, replaced: 0, refused: [] })
    const other = await keep(SUSSEX, [record('s2', ['three', 'four'])])
    assert.deepEqual(other.json<Kept>().replaced, 1)
    assert.equal((await hits(SUSSEX, handleFor('s2'))).length, 1)
    const [counted] = await node.admin<{ tokens: number }>(
      'select tokens from deconfliction.sealed_count where agency_id = $1',
      [node.agency('sussex-police')],
    )
    assert.equal(counted?.tokens, 4)
  })

  void test('what is taken back ends its match unless somebody acted on it', async () => {
    assert.equal((await node.api(SUSSEX, 'DELETE', `${RECORDS}/${handleFor('s2')}`)).status, 204)
    assert.equal((await node.api(SUSSEX, 'DELETE', `${RECORDS}/${handleFor('s2')}`)).status, 204)
    assert.deepEqual(
      await node.admin(`select from access.record where kind = 'sealed' and agency_reference = $1`, [
        handleFor('s2'),
      ]),
      [],
    )
    assert.equal((await hits(KENT, handleFor('k1'))).length, 1)
    // Kent was written to: its side stands although Sussex takes its record back.
    await node.api(SUSSEX, 'DELETE', `${RECORDS}/${handleFor('s1')}`)
    const [side] = await hits(KENT, handleFor('k1'))
    assert.equal((await node.api(KENT, 'GET', `/deconfliction/matches/${side?.side ?? ''}`)).status, 200)
    assert.equal((await node.api(KENT, 'DELETE', `${RECORDS}/${handleFor('s1')}`)).status, 204)
  })

  void test('wrong input is refused by name and keeps nothing', async () => {
    const code = (answer: Answer) => answer.json<{ code: string }>().code
    const one = (element: string) => record('bad', [], { tokens: [{ kind: 'phone', element }] })
    for (const bad of [
      'A'.repeat(43),
      '_'.repeat(43),
      tokenOf('x').element.slice(0, 42),
      `${tokenOf('x').element}A`,
      '',
    ]) {
      const answer = await keep(SUSSEX, [one(bad)])
      assert.deepEqual([answer.status, code(answer)], [422, 'bad-element'], bad)
    }
    assert.equal(code(await keep(SUSSEX, [record('bad', ['x'])], 2)), 'other-epoch')
    assert.equal(
      (
        await keep(SUSSEX, [
          record('bad', ['x'], { tokens: [{ kind: 'address', element: tokenOf('x').element }] }),
        ])
      ).status,
      400,
    )
    assert.equal((await keep(SUSSEX, [record('bad', ['x'], { handle: 'reference 7' })])).status, 400)
    assert.equal((await keep(SUSSEX, [record('bad', ['x'], { expires_on: dayIn(-1) })])).status, 400)
    assert.equal((await keep(SUSSEX, [record('bad', ['x'], { expires_on: dayIn(900) })])).status, 400)
    assert.equal((await keep(SUSSEX, [record('bad', ['x']), record('bad', ['y'])])).status, 400)
    const many = Array.from({ length: 100 }, (_, place) =>
      record(
        `m${String(place)}`,
        Array.from({ length: 51 }, () => 'x'),
      ),
    )
    assert.deepEqual([(await keep(SUSSEX, many)).status], [413])
    assert.equal((await keep('administrator@sussex-police.example', [record('bad', ['x'])])).status, 403)
    const cleared = await keep('analyst@kent-police.example', [
      record('bad', ['x'], { classification: 'OFFICIAL-SENSITIVE' }),
    ])
    assert.deepEqual([cleared.status, code(cleared)], [403, 'not-cleared'])
    assert.deepEqual(
      await node.admin(`select from access.record where kind = 'sealed' and agency_reference = $1`, [
        handleFor('bad'),
      ]),
      [],
    )
  })

  void test('the check by token: silent and none are one answer, and its owner is told', async () => {
    await keep(SUSSEX, [record('open', ['held']), record('silent', ['hidden'], { discoverable: false })])
    const check = (word: string) =>
      node.api(NCA, 'POST', '/deconfliction/sealed/check', {
        epoch: 1, kind: 'phone', element: tokenOf(word).element, purpose: 'Operation Test',
      }) // prettier-ignore
    const held = (await check('held')).json<{ held: boolean; partners: { slug: string }[] }>()
    assert.deepEqual([held.held, held.partners.map(({ slug }) => slug)], [true, ['sussex-police']])
    const silent = (await check('hidden')).json<{ checks_left: number }>()
    const none = (await check('nobody')).json<{ checks_left: number }>()
    assert.deepEqual({ ...silent, checks_left: 0 }, { ...none, checks_left: 0 })
    assert.equal(none.checks_left, silent.checks_left - 1)
    await node.database.performAsService(
      { service: 'checks', operation: 'deconfliction.notice-silent-hits' },
      (scope) => scope.tx.one('select deconfliction.notice_silent_hits(100)'),
    )
    const sussex = await node.signIn(SUSSEX)
    const page = await sussex.get('/matches/silent-hits')
    assert.match(page.text, new RegExp(handleFor('silent')))
    // A silent record opens no match that its partner could see, and one for its owner.
    await keep(NCA, [record('n1', ['hidden'])])
    assert.deepEqual(await hits(NCA, handleFor('n1')), [])
    assert.equal((await hits(SUSSEX, handleFor('silent'))).length, 1)
  })

  void test('the page asks by token too, and says what is wrong with one', async () => {
    const desk = await node.signIn(NCA)
    await desk.get('/check/token')
    const fields = { kind: 'phone', purpose: 'Operation Test' }
    const held = await desk.post('/check/token', { ...fields, element: tokenOf('held').element })
    assert.equal(held.status, 200)
    assert.match(held.text, /held by a partner/)
    assert.match(held.text, /Sussex Police/)
    const wrong = await desk.post('/check/token', { ...fields, element: '07700 900123' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Paste the whole token/)
    const none = await desk.post('/check/token', { ...fields, element: tokenOf('hidden').element })
    assert.match(none.text, /no partner is known to hold this/)
  })

  void test('a person is one match, whatever number of tokens meets', async () => {
    const person = (name: string, words: string[]) =>
      record(name, [], { tokens: words.map((word) => ({ kind: 'person', element: tokenOf(word).element })) })
    await keep(SUSSEX, [person('ps', ['p1', 'p2', 'p3'])])
    await keep(KENT, [person('pk', ['p2', 'p3', 'p4'])])
    assert.equal((await hits(SUSSEX, handleFor('ps'))).length, 1)
    await keep(KENT, [person('pk2', ['p2', 'p3'])])
    assert.equal((await hits(SUSSEX, handleFor('ps'))).length, 1)
    assert.equal((await hits(KENT, handleFor('pk2'))).length, 1)
  })

  void test('records that expire end like those taken back', async () => {
    await keep(SUSSEX, [record('e1', ['old'])])
    await keep(KENT, [record('e2', ['old'])])
    assert.equal((await hits(KENT, handleFor('e2'))).length, 1)
    await node.database.performAsService(
      { service: 'sealing', operation: 'deconfliction.sealed.expire' },
      (scope) =>
        scope.tx.one(`select * from deconfliction.expire_sealed($1, 5000, 'deconfliction.sealed.expire')`, [
          dayIn(301),
        ]),
    )
    assert.deepEqual(await node.admin('select from deconfliction.sealed_token'), [])
    assert.deepEqual(await hits(KENT, handleFor('e2')), [])
    const left = await node.admin<{ tokens: number }>(
      'select tokens from deconfliction.sealed_count where tokens <> 0',
    )
    assert.deepEqual(left, [])
  })
})
