import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { excerptOf } from './excerpt.ts'

const wanted = (...words: string[]) => ({ words, exact: new Set<string>() })
const marked = (text: string, ...words: string[]) =>
  excerptOf(text, wanted(...words))
    .filter(({ mark }) => mark)
    .map(({ text }) => text)

void test('marks words in their other forms and with their accents', () => {
  assert.deepEqual(marked('Two boats were boarded; the Boat sank.', 'boat'), ['boats', 'Boat'])
  assert.deepEqual(marked('Đặng met Łukasz', 'dang', 'lukasz'), ['Đặng', 'Łukasz'])
  assert.deepEqual(marked('The boathouse is no boat', 'boat'), ['boat'])
})

void test('marks an identifier as it was written', () => {
  const segments = excerptOf('He rang from 07700 900123 twice.', {
    words: [],
    exact: new Set(['phone:+447700900123']),
  })
  assert.deepEqual(
    segments.filter(({ mark }) => mark),
    [{ text: '07700 900123', mark: true }],
  )
})

void test('shows the place where most is found', () => {
  const text = `${'Nothing of note. '.repeat(40)}A grey van met a boat here. ${'More of nothing. '.repeat(40)}`
  const whole = excerptOf(text, wanted('van', 'boat'))
    .map(({ text }) => text)
    .join('')
  assert.match(whole, /^… .*grey van met a boat here.* …$/)
})

void test('is a piece of the text, short, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ minLength: 1 }),
      (text, word) => {
        const whole = excerptOf(text, wanted(word))
          .map((segment) => segment.text)
          .join('')
          .replace(/^… /, '')
          .replace(/ …$/, '')
        assert.ok(text.toWellFormed().includes(whole.replace(/ …$/, '')))
        assert.ok(whole.length <= 330)
      },
    ),
  )
})
