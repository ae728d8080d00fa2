import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readName } from '../../names/index.ts'
import { MOST_KEYS, personKeys } from './person-keys.ts'

const keys = (name: string, born: string | null) => personKeys([readName(name)], born)
const meet = (a: [string, string], b: [string, string]) => {
  const other = new Set(keys(...b))
  return keys(...a).some((key) => other.has(key))
}

void describe('what a person is looked up by', () => {
  void test('spellings of one name with births that agree share a key', () => {
    const names = ['محمد حداد', 'Mohamed Haddad', 'Haddad Muhammad', 'Mohammed Al-Haddad']
    const born = ['1987-03-14', '1987-03-15', '1986-03-14', '1987', '1987-01-01']
    for (const one of names)
      for (const other of names)
        for (const date of born)
          assert.ok(meet([one, '1987-03-14'], [other, date]), `${one} / ${other} ${date}`)
    assert.ok(meet(['Anneke Dubois', '1966-11-02'], ['Anneka Du Bois', '1966-02-11']))
  })

  void test('about a year and between two meet every day of those years, and no other', () => {
    for (const [span, date, met] of [
      ['1987~', '1985-06-07', true],
      ['1987~', '1989-12-31', true],
      ['1987~', '1990-01-02', false],
      ['1980/1989', '1989', true],
      ['1980/1989', '1984~', true],
    ] as const)
      assert.equal(meet(['Karwan Haddad', span], ['Haddad Karwan', date]), met, `${span} ${date}`)
  })

  void test('a name without a birth is looked up by nothing, and neither is a date that does not exist', () => {
    for (const born of [null, '1987-02-31', '0000', 'soon'])
      assert.deepEqual(keys('Mohamed Haddad', born), [])
  })

  void test('twenty names make no more keys than one may have, and none twice', () => {
    const names = Array.from({ length: 20 }, (_, index) =>
      readName(`Jean-Luc van der ${'abcdefghijklmnopqrst'.charAt(index)}erg Smith Okafor`),
    )
    const all = personKeys(names, '1966-11-02')
    assert.ok(all.length <= MOST_KEYS)
    assert.equal(new Set(all).size, all.length)
    for (const key of all) assert.equal(BigInt.asIntN(64, BigInt(key)), BigInt(key))
  })

  void test('strangers who share a birthday share no key as a rule', () => {
    assert.equal(meet(['Mohamed Haddad', '1987-03-14'], ['Ilir Kastrati', '1987-03-14']), false)
    assert.equal(meet(['Mohamed Haddad', '1987-03-14'], ['Mohamed Haddad', '1961-07-29']), false)
  })
})
