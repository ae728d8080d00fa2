/**
 * Reads from the catalogue that every policy by which a member reads or writes binds the row to the viewer: to
 * their agency, to themself, or by the rule of sight. What does not stands here with its reason, and so does
 * every function that a member may call and that runs with the program's own rights. A new one fails until
 * somebody has thought about it.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { ROOT, testDatabase, type TestDatabase } from '../support/database.ts'
import { looseClauses, type Catalogue, type Policy } from './policy-clauses.ts'
import { functionsOfMembers, ofTheClearance, openToAll } from './reasons.ts'

/** Each a way in which somebody might mean well. */
const PLANTED: readonly (readonly [what: string, sql: string, loose: readonly string[]])[] = [
  [
    'asks for a role instead of an agency',
    `create policy planted on deconfliction.setting for update to seamark_member
       using (identity.viewer_has_role('administrator')) with check (true)`,
    ['deconfliction.setting planted: using', 'deconfliction.setting planted: with check'],
  ],
  [
    'looks at what a row was, and not at what it becomes',
    `create policy planted on coast.site for update to seamark_member
       using (agency_id = identity.viewer_agency()) with check (true)`,
    ['coast.site planted: with check'],
  ],
  [
    'offers the agency as one way of two',
    `create policy planted on identity.person for select to seamark_member
       using (agency_id = identity.viewer_agency() or identity.viewer_has_role('administrator'))`,
    ['identity.person planted: using'],
  ],
  [
    'is for everybody',
    `create policy planted on identity.person for select using (active)`,
    ['identity.person planted: using'],
  ],
  [
    'compares the viewer with the viewer, or with a column that names no agency',
    `create policy planted on coast.line for delete to seamark_member
       using (identity.viewer_agency() = identity.viewer_agency());
     create policy planted on deconfliction.sealed_setting for update to seamark_member
       using (version = identity.viewer_agency())`,
    [
      'coast.line planted: using',
      'deconfliction.sealed_setting planted: using',
      'deconfliction.sealed_setting planted: with check',
    ],
  ],
  [
    'knows the person and leaves the agency of the row to them',
    `create policy planted on deconfliction."check" for insert to seamark_member
       with check (person_id = identity.viewer_person())`,
    ['deconfliction.check planted: with check'],
  ],
  [
    'asks for another row that has nothing to do with this one',
    `create policy planted on intelligence.withheld_subject for select to seamark_member
       using (exists (select from access.record r where r.agency_id = identity.viewer_agency()))`,
    ['intelligence.withheld_subject planted: using'],
  ],
  [
    'asks the rule of sight for the wrong answer, or of the wrong owner',
    `create policy planted on access.record for select to seamark_member
       using (access.sight(record, true, true) = 'none');
     create policy planted_too on access.record for select to seamark_member
       using (access.sight_of_envelope(identity.viewer_agency(), author_id, status, classification, handling, released_to_all,
                           released_to, compartment_id, discoverable, true, true) = 'full')`,
    [
      // What leans on the reports' own policies falls with them.
      'access.delivery recipient_reads: using',
      'access.record planted: using',
      'access.record planted_too: using',
    ],
  ],
  [
    'writes by the rule of sight, which is for reading',
    `create policy planted on access.record for delete to seamark_member
       using (access.sight(record, true, true) = 'full')`,
    ['access.record planted: using'],
  ],
]

void describe('the catalogue', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  void test('no policy lets a member read or write what is not bound to their agency', async () => {
    const { policies, loose } = await readCatalogue(base.admin)
    assert.ok(policies.length > 80, 'there are policies to look at')
    const known = new Set([...Object.keys(openToAll), ...Object.keys(ofTheClearance)])
    assert.deepEqual(
      loose.filter((one) => !known.has(one)),
      [],
      'bind the row to the viewer’s agency in USING and WITH CHECK, or say in reasons.ts why not',
    )
  })

  void test('nothing stands among the exceptions that needs no exception', async () => {
    const { loose } = await readCatalogue(base.admin)
    const functions = new Set((await memberFunctions(base.admin)).map(({ name }) => name))
    assert.deepEqual(
      [...Object.keys(openToAll), ...Object.keys(ofTheClearance)]
        .filter((one) => !loose.includes(one))
        .concat(Object.keys(functionsOfMembers).filter((one) => !functions.has(one))),
      [],
    )
  })

  void test('what is open to all may be read by a member, and never written', async () => {
    const written = Object.keys(openToAll).filter((one) => !one.endsWith('using'))
    assert.deepEqual(written, [])
    const { policies } = await readCatalogue(base.admin)
    for (const one of Object.keys(openToAll)) {
      const [table, name] = one.replace(/: using$/, '').split(' ')
      assert.equal(
        policies.find((policy) => policy.table === table && policy.name === name)?.command,
        'r',
        one,
      )
    }
  })

  void test('the public has no policy at all, the login none, and the owner only for what is erased', async () => {
    const others = await base.admin(
      `select p.polrelid::regclass::text as "table", p.polname as name from pg_policy p cross join unnest(p.polroles) as r (role)
       left join pg_roles on pg_roles.oid = r.role
       where coalesce(pg_roles.rolname, 'public') not in ('seamark_member', 'seamark_service')
         and p.polrelid::regclass::text not like 'graphile_worker.%' order by 1, 2`,
    )
    // What a transaction has said that it erases, the owner's function deletes; it sees no other row.
    assert.deepEqual(others, [
      { table: 'ledger.erasure', name: 'owner_reads' },
      { table: 'ledger.event', name: 'owner_deletes_erased' },
      { table: 'ledger.event', name: 'owner_sees_erased' },
    ])
  })

  for (const [what, sql, expected] of PLANTED)
    void test(`a policy that ${what} is caught`, async () => {
      await withPlanted(base, sql, async (ask) => {
        const { loose } = await readCatalogue(ask)
        const known = new Set([...Object.keys(openToAll), ...Object.keys(ofTheClearance)])
        assert.deepEqual(
          loose.filter((one) => !known.has(one)),
          expected,
        )
      })
    })

  void test('every function that a member may call with the program’s rights has its reason', async () => {
    const found = await memberFunctions(base.admin)
    assert.ok(found.length > 25, 'there are functions to look at')
    assert.deepEqual(
      [...new Set(found.map(({ name }) => name))].filter((name) => !Object.hasOwn(functionsOfMembers, name)),
      [],
      'a function that runs as the program steps around row-level security: say in reasons.ts what it answers, and to whom',
    )
  })

  void test('and those that answer by the viewer ask who that is', async () => {
    const asks = new RegExp(
      `identity\\.viewer_(agency|person|has_role)\\(|operations\\.viewer_(in|holds|acts)\\(|access\\.(sight|sight_of_envelope|viewer_is_cleared_for|${await roleFunctions()})\\(`,
    )
    const found = await memberFunctions(base.admin)
    const bodies = new Map(found.map(({ name, body }) => [name, body]))
    // A function that leaves it to another of the list asks through that one.
    const byViewer = (name: string, seen: ReadonlySet<string> = new Set()): boolean => {
      const body = bodies.get(name) ?? ''
      if (asks.test(body)) return true
      return [...bodies.keys()].some(
        (other) =>
          other !== name &&
          !seen.has(other) &&
          body.includes(`${other}(`) &&
          byViewer(other, new Set([...seen, name])),
      )
    }
    const blind = Object.entries(functionsOfMembers)
      .filter(([name, { by }]) => bodies.has(name) && by === 'viewer' && !byViewer(name))
      .map(([name]) => name)
    assert.deepEqual(blind, [])
  })

  void test('a function that steps around the policies is caught', async () => {
    const sql = `set local role seamark_service;
      create function intelligence.all_titles() returns setof text language sql security definer
        set search_path = '' as 'select title from access.record';
      grant execute on function intelligence.all_titles() to seamark_member;
      reset role`
    await withPlanted(base, sql, async (ask) => {
      const found = await memberFunctions(ask)
      assert.deepEqual(
        found.filter(({ name }) => !Object.hasOwn(functionsOfMembers, name)).map(({ name }) => name),
        ['intelligence.all_titles'],
      )
    })
  })
})

/** The functions by which the viewer's roles are asked for, as one pattern. */
async function roleFunctions(): Promise<string> {
  const text = await readFile(path.join(ROOT, 'db/code/access/roles.sql'), 'utf8')
  return [...text.matchAll(/^create function access\.(viewer_\w+)\(\)/gm)].map(([, name]) => name).join('|')
}

type Ask = <Row extends object>(sql: string) => Promise<Row[]>

/** Plants something, looks, and takes it back. */
async function withPlanted(
  base: TestDatabase,
  sql: string,
  look: (ask: Ask) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: base.adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(sql)
    await look(async <Row extends object>(text: string) => (await client.query<Row>(text)).rows)
  } finally {
    await client.end()
  }
}

async function readCatalogue(ask: Ask): Promise<{ policies: Policy[]; loose: string[] }> {
  const policies = await ask<Policy>(
    `select n.nspname || '.' || c.relname as "table", p.polname as name, p.polcmd as command,
            pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where p.polpermissive and n.nspname <> 'graphile_worker'
       and p.polroles <> array['seamark_service'::regrole::oid]
       -- no login of the program acts as the owner; its functions do
       and p.polroles <> array['seamark_owner'::regrole::oid]
     order by 1, 2`,
  )
  const columns = await ask<{ table: string; column: string }>(
    `select n.nspname || '.' || c.relname as "table", a.attname as "column"
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
       and (a.attname in ('agency_id', 'owner_id', 'agency_a', 'agency_b')
            -- who holds the row's agency to account: the row is theirs to read as well
            or a.attname = 'body_id' and n.nspname in ('identity', 'oversight')
            -- whom the row's agency asked to look at its lesson, and who looked
            or a.attname in ('asked_agency_id', 'by_agency_id') and n.nspname = 'oversight'
            or n.nspname = 'identity' and c.relname = 'agency' and a.attname = 'id')`,
  )
  const views = await ask<{ view: string; of: string }>(
    `select distinct v.oid::regclass::text as "view", t.oid::regclass::text as "of"
     from pg_class v join pg_rewrite r on r.ev_class = v.oid
     join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
     join pg_class t on t.oid = d.refobjid and t.oid <> v.oid
     where v.relkind = 'v' and 'security_invoker=true' = any (v.reloptions)`,
  )
  const catalogue: Catalogue = {
    agencyColumns: (table) => columns.filter((one) => one.table === table).map((one) => one.column),
    readIsBound: (table) => {
      if (asked.has(table)) return false
      const under = views.filter((one) => one.view === table)
      if (under.length > 0) return under.every((one) => catalogue.readIsBound(one.of))
      asked.add(table)
      const reading = policies.filter((one) => one.table === table && 'r*'.includes(one.command))
      const bound =
        reading.length > 0 &&
        reading.every((one) => looseClauses({ ...one, command: 'r', check: null }, catalogue).length === 0)
      asked.delete(table)
      return bound
    },
  }
  // Two tables that lean on each other bind nothing.
  const asked = new Set<string>()
  const loose = policies.flatMap((policy) =>
    looseClauses(policy, catalogue).map((clause) => `${policy.table} ${policy.name}: ${clause}`),
  )
  return { policies, loose }
}

const memberFunctions = (ask: Ask) =>
  ask<{ name: string; body: string }>(
    `select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as body
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
       and has_function_privilege('seamark_member', p.oid, 'execute')
     order by 1`,
  )
