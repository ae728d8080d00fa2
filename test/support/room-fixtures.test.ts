/** A room cannot be forgotten by the tests that walk the whole program. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { rooms } from '../../src/app.ts'
import { missingFixtures, roomFixtures } from './room-fixtures.ts'

void test('a room without fixtures, and a folder of no room, are said', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-rooms-'))
  try {
    for (const name of ['harbours', 'lighthouses', 'left-over']) await mkdir(path.join(folder, name))
    await writeFile(path.join(folder, 'harbours', 'harbours.fixtures.ts'), '')
    assert.deepEqual(missingFixtures(['harbours', 'lighthouses'], folder), [
      'src/rooms/lighthouses/lighthouses.fixtures.ts is missing; CONTRIBUTING.md says what it holds.',
      'src/rooms/left-over is a folder of no room that src/app.ts lists.',
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

void test('every room has fixtures; together they name each table and each id once', async () => {
  const fixtures = await roomFixtures()
  // The platform's own come first; what sharing says of each kind, last.
  const kinds = rooms.flatMap(({ records = [] }) => records)
  assert.equal(fixtures.length, rooms.length + 1 + kinds.length)
  for (const { operationPrefix } of kinds)
    assert.ok(
      fixtures.some(({ leak }) => leak?.forms && `${operationPrefix}.release` in leak.forms),
      operationPrefix,
    )
  const tables = fixtures.flatMap(({ tables: own = [] }) => own)
  const ids = fixtures.flatMap(({ idsToInsert = [] }) => idsToInsert)
  assert.equal(new Set(tables.map(({ name }) => name)).size, tables.length)
  assert.equal(new Set(ids).size, ids.length)
  for (const { name, subject } of tables)
    assert.ok(subject === 'author' || ids.includes(subject), `${name} is about ${subject}`)
})
