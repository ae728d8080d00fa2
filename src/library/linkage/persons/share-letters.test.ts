import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { compareNames } from '../../names/index.ts'
import { letterPairsOf, mayBeSpellings } from './share-letters.ts'

const PLANTED = path.join(import.meta.dirname, '..', '..', 'names', 'vectors')

void describe('a glance at two names', () => {
  void test('lets no planted pair go by that reading would take for one name', () => {
    let seen = 0
    for (const file of readdirSync(PLANTED).filter((name) => name.endsWith('.csv')))
      for (const line of readFileSync(path.join(PLANTED, file), 'utf8').trim().split('\n').slice(1)) {
        const [, a = '', b = ''] = line.split(',')
        if (compareNames(a, b).outcome === 'different') continue
        seen++
        assert.ok(mayBeSpellings(letterPairsOf(a), b), `${a} / ${b}`)
        assert.ok(mayBeSpellings(letterPairsOf(b), a), `${b} / ${a}`)
      }
    assert.ok(seen > 100)
  })

  void test('tells strangers apart, and leaves other scripts to those who read them', () => {
    const haddad = letterPairsOf('Mohamed Haddad')
    assert.equal(mayBeSpellings(haddad, 'Ilir Kurti'), false)
    assert.equal(mayBeSpellings(haddad, 'Hadad'), true)
    assert.equal(mayBeSpellings(haddad, 'محمد حداد'), true)
    assert.equal(mayBeSpellings(haddad, 'Øystein Łukasz'), true)
    assert.equal(mayBeSpellings(letterPairsOf('محمد حداد'), 'Ilir Kurti'), true)
    assert.equal(mayBeSpellings(letterPairsOf('Éva Kovács'), 'EVA KOVACS'), true)
    assert.equal(mayBeSpellings(letterPairsOf(''), '🙂'), true)
  })
})
