/** A request of a data subject comes upon requests to systems of record that speak of them, and says so by number alone. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { operationsOf } from '../../operations/operations.test-support.ts'
import { room as systemRequests, type SystemRequestId } from '../../system-requests/index.ts'
import {
  accreditFor,
  INSPECTOR,
  OFFICER,
  OPERATOR,
  rankFor,
  requestsOn,
} from '../../system-requests/system-requests.test-support.ts'
import { kent, manager, second } from '../records.test-support.ts'
import { checkIdentity, nameOfficer } from './identity-and-officer.ts'
import type { RequestId } from './request-store.ts'
import { searchForSubject } from './search-for-subject.ts'
import { takeInRequest, takeInSchema } from './take-in-request.ts'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

void describe('a data subject of whom requests to systems of record speak', () => {
  let node: TestNode
  let at: ReturnType<typeof requestsOn>
  const numbers: Record<string, number> = {}
  before(async () => {
    node = await testNode()
    at = requestsOn(node)
    await rankFor(node, INSPECTOR)
    await accreditFor(node, OPERATOR)
    const operation = await operationsOf(node).open()
    const ids = {
      subject: await at.drafted({ subject: 'Zélie Quant' }),
      necessity: await at.possible({ necessity: 'Quant, Zelie was named. Rings 01632 960145.' }),
      operation: await at.drafted({ subject: 'Zelie Quant', operation, matter: undefined }),
      other: await at.drafted({ subject: 'Zelie Other' }),
    }
    for (const [name, id] of Object.entries(ids)) numbers[name] = await numberOf(id)
  })
  after(() => node.close())

  const numberOf = async (id: SystemRequestId): Promise<number> => {
    const [row] = await node.admin<{ number: number }>(
      'select number from system_requests.request where id = $1',
      [id],
    )
    return row?.number ?? 0
  }
  const asked = async (names: string, identifiers = '', search = true): Promise<RequestId> => {
    const id = await at.by(manager, (scope) =>
      takeInRequest(
        scope,
        takeInSchema.parse({
          ...{ rights: ['access'], received_on: dayAgo(3), channel: 'letter', names, identifiers },
          ...{ asks: 'Everything that you hold on me', answer_to: '1 Invented Street' },
        }),
      ),
    )
    if (!search) return id
    await at.by(manager, async (scope) => {
      await checkIdentity(scope, id, {
        ...{ outcome: 'proven', identity_on: dayAgo(2), identity_note: 'Passport, seen at the front desk' },
      })
      await nameOfficer(scope, id, node.person(second).id)
      await searchForSubject(scope, [], id)
    })
    return id
  }
  const said = (who: string, id: RequestId) =>
    at.by(who, async (scope) => (await systemRequests.subjectRights?.spokenOf?.(scope, id)) ?? null)
  const found = (who: string, id: RequestId) =>
    at.by(who, async ({ tx }) =>
      (await tx.many<{ n: number }>('select n from system_requests.requests_of_subject($1, 10) n', [id])).map(
        ({ n }) => n,
      ),
    )

  void test('are found by name in any order and by identifier, in all that they say', async () => {
    const id = await asked('Zelie Quant')
    const all = [numbers['subject'], numbers['necessity'], numbers['operation']]
    assert.deepEqual(await found(manager, id), all)
    assert.match((await said(manager, id)) ?? '', /^Requests 1, 2 and 3 to systems of record speak of them/)
    const byNumber = await asked('Perrin Nobody', '01632 960145')
    assert.deepEqual(await found(manager, byNumber), [numbers['necessity']])
    assert.equal(await said(manager, await asked('Perrin Nobody')), null)
  })

  void test('are said to the named officer as far as they see them: nothing of an operation that they are not in', async () => {
    const id = await asked('Zelie Quant')
    assert.deepEqual(await found(second, id), [numbers['subject'], numbers['necessity']])
  })

  void test('are said to nobody else, and of nobody whose identity was not seen', async () => {
    const id = await asked('Zelie Quant')
    for (const who of [
      OFFICER,
      kent,
      'records-manager@kent-police.example',
      'administrator@sussex-police.example',
    ])
      assert.deepEqual(await found(who, id), [], who)
    assert.deepEqual(await found(manager, await asked('Zelie Quant', '', false)), [])
  })

  void test('stand on the page of the request, once it was searched for', async () => {
    const id = await asked('Zelie Quant')
    const desk = await node.signIn(manager)
    const text = textOf((await desk.get(`/requests/${id}`)).text)
    assert.match(text, /Requests 1, 2 and 3 to systems of record speak of them/)
    assert.doesNotMatch(text, /Quant, Zelie was named/)
  })
})
