/** What an interest may be: read in any spelling, refused where it is not understood, and never a victim’s or a child’s. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inDays, interestBody } from './interests.test-support.ts'
import { parseInterest } from './interest.ts'

const now = new Date()
const read = (changes: object) => parseInterest(interestBody(changes), now, inDays(0))
const faults = (changes: object) => {
  const parsed = read(changes)
  return 'fields' in parsed ? Object.keys(parsed.fields).sort() : []
}
const person = { kind: 'person', value: 'Ilir Kastrati', category: 'suspected' }

void describe('an interest', () => {
  void test('is matched by what a report with the same value would be', () => {
    for (const value of ['07700 900771', '+44 7700 900 771', '0044 (0)7700-900771']) {
      const parsed = read({ value })
      assert.ok('interest' in parsed)
      assert.deepEqual(
        parsed.interest.identifiers.map(({ kind, key }) => [kind, key]),
        [['phone', '+447700900771']],
      )
    }
    const parsed = read({ ...person, born: '14/03/1987' })
    assert.ok('interest' in parsed)
    assert.deepEqual(parsed.interest.identifiers, [])
    assert.deepEqual(
      parsed.interest.persons.map(({ names, born }) => [names, born]),
      [[['Ilir Kastrati'], '1987-03-14']],
    )
  })

  void test('is refused where it is not understood, and it is said', () => {
    const parsed = read({ value: '07700 90O771 or so' })
    assert.ok('fields' in parsed)
    assert.match(parsed.fields['value'] ?? '', /not understood/)
    assert.deepEqual(faults({ ...person, value: 'unknown' }), ['value'])
  })

  void test('is never a victim’s, a witness’s or a child’s; a person is suspected or convicted', () => {
    for (const category of ['victim', 'witness', 'child', '', undefined]) {
      assert.deepEqual(faults({ category }), ['category'], String(category))
      assert.deepEqual(faults({ ...person, category }), ['category'], String(category))
    }
    assert.deepEqual(faults({ ...person, category: 'not-known' }), ['category'])
    assert.deepEqual(faults({ category: 'not-known' }), [])
    const year = now.getUTCFullYear()
    for (const born of [String(year - 10), String(year - 18), `1/1/${String(year - 17)}`])
      assert.deepEqual(faults({ ...person, born }), ['born'], born)
  })

  void test('has no default for who learns of it, and bounds for every field', () => {
    for (const [changes, fields] of [
      [{ disclosure: undefined }, ['disclosure']],
      [{ disclosure: 'secret' }, ['disclosure']],
      [{ kind: 'group' }, ['kind']],
      [{ kind: 'king' }, ['kind']],
      [{ value: ' ' }, ['value']],
      [{ value: 'x'.repeat(301) }, ['value']],
      [{ value: '07700 900771\u0000' }, ['value']],
      [{ country: 'GBR' }, ['country']],
      [{ born: '1987' }, ['born']],
      [{ ...person, born: 'yesterday' }, ['born']],
      [{ basis: '' }, ['basis']],
      [{ basis: 'x'.repeat(1_001) }, ['basis']],
      [{ desk: '' }, ['desk']],
      [{ telephone: 'ring me' }, ['telephone']],
      [{ telephone: '1'.repeat(41) }, ['telephone']],
      [{ review_on: inDays(0) }, ['review_on']],
      [{ review_on: '2026-02-30' }, ['review_on']],
      [{ operation: 'x' }, ['operation']],
      [{ agency: 3 }, ['agency']],
    ] as const)
      assert.deepEqual(faults(changes), fields, JSON.stringify(changes))
    for (const input of [null, [], 'phone']) assert.ok('fields' in parseInterest(input, now, inDays(0)))
  })
})
