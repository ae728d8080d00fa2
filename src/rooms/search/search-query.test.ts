import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseQuery, withOwnReferences, wordsToMark } from './search-query.ts'

const texts = (typed: string) => parseQuery(typed).any.map((list) => list.map(({ text }) => text))

void test('words stand beside each other, phrases stay whole, OR begins a new list', () => {
  assert.deepEqual(texts('boat  Harbour'), [['boat', 'harbour']])
  assert.deepEqual(texts('"Grey Van" OR Łukasz'), [['grey van'], ['lukasz']])
  assert.deepEqual(texts('“typographic quotes” here'), [['typographic quotes', 'here']])
  assert.deepEqual(texts('co-ordinator'), [['co ordinator']], 'a hyphen inside a word excludes nothing')
})

void test('a minus excludes', () => {
  const { any, none } = parseQuery('boat -ferry -"grey van"')
  assert.deepEqual(
    any.map((list) => list.map(({ text }) => text)),
    [['boat']],
  )
  assert.deepEqual(
    none.map(({ text, phrase }) => [text, phrase]),
    [
      ['ferry', false],
      ['grey van', true],
    ],
  )
})

void test('OR, NOT and AND are operators in any case, and a typographic minus excludes', () => {
  const read = (typed: string) => {
    const { none } = parseQuery(typed)
    return [texts(typed), none.map(({ text }) => text)]
  }
  for (const typed of ['boat or van', 'boat OR van', 'boat Or van', 'boat | van', 'boat || van'])
    assert.deepEqual(read(typed), [[['boat'], ['van']], []], typed)
  for (const typed of [
    'driver NOT van',
    'driver not van',
    'driver AND NOT van',
    'driver –van',
    'driver −van',
    'NOT van driver',
  ])
    assert.deepEqual(read(typed), [[['driver']], ['van']], typed)
  assert.deepEqual(read('driver and van'), [[['driver', 'van']], []])
  assert.deepEqual(read('"driver not van"'), [[['driver not van']], []], 'in quotes they are words')
  for (const typed of [
    'boat -07700 900123',
    'boat NOT 07700 900123',
    'boat -AB12 CDE',
    'boat not AB12 CDE',
  ]) {
    const { any, none } = parseQuery(typed)
    assert.deepEqual([any.flat().length, none.length], [1, 1], typed)
  }
})

void test('what looks like an operator and is none is left out and said', () => {
  for (const [typed, said] of [
    ['dri* boat', 'dri*'],
    ['*yacht boat', '*yacht'],
    ['dr?ver boat', 'dr?ver'],
    ['boat NOT dri*', 'dri*'],
  ] as const) {
    const { any, none, notUnderstood } = parseQuery(typed)
    assert.deepEqual([any.flat().map(({ text }) => text), none, notUnderstood], [['boat'], [], [said]], typed)
  }
  assert.deepEqual(parseQuery('(boat or van) harbour').notUnderstood, ['( )'])
  for (const typed of ['Where is the boat?', '(07700) 900123', '* boat', '"dri* of"'])
    assert.deepEqual(parseQuery(typed).notUnderstood, [], typed)
})

void test('an identifier with spaces is one thing among the words', () => {
  const { any } = parseQuery('Hassan 07700 900123 boat')
  assert.equal(any.length, 1)
  assert.deepEqual(
    any[0]?.map(({ text }) => text),
    ['hassan', '07700 900123', 'boat'],
  )
  assert.ok(any[0][1]?.exact.includes('phone:+447700900123'))
})

void test('references are read in any spelling', () => {
  for (const typed of ['SM-0000-0000-0', 'sm 0000 0000 0', 'smoooooooo0', 'about sm-0000-0000-0 please'])
    assert.ok(
      parseQuery(typed).any.some((list) => list.some(({ exact }) => exact.includes('sm-0000-0000-0'))),
      typed,
    )
})

void test("the agency's own references stand for what they are looked up as", () => {
  const query = parseQuery('sxp/26/00007 boat')
  assert.ok(query.ownReferences.includes('SXP/26/00007'))
  const found = withOwnReferences(query, new Map([['SXP/26/00007', ['SM-0000-0000-0']]]))
  assert.deepEqual(found.any[0]?.[0]?.exact.at(-1), 'sm-0000-0000-0')
})

void test('nothing to search for is nothing', () => {
  for (const typed of ['', ' ', '"', '""', '-', '- - OR OR', '!!! ???'])
    assert.deepEqual([parseQuery(typed).any, parseQuery(typed).none], [[], []], typed)
})

void test('every input is parsed, in bounded size, without what PostgreSQL cannot store', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (typed) => {
      const query = parseQuery(typed)
      const terms = [...query.any.flat(), ...query.none]
      assert.ok(terms.length <= 100)
      for (const { text } of terms) assert.ok(text.isWellFormed() && !text.includes('\0'))
      wordsToMark(query)
    }),
  )
})
