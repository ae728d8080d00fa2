import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier } from './understand.ts'
import { drawn, FIGURES, LETTERS, otherSpellings } from './spelling.test-support.ts'

test('a document is keyed by country and number, whatever its type', () => {
  assert.equal(normaliseIdentifier('document', 'Passport No. ab 123-456', 'AL')?.key, 'AL:AB123456')
  assert.equal(normaliseIdentifier('document', 'AB123456', 'AL')?.key, 'AL:AB123456')
  assert.equal(normaliseIdentifier('document', 'AL:AB123456')?.key, 'AL:AB123456')
  assert.equal(normaliseIdentifier('document', 'AB123456')?.key, '?:AB123456', 'no country is assumed')
  assert.equal(normaliseIdentifier('document', 'AB123456')?.tier, 'possible')
})

test('what is no number of a document is null', () => {
  for (const no of ['', '1234', 'passport', 'A'.repeat(8), '1'.repeat(21), 'seen, not read'])
    assert.equal(normaliseIdentifier('document', no), null, no)
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const noisy = fc
    .tuple(drawn(LETTERS + FIGURES, { minLength: 4, maxLength: 21 }), fc.constantFrom('FR', undefined))
    .chain(([number, country]) =>
      fc.tuple(
        fc.constant(number),
        fc.constant(country),
        otherSpellings(number, { separators: [' ', '-', '/'], anyCase: true }),
      ),
    )
  fc.assert(
    fc.property(noisy, ([number, country, written]) => {
      const expected = normaliseIdentifier('document', number, country)
      assert.deepEqual(normaliseIdentifier('document', written, country), expected)
      if (expected === null) return
      for (const again of [expected.key, expected.display, expected.key.replace(/^(?:\?|..):/, '')])
        assert.equal(normaliseIdentifier('document', again, country)?.key, expected.key)
    }),
  )
})
