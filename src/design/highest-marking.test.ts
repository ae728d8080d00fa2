import assert from 'node:assert/strict'
import { test } from 'node:test'
import { highest } from './highest-marking.ts'

void test('a page is marked as high as the highest on it', () => {
  assert.equal(highest([]), 'OFFICIAL')
  assert.equal(
    highest([{ classification: 'OFFICIAL' }, { classification: 'OFFICIAL-SENSITIVE' }]),
    'OFFICIAL-SENSITIVE',
  )
})
