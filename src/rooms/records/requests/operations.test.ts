/** A request of a data subject comes upon what operations say, and tells nobody who is not in one what that is. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { room as operations, type OperationId } from '../../operations/index.ts'
import { LEAD, LEAD_COORDINATOR, operationsOf } from '../../operations/operations.test-support.ts'
import { enter, raise } from '../../operations/whole-operation.test-support.ts'
import { kent, manager, second } from '../records.test-support.ts'
import { checkIdentity, nameOfficer } from './identity-and-officer.ts'
import type { RequestId } from './request-store.ts'
import { itemsOf, searchForSubject } from './search-for-subject.ts'
import { takeInRequest, takeInSchema } from './take-in-request.ts'
import type { RecordId } from '../../../wire/ids.ts'

const rights = operations.subjectRights ? [operations.subjectRights] : []
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

void describe('a data subject whose words stand in operations', () => {
  let db: TestDatabase
  let at: ReturnType<typeof operationsOf>
  let named: OperationId
  let decided: OperationId
  before(async () => {
    db = await testDatabase()
    at = operationsOf(db)
    named = await at.open({ aim: 'To stop Zélie Quant from buying engines' })
    decided = await at.open({ codename: 'Copper Ledge' })
    await at.open({ codename: 'Copper Quay', aim: 'To stop Zelie Other' })
    await at.as(LEAD, (scope) =>
      enter(scope, decided, { reason: 'Quant, Zelie was seen. Rings 01632 960145.' }),
    )
    await at.as(LEAD, (scope) => raise(scope, decided, { what: 'Ask Zelie Quant about the van' }))
  })
  after(() => db.close())

  const asked = async (names: string, identifiers = ''): Promise<RequestId> => {
    const id = await at.as(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: dayAgo(3), channel: 'letter', names, identifiers },
          ...{ asks: 'Everything that you hold on me', answer_to: '1 Invented Street' },
        }),
      ),
    )
    await at.as(manager, async (scope) => {
      await checkIdentity(scope, id, {
        ...{ outcome: 'proven', identity_on: dayAgo(2), identity_note: 'Passport, seen at the front desk' },
      })
      await nameOfficer(scope, id, db.person(LEAD).id)
      await searchForSubject(scope, rights, id)
    })
    return id
  }
  const foundFor = async (who: string, id: RequestId) =>
    (await at.as(who, (scope) => itemsOf(scope, id))).rows.map(({ recordId }) => String(recordId)).sort()

  void test('is found by name in any order, and by identifier', async () => {
    const both = [named, decided].map(String).sort()
    assert.deepEqual(await foundFor(manager, await asked('Zelie Quant')), both)
    assert.deepEqual(await foundFor(LEAD, await asked('Zélie Quant')), both)
    assert.deepEqual(await foundFor(manager, await asked('Perrin Nobody', '01632 960145')), [String(decided)])
    assert.deepEqual(await foundFor(manager, await asked('Perrin Nobody')), [])
  })

  void test('is found by nobody without a request, and by no partner', async () => {
    const id = await asked('Zelie Quant')
    for (const who of [kent, second, 'records-manager@kent-police.example'])
      assert.deepEqual(
        await at.as(who, ({ tx }) => tx.many('select * from operations.operations_of_subject($1, 10)', [id])),
        [],
        who,
      )
  })

  void test('is read in parts by whoever is in the operation and of its agency', async () => {
    const read = (who: string) =>
      at.as(who, async (scope) => await operations.subjectRights?.read?.(scope, String(decided) as RecordId))
    const parts = (await read(LEAD))?.parts ?? []
    assert.ok(parts.some(({ words, text }) => words === 'Decision 1' && text.includes('Quant, Zelie')))
    assert.ok(parts.some(({ words, text }) => words === 'Action 1' && text.includes('Zelie Quant')))
    for (const who of [manager, LEAD_COORDINATOR, kent])
      await assert.rejects(read(who), { code: 'not-found' }, who)
  })
})
