import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { concurrencyLimit } from './concurrency-limit.ts'

void describe('a concurrency limit', () => {
  void test('lets so many in, lets so many wait in their order, and tells the others', async () => {
    const gate = concurrencyLimit(2, 2)
    const [one, two] = [await gate.enter(), await gate.enter()]
    const order: number[] = []
    const waiting = [3, 4].map((name) =>
      gate.enter().then((leave) => {
        order.push(name)
        return leave
      }),
    )
    assert.equal(await gate.enter(), null)
    assert.deepEqual([gate.inside(), gate.waiting()], [2, 2])
    one?.()
    one?.()
    await Promise.resolve()
    assert.deepEqual([gate.inside(), gate.waiting()], [2, 1])
    two?.()
    for (const leave of await Promise.all(waiting)) leave?.()
    assert.deepEqual(order, [3, 4])
    assert.deepEqual([gate.inside(), gate.waiting()], [0, 0])
  })
})
