/** What of a group the database refuses, whatever the program thinks: as plain SQL of a signed-in person. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { newId } from '../../../platform/identifiers.ts'
import { fileReport } from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { inDays, memberOf, release, write } from './groups.test-support.ts'
import { addMember } from './members.ts'
import { addLine } from './plan.ts'

const NCA = 'intelligence-officer@nca.example'
const ANALYST = 'analyst@nca.example'
const KENT = 'intelligence-officer@kent-police.example'

void describe('a group protects itself', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  let id: RecordId
  before(async () => {
    db = await testDatabase()
    as = acting(db)
    id = await as(NCA, (scope) => write(scope))
    await as(NCA, (scope) => release(scope, id, [db.agency('kent-police')]))
  })
  after(() => db.close())

  /** Does something in SQL, with its event. @returns how many rows changed */
  const sql = (who: string, statement: string, values: unknown[] = [], of: string = id) =>
    as(who, async (scope) => {
      const rows = await scope.tx.run(statement, values)
      scope.record({ kind: 'alteration', subject: { kind: 'group', id: of } })
      return rows
    })
  const member = (columns: Record<string, unknown>, who = NCA) => {
    const all: Record<string, unknown> = {
      ...{ id: newId(), group_id: id, kind: 'person', name: 'Rowan Ashdown', role: 'drives' },
      ...{ category: 'suspected', is_adult: true, basis: 'fact', source_evaluation: '1' },
      ...{ intelligence_assessment: 'A', person_id: db.person(who).id },
      ...columns,
    }
    const names = Object.keys(all)
    return sql(
      who,
      `insert into networks.group_member (${names.join(', ')}) values (${names.map((_, n) => `$${String(n + 1)}`).join(', ')})`,
      Object.values(all),
    )
  }

  void test('from a victim, a witness, a child, and anybody without a category', async () => {
    for (const wrong of [
      { category: 'victim' },
      { category: 'witness' },
      { category: null },
      { is_adult: false },
      { is_adult: null },
    ])
      await assert.rejects(member(wrong), { code: '23514' }, JSON.stringify(wrong))
    assert.equal(await member({}), 1)
  })

  void test('from statements in somebody else’s name, from partners, and from dates that cannot be', async () => {
    await assert.rejects(member({ person_id: db.person(ANALYST).id }), { code: '42501' })
    await assert.rejects(member({}, KENT), { code: '42501' })
    await assert.rejects(member({}, ANALYST), { code: '42501' })
    await assert.rejects(member({ from_on: '1066-10-14' }), { code: '23514' })
    await assert.rejects(member({ from_on: '2099-01-01' }), { code: 'SM003' })
    await assert.rejects(member({ from_on: '2024-02-01', until_on: '2024-01-01' }), { code: '23514' })
  })

  void test('from being its own member, also by way of another', async () => {
    const other = await as(NCA, (scope) => write(scope, { name: 'Other' }))
    const part = { kind: 'group', category: null, is_adult: null }
    await assert.rejects(member({ ...part, member_group_id: id }), { code: /23514|SM003/ })
    assert.equal(await member({ ...part, member_group_id: other }), 1)
    const back = sql(
      NCA,
      `insert into networks.group_member (id, group_id, kind, name, role, member_group_id, basis, source_evaluation,
         intelligence_assessment, person_id) values ($1, $2, 'group', 'Back', 'part', $3, 'fact', '1', 'A', $4)`,
      [newId(), other, id, db.person(NCA).id],
      other,
    )
    await assert.rejects(back, { code: 'SM003' })
    const kents = await as(KENT, (scope) => write(scope, { name: 'Kent’s own' }))
    await assert.rejects(
      member({ ...part, member_group_id: kents }),
      { code: 'SM003' },
      'one that is not in sight',
    )
  })

  void test('from a statement with another grading than the item on which it rests', async () => {
    const { id: report } = await as(NCA, (scope) => fileReport(scope, checked()))
    const resting = async (grade: string) => {
      const memberId = await as(NCA, (scope) =>
        addMember(
          scope,
          id,
          memberOf({ source_evaluation: grade, intelligence_assessment: 'C', basis: 'fact' }),
        ),
      )
      return await sql(
        NCA,
        'insert into networks.group_ground (member_id, group_id, report_id, version, item) values ($1, $2, $3, 1, 1)',
        [memberId, id, report],
      )
    }
    await assert.rejects(resting('1'), { code: 'SM003' })
    assert.equal(await resting('2'), 1)
  })

  void test('from a change that is no version, and of what follows from reviews and from the plan', async () => {
    const set = (what: string) => sql(NCA, `update networks.crime_group set ${what} where id = $1`, [id])
    for (const wrong of [
      `basis = 'Another'`,
      `status = 'dismantled'`,
      `next_review_on = '2030-01-01'`,
      'reviewed_at = now()',
      'plan_changed_at = now()',
    ])
      await assert.rejects(set(wrong), { code: 'SM003' }, wrong)
    await assert.rejects(set(`lead_id = '${db.person(KENT).id}'`), { code: 'SM003' })
    await assert.rejects(
      as(NCA, (scope) => scope.tx.run('update networks.crime_group set lead_id = null where id = $1', [id])),
      { code: 'SM002' },
      'without its event',
    )
  })

  void test('from a line that says something else later, begins anew, or is somebody else’s to end', async () => {
    const owner = db.person(ANALYST).id
    const line = await as(NCA, (scope) =>
      addLine(scope, id, { strand: 'pursue', what: 'Visit', owner, dueOn: inDays(9) }),
    )
    const set = (who: string, what: string) =>
      sql(who, `update networks.group_line set ${what} where id = $1`, [line])
    await assert.rejects(set(NCA, `what = 'Other'`), { code: 'SM003' })
    await assert.rejects(set(ANALYST, `due_on = '2030-01-01'`), { code: 'SM003' })
    assert.equal(await set(KENT, `state = 'dropped', words = 'No'`), 0)
    await assert.rejects(set(ANALYST, `state = 'done'`), { code: '23514' })
    assert.equal(await set(ANALYST, `state = 'done', words = 'Visited'`), 1)
    await assert.rejects(set(NCA, `state = 'open'`), { code: 'SM003' })
    await assert.rejects(sql(NCA, 'delete from networks.group_line where id = $1', [line]), { code: '42501' })
  })

  void test('from an assessment or a review that changes, or that is somebody else’s', async () => {
    const assess = (person: string, on = '2026-01-01') =>
      sql(
        NCA,
        `insert into networks.group_assessment (id, group_id, person_id, made_on, grade, words, basis)
         values ($1, $2, $3, $4, 'low', 'Words', 'Basis')`,
        [newId(), id, db.person(person).id, on],
      )
    await assert.rejects(assess(ANALYST), { code: '42501' })
    await assert.rejects(assess(NCA, '2099-01-01'), { code: '23514' })
    assert.equal(await assess(NCA), 1)
    for (const table of ['group_assessment', 'group_review', 'group_member', 'group_version'])
      await assert.rejects(sql(NCA, `update networks.${table} set at = at where group_id = $1`, [id]), {
        code: '42501',
      })
  })

  void test('from links of what one does not read, or that are of two others', async () => {
    const { id: kents } = await as(KENT, (scope) => fileReport(scope, checked()))
    const link = (who: string, report: string) =>
      sql(
        who,
        'insert into networks.group_report (group_id, report_id, agency_id, person_id) values ($1, $2, $3, $4)',
        [id, report, db.agency(who.includes('kent') ? 'kent-police' : 'nca'), db.person(who).id],
      )
    await assert.rejects(link(NCA, kents), { code: '42501' })
    await assert.rejects(link(NCA, id), { code: '42501' }, 'a group is no report')
    assert.equal(await link(KENT, kents), 1)
  })
})
