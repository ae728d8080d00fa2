/** Bad input of disruptions, through the pages: it comes back with what was typed and a way on, and a file for a spreadsheet runs nothing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { assertComesBack, errorsOf, filledIn, formOf } from '../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../test/support/node.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'
import { claimed, daysAgo, draft, release, show } from './disruptions.test-support.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'

void describe('bad input of disruptions', () => {
  let node: TestNode
  let sussex: Desk
  let nca: Desk
  before(async () => {
    node = await testNode()
    sussex = await node.signIn(SUSSEX)
    nca = await node.signIn(NCA)
  })
  after(() => node.close())

  const as = <T>(who: string, work: (scope: MemberScope) => Promise<T>) =>
    node.database.performAs({ personId: node.person(who).id, operation: 'test', purpose: null }, work)
  const day = (name: string, on: string) => {
    const [year = '', month = '', date = ''] = on.split('-')
    return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
  }
  const whole = (changes: Record<string, string> = {}): Record<string, string> => ({
    ...{ title: 'Six engines taken from a lock-up', ...day('happened_on', daysAgo(5)) },
    ...{ done: 'equipment-seizure', what: 'Six engines were seized.', strand: 'pursue', about_kind: 'group' },
    ...{ about: 'A group that brings engines', before: 'It sent a boat each week.', after: 'None was seen.' },
    ...{
      level: 'moderate',
      level_reason: 'It has no other engines.',
      classification: 'OFFICIAL',
      handling: 'P',
    },
    ...changes,
  })
  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string>) =>
    desk.post(address, filledIn(formOf((await desk.get(address)).text, field), typed))
  const drafted = (changes: Record<string, string>) =>
    send(sussex, '/disruptions/new', 'title', whole(changes))

  void test('a draft that is not sound comes back with what was typed', async () => {
    for (const [changes, why] of [
      [{ title: '' }, /title/i],
      [{ title: 'x'.repeat(201) }, /200/],
      [{ title: 'Turned \u202e round' }, /cannot|character/i],
      [day('happened_on', '2026-02-31'), /real|day/i],
      [day('happened_on', '2099-01-01'), /today or earlier/],
      [day('happened_on', '1999-12-31'), /2000 or later/],
      [day('effect_due_on', daysAgo(9)), /after the day on which it happened/],
      [day('effect_due_on', '2099-01-01'), /within three years/],
      [{ about_kind: 'person' }, /suspected|category|Choose/],
      [{ level: 'enormous' }, /level/],
      [{ strand: 'punish' }, /four Ps/],
      [{ before: ' ' }, /before/],
      [{ what: 'x'.repeat(2_001) }, /2,000/],
    ] as const) {
      const answer = await drafted(changes)
      assert.equal(answer.status, 422, JSON.stringify(changes).slice(0, 80))
      assert.match(errorsOf(answer.text).join(), why)
      const { level: _level, strand: _strand, before: _before, ...kept } = whole(changes)
      assertComesBack(answer.text, kept)
    }
  })

  void test('a victim, a witness or a child is no subject of one, whatever is sent', async () => {
    for (const category of ['victim', 'witness', 'child', 'unknown'])
      for (const person_is_adult of ['yes', ''])
        assert.equal(
          (
            await drafted({
              about_kind: 'person',
              person_category: category,
              person_basis: 'x',
              person_is_adult,
            })
          ).status,
          422,
          category,
        )
  })

  void test('a form that is sent twice drafts once; one that is stale, or names no revision, changes nothing', async () => {
    const page = await sussex.get('/disruptions/new')
    const typed = filledIn(formOf(page.text, 'title'), whole())
    const [first, second] = [
      await sussex.post('/disruptions/new', typed),
      await sussex.post('/disruptions/new', typed),
    ]
    assert.equal(first.headers.get('location'), second.headers.get('location'))
    const id = /disruptions\/([0-9a-f-]+)/.exec(first.headers.get('location') ?? '')?.[1] ?? ''
    for (const revision of ['0', '7', '-1', 'NaN', ''])
      assert.notEqual(
        (await send(sussex, `/disruptions/${id}/edit`, 'title', whole({ revision }))).status,
        303,
        revision,
      )
  })

  void test('what shows it: one that is hidden and one that is not there get the same words', async () => {
    const id = await as(SUSSEX, (scope) => draft(scope))
    const hidden = await node.api(KENT, 'POST', '/intelligence/reports', {
      ...{ title: 'Kent’s own', classification: 'OFFICIAL', handling: 'P', review_on: '2031-05-01' },
      items: [{ text: 'A van.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
      subjects: [],
    })
    const { reference } = hidden.json<{ reference: string }>()
    const said = []
    for (const one of [reference, 'SM-7K3M-Q9TX-2', 'x'.repeat(100), '=HYPERLINK("x")']) {
      const answer = await send(sussex, `/disruptions/${id}/evidence`, 'reference', {
        ...{ side: 'before', kind: 'report', reference: one },
      })
      assert.equal(answer.status, 422, one)
      said.push(errorsOf(answer.text).join())
    }
    assert.equal(new Set(said).size, 1, said.join('\n'))
  })

  void test('a claim without words, or before both sides are shown, comes back', async () => {
    const id = await as(SUSSEX, (scope) => draft(scope))
    const early = await send(sussex, `/disruptions/${id}/claim`, 'words', { words: 'We searched it' })
    assert.notEqual(early.status, 303)
    await as(SUSSEX, (scope) => show(scope, id))
    const empty = await send(sussex, `/disruptions/${id}/claim`, 'words', { words: ' ' })
    assert.equal(empty.status, 422)
    assert.ok(errorsOf(empty.text).length > 0)
  })

  void test('a moderation without a level, or with one that is none, comes back; its claimant has no such page', async () => {
    const id = await as(SUSSEX, (scope) => claimed(scope))
    await as(SUSSEX, (scope) => release(scope, id, [node.agency('nca')]))
    const at = `/disruptions/${id}/moderate`
    for (const typed of [
      { outcome: 'accepted', level: '', words: 'Enough' },
      { outcome: 'accepted', level: 'enormous', words: 'Enough' },
      { outcome: 'approved', level: 'minor', words: 'Enough' },
      { outcome: 'refused', level: '', words: '' },
    ]) {
      const answer = await send(nca, at, 'outcome', typed)
      assert.equal(answer.status, 422, JSON.stringify(typed))
      assert.ok(errorsOf(answer.text).length > 0)
    }
    const own = await sussex.post(at, { outcome: 'accepted', level: 'minor', words: 'Enough', revision: '2' })
    assert.ok([403, 409].includes(own.status), String(own.status))
    const absent = await nca.post(at.replace(id, randomUUID()), {
      outcome: 'refused',
      words: 'x',
      revision: '1',
    })
    assert.equal(absent.status, 404)
  })

  void test('a list as a file holds what its reader reads, marked, and nothing in it is run', async () => {
    const id = await as(SUSSEX, (scope) => claimed(scope, { title: '=cmd|calc! of a lock-up' }))
    const { text } = await sussex.get('/disruptions.csv')
    const lines = text.split('\r\n')
    assert.match(lines[0] ?? '', /"OFFICIAL","\d+ disruptions, as seen at /)
    assert.match(lines[1] ?? '', /^"reference","title","owner","classification","happened on"/)
    assert.match(lines.at(-2) ?? '', /^"OFFICIAL"$/)
    assert.ok(text.includes(`"'=cmd|calc! of a lock-up"`))
    assert.doesNotMatch((await nca.get('/disruptions.csv?list=partners')).text, /lock-up at all|=cmd/)
    await as(SUSSEX, (scope) => release(scope, id, [node.agency('nca')]))
    assert.match((await nca.get('/disruptions.csv?list=partners')).text, /=cmd/)
    const [taken] = await node.admin<{ number: number }>(
      'select count(*)::integer as number from access.exported where record_id = $1',
      [id satisfies RecordId],
    )
    assert.equal(taken?.number, 1, 'should it be recalled, whoever has the file is found')
    assert.equal((await sussex.get('/disruptions.csv?list=everything')).status, 400)
  })
})
