/** Who looks for something in `db/` finds it where its name says, in a file that is soon read. */
import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import {
  readSchemaFiles,
  type SchemaFile,
  type SchemaFiles,
} from '../../src/platform/database/schema-files.ts'
import { ROOT } from '../support/database.ts'

/** What a statement makes, as the text has it: `create constraint trigger x` is a trigger. */
const MADE =
  /^(?:create|alter) (?:or replace |unique |constraint |unlogged )*(\w+) (?:if \w+ \w+ )?([\w."]+)/gm
const inCode = ['function', 'procedure', 'view', 'trigger']
// a function, where a table stands on it: it is dropped otherwise
const inChanges = ['role', 'schema', 'table', 'index', 'default', 'function']

void describe('the files of the schema', () => {
  let files: SchemaFiles
  before(async () => {
    files = await readSchemaFiles(path.join(ROOT, 'db'))
  })

  const madeIn = ({ name, sql }: SchemaFile) =>
    [...sql.matchAll(MADE)].map(([, kind = '', what = '']) => ({ name, kind, what }))

  void test('have none past 400 lines', () => {
    const long = [...files.changes, ...files.current].filter(({ sql }) => sql.split('\n').length > 400)
    assert.deepEqual(
      long.map(({ name }) => name),
      [],
    )
  })

  void test('begin with what they are for', () => {
    const silent = [...files.changes, ...files.current].filter(({ sql }) => !sql.startsWith('-- '))
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
    )
  })

  void test('hold each kind of thing in its folder', () => {
    const kinds = { 'changes/': inChanges, 'code/': inCode, 'policies/': ['policy'] }
    const misplaced = [...files.changes, ...files.current]
      .flatMap(madeIn)
      .filter(
        ({ name, kind }) => !Object.entries(kinds).some(([f, k]) => name.startsWith(f) && k.includes(kind)),
      )
    assert.deepEqual(misplaced, [])
    assert.ok(files.current.flatMap(madeIn).length > 400)
  })

  void test('hold functions and views of a schema in the folder of that name, and its policies in its file', () => {
    const foreign = files.current.flatMap((file) => {
      const schema = file.name.split('/')[1]?.replace('.sql', '') ?? ''
      // A kind of record may narrow who reads the envelope, in its own file; it can widen nothing there.
      const rights = [
        ...file.sql.matchAll(/^(?:create policy|grant)\s[^;]*? on (?:function )?([a-z_]+)\.[^;]*/gm),
      ].filter(([statement, of]) => !(of === 'access' && statement.includes(' as restrictive ')))
      return [
        ...madeIn(file).flatMap(({ kind, what }) => (kind === 'function' || kind === 'view' ? [what] : [])),
        ...rights.map(([, of = '']) => `${of}.`),
      ].flatMap((what) => (what.startsWith(`${schema}.`) ? [] : [`${file.name}: ${what}`]))
    })
    assert.deepEqual(foreign, [])
  })

  void test('leave the role as they found it', () => {
    const open = files.current.filter(({ sql }) => !sql.trimEnd().endsWith('reset role;'))
    assert.deepEqual(
      open.map(({ name }) => name),
      [],
    )
  })

  void test('are there where a text or a comment points to them', async () => {
    const places = [
      ...(await readdir(ROOT)).filter((name) => name.endsWith('.md')),
      'Dockerfile',
      'deploy',
      'docs',
      'src',
    ]
    const texts = await Promise.all(places.map(async (name) => await textsIn(path.join(ROOT, name))))
    const pointed = texts
      .flat()
      .flatMap((text) => text.match(/\bdb\/(?:changes|code|policies)\/[\w./-]+\.sql/g) ?? [])
      .filter((name) => !/[A-Z]{4}/.test(name)) // what stands for a name
    const known = [...files.changes, ...files.current].map(({ name }) => `db/${name}`)
    assert.ok(pointed.length > 5)
    assert.deepEqual(
      pointed.filter((name) => !known.includes(name)),
      [],
    )
  })
})

async function textsIn(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return [await readFile(place, 'utf8')]
  const names = (await readdir(place, { recursive: true })).filter((name) => /\.(ts|md|njk|sql)$/.test(name))
  return await Promise.all(names.map((name) => readFile(path.join(place, name), 'utf8')))
}
