import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { normaliseIdentifier } from './understand.ts'
import { drawn, FIGURES, otherSpellings } from './spelling.test-support.ts'

const key = (value: string, country?: string) => normaliseIdentifier('phone', value, country)?.key ?? null

test('every way of writing a British number gives one key', () => {
  for (const written of [
    '07700 900123',
    '07700900123',
    '7700900123',
    '447700900123',
    '0447700900123',
    '+447700900123',
    '+44 (0)7700 900 123',
    '+44 07700 900123',
    '00447700900123',
    '0044 7700-900.123',
    '(07700) 900/123',
    'tel:+447700900123;ext=4',
    'Mobile: 07700 900123',
    '07700 900123 ext. 12',
    '07700 900123x12',
    '07700 900123 (his brother)',
    '07.700.900.123',
    '+07700 900123',
    '０７７００　９００１２３',
    '٠٧٧٠٠٩٠٠١٢٣',
    '\u202a07700\u200b900123\u202c',
    '07700‑900–123',
  ])
    assert.equal(key(written), '+447700900123', written)
})

test('the numbers of drama are possible, never valid; a number the plan knows is valid', () => {
  for (const drama of [
    '07700 900123',
    '01632 960123',
    '020 7946 0123',
    '0113 496 0123',
    '028 9649 6123',
    '0191 498 0123',
  ])
    assert.equal(normaliseIdentifier('phone', drama)?.tier, 'possible', drama)
  assert.equal(normaliseIdentifier('phone', '+33 6 12 34 56 78')?.tier, 'valid')
})

test('a country code that nobody has is possible, in each spelling of the exercise', () => {
  for (const written of [
    '+999276026898',
    '00999276026898',
    '+999 276 026898',
    '+999 (0)276 026898',
    '999276026898',
  ])
    assert.deepEqual(normaliseIdentifier('phone', written), {
      key: '+999276026898',
      tier: 'possible',
      display: '+999276026898',
    })
})

test('a country that the record gives is the country of a number without a code', () => {
  assert.equal(key('06 12 34 56 78', 'FR'), '+33612345678')
  assert.equal(key('+44 7700 900123', 'FR'), '+447700900123')
  assert.equal(key('+39 (0)6 6981 2345'), '+390669812345', 'an Italian number keeps its nought')
  assert.equal(key('33612345678'), '+33612345678', 'an export dropped the plus')
  assert.equal(key('0612345678', 'ZZ'), null)
})

test('what is no number is null', () => {
  for (const no of [
    '',
    '101',
    '999',
    '123456',
    '1234567890123456789',
    'unknown',
    'N/A',
    '07700 9001?3',
    '+',
    '++44 7700 900123',
  ])
    assert.equal(key(no), null, no)
  assert.equal(key('07700 900123, 07700 900124'), null, 'two numbers are not the first of them')
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const numbers = fc.oneof(
    drawn(FIGURES, 9).map((rest) => `+447${rest}`),
    drawn(FIGURES, 9).map((rest) => `07${rest}`),
    drawn(FIGURES, 9).map((rest) => `01${rest}`),
    drawn(FIGURES, 9).map((rest) => `+999${rest}`),
    drawn(FIGURES, 8).map((rest) => `+336${rest}`),
    drawn(FIGURES, { minLength: 8, maxLength: 13 }).map((rest) => `+${rest}`),
  )
  // A point before a last nought is a spreadsheet's. A stroke behind a whole number parts it from another; within a British one it does not.
  const noisy = numbers.chain((number) =>
    fc.tuple(
      fc.constant(number),
      otherSpellings(number, { separators: [' ', '-', ...(number.startsWith('0') ? ['/'] : [])] }),
    ),
  )
  fc.assert(
    fc.property(noisy, ([number, written]) => {
      const expected = normaliseIdentifier('phone', number)
      assert.deepEqual(normaliseIdentifier('phone', written), expected)
      if (expected === null) return
      assert.equal(key(expected.key), expected.key)
      assert.equal(key(expected.display), expected.key)
      assert.equal(key(expected.display, 'FR'), expected.key)
    }),
    { numRuns: 2000 },
  )
})

test('property: the short way for British numbers answers as the library does', () => {
  const starts = fc.constantFrom(
    '',
    '1',
    '2',
    '3',
    '5',
    '7',
    '8',
    '9',
    '11',
    '1481',
    '1534',
    '1624',
    '7911',
    '7624',
    '7509',
    '70',
    '76',
  )
  const tens = starts.chain((start) => drawn(FIGURES, 10 - start.length).map((rest) => start + rest))
  const forms = fc.constantFrom('0', '', '+44', '+440', '0044', '00440', '44', '440')
  fc.assert(
    fc.property(tens, forms, (ten, form) => {
      const written = form + ten
      const normalised = normaliseIdentifier('phone', written)
      const library = parsePhoneNumberFromString(written, { defaultCountry: 'GB', extract: false })
      if (normalised === null || library === undefined || !/^[1-35789]/.test(ten)) return
      assert.equal(normalised.key, library.number, written)
      const isDrama = normalised.tier === 'possible' && library.isValid()
      if (isDrama)
        assert.match(
          `0${ten}`,
          /^0(?:20 ?7946|2896496|2920180|11[3-8]4960|1\d14960|1914980|1632960|7700900|8081570|9098790|3069990)/,
        )
      else assert.equal(normalised.tier, library.isValid() ? 'valid' : 'possible', written)
    }),
    { numRuns: 5_000 },
  )
})
