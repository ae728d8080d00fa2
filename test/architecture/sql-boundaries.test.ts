/**
 * A room reads another room's data through a function or a view that the other publishes, never its tables;
 * and what nobody calls any more is dropped, because a right that nobody tests is still a right.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'
import { foreignTables, tablesNamedIn } from './sql-boundaries/foreign-tables.ts'
import { inCode, inDatabase } from './sql-boundaries/known.ts'

/** Schemas that belong to a room; the platform's, on which every room stands, name none of theirs. */
const ROOMS = [
  'intelligence',
  'requirements',
  'search',
  'deconfliction',
  'reporting',
  'coast',
  'records',
  'oversight',
  'networks',
  'operations',
  'disruptions',
  'encounters',
  'system_requests',
]
/**
 * A room whose tables stand in the schema of another: matches and sealed tokens meet in the same statements; what sharing
 * writes stands beside the record, which is every room's.
 */
const SCHEMA: Readonly<Record<string, string>> = {
  matches: 'deconfliction',
  'sealed-index': 'deconfliction',
  'system-requests': 'system_requests',
  sharing: 'access',
}
/** What a new kind of record calls; test/policies/record-kinds.test.ts makes one that does. */
const FOR_THE_NEXT_KIND: ReadonlySet<string> = new Set(['access.share_part'])
/** Tests, and what rooms hand to tests that walk the whole program. */
const OF_TESTS = /\.(?:test(?:-support)?|fixtures)\.ts$|\/fixtures\/[^/]+\.ts$/
const PLATFORM = ['platform', 'identity', 'access', 'ledger']

void describe('the SQL of a room', () => {
  let base: TestDatabase
  let tables: Set<string>
  before(async () => {
    base = await testDatabase()
    const rows = await base.admin<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind in ('r', 'p')`,
      [ROOMS],
    )
    tables = new Set(rows.map((one) => one.name))
  })
  after(() => base.close())

  void test('is looked at in every schema', async () => {
    const schemas = await base.admin<{ name: string }>(
      `select nspname as name from pg_namespace
       where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public', 'graphile_worker')`,
    )
    assert.deepEqual(schemas.map(({ name }) => name).sort(), [...ROOMS, ...PLATFORM].sort())
  })

  void test('names no table of another room in the program', async () => {
    const found = (await programFiles()).flatMap(({ file, text }) => {
      const [, , room = ''] = file.split('/')
      return file.startsWith('src/rooms/')
        ? foreignTables(text, SCHEMA[room] ?? room, tables).map((one) => `${file} → ${one}`)
        : []
    })
    assert.deepEqual(found.sort(), [...inCode].sort())
  })

  void test('names no table of another room in a function or a view', async () => {
    const bodies = await base.admin<{ room: string; name: string; body: string }>(
      `select n.nspname as room, p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as body
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any ($1) and p.prokind = 'f'
       union all
       select n.nspname, c.oid::regclass::text, pg_get_viewdef(c.oid)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and c.relkind = 'v'`,
      [[...ROOMS, ...PLATFORM]],
    )
    const found = bodies.flatMap(({ room, name, body }) =>
      foreignTables(body, room, tables).map((table) => `${name.replace(/\(.*/, '')} → ${table}`),
    )
    assert.deepEqual([...new Set(found)].sort(), [...inDatabase].sort())
  })

  void test('is noticed when it does', () => {
    const planted = `select 1 from coast.site s\n  join "coast"."stretch" x on true; update coast.line set name = ''`
    assert.deepEqual(tablesNamedIn(planted), ['coast.site', 'coast.stretch', 'coast.line'])
    assert.deepEqual(foreignTables(planted, 'coast', tables), [])
    assert.deepEqual(foreignTables(planted, 'reporting', tables), [
      'coast.line',
      'coast.site',
      'coast.stretch',
    ])
  })

  void test('has no function that nothing calls', async () => {
    const functions = await base.admin<{ id: number; name: string; used: boolean; text: string }>(
      // A trigger, a policy, a default, a check, an index or a view depends on it.
      `select p.oid::integer as id, n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as text,
              exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
                        and d.classid <> 'pg_proc'::regclass) as used
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any ($1) and p.prokind in ('f', 'p') order by 1`,
      [[...ROOMS, ...PLATFORM]],
    )
    // Who names it: each text is gone through once, and not once for each name.
    const namedBy = new Map<string, Set<number>>()
    for (const { id, text } of functions)
      for (const name of qualifiedNames(text)) namedBy.set(name, (namedBy.get(name) ?? new Set()).add(id))
    const program = new Set(
      [...(await programFiles()), ...(await policyFiles())].flatMap(({ text }) => qualifiedNames(text)),
    )
    const dead = functions.filter(
      ({ id, name, used }) =>
        !used &&
        !FOR_THE_NEXT_KIND.has(name) &&
        !program.has(name) &&
        ![...(namedBy.get(name) ?? [])].some((other) => other !== id),
    )
    assert.deepEqual(
      dead.map((one) => one.name),
      [],
    )
  })
})

/** Every `schema.name` in a text. */
const qualifiedNames = (text: string): string[] => text.match(/\b[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*\b/g) ?? []

/** Policies and what they stand on: a table is shared by a call in its room's file. */
async function policyFiles(): Promise<{ file: string; text: string }[]> {
  const folder = path.join(ROOT, 'db', 'policies')
  return await Promise.all(
    (await readdir(folder)).map(async (file) => ({
      file,
      text: await readFile(path.join(folder, file), 'utf8'),
    })),
  )
}

/** What runs: the program, its benchmark and its exercise, without tests. */
async function programFiles(): Promise<{ file: string; text: string }[]> {
  const names = await Promise.all(
    ['src', 'bench', 'exercise'].map(async (folder) =>
      (await readdir(path.join(ROOT, folder), { recursive: true })).map((name) => path.join(folder, name)),
    ),
  )
  const files = names.flat().filter((name) => name.endsWith('.ts') && !OF_TESTS.test(name))
  return await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(path.join(ROOT, file), 'utf8') })),
  )
}
