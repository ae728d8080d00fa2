import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier, understandIdentifier } from './understand.ts'
import { drawn, FIGURES, otherSpellings } from './spelling.test-support.ts'
import { passesImoCheck } from './vessel.ts'

const read = (value: string) => {
  const { key, tier } = normaliseIdentifier('vessel', value) ?? {}
  return key === undefined ? null : `${key} ${String(tier)}`
}

test('an IMO number is valid when its check digit is right', () => {
  for (const written of [
    'IMO9197557',
    'IMO 9197557',
    'imo no. 9197557',
    '9197557',
    'Grey Lady (IMO 9197557)',
    'IMO-9197557',
  ])
    assert.equal(read(written), 'IMO9197557 valid', written)
  assert.equal(read('IMO 9197558'), 'IMO9197558 possible', 'somebody says that it is one')
  assert.equal(read('9197558'), null, 'nobody says that it is one')
  assert.equal(read('IMO 919755'), null)
  assert.equal(read('Timo 9197557'), null)
})

test('an MMSI is valid when its country digits are plausible', () => {
  assert.equal(read('MMSI 235012345'), 'MMSI235012345 valid')
  assert.equal(read('235 012 345'), 'MMSI235012345 valid')
  assert.equal(read('992351234'), 'MMSI992351234 valid')
  assert.equal(read('MMSI 999608101'), 'MMSI999608101 possible')
  assert.equal(read('MMSI 99960810'), null)
})

test('a ship with two numbers is known by both', () => {
  const keys = understandIdentifier('vessel', 'SEA TRADER, MMSI 235012345, IMO 9197557').understood
  assert.deepEqual(
    keys.map(({ key }) => key),
    ['MMSI235012345', 'IMO9197557'],
  )
})

test('small ships and fishing vessels', () => {
  assert.equal(read('ssr 12345'), 'SSR12345 possible')
  assert.equal(read('NN 123'), 'PLN:NN123 possible')
  assert.equal(read('nn0123'), 'PLN:NN123 possible')
  assert.equal(read('QQ 123'), null, 'not a port')
  assert.equal(normaliseIdentifier('vessel', 'N 123', 'BE'), null)
})

test('a name is no identifier', () => {
  for (const no of ['Grey Lady', 'SEA TRADER 2', '', 'IMO', '🛥 9197557']) assert.equal(read(no), null, no)
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const numbers = fc.oneof(
    drawn(FIGURES, 7).map((digits) => `IMO${digits}`),
    drawn(FIGURES, 9).map((digits) => `MMSI${digits}`),
    drawn(FIGURES, 7),
    drawn(FIGURES, 5).map((digits) => `SSR${digits}`),
    drawn(FIGURES, 3).map((digits) => `NN${digits}`),
  )
  const noisy = numbers.chain((number) =>
    fc.tuple(fc.constant(number), otherSpellings(number, { separators: [' ', '-'], anyCase: true })),
  )
  fc.assert(
    fc.property(noisy, ([number, written]) => {
      const expected = normaliseIdentifier('vessel', number)
      assert.deepEqual(normaliseIdentifier('vessel', written), expected)
      if (expected === null) return
      for (const again of [expected.key, expected.display])
        assert.equal(normaliseIdentifier('vessel', again)?.key, expected.key)
    }),
  )
})

test('property: of the ten numbers with the same first six digits one passes the IMO check', () => {
  fc.assert(
    fc.property(drawn(FIGURES, 6), (six) => {
      assert.equal(Array.from(FIGURES).filter((last) => passesImoCheck(six + last)).length, 1)
    }),
  )
})
