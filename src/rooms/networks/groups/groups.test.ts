/** What is promised of groups, their members, plans, assessments and links. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { fileReport, reportKind } from '../../intelligence/index.ts'
import { acting, checked } from '../../intelligence/reports.test-support.ts'
import { recallRecord, releaseRecord } from '../../sharing/index.ts'
import { assessGroup, assessmentsOf, nameLead, reviewGroup, reviewsOf } from './assess.ts'
import { changesOf } from './changes.ts'
import { groupKind } from './group-kind.ts'
import { groupOf, inDays, memberOf, release, write } from './groups.test-support.ts'
import { groupsOf, linkedWith, linkReport, linkRequirement, unlink } from './linked-reports.ts'
import { listGroups } from './list-groups.ts'
import { addMember, membersOf, takeMemberBack } from './members.ts'
import { addLine, findLine, planOf, replanLine, sayOfLine } from './plan.ts'
import { readGroup } from './read-group.ts'
import { gatherMentions } from '../subjects/gather-mentions.ts'
import { startGroup } from './start-group.ts'
import { groupTasks } from './tasks.ts'
import { changeGroup } from './write-group.ts'

const NCA = 'intelligence-officer@nca.example'
const COORDINATOR = 'coordinator@nca.example'
const ANALYST = 'analyst@nca.example'
const KENT = 'intelligence-officer@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('groups', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  before(async () => {
    db = await testDatabase()
    as = acting(db)
  })
  after(() => db.close())

  const kent = () => [db.agency('kent-police')]
  const report = async (who: string, changes: Record<string, unknown> = {}): Promise<RecordId> =>
    (await as(who, (scope) => fileReport(scope, checked(changes)))).id
  const nameOf = async (account: string) =>
    (
      await db.admin<{ name: string }>('select name from identity.person where id = $1', [
        db.person(account).id,
      ])
    )[0]?.name
  const referenceOf = async (id: RecordId) =>
    (await db.admin<{ reference: string }>('select reference from access.record where id = $1', [id]))[0]
      ?.reference ?? ''
  const line = (owner: string, changes: object = {}) => ({
    ...{ strand: 'pursue' as const, what: 'Visit the yard', dueOn: inDays(10) },
    owner: db.person(owner).id,
    ...changes,
  })

  void test('is its agency’s until it is released, and then a partner’s who reads it in full', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await assert.rejects(
      as(KENT, (scope) => readGroup(scope, id)),
      { code: 'not-found' },
    )
    await as(NCA, (scope) => release(scope, id, kent()))
    const read = await as(KENT, (scope) => readGroup(scope, id))
    assert.deepEqual([read.sight, read.own, read.title], ['full', false, 'Harbour Lane group'])
    assert.deepEqual([read.body?.nextReviewOn, read.body?.leadId, read.body?.stretches], [null, null, []])
    const listed = await as(KENT, (scope) => listGroups(scope, { own: false, which: 'open' }))
    assert.ok(listed.rows.some((row) => row.id === id))
    await as(NCA, (scope) => recallRecord(scope, groupKind, id, 'It was wrong'))
    await assert.rejects(
      as(KENT, (scope) => readGroup(scope, id)),
      { code: 'not-found' },
    )
  })

  void test('under conditions is a name, until they are accepted', async () => {
    const conditions = { handling: 'C', conditions: 'Ask first', action_code: 'A1', sanitisation_code: 'S2' }
    const id = await as(NCA, (scope) => write(scope, conditions))
    await as(NCA, (scope) => release(scope, id, kent()))
    const read = await as(KENT, (scope) => readGroup(scope, id))
    assert.deepEqual([read.sight, read.body, read.reference], ['conditions', null, null])
    assert.deepEqual(await as(KENT, (scope) => membersOf(scope, id)), [])
  })

  void test('changes as its next version; what each said, and who wrote it, its owner reads', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await as(COORDINATOR, (scope) =>
      changeGroup(scope, id, 1, groupOf({ name: 'Yard group', status: 'dormant' })),
    )
    const read = await as(NCA, (scope) => readGroup(scope, id))
    assert.deepEqual([read.title, read.version, read.body?.status], ['Yard group', 2, 'dormant'])
    const changes = await as(NCA, (scope) => changesOf(scope, id))
    assert.deepEqual(
      changes.map(({ version, isFirst, fields }) => [version, isFirst, fields.map((one) => one.words)]),
      [
        [2, false, ['Name', 'Where it stands']],
        [1, true, []],
      ],
    )
    assert.equal(changes[0]?.by, await nameOf(COORDINATOR))
    await assert.rejects(
      as(NCA, (scope) => changeGroup(scope, id, 1, groupOf())),
      { code: 'stale' },
    )
    await as(NCA, (scope) => release(scope, id, kent()))
    assert.deepEqual(await as(KENT, (scope) => changesOf(scope, id)), [])
  })

  void test('made of reports is the act of a person who reads all of them, and stays theirs', async () => {
    const [own, given, hidden] = [await report(NCA), await report(KENT), await report(KENT)]
    await as(KENT, (scope) =>
      releaseRecord(scope, reportKind, given, { to: { agencies: [db.agency('nca')] }, reason: 'Ours too' }),
    )
    const start = { name: 'Two agencies’ group', basis: 'One telephone is in both reports' }
    await assert.rejects(
      as(COORDINATOR, (scope) => startGroup(scope, { ...start, recordIds: [own, hidden] })),
      { fields: { recordIds: 'Choose filed reports that you may read in full' } },
    )
    await assert.rejects(
      as(ANALYST, (scope) => startGroup(scope, { ...start, recordIds: [own] })),
      {
        code: 'wrong-role',
      },
    )
    const { id } = await as(COORDINATOR, (scope) => startGroup(scope, { ...start, recordIds: [own, given] }))
    const linked = await as(COORDINATOR, (scope) => linkedWith(scope, id, 'report'))
    assert.deepEqual(linked.map((one) => one.id).toSorted(), [own, given].toSorted())
    assert.deepEqual(
      (await as(COORDINATOR, (scope) => groupsOf(scope, own, 'report'))).map((one) => one.id),
      [id],
    )
    assert.deepEqual(
      await as(KENT, (scope) => groupsOf(scope, given, 'report')),
      [],
      'Kent does not know of it',
    )
  })

  void test('linked with a report is seen by whoever reads both, and by nobody else', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const secret = await report(NCA)
    await as(NCA, (scope) => linkReport(scope, id, secret))
    await as(NCA, (scope) => release(scope, id, kent()))
    assert.deepEqual(await as(KENT, (scope) => linkedWith(scope, id, 'report')), [])
    // A partner who reads the group links a report of their own. Its owner sees it once it is released to them.
    const kents = await report(KENT)
    await as(KENT, (scope) => linkReport(scope, id, kents))
    assert.deepEqual(
      (await as(NCA, (scope) => linkedWith(scope, id, 'report'))).map((one) => one.id),
      [secret],
    )
    await as(KENT, (scope) =>
      releaseRecord(scope, reportKind, kents, { to: { agencies: [db.agency('nca')] }, reason: 'Yours' }),
    )
    assert.equal((await as(NCA, (scope) => linkedWith(scope, id, 'report'))).length, 2)
    await assert.rejects(
      as(NCA, (scope) => unlink(scope, id, kents, 'report')),
      { code: 'not-found' },
    )
    await as(KENT, (scope) => unlink(scope, id, kents, 'report'))
    assert.equal((await as(NCA, (scope) => linkedWith(scope, id, 'report'))).length, 1)
    await assert.rejects(
      as(SUSSEX, (scope) => linkReport(scope, id, secret)),
      { code: 'not-found' },
    )
    await assert.rejects(
      as(NCA, (scope) => linkRequirement(scope, id, secret)),
      { kind: 'invalid' },
    )
  })

  void test('names a member with the item on which it rests; the report shows only to whoever reads it', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const secret = await report(NCA)
    const here = { basis: undefined, source_evaluation: undefined, intelligence_assessment: undefined }
    const resting = { ...here, report: await referenceOf(secret), item: 1 }
    await as(NCA, (scope) => addMember(scope, id, memberOf(resting)))
    const [mine] = await as(NCA, (scope) => membersOf(scope, id))
    assert.equal(mine?.report?.id, secret)
    assert.deepEqual([mine.source_evaluation, mine.intelligence_assessment], ['2', 'C'])
    await as(NCA, (scope) => release(scope, id, kent()))
    const [theirs] = await as(KENT, (scope) => membersOf(scope, id))
    assert.deepEqual([theirs?.report, theirs?.source_evaluation], [null, '2'], 'its grade stays with it')
    await assert.rejects(
      as(NCA, (scope) => addMember(scope, id, memberOf({ ...resting, item: 9 }))),
      { fields: { item: 'The report has no such item. Look at its page' } },
    )
    await as(NCA, (scope) => takeMemberBack(scope, mine.id))
    assert.deepEqual(await as(NCA, (scope) => membersOf(scope, id)), [])
  })

  void test('never names a victim, a witness or a child of the report on which it rests', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const kept = await report(NCA, {
      subjects: [
        { kind: 'person', item: 1, category: 'victim', names: ['Wren Halloway'] },
        { kind: 'person', item: 1, category: 'suspected', names: ['Robin Marsh'], born: '2015-01-01' },
        { kind: 'person', item: 1, category: 'suspected', names: ['Jay Orchard'], born: '1980-01-01' },
      ],
    })
    const here = { basis: undefined, source_evaluation: undefined, intelligence_assessment: undefined }
    const reference = await referenceOf(kept)
    const naming = (name: string) =>
      as(NCA, (scope) =>
        addMember(
          scope,
          id,
          memberOf({
            ...{ ...here, kind: 'person', name, role: 'drives', category: 'suspected', is_adult: true },
            ...{ report: reference, item: 1 },
          }),
        ),
      )
    for (const name of ['Wren Halloway', 'WREN HALLOWAY ', 'Robin Marsh'])
      await assert.rejects(naming(name), { kind: 'invalid' }, name)
    await naming('Jay Orchard')
    assert.deepEqual(
      (await as(NCA, (scope) => membersOf(scope, id))).map(({ name }) => name),
      ['Jay Orchard'],
    )
  })

  void test('hides from partners whom a later report of its owner keeps apart, and names them no more', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const named = (category: string) => ({
      subjects: [{ kind: 'person', item: 1, category, names: ['Linden Marsh'], born: '1980-01-01' }],
    })
    const suspect = await report(NCA, named('suspected'))
    const here = { basis: undefined, source_evaluation: undefined, intelligence_assessment: undefined }
    const naming = {
      ...here,
      kind: 'person',
      name: 'Linden Marsh',
      role: 'drives',
      category: 'suspected',
      is_adult: true,
    }
    const reference = await referenceOf(suspect)
    const name = () =>
      as(NCA, (scope) => addMember(scope, id, memberOf({ ...naming, report: reference, item: 1 })))
    await name()
    await as(NCA, (scope) => release(scope, id, kent()))
    await gatherMentions(db.database)
    assert.equal((await as(KENT, (scope) => membersOf(scope, id))).length, 1)
    await report(NCA, named('victim'))
    assert.deepEqual(await as(KENT, (scope) => membersOf(scope, id)), [])
    assert.equal((await as(NCA, (scope) => membersOf(scope, id))).length, 1, 'its owner takes it back')
    await assert.rejects(name(), { kind: 'invalid' })
  })

  void test('does not contain itself, directly or by way of others', async () => {
    const [one, two, three] = [
      await as(NCA, (scope) => write(scope, { name: 'One' })),
      await as(NCA, (scope) => write(scope, { name: 'Two' })),
      await as(NCA, (scope) => write(scope, { name: 'Three' })),
    ]
    const put = async (inside: RecordId, into: RecordId) => {
      const member_group = await referenceOf(inside)
      await as(NCA, (scope) =>
        addMember(scope, into, memberOf({ kind: 'group', name: 'A part', member_group })),
      )
    }
    await assert.rejects(put(one, one), { kind: 'invalid' })
    await put(two, one)
    await put(three, two)
    await assert.rejects(put(one, three), { kind: 'invalid' })
    await put(three, one)
    const members = await as(NCA, (scope) => membersOf(scope, one))
    assert.deepEqual(members.map(({ group }) => group?.name).toSorted(), ['Three', 'Two'])
  })

  void test('has a plan whose lines are tasks of their owners, and late when they are', async () => {
    const id = await as(NCA, (scope) => write(scope, { name: 'Planned group' }))
    const lineId = await as(NCA, (scope) => addLine(scope, id, line(ANALYST)))
    const tasks = async (at?: Date) => {
      const found = await db.database.performAs(
        { personId: db.person(ANALYST).id, operation: 'test', purpose: null },
        (scope) => groupTasks(at === undefined ? scope : { ...scope, now: at }),
      )
      return found.filter(({ href }) => href === `/groups/lines/${lineId}`)
    }
    const [task] = await tasks()
    assert.equal(task?.kind, 'group-line')
    assert.match(task.text, /^Pursue, due .*: Visit the yard \(Planned group\)$/)
    const [late] = await tasks(new Date(Date.now() + 12 * 86_400_000))
    assert.equal(late?.kind, 'group-line-late')
    await as(ANALYST, (scope) => sayOfLine(scope, lineId, 1, { state: 'under-way', words: null }))
    await assert.rejects(
      as(ANALYST, (scope) => sayOfLine(scope, lineId, 2, { state: 'done', words: null })),
      {
        fields: { words: 'Say what came of it' },
      },
    )
    await assert.rejects(
      as(ANALYST, (scope) => replanLine(scope, lineId, 2, { owner: db.person(NCA).id, dueOn: inDays(3) })),
      { code: 'wrong-role' },
    )
    await as(ANALYST, (scope) =>
      sayOfLine(scope, lineId, 2, { state: 'done', words: 'The yard was visited' }),
    )
    assert.deepEqual(await tasks(), [])
    await assert.rejects(
      as(NCA, (scope) => sayOfLine(scope, lineId, 3, { state: 'dropped', words: 'No' })),
      {
        code: 'is-done',
      },
    )
  })

  void test('gives a line to a colleague, by a day to come, and to nobody of another agency', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await assert.rejects(
      as(NCA, (scope) => addLine(scope, id, line(KENT))),
      { kind: 'invalid' },
    )
    for (const dueOn of ['1066-10-14', '2099-01-01'])
      await assert.rejects(
        as(NCA, (scope) => addLine(scope, id, line(NCA, { dueOn }))),
        { kind: 'invalid' },
      )
    const lineId = await as(NCA, (scope) => addLine(scope, id, line(NCA)))
    await as(NCA, (scope) =>
      replanLine(scope, lineId, 1, { owner: db.person(ANALYST).id, dueOn: inDays(30) }),
    )
    const found = await as(NCA, (scope) => findLine(scope, lineId))
    assert.deepEqual([found?.owner, found?.dueOn], [await nameOf(ANALYST), inDays(30)])
    await as(NCA, (scope) => release(scope, id, kent()))
    const [theirs] = await as(KENT, (scope) => planOf(scope, id))
    assert.equal(theirs?.what, 'Visit the yard')
    assert.notEqual(theirs.owner, await nameOf(ANALYST), 'a partner reads a role, and no name')
    await assert.rejects(
      as(KENT, (scope) => sayOfLine(scope, lineId, 2, { state: 'under-way', words: null })),
      { code: 'not-found' },
    )
  })

  void test('keeps assessments as they were typed, and a result that was made elsewhere beside them', async () => {
    const id = await as(NCA, (scope) => write(scope))
    const typed = { words: 'It grows', basis: 'Six reports', morile: null }
    await as(NCA, (scope) => assessGroup(scope, id, { ...typed, grade: 'low', madeOn: inDays(-20) }))
    const morile = { result: 'As on the sheet of the region', by: 'The regional unit', on: inDays(-5) }
    await as(COORDINATOR, (scope) =>
      assessGroup(scope, id, { ...typed, grade: 'medium', madeOn: inDays(-1), morile }),
    )
    const [newest, before] = await as(NCA, (scope) => assessmentsOf(scope, id))
    assert.deepEqual(
      [newest?.grade, newest?.by, newest?.morileResult],
      ['medium', await nameOf(COORDINATOR), morile.result],
    )
    assert.deepEqual([before?.grade, before?.morileResult], ['low', null])
    for (const madeOn of ['1066-10-14', '2099-01-01'])
      await assert.rejects(
        as(NCA, (scope) => assessGroup(scope, id, { ...typed, grade: 'low', madeOn })),
        {
          kind: 'invalid',
        },
      )
  })

  void test('is led by a colleague, and reviewed by a named person who says when the next review is', async () => {
    const id = await as(NCA, (scope) => write(scope))
    await assert.rejects(
      as(NCA, (scope) => nameLead(scope, id, 1, db.person(KENT).id)),
      { kind: 'invalid' },
    )
    await as(NCA, (scope) => nameLead(scope, id, 1, db.person(COORDINATOR).id))
    await as(COORDINATOR, (scope) => reviewGroup(scope, id, { words: 'All lines move', nextOn: inDays(60) }))
    const read = await as(NCA, (scope) => readGroup(scope, id))
    assert.deepEqual([read.body?.lead, read.body?.nextReviewOn], [await nameOf(COORDINATOR), inDays(60)])
    assert.ok(read.body?.reviewedAt)
    await as(NCA, (scope) => release(scope, id, kent()))
    assert.deepEqual(await as(KENT, (scope) => reviewsOf(scope, id)), [])
  })

  void test('keeps script in every text as text', async () => {
    const script = '<script>alert(1)</script>'
    const id = await as(NCA, (scope) =>
      write(scope, { name: script, aliases: [script], why_a_group: script }),
    )
    await as(NCA, (scope) => addMember(scope, id, memberOf({ name: script, role: script, words: script })))
    const read = await as(NCA, (scope) => readGroup(scope, id))
    assert.deepEqual([read.title, read.body?.aliases], [script, [script]])
  })
})
