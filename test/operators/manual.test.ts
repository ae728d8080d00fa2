/**
 * The manual's commands, as they stand on its pages, on a PostgreSQL of the operating system: from the empty server to
 * the first release, a backup and its restore, and the change of the program's password. Only the places of files and
 * the port are this machine's.
 */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ROOT } from '../support/database.ts'
import { freePort, testNode, type TestNode } from '../support/node.ts'
import { reportBody } from '../support/reports.ts'
import { debianPrograms, startDebianCluster, type DebianCluster } from './debian-cluster.ts'
import { skipWithout } from './find-program.ts'
import { readCommands, runCommands, type Commands } from './read-commands.ts'

const skip =
  debianPrograms() === null
    ? 'NOT TRIED: this machine has no PostgreSQL of Debian’s packages (server, psql, pg_dump)'
    : skipWithout('bash', 'openssl', 'npx')

const OFFICER = 'jo.rye@kent-police.example'
const PARTNER = 'sam.winchelsea@nca.example'

void describe('the manual’s commands', { skip }, () => {
  let cluster: DebianCluster
  let place: string
  let port: number
  let end = () => Promise.resolve()
  /** What the last shell exported, for the next: an operator's shell lives as long. */
  let known: NodeJS.ProcessEnv = {}

  before(async () => {
    port = await freePort()
    cluster = await startDebianCluster(debianPrograms() ?? '')
    place = await mkdtemp(path.join(tmpdir(), 'seamark-manual-'))
    // As /opt/seamark would be: what people write beside the program does not land in this checkout.
    await mkdir(path.join(place, 'opt'))
    for (const name of await readdir(ROOT))
      if (name !== '.git') await symlink(path.join(ROOT, name), path.join(place, 'opt', name))
    // Whoever is the superuser already needs no sudo.
    await mkdir(path.join(place, 'bin'))
    const sudo = '#!/bin/sh\nwhile :; do case "$1" in -u) shift 2;; -*) shift;; *) break;; esac; done\nexec "$@"\n'
    await writeFile(path.join(place, 'bin', 'sudo'), sudo, { mode: 0o755 })
  })
  after(async () => {
    await end()
    await cluster.stop()
    await rm(place, { recursive: true, force: true })
  })

  const here = (text: string) =>
    text
      .replaceAll('127.0.0.1:5432', `127.0.0.1:${String(cluster.port)}`)
      .replaceAll('/etc/seamark', path.join(place, 'etc'))
      .replaceAll('/opt/seamark', path.join(place, 'opt'))

  async function follow(page: string, blocks: readonly Commands[]): Promise<string> {
    const exported = path.join(place, 'exported')
    const said = await runCommands(
      page,
      [...blocks.map(({ line, text }) => ({ line, text: here(text) })), { line: 0, text: `env -0 > ${exported}` }],
      {
        folder: path.join(place, 'opt'),
        env: { ...known, ...cluster.env, PATH: `${path.join(place, 'bin')}:${cluster.env['PATH'] ?? ''}` },
      },
    )
    const pairs = (await readFile(exported, 'utf8')).split('\0').map((pair) => /^([A-Z_]+)=(.*)$/s.exec(pair))
    known = Object.fromEntries(pairs.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])))
    return said
  }

  /**
   * A node on the database that the manual made; the one before ends. Its provider is the exercise's, where a force has
   * its own, and stays at one address: accounts are bound to it.
   */
  async function start(): Promise<TestNode> {
    const url = known['DATABASE_URL'] ?? assert.fail('the settings name no database')
    await end()
    const node = await testNode({ beside: { url } as TestNode, env: { PORT: String(port) } })
    end = async () => {
      end = () => Promise.resolve()
      await node.close()
    }
    return node
  }

  void test('install leads to the first release', async () => {
    const blocks = await readCommands('docs/operators/install.md')
    const of = (words: string) => {
      const found = blocks.find(({ text }) => text.includes(words))
      return found ?? assert.fail(`install.md has no block with ${words}`)
    }
    const fillIn: Commands = {
      line: 0,
      text: `cat >> /etc/seamark/seamark.env <<END
DATABASE_URL=postgres://seamark_login:$LOGIN_PASSWORD@127.0.0.1:5432/seamark
OIDC_ISSUER=https://identity.example
OIDC_CLIENT_SECRET='t7\\$Kq&2#vWz9pLx4Rm8sYb1n'
DATA_DIR=${path.join(place, 'data')}
END
sed -i -e '0,/^DATABASE_URL=/{/^DATABASE_URL=.*CHANGE_ME/d}' /etc/seamark/seamark.env`,
    }
    const officers: Commands = {
      line: 0,
      text: `npx seamark agency add nca --name "National Crime Agency" --domain nca.example \\
  --desk Desk --desk-email desk@nca.example --desk-phone "01632 960103"
npx seamark person add --agency kent-police --name "Jo Rye" --email ${OFFICER} --role intelligence-officer --clearance OFFICIAL
npx seamark person add --agency nca --name "Sam Winchelsea" --email ${PARTNER} --role intelligence-officer --clearance OFFICIAL`,
    }
    await follow('docs/operators/install.md', [
      of('create-database.sql'),
      of('install -d'),
      fillIn,
      of('set -a'),
      of('seamark migrate'),
      of('agency add kent-police'),
      officers,
    ])
    const node = await start()
    const filed = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody())
    assert.equal(filed.status, 201, filed.text)
    const { id } = filed.json<{ id: string }>()
    const release = { agencies: ['nca'], reason: 'They work on it' }
    assert.equal((await node.api(OFFICER, 'POST', `/intelligence/reports/${id}/release`, release)).status, 200)
    assert.equal((await node.api(PARTNER, 'GET', `/intelligence/reports/${id}`)).status, 200)
  })

  void test('a backup is restored, is sound, and holds what was there', async () => {
    const page = 'docs/operators/back-up-and-restore.md'
    const blocks = await readCommands(page)
    const at = (words: string) => blocks.find(({ text }) => text.includes(words)) ?? assert.fail(words)
    await follow(page, [at('pg_dump --format')])
    const node = await start()
    const lost = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody({ title: 'After the copy' }))
    assert.equal(lost.status, 201)
    await end()
    const said = await follow(page, [at('pg_restore'), at('check-restored')])
    assert.match(said, /sound; the ledger ends at \d+/)
    const again = await start()
    const search = async (words: string) =>
      (await again.api(PARTNER, 'GET', `/intelligence/reports?q=${words}`)).json<{ total: number }>().total
    assert.deepEqual([await search('tarpaulin'), await search('copy')], [1, 0])
    assert.equal(
      (await again.api(OFFICER, 'GET', `/intelligence/reports/${lost.json<{ id: string }>().id}`)).status,
      404,
    )
  })

  void test('the program’s password is changed while the node goes on', async () => {
    const page = 'docs/operators/rotate-keys.md'
    const [make, write, drop, ...more] = await readCommands(page)
    assert.ok(make && write && drop && more.length === 0)
    const old = await start()
    const works = async (node: TestNode) =>
      (await node.api(OFFICER, 'GET', '/intelligence/reports?q=tarpaulin')).status
    await follow(page, [make, write])
    assert.equal(await works(old), 200, 'the old login works beside the new one')
    await end()
    await follow(page, [drop])
    assert.match(known['DATABASE_URL'] ?? '', /seamark_login_b/)
    const renewed = await start()
    assert.equal(await works(renewed), 200)
    const keys = await follow(page, [{ line: 0, text: 'npx seamark keys' }])
    assert.match(keys, /database-login\t\d{4}-/)
  })
}) // prettier-ignore
