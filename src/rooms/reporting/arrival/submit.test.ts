/** A report from the public to the desk's officer, and back again by the receipt. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { EXERCISE_PASSPHRASE, makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { enterHeld, letTheHourEnd } from '../../../../test/support/hours.ts'
import { bodySchema, contactSchema, jsonOfBytes } from '../body.ts'
import { lock, officerKeyState, unlock } from '../keys/officer-key.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { newReceipt } from '../receipts/receipt.ts'
import { NotOpened, openSealed } from '../sealing/seal.ts'
import { answersOf, publicServices, report, RYE } from './arrival.test-support.ts'
import { newCookie } from './cookie-box.ts'
import { destroyReport } from './destroy-report.ts'
import { keepDraft, readDraft } from './drafts.ts'
import { askReporter, decideQuestion, readMessages } from './messages.ts'
import type { PublicServices } from './services.ts'
import { arrivalTasks } from './tasks.ts'
import { addFiles, answerThread, readThread, receiptOfCookie, withdraw } from './way-back.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { createLog } from '../../../platform/log.ts'

type Part = { part: string; number: number; header: Buffer | null; payload: Buffer | null }

void describe('a report of the public', () => {
  let at: TestDatabase
  let services: PublicServices
  let recovery: string

  before(async () => {
    at = await testDatabase()
    services = publicServices(at.database)
    recovery = (await makeExerciseDesks(at.database, null)) ?? ''
  })
  after(() => at.close())

  const perform =
    (email: string) =>
    <T>(work: (scope: MemberScope) => Promise<T>): Promise<T> =>
      at.database.performAs({ personId: at.person(email).id, operation: 'test', purpose: 'Test' }, work)
  const sussex = 'triage-officer@sussex-police.example'
  const session = Buffer.from('session of a test')

  const partsOf = (reference: string) =>
    at.admin<Part>(
      `select p.part, p.number, p.header, p.payload from reporting.sealed_part p
       join reporting.public_report r on r.id = p.report_id where r.reference = $1 order by p.part, p.number`,
      [reference],
    )
  const rowOf = async (reference: string) => {
    const [row] = await at.admin<Record<string, unknown> & { id: string }>(
      `select * from reporting.public_report where reference = $1`,
      [reference],
    )
    assert.ok(row)
    return row
  }

  void test('reaches the desk of its area and offers it to the next, with nothing outside the seal', async () => {
    const contact = { name: 'Robin Starling', phone: '07700 900123' }
    const sent = await report(services, {
      contact,
      files: [{ bytes: Buffer.from('picture'), media: 'image/jpeg' }],
    })
    assert.deepEqual(sent.desks, [{ name: 'Sussex Police', offered: 'Kent Police' }])
    const row = await rowOf(sent.reference)
    assert.equal(row['agency_id'], at.agency('sussex-police'))
    assert.equal(row['offered_agency_id'], at.agency('kent-police'))
    assert.equal(row['cell_lat'], 5092)
    assert.equal(row['cell_lon'], 48)
    assert.equal((row['hour'] as Date).getTime() % 3_600_000, 0)
    const parts = await partsOf(sent.reference)
    assert.deepEqual(
      parts.map(({ part }) => part),
      ['body', 'contact', 'file'],
    )

    assert.equal(await unlock(perform(sussex), session, 'not the passphrase'), 'wrong')
    assert.deepEqual(unlockedIdentities(session, at.agency('sussex-police'), 'desk'), [])
    assert.equal(await unlock(perform(sussex), session, EXERCISE_PASSPHRASE), 'unlocked')
    const state = await perform(sussex)((scope) => officerKeyState(scope, session))
    assert.deepEqual(state.holds.toSorted(), ['desk', 'evidence', 'source'])
    const identities = unlockedIdentities(session, at.agency('sussex-police'), 'desk')
    const [body, sealedContact] = parts
    assert.ok(body && sealedContact)
    const opened = jsonOfBytes(bodySchema, await openSealed(body, identities))
    assert.equal(opened.what.words, answersOf().what.words)
    assert.deepEqual(opened.where.position, RYE)
    assert.ok(opened.contact_guards.length > 0)
    await assert.rejects(openSealed(sealedContact, identities), NotOpened)
    const source = unlockedIdentities(session, at.agency('sussex-police'), 'source')
    assert.deepEqual(jsonOfBytes(contactSchema, await openSealed(sealedContact, source)), contact)
    lock(session)
    assert.deepEqual(unlockedIdentities(session, at.agency('sussex-police'), 'desk'), [])
  })

  void test('goes to the desk that takes the rest when it has no place, or lies where nobody is', async () => {
    const nowhere = await report(services, {
      answers: answersOf({ where: { how: 'described', description: 'x' } }),
    })
    const far = await report(services, {
      answers: answersOf({ where: { how: 'position', position: { lat: 60, lon: 3 } } }),
    })
    for (const sent of [nowhere, far])
      assert.deepEqual(sent.desks, [{ name: 'Border Force', offered: null, rest: true }])
  })

  void test('a place that was only described goes to the desk of the nearest town, and no nearer place is told', async () => {
    const near = { written: 'Rye, East Sussex', position: RYE }
    const sent = await report(services, {
      answers: answersOf({ where: { how: 'described', description: 'behind the sluice', near } }),
    })
    assert.equal(sent.desks[0]?.name, 'Sussex Police')
    const row = await rowOf(sent.reference)
    assert.equal(row['area'], 'E23000033')
    assert.deepEqual([row['cell_lat'], row['cell_lon']], [null, null])
  })

  void test('“it is happening now” stands outside the seal, beside the hour; no time does', async () => {
    const now = await rowOf((await report(services)).reference)
    const then = await rowOf(
      (await report(services, { answers: answersOf({ when: { at: 'today' } }) })).reference,
    )
    assert.deepEqual([now['happening_now'], then['happening_now']], [true, false])
  })

  void test('sent twice at once, it is there once and answered twice alike', async () => {
    const key = newCookie()
    await keepDraft(services, key, { answers: 'half' })
    const [one, two] = await Promise.all([report(services, { key }), report(services, { key })])
    assert.deepEqual(one, two)
    assert.deepEqual(await report(services, { key }), one)
    const rows = await at.admin(`select from reporting.public_report where reference = $1`, [one.reference])
    assert.equal(rows.length, 1)
    assert.equal(await keepDraft(services, key, { answers: 'again' }), false)
    assert.equal((await readDraft(services, key))?.sent, true)
    assert.equal(await receiptOfCookie(services, key), one.receipt)
    assert.equal(await receiptOfCookie(services, newCookie()), null)
  })

  void test('is answered through the receipt, and free words wait for a second officer', async () => {
    const sent = await report(services)
    const keys = keysOfReceipt(sent.receipt)
    const { id } = await rowOf(sent.reference)
    const asked = await perform(sussex)((scope) =>
      askReporter(scope, id, { template: 'how-many', text: 'About how many people did you see?' }),
    )
    assert.equal(asked.state, 'sent')
    const free = await perform(sussex)((scope) =>
      askReporter(scope, id, { template: null, text: 'Was there a van?' }),
    )
    assert.equal(free.state, 'awaiting-second')
    assert.equal((await readThread(services, keys))?.messages.length, 1)
    await assert.rejects(perform(sussex)((scope) => decideQuestion(scope, id, free.number, 'send')))
    await perform('intelligence-officer@sussex-police.example')((scope) =>
      decideQuestion(scope, id, free.number, 'send'),
    )
    assert.equal(await answerThread(services, keys, 'About thirty, and a white van'), true)
    const thread = await readThread(services, keys)
    assert.deepEqual(
      thread?.messages.map(({ fromReporter, text }) => [fromReporter, text]),
      [
        [false, 'About how many people did you see?'],
        [false, 'Was there a van?'],
        [true, 'About thirty, and a white van'],
      ],
    )
    await unlock(perform(sussex), session, EXERCISE_PASSPHRASE)
    const identities = unlockedIdentities(session, at.agency('sussex-police'), 'desk')
    const messages = await perform(sussex)((scope) => readMessages(scope, id, identities))
    assert.equal(messages.at(-1)?.text, 'About thirty, and a white van')
    const added = await addFiles(services, keys, {
      files: [{ bytes: Buffer.from('one'), media: 'image/jpeg' }],
      originals: [{ bytes: Buffer.from('raw'), media: 'image/jpeg', number: 1 }],
    })
    assert.deepEqual(added, [1])
    assert.equal((await readThread(services, keys))?.files, 1)
  })

  void test('withdrawn, expired and unknown are the same, and what is destroyed no key opens', async () => {
    const unopened = await report(services)
    const keys = keysOfReceipt(unopened.receipt)
    const before = await partsOf(unopened.reference)
    assert.equal(await withdraw(services, keys), 'whole')
    const gone = await partsOf(unopened.reference)
    assert.ok(gone.every(({ header, payload }) => header === null && payload === null))
    const [body] = before
    assert.ok(body)
    await assert.rejects(openSealed({ header: null, payload: body.payload }, [recovery]), NotOpened)
    assert.ok((await openSealed(body, [recovery])).length > 0)

    const expired = await report(services)
    await at.admin(`alter table reporting.public_report disable trigger is_accounted_for`)
    await at.admin(`update reporting.public_report set expires_on = current_date - 1 where reference = $1`, [
      expired.reference,
    ])
    await at.admin(`alter table reporting.public_report enable trigger is_accounted_for`)
    for (const receipt of [unopened.receipt, expired.receipt, newReceipt()]) {
      const none = keysOfReceipt(receipt)
      assert.equal(await readThread(services, none), null)
      assert.equal(await answerThread(services, none, 'Hello'), false)
      assert.equal(await addFiles(services, none, { files: [], originals: [] }), null)
      assert.equal(await withdraw(services, none), null)
    }
    await arrivalTasks['reporting.destroy-expired']?.({ database: at.database, log: createLog('silent') }, {})
    assert.ok((await partsOf(expired.reference)).every(({ header }) => header === null))
    const erased = await at.admin(
      `select from ledger.event e join reporting.public_report r on r.id = e.subject_id
       where r.reference = $1 and e.kind = 'erasure'`,
      [expired.reference],
    )
    assert.equal(erased.length, 1)
  })

  void test('of what the desk has opened, withdrawing destroys contact details and the way back', async () => {
    const sent = await report(services, { contact: { email: 'robin@post.example' } })
    const { id } = await rowOf(sent.reference)
    await perform(sussex)(async (scope) => {
      await scope.tx.run(
        `update reporting.public_report set state = 'open', opened_first_minutes = 60 where id = $1`,
        [id],
      )
      scope.record({ kind: 'consultation', subject: { kind: 'public-report', id } })
    })
    assert.equal(await withdraw(services, keysOfReceipt(sent.receipt)), 'partly')
    const parts = await partsOf(sent.reference)
    assert.deepEqual(
      parts.map(({ part, header }) => [part, header !== null]),
      [
        ['body', true],
        ['contact', false],
      ],
    )
  })

  void test('is destroyed by a coordinator of its desk only, and the ledger says so', async () => {
    const sent = await report(services)
    const { id } = await rowOf(sent.reference)
    for (const email of [sussex, 'coordinator@kent-police.example'])
      await assert.rejects(perform(email)((scope) => destroyReport(scope, id, 'test')))
    await perform('coordinator@sussex-police.example')((scope) => destroyReport(scope, id, 'test'))
    assert.ok((await partsOf(sent.reference)).every(({ header }) => header === null))
  })

  void test('the public’s role reads no table and writes none', async () => {
    const tables = await at.admin<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'v', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
    )
    const allowed = await at.admin<{ name: string }>(
      `select name from unnest($1::text[]) as t (name)
       where has_any_column_privilege('seamark_public', name, 'select, insert, update')
          or has_table_privilege('seamark_public', name, 'delete, truncate')`,
      [tables.map(({ name }) => name)],
    )
    assert.deepEqual(
      allowed.map(({ name }) => name),
      [],
    )
  })

  void test('events of the public say the hour and no more', async () => {
    await letTheHourEnd(at.admin)
    await enterHeld(at.database)
    const events = await at.admin<{ at: Date; person_id: string | null }>(
      `select at, person_id from ledger.event where service = 'public'`,
    )
    assert.ok(events.length > 0)
    for (const event of events) {
      assert.equal(event.at.getTime() % 3_600_000, 0)
      assert.equal(event.person_id, null)
    }
  })

  void test('another desk sees nothing of it, not even what it is offered', async () => {
    const sent = await report(services)
    const seen = await perform('triage-officer@kent-police.example')((scope) =>
      scope.tx.many(`select from reporting.public_report where reference = $1`, [sent.reference]),
    )
    assert.equal(seen.length, 0)
    const analyst = await perform('analyst@sussex-police.example')((scope) =>
      scope.tx.many(`select from reporting.public_report`),
    )
    assert.equal(analyst.length, 0)
  })
})
