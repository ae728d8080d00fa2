/** `seamark desk-keys`: the recovery key is written once, to a file outside, and opens what it should. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { passingPlace } from '../../src/cli/lasting-place.ts'
import { runCommandLine } from '../../src/cli/main.ts'
import { setPassphrase } from '../../src/rooms/reporting/index.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://seamark.example',
  OIDC_ISSUER: 'https://identity.example',
  OIDC_CLIENT_ID: 'seamark',
  OIDC_CLIENT_SECRET: 'thirty-two signs of nothing much',
}

void describe('seamark desk-keys', () => {
  let t: TestDatabase
  let folder = ''
  before(async () => {
    t = await testDatabase()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-keys-'))
  })
  after(async () => {
    await t.close()
    await rm(folder, { recursive: true })
  })

  async function deskKeys(args: string[], env: NodeJS.ProcessEnv = {}) {
    const said: string[] = []
    const status = await runCommandLine(['desk-keys', ...args], {
      env: {
        DATA_DIR: path.join(folder, 'data'),
        DATABASE_URL: t.url,
        MIGRATION_DATABASE_URL: t.adminUrl,
        ...env,
      },
      out: (line) => said.push(line),
      say: (line) => said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    })
    return { status, said: said.join('\n') }
  }
  const file = (name: string) => path.join(folder, name)
  const OFFICER = 'triage-officer@nca.example'

  void test('wrong use is said and changes nothing', async () => {
    for (const args of [
      [],
      ['create'],
      ['create', '--agency', 'nca', '--recovery-out', file('none.txt')],
      ['create', '--agency', 'nobody', '--areas', 'E23000005', '--recovery-out', file('none.txt')],
      ['create', '--agency', 'nca', '--areas', 'Rye', '--recovery-out', file('none.txt')],
      ['rotate'],
      ['rotate', '--agency', 'nca'],
      ['recover', '--recovery', file('none.txt')],
      ['lose'],
    ]) {
      const { status } = await deskKeys(args)
      assert.notEqual(status, 0, args.join(' '))
    }
    assert.equal(existsSync(file('none.txt')), false, 'no key is left of what was not done')
  })

  void test('a desk is opened, its keys given with the recovery key, and changed', async () => {
    const made = await deskKeys([
      'create',
      '--agency',
      'nca',
      '--areas',
      'E23000005, E23000006',
      '--recovery-out',
      file('one.txt'),
    ])
    assert.equal(made.status, 0, made.said)
    const written = await readFile(file('one.txt'), 'utf8')
    const [identity] = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(written) ?? []
    assert.ok(identity)
    assert.equal((await stat(file('one.txt'))).mode & 0o777, 0o600)
    assert.equal(made.said.includes(identity), false, 'the key is in the file and nowhere else')

    const early = await deskKeys(['recover', '--recovery', file('one.txt'), '--give-to', OFFICER])
    assert.equal(early.status, 1)
    const personId = t.person(OFFICER).id
    await setPassphrase(
      (work) => t.database.performAs({ personId, operation: 'test', purpose: null }, work),
      Buffer.from('a session'),
      'four words I chose',
      10,
    )
    const given = await deskKeys(['recover', '--recovery', file('one.txt'), '--give-to', OFFICER])
    assert.deepEqual([given.status, /3 keys/.test(given.said)], [0, true], given.said)

    assert.equal((await deskKeys(['rotate', '--agency', 'nca', '--recovery-out', file('two.txt')])).status, 0)
    const again = await deskKeys(['recover', '--recovery', file('two.txt'), '--give-to', OFFICER])
    assert.match(again.said, /3 keys/)
    const events = await t.admin<{ operation: string }>(
      `select distinct operation from ledger.event where subject_kind = 'desk-key' and agency_id = $1 order by 1`,
      [t.agency('nca')],
    )
    assert.deepEqual(
      events.map(({ operation }) => operation),
      ['reporting.desk.create', 'reporting.desk.recover', 'reporting.desk.rotate'],
    )
  })

  void test('an existing file is not replaced, and in production none is written into DATA_DIR', async () => {
    await writeFile(file('mine.txt'), 'mine')
    const taken = await deskKeys(['rotate', '--agency', 'nca', '--recovery-out', file('mine.txt')])
    assert.equal(taken.status, 2)
    assert.equal(await readFile(file('mine.txt'), 'utf8'), 'mine')
    const inside = await deskKeys(
      ['rotate', '--agency', 'nca', '--recovery-out', path.join(folder, 'data', 'key.txt')],
      PRODUCTION,
    )
    assert.equal(inside.status, 2)
    assert.match(inside.said, /DATA_DIR/)
  })

  void test('in production none is written where it would be gone with the container or the machine', async () => {
    const types = new Map([
      ['tmpfs', 0x01021994],
      ['overlay', 0x794c7630],
    ])
    for (const [name, type] of types)
      assert.match((await passingPlace(file('x.txt'), () => Promise.resolve(type))) ?? '', new RegExp(name))
    const EXT4 = 0xef53
    assert.equal(await passingPlace(file('x.txt'), () => Promise.resolve(EXT4)), null)

    // Linux keeps this folder in memory.
    const memory = '/dev/shm'
    if ((await passingPlace(path.join(memory, 'x'))) === null) return
    const passing = path.join(memory, `seamark-${path.basename(folder)}.txt`)
    const refused = await deskKeys(['rotate', '--agency', 'nca', '--recovery-out', passing], PRODUCTION)
    assert.equal(refused.status, 2)
    assert.match(refused.said, /tmpfs.*-v \/media\/stick:\/out.*--passing-place/s)
    assert.equal(existsSync(passing), false)
    try {
      const said = await deskKeys(
        ['rotate', '--agency', 'nca', '--recovery-out', passing, '--passing-place'],
        PRODUCTION,
      )
      assert.equal(said.status, 0, said.said)
      assert.match(said.said, /read back/)
    } finally {
      await rm(passing, { force: true })
    }
  })
})
