import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextAddress, placeInQueue } from './evaluate.view.ts'
import type { RecordId } from '../../../../wire/ids.ts'

void test('an officer sees how far they are, also when some are passed over', () => {
  assert.equal(placeInQueue({ done: 11, skipped: 0 }, 29), '12 of 40')
  assert.equal(placeInQueue({ done: 11, skipped: 2 }, 29), '14 of 40')
  assert.equal(placeInQueue({ done: 0, skipped: 0 }, 2_000), '1 of at least 2,000')
  assert.equal(placeInQueue({ done: 3, skipped: 0 }, 0), '4 of 4')
})

void test('saving goes straight on; after the last it says so', () => {
  assert.equal(
    nextAddress({ id: 'x' as RecordId }, { done: 1, skipped: 0 }),
    '/reports/x/evaluate?done=1&skipped=0',
  )
  assert.equal(nextAddress(undefined, { done: 1, skipped: 0 }), '/reports/evaluate?done=1&skipped=0&end=yes')
})
