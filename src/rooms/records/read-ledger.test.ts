import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, type LedgerLine } from './read-ledger.ts'

const line = (sentence: string, minute: number): LedgerLine => ({
  byHour: false,
  at: new Date(Date.UTC(2026, 10, 22, 3, minute)),
  times: 1,
  since: new Date(Date.UTC(2026, 10, 22, 3, minute)),
  kind: 'Collection',
  sentence,
  who: 'An import',
  purpose: null,
  recipients: [],
  record: null,
  place: null,
})

void test('events in a row that say the same are one line, with their number and the first', () => {
  const { lines, used } = fold([line('a', 9), line('a', 8), line('b', 7), line('a', 6)], 10)
  assert.deepEqual(
    lines.map(({ sentence, times, at, since }) => [
      sentence,
      times,
      at.getUTCMinutes(),
      since.getUTCMinutes(),
    ]),
    [
      ['a', 2, 9, 8],
      ['b', 1, 7, 7],
      ['a', 1, 6, 6],
    ],
  )
  assert.equal(used, 4)
})

void test('a full page ends with the last event of its last line', () => {
  const { lines, used } = fold([line('a', 9), line('b', 8), line('b', 7), line('c', 6)], 2)
  assert.deepEqual(
    lines.map(({ times }) => times),
    [1, 2],
  )
  assert.equal(used, 3)
})
