/** What a spreadsheet makes of a value, and what is held of one that is not understood. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SubjectKind } from '../../wire/codes.ts'
import { are, keys, none } from './pasted.test-support.ts'
import { asWritten, keysHeld } from './understand.ts'

test('a number that came back as a float is the number', () => {
  for (const mark of ['.0', '.00', ',0']) {
    are('phone', { [`7700900123${mark}`]: ['+447700900123'], [`447700900123${mark}`]: ['+447700900123'] })
    are('vessel', { [`9074729${mark}`]: ['IMO9074729'], [`235012345${mark}`]: ['MMSI235012345'] })
    are('device', { [`490154203237518${mark}`]: ['IMEI:49015420323751'] })
    are('account', { [`60161331926819${mark}`]: ['GB:60161331926819'] })
    are('document', { [`123456789${mark}`]: ['?:123456789'] })
  }
  are('phone', { '7,700,900,123': ['+447700900123'] })
})

test('the marks of a spreadsheet are no part of a value', () => {
  for (const value of [
    "'07700900123",
    '="07700900123"',
    '"07700900123"',
    '=T("07700900123")',
    '4.47700900123E+11',
    '4,47700900123E+11',
  ])
    assert.deepEqual(keys('phone', value), ['+447700900123'], value)
  are('vehicle', { "'AB12 CDE": ['GB:AB12CDE'], '="AB12 CDE"': ['GB:AB12CDE'] })
  are('device', { '4.90154203237518E+14': ['IMEI:49015420323751'] })
})

test('what a spreadsheet has lost is not understood, and it is said what to do', () => {
  for (const value of ['4.47701E+11', '4,47701E+11', '4.477E+11', '4E+11'])
    none('phone', value, /lost digits.*export again/)
  none('device', '4.90154E+14', /lost digits/)
  none('device', '8944100000000010000', /lost the last figures/)
  none('phone', '########', /too narrow/)
  for (const value of ['#N/A', '#REF!', '#VALUE!']) none('phone', value, /error/)
  for (const value of ['withheld', 'TBC', 'N/A', 'unknown', 'not known', '-', '???', 'null'])
    for (const kind of ['phone', 'handle', 'document', 'vehicle'] as const) none(kind, value, /no value/)
})

test('a value that is not understood is held as it is written; words, placeholders and spoilt numbers never are', () => {
  const held = (kind: SubjectKind, value: string) => keysHeld(kind, value).map(({ key }) => key)
  assert.deepEqual(held('phone', '07700 9oo-123'), held('phone', '07700.9OO 123'))
  assert.deepEqual(held('phone', '07700 9oo-123'), ['~:077009OO123'])
  for (const value of ['withheld', '########', '4.47701E+11', '4E+11', 'ask Sam', '', '12'])
    assert.deepEqual(held('phone', value), [], value)
  assert.deepEqual(held('device', '8944100000000010000'), [])
  assert.deepEqual(held('person', 'Sam 1234567'), [])
  assert.deepEqual(held('phone', 'ΐ'.repeat(400) + '1234'), [], 'an index takes only so much')
  for (const hostile of ['\0 1234', '\ud800 1234', 'ΐ'.repeat(500), ''])
    assert.match(asWritten('phone', hostile).key, /^~:[^\p{Cc}\p{Cs}]{0,300}$/u)
  assert.deepEqual(held('phone', '07700 900123'), ['+447700900123'])
})
