import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { passesLuhn } from './as-written.ts'
import { normaliseIdentifier } from './understand.ts'
import { drawn, FIGURES, otherSpellings } from './spelling.test-support.ts'

const read = (value: string) => {
  const { key, tier } = normaliseIdentifier('device', value) ?? {}
  return key === undefined ? null : `${key} ${String(tier)}`
}

test('an IMEI meets itself with its check digit, without it, and with a software version', () => {
  for (const written of [
    '490154203237518',
    '49-015420-323751-8',
    'IMEI: 490154203237518',
    'IMEI 2: 490154203237518',
    'Nokia, IMEI 490154203237518',
  ])
    assert.equal(read(written), 'IMEI:49015420323751 valid', written)
  for (const written of ['49015420323751', '4901542032375100', '49-015420-323751/00', '490154203237510'])
    assert.equal(read(written), 'IMEI:49015420323751 possible', written)
})

test('an ICCID and an IMSI', () => {
  assert.equal(read('8901 4103 2111 1851 0720'), 'ICCID:89014103211118510720 valid')
  assert.equal(read('8901 4103 2111 1851 0721'), 'ICCID:89014103211118510721 possible')
  assert.equal(read('IMSI 234150999999998'), 'IMSI:234150999999998 possible')
  assert.equal(read('234150999999998'), null, 'without its label it is not known from an IMEI')
})

test('what is no device is null', () => {
  for (const no of ['', 'iPhone 12', '000000000000000', '12345', '07700 900123', '1234 5678 9012 3456 789'])
    assert.equal(read(no), null, no)
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const numbers = fc.oneof(
    drawn(FIGURES, 13).map((digits) => `35${digits}`),
    drawn(FIGURES, 12).map((digits) => `86${digits}`),
    drawn(FIGURES, 14).map((digits) => `01${digits}`),
    drawn(FIGURES, 18).map((digits) => `89${digits}`),
    drawn(FIGURES, 15).map((digits) => `IMSI${digits}`),
  )
  const noisy = numbers.chain((number) =>
    fc.tuple(fc.constant(number), otherSpellings(number, { separators: [' ', '-', '/'], anyCase: true })),
  )
  fc.assert(
    fc.property(noisy, ([number, written]) => {
      const expected = normaliseIdentifier('device', number)
      assert.deepEqual(normaliseIdentifier('device', written), expected)
      if (expected === null) return
      for (const again of [expected.key, expected.display])
        assert.equal(normaliseIdentifier('device', again)?.key, expected.key)
    }),
  )
})

test('property: of the ten numbers with the same beginning one passes the Luhn check', () => {
  fc.assert(
    fc.property(drawn(FIGURES, 14), (start) => {
      assert.equal(Array.from(FIGURES).filter((last) => passesLuhn(start + last)).length, 1)
    }),
  )
})
