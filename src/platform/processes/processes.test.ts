/** Several processes on one database: what they share, what they hear of one another, and what is one machine's. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { openDatabase, type Database } from '../database/perform.ts'
import { runBeside } from './beside.ts'
import { machineOf } from './machine.ts'
import { sharedSecret } from './shared-secret.ts'

void describe('processes on one database', () => {
  let at: TestDatabase
  let other: Database
  before(async () => {
    at = await testDatabase()
    other = openDatabase(at.url, 2, () => new Date())
  })
  after(async () => {
    await other.close()
    await at.close()
  })

  void test('have one key alike, whichever of them starts first, and another for another use', async () => {
    const [one, same] = await Promise.all([sharedSecret(at.database, 'a'), sharedSecret(other, 'a')])
    assert.deepEqual(one, same)
    assert.deepEqual(await sharedSecret(other, 'a'), one)
    assert.notDeepEqual(await sharedSecret(other, 'b'), one)
  })

  void test('keep it from officers and from the public', async () => {
    await sharedSecret(at.database, 'a')
    const { id } = at.person('administrator@nca.example')
    const read = `select from platform.shared_secret, platform.process`
    const who = { personId: id, operation: 'test', purpose: null }
    await assert.rejects(
      at.database.performAs(who, ({ tx }) => tx.many(read)),
      { code: '42501' },
    )
    await assert.rejects(
      at.database.performAsPublic({ operation: 'test' }, ({ tx }) => tx.many(read)),
      { code: '42501' },
    )
  })

  void test('hear what the others say of themselves until they leave or are killed', async () => {
    let floods = 1
    const first = await runBeside(at.database, { layers: () => 'old', floods: () => floods })
    const second = await runBeside(other, { layers: () => 'new' })
    await first.hear()
    assert.deepEqual([first.count(), second.count()], [2, 2])
    assert.deepEqual([first.say('layers'), second.say('layers')], [['new'], ['old']])
    floods = 2
    await first.hear()
    await second.hear()
    assert.deepEqual([first.say('floods'), second.say('floods')], [[], [2]])
    await second.leave()
    await first.hear()
    assert.equal(first.count(), 1)

    await at.admin(
      `insert into platform.process values (gen_random_uuid(), '{}', now() - interval '31 seconds')`,
    )
    await first.hear()
    assert.equal(first.count(), 1, 'one that was killed half a minute ago')
    await first.leave()
    assert.deepEqual(
      await at.admin(`select from platform.process where seen_at > now() - interval '30 seconds'`),
      [],
    )
  })

  void test('call a data folder by one name, whichever of them comes first; two folders have two names', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'seamark-machine-'))
    try {
      const one = path.join(folder, 'one')
      const names = await Promise.all([machineOf(one), machineOf(one), machineOf(one)])
      assert.equal(new Set(names).size, 1)
      assert.equal(await machineOf(one), names[0])
      assert.notEqual(await machineOf(path.join(folder, 'two')), names[0])
      await writeFile(path.join(one, 'machine'), 'something else')
      await assert.rejects(machineOf(one), /holds no name of a machine/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
