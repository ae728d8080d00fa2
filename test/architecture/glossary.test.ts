/** The glossary says where each thing stands. What it names is there: a file, a folder, a table or a function. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** Spelt as columns are. */
const OPERATIONS = ['intelligence.report.release']
/** Paths in which something stands for many; they are looked for by hand. */
const PATTERN = /[*]|\bROOM\b/

const text = readFileSync(path.join(ROOT, 'docs/glossary.md'), 'utf8')
const rowsOf = (part: string) => part.split('\n').filter((line) => line.startsWith('| '))
const rows = rowsOf(text)
const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))

void describe('the glossary', () => {
  void test('names files and folders that are there', () => {
    const all = globSync(['src/**', 'db/**', 'exercise/**', 'docs/**'], { cwd: ROOT }).map((one) => `/${one}`)
    const wanted = named.filter(
      (name) => /^[\w./-]+(\.(ts|sql|md|njk|txt)|\/)$/.test(name) && !PATTERN.test(name),
    )
    assert.ok(wanted.length > 60, `only ${String(wanted.length)} paths were found`)
    assert.deepEqual(
      wanted.filter(
        (name) =>
          !existsSync(path.join(ROOT, name)) &&
          !all.some((one) => one.endsWith(`/${name.replace(/\/$/, '')}`)),
      ),
      [],
    )
  })

  void test('names tables, views and functions that are there', () => {
    // As the catalogue has them now: a table may have been renamed since it was made, or have moved.
    const snapshot = globSync('db/snapshot/*.txt', { cwd: ROOT })
      .map((file) => readFileSync(path.join(ROOT, file), 'utf8').replaceAll('"', ''))
      .join('\n')
    const made = new Set<string>()
    let table = ''
    for (const line of snapshot.split('\n')) {
      const named = /^(?:table|view|CREATE OR REPLACE (?:FUNCTION|PROCEDURE)) ([a-z_]+\.[a-z_]+)/.exec(
        line,
      )?.[1]
      if (named !== undefined) table = named
      const column = /^ {2}([a-z_]+) /.exec(line)?.[1]
      made.add(named ?? `${table}.${column ?? ''}`)
    }
    // What is behind a second point is a column. A table without its schema is not found, and is a fault.
    const schemasAndTables = new Set([...made].flatMap((name) => name.split('.').slice(0, 2)))
    const wanted = named.filter(
      (name) =>
        /^[a-z_]+\.[a-z_]+(\.[a-z_]+)?$/.test(name) &&
        schemasAndTables.has(name.split('.')[0] ?? '') &&
        !/\.(ts|sql|md|txt)$/.test(name) &&
        !OPERATIONS.includes(name),
    )
    assert.ok(wanted.length > 60, `only ${String(wanted.length)} were found`)
    assert.deepEqual(
      wanted.filter((name) => !made.has(name)),
      [],
    )
  })

  void test('has each noun once', () => {
    // A verb may be called as a noun is: to answer, to record.
    const [nouns = ''] = text.split('\n## Verbs\n')
    const terms = rowsOf(nouns)
      .map((row) => row.split('|')[1]?.trim() ?? '')
      .filter((term) => term !== 'term')
    assert.deepEqual(
      terms.filter((term, at) => terms.indexOf(term) !== at),
      [],
    )
  })
})
