import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkReason, faultOfReason } from './reason.ts'

void test('a reason is kept without the spaces around it', () => {
  assert.equal(checkReason('  They asked for it\n'), 'They asked for it')
  assert.equal(faultOfReason(' x '), null)
})

void test('none, and one that is too long, are refused with one wording for pages and programs', () => {
  for (const [typed, words] of [
    [' ', 'Enter a reason'],
    ['x'.repeat(2_001), 'Must be 2,000 characters or fewer'],
  ] as const) {
    assert.equal(faultOfReason(typed), words)
    assert.throws(() => checkReason(typed), { code: 'invalid', fields: { reason: words } })
  }
})
