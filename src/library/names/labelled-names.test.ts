import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { isBeside } from '../../../test/support/beside.ts'
import { compareNames, type NameComparison } from './index.ts'

// The public set does not lie in the repository; where it lies beside it, the figures of README.md are kept.
const file = new URL('../../../../shared/linkage/name-pairs.csv', import.meta.url)

type Judged = { same: boolean; said: NameComparison }

function f1(pairs: readonly Judged[], isYes: (said: NameComparison) => boolean): number {
  const right = pairs.filter(({ same, said }) => same && isYes(said)).length
  const wrong = pairs.filter(({ same, said }) => same !== isYes(said)).length
  return (2 * right) / (2 * right + wrong)
}

// The organisations stand in files of their own; these are persons, by tradition of naming.
const OWN = new URL('vectors/', import.meta.url)

test('pairs of our own, of a dozen traditions, are told right, however possible is read', () => {
  const pairs = readdirSync(OWN).flatMap((name) =>
    parse<Record<string, string>>(readFileSync(new URL(name, OWN), 'utf8'), { columns: true }).map((row) => ({
      same: row['same'] === '1',
      said: compareNames(row['a'] ?? '', row['b'] ?? ''),
    })),
  )
  assert.ok(pairs.length >= 300 && pairs.some(({ same }) => !same))
  // Many of these are two names that are nearly one: "possible" is what is wanted of them.
  assert.ok(f1(pairs, ({ outcome }) => outcome !== 'different') >= 0.84)
  assert.ok(f1(pairs, ({ outcome }) => outcome === 'match') >= 0.91)
})

if (isBeside(file))
  test('labelled pairs of a public set of persons are told right, however possible is read', () => {
    const rows = parse<Record<string, string>>(readFileSync(file, 'utf8'), {
      columns: true,
      relax_quotes: true,
    })
    const pairs = rows
      .filter((row) => row['schema'] === 'Person')
      .map((row) => ({
        same: row['is_match'] === 'true',
        said: compareNames(row['name1'] ?? '', row['name2'] ?? ''),
      }))
    const possibleIsYes = f1(pairs, ({ outcome }) => outcome !== 'different')
    const possibleIsNo = f1(pairs, ({ outcome }) => outcome === 'match')
    assert.ok(possibleIsYes >= 0.94, `F1 ${possibleIsYes.toFixed(3)}`)
    assert.ok(possibleIsNo >= 0.907, `F1 ${possibleIsNo.toFixed(3)}`)
  })
