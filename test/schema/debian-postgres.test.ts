/**
 * The server that an operator has: Debian's PostgreSQL, made with deploy/create-database.sql and psql as the manual says.
 * On a machine without one there is nothing to try, and that is said.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { seedPeople } from '../../exercise/seed-people.ts'
import { checkDatabase } from '../../src/platform/check/database.ts'
import { databaseUser } from '../../src/platform/database/binaries.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openDatabase } from '../../src/platform/database/perform.ts'
import { ROOT } from '../support/database.ts'
import { freePort } from '../support/node.ts'
import { until } from '../support/until.ts'

const run = promisify(execFile)
const DEBIAN = '/usr/lib/postgresql'
const PASSWORDS = { MIGRATION_PASSWORD: 'migration-of-a-test', LOGIN_PASSWORD: 'login-of-a-test' }

const versions = (await readdir(DEBIAN).catch(() => [])).filter((name) => /^\d+$/.test(name))
if (versions.length === 0) process.stdout.write(`SKIPPED, NOT TRIED: there is no ${DEBIAN} on this machine\n`)

for (const version of versions)
  void describe(`Debian’s PostgreSQL ${version}, made by the manual`, () => {
    let home: string
    let port: number
    let control: (...args: string[]) => Promise<unknown>
    const bin = (program: string) => path.join(DEBIAN, version, 'bin', program)
    const address = (login: string, password: string, database = 'seamark') =>
      `postgres://${login}:${password}@127.0.0.1:${String(port)}/${database}`
    const psql = (env: NodeJS.ProcessEnv) =>
      run('psql', ['-X', '-v', 'ON_ERROR_STOP=1', '-f', path.join(ROOT, 'deploy', 'create-database.sql')], {
        env: {
          ...{ PATH: process.env['PATH'], PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres' },
          ...env,
        },
      })
    const as = async (url: string, ...statements: string[]) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        const answers = []
        for (const one of statements) answers.push((await client.query<Record<string, unknown>>(one)).rows)
        return answers
      } finally {
        await client.end()
      }
    }
    const superuser = () => `postgres://postgres@127.0.0.1:${String(port)}/postgres`

    before(async () => {
      const user = await databaseUser()
      home = await mkdtemp(path.join(tmpdir(), 'seamark-debian-'))
      await chmod(home, 0o755)
      if (user) await chown(home, user.uid, user.gid)
      const folder = path.join(home, 'cluster')
      const options = { ...user, cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C.UTF-8' } }
      await run(bin('initdb'), ['-D', folder, '-U', 'postgres', '--auth=trust', '--encoding=UTF8'], options)
      port = await freePort()
      control = (...args) => run(bin('pg_ctl'), [...args, '-D', folder, '-w'], options)
      // Passwords are asked for, as a server in earnest does; the superuser of a test needs none.
      await writeFile(
        path.join(folder, 'pg_hba.conf'),
        'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n',
      )
      await control(
        ...['start', '-l', path.join(home, 'log')],
        ...[
          '-o',
          `-c port=${String(port)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`,
        ],
      )
    })
    after(async () => {
      await control('stop', '-m', 'immediate')
      await rm(home, { recursive: true })
    })

    void test('the script says what is missing, and makes nothing by halves', async () => {
      const failed = await psql({ LOGIN_PASSWORD: 'x' }).then(
        () => '',
        (fault: unknown) => String((fault as { stderr?: string }).stderr),
      )
      assert.match(failed, /MIGRATION_PASSWORD is not set.*--preserve-env/)
      const [roles] = await as(superuser(), `select rolname from pg_roles where rolname like 'seamark%'`)
      assert.deepEqual(roles, [])
    })

    void test('the migration’s login makes the schema, and makes no role and no shell', async () => {
      await psql(PASSWORDS)
      const migration = address('seamark_migrate', PASSWORDS.MIGRATION_PASSWORD)
      assert.ok((await migrate(migration, path.join(ROOT, 'db'))).length > 0)
      assert.deepEqual(await migrate(migration, path.join(ROOT, 'db')), [])
      for (const statement of [
        'create role mine',
        'grant pg_execute_server_program to seamark_migrate',
        'grant pg_read_all_data to seamark_migrate',
        'alter role seamark_login superuser',
        'create database mine',
      ])
        await assert.rejects(as(migration, statement), { code: '42501' }, statement)
    })

    void test('the check names PostgreSQL’s own log first, and is silent when the four settings are made', async () => {
      const url = address('seamark_login', PASSWORDS.LOGIN_PASSWORD)
      const config = { root: ROOT, databaseConnections: 16 }
      const found = await checkDatabase(config, url)
      assert.deepEqual(
        found.map(({ at, weight }) => [at, weight]),
        [
          ['log_min_error_statement', 'refuses'],
          ['log_parameter_max_length', 'refuses'],
        ],
      )
      // What it says is what mends it.
      for (const { todo } of found)
        await as(superuser(), ...(todo.replace(/^[^:]*: /, '').match(/[^;]+(?=;)/g) ?? []))
      await until('the server has read them', async () => (await checkDatabase(config, url)).length === 0)
    })

    void test('the program works on it', async () => {
      const database = openDatabase(address('seamark_login', PASSWORDS.LOGIN_PASSWORD), 2, () => new Date())
      try {
        await seedPeople(database)
        const service = { service: 'operator', operation: 'test' }
        const rows = await database.performAsService(service, ({ tx }) =>
          tx.many<{ slug: string }>(`select slug from identity.agency order by slug`),
        )
        assert.ok(rows.length > 5)
      } finally {
        await database.close()
      }
    })

    void test('the login reads nothing by itself, and nobody else connects', async () => {
      const url = address('seamark_login', PASSWORDS.LOGIN_PASSWORD)
      await assert.rejects(as(url, 'select * from identity.person'), { code: '42501' })
      await assert.rejects(as(url, 'create temporary table mine (a integer)'), { code: '42501' })
      await as(superuser(), `create role other login password 'x'`)
      await assert.rejects(as(address('other', 'x'), 'select 1'), { code: '42501' })
    })
  })

if (versions.length === 0)
  void test('Debian’s PostgreSQL', { skip: `there is no ${DEBIAN}` }, () => undefined)
