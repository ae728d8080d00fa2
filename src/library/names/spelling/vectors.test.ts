import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compareWords, readWords, type Word } from './index.ts'

const folder = new URL('../vectors/', import.meta.url)

type Planted = { same: boolean; a: string; b: string }

function planted(file: string): Planted[] {
  const [, ...lines] = readFileSync(new URL(file, folder), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [same = '', a = '', b = ''] = line.match(/"[^"]*"|[^,]+/g) ?? []
    return { same: same === '1', a: a.replaceAll('"', ''), b: b.replaceAll('"', '') }
  })
}

/**
 * The strictest reading of two names, by their words alone: each word of the shorter has one of its own in the
 * longer, or two neighbours of either are one word of the other.
 */
function everyWordAgrees(a: string, b: string): boolean {
  const [short, long] = [readWords(a), readWords(b)].sort((x, y) => x.length - y.length) as [Word[], Word[]]
  return agree(short, long)
}

function agree(short: readonly Word[], long: readonly Word[]): boolean {
  const [word, ...others] = short
  if (word === undefined) return true
  if (word.particle !== null && others.length > 0 && agree(others, long)) return true
  for (const [at, other] of long.entries()) {
    if (isOne(word, other) && agree(others, long.toSpliced(at, 1))) return true
    for (const run of [2, 3, 4]) {
      if (isOneOfMany(word, long.slice(at, at + run), run) && agree(others, long.toSpliced(at, run)))
        return true
      if (isOneOfMany(other, short.slice(0, run), run) && agree(short.slice(run), long.toSpliced(at, 1)))
        return true
    }
  }
  return false
}

const isOne = (a: Word, b: Word): boolean => compareWords(a, b).likeness >= 0.68

function isOneOfMany(whole: Word, parts: readonly Word[], run: number): boolean {
  if (parts.length < run) return false
  const [joined] = readWords(
    parts
      .map((part) => part.written)
      .join('')
      .toLowerCase(),
  )
  return joined !== undefined && compareWords(whole, joined).likeness >= 0.85
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
  void test(`planted pairs of ${file.replace('.csv', '')}`, () => {
    const pairs = planted(file)
    assert.ok(
      pairs.filter((pair) => pair.same).length >= 10 && pairs.filter((pair) => !pair.same).length >= 10,
    )
    const wrong = pairs.filter((pair) => everyWordAgrees(pair.a, pair.b) !== pair.same)
    const said = wrong.map((pair) => `${pair.same ? 'one' : 'two'}: ${pair.a} | ${pair.b}`)
    assert.deepEqual(said, [])
  })
}
