/** The longest text that a field takes fits through the form, in whatever script it is written. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { desk } from '../../../../test/support/callers.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { BODY_BYTES } from '../../../platform/http/body-limits.ts'
import { MOST } from './read-answers.ts'

// A line in each script; nothing here is an event or a place.
const scripts: Record<string, string> = {
  Latin: 'A small boat came in without lights, "white" & 50% full. ',
  Vietnamese: 'Một chiếc thuyền nhỏ cập bến lúc nửa đêm, không có đèn. ',
  'Vietnamese, marks apart': 'Một chiếc thuyền nhỏ cập bến lúc nửa đêm, không có đèn. '.normalize('NFD'),
  Arabic: 'وصل قارب صغير عند منتصف الليل بلا أضواء. ',
  Cyrillic: 'Маленькая лодка пришла ночью без огней. ',
  Tigrinya: 'ንእሽቶ ጃልባ ብለይቲ ብዘይ መብራህቲ መጺኣ። ',
  Chinese: '半夜有一艘没有灯的小船靠岸。',
  emoji: '🚤🌊👩‍👩‍👧🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'line after line': 'x\n',
}

/** Exactly so many signs, and no half of one at the end. */
const filled = (script: string, length: number): string => {
  const text = script.repeat(Math.ceil(length / script.length)).slice(0, length)
  const whole = text.isWellFormed() ? text : `${text.slice(0, -1)}.`
  return `${whole.slice(0, -1)}.`
}

void describe('the longest text of a public report', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
  })
  after(() => node.close())

  for (const [name, script] of Object.entries(scripts))
    void test(`is taken in ${name}`, async () => {
      for (const base of ['/report', '/cy/report']) {
        const browser = desk(node.base)
        await browser.post(`${base}/start`, {})
        await browser.post(`${base}/kind`, { kind: 'boat' })
        const words = filled(script, MOST.words)
        const line = filled(script, MOST.line)
        const short = filled(script, MOST.short)
        const vessel = ['name', 'kind', 'colour', 'length', 'engines', 'heading', 'aboard']
        const forms: [string, Record<string, string | string[]>][] = [
          ['where/describe', { description: words }],
          ['seen', { seen: ['people-waiting', 'boat-hidden'], words }],
          ['vessel', { ...Object.fromEntries(vessel.map((field) => [field, short])), markings: line }],
          ['people', { number: short, behaviour: words }],
          ['know', { know: 'saw', 'know-words': line }],
          ['contact', { contact: 'yes', name: short, phone: short, email: short, how: line }],
        ]
        for (const [step, fields] of forms) {
          const sent = await browser.post(`${base}/${step}`, fields)
          assert.equal(sent.status, 303, `${base}/${step}: ${sent.text.slice(0, 2_000)}`)
        }
        // And it is there, to the last sign.
        const kept = /<textarea[^>]*name="words"[^>]*>([^<]*)</.exec(
          (await browser.get(`${base}/seen`)).text,
        )?.[1]
        assert.ok(kept?.endsWith('.'))
      }
    })

  void test('leaves room for five thousand signs of three bytes, and what is too much is said in words', async () => {
    assert.ok(5_000 * 9 + 5_000 < BODY_BYTES.small)
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'boat' })
    const longer = await browser.post('/report/seen', { words: filled(scripts['Tigrinya'] ?? '', 5_000) })
    assert.equal(longer.status, 422)
    const far = await browser.post('/report/seen', { words: filled(scripts['Tigrinya'] ?? '', 20_000) })
    assert.equal(far.status, 413)
    assert.match(far.text, /send the rest in a second report/)
  })
})
