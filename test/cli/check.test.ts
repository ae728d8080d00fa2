/**
 * `seamark check` on a node that is sound and on one that is broken, once for each way: silent there, and here the
 * setting and what to do. And what `serve` and `migrate` say where they cannot begin.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { emptyDatabase } from '../schema/own-database.ts'
import { ROOT } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { freePort, testNode, type TestNode } from '../support/node.ts'
import { CLIENT, surroundings, type Surroundings } from '../support/sound-surroundings.ts'

type Answer = { status: number; out: string; err: string }

async function seamark(args: string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'src/cli/main.ts'), ...args],
    { cwd: tmpdir(), env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const [out, err] = [text(child.stdout), text(child.stderr)]
  const [status] = (await once(child, 'close')) as [number]
  return { status, out: await out, err: await err }
}

void describe('seamark check', () => {
  let node: TestNode
  let around: Surroundings
  let folder: string
  let sound: NodeJS.ProcessEnv

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-check-'))
    await mkdir(path.join(folder, 'data'))
    node = await testNode({ demo: false })
    around = await surroundings(folder)
    sound = {
      NODE_ENV: 'production',
      NODE_EXTRA_CA_CERTS: around.authorityFile,
      PUBLIC_URL: await around.proxy(Number(new URL(node.base).port)),
      TRUST_PROXY: '1',
      DATABASE_URL: node.url,
      DATA_DIR: path.join(folder, 'data'),
      OIDC_ISSUER: await around.provider(),
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    }
  })
  after(async () => {
    await around.close()
    await node.close()
    await rm(folder, { recursive: true })
  })

  void test('is silent on a sound node, and leaves nothing behind', async () => {
    assert.deepEqual(await seamark(['check'], sound), { status: 0, out: '', err: 'Sound.\n' })
    assert.deepEqual(await readdir(path.join(folder, 'data')), [])
  })

  /** One fault, and how the line begins that says so. */
  async function finds(change: NodeJS.ProcessEnv, status: 0 | 1, ...begins: RegExp[]): Promise<void> {
    const answer = await seamark(['check'], { ...sound, ...change })
    const lines = answer.out.trimEnd().split('\n')
    const what = JSON.stringify(change)
    assert.equal(answer.status, status, `${what}\n${answer.out}${answer.err}`)
    assert.equal(lines.length, begins.length, `${what}\n${answer.out}`)
    for (const [n, begin] of begins.entries()) {
      assert.match(lines[n] ?? '', begin)
      assert.match(lines[n] ?? '', /^[^:]+: .+\. .+\.?$/, 'what is wrong, and what to do')
    }
    assert.doesNotMatch(answer.out + answer.err, new RegExp(`only-for-tests|${CLIENT.secret}|    at `))
  }

  void test('names a setting that nobody reads, and one that is missing', async () => {
    await finds(
      { DATABASE_URL: undefined, DATABASE_URI: node.url },
      1,
      /^DATABASE_URI: .*Did you mean DATABASE_URL/,
    )
    await finds({ DATABASE_URL: undefined }, 1, /^DATABASE_URL: is missing/)
    await finds({ SESSION_HOURS: '99' }, 1, /^SESSION_HOURS: must be a whole number from 1 to 24/)
  })

  void test('names the authority that this machine does not know, at each that has a certificate of it', async () => {
    await finds(
      { NODE_EXTRA_CA_CERTS: undefined },
      0,
      /^NODE_EXTRA_CA_CERTS: The identity provider cannot be used \(.*(SELF_SIGNED|UNABLE_TO)/,
      /^PUBLIC_URL: localhost:\d+: its certificate is of an authority .*NODE_EXTRA_CA_CERTS/,
    )
  })

  void test('names a file of authorities that Node.js passes over without a word', async () => {
    const missing = await seamark(['check'], {
      ...sound,
      NODE_EXTRA_CA_CERTS: path.join(folder, 'nosuch.pem'),
    })
    assert.equal(missing.status, 1)
    assert.match(missing.out, /^NODE_EXTRA_CA_CERTS: .*nosuch\.pem cannot be read \(ENOENT\)/)
  })

  void test('names certificates that have run out, soon will, or are for another name', async () => {
    const { issue } = around.authority
    const days = (many: number) => new Date(Date.now() + many * 86_400_000)
    const port = Number(new URL(node.base).port)
    await finds(
      { OIDC_ISSUER: await around.provider(issue('localhost', days(-30), days(-1))) },
      0,
      /^NODE_EXTRA_CA_CERTS: The identity provider cannot be used \(.*CERT_HAS_EXPIRED/,
    )
    await finds(
      { PUBLIC_URL: await around.proxy(port, issue('localhost', days(-80), days(9.5))) },
      0,
      /^PUBLIC_URL: the certificate of localhost:\d+ runs out in 9 days/,
    )
    await finds(
      { PUBLIC_URL: await around.proxy(port, issue('elsewhere.example')) },
      0,
      /^PUBLIC_URL: localhost:\d+: its certificate is for another name/,
    )
  })

  void test('names what is wrong at the provider: its address, this node’s secret', async () => {
    await finds({ OIDC_ISSUER: `${sound['OIDC_ISSUER'] ?? ''}/realm` }, 0, /^OIDC_ISSUER: /)
    await finds(
      { OIDC_CLIENT_SECRET: 'w9Jq3vWm7Xr2Tz8Lp4Nc1Hd5' },
      0,
      /^OIDC_CLIENT_SECRET: .*secret.*invalid_client/,
    )
  })

  void test('names what is wrong at the proxy', async () => {
    await finds({ TRUST_PROXY: '0' }, 0, /^TRUST_PROXY: says that no proxy stands in front/)
    await finds(
      { PUBLIC_URL: await around.proxy(1) },
      0,
      /^PUBLIC_URL: the proxy answers, and the node behind it does not/,
    )
    await finds(
      { PUBLIC_URL: sound['OIDC_ISSUER'] },
      0,
      /^PUBLIC_URL: something else than Seamark answers there/,
    )
    await finds({ TRUST_PROXY: '2' }, 0, /^TRUST_PROXY: is 2, and requests come through 1: .*Set it to 1\./)
    const port = Number(new URL(node.base).port)
    const bare = await around.proxy(port, undefined, 'as-it-came')
    await finds({ PUBLIC_URL: bare }, 0, /^the proxy: does not set X-Forwarded-For/)
    const appends = await around.proxy(port, undefined, 'appends')
    assert.equal((await seamark(['check'], { ...sound, PUBLIC_URL: appends })).err, 'Sound.\n')
    const wide = await around.proxy(Number(new URL(node.operatorBase).port))
    await finds({ PUBLIC_URL: wide }, 0, /^PUBLIC_URL: something else than Seamark/)
  })

  void test('names what is wrong with the data folder, and what does not belong there', async () => {
    await finds({ DATA_DIR: path.join(folder, 'authority.pem') }, 1, /^DATA_DIR: .* is no folder/)
    const own = path.join(folder, 'own')
    await mkdir(path.join(own, 'kept'), { recursive: true })
    await writeFile(path.join(own, 'login.password'), 'x', { mode: 0o644 })
    await writeFile(
      path.join(own, 'kept', 'recovery.txt'),
      `Recovery key\nAGE-SECRET-KEY-1${'Q'.repeat(58)}\n`,
      {
        mode: 0o600,
      },
    )
    await finds(
      { DATA_DIR: own },
      1,
      /recovery\.txt: is a recovery key of a desk, in the node’s own folder/,
      /login\.password: holds a key, and others on this machine may read it\. chmod 600/,
    )
  })

  void test('names the mail server that is not there, and is silent about one that is', async () => {
    const mail = {
      SMTP_URL: `smtp://127.0.0.1:${String(await freePort())}`,
      MAIL_FROM: 'seamark@node.example',
    }
    await finds(mail, 0, /^SMTP_URL: no mail server answers at 127\.0\.0\.1:\d+ \(.*ECONNREFUSED/)
    const server = await testMailServer()
    const there = await seamark(['check'], { ...sound, ...mail, SMTP_URL: server.url })
    await server.close()
    assert.deepEqual([there.status, there.out, server.mails], [0, '', []])
  })

  void test('is told what the node sees, and nobody else is', async () => {
    for (const asked of ['x', 'a.b', `${'A'.repeat(22)}.${'A'.repeat(43)}`]) {
      const answer = await fetch(`${node.base}/sign-in`, { headers: { 'seamark-check': asked } })
      assert.equal(answer.headers.get('seamark-check'), null)
    }
  })

  void test('gives each as a line of JSON to programs', async () => {
    const { status, out } = await seamark(['check', '--json'], { ...sound, TRUST_PROXY: '0' })
    assert.equal(status, 0)
    const found = JSON.parse(out) as Record<string, string>
    assert.deepEqual([found['weight'], found['at']], ['warns', 'TRUST_PROXY'])
  })

  void test('a node that it refuses does not start, and says the same', async () => {
    const untouched = path.join(folder, 'untouched')
    for (const [env, status, words] of [
      [{ DATABASE_URL: undefined, DATABASE_URI: node.url }, 2, /^Wrong setting\. DATABASE_URI: /m],
      [{ DATABASE_URL: undefined }, 2, /^Wrong setting\. DATABASE_URL: is missing/m],
      [{ DATABASE_URL: 'embedded' }, 1, /^DATA_DIR: there is no database in .*untouched/m],
    ] as const)
      for (const command of [['serve'], ['agency', 'list']]) {
        const answer = await seamark(command, { ...sound, DATA_DIR: untouched, ...env })
        assert.equal(answer.status, status, answer.err)
        assert.match(answer.err, words)
        assert.deepEqual(await readdir(untouched).catch(() => []), [], 'no database was made')
      }
  })

  void test('before `migrate` it says so; and `migrate` says which address it needs', async () => {
    const empty = await emptyDatabase()
    try {
      const url = new URL(node.url)
      url.pathname = new URL(empty.url).pathname
      const env = { ...sound, DATABASE_URL: url.href }
      for (const command of [['serve'], ['check'], ['agency', 'list']]) {
        const answer = await seamark(command, env)
        assert.equal(answer.status, 1)
        assert.match(answer.out + answer.err, /^the schema: is not there\. Make it\..*npx seamark migrate/m)
      }
      const refused = await seamark(['migrate'], env)
      assert.equal(refused.status, 1)
      assert.match(
        refused.err,
        /^MIGRATION_DATABASE_URL: this login may not change the schema\. Give the address/m,
      )
      const gone = await seamark(['migrate'], {
        ...env,
        MIGRATION_DATABASE_URL: url.href.replace(/:[^:@]+@/, ':x@'),
      })
      assert.match(gone.err, /^MIGRATION_DATABASE_URL: .*does not take the password of seamark_login/m)
      const done = await seamark(['migrate'], { ...env, MIGRATION_DATABASE_URL: empty.url })
      assert.equal(done.status, 0, done.err)
      assert.deepEqual(await seamark(['check'], env), { status: 0, out: '', err: 'Sound.\n' })
    } finally {
      await empty.close()
    }
  })

  void test('a command says of a file that it is not there, and of an officer that nobody is', async () => {
    const gone = await seamark(
      ['desk-keys', 'recover', '--recovery', '/media/stick/nosuch.txt', '--give-to', 'a@nca.example'],
      sound,
    )
    assert.deepEqual([gone.status, gone.err], [2, 'There is no file /media/stick/nosuch.txt.\n'])
    const key = path.join(folder, 'recovery.txt')
    const { newKeyPair } = await import('../../src/rooms/reporting/index.ts')
    await writeFile(key, newKeyPair().identity)
    const nobody = await seamark(
      ['desk-keys', 'recover', '--recovery', key, '--give-to', 'nobody@nca.example'],
      sound,
    )
    assert.match(nobody.err, /^Nobody with this address is entered/)
    const desk = await seamark(['desk-keys', 'rotate', '--agency', 'kent-police'], sound)
    assert.match(desk.err, /^This agency has no desk\. Open one first: seamark desk-keys create/)
    const areas = await seamark(
      [
        'desk-keys',
        'create',
        '--agency',
        'nca',
        '--areas',
        'NOPE',
        '--recovery-out',
        path.join(folder, 'out.txt'),
      ],
      sound,
    )
    assert.match(areas.err, /^areas: Codes of police force areas look like E23000033/)
    for (const { err } of [nobody, desk, areas]) assert.doesNotMatch(err, /search for it|Some fields/)
  })
})
