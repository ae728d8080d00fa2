/** What the public did is in the ledger by its hour: not before it is over, and in no order within it. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { enterHeld, letTheHourEnd } from '../../../../test/support/hours.ts'
import { createLog } from '../../../platform/log.ts'
import { sequenceLedger } from '../../../platform/ledger/sequence.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { publicServices, report } from './arrival.test-support.ts'
import type { PublicServices } from './services.ts'
import { addFiles, answerThread, withdraw } from './way-back.ts'

const OFFICER = 'triage-officer@sussex-police.example'
const MANAGER = 'records-manager@sussex-police.example'
// Twelve come in one order of 479,001,600: a test that fails by chance is not seen.
const REPORTS = 12

type Event = { id: string; service: string | null; subject: string | null; at: Date }

void describe('events of the public', () => {
  let at: TestDatabase
  let services: PublicServices
  before(async () => {
    at = await testDatabase()
    services = publicServices(at.database)
    await makeExerciseDesks(at.database, null)
  })
  after(() => at.close())
  beforeEach(async () => {
    await letTheHourEnd(at.admin)
    await enterHeld(at.database)
  })

  const officerActs = () =>
    at.database.performAs(
      { personId: at.person(OFFICER).id, operation: 'test.act', purpose: 'Test' },
      (scope) => {
        scope.record({ kind: 'consultation' })
        return Promise.resolve()
      },
    )
  const last = async () =>
    (await at.admin<{ id: string }>(`select coalesce(max(id), 0) as id from ledger.event`))[0]?.id
  const since = (id: string | undefined) =>
    at.admin<Event>(
      `select id, service, subject_id as subject, at from ledger.event where id > $1 order by id`,
      [id],
    )
  const held = async () =>
    (await at.admin<{ count: number }>(`select count(*)::integer as count from ledger.held_event`))[0]?.count
  const idOf = async (reference: string) =>
    (
      await at.admin<{ id: string }>(`select id from reporting.public_report where reference = $1`, [
        reference,
      ])
    )[0]?.id

  /** An act of an officer before, between and behind reports of the public. */
  async function turnAbout(): Promise<string[]> {
    const sent: string[] = []
    for (let n = 0; n < REPORTS; n++) {
      await officerActs()
      sent.push((await idOf((await report(services)).reference)) ?? '')
    }
    await officerActs()
    return sent
  }

  void test('the ledger’s order does not tell when in the hour the public reported', async () => {
    const before = await last()
    const sent = await turnAbout()
    const during = await since(before)
    assert.deepEqual(
      during.map(({ service }) => service),
      Array(REPORTS + 1).fill(null),
      'while the hour lasts the ledger holds what officers did, and nothing else',
    )
    const numbers = during.map(({ id }) => Number(id))
    assert.equal(Math.max(...numbers) - Math.min(...numbers), REPORTS, 'and no gap where a report came')

    await letTheHourEnd(at.admin)
    await enterHeld(at.database)
    await officerActs()
    const whole = await since(before)
    const entered = whole.slice(REPORTS + 1, -1)
    assert.deepEqual(entered.map(({ subject }) => subject).toSorted(), sent.toSorted())
    assert.notDeepEqual(
      entered.map(({ subject }) => subject),
      sent,
      'they entered in the order in which they came',
    )
    for (const { at: hour } of entered) assert.equal(hour.getTime() % 3_600_000, 0)

    await sequenceLedger({ database: at.database, log: createLog('silent') }, {})
    const numbered = await at.admin<{ id: string }>(
      `select event_id as id from ledger.entry where event_id > $1 order by sequence`,
      [before],
    )
    assert.deepEqual(
      numbered.map(({ id }) => id),
      whole.map(({ id }) => id),
      'and the gapless order is the same one',
    )
    const kinds = await at.admin<{ xids: number }>(
      `select count(distinct xid)::integer as xids from ledger.event where id = any ($1)`,
      [entered.map(({ id }) => id)],
    )
    assert.equal(kinds[0]?.xids, 1, 'not even the number of a transaction tells them apart')
  })

  void test('nobody of the agency reads them before, whatever statement they find', async () => {
    await report(services)
    for (const email of [OFFICER, MANAGER, 'administrator@sussex-police.example'])
      await assert.rejects(
        at.database.performAs(
          { personId: at.person(email).id, operation: 'test', purpose: 'Test' },
          ({ tx }) => tx.many('select from ledger.held_event'),
        ),
        { code: '42501' },
      )
  })

  void test('an answer, a photograph and a withdrawal are held like the report', async () => {
    const before = await last()
    const sent = await report(services)
    const keys = keysOfReceipt(sent.receipt)
    assert.equal(await answerThread(services, keys, 'About thirty'), true)
    assert.ok(
      await addFiles(services, keys, {
        files: [{ bytes: Buffer.from('one'), media: 'image/jpeg' }],
        originals: [],
      }),
    )
    assert.equal(await withdraw(services, keys), 'whole')
    assert.deepEqual(await since(before), [])
    assert.equal(await held(), 4)
    await letTheHourEnd(at.admin)
    await enterHeld(at.database)
    assert.equal((await since(before)).length, 4)
  })

  void test('an event of the public enters exactly once, also when the mover is killed', async () => {
    const before = await last()
    const sent = await turnAbout()
    await letTheHourEnd(at.admin)
    // Killed behind its work and before its commit.
    const mover = new pg.Client({ connectionString: at.url })
    mover.on('error', () => undefined)
    await mover.connect()
    await mover.query('begin')
    await mover.query('set local role seamark_service')
    const { rows } = await mover.query<{ entered: number }>('select ledger.enter_held() as entered')
    assert.equal(rows[0]?.entered, REPORTS)
    const [me] = (await mover.query<{ pid: number }>('select pg_backend_pid() as pid')).rows
    await at.admin('select pg_terminate_backend($1, 5000)', [me?.pid])
    assert.equal(await held(), REPORTS, 'nothing has left')

    await Promise.all([1, 2, 3, 4].map(() => enterHeld(at.database)))
    const entered = (await since(before)).filter(({ service }) => service === 'public')
    assert.deepEqual(entered.map(({ subject }) => subject).toSorted(), sent.toSorted())
    assert.equal(await held(), 0)
    await enterHeld(at.database)
    assert.equal((await since(before)).length, REPORTS * 2 + 1)
  })

  void test('after a time without a node all hours that are over enter, one hour behind the other', async () => {
    const before = await last()
    for (let n = 0; n < 3; n++) {
      await report(services)
      await letTheHourEnd(at.admin)
    }
    await report(services)
    await enterHeld(at.database)
    const hours = (await since(before)).map((event) => event.at.getTime())
    assert.equal(hours.length, 3)
    assert.deepEqual(hours, hours.toSorted())
    assert.equal(new Set(hours).size, 3)
    assert.equal(await held(), 1, 'the present hour’s stays')
  })

  void test('an event has the hour of its report’s row, and the present one where that is long over', async () => {
    const told = async (ago: number) => {
      const dated = publicServices(at.database, () => new Date(Date.now() - ago))
      const id = await idOf((await report(dated)).reference)
      const [row] = await at.admin<{ same: boolean; late: boolean }>(
        `select h.hour = r.hour as same, h.hour < now() - interval '61 minutes' as late
         from ledger.held_event h join reporting.public_report r on r.id = h.subject_id where r.id = $1`,
        [id],
      )
      return row
    }
    // In the first half minute of an hour the row is of the hour before.
    assert.deepEqual(await told(30_000), { same: true, late: false })
    assert.deepEqual(await told(2 * 3_600_000), { same: false, late: false })
  })

  void test('a held event leaves into the ledger and nowhere else, and is never changed', async () => {
    await report(services)
    const asService = (sql: string) =>
      at.database.performAsService({ service: 'test', operation: 'test' }, ({ tx }) => tx.run(sql))
    await assert.rejects(asService('delete from ledger.held_event'), { code: 'SM001' })
    await assert.rejects(at.admin('delete from ledger.held_event'), { code: 'SM001' })
    for (const sql of ['update ledger.held_event set hour = hour', 'truncate ledger.held_event'])
      await assert.rejects(at.admin(sql), { code: 'SM001' })
    const before = await last()
    await letTheHourEnd(at.admin)
    await asService('delete from ledger.held_event')
    assert.equal((await since(before)).length, 1)
  })
})
