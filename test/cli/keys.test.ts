/** `seamark keys`: what is secret is changed by a command, each change in every agency's ledger. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runCommandLine } from '../../src/cli/main.ts'
import { sharedSecret } from '../../src/platform/processes/shared-secret.ts'
import { nodeCaller } from '../../src/rooms/sealed-index/index.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

void describe('seamark keys', () => {
  let t: TestDatabase
  let dataFolder = ''
  before(async () => {
    t = await testDatabase()
    dataFolder = await mkdtemp(path.join(tmpdir(), 'seamark-keys-'))
  })
  after(async () => {
    await t.close()
    await rm(dataFolder, { recursive: true })
  })

  async function keys(...args: string[]) {
    const [out, said]: string[][] = [[], []]
    const status = await runCommandLine(['keys', ...args], {
      env: { DATA_DIR: dataFolder, DATABASE_URL: t.url, MIGRATION_DATABASE_URL: t.adminUrl },
      out: (line) => out?.push(line),
      say: (line) => said?.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
    })
    return { status, out: out?.join('\n') ?? '', said: said?.join('\n') ?? '' }
  }
  /** Of each agency, how many events tell of this key. */
  const noted = async (operation: string, key: string) => {
    const rows = await t.admin<{ events: number }>(
      `select count(e.id)::integer as events from identity.agency a
       left join ledger.event e on e.agency_id = a.id and e.operation = $1 and e.detail ->> 'key' = $2 group by a.id`,
      [operation, key],
    )
    return [...new Set(rows.map(({ events }) => events))]
  }

  void test('wrong use is said and changes nothing', async () => {
    for (const args of [
      ['lose'],
      ['changed'],
      ['changed', 'nothing'],
      ['changed', 'node-caller'],
      ['rotate'],
      ['rotate', 'certificate'],
      ['rotate', 'shared-secrets', '--switch'],
      ['list', 'more'],
    ])
      assert.equal((await keys(...args)).status, 2, args.join(' '))
    assert.deepEqual(await noted('platform.key.change', 'certificate'), [0])
  })

  void test('what was changed elsewhere is noted in every ledger, and listed with its day', async () => {
    assert.match((await keys()).out, /^provider-client\tno change noted\t/m)
    assert.equal((await keys('changed', 'provider-client')).status, 0)
    assert.deepEqual(await noted('platform.key.change', 'provider-client'), [1])
    const line = (await keys('list', '--json')).out.split('\n').find((one) => one.includes('provider-client'))
    assert.match((JSON.parse(line ?? '{}') as { changed: string }).changed, /^\d{4}-\d\d-\d\dT/)
  })

  void test('the keys that all processes share are made anew', async () => {
    const before = await sharedSecret(t.database, 'sign-in-trips')
    assert.match((await keys('rotate', 'shared-secrets')).said, /Restart every process/)
    assert.notDeepEqual(await sharedSecret(t.database, 'sign-in-trips'), before)
    assert.deepEqual(await noted('platform.key.change', 'shared-secrets'), [1])
  })

  void test('the key by which the node asks holders has a next one, which is used when it is switched to', async () => {
    const before = await nodeCaller(dataFolder)
    const early = await keys('rotate', 'node-caller', '--switch')
    assert.deepEqual([early.status, /no next key/.test(early.said)], [1, true])
    assert.deepEqual(await noted('platform.key.change', 'node-caller'), [0])

    const made = await keys('rotate', 'node-caller')
    const [name, key] = made.out.split('\t')
    assert.match(made.said, /agency add node-.* --node/)
    assert.equal((await keys('rotate', 'node-caller')).out, made.out, 'repeated, it is the same')
    assert.deepEqual(await nodeCaller(dataFolder), before, 'the old one is used until both holders know the new one')
    const folder = path.join(dataFolder, 'sealed')
    assert.equal((await stat(path.join(folder, 'node-caller.next.json'))).mode & 0o777, 0o600)

    assert.match((await keys('rotate', 'node-caller', '--switch')).said, new RegExp(`agency remove ${before.id}`))
    const after = await nodeCaller(dataFolder)
    assert.deepEqual([after.id, after.public], [name, key])
    assert.equal((await readFile(path.join(folder, 'node-caller.json'), 'utf8')).includes(before.public), false)
    assert.deepEqual(await noted('platform.key.change', 'node-caller'), [1])
    assert.deepEqual(await noted('platform.key.prepare', 'node-caller'), [2])
  })
}) // prettier-ignore
