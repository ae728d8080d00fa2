/** deploy/check-restored.sql: says nothing of a sound database, and each fault of a broken one. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { publicServices, report } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { reportBody } from '../support/reports.ts'
import { ROOT } from '../support/database.ts'
import { testNode, type TestNode } from '../support/node.ts'

type Row = { fault: string; found: string }

void describe('the check of a restored database', () => {
  let node: TestNode
  let checks: string
  before(async () => {
    node = await testNode()
    checks = await readFile(path.join(ROOT, 'deploy', 'check-restored.sql'), 'utf8')
    await makeExerciseDesks(node.database, null)
    await report(publicServices(node.database))
    await node.api(
      'intelligence-officer@sussex-police.example',
      'POST',
      '/intelligence/reports',
      reportBody(),
    )
  })
  after(() => node.close())

  void test('finds nothing in a sound one, and says where its ledger ends', async () => {
    const rows = await node.admin<Row>(checks)
    assert.equal(rows.length, 1, JSON.stringify(rows))
    assert.match(rows[0]?.fault ?? '', /^sound; the ledger ends at \d+$/)
  })

  void test('looks at every schema that the program has', async () => {
    const schemas = await node.admin<{ name: string }>(
      `select n.nspname as name from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = 'seamark_owner'`,
    )
    const unseen = schemas.map(({ name }) => name).filter((name) => !checks.includes(`('${name}')`))
    assert.deepEqual(unseen, [])
  })

  /** What a restore may leave undone, and what is said of it. */
  const broken: Record<string, [statement: string, said: RegExp]> = {
    'row-level security of a room that holds sealed parts': ['alter table reporting.sealed_part no force row level security', /not forced on reporting\.sealed_part/],
    'row-level security of the coast': ['alter table coast.site disable row level security', /not forced on coast\.site/],
    'a policy': ['drop policy service_all on coast.line; drop policy if exists own_agency on coast.line; do $$ declare p record; begin for p in select polname from pg_policy where polrelid = \'coast.line\'::regclass loop execute format(\'drop policy %I on coast.line\', p.polname); end loop; end $$', /no policy at all on coast\.line/],
    'a trigger': ['alter table access.record disable trigger user', /switched off: .* on access\.record/],
    'the ledger’s end': ['alter table ledger.entry disable trigger all; insert into ledger.entry (sequence, event_id, event_at, digest) values (999999, -1, now(), sha256(\'\'))', /order has a gap/],
    'a text': ['alter table intelligence.version_content disable trigger all; delete from intelligence.version_content', /reports have no text/],
    'what a text says': ["alter table intelligence.version_content disable trigger all; update intelligence.version_content set document = '{}'", /texts of reports are not what was filed/],
    'a sealed text': ["alter table reporting.sealed_part disable trigger all; update reporting.sealed_part set header = null, payload = null where part = 'body'", /no sealed text/],
    'the head of a sealed part': ["alter table reporting.sealed_part disable trigger all; update reporting.sealed_part set header = '\\x00' where part = 'body'", /no age file/],
    'keys of a desk': ["alter table reporting.desk_key disable trigger all; update reporting.desk_key set recovery_wrapped = ''", /no key that the recovery key opens/],
    'one key of a desk': ["alter table reporting.desk_key disable trigger all; update reporting.desk_key set retired_at = now() where purpose = 'source'", /no three keys/],
    'an event': ['alter table ledger.pending disable trigger all; delete from ledger.pending', /no place and wait for none/],
    'the events of records': ["alter table ledger.event disable trigger all; alter table ledger.pending disable trigger all; alter table ledger.entry disable trigger all; delete from ledger.pending; delete from ledger.entry; delete from ledger.event where subject_kind = 'record' or operation like 'intelligence.%'", /records have no event/],
  } // prettier-ignore
  for (const [name, [statement, said]] of Object.entries(broken))
    void test(`says that ${name} is not as it was`, async () => {
      const client = new pg.Client({ connectionString: node.adminUrl })
      await client.connect()
      try {
        await client.query('begin')
        await client.query("set local session_replication_role = 'replica'")
        await client.query(statement)
        const { rows } = await client.query<Row>(checks)
        assert.ok(
          rows.some(({ fault }) => said.test(fault)),
          JSON.stringify(rows),
        )
        assert.ok(rows.every(({ fault }) => !fault.startsWith('sound')))
      } finally {
        await client.query('rollback')
        await client.end()
      }
    })
})
