import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normaliseIdentifier } from './understand.ts'
import { drawn, otherSpellings } from './spelling.test-support.ts'

const key = (value: string) => normaliseIdentifier('handle', value)?.key ?? null

test('every way of naming an account gives one key', () => {
  for (const written of [
    'telegram:boatking',
    'Telegram: @BoatKing',
    'Telegram @BoatKing',
    'TG: boatking',
    '@BoatKing (Telegram)',
    't.me/BoatKing',
    'https://t.me/s/boatking/123',
    'https://telegram.me/BoatKing?start=1',
  ])
    assert.equal(key(written), 'telegram:boatking', written)
})

test('links of the well-known platforms', () => {
  assert.equal(key('https://www.facebook.com/boat.king/posts/1'), 'facebook:boat.king')
  assert.equal(key('m.facebook.com/profile.php?id=100012345'), 'facebook:100012345')
  assert.equal(key('https://www.facebook.com/people/Boat-King/100012345/'), 'facebook:100012345')
  assert.equal(key('facebook.com/groups/777888'), 'facebook:groups/777888')
  assert.equal(key('instagram.com/boat_king'), 'instagram:boat_king')
  assert.equal(key('https://www.tiktok.com/@boat.king/video/1'), 'tiktok:boat.king')
  assert.equal(key('https://twitter.com/BoatKing'), key('x.com/boatking'))
  assert.equal(key('https://t.me/joinchat/AbCdEf'), key('t.me/+AbCdEf'))
})

test('a WhatsApp account is its number', () => {
  for (const written of [
    'wa.me/447700900123',
    'https://api.whatsapp.com/send?phone=447700900123',
    'WhatsApp: 07700 900123',
    'whatsapp 07700900123',
  ])
    assert.equal(key(written), 'whatsapp:+447700900123', written)
})

test('a name without its platform is possible, and meets no platform', () => {
  assert.deepEqual(normaliseIdentifier('handle', '@BoatKing'), {
    key: '?:boatking',
    tier: 'possible',
    display: '@boatking',
  })
  assert.equal(key('boatking'), '?:boatking')
})

test('what names no account is null', () => {
  for (const no of [
    '',
    '@',
    'John Smith',
    'facebook: John Smith',
    'https://example.com/x',
    'instagram.com/p/Abc123',
    'https://t.me/%E0%A4%A',
    '12:30',
    '🚤',
    'constructor.prototype/x',
  ])
    assert.equal(key(no), null, no)
})

test('property: spelling noise never changes a key, and key and display give the key again', () => {
  const names = fc
    .tuple(
      fc.constantFrom('', '@', 'telegram:', 'IG: @', 'tiktok.com/@', 'forum:'),
      drawn('abcxyz019_.', { minLength: 1, maxLength: 20 }),
    )
    .map((parts) => parts.join(''))
  const noisy = names.chain((name) => fc.tuple(fc.constant(name), otherSpellings(name, { anyCase: true })))
  fc.assert(
    fc.property(noisy, ([name, written]) => {
      const expected = normaliseIdentifier('handle', name)
      assert.deepEqual(normaliseIdentifier('handle', written), expected)
      if (expected === null) return
      for (const again of [expected.key, expected.display]) assert.equal(key(again), expected.key)
    }),
  )
})
