/**
 * In production the schema is changed by a login that is no superuser and sees no row of its own right
 * (`deploy/create-database.sql`). What it makes is what a superuser makes, and its changes reach the rows.
 */
import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { ROOT } from '../support/database.ts'
import { ownFiles } from './own-database.ts'
import { differences, readSnapshot, snapshotOf } from './snapshot-files.ts'

// The cluster listens on this machine only and holds nothing but inventions.
const PASSWORD = 'only-for-tests'

void describe('a login that may change the schema, and no more', () => {
  let home: string
  let server: EmbeddedPostgres
  let url: string
  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'seamark-plain-'))
    // As root the server runs as another user, who must be able to enter.
    await chmod(home, 0o755)
    server = await startEmbeddedPostgres(path.join(home, 'cluster'))
    await asPsqlWould(server.adminUrl('postgres'))
    const plain = new URL(server.adminUrl('seamark'))
    Object.assign(plain, { username: 'seamark_migrate', password: PASSWORD })
    url = plain.href
  })
  after(async () => {
    await server.stop()
    await rm(home, { recursive: true })
  })

  void test('makes what a superuser makes', async () => {
    await migrate(url, path.join(ROOT, 'db'))
    assert.deepEqual(differences(await snapshotOf(server.adminUrl('seamark')), await readSnapshot()), [])
    assert.deepEqual(await migrate(url, path.join(ROOT, 'db')), [])
  })

  void test('moves rows by a change as the program, with its code and without', async () => {
    const files = await ownFiles()
    const setting = 'set role seamark_service; update deconfliction.sealed_setting set version = version + 1;'
    try {
      await files.edit(
        'changes/9000-one.sql',
        () => `select set_config('seamark.service', 'operator', true); ${setting}`,
      )
      await files.edit(
        'changes/9001-two.sql',
        () => `-- Runs without the code: to see that the program still reaches its rows.
          select set_config('seamark.service', 'operator', true); ${setting}`,
      )
      assert.deepEqual(await migrate(url, files.folder), ['changes/9000-one.sql', 'changes/9001-two.sql'])
      assert.deepEqual(await rowsOf('select version from deconfliction.sealed_setting'), [{ version: 3 }])
      assert.deepEqual(differences(await snapshotOf(server.adminUrl('seamark')), await readSnapshot()), [])
    } finally {
      await files.remove()
    }
  })

  async function rowsOf(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: server.adminUrl('seamark') })
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql).finally(() => client.end())
    return rows
  }
})

/** Runs the file that the operator runs with psql: its own commands begin with a backslash. */
async function asPsqlWould(adminUrl: string): Promise<void> {
  const file = await readFile(path.join(ROOT, 'deploy', 'create-database.sql'), 'utf8')
  const sql = file
    .replace(/^\\else$[\s\S]*?^\\endif$/gm, '')
    .replace(/^(\\|--).*$/gm, '')
    .replace(/:'\w+'/g, `'${PASSWORD}'`)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // One by one, because a database is not made in a transaction.
    for (const statement of sql.split(';')) await client.query(statement)
  } finally {
    await client.end()
  }
}
