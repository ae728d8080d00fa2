import assert from 'node:assert/strict'
import { test } from 'node:test'
import { revisionToMatch } from './if-match.ts'

const read = (match: string | undefined, least?: 0 | 1) =>
  revisionToMatch({ headers: match === undefined ? {} : { 'if-match': match } }, least)

test('the number is read plain, quoted and weak', () => {
  assert.deepEqual(
    ['7', '"7"', 'W/"7"', '123456789'].map((one) => read(one)),
    [7, 7, 7, 123_456_789],
  )
  assert.equal(read('0', 0), 0)
})

test('what is no number of ours is asked for', () => {
  for (const wrong of [
    undefined,
    '',
    '*',
    '0',
    '"0"',
    '-1',
    '1.5',
    '1, 2',
    'W/7"x',
    '1234567890',
    '٣',
    '7\n8',
  ])
    assert.throws(() => read(wrong), { code: 'version-required', status: 428 }, String(wrong))
})
