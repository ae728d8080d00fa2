import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { detectKind, whyNoKind } from './detect-kind.ts'
import { identifierKinds, keysHeld, understandIdentifier } from './understand.ts'

const read = (value: string) =>
  identifierKinds.flatMap((kind) => understandIdentifier(kind, value).understood)
const held = (value: string) => identifierKinds.flatMap((kind) => keysHeld(kind, value))

void describe('what is plainly something else', () => {
  void test('a date is no identifier of any kind, says so, and joins no two agencies', () => {
    for (const date of [
      '5/3/1990',
      '1990-03-05',
      '05.03.90',
      '05 03 90',
      '00/00/1970',
      '3/25/1990',
      '12/05/1390',
      '١٤/٠٣/١٩٨٧',
      '5 March 1990',
      '5-MAR-90',
      'Monday, 5th March 1990',
      'March 5, 1990',
      'March 2025',
      '03/1990',
      'DOB 5/3/1990',
      'Date of birth: 1990-03-05',
      'expires 05.03.2027',
      '2026-11-29 14:30',
      '2026-11-29T14:30:00Z',
      '29/11/2026 at 14:30',
      '14:30 on 29/11/2026',
      "'05/03/1990",
    ]) {
      assert.deepEqual(read(date), [], date)
      assert.deepEqual(held(date), [], date)
      assert.deepEqual(detectKind(date), [], date)
      assert.match(understandIdentifier('document', date).reasons.join(), /^this looks like a date/, date)
    }
    assert.match(whyNoKind('5/3/1990'), /^This looks like a date, which is no identifier$/)
    assert.equal(whyNoKind('???'), 'This is not understood')
    assert.deepEqual(
      read('5/3/1990 (issue)').filter(({ kind }) => kind === 'document'),
      [],
    )
    assert.deepEqual(read('5/3/1990 and 6/3/1990'), [])
  })

  void test('nor are times, sums of money, numbers of things and plain words', () => {
    for (const [says, ...values] of [
      [/a time/, '14:30', '14:30:05', '2.30pm', '2 pm', '1430hrs', '09h30'],
      [/a sum of money/, '£500', '£12,500.00', '€1.200,50', '12500 euros', 'GBP 4,000', '5k $'],
      [/a number of things/, '12,500', '14.30', '10 people', 'approx 40 passengers', '3 boats', 'room 12'],
      [/a plain word/, 'adult', 'Boat', 'driver', 'yes'],
    ] as const)
      for (const value of values) {
        assert.deepEqual(read(value), [], value)
        assert.deepEqual(held(value), [], value)
        assert.match(whyNoKind(value), says, value)
      }
    assert.deepEqual(understandIdentifier('document', '500 EUR').understood, [])
  })

  void test('what could be an identifier stays one', () => {
    for (const [kind, value] of [
      ['document', '19900305'],
      ['document', '12-34-56'],
      ['document', 'AB 12/05/90'],
      ['vehicle', '500 EUR'],
      ['vehicle', 'VAN 4'],
      ['vehicle', 'MAR 12'],
      ['phone', '01.42.68.53.00'],
      ['phone', '12 34 56 78'],
      ['phone', '004477 00900123'],
      ['handle', '@boat'],
      ['handle', 'telegram: adult'],
      ['vessel', '9,074,729'],
    ] as const)
      assert.equal(understandIdentifier(kind, value).understood.length, 1, `${kind} ${value}`)
  })

  void test('an account with its sort code, in either order, is no telephone and no document', () => {
    for (const value of ['31926819 60-16-13', '60-16-13 31926819', '3192 6819 60-16-13']) {
      const kinds = read(value).map(({ kind }) => kind)
      assert.deepEqual(kinds, ['account'], value)
    }
    for (const value of ['31926819 601613', '601613 31926819'])
      assert.ok(!read(value).some(({ kind }) => kind === 'phone'), value)
    assert.deepEqual(detectKind('31926819 60-16-13'), ['account'])
    assert.match(understandIdentifier('phone', '31926819 60-16-13').reasons.join(), /choose bank account/)
  })
})
