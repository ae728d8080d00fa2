import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemberScope } from '../../platform/database/scope.ts'
import { keepTallies } from './tallies.ts'

/** Somebody of an agency, who sees as `sees` says. */
const person = (agencyId: number, sees: string) =>
  ({ actor: { agencyId }, tx: { one: () => Promise.resolve({ sees }) } }) as unknown as MemberScope
const OFFICER = person(1, '1 OFFICIAL')

function counting() {
  let clock = 0
  let asked = 0
  const tallies = keepTallies(() => clock)
  return {
    tallies,
    pass: (ms: number) => (clock += ms),
    ask: async (scope: MemberScope, during: () => void = () => undefined) =>
      await (
        await tallies.of(scope)
      )('open', () => {
        during()
        return Promise.resolve((asked += 1))
      }),
  }
}

void test('a number is counted once for all who see the same, and for nobody else', async () => {
  const { ask } = counting()
  assert.equal(await ask(OFFICER), 1)
  assert.equal(await ask(person(1, '1 OFFICIAL')), 1)
  assert.equal(await ask(person(1, '1 OFFICIAL-SENSITIVE')), 2)
})

void test('whatever wakes the agency makes it be counted anew, and leaves the others theirs', async () => {
  const { ask, tallies } = counting()
  const other = person(2, '2 OFFICIAL')
  assert.deepEqual([await ask(OFFICER), await ask(other)], [1, 2])
  tallies.forget([1])
  assert.deepEqual([await ask(OFFICER), await ask(other)], [3, 2])
  tallies.forget('all')
  assert.deepEqual([await ask(OFFICER), await ask(other)], [4, 5])
})

void test('what was counted while something changed is not kept', async () => {
  const { ask, tallies } = counting()
  await ask(OFFICER, () => {
    tallies.forget([1])
  })
  assert.equal(await ask(OFFICER), 2)
})

void test('what nobody is woken for is seen after two seconds', async () => {
  const { ask, pass } = counting()
  await ask(OFFICER)
  pass(1_999)
  assert.equal(await ask(OFFICER), 1)
  pass(2)
  assert.equal(await ask(OFFICER), 2)
})
