import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareNames, nameFold, nameKeys, readName } from './index.ts'

const words = [
  'Mohamed',
  'محمد',
  'Haddad',
  'حداد',
  'bin',
  'al',
  'van',
  'den',
  'Berg',
  'Nguyễn',
  'Văn',
  'An',
  'Kim',
  'Jong-un',
  'Сергей',
  'Petrovich',
  'O’Brien',
  'J.',
  'a',
  '王小明',
  '김정은',
  'Şêrko',
  '😀',
  '\u202e',
  '\ud800',
  ',',
  '-',
  '',
  'abd',
  'haji',
  'Мohamed',
  'oglu',
]
const someName = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((list) => list.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 30 }),
)

test('the order of two names does not matter, and the answer is always the same', () => {
  fc.assert(
    fc.property(someName, someName, (one, other) => {
      const said = compareNames(one, other)
      assert.deepEqual(compareNames(other, one), said)
      assert.deepEqual(compareNames(readName(one), readName(other)), said)
      assert.ok(said.probability >= 0 && said.probability <= 1)
      assert.equal(said.outcome !== 'different', said.probability >= 0.5)
      assert.ok(said.reasons.length > 0)
    }),
    { numRuns: 1500 },
  )
})

test('a name equals itself, or says that it cannot be compared', () => {
  fc.assert(
    fc.property(someName, (name) => {
      const said = compareNames(name, name)
      assert.ok(
        said.outcome === 'match' || said.reasons.some((reason) => reason.startsWith('cannot be compared')),
      )
    }),
    { numRuns: 1500 },
  )
})

test('reading gives plain data, at most twelve keys and a fold, whatever comes', () => {
  fc.assert(
    fc.property(someName, (text) => {
      const name = readName(text)
      assert.deepEqual(structuredClone(name), name)
      const keys = nameKeys(name)
      assert.ok(keys.length <= 12)
      assert.equal(new Set(keys).size, keys.length)
      assert.equal(nameFold(readName(` ${text} `)), nameFold(name))
    }),
    { numRuns: 500 },
  )
})

test('a text of 10,000 letters is no more work than a long name', () => {
  const long = [
    'a'.repeat(10_000),
    'ab '.repeat(3_333),
    '王'.repeat(10_000),
    'م'.repeat(10_000),
    '😀'.repeat(5_000),
    '́'.repeat(10_000),
  ]
  const started = performance.now()
  for (const one of long) for (const other of [...long, 'Mohamed Haddad']) compareNames(one, other)
  assert.ok(performance.now() - started < 1_000)
})

test('the fold of a name is that of its copies', () => {
  const copies = ['Mohamed Haddad', 'HADDAD, Mohamed', 'mohamed  haddad', 'Mohamed Háddad']
  assert.deepEqual([...new Set(copies.map((one) => nameFold(readName(one))))].length, 1)
  assert.notEqual(nameFold(readName('Mohamed Haddad')), nameFold(readName('Muhammad Haddad')))
  assert.notEqual(nameFold(readName('Ahmad bin Hasan')), nameFold(readName('Hasan bin Ahmad')))
})

test('two spellings of one name share a key', () => {
  const pairs = [
    ['محمد حداد', 'Mohamed Haddad'],
    ['Lucas van den Berg', 'Lucas Vandenberg'],
    ['Nguyễn Văn An', 'An Nguyen'],
    ['Sergei Viktorovich Lavrenko', 'Sergej Lavrenko'],
    ['SergeiLavrenko', 'Sergei Lavrenko'],
    ['Robert Papadopoulos', 'Robert Papadoulos'],
    ['Haddad, Mohamed', 'Mohamed Hadad'],
  ] as const
  for (const [one, other] of pairs) {
    const keys = new Set(nameKeys(readName(one)))
    assert.ok(
      nameKeys(readName(other)).some((key) => keys.has(key)),
      `${one} | ${other}`,
    )
  }
})
