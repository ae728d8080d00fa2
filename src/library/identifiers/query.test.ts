import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { identifierKeys } from './query.ts'

const first = (query: string) => {
  const [key] = identifierKeys(query)
  return key === undefined ? null : `${key.kind} ${key.key}`
}

test('an identifier in any spelling comes first', () => {
  for (const query of ['07700 900123', '+44 7700 900123', '00447700900123', ' (07700) 900-123 '])
    assert.equal(
      identifierKeys(query).some(({ kind, key }) => kind === 'phone' && key === '+447700900123'),
      true,
      query,
    )
  assert.equal(first('07700 900123'), 'phone +447700900123')
  assert.equal(first('qt74 bcs'), 'vehicle GB:QT74BCS')
  assert.equal(first('IMO 9197557'), 'vessel IMO9197557')
  assert.equal(first('ZZ33 SEAM 6533 7765 0057 45'), 'account ZZ33SEAM65337765005745')
  assert.equal(first('Boat.Run@EXAMPLE.com'), 'email boat.run@example.com')
})

test('what is found inside a longer entry follows', () => {
  assert.deepEqual(identifierKeys('the driver of qt74 bcs, 07700900123, on 12/03/2026'), [
    { kind: 'vehicle', key: 'GB:QT74BCS' },
    { kind: 'phone', key: '+447700900123' },
  ])
})

test('a handle without its platform is looked for on each', () => {
  const keys = identifierKeys('@BoatKing').map(({ key }) => key)
  assert.equal(keys[0], '?:boatking')
  assert.ok(keys.includes('telegram:boatking'))
  assert.deepEqual(identifierKeys('boatking'), [{ kind: 'handle', key: '?:boatking' }])
})

test('words are no identifiers', () => {
  for (const query of ['', 'John Smith', 'rubber boat near Dover', '"lock-up in Worthing"'])
    assert.deepEqual(identifierKeys(query), [])
})

test('property: never throws, and says each key once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.string()), (query) => {
      const keys = identifierKeys(query).map(({ kind, key }) => `${kind} ${key}`)
      assert.equal(new Set(keys).size, keys.length)
    }),
  )
})
