import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { asSeamarkError } from '../errors.ts'
import { MOST_DEPTH, MOST_FIELDS, MOST_VALUES } from './body-limits.ts'
import { plusToSpace, readForm, readJson } from './read-body.ts'

const plain = (text: string) => ({ ...readForm(plusToSpace(Buffer.from(text)).toString()) })
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (thrown) {
    const { code, status } = asSeamarkError(thrown)
    return `${String(status)} ${code}`
  }
  return null
}

void describe('a form', () => {
  void test('is read as browsers write it: plus signs, line ends, repeated names, empty pairs', () => {
    assert.deepEqual(plain('a=1&b=x+y%2Bz&c=one%0D%0Atwo&a=2&&d&e=&a=3&=f'), {
      a: ['1', '2', '3'],
      b: 'x y+z',
      c: 'one\ntwo',
      d: '',
      e: '',
      '': 'f',
    })
    assert.deepEqual(plain(''), {})
    // A question mark belongs to the name: a body is no query.
    assert.deepEqual(plain('?a=b=c'), { '?a': 'b=c' })
  })

  void test('has no prototype, so a field may have any name', () => {
    const form = readForm('__proto__=x&constructor=y&toString=z')
    assert.deepEqual(Object.keys(form), ['__proto__', 'constructor', 'toString'])
    assert.equal(Object.getPrototypeOf(form), null)
  })

  void test('that is not UTF-8, or not well encoded, is refused', () => {
    for (const text of ['a=%FF', 'a=%', 'a=%zz', '%ED%A0%80=x'])
      assert.throws(() => readForm(text), URIError, text)
  })

  void test(`takes ${String(MOST_FIELDS)} fields and not one more, whatever they are called`, () => {
    const fields = (count: number) => Array.from({ length: count }, (_, n) => `f${String(n)}=1`).join('&')
    assert.equal(Object.keys(readForm(fields(MOST_FIELDS))).length, MOST_FIELDS)
    assert.equal(
      codeOf(() => readForm(fields(MOST_FIELDS + 1))),
      '413 too-many-fields',
    )
    assert.equal(
      codeOf(() => readForm('a=1&'.repeat(MOST_FIELDS + 1))),
      '413 too-many-fields',
    )
    assert.equal(
      codeOf(() => readForm('&'.repeat(MOST_FIELDS + 1))),
      '413 too-many-fields',
    )
  })
})

void describe('a JSON body', () => {
  void test('is what JSON says, with brackets and quotes inside its texts', () => {
    const value = { 'a "[': ['\\', '\\"]', '}{', { b: [1, -2.5e3, null, true] }], é: '\u2028' }
    assert.deepEqual(readJson(JSON.stringify(value)), value)
    for (const broken of ['"', '"\\', '[', ']', '{"a":}', '[1,]', '"\\"'])
      assert.throws(() => readJson(broken), SyntaxError, broken)
  })

  void test('that names the prototype is refused, however it spells it', () => {
    const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
    const letters = Array.from('__proto__')
    const spellings = letters.flatMap((letter, at) =>
      [escaped(letter), escaped(letter).toUpperCase().replace('U', 'u')].map((one) =>
        letters.with(at, one).join(''),
      ),
    )
    for (const name of ['__proto__', ...spellings, letters.map(escaped).join('')])
      assert.throws(() => readJson(`{"a":[{"${name}":{}}]}`), SyntaxError, name)
  })

  void test('is bounded in depth and in number before it is built', () => {
    assert.doesNotThrow(() => readJson('['.repeat(MOST_DEPTH) + ']'.repeat(MOST_DEPTH)))
    assert.throws(() => readJson('['.repeat(MOST_DEPTH + 1) + ']'.repeat(MOST_DEPTH + 1)), SyntaxError)
    const list = (count: number) => `[${'0,'.repeat(count - 1)}0]`
    assert.equal((readJson(list(MOST_VALUES - 1)) as unknown[]).length, MOST_VALUES - 1)
    assert.equal(
      codeOf(() => readJson(list(MOST_VALUES + 1))),
      '413 too-many-values',
    )
    assert.equal(
      codeOf(() => readJson('[]'.padEnd(10).repeat(MOST_VALUES + 1))),
      '413 too-many-values',
    )
  })
})
