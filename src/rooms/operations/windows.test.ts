/**
 * Who is not in an operation sees what a stranger sees, of the owning agency too; but for the records manager’s register,
 * what an agency’s coordinator is asked, and the register of the task force. A codename says nothing in any of them.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { leaveWithAgency, offerTerms } from './agencies/participation.ts'
import type { OperationId } from './ids.ts'
import {
  KENT,
  KENT_ANALYST,
  KENT_COORDINATOR,
  LEAD,
  LEAD_COORDINATOR,
  operationOf,
  operationsOf,
} from './operations.test-support.ts'
import { proposePost } from './people/posts.ts'
import { proposeOperation } from './propose-operation.ts'

const WINDOWS = [
  'register_of_agency',
  'register_of_task_force',
  'terms_of_agency',
  'people_of_agency',
  'new_terms_of_agency',
] as const
const STRANGER = 'intelligence-officer@nca.example'
const COLLEAGUE = 'analyst@sussex-police.example'
const RECORDS = 'records-manager@sussex-police.example'

void describe('who is not in an operation', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let id: OperationId
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    id = await at.open({ codename: 'Granite Kestrel' })
  })
  after(() => db.close())

  /** Everything of the schema and of the record that somebody gets. */
  const seenBy = (who: string) =>
    at.as(who, async (scope) => {
      const seen: Record<string, unknown[]> = {}
      for (const table of [
        ...['operation', 'terms', 'terms_accepted', 'participation', 'post', 'operation_group'],
        ...['operation_stretch', 'decision_log', 'decision', 'decision_content', 'narrow_reader'],
      ])
        seen[table] = await scope.tx.many(`select * from operations.${table}`)
      seen['record'] = await scope.tx.many(`select * from access.record where kind = 'operation'`)
      seen['compartment'] = await scope.tx.many('select * from access.compartment')
      for (const window of WINDOWS) seen[window] = await scope.tx.many(`select * from operations.${window}()`)
      seen['waiting'] = await scope.tx.many('select * from operations.things_waiting()')
      seen['people'] = await scope.tx.many('select * from operations.people_in($1)', [id])
      seen['left'] = await scope.tx.many('select * from operations.read_by_those_who_left($1)', [id])
      seen['stays'] = await scope.tx.many('select * from operations.what_stays_of($1)', [id])
      seen['concerned'] = await scope.tx.many('select * from operations.concerned($1)', [id])
      const asked = await scope.tx.one<{ said: unknown[] }>(
        `select array[operations.viewer_in($1), operations.viewer_holds($1, 'lead', 'member'), operations.is_open($1),
                      operations.participates($1, $2), operations.terms_in_force($1) is not null,
                      operations.viewer_reads_what_stays($1)] as said`,
        [id, db.agency('sussex-police')],
      )
      seen['asked'] = asked.said
      return seen
    })
  const nothing = (seen: Record<string, unknown[]>) =>
    Object.entries(seen)
      .filter(([name, rows]) => (name === 'asked' ? rows.some(Boolean) : rows.length > 0))
      .map(([name]) => name)

  void test('sees what a stranger sees', async () => {
    assert.deepEqual(nothing(await seenBy(STRANGER)), [])
    assert.deepEqual(await seenBy(COLLEAGUE), await seenBy(STRANGER))
    assert.deepEqual(await seenBy(KENT_COORDINATOR), await seenBy(STRANGER))
  })

  void test('reads codename, state and next review as a records manager, and no content', async () => {
    const seen = await seenBy(RECORDS)
    assert.deepEqual(nothing(seen), ['register_of_agency'])
    const [row] = seen['register_of_agency'] as Record<string, unknown>[]
    assert.deepEqual(Object.keys(row ?? {}), ['codename', 'state', 'next_review'])
    assert.deepEqual([row?.['codename'], row?.['state']], ['Granite Kestrel', 'open'])
    assert.deepEqual(nothing(await seenBy('records-manager@kent-police.example')), [])
  })

  void test('reads as a coordinator the terms that were offered, and which of its people were asked for', async () => {
    const terms = await at.as(LEAD, (scope) =>
      offerTerms(scope, id, { agency: db.agency('kent-police'), gateway: 'Common law policing powers' }),
    )
    const seen = await seenBy(KENT_COORDINATOR)
    assert.deepEqual(nothing(seen).sort(), ['concerned', 'terms_of_agency', 'waiting'])
    assert.deepEqual(nothing(await seenBy(KENT)), [])
    await at.as(KENT_COORDINATOR, (scope) =>
      scope.tx.one('select operations.accept_terms($1)', [terms]).then(() => {
        scope.record({ kind: 'disclosure', subject: { kind: 'operation', id } })
      }),
    )
    await at.as(LEAD, (scope) => proposePost(scope, id, { address: KENT, post: 'member' }))
    const [asked] = (await seenBy(KENT_COORDINATOR))['people_of_agency'] as Record<string, unknown>[]
    assert.equal(asked?.['state'], 'proposed')
    // Nobody of the lead agency learns whom another agency was asked for.
    assert.ok(
      (await seenBy(LEAD_COORDINATOR))['people_of_agency']?.every(
        (row) => (row as { post: string }).post === 'lead',
      ),
    )
    assert.deepEqual(nothing(await seenBy(STRANGER)), [])
  })

  void test('reads it in the register of the task force where the lead said so', async () => {
    const [taskForce] = await db.admin<{ email: string }>(
      `select p.email from identity.person p join identity.agency a on a.id = p.agency_id
       where a.kind = 'task-force' and 'coordinator' = any (p.roles) order by 1`,
    )
    assert.ok(taskForce, 'the exercise has a coordinator of the task force')
    const named = async () =>
      (await seenBy(taskForce.email))['register_of_task_force'] as { codename: string }[]
    assert.deepEqual(await named(), [])
    await at.as(LEAD, async (scope) => {
      await scope.tx.one('select operations.set_register($1, true)', [id])
      scope.record({ kind: 'disclosure', subject: { kind: 'operation', id } })
    })
    assert.deepEqual(
      (await named()).map(({ codename }) => codename),
      ['Granite Kestrel'],
    )
    assert.deepEqual(nothing(await seenBy(taskForce.email)), ['register_of_task_force'])
    assert.deepEqual(nothing(await seenBy(STRANGER)), [])
  })

  void test('is what the people of an agency are that has left; the lead reads what they had read', async () => {
    const other = await at.open({ codename: 'Amber Slate' })
    const part = await at.join(other, 'kent-police')
    await at.enter(other, KENT_ANALYST)
    await at.as(KENT_ANALYST, async (scope) => {
      await scope.tx.run(
        `insert into access.reading (record_id, version, person_id, agency_id, first_at, last_at)
         values ($1, 1, $2, $3, now(), now())`,
        [other, scope.actor.personId, scope.actor.agencyId],
      )
      scope.record({ kind: 'consultation', subject: { kind: 'operation', id: other } })
    })
    await at.as(KENT_COORDINATOR, (scope) => leaveWithAgency(scope, part, 'Our part is done'))
    assert.equal(await at.sees(KENT_ANALYST, other), false)
    const read = await at.as(LEAD, (scope) =>
      scope.tx.many<{ records: number }>('select * from operations.read_by_those_who_left($1)', [other]),
    )
    assert.deepEqual(
      read.map(({ records }) => records),
      [1],
    )
    const list = await at.as(LEAD, (scope) =>
      scope.tx.one<{ to: number[] }>('select operations.release_list($1, $2) as to', [
        other,
        scope.actor.agencyId,
      ]),
    )
    assert.deepEqual(list.to, [], 'nothing new is released to an agency that has left')
  })

  void test('learns nothing from a codename: a place, a nationality and an odd character are refused', async () => {
    for (const codename of [
      'Brighton Lights',
      'Quiet Newhaven',
      'Saint Leonards Bell',
      'Albanian Lamp',
      'Kent',
      'Copper\u202eLantern',
      'Copper\u0007',
      'Coppèr',
      'Copper  Lantern',
    ])
      await assert.rejects(
        at.as(LEAD, (scope) => proposeOperation(scope, { ...operationOf(), codename })),
        codename,
      )
    await at.as(LEAD, (scope) => proposeOperation(scope, operationOf({ codename: 'Silver Orchid 7' })))
  })
})
