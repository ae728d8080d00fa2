import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier } from './understand.ts'
import { drawn, FIGURES, otherSpellings } from './spelling.test-support.ts'

const read = (value: string) => {
  const { key, tier } = normaliseIdentifier('account', value) ?? {}
  return key === undefined ? null : `${key} ${String(tier)}`
}

test('an IBAN is valid when country, length and check digits are right', () => {
  assert.equal(read('DE89 3704 0044 0532 0130 00'), 'DE89370400440532013000 valid')
  assert.equal(read('iban: de89-3704-0044-0532-0130-00'), 'DE89370400440532013000 valid')
  assert.equal(read('DE89 3704 0044 0532 0130 01'), 'DE89370400440532013001 possible')
})

test('an account of a country that nobody knows is possible', () => {
  assert.equal(read('ZZ33 SEAM 6533 7765 0057 45'), 'ZZ33SEAM65337765005745 possible')
  assert.equal(read('zz33seam65337765005745'), 'ZZ33SEAM65337765005745 possible')
})

test('a British account meets itself, written as IBAN or as sort code and number', () => {
  assert.equal(read('GB29 NWBK 6016 1331 9268 19'), 'GB:60161331926819 valid')
  for (const written of [
    '60-16-13 31926819',
    '601613 31926819',
    '60161331926819',
    'Sort code 60-16-13, account no. 31926819',
    'NatWest 60 16 13 / 3192 6819',
  ])
    assert.equal(read(written), 'GB:60161331926819 possible', written)
  assert.equal(read('GB28 NWBK 6016 1331 9268 19'), 'GB28NWBK60161331926819 possible', 'the check is wrong')
})

test('what says no account, or not at which bank, is null', () => {
  for (const no of ['', '31926819', '60-16-13', 'cash', 'GB29', 'AB12 CDE', 'ZZ33 SEAM SEAM SEAM SEAM'])
    assert.equal(read(no), null, no)
})

const SORT_CODE_LAST = /[\s-]\p{Nd}{2}[\s-]?\p{Nd}{2}[\s-]?\p{Nd}{2}\s*$/u

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const accounts = fc.oneof(
    drawn(FIGURES, 16).map((digits) => `ZZ${digits.slice(0, 2)}SEAM${digits.slice(2)}`),
    drawn(FIGURES, 20).map((digits) => `DE${digits}`),
    drawn(FIGURES, 14),
    fc.constant('GB29NWBK60161331926819'),
  )
  const noisy = accounts
    .chain((account) =>
      fc.tuple(fc.constant(account), otherSpellings(account, { separators: [' ', '-'], anyCase: true })),
    )
    // Pairs at the end are a sort code behind its account, which turns the two round.
    .filter(([, written]) => !SORT_CODE_LAST.test(written.replaceAll(/\p{Cf}/gu, '')))
  fc.assert(
    fc.property(noisy, ([account, written]) => {
      const expected = normaliseIdentifier('account', account)
      assert.notEqual(expected, null)
      assert.deepEqual(normaliseIdentifier('account', written), expected)
      for (const again of [
        expected?.key ?? '',
        expected?.display ?? '',
        expected?.key.replace('GB:', '') ?? '',
      ])
        assert.equal(normaliseIdentifier('account', again)?.key, expected?.key)
    }),
  )
})
