import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier } from './understand.ts'
import { drawn, otherSpellings } from './spelling.test-support.ts'

const key = (value: string) => normaliseIdentifier('email', value)?.key ?? null

test('case, brackets, mailto and a closing dot do not count', () => {
  for (const written of [
    'boat.run@example.com',
    ' Boat.Run@EXAMPLE.com ',
    'mailto:boat.run@example.com?subject=Hello',
    'Boat Run <boat.run@example.com>',
    'boat.run@example.com.',
    'ｂｏａｔ．ｒｕｎ＠ｅｘａｍｐｌｅ．ｃｏｍ',
  ])
    assert.equal(key(written), 'boat.run@example.com', written)
})

test('a domain is keyed in ASCII', () => {
  assert.equal(key('jo@Bücher.example'), 'jo@xn--bcher-kva.example')
  assert.equal(key('jo@xn--bcher-kva.example'), 'jo@xn--bcher-kva.example')
})

test("dots and plus tags count, but for Google's own domains", () => {
  assert.equal(key('boat.run+dover@example.com'), 'boat.run+dover@example.com')
  assert.notEqual(key('boatrun@example.com'), key('boat.run@example.com'))
  assert.equal(key('Boat.Run+dover@googlemail.com'), 'boatrun@gmail.com')
  assert.equal(key('boatrun@gmail.com'), 'boatrun@gmail.com')
})

test('what is no address is null', () => {
  for (const no of [
    '',
    'boat',
    '@example.com',
    'a@localhost',
    'a@b@example.com',
    'a b@example.com',
    'a@256.1.1.1',
    'a@.com',
    '+x@gmail.com',
  ])
    assert.equal(key(no), null, no)
})

test('property: spelling noise never changes a key, and the key gives itself', () => {
  const addresses = fc
    .tuple(
      drawn('abcdefgh0123.-_+', { minLength: 1, maxLength: 20 }),
      fc.constantFrom('example.com', 'gmail.com', 'a-b.example'),
    )
    .map(([local, domain]) => `${local}@${domain}`)
  const noisy = addresses.chain((address) =>
    fc.tuple(fc.constant(address), otherSpellings(address, { anyCase: true })),
  )
  fc.assert(
    fc.property(noisy, ([address, written]) => {
      assert.equal(key(written), key(address))
      const expected = normaliseIdentifier('email', address)
      if (expected === null) return
      for (const again of [expected.key, expected.display]) assert.equal(key(again), expected.key)
    }),
  )
})
