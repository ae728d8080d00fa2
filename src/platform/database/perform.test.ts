/** One transaction is one act: what is sent together stands or falls together. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../identifiers.ts'
import type { LedgerEvent, Scope } from './scope.ts'

void describe('an act', () => {
  let at: TestDatabase
  before(async () => {
    at = await testDatabase()
  })
  after(async () => {
    await at.close()
  })

  const act = <T>(work: (scope: Scope) => Promise<T>) =>
    at.database.performAsService({ service: 'test', operation: 'test.act' }, work)
  const domains = async () =>
    (await at.admin<{ n: number }>('select count(*)::integer as n from identity.agency_domain'))[0]?.n
  const addDomain = async ({ tx, record }: Scope, event?: LedgerEvent) => {
    const id = newId()
    await tx.run('insert into identity.agency_domain (id, domain, agency_id) values ($1, $2, $3)', [
      id,
      `${id}.example`,
      at.agency('nca'),
    ])
    record(event ?? { kind: 'administration', subject: { kind: 'agency-domain', id } })
    return id
  }

  void test('whose event is refused leaves nothing, and the refusal is what its caller hears', async () => {
    const before = await domains()
    await assert.rejects(
      act((scope) => addDomain(scope, { kind: 'no such kind' as 'administration' })),
      { code: '23514' },
    )
    assert.equal(await domains(), before)
  })

  void test('without an event is refused at its end, where its commit was sent along already', async () => {
    const before = await domains()
    const other = { kind: 'administration', subject: { kind: 'agency-domain', id: newId() } } as const
    await assert.rejects(
      act((scope) => addDomain(scope, other)),
      { code: 'SM002' },
    )
    assert.equal(await domains(), before)
  })

  void test('whose message cannot be left leaves nothing, though its event was written', async () => {
    const before = await domains()
    await assert.rejects(
      act(async (scope) => {
        await addDomain(scope)
        scope.outbox({ task: 'a', payload: {}, key: '\0' })
      }),
    )
    assert.equal(await domains(), before)
  })

  void test('that fails leaves its connection whole for the next one', async () => {
    const failing = Array.from({ length: 12 }, () =>
      act(({ tx }) => Promise.all([tx.run('select 1 / 0'), tx.run('select 1'), tx.run('select 2')])),
    )
    for (const one of await Promise.allSettled(failing)) {
      assert.equal(one.status, 'rejected')
      assert.equal((one.reason as { code?: string }).code, '22012')
    }
    const ids = await Promise.all(Array.from({ length: 12 }, () => act(addDomain)))
    assert.equal(new Set(ids).size, 12)
  })

  void test('that sends its last statement with its commit has both, or neither', async () => {
    const before = (await domains()) ?? 0
    const last = 'select count(*)::integer as n from identity.agency_domain'
    const counted = await act(async (scope) => {
      await addDomain(scope)
      const row = await scope.finish<{ n: number }>(last)
      assert.equal(await domains(), before + 1, 'what others see when the answer comes')
      return row
    })
    assert.deepEqual(counted, { n: before + 1 })
    await assert.rejects(
      act(async (scope) => {
        await addDomain(scope)
        await scope.finish('select 1 / 0')
      }),
      { code: '22012' },
    )
    await assert.rejects(
      act(async (scope) => {
        await addDomain(scope, { kind: 'no such kind' as 'administration' })
        await scope.finish(last)
      }),
      { code: '23514' },
    )
    assert.equal(await domains(), before + 1)
  })

  void test('does and says nothing after its last statement', async () => {
    const later: ((scope: Scope) => unknown)[] = [
      ({ tx }) => tx.run('select 1'),
      ({ finish }) => finish('select 1'),
      (scope) => {
        scope.record({ kind: 'administration' })
      },
      (scope) => {
        scope.outbox({ task: 'a', payload: {} })
      },
      (scope) => {
        scope.wake([1])
      },
    ]
    for (const one of later)
      await assert.rejects(
        act(async (scope) => {
          await scope.finish('select 1')
          await one(scope)
        }),
        { kind: 'bug' },
      )
  })

  void test('of two that wait for each other is done again, and both are done', async () => {
    const [one, other] = [await act(addDomain), await act(addDomain)]
    const both = (first: string, second: string) =>
      act(async (scope) => {
        for (const id of [first, second]) {
          await scope.tx.run('select from identity.agency_domain where id = $1 for update', [id])
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        return 'done'
      })
    assert.deepEqual(await Promise.all([both(one, other), both(other, one)]), ['done', 'done'])
  })
})
