/** What `seamark migrate` promises: a database becomes what the files of `db/` say, or stays what it was. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { migrate } from '../../src/platform/database/migrate.ts'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'
import { emptyDatabase, ownFiles, type OwnFiles } from './own-database.ts'
import { differences, snapshotOf } from './snapshot-files.ts'

const PLANTED = `\nset role seamark_owner;\ncreate function access.planted() returns integer language sql return 1;\nreset role;\n`
const NEXT = 'changes/9000-next.sql'

void describe('a database that is brought up to date', () => {
  let base: TestDatabase
  let files: OwnFiles
  before(async () => {
    base = await testDatabase()
  })
  beforeEach(async () => {
    files = await ownFiles()
  })
  afterEach(() => files.remove())
  after(() => base.close())

  const columns = async () =>
    await base.admin(`select from information_schema.columns where column_name = 'planted'`)

  void test('is given each file once, also where two begin at once', async () => {
    const empty = await emptyDatabase()
    try {
      const folder = path.join(ROOT, 'db')
      const [one, other] = await Promise.all([migrate(empty.url, folder), migrate(empty.url, folder)])
      const [given, none] = one.length > 0 ? [one, other] : [other, one]
      assert.equal(given[0], 'changes/0001-roles-and-schemas.sql')
      assert.ok(given.includes('code/access/sight.sql') && given.includes('policies/reporting.sql'))
      assert.deepEqual(none, [])
      assert.deepEqual(differences(await snapshotOf(empty.url), await snapshotOf(base.adminUrl)), [])
    } finally {
      await empty.close()
    }
  })

  void test('has the functions that stand in the files now, and none that stood there', async () => {
    const stood = await snapshotOf(base.adminUrl)
    await files.edit('code/access/viewer.sql', (text) => text + PLANTED)
    assert.deepEqual(await migrate(base.adminUrl, files.folder), ['code/access/viewer.sql'])
    assert.equal((await base.admin('select access.planted()')).length, 1)
    assert.deepEqual(await migrate(base.adminUrl, path.join(ROOT, 'db')), ['code/access/viewer.sql'])
    assert.deepEqual(differences(await snapshotOf(base.adminUrl), stood), [])
  })

  void test('has the policies and rights that stand in the files now, and none that stood there', async () => {
    const stood = await snapshotOf(base.adminUrl)
    await files.edit(
      'policies/access.sql',
      (text) => `${text}
      create policy planted on access.compartment for select to seamark_member using (false);
      grant update (name), delete on access.compartment to seamark_member;`,
    )
    await migrate(base.adminUrl, files.folder)
    assert.notDeepEqual((await snapshotOf(base.adminUrl)).access, stood.access)
    await migrate(base.adminUrl, path.join(ROOT, 'db'))
    assert.deepEqual(differences(await snapshotOf(base.adminUrl), stood), [])
  })

  void test('gets a change and what stands on it together, or neither', async () => {
    await files.edit(NEXT, () => 'alter table access.compartment add column planted text;')
    await files.edit('code/access/viewer.sql', (text) => text + PLANTED.replace('return 1', 'return wrong'))
    await assert.rejects(migrate(base.adminUrl, files.folder), {
      message: /^code\/access\/viewer\.sql: .*wrong/,
    })
    assert.equal((await columns()).length, 0)
    assert.deepEqual(await migrate(base.adminUrl, path.join(ROOT, 'db')), [])
  })

  void test('changes a column that functions and policies read, in a change that says so', async () => {
    const client = await testDatabase()
    const change = `alter table identity.agency alter column name type varchar;
      set role seamark_service;
      update identity.agency set name = name || ' (renamed)';`
    try {
      await files.edit(NEXT, () => change)
      await assert.rejects(migrate(client.adminUrl, files.folder), {
        message: /cannot alter type of a column/,
      })
      await files.edit(NEXT, (text) => `-- Runs without the code: names are of another type.\n${text}`)
      assert.deepEqual(await migrate(client.adminUrl, files.folder), [NEXT])
      const made = await snapshotOf(client.adminUrl)
      assert.match(made.identity ?? '', /^ {2}name character varying not null$/m)
      assert.deepEqual(await client.admin(`select from identity.agency where name not like '%(renamed)'`), [])
      const parts = (text = '') => text.match(/^ {2}(policy|grant|CREATE (CONSTRAINT )?TRIGGER) .*$/gm)
      const stood = await snapshotOf(base.adminUrl)
      for (const name of Object.keys(stood)) assert.deepEqual(parts(made[name]), parts(stood[name]))
    } finally {
      await client.close()
    }
  })

  void test('keeps the functions on which a table stands: they are of its change', async () => {
    const client = await testDatabase()
    const called = (name: string, body: string) =>
      `create function access.${name}(a text) returns boolean language sql immutable return ${body};`
    try {
      await files.edit(
        NEXT,
        () => `${called('planted', `a <> ''`)} ${called('upon', 'access.planted(a)')}
          alter table access.compartment add check (access.upon(name));`,
      )
      await migrate(client.adminUrl, files.folder)
      await files.edit('policies/access.sql', (text) => `${text}-- once more\n`)
      assert.deepEqual(await migrate(client.adminUrl, files.folder), ['policies/access.sql'])
      assert.match((await snapshotOf(client.adminUrl)).access ?? '', /CHECK \(access\.upon\(name\)\)/)
      // one in code/ of the same name is one too many
      await files.edit(
        'code/access/viewer.sql',
        (text) => text + PLANTED.replace('planted()', 'planted(a text)'),
      )
      await assert.rejects(migrate(client.adminUrl, files.folder), {
        message: /viewer\.sql: .*already exists/,
      })
    } finally {
      await client.close()
    }
  })

  void test('changes no protected row without its event', async () => {
    await files.edit(NEXT, () => `update identity.person set name = name || ' the second';`)
    await assert.rejects(migrate(base.adminUrl, files.folder), { message: /^changes\/9000-next\.sql/ })
    const [first] = await base.admin<{ n: number }>(
      `select count(*)::int as n from identity.person where name like '%the second'`,
    )
    assert.equal(first?.n, 0)
  })

  void test('hands no setting and no role from one file to the next', async () => {
    const client = await testDatabase()
    try {
      await files.edit(
        NEXT,
        () => `set role seamark_owner; select set_config('seamark.service', 'planted', true);`,
      )
      await files.edit(
        'changes/9001-after.sql',
        () => `do $$ begin
          if current_user = 'seamark_owner' or current_setting('seamark.service', true) = 'planted' then
            raise exception 'it was handed on'; end if; end $$`,
      )
      assert.equal((await migrate(client.adminUrl, files.folder)).length, 2)
    } finally {
      await client.close()
    }
  })

  void test('is refused a change that has another text since', async () => {
    await files.edit('changes/0003-access.sql', (text) => `${text}-- more\n`)
    await assert.rejects(migrate(base.adminUrl, files.folder), {
      message: /0003-access\.sql .* another form/,
    })
  })

  void test('is refused when a newer version has given it more', async () => {
    await base.admin(`insert into public.seamark_migration values ('${NEXT}', 'x')`)
    try {
      await assert.rejects(migrate(base.adminUrl, files.folder), { message: /9000-next\.sql.*newer version/ })
    } finally {
      await base.admin(`delete from public.seamark_migration where name = '${NEXT}'`)
    }
  })

  void test('is refused a function that is written twice', async () => {
    await files.edit('code/access/viewer.sql', (text) => text + PLANTED + PLANTED)
    await assert.rejects(migrate(base.adminUrl, files.folder), { message: /viewer\.sql: .*already exists/ })
  })

  void test('is refused a file that has no place in the order, and a place without its file', async () => {
    await files.edit('code/access/lost.sql', () => '')
    await assert.rejects(migrate(base.adminUrl, files.folder), {
      message: /leaves out code\/access\/lost\.sql/,
    })
    await files.edit('order.txt', (text) => text.replace('code/access/sight.sql\n', ''))
    await files.edit('order.txt', (text) => `${text}code/access/none.sql\ncode/access/lost.sql\n`)
    await assert.rejects(migrate(base.adminUrl, files.folder), { message: /leaves out code\/access\/sight/ })
    await assert.rejects(migrate(base.adminUrl, files.folder), { message: /names code\/access\/none/ })
  })
})
