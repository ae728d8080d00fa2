/** A database that is not as it should be: each fault is named with its setting and what to do, and nothing else is said. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testDatabase, ROOT, type TestDatabase } from '../../../test/support/database.ts'
import { freePort } from '../../../test/support/node.ts'
import { readConfig } from '../config.ts'
import { prepareDatabase } from '../database/prepare.ts'
import { readSchemaFiles } from '../database/schema-files.ts'
import { noteOf } from '../database/schema-note.ts'
import { checkDatabase } from './database.ts'
import { inOneLine, NotSound } from './finding.ts'

const CONFIG = { root: ROOT, databaseConnections: 16 }

void describe('the check of a database', () => {
  let at: TestDatabase
  let name: string
  before(async () => {
    at = await testDatabase()
    name = new URL(at.url).pathname.slice(1)
  })
  after(() => at.close())

  const check = async (url = at.url) => (await checkDatabase(CONFIG, url)).map((one) => inOneLine(one))
  const other = (change: (url: URL) => void) => {
    const url = new URL(at.url)
    change(url)
    return url.href
  }
  /** What production says when it is to start on it. */
  const start = async (url = at.url) => {
    const config = {
      ...readConfig({ NODE_ENV: 'test', DATABASE_URL: url }, { demo: false }),
      ...{ mode: 'production' as const, root: ROOT },
    }
    const prepared = await prepareDatabase(config, { migrate: false }).catch((fault: unknown) => fault)
    return prepared instanceof NotSound ? prepared.message : null
  }
  /** As a superuser changes something, for as long as the work takes. */
  const meanwhile = async (change: string, back: string, work: () => Promise<void>) => {
    await at.admin(change)
    try {
      await work()
    } finally {
      await at.admin(back)
    }
  }

  void test('is silent where all is well, and production starts', async () => {
    assert.deepEqual(await check(), [])
    assert.equal(await start(), null)
  })

  void test('names the login, the password, the database and the address that are wrong', async () => {
    for (const [url, words] of [
      [
        other((one) => (one.password = 'wrong')),
        /^DATABASE_URL: .* does not take the password of seamark_login/,
      ],
      [other((one) => (one.password = '')), /^DATABASE_URL: .* does not take the password of seamark_login/],
      [other((one) => (one.username = 'nobody')), /^DATABASE_URL: .* does not take the password of nobody/],
      [
        other((one) => (one.pathname = '/nosuch')),
        /^DATABASE_URL: there is no database “nosuch”.*create-database\.sql/,
      ],
      [
        other((one) => (one.host = `127.0.0.1:${String(1)}`)),
        /^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/,
      ],
      [`postgres://seamark_login:a/b@127.0.0.1:5432/seamark`, /^DATABASE_URL: cannot be read as an address/],
    ] as const) {
      const found = await check(url)
      assert.equal(found.length, 1, url)
      assert.match(found[0] ?? '', words)
      assert.doesNotMatch(found[0] ?? '', /only-for-tests|wrong/, 'no password is said')
      assert.match((await start(url)) ?? '', words)
    }
    const silent = await freePort()
    assert.match((await check(other((one) => (one.port = String(silent)))))[0] ?? '', /no PostgreSQL answers/)
  })

  void test('refuses a login that passes row-level security, and one that is no member', async () => {
    assert.match((await start(at.adminUrl)) ?? '', /^DATABASE_URL: postgres may bypass row-level security/m)
    await at.admin(`drop role if exists check_stranger`)
    await at.admin(`create role check_stranger login password 'x'`)
    await at.admin(`grant connect on database ${name} to check_stranger`)
    try {
      const url = other((one) => {
        one.username = 'check_stranger'
        one.password = 'x'
      })
      assert.match((await start(url)) ?? '', /^DATABASE_URL: check_stranger is not a member of seamark_app/m)
    } finally {
      await at.admin(`drop owned by check_stranger`)
      await at.admin(`drop role check_stranger`)
    }
  })

  void test('refuses a schema that is older, newer or of another version, and one that is not there', async () => {
    const own = noteOf(await readSchemaFiles(path.join(ROOT, 'db')))
    const was = `comment on schema platform is 'Seamark schema ${own.last}, files ${own.digest}'`
    for (const [note, words] of [
      [
        `'Seamark schema 0001-roles-and-schemas, files ${own.digest}'`,
        /^the schema: is older .*seamark migrate/,
      ],
      [`'Seamark schema 9999-later, files ${own.digest}'`, /^the schema: is newer .*Run the version/],
      [
        `'Seamark schema ${own.last}, files 0000000000000000'`,
        /^the schema: has functions or policies of another/,
      ],
      ['null', /^the schema: is older .*without a note/],
    ] as const)
      await meanwhile(`comment on schema platform is ${note}`, was, async () => {
        assert.match((await check()).join('\n'), words)
        assert.match((await start()) ?? '', words)
      })
    const [empty] = await check(other((one) => (one.pathname = '/postgres')))
    assert.match(
      empty ?? '',
      /^the schema: is not there\. Make it\..*MIGRATION_DATABASE_URL=.*seamark migrate/,
    )
  })

  void test('finds a table whose row-level security was taken off, whatever schema it is of', async () => {
    for (const table of ['reporting.sealed_part', 'coast.stretch', 'identity.person'])
      for (const [off, on] of [
        ['disable row level security', 'enable row level security'],
        ['no force row level security', 'force row level security'],
      ])
        await meanwhile(`alter table ${table} ${off ?? ''}`, `alter table ${table} ${on ?? ''}`, async () => {
          assert.match((await start()) ?? '', new RegExp(`^${table}: row-level security was taken off`, 'm'))
        })
  })

  void test('names each setting by which PostgreSQL would write down what is filed, and the line that mends it', async () => {
    for (const [setting, value] of [
      ['log_statement', 'all'],
      ['log_min_error_statement', 'error'],
      ['log_parameter_max_length', '-1'],
      ['log_parameter_max_length_on_error', '64'],
    ])
      await meanwhile(
        `alter database ${name} set ${setting ?? ''} = '${value ?? ''}'`,
        `alter database ${name} reset ${setting ?? ''}`,
        async () => {
          const [found, ...more] = await check()
          assert.deepEqual(more, [])
          assert.match(
            found ?? '',
            new RegExp(`^${setting ?? ''}: is ${value ?? ''} on the server.*alter system set`),
          )
          assert.notEqual(await start(), null)
        },
      )
  })

  void test('warns of too few connections', async () => {
    const found = await checkDatabase({ ...CONFIG, databaseConnections: 400 }, at.url)
    assert.deepEqual(
      found.map(({ at: where, weight }) => [where, weight]),
      [['DATABASE_CONNECTIONS', 'warns']],
    )
  })
})
