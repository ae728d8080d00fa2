/** A line of a plan that a partner owns: who may be asked, who answers, and what the database refuses. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { acting } from '../../intelligence/reports.test-support.ts'
import { partnersToAsk } from './ask-partner.ts'
import { inDays, release, write } from './groups.test-support.ts'
import type { GroupLineId } from './ids.ts'
import { acceptLine, declineLine } from './partner-lines.ts'
import { addLine, findLine, replanLine, sayOfLine } from './plan.ts'
import { groupTasks } from './tasks.ts'

const NCA = 'intelligence-officer@nca.example'
const KENT = 'intelligence-officer@kent-police.example'
const KENT_ANALYST = 'analyst@kent-police.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'

void describe('a line that a partner owns', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  let id: RecordId
  before(async () => {
    db = await testDatabase()
    as = acting(db)
    id = await as(NCA, (scope) => write(scope))
  })
  after(() => db.close())

  const kent = () => db.agency('kent-police')
  const line = { strand: 'protect', what: 'Talk to the harbour', dueOn: inDays(9) } as const
  const asked = () => as(NCA, (scope) => addLine(scope, id, { ...line, owner: { agency: kent() } }))
  const read = (who: string, one: GroupLineId) => as(who, (scope) => findLine(scope, one))
  const tasks = (who: string, one: GroupLineId) =>
    as(who, async (scope) =>
      (await groupTasks(scope)).filter(({ href }) => href === `/groups/lines/${one}`).map(({ kind }) => kind),
    )

  void test('is asked of an agency that has the group, and of no other', async () => {
    await assert.rejects(asked(), { kind: 'invalid' })
    await as(NCA, (scope) => release(scope, id, [kent(), db.agency('sussex-police')]))
    const names = await as(NCA, async (scope) => (await partnersToAsk(scope, id)).map(({ slug }) => slug))
    assert.deepEqual(names, ['kent-police', 'sussex-police'])
    await asked()
  })

  void test('waits for who may answer, is taken by a person of theirs, and is a task of that person', async () => {
    const one = await asked()
    assert.deepEqual(await tasks(KENT, one), ['group-line-asked'])
    assert.deepEqual(await tasks(SUSSEX, one), [])
    await as(KENT_ANALYST, (scope) => acceptLine(scope, one, 1, db.person(KENT_ANALYST).id))
    assert.deepEqual(await tasks(KENT, one), [])
    assert.deepEqual(await tasks(KENT_ANALYST, one), ['group-line'])
    assert.equal((await read(NCA, one))?.partner?.agency, 'Kent Police')
    await as(KENT_ANALYST, (scope) => sayOfLine(scope, one, 1, { state: 'done', words: 'They listened' }))
    assert.equal((await read(NCA, one))?.state, 'done')
    assert.deepEqual(await tasks(KENT_ANALYST, one), [])
  })

  void test('is given to a colleague by those who keep groups, and to nobody by anybody else', async () => {
    const one = await asked()
    const { id: analyst } = db.person(KENT_ANALYST)
    await assert.rejects(
      as(KENT_ANALYST, (scope) => acceptLine(scope, one, 1, db.person(KENT).id)),
      { code: 'wrong-role' },
    )
    for (const [who, owner] of [
      [SUSSEX, db.person(SUSSEX).id],
      [NCA, db.person(NCA).id],
    ] as const)
      await assert.rejects(
        as(who, (scope) => acceptLine(scope, one, 1, owner)),
        { kind: 'not-found' },
      )
    await assert.rejects(
      as(KENT, (scope) => acceptLine(scope, one, 1, db.person(SUSSEX).id)),
      { kind: 'invalid' },
    )
    await as(KENT, (scope) => acceptLine(scope, one, 1, analyst))
    await as(KENT, (scope) => acceptLine(scope, one, 2, db.person(KENT).id))
    assert.deepEqual(await tasks(KENT_ANALYST, one), [])
    await assert.rejects(
      as(KENT_ANALYST, (scope) => sayOfLine(scope, one, 1, { state: 'under-way', words: null })),
      { code: 'wrong-role' },
    )
  })

  void test('is declined with a reason, and then owned by a colleague or asked anew', async () => {
    const one = await asked()
    await as(KENT, (scope) => declineLine(scope, one, 1, 'The port is not ours'))
    assert.deepEqual(await tasks(KENT, one), [])
    assert.equal((await read(NCA, one))?.partner?.declinedWords, 'The port is not ours')
    await assert.rejects(
      as(KENT, (scope) => acceptLine(scope, one, 2, db.person(KENT).id)),
      { code: 'is-done' },
    )
    await as(NCA, (scope) => replanLine(scope, one, 1, { owner: { agency: kent() }, dueOn: inDays(12) }))
    assert.deepEqual(await tasks(KENT, one), ['group-line-asked'])
    await as(NCA, (scope) => replanLine(scope, one, 2, { owner: db.person(NCA).id, dueOn: inDays(12) }))
    assert.deepEqual(await tasks(KENT, one), [])
    assert.deepEqual(await tasks(NCA, one), ['group-line'])
  })

  void test('tells other readers of the group neither who is asked nor who owns it', async () => {
    const one = await asked()
    await as(KENT, (scope) => acceptLine(scope, one, 1, db.person(KENT).id))
    const seen = await read(SUSSEX, one)
    assert.deepEqual([seen?.what, seen?.owner, seen?.partner], [line.what, null, null])
  })

  void test('is protected by the database from each side', async () => {
    const one = await asked()
    const sql = (who: string, statement: string, values: unknown[]) =>
      as(who, async (scope) => {
        const rows = await scope.tx.run(statement, values)
        scope.record({ kind: 'alteration', subject: { kind: 'group', id } })
        return rows
      })
    const take = `update networks.group_line_asked
      set person_id = $2, answered_at = now(), revision = revision + 1 where line_id = $1`
    assert.equal(await sql(SUSSEX, take, [one, db.person(SUSSEX).id]), 0)
    assert.equal(await sql(NCA, take, [one, db.person(NCA).id]), 0, 'who asks does not answer')
    await assert.rejects(sql(KENT_ANALYST, take, [one, db.person(KENT).id]), { code: 'SM003' })
    await assert.rejects(sql(KENT, take, [one, db.person(SUSSEX).id]), { code: 'SM003' })
    const own = 'update networks.group_line set owner_id = $2 where id = $1'
    assert.equal(await sql(KENT, own, [one, db.person(KENT).id]), 0, 'before it is accepted')
    await assert.rejects(sql(NCA, own, [one, db.person(NCA).id]), { code: 'SM003' }, 'two owners')
    await sql(KENT, take, [one, db.person(KENT).id])
    await assert.rejects(sql(KENT, own, [one, db.person(KENT).id]), { code: 'SM003' })
    await assert.rejects(sql(KENT, `update networks.group_line set what = 'Other' where id = $1`, [one]), {
      code: 'SM003',
    })
    await assert.rejects(sql(NCA, 'delete from networks.group_line_asked where line_id = $1', [one]), {
      code: 'SM003',
    })
    await assert.rejects(
      sql(NCA, 'insert into networks.group_line_asked (line_id, group_id, agency_id) values ($1, $2, $3)', [
        await as(NCA, (scope) => addLine(scope, id, { ...line, owner: db.person(NCA).id })),
        id,
        db.agency('nca'),
      ]),
      { code: '42501' },
    )
  })
})
