import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone } from '../../../test/support/plain-reports.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const SUSSEX_2 = 'analyst@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

type Word = { word: string; reason: string | null; version: number } | null
type Detail = {
  state: string
  words: { ours: Word; theirs: Word }
  taken_back: { ours: string | null; theirs: string | null }
}

void describe('an answer that is taken back', () => {
  let node: TestNode
  let digits = 300
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const act = async (email: string, id: string, name: string, body: object = {}) =>
    await node.api(email, 'POST', `/deconfliction/matches/${id}/${name}`, body)
  const detail = async (email: string, id: string) =>
    (await node.api(email, 'GET', `/deconfliction/matches/${id}`)).json<Detail>()

  async function pair() {
    const value = phone(`0${String((digits += 1))}`)
    const ours = await fileReport(node, { agency: 'sussex-police', values: [value] })
    const theirs = await fileReport(node, { agency: 'kent-police', values: [value] })
    const sides = await node.admin<{ id: string; record_id: string; match_id: string }>(
      'select id, record_id, match_id from deconfliction.match_side where record_id = any ($1)',
      [[ours, theirs]],
    )
    const side = (report: string) => sides.find((one) => one.record_id === report)
    return {
      ours: side(ours)?.id ?? '',
      theirs: side(theirs)?.id ?? '',
      matchId: side(ours)?.match_id ?? '',
    }
  }

  void test('leaves the match as it was, for either answer, and says so to the partner without a reason', async () => {
    for (const word of ['confirm', 'reject']) {
      const { ours, theirs } = await pair()
      await act(KENT, theirs, 'contact', { message: 'Is it yours?' })
      const before = await detail(SUSSEX, ours)
      await act(SUSSEX, ours, word, { reason: 'A reason to be forgotten' })
      await act(SUSSEX, ours, 'close')
      const taken = await act(SUSSEX, ours, 'take-back')
      assert.deepEqual([taken.status, taken.json<{ state: string }>().state], [200, 'contacted'])
      const after = await detail(SUSSEX, ours)
      assert.deepEqual({ ...after, taken_back: before.taken_back }, before)
      assert.notEqual(after.taken_back.ours, null)
      const read = await node.api(KENT, 'GET', `/deconfliction/matches/${theirs}`)
      assert.equal(read.json<Detail>().words.theirs, null)
      assert.doesNotMatch(read.text, /forgotten/)
    }
  })

  void test('without an answer there is nothing to take back; twice is once', async () => {
    const { ours, matchId } = await pair()
    const none = await act(SUSSEX, ours, 'take-back')
    assert.deepEqual([none.status, none.json<{ code: string }>().code], [409, 'no-word'])
    await act(SUSSEX, ours, 'confirm')
    for (let times = 0; times < 2; times++)
      assert.equal((await act(SUSSEX, ours, 'take-back', { version: 1 })).status, 200)
    const events = await node.admin<{ detail: { word?: string; was?: string } }>(
      `select detail from ledger.event where subject_id = $1 and detail ? 'word' order by id`,
      [matchId],
    )
    assert.deepEqual(
      events.map(({ detail: { word, was } }) => [word, was]),
      [
        ['confirmed', undefined],
        ['taken-back', 'confirmed'],
      ],
    )
  })

  void test('can be given again, also by a program that sends no version', async () => {
    const { ours } = await pair()
    await act(SUSSEX, ours, 'confirm')
    await act(SUSSEX, ours, 'take-back')
    assert.equal((await act(SUSSEX, ours, 'reject', { reason: 'On reflection' })).status, 200)
    assert.equal((await detail(SUSSEX, ours)).state, 'rejected')
  })

  void test('a colleague who answered meanwhile is not overruled, nor is one who took it back', async () => {
    const { ours } = await pair()
    await act(SUSSEX, ours, 'confirm', { version: 0 })
    await act(SUSSEX_2, ours, 'reject', { reason: 'Another handset', version: 1 })
    const late = await act(SUSSEX, ours, 'take-back', { version: 1 })
    assert.deepEqual([late.status, late.json<{ current: Word }>().current?.word], [409, 'rejected'])
    assert.equal((await act(SUSSEX, ours, 'take-back', { version: 2 })).status, 200)
    assert.equal((await act(SUSSEX_2, ours, 'confirm', { version: 2 })).status, 409)
  })

  void test('what was said stays with one’s own agency, on the page and in the tables', async () => {
    const { ours, theirs } = await pair()
    await act(SUSSEX, ours, 'reject', { reason: 'Another handset, we thought' })
    const desk = await node.signIn(SUSSEX)
    const form = await desk.get(`/matches/${ours}/take-back`)
    assert.match(form.text, /Another handset, we thought/)
    const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? ''
    assert.equal((await desk.post(`/matches/${ours}/take-back`, { version })).status, 303)
    const page = await desk.get(`/matches/${ours}`)
    assert.match(page.text, /Earlier answers of your agency[\s\S]*Another handset, we thought/)
    assert.match(page.text, /the last one was taken back/)
    const kent = await node.signIn(KENT)
    const read = await kent.get(`/matches/${theirs}`)
    assert.match(read.text, /the last one was taken back/)
    assert.doesNotMatch(read.text, /Another handset|Earlier answers/)
    const rows = await node.database.performAs(
      { personId: node.person(KENT).id, operation: 'test.read', purpose: null },
      async (scope) => await scope.tx.many('select from deconfliction.earlier_answer'),
    )
    assert.deepEqual(rows, [])
  })
})
