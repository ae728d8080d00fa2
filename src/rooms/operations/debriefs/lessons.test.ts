/**
 * Lessons of debriefs, where lessons are: handed over at the end, taken on, shown, and learned when another agency has looked.
 * Who is not in the operation learns nothing of it but the lesson. As plain SQL.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { refused } from '../../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import {
  acceptLesson,
  changeLesson,
  checkLesson,
  findLesson,
  listLessons,
  listWaitingLessons,
  openLesson,
  showEvidence,
} from '../../oversight/index.ts'
import { inDays } from '../action-days/action-days.test-support.ts'
import type { OperationId } from '../ids.ts'
import { KENT, KENT_COORDINATOR, LEAD, LEAD_COORDINATOR, operationsOf } from '../operations.test-support.ts'
import { begin, identify, see } from './debriefs.test-support.ts'
import { closeDebrief } from './hold-debrief.ts'
import type { DebriefId, LessonId } from './ids.ts'
import { readDebrief } from './read-debrief.ts'

const COMMISSIONER = 'overseer@hmicfrs.example'
const OTHER_COMMISSIONER = 'overseer@sussex-pcc.example'
const TASK_FORCE = 'coordinator@taskforce.example'
const NCA = 'coordinator@nca.example'
const CODENAME = 'Copper Thimble'

void describe('a lesson of a debrief', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let operation: OperationId
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    operation = await at.open({ codename: CODENAME })
    await at.join(operation, 'kent-police')
    await at.enter(operation, KENT, 'tasking')
    await at.enter(operation, LEAD_COORDINATOR, 'deputy').catch(() => null)
  })
  after(() => db.close())

  const as = <T>(who: string, work: Parameters<typeof at.as<T>>[1]) => at.as(who, work)
  const identified = async (by = LEAD): Promise<{ debrief: DebriefId; lesson: LessonId }> => {
    const debrief = await as(LEAD, (scope) => begin(scope, operation))
    await as(KENT, (scope) => see(scope, debrief, { what: 'Seen on the slipway' }))
    const lesson = await as(by, (scope) => identify(scope, debrief, db.agency('kent-police')))
    return { debrief, lesson }
  }
  const handed = async () => {
    const one = await identified()
    await as(LEAD, (scope) => closeDebrief(scope, one.debrief, 'Agreed by both'))
    return one
  }
  const sql = (who: string, id: string, text: string, values: unknown[] = []) =>
    as(who, async (scope: MemberScope) => {
      const touched = await scope.tx.run(text, values)
      scope.record({ kind: 'alteration', subject: { kind: 'lesson', id } })
      return touched
    })
  const readBy = async (id: LessonId, who: string) =>
    (await as(who, (scope) => findLesson(scope, id))) !== null
  const stateIn = async (debrief: DebriefId) => {
    const { lessons } = await as(KENT, (scope) => readDebrief(scope, debrief))
    return lessons.map((one) => [one.isAccepted, one.isDone, one.isLearned].map(Number).join(''))
  }
  const shown = async () => {
    const one = await handed()
    await as(KENT_COORDINATOR, (scope) => acceptLesson(scope, one.lesson))
    await as(KENT_COORDINATOR, async (scope) =>
      showEvidence(scope, one.lesson, {
        ...{
          version: (await openLesson(scope, one.lesson)).version,
          evidence: 'The briefing of May names the desk',
        },
        askedAgencyId: db.agency('sussex-police'),
      }),
    )
    return one
  }

  void test('is read by nobody outside its operation before the end, and then by its agency, its body and the task force', async () => {
    const { debrief, lesson } = await identified()
    for (const who of [KENT_COORDINATOR, COMMISSIONER, TASK_FORCE, NCA, LEAD_COORDINATOR])
      assert.equal(await readBy(lesson, who), false, who)
    await as(LEAD, (scope) => closeDebrief(scope, debrief, 'Agreed by both'))
    for (const who of [KENT_COORDINATOR, COMMISSIONER, TASK_FORCE])
      assert.equal(await readBy(lesson, who), true, who)
    for (const who of [NCA, LEAD_COORDINATOR, OTHER_COMMISSIONER, 'analyst@kent-police.example'])
      assert.equal(await readBy(lesson, who), false, who)
  })

  void test('says nothing of the operation: no codename, no observation, no way back', async () => {
    const { lesson, debrief } = await handed()
    for (const who of [KENT_COORDINATOR, COMMISSIONER, TASK_FORCE]) {
      const said = await as(who, async (scope) =>
        JSON.stringify([
          await findLesson(scope, lesson),
          await scope.tx.many('select to_jsonb(l) as row from oversight.lesson l where id = $1', [lesson]),
          await scope.tx.many(
            `select id::text from operations.debrief union all select id::text from operations.observation
             union all select title from operations.lessons_of_debrief($1)`,
            [debrief],
          ),
        ]),
      )
      for (const secret of [CODENAME, operation, debrief, 'slipway', 'Agreed by both'])
        assert.ok(!said.includes(secret), `${who}: ${secret}`)
    }
    await refused(
      as(TASK_FORCE, (scope) => scope.tx.run('select lesson_id from operations.debrief_lesson')),
      'where it comes from',
    )
  })

  void test('is identified, taken on, shown, and learned when another agency has looked', async () => {
    const { debrief, lesson } = await handed()
    assert.deepEqual(await stateIn(debrief), ['000'])
    await assert.rejects(
      as(KENT_COORDINATOR, async (scope) =>
        showEvidence(scope, lesson, {
          ...{ version: (await openLesson(scope, lesson)).version, evidence: 'Done' },
          askedAgencyId: db.agency('nca'),
        }),
      ),
      { code: 'not-taken-on' },
    )
    await assert.rejects(
      db.admin(
        `update oversight.lesson set evidence = 'Done', evidence_by = person_id, evidence_at = now() where id = $1`,
        [lesson],
      ),
      { constraint: 'accepted_before_it_is_done' },
      'not even by the program',
    )
    for (const who of [LEAD_COORDINATOR, TASK_FORCE, NCA])
      await assert.rejects(
        as(who, (scope) => acceptLesson(scope, lesson)),
        { code: 'not-found' },
      )
    await as(KENT_COORDINATOR, (scope) => acceptLesson(scope, lesson))
    assert.deepEqual(await stateIn(debrief), ['100'])
    await as(KENT_COORDINATOR, async (scope) =>
      showEvidence(scope, lesson, {
        ...{ version: (await openLesson(scope, lesson)).version, evidence: 'Done' },
        askedAgencyId: db.agency('nca'),
      }),
    )
    assert.deepEqual(await stateIn(debrief), ['110'], 'done is not learned')
    await assert.rejects(
      as(KENT_COORDINATOR, (scope) => checkLesson(scope, lesson, { outcome: 'learned', words: 'Ours' })),
      { code: 'not-found' },
    )
    await as(NCA, (scope) =>
      checkLesson(scope, lesson, { outcome: 'learned', words: 'It is in three briefings' }),
    )
    assert.deepEqual(await stateIn(debrief), ['111'])
  })

  void test('is checked by another agency and by another person than identified it, whoever asks', async () => {
    const { lesson } = await shown()
    const check = (who: string, agency: string, by: string) =>
      db.admin(
        `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
         values ($1, $2, $3, $4, 'learned', 'Seen', $5, now())`,
        [newId(), lesson, db.agency(agency), db.agency(by), db.person(who).id],
      )
    await assert.rejects(check(KENT, 'kent-police', 'kent-police'), {
      constraint: 'checked_by_another_agency',
    })
    for (const who of [LEAD, KENT_COORDINATOR])
      await assert.rejects(check(who, 'kent-police', 'sussex-police'), { code: 'SM003' }, who)
    await refused(
      sql(
        NCA,
        lesson,
        `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
         values ($1, $2, $3, $4, 'learned', 'Seen', $5, now())`,
        [newId(), lesson, db.agency('kent-police'), db.agency('nca'), db.person(NCA).id],
      ),
      'an agency that was not asked',
    )
    await as(LEAD_COORDINATOR, (scope) => checkLesson(scope, lesson, { outcome: 'learned', words: 'Seen' }))
  })

  void test('says what the agencies agreed: its agency changes its owner, its day and its JOL reference alone', async () => {
    const { debrief, lesson } = await handed()
    for (const change of [
      `title = 'Ours'`,
      `happened = 'Ours'`,
      `why = 'Ours'`,
      `verdict = 'keep'`,
      `what = 'Ours'`,
    ])
      await assert.rejects(
        db.admin(`update oversight.lesson set ${change} where id = $1`, [lesson]),
        { code: 'SM003' },
        change,
      )
    for (const change of ['handed_at = null', 'from_debrief = false', 'why = null'])
      await assert.rejects(db.admin(`update oversight.lesson set ${change} where id = $1`, [lesson]), change)
    const { version } = await as(KENT_COORDINATOR, (scope) => openLesson(scope, lesson))
    const changed = { version, ownerPost: 'Head of Control', dueOn: inDays(90), jolReference: 'JOL 9' }
    await as(KENT_COORDINATOR, (scope) => changeLesson(scope, lesson, changed))
    const { lessons } = await as(KENT, (scope) => readDebrief(scope, debrief))
    assert.deepEqual(
      lessons.map((one) => [one.ownerPost, one.jolReference, one.title]),
      [['Head of Control', 'JOL 9', 'One desk rings the hall']],
      'there is one lesson, and the debrief shows it as it stands',
    )
    await refused(
      sql(KENT_COORDINATOR, lesson, 'update oversight.lesson set handed_at = null where id = $1', [lesson]),
      'it is not taken back',
    )
    await refused(
      sql(
        KENT_COORDINATOR,
        newId(),
        `insert into oversight.lesson (id, agency_id, title, happened, verdict, what, owner_post, due_on, person_id, at, from_debrief)
         values (gen_random_uuid(), $1, 'T', 'H', 'keep', 'W', 'P', '2030-01-01', $2, now(), true)`,
        [db.agency('kent-police'), db.person(KENT_COORDINATOR).id],
      ),
      'nobody says alone that several agencies agreed',
    )
  })

  void test('waits for its agency until it is taken on and when it is nearly due, and for who is asked to look', async () => {
    const { lesson } = await handed()
    const waits = async (who: string) =>
      (await as(who, (scope) => listWaitingLessons(scope, inDays(0)))).some(({ id }) => id === lesson)
    assert.equal(await waits(KENT_COORDINATOR), true)
    await as(KENT_COORDINATOR, (scope) => acceptLesson(scope, lesson))
    assert.equal(await waits(KENT_COORDINATOR), false)
    const soon = async () =>
      (await as(KENT_COORDINATOR, (scope) => listWaitingLessons(scope, inDays(50)))).length
    assert.ok((await soon()) > 0)
    assert.equal(await waits(TASK_FORCE), false)
    const { lesson: other } = await shown()
    const toCheck = await as(LEAD_COORDINATOR, (scope) => listWaitingLessons(scope, inDays(0)))
    assert.ok(toCheck.some(({ id }) => id === other))
    const { total } = await as(TASK_FORCE, (scope) => listLessons(scope, { offset: 0, limit: 100 }))
    assert.ok(total >= 5)
  })
})
