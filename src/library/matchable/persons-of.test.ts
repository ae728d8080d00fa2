import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { asWritten, personsOf } from './persons-of.ts'

const today = new Date('2026-11-22')
const person = (names: string[], more: object = {}) =>
  ({ kind: 'person', category: 'suspected', names, ...more }) as const

void describe('the persons by whom a report is matched', () => {
  void test('victims, witnesses and who may be a child are left out, whatever else is known of them', () => {
    const names = ['Ilir Kastrati']
    for (const one of [
      person(names, { category: 'victim' }),
      person(names, { category: 'witness', born: '1980-01-02' }),
      person(names, { born: '2008-11-23' }),
      person(names, { born: '2008-11' }),
      person(names, { born: '2008' }),
    ])
      assert.deepEqual(personsOf([one], today), [])
    assert.equal(personsOf([person(names, { born: '2008-11-22' })], today).length, 1)
    assert.equal(personsOf([person(names, { category: 'convicted' })], today).length, 1)
  })

  void test('a person keeps its number in the report', () => {
    const found = personsOf(
      [person(['Ana Kovač'], { category: 'victim' }), { kind: 'phone' }, person(['Ilir Kastrati'])],
      today,
    )
    assert.deepEqual(
      found.map(({ number, names, born }) => ({ number, names, born })),
      [{ number: 3, names: ['Ilir Kastrati'], born: null }],
    )
  })

  void test('who has no name is nobody', () => {
    for (const name of ['unknown', 'Unknown male', 'not known', 'N/K', '-', '🙂', '…', ''])
      assert.equal(asWritten([name], null), null, name)
    for (const name of ['محمد حداد', 'Нина Каренина', '王小明', 'Nknight', 'Nona'])
      assert.notEqual(asWritten([name], null), null, name)
    assert.deepEqual(asWritten(['unknown', 'Ilir Kastrati'], null)?.names, ['Ilir Kastrati'])
  })

  void test('case, accents and order of words make no other person; a birth does', () => {
    const fold = (names: string[], born: string | null) => asWritten(names, born)?.fold
    assert.equal(fold(['Petrović Zoran'], '1990'), fold(['zoran petrovic'], '1990'))
    assert.equal(fold(['Ilir Kastrati', 'Liri'], null), fold(['LIRI', 'Ilir KASTRATI'], null))
    assert.notEqual(fold(['Ilir Kastrati'], '1990'), fold(['Ilir Kastrati'], '1991'))
    assert.notEqual(fold(['Ilir Kastrati'], null), fold(['Ilir Kastriti'], null))
  })

  void test('names from hostile hands do no harm', () => {
    const names = ['a'.repeat(10_000), '\u202eكارم', '\ud800', 'İ'.repeat(200), 'a|b#c', '٠١٢']
    for (const name of names) asWritten([name], '1990-02-31')
    const all = asWritten(
      Array.from({ length: 20 }, (_, index) => `Name ${'abcdefghijklmnopqrst'.charAt(index)}`),
      null,
    )
    assert.equal(all?.names.length, 8)
  })
})
