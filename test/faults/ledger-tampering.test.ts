/** Somebody with the database changes the ledger by hand. Each time an export says so, with the event's name. */
import assert from 'node:assert/strict'
import { copyFile, cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { verifyNow } from '../../src/platform/ledger/verify-own.ts'
import { newSignerKey, writeVerifierKey } from '../../src/wire/ledger/signed-note.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { exportAndVerify, ownFolder, publish, verify, writeEvents } from '../support/ledger.ts'

const EVENTS = 700

void describe('a ledger that was changed by hand', () => {
  let base: TestDatabase
  let own: Awaited<ReturnType<typeof ownFolder>>
  beforeEach(async () => {
    base = await testDatabase()
    own = await ownFolder()
    await writeEvents(base.database, EVENTS)
    await publish(base.database, own.folder)
  })
  afterEach(async () => {
    await base.close()
    await own.remove()
  })

  /** What only a superuser can: past every trigger and policy. */
  const byHand = (sql: string) =>
    base.admin(`begin; set local session_replication_role = replica; ${sql}; commit`)
  const event = (sequence: number) =>
    `(id, at) in (select event_id, event_at from ledger.entry where sequence = ${String(sequence)})`
  const requireNo = async (expected: RegExp, own_ = own.folder) => {
    const { status, said } = await exportAndVerify(base.database, own_)
    assert.match(said, expected)
    assert.equal(status, 1)
    const found = await verifyNow(base.database, own_)
    assert.ok((found?.findings.length ?? 0) > 0, 'the node itself finds it too')
  }

  void test('is as it was signed while nobody has', async () => {
    const { status, said } = await exportAndVerify(base.database, own.folder)
    assert.match(said, /^YES: \d+ events of seamark\.example\/log are as they were signed\.$/)
    assert.equal(status, 0)
    assert.deepEqual((await verifyNow(base.database, own.folder))?.findings, [])
  })

  void test('in one event', async () => {
    for (const change of [
      `person_id = gen_random_uuid()`,
      `purpose = 'Another'`,
      `at = at + interval '1 microsecond'`,
      `detail = detail || '{"n": 0}'`,
      `agency_id = 2`,
      `recipients = '{3}'`,
      `salt = gen_random_uuid()`,
    ]) {
      await byHand(`create table kept as select * from ledger.event where ${event(300)}`)
      await byHand(`update ledger.event set ${change} where ${event(300)}`)
      await requireNo(/Event 300 (?:is not what was signed|has no content)/)
      await byHand(`delete from ledger.event where id = (select id from kept);
        insert into ledger.event overriding system value select * from kept; drop table kept`)
      await byHand(`delete from ledger.pending where event_id in (select event_id from ledger.entry)`)
    }
    assert.equal((await exportAndVerify(base.database, own.folder)).status, 0)
  })

  void test('by an event that was deleted', async () => {
    await byHand(`delete from ledger.event where ${event(12)}`)
    await requireNo(/Event 12 has no content, and no later event says that it was erased/)
    await byHand(`delete from ledger.entry where sequence = 13`)
    await requireNo(/Event 13 is missing or stands elsewhere: event 14 stands in its place/)
  })

  void test('by an event that was deleted, with all later ones renumbered', async () => {
    await byHand(`delete from ledger.entry where sequence = 650`)
    await byHand(`update ledger.entry set sequence = sequence + 1000000 where sequence > 650`)
    await byHand(`update ledger.entry set sequence = sequence - 1000001 where sequence > 1000000`)
    await requireNo(/Event 650 is not what was signed/)
  })

  void test('by an event that was put in', async () => {
    await byHand(
      `insert into ledger.event (kind, operation, agency_id, service) values ('disclosure', 'test.put-in', 1, 'import')`,
    )
    await requireNo(/An event stands in the database that nobody has signed.*test\.put-in/)
    await byHand(`update ledger.entry set sequence = sequence + 1000000 where sequence >= 400`)
    await byHand(`update ledger.entry set sequence = sequence - 999999 where sequence >= 1000000`)
    await byHand(
      `insert into ledger.entry select 400, id, at, sha256('x') from ledger.event where operation = 'test.put-in'`,
    )
    await requireNo(/Event 400 is not what was signed.*test\.put-in/)
  })

  void test('by events that changed places', async () => {
    await byHand(`update ledger.entry set sequence = 1000000 where sequence = 500`)
    await byHand(`update ledger.entry set sequence = 500 where sequence = 501`)
    await byHand(`update ledger.entry set sequence = 501 where sequence = 1000000`)
    await requireNo(/Event 500 is not what was signed/)
  })

  void test('by an end that was cut off', async () => {
    await byHand(`delete from ledger.entry where sequence >= 690`)
    await requireNo(/cut short: the checkpoint has \d+ events, and here are 690/)
  })

  void test('by an old backup, which signs nothing any more', async () => {
    const { note } = (
      await base.admin<{ note: string }>('select note from ledger.checkpoint order by size desc limit 1')
    )[0] ?? { note: '' }
    const kept = path.join(own.folder, 'kept')
    await writeFile(kept, note)
    const older = await ownFolder()
    await cp(own.folder, older.folder, { recursive: true })
    await writeEvents(base.database, 10)
    await publish(base.database, own.folder)
    await copyFile(path.join(own.folder, 'checkpoint'), kept)
    // The database as it was before the last ten.
    await byHand(`delete from ledger.checkpoint where size = (select max(size) from ledger.checkpoint)`)
    await byHand(
      `delete from ledger.event where (id, at) in (select event_id, event_at from ledger.entry order by sequence desc limit 10)`,
    )
    await byHand(
      `delete from ledger.entry where sequence in (select sequence from ledger.entry order by sequence desc limit 10)`,
    )
    await requireNo(/cut short/)
    await writeEvents(base.database, 20)
    await assert.rejects(publish(base.database, own.folder), /fewer entries than were signed/)
    const [refusal] = await base.admin<{ kind: string }>('select kind from ledger.refusal')
    assert.equal(refusal?.kind, 'rollback')
    // With the files of that time too, only who kept a checkpoint can tell.
    const { status, said } = await exportAndVerify(base.database, older.folder, { since: kept })
    assert.match(said, /rolled back/)
    assert.equal(status, 1)
    // And where it goes on from there, it has two histories.
    await publish(base.database, older.folder)
    const fork = await exportAndVerify(base.database, older.folder, { since: kept })
    assert.match(fork.said, /two histories/)
    await older.remove()
  })

  void test('content that was erased leaves the rest whole, and nothing of it is left', async () => {
    const [erased] = await base.database.performAsService(
      { service: 'operator', operation: 'ledger.erase', purpose: 'Court order' },
      ({ tx }) =>
        tx.many<{ erased: number }>(`select ledger.erase_content('{5,6,300}', 'Court order') as erased`),
    )
    assert.equal(erased?.erased, 3)
    await publish(base.database, own.folder)
    const { status, said } = await exportAndVerify(base.database, own.folder)
    assert.match(said, /^YES/)
    assert.equal(status, 0)
    assert.deepEqual(await base.admin(`select from ledger.event where ${event(300)}`), [])
    const told = await base.admin<{ purpose: string; erased: number }>(
      `select purpose, jsonb_array_elements(detail -> 'erased')::integer as erased from ledger.event
       where kind = 'erasure' order by erased`,
    )
    assert.deepEqual(
      told,
      [5, 6, 300].map((place) => ({ purpose: 'Court order', erased: place })),
    )
    // Without such a row nobody deletes, not even the program.
    await assert.rejects(
      base.database.performAsService({ service: 'operator', operation: 'test' }, ({ tx }) =>
        tx.run(`delete from ledger.event where id = (select event_id from ledger.entry where sequence = 7)`),
      ),
      /permission denied/,
    )
    await assert.rejects(
      base.admin(
        `delete from ledger.event where id = (select event_id from ledger.entry where sequence = 7)`,
      ),
      /append-only/,
    )
  })
})

void describe('an export on another machine', () => {
  let base: TestDatabase
  let own: Awaited<ReturnType<typeof ownFolder>>
  let key = ''
  before(async () => {
    base = await testDatabase()
    own = await ownFolder()
    await writeEvents(base.database, EVENTS)
    await publish(base.database, own.folder)
    key = (await base.admin<{ key: string }>('select key from ledger.identity'))[0]?.key ?? ''
  })
  after(async () => {
    await base.close()
    await own.remove()
  })
  const changed = (change: (events: Buffer) => Buffer) =>
    exportAndVerify(base.database, own.folder, {
      key,
      change: async (target) => {
        const file = path.join(target, 'events.jsonl')
        await writeFile(file, change(await readFile(file)))
      },
    })
  const lines = (events: Buffer) => events.toString('latin1').split('\n')
  const joined = (all: string[]) => Buffer.from(all.join('\n'), 'latin1')

  void test('is not as it was signed after any byte of one event is changed', async () => {
    const length = (await exportAndVerify(base.database, own.folder, { key })).said
    assert.match(length, /^YES/)
    for (const part of [0.02, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 0.99]) {
      const { status, said } = await changed((events) => {
        const all = lines(events)
        const bytes = Buffer.from(all[444] ?? '', 'latin1')
        const at = Math.floor(bytes.length * part)
        bytes[at] = Number(bytes[at]) ^ 1
        all[444] = bytes.toString('latin1')
        return joined(all)
      })
      assert.equal(status, 1)
      assert.match(said, /[Ee]vent 44[45]/)
      assert.match(said, /^NO/)
    }
  })

  void test('that was cut short, reordered or added to names where', async () => {
    const short = await changed((events) => joined([...lines(events).slice(0, 600), '']))
    assert.match(short.said, /cut short.*here are 600/)
    const torn = await changed((events) => events.subarray(0, -40))
    assert.match(torn.said, /cannot be read/)
    const swapped = await changed((events) => {
      const all = lines(events)
      return joined([...all.slice(0, 8), all[9] ?? '', all[8] ?? '', ...all.slice(10)])
    })
    assert.match(swapped.said, /Event 8 is missing or stands elsewhere: event 9 stands in its place/)
    const twice = await changed((events) => {
      const all = lines(events)
      return joined([...all.slice(0, 9), ...all.slice(8)])
    })
    assert.match(twice.said, /Event 8 stands in the place of event 9/)
    assert.match(twice.said, /were not signed/)
    const none = await changed(() => Buffer.alloc(0))
    assert.match(none.said, /here are 0/)
    const one = await changed(() => Buffer.alloc(9_000_000, 'x'))
    assert.notEqual(one.status, 0)
    for (const { status } of [short, torn, swapped, twice, none]) assert.equal(status, 1)
  })

  void test('of another node, or with a foreign key, is refused', async () => {
    const foreign = await exportAndVerify(base.database, own.folder, {
      key: writeVerifierKey(newSignerKey('seamark.example/log', 'note')),
    })
    assert.match(
      foreign.said,
      /^NO: The note is not signed by seamark\.example\/log with the key that was given/,
    )
    const other = await exportAndVerify(base.database, own.folder, {
      key: writeVerifierKey(newSignerKey('other.example/log', 'note')),
    })
    assert.match(
      other.said,
      /^NO: This checkpoint is of seamark\.example\/log; the key is of other\.example\/log/,
    )
    const wrong = await verify(own.folder, { key: 'no key' })
    assert.match(wrong.said, /^NO: This is no key/)
  })

  void test('with changed tiles says that they were, and is as it was signed', async () => {
    const { status } = await exportAndVerify(base.database, own.folder, {
      key,
      change: (target) => writeFile(path.join(target, 'tile/0/001'), Buffer.alloc(8192)),
    })
    assert.equal(status, 0, 'the events alone give the root')
    const { said } = await exportAndVerify(base.database, own.folder, {
      key,
      change: async (target) => {
        await writeFile(path.join(target, 'tile/0/001'), Buffer.alloc(8192))
        const file = path.join(target, 'events.jsonl')
        await writeFile(file, (await readFile(file)).toString().replace('"n":300}', '"n":301}'))
      },
    })
    assert.match(said, /Tile 1 was changed or is missing: which of the events 256 to 511/)
  })
})
