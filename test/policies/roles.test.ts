/**
 * What a role may do stands in src/wire/codes.ts and in db/code/access/roles.sql. The database is asked of every role and
 * every capability, and says what the program says.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { may, whoever } from '../../src/platform/identity/roles.ts'
import { capability, codesOf, roleWords, type Capability, type Role } from '../../src/wire/codes.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

/** What only pages and use cases ask for, with the reason why no row is guarded by it. */
const ONLY_PAGES: Partial<Record<Capability, string>> = {
  uploadsExports: 'the page of the upload; its rows are a report’s and an import’s, which have their own',
  seesPublicPicture: 'the page; its numbers are counted over rows that the desk’s own policy guards',
  asksForProofs: 'the page of how the ledger stands, which says what everybody may know',
  leadsStretches: 'the list of a form; of a lead the policy asks only whether they are of the agency',
}

const roles = codesOf(roleWords)
const capabilities = codesOf(capability)
const inSql = (what: Capability) => what.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

void describe('what a role may do', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  type Asked = { name: string; plain: boolean }
  const functionsThatTake = (argumentTypes: string) =>
    base.admin<Asked>(
      `select p.proname as name,
              l.lanname = 'sql' and not p.prosecdef and p.proconfig is null and p.provolatile <> 'v'
                and p.proparallel = 's' as plain
       from pg_proc p join pg_language l on l.oid = p.prolang
       where p.pronamespace = 'access'::regnamespace and p.prorettype = 'boolean'::regtype
         and pg_get_function_identity_arguments(p.oid) = $1 order by 1`,
      [argumentTypes],
    )
  /** What the database says that whoever holds these may do. */
  const asked = async (held: readonly Role[]): Promise<Capability[]> => {
    const there = capabilities.filter((what) => ONLY_PAGES[what] === undefined)
    const [row] = await base.admin<{ said: Record<string, boolean> }>(
      `select jsonb_build_object(${there.map((what) => `'${what}', access.viewer_${inSql(what)}()`).join(', ')}) as said
       from set_config('seamark.roles', $1, true)`,
      [held.join(',')],
    )
    return there.filter((what) => row?.said[what])
  }
  const expected = (held: readonly Role[]) =>
    capabilities.filter((what) => ONLY_PAGES[what] === undefined && may(held, what))

  void test('is what the database says of each role, of two together and of nobody', async () => {
    for (const role of roles) {
      assert.deepEqual(await asked([role]), expected([role]), role)
      for (const other of roles)
        assert.deepEqual(await asked([role, other]), expected([role, other]), `${role}, ${other}`)
    }
    assert.deepEqual(await asked([]), [])
  })

  void test('is what it says of the roles in somebody’s row', async () => {
    const functions = await functionsThatTake('roles text[]')
    assert.ok(functions.length > 3, 'there are functions to ask')
    for (const { name } of functions) {
      const what = capabilities.find((one) => inSql(one) === name)
      assert.ok(what, `access.${name} has the name of no capability`)
      const rows = await base.admin<{ role: Role }>(
        `select role from unnest($1::text[]) as role where access.${name}(array[role])`,
        [roles],
      )
      assert.deepEqual(
        rows.map(({ role }) => role),
        whoever[what],
        name,
      )
    }
  })

  void test('has one function for each capability, and none besides', async () => {
    const functions = await functionsThatTake('')
    assert.deepEqual(
      functions.map(({ name }) => name),
      capabilities
        .filter((what) => ONLY_PAGES[what] === undefined)
        .map((what) => `viewer_${inSql(what)}`)
        .sort(),
    )
  })

  void test('stands in a plan as its list, so that no row costs a call', async () => {
    const all = [...(await functionsThatTake('')), ...(await functionsThatTake('roles text[]'))]
    assert.deepEqual(
      all.filter(({ plain }) => !plain).map(({ name }) => name),
      [],
    )
    const who = {
      personId: base.person('analyst@nca.example').id,
      ...{ operation: 'test', purpose: null },
    }
    for (const { name } of await functionsThatTake('')) {
      const plan = await base.database.performAs(who, ({ tx }) =>
        tx.many<{ 'QUERY PLAN': string }>(`explain (verbose, costs off) select access.${name}()`),
      )
      const text = plan.map((line) => line['QUERY PLAN']).join('\n')
      assert.doesNotMatch(text, /viewer_|access\./, text)
      assert.match(text, /&& '\{[a-z_,]+\}'::text\[\]/, name)
    }
  })

  void test('is asked of the roles that an account may hold, and of no other', async () => {
    const rows = await base.admin<{ definition: string }>(
      `select pg_get_constraintdef(oid) as definition from pg_constraint
       where conrelid = 'identity.person'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%roles <@%'`,
    )
    assert.equal(rows.length, 1)
    const known = [...(rows[0]?.definition ?? '').matchAll(/'([a-z_]+)'::text/g)].map(([, role]) => role)
    assert.deepEqual(known.sort(), [...roles].sort())
  })
})
