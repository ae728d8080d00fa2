import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withoutLabel } from './labels.ts'
import { isBritishShape } from './vehicle.ts'
import { normaliseIdentifier, understandIdentifier } from './understand.ts'
import { drawn, FIGURES, LETTERS, otherSpellings } from './spelling.test-support.ts'

test('every way of writing a plate gives one key', () => {
  for (const written of [
    'QT74BCS',
    'qt74 bcs',
    'QT74-BCS',
    ' Qt74  bCs ',
    'ＱＴ７４ ＢＣＳ',
    'GB:QT74BCS',
    'QT74 BCS (white van)',
  ])
    assert.deepEqual(
      normaliseIdentifier('vehicle', written),
      { key: 'GB:QT74BCS', tier: 'valid', display: 'QT74 BCS' },
      written,
    )
})

test('the British shapes are valid, others possible', () => {
  for (const valid of [
    'AB12 CDE',
    'A123 BCD',
    'A1 BCD',
    'ABC 123D',
    'ABC 1D',
    'AIZ 1234',
    '1 AB',
    'AB 1',
    '1234 AB',
  ])
    assert.equal(normaliseIdentifier('vehicle', valid)?.tier, 'valid', valid)
  for (const possible of ['101 D 234', 'AO1234CE', '12 AB 34'])
    assert.equal(normaliseIdentifier('vehicle', possible)?.tier, 'possible', possible)
})

test('a plate of another country is keyed with it, and never meets a British one', () => {
  assert.equal(normaliseIdentifier('vehicle', 'ab-123-cd', 'fr')?.key, 'FR:AB123CD')
  assert.equal(normaliseIdentifier('vehicle', 'FR:AB123CD')?.key, 'FR:AB123CD')
  assert.equal(normaliseIdentifier('vehicle', 'AB12CDE', 'UK')?.key, 'GB:AB12CDE')
  assert.equal(normaliseIdentifier('vehicle', '123456', 'DK')?.key, 'DK:123456')
  // Cyrillic А, О, С and Е on a Ukrainian plate
  assert.equal(
    normaliseIdentifier('vehicle', 'АО1234СЕ', 'UA')?.key,
    normaliseIdentifier('vehicle', 'AO1234CE', 'UA')?.key,
  )
})

test('letter O and figure 0, letter I and figure 1 are kept apart', () => {
  assert.notEqual(
    normaliseIdentifier('vehicle', 'QO54HZX')?.key,
    normaliseIdentifier('vehicle', 'Q054HZX')?.key,
  )
  assert.notEqual(
    normaliseIdentifier('vehicle', 'AI12BCD')?.key,
    normaliseIdentifier('vehicle', 'A112BCD')?.key,
  )
})

test('a vehicle identification number has its own key', () => {
  assert.equal(normaliseIdentifier('vehicle', '1HGCM 82633 A004352')?.key, 'VIN:1HGCM82633A004352')
  assert.equal(normaliseIdentifier('vehicle', 'VIN:1HGCM82633A004352')?.key, 'VIN:1HGCM82633A004352')
})

test('what is no plate is null', () => {
  for (const no of [
    '',
    'unknown',
    'N/A',
    'white van',
    'QT74 ***',
    'QT7? BCS',
    '1234567',
    'QT74 BCS Ford Transit',
    '🚗74',
  ])
    assert.equal(normaliseIdentifier('vehicle', no), null, no)
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const british = fc
    .tuple(drawn(LETTERS, 2), drawn(FIGURES, 2), drawn(LETTERS, 3))
    .map((parts) => [parts.join(''), [' ', '-', '.']] as const)
  // Letters and a space or hyphen before what is not British may be the sign of a country.
  // What begins with CAR or REG and is no British mark has a label.
  const other = drawn(LETTERS + FIGURES, { minLength: 2, maxLength: 10 })
    .filter((plate) => withoutLabel('vehicle', plate) === null)
    .map((plate) => [plate, ['.']] as const)
  const noisy = fc
    .tuple(fc.oneof(british, other), fc.constantFrom('GB', 'FR', undefined))
    .chain(([[plate, separators], country]) =>
      fc.tuple(
        fc.constant(plate),
        fc.constant(country),
        otherSpellings(plate, { separators: [...separators], anyCase: true }),
      ),
    )
  fc.assert(
    fc.property(noisy, ([plate, country, written]) => {
      const expected = normaliseIdentifier('vehicle', plate, country)
      const read = normaliseIdentifier('vehicle', written, country)
      // A point makes a time or a number of some (9.30PM, 6.19): then it is not understood, which is said, and never
      // another key. Of a British mark it makes neither.
      if (read === null && !isBritishShape(plate))
        assert.ok(expected === null || understandIdentifier('vehicle', written, country).reasons.length > 0)
      else assert.deepEqual(read, expected)
      if (expected === null) return
      for (const again of [expected.key, expected.display, expected.key.replace(/^..:/, '')])
        assert.equal(normaliseIdentifier('vehicle', again, country)?.key, expected.key)
    }),
    { numRuns: 1000 },
  )
})
