/** What the leak walk finds with is held against the plainest way to find it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standingIn, wordsIn } from './compare.ts'

// Few letters, so that words overlap and begin alike.
const letters = (least: number, most: number) =>
  fc
    .array(fc.constantFrom('a', 'b', 'é', ' '), { minLength: least, maxLength: most })
    .map((some) => some.join(''))

test('in one pass stand the same words as are found one by one', () => {
  fc.assert(
    fc.property(letters(0, 60), fc.array(letters(1, 6), { maxLength: 12 }), (text, words) => {
      assert.deepEqual(
        [...standingIn(text, words)].sort(),
        [...new Set(words.filter((word) => text.includes(word)))].sort(),
      )
    }),
  )
})

test('a word is found in any spelling, and not where it was sent', () => {
  const words = { phone: '07700 900461', plate: 'QT74 BCS', name: 'Marrowfat & Sons' }
  assert.deepEqual(wordsIn('ring +44 (7700) 900-461 of MARROWFAT &amp; sons, qt74bcs', words), [
    'phone',
    'plate',
    'name',
  ])
  assert.deepEqual(wordsIn('q=qt74%20bcs', words), ['plate'])
  assert.deepEqual(wordsIn('07700 900461 and QT74 BCS', words, 'q=QT74BCS'), ['phone'])
  assert.deepEqual(wordsIn('nothing of it', words), [])
})
