/** What anybody can bring about is in the ledger as numbers, once an hour, and as nothing else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { unaskedRefusals } from './unasked-refusals.ts'

let base: TestDatabase
before(async () => {
  base = await testDatabase()
})
after(() => base.close())

const events = () =>
  base.admin<{ agency_id: number | null; person_id: string | null; detail: object }>(
    `select agency_id, person_id, detail from ledger.event where detail ->> 'reason' = 'unasked' order by id`,
  )

test('a thousand refusals of one hour are one event with their numbers; an hour without any is none', async () => {
  const unasked = unaskedRefusals(base.database)
  await unasked.say()
  assert.deepEqual(await events(), [])
  for (let turn = 0; turn < 1_000; turn++) unasked.count(turn % 4 === 0 ? 'no-trip' : 'trip-used')
  assert.deepEqual(await events(), [], 'no request writes')
  await unasked.say()
  await unasked.say()
  assert.deepEqual(await events(), [
    { agency_id: null, person_id: null, detail: { reason: 'unasked', 'no-trip': 250, 'trip-used': 750 } },
  ])
})

test('what could not be written is written the next time', async () => {
  let away = true
  const database = {
    ...base.database,
    performAsService: ((...given: Parameters<typeof base.database.performAsService>) =>
      away
        ? Promise.reject(new Error('away'))
        : base.database.performAsService(...given)) as typeof base.database.performAsService,
  }
  const unasked = unaskedRefusals(database)
  unasked.count('no-trip')
  await unasked.say()
  away = false
  unasked.count('no-trip')
  await unasked.say()
  assert.deepEqual((await events()).at(-1)?.detail, { reason: 'unasked', 'no-trip': 2 })
})
