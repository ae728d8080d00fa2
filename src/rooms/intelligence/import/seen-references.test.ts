import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seenReferences } from './seen-references.ts'

test('no reference of a hundred thousand is taken for another, and each is known again', () => {
  const seen = seenReferences()
  const references = ['SP-', 'SXP/26/', ''].flatMap((prefix) =>
    Array.from({ length: 33_334 }, (_, index) => `${prefix}${String(index).padStart(6, '0')}`),
  )
  assert.equal(references.filter((reference) => seen(reference)).length, 0)
  assert.equal(
    references.every((reference) => seen(reference)),
    true,
  )
})
