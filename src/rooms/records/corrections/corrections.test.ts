/** What was wrong is said to have been wrong, and everybody who received it is told and answers. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { readReport, recallReport, reportKind, writeVersion } from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { analyst, filed, kent, manager, officer, reviewOf, rules } from '../records.test-support.ts'
import { decideReviews } from '../reviews/decide-reviews.ts'
import { correctionsOf, correctRecord } from './correct-record.ts'
import { acknowledgeNotice, listNotices, noticesOf, readNotice } from './notices.ts'
import { noticeTasks } from './waiting.ts'

const nca = 'intelligence-officer@nca.example'

void describe('a correction', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const noticeFor = async (who: string, recordId: string) => {
    const { rows } = await as(who, (scope) => listNotices(scope))
    return rows.find((one) => one.recordId === recordId)
  }
  const corrected = async () => {
    const report = await filed(base, {}, ['kent-police'])
    await as(kent, (scope) => readReport(scope, report.id))
    await as(officer, (scope) =>
      writeVersion(scope, report.id, { version: 1 }, checked({ title: 'Two engines, not three' })),
    )
    const told = await as(officer, (scope) =>
      correctRecord(scope, reportKind, report.id, 1, 'It was two engines'),
    )
    return { ...report, told }
  }

  void test('reaches who received the record and nobody else, with who of theirs had it', async () => {
    const { id, reference, told } = await corrected()
    assert.equal(told, 1)
    const notice = await noticeFor(kent, id)
    assert.deepEqual(
      [notice?.reference, notice?.what, notice?.wrongVersion, notice?.rightVersion, notice?.reason],
      [reference, 'corrected', 1, 2, 'It was two engines'],
    )
    assert.equal(await noticeFor(nca, id), undefined)
    assert.ok(notice)
    await assert.rejects(
      as(nca, (scope) => readNotice(scope, notice.id)),
      { code: 'not-found' },
    )
    const { had } = await as(kent, (scope) => readNotice(scope, notice.id))
    assert.deepEqual(
      had.map(({ what, version }) => [what, version]),
      [['opened', 1]],
    )
    assert.equal((await as(kent, noticeTasks)).length, 1)
  })

  void test('is answered with what was done with copies, and the owner reads it by role', async () => {
    const { id } = await corrected()
    const notice = await noticeFor(kent, id)
    assert.ok(notice)
    await assert.rejects(
      as(kent, (scope) => acknowledgeNotice(scope, notice.id, 'kept', ' ')),
      { kind: 'invalid' },
    )
    for (let twice = 0; twice < 2; twice += 1)
      await as(kent, (scope) => acknowledgeNotice(scope, notice.id, 'kept', 'A court has ordered it'))
    const [row] = await as(officer, (scope) => noticesOf(scope, id))
    assert.equal(row?.stated.length, 1, 'the same twice is one')
    assert.equal(row.stated[0]?.copies, 'kept')
    assert.ok(row.acknowledgedAt !== null)
    // The records manager sees that it was answered, without having read the record.
    assert.equal((await as(manager, (scope) => noticesOf(scope, id))).length, 1)
  })

  void test('is said once of each version, of one that does not stand, by somebody who decides', async () => {
    const { id } = await corrected()
    const say = (who: string, wrong: number) =>
      as(who, (scope) => correctRecord(scope, reportKind, id, wrong, 'Wrong'))
    await assert.rejects(say(officer, 1), { code: 'said-already' })
    await assert.rejects(say(officer, 2), { kind: 'invalid' })
    await assert.rejects(say(officer, 3), { kind: 'invalid' })
    await assert.rejects(say(analyst, 1), { code: 'wrong-role' })
    await assert.rejects(say(kent, 1), { code: 'not-found' })
    assert.equal((await as(officer, (scope) => correctionsOf(scope, id))).length, 1)
  })

  void test('of a recalled report tells those who had it, and no version puts it right', async () => {
    const { id } = await filed(base, {}, ['kent-police'])
    await as(officer, (scope) => recallReport(scope, id, 'The source was mistaken'))
    assert.equal(
      await as(officer, (scope) => correctRecord(scope, reportKind, id, 1, 'The source was mistaken')),
      1,
    )
    const notice = await noticeFor(kent, id)
    assert.deepEqual([notice?.wrongVersion, notice?.rightVersion], [1, null])
  })

  void test('and a restriction reaches them as well', async () => {
    const { id } = await filed(base, {}, ['kent-police', 'nca'])
    const review = await reviewOf(base, id)
    await as(manager, (scope) =>
      decideReviews(scope, rules, [review], {
        ...{ decision: 'restrict', ground: 'evidence', group: null, criteria: [], reason: null },
      }),
    )
    for (const who of [kent, nca]) assert.equal((await noticeFor(who, id))?.what, 'restricted')
  })

  void test('by SQL nobody writes a notice, answers for another agency, or changes an answer', async () => {
    const { id } = await corrected()
    const notice = await noticeFor(kent, id)
    assert.ok(notice)
    await as(kent, (scope) => acknowledgeNotice(scope, notice.id, 'destroyed', null))
    for (const [who, sql] of [
      [
        officer,
        `update access.notice set acknowledged_at = now(), acknowledged_by = identity.viewer_person()`,
      ],
      [officer, `delete from access.notice`],
      [kent, `update access.notice_statement set note = 'x'`],
      [kent, `update access.notice set reason = 'x'`],
      [officer, `update access.correction set reason = 'x'`],
    ] as const) {
      let touched = 0
      await as(who, async (scope) => {
        touched = await scope.tx.run(sql)
      }).catch((fault: unknown) => {
        assert.match(String(fault), /permission denied|SM00/)
      })
      assert.equal(touched, 0, sql)
    }
  })
})
