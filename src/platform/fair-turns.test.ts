import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fairTurns } from './fair-turns.ts'

/** Lets everybody through, one after the other, and says in which order; `null`s are refused ones. */
async function orderOf(senders: readonly string[][], limits = { places: 1, most: 100, mostEach: 100 }) {
  const turns = fairTurns(limits)
  const first = await turns.enter(['first'])
  const order: string[] = []
  const refused: string[] = []
  const all = senders.map(async (sender) => {
    const leave = await turns.enter(sender)
    if (leave === null) refused.push(sender.join('/'))
    else {
      order.push(sender.join('/'))
      leave()
    }
  })
  first?.()
  await Promise.all(all)
  assert.deepEqual([turns.inside(), turns.waiting()], [0, 0])
  return { order, refused }
}

void describe('fair turns', () => {
  void test('nobody waits behind another’s many: senders come one after the other', async () => {
    const { order } = await orderOf([['a'], ['a'], ['a'], ['a'], ['b'], ['c'], ['b']])
    assert.deepEqual(order, ['a', 'b', 'c', 'a', 'b', 'a', 'a'])
  })

  void test('many browsers of one network are one sender among networks, and fair among themselves', async () => {
    const crowd = Array.from({ length: 6 }, (_, index) => ['one', String(index)])
    const { order } = await orderOf([['one', '0'], ...crowd, ['two', 'x'], ['two', 'x']])
    assert.deepEqual(order.slice(0, 4), ['one/0', 'two/x', 'one/1', 'two/x'])
    assert.equal(order.indexOf('one/0', 1), 8, 'the second of one browser comes after the first of each')
  })

  void test('who is inside waits behind everybody else with the next one', async () => {
    const { order } = await orderOf([['first'], ['first'], ['b']])
    assert.deepEqual(order, ['b', 'first', 'first'])
  })

  void test('one sender may have so many waiting, and is told at once of the next', async () => {
    const { order, refused } = await orderOf([['a'], ['a'], ['a'], ['b']], {
      places: 1,
      most: 100,
      mostEach: 2,
    })
    assert.deepEqual([order, refused], [['a', 'b', 'a'], ['a']])
  })

  void test('where all places to wait are taken, whoever has most of them gives one up for a newcomer', async () => {
    const { order, refused } = await orderOf([['a'], ['a'], ['a'], ['b'], ['c']], {
      places: 1,
      most: 3,
      mostEach: 3,
    })
    assert.deepEqual(order, ['a', 'b', 'c'])
    assert.deepEqual(refused, ['a', 'a'])
  })

  void test('everybody gets a turn or is told, at most so many inside, whatever the order', async () => {
    const sender = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(sender, { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (all, places) => {
          const turns = fairTurns({ places, most: 10, mostEach: 4 })
          let inside = 0
          const seen = await Promise.all(
            all.map(async (one) => {
              const leave = await turns.enter(one)
              if (leave === null) return 'refused'
              inside += 1
              assert.ok(inside <= places)
              await Promise.resolve()
              inside -= 1
              leave()
              leave()
              return 'let in'
            }),
          )
          assert.equal(seen.length, all.length)
          assert.deepEqual([turns.inside(), turns.waiting()], [0, 0])
        },
      ),
    )
  })
})
