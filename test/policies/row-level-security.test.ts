/**
 * What the whole of Seamark leans on: row-level security stands on every table, nobody can step around
 * it, and no protected change commits without its event. Read from the catalogue, so that a table or a
 * function that somebody adds is included without anybody remembering.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { LOGIN } from '../../src/platform/database/prepare.ts'
import { newId } from '../../src/platform/identifiers.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { roomFixtures, type Planted } from '../support/room-fixtures.ts'

const fixtures = await roomFixtures()
const protectedTables = fixtures.flatMap(({ tables = [] }) => tables)

const OURS = [
  'platform',
  'identity',
  'access',
  'ledger',
  'intelligence',
  'search',
  'deconfliction',
  'coast',
  'reporting',
  'requirements',
  'records',
  'oversight',
  'networks',
  'operations',
  'encounters',
  'system_requests',
  'disruptions',
]
const ROLES = [
  'seamark_owner',
  'seamark_app',
  'seamark_member',
  'seamark_service',
  'seamark_public',
  'seamark_worker',
  LOGIN,
]

void describe('row-level security', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('every schema that the program made is looked at here', async () => {
    const schemas = await base.admin<{ name: string }>(
      `select nspname as name from pg_namespace
       where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public', 'graphile_worker')
       order by nspname`,
    )
    assert.deepEqual(schemas.map((one) => one.name).sort(), [...OURS].sort())
  })

  void test('is enabled and forced on every table of ours', async () => {
    const tables = await base.admin<{ name: string; enabled: boolean; forced: boolean }>(
      `select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind in ('r', 'p') order by 1`,
      [OURS],
    )
    assert.ok(tables.length > 25, 'there are tables to look at')
    assert.deepEqual(
      tables.filter((one) => !one.enabled || !one.forced).map((one) => one.name),
      [],
    )
  })

  void test('is not stepped around by a view or a materialised view', async () => {
    // A plain view reads as its owner; only `security_invoker` reads as whoever asks.
    const views = await base.admin<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and (c.relkind = 'm'
         or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`,
      [OURS],
    )
    assert.deepEqual(views, [])
  })

  void test('binds every role: none is a superuser, may bypass it, or may make roles', async () => {
    const roles = await base.admin<{ rolname: string; strong: boolean; rolcanlogin: boolean }>(
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong, rolcanlogin
       from pg_roles where rolname = any ($1) order by rolname`,
      [ROLES],
    )
    assert.deepEqual(roles.map((one) => one.rolname).sort(), [...ROLES].sort())
    assert.deepEqual(
      roles.filter((one) => one.strong),
      [],
    )
    assert.deepEqual(
      roles.filter((one) => one.rolcanlogin).map((one) => one.rolname),
      [LOGIN],
    )
  })

  void test('the login is a member of seamark_app and can touch no table by itself', async () => {
    const memberships = await base.admin<{ role: string; admin_option: boolean }>(
      `select r.rolname as role, m.admin_option from pg_auth_members m
       join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member where l.rolname = $1`,
      [LOGIN],
    )
    assert.deepEqual(memberships, [{ role: 'seamark_app', admin_option: false }])
    const reachable = await base.admin<{ name: string; role: string }>(
      `select r.role, n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($2::text[]) as r (role)
       where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v', 'm')
         and has_table_privilege(r.role, c.oid, 'select, insert, update, delete, truncate, references, trigger')`,
      [
        [...OURS, 'graphile_worker', 'public'],
        [LOGIN, 'seamark_app', 'public'],
      ],
    )
    assert.deepEqual(reachable, [])
  })

  void test('the login cannot become the owner of the tables', async () => {
    const client = new pg.Client({ connectionString: base.url })
    await client.connect()
    try {
      for (const role of ['seamark_owner', 'postgres'])
        await assert.rejects(client.query(`set role ${role}`), { code: '42501' })
      await assert.rejects(client.query('create table public.x (y int)'), { code: '42501' })
    } finally {
      await client.end()
    }
  })

  void test('no function of ours is executable by everybody', async () => {
    const open = await base.admin<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where (n.nspname = any ($1) or pg_get_userbyid(p.proowner) = 'seamark_service')
         and has_function_privilege('public', p.oid, 'execute')`,
      [OURS],
    )
    assert.deepEqual(open, [])
  })

  void test('every function that acts as its owner fixes its search path', async () => {
    const loose = await base.admin<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any ($1) and p.prosecdef
         and not exists (select from unnest(p.proconfig) as one where one like 'search\\_path=%')`,
      [OURS],
    )
    assert.deepEqual(loose, [])
  })

  void test('the way around the rule, made for the benchmark, is open to no role of the program', async () => {
    const ways = await base.admin<{ name: string; callers: string[] }>(
      `select p.oid::regproc::text as name,
              array(select r from unnest($1::text[]) r where has_function_privilege(r, p.oid, 'execute')) as callers
       from pg_proc p where p.pronamespace = 'search'::regnamespace and p.proname = 'candidates'`,
      [[LOGIN, 'seamark_app', 'seamark_member', 'seamark_public', 'seamark_worker']],
    )
    assert.deepEqual(ways, [{ name: 'search.candidates', callers: [] }])
  })

  void test('a transaction in which nobody is signed in reads nothing but agencies, settings and kinds of record', async () => {
    const tables = await base.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind in ('r', 'p') and has_table_privilege('seamark_member', c.oid, 'select')`,
      [OURS],
    )
    const open: string[] = []
    for (const { name } of tables) {
      const [row] = await asMember<{ rows: number }>(base, `select count(*)::integer as rows from ${name}`)
      if (row?.rows !== 0) open.push(name)
    }
    assert.deepEqual(open.sort(), [
      'access.record_kind',
      'deconfliction.setting',
      'identity.agency',
      'networks.group_setting',
      'networks.group_term',
      'operations.setting',
      'records.setting',
    ])
  })
})

void describe('a protected change without its event', () => {
  let base: TestDatabase
  let planted: Planted
  before(async () => {
    base = await testDatabase()
    planted = {
      ...Object.fromEntries(
        fixtures.flatMap(({ idsToInsert = [] }) => idsToInsert).map((name) => [name, newId()]),
      ),
      author: base.person('intelligence-officer@nca.example').id,
      colleague: base.person('intelligence-officer-2@nca.example').id,
      owner: base.agency('nca'),
      partner: base.agency('kent-police'),
    }
  })
  after(() => base.close())

  for (const table of protectedTables) {
    void test(`of ${table.name} fails at commit, and with its event it holds`, async () => {
      const subject = String(planted[table.subject])
      if (table.insert !== null) {
        const { sql, values } = table.insert(planted)
        const work = { text: sql, values }
        assert.equal(await commitAs(base, [work]), 'SM002', 'insert')
        assert.equal(await commitAs(base, [work, eventAbout(subject)]), 'committed', 'insert with its event')
      }
      if (table.unchangeable) {
        const change = { text: `update ${table.name} set ${table.touch} = ${table.touch}` }
        assert.equal(await commitAs(base, [change, eventAbout(subject)]), '42501', 'no right to change it')
        return
      }
      assert.equal(
        await commitAs(base, [{ text: `update ${table.name} set ${table.touch} = ${table.touch}` }]),
        'SM002',
      )
      if (table.deletable)
        assert.equal(await commitAs(base, [{ text: `delete from ${table.name}` }]), 'SM002', 'delete')
      // An event about something else does not account for this change.
      const elsewhere = [
        { text: `update ${table.name} set ${table.touch} = ${table.touch}` },
        eventAbout(newId()),
      ]
      assert.equal(await commitAs(base, elsewhere), 'SM002', 'an event about another record')
    })
  }

  void test('nobody holds a way to switch the constraint off', async () => {
    const owners = await base.admin<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and c.relkind = 'r' and pg_get_userbyid(c.relowner) <> 'seamark_owner'`,
      [OURS],
    )
    assert.deepEqual(owners, [], 'only the owner could, and nothing of the program may become the owner')
    const disabled = await base.admin<{ name: string }>(
      `select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any ($1) and t.tgenabled <> 'O'`,
      [OURS],
    )
    assert.deepEqual(disabled, [])
    const wired = await base.admin<{ name: string }>(
      `select distinct n.nspname || '.' || c.relname as name
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_proc p on p.oid = t.tgfoid
       where t.tgconstraint <> 0 and t.tgdeferrable and t.tginitdeferred and p.proname like 'require\\_event\\_for\\_%'
         -- of some columns, or of members only: what those ask is in member-rights.test.ts
         and t.tgattr::text = '' and (t.tgqual is null or c.oid = 'access.record'::regclass)`,
    )
    const expected = protectedTables.map((one) => one.name.replaceAll('"', ''))
    assert.deepEqual(wired.map((one) => one.name).sort(), expected.sort(), 'each is tried above')
  })
})

void describe('the ledger', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('refuses update, delete and truncate, even to a superuser', async () => {
    for (const [table, column] of [
      ['ledger.event', 'operation'],
      ['ledger.entry', 'sequence'],
    ] as const)
      for (const statement of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        await assert.rejects(base.admin(statement), { code: 'SM001' }, statement)
  })

  void test('no role of the program holds a right to change it', async () => {
    const held = await base.admin<{ role: string; name: string }>(
      `select r.role, c.oid::regclass::text as name from unnest($1::text[]) as r (role), pg_class c
       where c.oid in ('ledger.event'::regclass, 'ledger.entry'::regclass)
         and has_table_privilege(r.role, c.oid, 'update, delete, truncate')`,
      [ROLES.filter((one) => one !== 'seamark_owner')],
    )
    assert.deepEqual(held, [])
  })

  void test('a person cannot write an event in the name of another', async () => {
    const me = base.person('analyst@nca.example')
    const other = base.person('coordinator@nca.example')
    const partner = base.person('analyst@kent-police.example')
    for (const claimed of [other, partner])
      await assert.rejects(
        base.database.performAs({ personId: me.id, operation: 'test', purpose: null }, (scope) =>
          scope.tx.run(
            `insert into ledger.event (kind, operation, agency_id, person_id) values ('sign-in', 'test', $1, $2)`,
            [claimed.agencyId, claimed.id],
          ),
        ),
        { code: '42501' },
      )
  })
})

void describe('a scope', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase({ connections: 1 })
  })
  after(() => base.close())

  void test('leaves nothing on its connection: role and settings end with the transaction', async () => {
    const used = new Set<pg.Client>()
    const plain = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (
      ...given: unknown[]
    ) => unknown
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      used.add(this)
      return plain.apply(this, given)
    } as typeof pg.Client.prototype.query
    try {
      const who = {
        personId: base.person('analyst@nca.example').id,
        operation: 'test.scope',
        purpose: 'Exercise',
      }
      const inside = await base.database.performAs(who, (scope) => scope.tx.one<Traces>(TRACES))
      assert.equal(inside.role, 'seamark_member')
      assert.equal(inside.person, who.personId)
      const [connection] = used
      assert.ok(connection && used.size === 1, 'one connection was used')
      const traces = async () =>
        ((await plain.call(connection, TRACES)) as { rows: Record<string, unknown>[] }).rows[0]
      const nothing = {
        role: LOGIN,
        person: '',
        agency: '',
        roles: '',
        clearance: '',
        active: '',
        purpose: '',
      }
      assert.deepEqual(await traces(), nothing, 'after a commit')
      await assert.rejects(
        base.database.performAs(who, () => Promise.reject(new Error('undone'))),
        /undone/,
      )
      assert.deepEqual(await traces(), nothing, 'after a rollback')
      await base.database.performAsService(
        { service: 'test', operation: 'test.scope', agencyId: 3 },
        (scope) => scope.tx.one(TRACES),
      )
      assert.deepEqual(await traces(), nothing, 'after the program itself')
    } finally {
      pg.Client.prototype.query = plain as typeof pg.Client.prototype.query
    }
  })
})

type Traces = { role: string; person: string }
const TRACES = `select current_user as role, ${['person', 'agency', 'roles', 'clearance', 'active', 'purpose']
  .map((name) => `coalesce(current_setting('seamark.${name}', true), '') as ${name}`)
  .join(', ')}`

async function asMember<Row extends object>(base: TestDatabase, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: base.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role seamark_member')
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

type Work = { text: string; values?: unknown[] }

function eventAbout(subject: string | number): Work {
  return {
    text: `insert into ledger.event (kind, operation, service, subject_kind, subject_id) values ('alteration', 'test', 'test', 'any', $1)`,
    values: [subject],
  }
}

/** One transaction of the program itself. @returns 'committed', or the code with which it failed */
async function commitAs(base: TestDatabase, work: readonly Work[]): Promise<string> {
  const client = new pg.Client({ connectionString: base.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role seamark_service')
    for (const one of work) await client.query(one.text, one.values ?? [])
    await client.query('commit')
    return 'committed'
  } catch (fault) {
    return fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'
  } finally {
    await client.end()
  }
}
