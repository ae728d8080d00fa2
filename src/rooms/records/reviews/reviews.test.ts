/** Records come due as work for a named person, who decides; a hold outranks, and nothing happens by itself. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { readReport, reportKind } from '../../intelligence/index.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { exportSearch } from '../../search/index.ts'
import {
  analyst,
  DUE,
  filed,
  keeping,
  kent,
  manager,
  officer,
  reviewOf,
  rules,
  second,
} from '../records.test-support.ts'
import { bringDue } from './bring-due.ts'
import { decideReviews, nameReviewer } from './decide-reviews.ts'
import { holdsOn, liftHold, placeHold } from './holds.ts'
import { liftRestriction } from './lift-restriction.ts'
import { listReviews, nextReview, readReview, type ReviewRow } from './list-reviews.ts'
import { changeReviewSettings } from './settings.ts'

void describe('reviews', () => {
  let base: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    base = await testDatabase()
    as = acting(base)
  })
  after(() => base.close())

  const dateOf = async (id: string) =>
    (
      await base.admin<{ on: string }>('select review_on::text as on from access.record where id = $1', [id])
    )[0]?.on

  void test('a date that comes is a review for a named person, once, with counts and no content', async () => {
    const { id, reference } = await filed(base, {
      subjects: [
        { kind: 'person', item: 1, names: ['Vera Lisle'], category: 'suspected', born: '1980' },
        { kind: 'person', item: 1, names: ['Ines Holm'], category: 'victim', born: '1981' },
      ],
    })
    assert.equal(await bringDue(base.database, rules, '2029-11-21'), 0, 'not before its day')
    assert.ok((await bringDue(base.database, rules, DUE)) >= 1)
    assert.equal(await bringDue(base.database, rules, DUE), 0, 'twice opens it once')
    const review = await reviewOf(base, id)
    assert.deepEqual(
      [review.reference, review.mine, review.suspected, review.victims, review.suggested],
      [reference, true, 1, 1, 'read'],
    )
    assert.ok(!JSON.stringify(review).includes('Lisle'))
  })

  void test('a records manager decides without reading, and is shown no record', async () => {
    const { id } = await filed(base)
    await reviewOf(base, id)
    await assert.rejects(
      as(manager, (scope) => readReport(scope, id)),
      { code: 'not-found' },
    )
  })

  void test('keeping needs a group, a criterion and a reason, and sets the next date by the group', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    const bare = { ...keeping, group: null, criteria: [], reason: ' ' }
    await assert.rejects(
      as(manager, (scope) => decideReviews(scope, rules, [review], bare)),
      (fault: { fields?: object }) =>
        ['criteria', 'group', 'reason'].every((name) => Object.hasOwn(fault.fields ?? {}, name)),
    )
    assert.equal(await dateOf(id), '2029-11-22', 'nothing follows from a decision that is not whole')
    const outcome = await as(manager, (scope) => decideReviews(scope, rules, [review], keeping))
    assert.deepEqual(outcome, { done: 1, left: {} })
    const year = new Date().getUTCFullYear() + 6
    assert.match((await dateOf(id)) ?? '', new RegExp(`^${String(year)}-`))
    const events = await base.admin(
      `select from ledger.event where subject_id = $1 and detail ->> 'reviewed' = 'keep'`,
      [id],
    )
    assert.equal(events.length, 1)
  })

  void test('two people decide one review at once: the second is told', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    await as(manager, (scope) => nameReviewer(scope, [review], base.person(officer).id, false))
    const seen = { id: review.id, revision: review.revision + 1 }
    const both = await Promise.all(
      [manager, officer].map((who) => as(who, (scope) => decideReviews(scope, rules, [seen], keeping))),
    )
    assert.deepEqual(both.map(({ done }) => done).sort(), [0, 1])
    assert.ok(both.some(({ left }) => left.decided === 1 || left.changed === 1))
    const events = await base.admin(
      `select from ledger.event where subject_id = $1 and detail ? 'reviewed'`,
      [id],
    )
    assert.equal(events.length, 1)
  })

  void test('a page that was opened before somebody changed the review decides nothing', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    await as(manager, (scope) => nameReviewer(scope, [review], base.person(second).id, false))
    assert.deepEqual(await as(manager, (scope) => decideReviews(scope, rules, [review], keeping)), {
      done: 0,
      left: { changed: 1 },
    })
  })

  void test('reading moves no date, and nobody moves one without a review', async () => {
    const { id } = await filed(base)
    const before = await dateOf(id)
    await as(officer, (scope) => readReport(scope, id))
    await as(second, (scope) => readReport(scope, id))
    assert.equal(await dateOf(id), before)
    const move = `update access.record set review_on = '2040-01-01' where id = $1`
    await assert.rejects(
      as(officer, (scope) => scope.tx.run(move, [id])),
      { code: 'SM003' },
    )
    await assert.rejects(base.admin(move, [id]), { code: 'SM003' }, 'nor does the program')
    assert.equal(await dateOf(id), before)
  })

  void test('a legal hold outranks: neither restricted nor erased, also by SQL', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    await as(manager, (scope) => placeHold(scope, review.id, 'Court case 12 of 2026'))
    for (const [decision, ground] of [
      ['restrict', 'evidence'],
      ['erase', 'no-longer-needed'],
    ] as const)
      assert.deepEqual(
        await as(manager, (scope) =>
          decideReviews(scope, rules, [review], {
            decision,
            ground,
            group: null,
            criteria: [],
            reason: null,
          }),
        ),
        { done: 0, left: { held: 1 } },
      )
    await assert.rejects(
      base.admin(
        `update records.review set state = 'decided', decision = 'erase', ground = 'unlawful', decided_by = $2, decided_at = now()
         where id = $1`,
        [review.id, base.person(manager).id],
      ),
      { code: 'SM031' },
    )
    const [hold] = await as(manager, (scope) => holdsOn(scope, id))
    assert.ok(hold)
    await as(manager, (scope) => liftHold(scope, review.id, hold.id, 'The case is over'))
    await assert.rejects(
      as(manager, (scope) => liftHold(scope, review.id, hold.id, 'Once more')),
      { code: 'is-lifted' },
    )
    // Each is one operation and one event.
    const events = await base.admin<{ kind: string; detail: { hold: string } }>(
      `select kind, detail from ledger.event where subject_id = $1 and person_id = $2 order by id`,
      [id, base.person(manager).id],
    )
    assert.deepEqual(
      events.map(({ kind, detail }) => [kind, detail.hold]),
      [
        ['alteration', 'placed'],
        ['alteration', 'lifted'],
      ],
    )
  })

  void test('a restricted record is seen by its deciders alone, found and matched by nothing, and comes back', async () => {
    const { id, reference } = await filed(base, {}, ['kent-police'])
    const review = await reviewOf(base, id)
    const found = (who: string) =>
      as(who, async (scope) =>
        (await exportSearch(scope, [reportKind], { q: reference })).includes(reference) ? 1 : 0,
      )
    const matched = () => base.admin('select from deconfliction.identifier where record_id = $1', [id])
    assert.deepEqual([await found(kent), await found(analyst), (await matched()).length], [1, 1, 1])
    await as(manager, (scope) =>
      decideReviews(scope, rules, [review], {
        ...{ decision: 'restrict', ground: 'accuracy-contested', group: null, criteria: [], reason: null },
      }),
    )
    assert.deepEqual(
      [await found(kent), await found(analyst), await found(officer), (await matched()).length],
      [0, 0, 0, 0],
    )
    for (const who of [kent, analyst])
      await assert.rejects(
        as(who, (scope) => readReport(scope, id)),
        { code: 'not-found' },
      )
    assert.equal((await as(officer, (scope) => readReport(scope, id))).reference, reference)
    await assert.rejects(
      as(officer, async (scope) => {
        await scope.tx.run('update access.record set released_to_all = true where id = $1', [id])
      }),
      { code: 'SM003' },
    )
    await as(officer, (scope) => liftRestriction(scope, rules, id))
    assert.deepEqual([await found(kent), await found(analyst), (await matched()).length], [1, 1, 1])
  })

  void test('200 are decided at once, with an event each; 201 are refused', async () => {
    const ids: string[] = []
    for (let one = 0; one < 3; one += 1) ids.push((await filed(base)).id)
    const reviews: ReviewRow[] = []
    for (const id of ids) reviews.push(await reviewOf(base, id))
    const { done } = await as(manager, (scope) => decideReviews(scope, rules, reviews, keeping))
    assert.equal(done, 3)
    const events = await base.admin(
      `select from ledger.event where subject_id = any ($1::uuid[]) and detail ->> 'reviewed' = 'keep'`,
      [ids],
    )
    assert.equal(events.length, 3)
    const many = Array.from({ length: 201 }, () => reviews).flatMap((one) => one.slice(0, 1))
    await assert.rejects(
      as(manager, (scope) => decideReviews(scope, rules, many, keeping)),
      {
        kind: 'invalid',
      },
    )
  })

  void test('a correction is asked of somebody who may see the record, and done when a version was written', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    const name = (who: string) =>
      as(manager, (scope) => nameReviewer(scope, [review], base.person(who).id, true))
    assert.deepEqual(await name(kent), { done: 0, left: { 'not-theirs': 1 } })
    assert.deepEqual(await name(analyst), { done: 0, left: { 'not-theirs': 1 } })
    assert.deepEqual(await name(officer), { done: 1, left: {} })
    const asked = (await as(officer, (scope) => readReview(scope, review.id))).review
    assert.equal(asked.state, 'correcting')
    assert.deepEqual(
      await as(officer, (scope) =>
        decideReviews(scope, rules, [asked], {
          ...{ decision: 'correct', group: null, criteria: [], reason: null, ground: null },
        }),
      ),
      { done: 0, left: { 'not-corrected': 1 } },
    )
  })

  void test('nobody else sees a review: other roles, other agencies, an officer who is not named', async () => {
    const { id } = await filed(base)
    const review = await reviewOf(base, id)
    for (const who of [second, 'records-manager@kent-police.example'])
      await assert.rejects(
        as(who, (scope) => readReview(scope, review.id)),
        { code: 'not-found' },
      )
    await assert.rejects(
      as(analyst, (scope) => decideReviews(scope, rules, [review], keeping)),
      { code: 'wrong-role' },
    )
    assert.deepEqual(
      await as('records-manager@kent-police.example', (scope) =>
        decideReviews(scope, rules, [review], keeping),
      ),
      { done: 0, left: {} },
    )
  })

  void test('the list goes both ways, and one after the other', async () => {
    const { rows, total } = await as(manager, (scope) => listReviews(scope, { mine: true }))
    assert.ok(total >= rows.length && rows.length > 0)
    const dates = rows.map(({ dueOn }) => dueOn)
    assert.deepEqual(dates, dates.toSorted())
    const next = await as(manager, (scope) => nextReview(scope))
    assert.equal(next, rows[0]?.id)
  })

  void test('periods are the operator’s alone, and each change is in every ledger', async () => {
    const before = await base.admin(
      `select from ledger.event where detail ->> 'setting' = 'review_group_3_years'`,
    )
    await base.database.performAsService(
      { service: 'operator', operation: 'records.setting.change' },
      (scope) => changeReviewSettings(scope, { review_group_3_years: 7 }),
    )
    const told = await base.admin(
      `select from ledger.event where detail ->> 'setting' = 'review_group_3_years'`,
    )
    assert.ok(told.length - before.length > 5)
    await assert.rejects(as(manager, (scope) => scope.tx.run('update records.setting set group_3_years = 1')))
  })
})
