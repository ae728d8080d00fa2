/** A history tells how long a record is kept in its own words, and never as a change of the record. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptWords, lookedAtWords } from './kept-words.ts'

test('each act of keeping has its sentence, and all others none', () => {
  assert.equal(keptWords({ reviewed: 'erase' }), 'Reviewed it, and asked for its erasure.')
  assert.equal(keptWords({ hold: 'placed' }), 'Placed a legal hold on it.')
  assert.equal(keptWords({ wrong: 1, version: 2 }), 'Said that version 1 was wrong.')
  assert.equal(keptWords({ version: 2 }), null)
  assert.equal(lookedAtWords({ review: true }), 'Looked at its review.')
  assert.equal(lookedAtWords({ version: 2 }), null)
})
