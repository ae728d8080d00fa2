/** What is being typed has bounds, and they take nothing from anybody who has begun. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { publicServices, report } from './arrival.test-support.ts'
import { dropDraft, keepDraft, newCookie, readDraft } from './drafts.ts'
import type { PublicServices } from './services.ts'
import { newReceipt } from '../receipts/receipt.ts'
import { keepReceipt, receiptOfCookie } from './way-back.ts'

const GIGABYTE = 1024 ** 3

void describe('drafts of the public', () => {
  let at: TestDatabase
  let services: PublicServices
  before(async () => {
    at = await testDatabase()
    services = publicServices(at.database)
    await makeExerciseDesks(at.database, null)
  })
  after(() => at.close())

  const room = async () => {
    const [row] = await at.admin<{ counted: string; held: string }>(
      `select (select sum(bytes) from reporting.draft_room)::text as counted,
              (select coalesce(sum(bytes), 0) from reporting.draft)::text as held`,
    )
    return row
  }
  /** As if others were typing so much. */
  const others = (bytes: number) =>
    at.admin('update reporting.draft_room set bytes = bytes + $1 where share = 0', [bytes])
  const refused = (code: string) => (fault: unknown) => asSeamarkError(fault).code === code

  void test('are counted as they come, grow, shrink, are sent and go', async () => {
    const cookies = Array.from({ length: 8 }, newCookie)
    for (const cookie of cookies) await keepDraft(services, cookie, { words: 'A' })
    for (const cookie of cookies) await keepDraft(services, cookie, { words: 'A boat'.repeat(500) })
    for (const cookie of cookies.slice(4)) await keepDraft(services, cookie, { words: 'B' })
    const [sent = '', dropped = ''] = cookies
    await report(services, { key: sent })
    await dropDraft(services, dropped)
    const { counted, held } = (await room()) ?? {}
    assert.equal(counted, held)
    assert.ok(Number(held) > 0)
    await at.admin('delete from reporting.draft')
    assert.equal((await room())?.counted, '0')
  })

  void test('beyond a gigabyte nobody begins; whoever has begun goes on to twice that, and can always send', async () => {
    const begun = newCookie()
    await keepDraft(services, begun, { words: 'A' })
    await others(GIGABYTE)
    try {
      await assert.rejects(keepDraft(services, newCookie(), { words: 'B' }), refused('unavailable'))
      assert.equal(await keepDraft(services, begun, { words: 'A boat' }), true)
      await others(GIGABYTE)
      await assert.rejects(keepDraft(services, begun, { words: 'A boat in' }), refused('unavailable'))
      assert.deepEqual((await readDraft(services, begun))?.content, { words: 'A boat' })
      assert.ok((await report(services, { key: begun })).receipt)
    } finally {
      await others(-2 * GIGABYTE)
    }
  })

  void test('a receipt opens while nobody may begin, and one of no report is not kept', async () => {
    const { receipt } = await report(services)
    let typed = GIGABYTE
    await others(typed)
    try {
      assert.equal(await receiptOfCookie(services, await keepReceipt(services, receipt)), receipt)
      await assert.rejects(keepReceipt(services, newReceipt()), refused('unavailable'))
      await assert.rejects(keepDraft(services, newCookie(), { receipt }), refused('unavailable'))
      await others(GIGABYTE)
      typed += GIGABYTE
      await assert.rejects(keepReceipt(services, receipt), refused('unavailable'))
    } finally {
      await others(-typed)
    }
  })

  void test('one that is written anew without end comes to an end, keeps what was typed, and can be sent', async () => {
    const cookie = newCookie()
    const words = 'x'.repeat(120 * 1024)
    let saved = 0
    await assert.rejects(async () => {
      for (; saved < 1_000; saved++) await keepDraft(services, cookie, { words, saved })
    }, refused('too-often'))
    assert.ok(saved > 50, 'far more often than anybody changes a long report')
    assert.ok(saved < 100)
    assert.deepEqual((await readDraft(services, cookie))?.content, { words, saved: saved - 1 })
    assert.ok((await report(services, { key: cookie })).receipt)
  })

  void test('are text: the database takes nothing larger, whoever calls it', async () => {
    await assert.rejects(
      at.database.performAsPublic({ operation: 'test' }, ({ tx }) =>
        tx.run('select reporting.keep_draft($1, $2)', [Buffer.alloc(32, 7), Buffer.alloc(256 * 1024)]),
      ),
      { code: '23514' },
    )
  })
})
