/** Identified is not learned, nobody checks their own lesson, and training says nothing of any person. As plain SQL. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { idOfCourse, idOfLesson } from '../../../../exercise/oversight/learning.ts'
import { loadOversight } from '../../../../exercise/oversight/load-oversight.ts'
import { refused } from '../../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { oversightTasks } from '../tasks.ts'
import { standingOfLesson } from './lesson.ts'
import { findLesson } from './lesson-store.ts'
import { countsOf, enterCoverage, listCoverage, quarterOf } from './training.ts'
import { checkLesson, identifyLesson, showEvidence } from './write-lesson.ts'

const COORDINATOR = 'coordinator@sussex-police.example'
const CHIEF = 'chief-officer@sussex-police.example'
const KENT = 'coordinator@kent-police.example'
const NCA = 'coordinator@nca.example'
const COMMISSIONER = 'overseer@sussex-pcc.example'
const TASK_FORCE = 'coordinator@taskforce.example'

void describe('lessons and training', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
    assert.equal(await loadOversight(db.database), true)
  })
  after(() => db.close())

  const as = <T>(account: string, work: (scope: MemberScope) => Promise<T>) =>
    db.database.performAs({ personId: db.person(account).id, operation: 'test', purpose: null }, work)
  const sql = (account: string, subject: string, text: string, values: unknown[] = []) =>
    as(account, async (scope) => {
      const touched = await scope.tx.run(text, values)
      scope.record({ kind: 'alteration', subject: { kind: 'test', id: subject } })
      return touched
    })
  const lessonOf = (account: string, id: string) => as(account, (scope) => findLesson(scope, id))
  const standing = async (id: string) => {
    const lesson = await lessonOf(COORDINATOR, id)
    assert.ok(lesson)
    return standingOfLesson(lesson, '2026-11-30').tag.text
  }
  const identified = () =>
    as(COORDINATOR, (scope) =>
      identifyLesson(scope, {
        ...{
          title: 'Invented',
          happened: 'Invented',
          verdict: 'change',
          follows: 'Invented',
          ownerPost: 'A post',
        },
        dueOn: '2031-01-01',
      }),
    )
  const check = (account: string, lesson: string, agency: string, by: string, outcome = 'learned') =>
    sql(
      account,
      lesson,
      `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
       values ($1, $2, $3, $4, $5, 'Seen', $6, now())`,
      [newId(), lesson, db.agency(agency), db.agency(by), outcome, db.person(account).id],
    )

  void test('a lesson is learned when another agency has looked at evidence, and by nothing else', async () => {
    const id = await identified()
    assert.equal(await standing(id), 'Identified')
    for (const [account, by] of [
      [COORDINATOR, 'sussex-police'],
      [KENT, 'kent-police'],
      [COMMISSIONER, 'sussex-pcc'],
    ] as const)
      await refused(check(account, id, 'sussex-police', by), `${account} before there is evidence`)
    await as(COORDINATOR, (scope) =>
      showEvidence(scope, id, { version: 1, evidence: 'Invented', askedAgencyId: db.agency('kent-police') }),
    )
    assert.equal(await standing(id), 'To be checked')
    await refused(check(COORDINATOR, id, 'sussex-police', 'sussex-police'), 'its own agency')
    await refused(check(COORDINATOR, id, 'sussex-police', 'kent-police'), 'in another agency’s name')
    await refused(check(NCA, id, 'sussex-police', 'nca'), 'who was not asked')
    await refused(check(CHIEF, id, 'sussex-police', 'sussex-police'), 'its chief officer')
    await assert.rejects(
      db.admin(
        `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
         values ($1, $2, $3, $3, 'learned', 'Ours', $4, now())`,
        [newId(), id, db.agency('sussex-police'), db.person(COORDINATOR).id],
      ),
      { constraint: 'checked_by_another_agency' },
      'not even by the program',
    )
    await as(KENT, (scope) => checkLesson(scope, id, { outcome: 'not-yet', words: 'Half of it' }))
    assert.equal(await standing(id), 'To be checked')
    await as(KENT, (scope) => checkLesson(scope, id, { outcome: 'learned', words: 'All of it' }))
    assert.equal(await standing(id), 'Learned')
    await refused(
      sql(COORDINATOR, id, `update oversight.lesson set evidence = 'Other' where id = $1`, [id]),
      'what was checked is not changed',
    )
    await refused(
      sql(KENT, id, `update oversight.lesson_check set outcome = 'learned' where lesson_id = $1`, [id]),
      'nor what was found',
    )
  })

  void test('a lesson is its agency’s, those who hold it to account read it, and whoever is asked to look', async () => {
    const [open, shown] = [idOfLesson('handover'), idOfLesson('interpreters')]
    for (const account of [COORDINATOR, CHIEF, COMMISSIONER, 'overseer@hmicfrs.example'])
      assert.ok(await lessonOf(account, open), account)
    for (const account of [KENT, NCA, TASK_FORCE, 'analyst@sussex-police.example'])
      assert.equal(await lessonOf(account, open), null, account)
    assert.ok(await lessonOf(KENT, shown))
    assert.equal(await lessonOf(NCA, shown), null)
    for (const account of [CHIEF, KENT, COMMISSIONER])
      await refused(
        sql(account, open, `update oversight.lesson set title = 'Ours' where id = $1`, [open]),
        account,
      )
    assert.equal(await check(COMMISSIONER, shown, 'sussex-police', 'sussex-pcc', 'not-yet'), 1)
    await refused(
      sql(COORDINATOR, open, `update oversight.lesson set asked_agency_id = $2 where id = $1`, [
        open,
        db.agency('kent-police'),
      ]),
      'asked without evidence',
    )
    await refused(
      sql(COORDINATOR, shown, `update oversight.lesson set asked_agency_id = agency_id where id = $1`, [
        shown,
      ]),
      'asked of itself',
    )
  })

  void test('a lesson waits for its agency when it is late, and for who is asked until they have looked', async () => {
    const waits = async (account: string) =>
      (await as(account, oversightTasks))
        .filter(({ kind }) => kind === 'oversight-lesson')
        .map(({ text }) => text)
    assert.ok((await waits(COORDINATOR)).includes('A lesson is late: Two agencies were on two channels'))
    const asked = 'Say whether a lesson is learned: No interpreter was called before the second hour'
    assert.ok((await waits(KENT)).includes(asked))
    assert.deepEqual(await waits(NCA), [])
    await as(KENT, (scope) =>
      checkLesson(scope, idOfLesson('interpreters'), { outcome: 'not-yet', words: 'Half' }),
    )
    assert.equal((await waits(KENT)).includes(asked), false)
  })

  void test('coverage is entered once a quarter by the agency’s coordinator, and stays', async () => {
    const course = idOfCourse('grading')
    const enter = (account: string, agency: string, change: Record<string, unknown> = {}) => {
      const row = {
        ...{ course_id: course, place: 1, agency_id: db.agency(agency), counted_on: '2026-01-01' },
        ...{ must: 9, have: 7, person_id: db.person(account).id, at: new Date(), ...change },
      }
      return sql(
        account,
        course,
        `insert into oversight.coverage (${Object.keys(row).join()}) values (${Object.keys(row)
          .map((_, at) => `$${String(at + 1)}`)
          .join()})`,
        Object.values(row),
      )
    }
    for (const account of [CHIEF, COMMISSIONER, 'analyst@sussex-police.example'])
      await refused(enter(account, 'sussex-police'), account)
    await refused(enter(KENT, 'sussex-police'), 'for another agency')
    await refused(enter(COORDINATOR, 'sussex-police', { counted_on: '2026-02-01' }), 'no quarter')
    await refused(enter(COORDINATOR, 'sussex-police', { counted_on: '2031-01-01' }), 'a day to come')
    await refused(enter(COORDINATOR, 'sussex-police', { have: 10 }), 'more than have to')
    assert.equal(await enter(COORDINATOR, 'sussex-police'), 1)
    await assert.rejects(enter(COORDINATOR, 'sussex-police'), { code: '23505' })
    await assert.rejects(db.admin('update oversight.coverage set have = 5'), { code: 'SM003' })
    for (const account of [COORDINATOR, COMMISSIONER, TASK_FORCE])
      await assert.rejects(
        as(account, ({ tx }) => tx.many('select must, have from oversight.coverage')),
        { code: '42501' },
        account,
      )
  })

  void test('of a number of 1 to 4 nobody reads anything, nor the number beside it: each of four may be true', async () => {
    // Every row by itself, as it is published: no sum over posts or agencies binds two rows.
    const shown = await db.admin<{
      must: number
      have: number
      mustShown: number | null
      haveShown: number | null
    }>(
      `select m.must, h.have, case when m.must between 1 and 4 then null else m.must end as "mustShown",
              case when h.have between 1 and 4 or m.must - h.have between 1 and 4 then null else h.have end as "haveShown"
       from generate_series(0, 20) as m (must) cross join lateral generate_series(0, m.must) as h (have)`,
    )
    const [stored] = await db.admin<{ must: string; have: string }>(
      `select max(pg_get_expr(d.adbin, d.adrelid)) filter (where a.attname = 'must_shown') as must,
              max(pg_get_expr(d.adbin, d.adrelid)) filter (where a.attname = 'have_shown') as have
       from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
       where d.adrelid = 'oversight.coverage'::regclass`,
    )
    assert.match(stored?.must ?? '', /must >= 1.*must <= 4/s)
    assert.match(stored?.have ?? '', /have >= 1.*have <= 4.*must - have.*>= 1.*<= 4/s)
    for (const [, alike] of Map.groupBy(
      shown,
      (one) => `${String(one.mustShown)} ${String(one.haveShown)}`,
    )) {
      const hidden = alike.some((one) => one.haveShown === null)
      if (hidden) assert.ok(new Set(alike.map(({ have }) => have)).size >= 4, JSON.stringify(alike[0]))
    }
  })

  void test('the task force reads coverage of all agencies by post; a force reads its own', async () => {
    const course = idOfCourse('first response')
    const names = async (account: string, all: boolean) => [
      ...new Set(
        (await as(account, (scope) => listCoverage(scope, course, all))).map(({ agencyName }) => agencyName),
      ),
    ]
    assert.deepEqual(await names(TASK_FORCE, true), ['Kent Police', 'Sussex Police'])
    assert.deepEqual(await names(COORDINATOR, true), [], 'the function asks itself')
    assert.deepEqual(await names(COORDINATOR, false), ['Sussex Police'])
    assert.deepEqual(await names(COMMISSIONER, false), ['Sussex Police'])
    const rows = await as(COMMISSIONER, (scope) => listCoverage(scope, course, false))
    assert.deepEqual(
      rows.map(({ must, have }) => [have, must]),
      [[212, 240], [null, 41], [null, 12]],
    ) // prettier-ignore
  })

  void test('numbers are read as people type them, and a fault says which line', async () => {
    assert.deepEqual(countsOf('12 of 30\n\n 0 of 0 ', ['A', 'B']), [{ have: 12, must: 30 }, { have: 0, must: 0 }]) // prettier-ignore
    for (const [typed, fault] of [
      ['12 of 30', /one line for each post: A, B/],
      ['12\n1 of 2', /Line 1 \(A\).*like 12 of 30/],
      ['1 of 2\n5 of 3', /Line 2 \(B\).*cannot be more/],
      [`1 of 2\n${'9'.repeat(400)} of 1`, /Line 2/],
    ] as const)
      assert.throws(
        () => countsOf(typed, ['A', 'B']),
        (thrown: unknown) => fault.test(JSON.stringify(thrown)),
        typed.slice(0, 20),
      )
    assert.equal(quarterOf('2026-11-30'), '2026-10-01')
    assert.equal(quarterOf('2027-01-01'), '2027-01-01')
    await assert.rejects(
      as(COORDINATOR, (scope) =>
        enterCoverage(scope, idOfCourse('first response'), { counts: '1 of 2\n1 of 2\n1 of 2' }),
      ),
      { code: 'counted' },
    )
  })
})
