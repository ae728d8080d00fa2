/**
 * A database that the last version with the folder `migrations` brought up to date is taken over as it is: its
 * rows stay, and it is made of what a fresh one is made of. What is older is refused, and told what to do.
 *
 * Those files are gone. What they made is what the first changes make (the snapshot was the same before and after);
 * here their bookkeeping stands in for them, and code and policies that are not as they are now.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { migrate } from '../../src/platform/database/migrate.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { releaseReport } from '../../src/rooms/intelligence/release-report.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import { acting, checked } from '../../src/rooms/intelligence/reports.test-support.ts'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'
import { differences, snapshotOf } from './snapshot-files.ts'

const DB = path.join(ROOT, 'db')
const LAST = 'where name = (select max(name) from public.seamark_migration)'

/** Functions, views, policies and rights of another time: some too many, some missing, some that say something else. */
const OTHER_CODE = `
  create function identity.left_over() returns integer language sql return 1;
  alter function identity.left_over() owner to seamark_service;
  drop function reporting.told cascade;
  drop view intelligence.what_it_says cascade;
  drop policy own_agency_reads on identity.person;
  create policy everybody_reads on identity.person for select to seamark_member using (true);
  grant delete, update (email) on identity.person to seamark_member;
  revoke select on intelligence.report from seamark_member;
  drop trigger event_is_append_only on ledger.event;`

void describe('a database of the version before', () => {
  let base: TestDatabase
  let reportId: string
  beforeEach(async () => {
    base = await testDatabase()
    reportId = await fill(base)
    await base.admin(`truncate public.seamark_migration`)
    for (const line of (await readFile(path.join(DB, 'baseline.txt'), 'utf8')).split('\n')) {
      const [name = '', digest] = line.split(' ')
      if (/^\d{4}-/.test(name))
        await base.admin('insert into public.seamark_migration values ($1, $2)', [name, digest])
    }
  })
  afterEach(() => base.close())

  void test('keeps every row, and is made of what a fresh one is made of', async () => {
    const fresh = await snapshotOf(base.adminUrl)
    const [rows, ledger] = [await contentOf(base), await ledgerOf(base)]
    await base.admin(OTHER_CODE)
    assert.notDeepEqual(differences(await snapshotOf(base.adminUrl), fresh), [])

    const given = await migrate(base.adminUrl, DB)
    assert.ok(given.includes('code/access/sight.sql') && !given.some((name) => name.startsWith('changes/')))
    assert.deepEqual(differences(await snapshotOf(base.adminUrl), fresh), [])
    assert.deepEqual([await contentOf(base), await ledgerOf(base)], [rows, ledger])
    assert.ok(ledger.length > 50)
    assert.deepEqual(await migrate(base.adminUrl, DB), [])
    const seen = await acting(base)('analyst@nca.example', (scope) => readReport(scope, reportId))
    assert.equal(seen.title, 'Kept')
  })

  const refused = {
    'is older': [
      `delete from public.seamark_migration ${LAST}`,
      /older .* is missing\): run `seamark migrate` of the last version/,
    ],
    'was given a file in another form': [
      `update public.seamark_migration set digest = 'x' ${LAST}`,
      /which this version does not know: run `seamark migrate`/,
    ],
    'was given a file that nobody knows': [
      `insert into public.seamark_migration values ('0999-own.sql', 'x')`,
      /given 0999-own\.sql, which this version does not know/,
    ],
  } as const
  for (const [name, [statement, message]] of Object.entries(refused))
    void test(`is refused where it ${name}, and stays as it is`, async () => {
      await base.admin(statement)
      await base.admin(OTHER_CODE)
      const stood = await snapshotOf(base.adminUrl)
      const given = await base.admin('select * from public.seamark_migration order by name')
      await assert.rejects(migrate(base.adminUrl, DB), { message })
      assert.deepEqual(differences(await snapshotOf(base.adminUrl), stood), [])
      assert.deepEqual(await base.admin('select * from public.seamark_migration order by name'), given)
    })
})

/** A report that a partner reads, so that more than people and agencies have rows. */
async function fill(base: TestDatabase): Promise<string> {
  return await acting(base)('intelligence-officer@sussex-police.example', async (scope) => {
    const { id } = await fileReport(scope, checked({ title: 'Kept' }))
    await releaseReport(scope, id, { to: { agencies: [base.agency('nca')] }, reason: 'Theirs too' })
    return id
  })
}

/** Of each table how many rows it has, and a digest of all that stands in them. */
async function contentOf(base: TestDatabase): Promise<unknown[]> {
  const tables = await base.admin<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspowner = 'seamark_owner'::regrole and c.relkind = 'r' order by 1`,
  )
  return await Promise.all(
    tables.map(async ({ name }) => [
      name,
      ...(await base.admin(
        `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`,
      )),
    ]),
  )
}

async function ledgerOf(base: TestDatabase): Promise<unknown[]> {
  return await base.admin('select id, at, operation, subject_id, xid from ledger.event order by id')
}
