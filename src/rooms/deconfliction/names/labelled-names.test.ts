import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { compareNames, type NameComparison } from './index.ts'

// The labelled pairs do not lie in the repository; where they lie beside it, the figures of README.md are kept.
const file = new URL('../../../../../shared/linkage/name-pairs.csv', import.meta.url)

type Judged = { same: boolean; said: NameComparison }

function f1(pairs: readonly Judged[], isYes: (said: NameComparison) => boolean): number {
  const right = pairs.filter(({ same, said }) => same && isYes(said)).length
  const wrong = pairs.filter(({ same, said }) => same !== isYes(said)).length
  return (2 * right) / (2 * right + wrong)
}

test(
  'labelled pairs of persons are told right, however possible is read',
  { skip: !existsSync(file) },
  () => {
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
    assert.ok(possibleIsYes >= 0.9, `F1 ${possibleIsYes.toFixed(3)}`)
    assert.ok(possibleIsNo >= 0.86, `F1 ${possibleIsNo.toFixed(3)}`)
  },
)
