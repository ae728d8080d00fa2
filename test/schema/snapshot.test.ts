/** What is committed as the snapshot of the schema is what the files of the database make. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { describeSchema } from './describe-schema.ts'
import { differences, readSnapshot, snapshotOf } from './snapshot-files.ts'

void describe('the snapshot of the schema', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('is what a fresh database is made of; `npm run schema` writes it anew', async () => {
    const [fresh, committed] = [await snapshotOf(base.adminUrl), await readSnapshot()]
    assert.deepEqual(differences(committed, fresh), [], 'db/snapshot is stale: npm run schema')
  })

  const changes = {
    'a column': 'alter table identity.agency add column planted text',
    'a default': `alter table identity.agency alter column name set default 'planted'`,
    'a check': `alter table identity.agency add check (name <> '')`,
    'an index': 'create index planted on identity.agency (name)',
    'a policy': 'create policy planted on identity.agency for select to seamark_member using (true)',
    'row-level security': 'alter table identity.agency no force row level security',
    'a right': 'grant delete on identity.agency to seamark_member',
    'a right to a column': 'grant update (id) on identity.agency to seamark_member',
    'a right to a function': 'grant execute on function identity.viewer_person() to seamark_public',
    'an owner': 'alter table identity.agency owner to seamark_service',
    'a function': `create function identity.planted() returns int language sql return 1`,
    'a function’s settings': 'alter function identity.actor(uuid) volatile',
    'a trigger': 'alter table identity.person disable trigger user',
    'a view’s rights': 'alter view deconfliction.side_record set (security_invoker = false)',
  }
  for (const [name, statement] of Object.entries(changes))
    void test(`shows ${name}`, async () => {
      const client = new pg.Client({ connectionString: base.adminUrl })
      await client.connect()
      try {
        const before = await describeSchema(client)
        await client.query(`begin; ${statement}`)
        assert.notDeepEqual(differences(await describeSchema(client), before), [])
      } finally {
        await client.end()
      }
    })
})
