/** Following what waits: who is asked, when it ends, and what a look that fails comes to. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../test/support/until.ts'
import { bug, notSignedIn, unavailable } from '../errors.ts'
import { follow, type Waiting } from './follow.ts'

function followed(look: () => Promise<Waiting>, alive: () => Promise<boolean> = () => Promise.resolve(true)) {
  const heard: string[] = []
  const following = follow({
    look,
    alive,
    tell: ({ counts }) => heard.push(`tasks ${JSON.stringify(counts)}`),
    stillHere: () => heard.push('still here'),
    over: () => heard.push('over'),
    failed: () => heard.push('failed'),
  })
  return { heard, following }
}

void describe('following what waits', () => {
  void test('a heartbeat asks for the session, and ends the stream when it has run out', async () => {
    let alive = true
    const { heard, following } = followed(
      () => Promise.resolve({ counts: {}, mark: 'same' }),
      () => Promise.resolve(alive),
    )
    await following.beat()
    alive = false
    await following.beat()
    await following.beat()
    following.wake()
    await sleep(100)
    assert.deepEqual(heard, ['tasks {}', 'still here', 'over'])
  })

  void test('a look in a session that has ended tells nothing and ends the stream', async () => {
    let looks = 0
    const { heard, following } = followed(() => {
      looks++
      return looks === 1 ? Promise.resolve({ counts: { a: 1 }, mark: '1' }) : Promise.reject(notSignedIn())
    })
    await until('the first look', () => Promise.resolve(heard.length === 1))
    following.wake()
    await until('the end', () => Promise.resolve(heard.length === 2))
    following.wake()
    await sleep(100)
    assert.deepEqual(heard, ['tasks {"a":1}', 'over'])
    assert.equal(looks, 2)
  })

  void test('what a look answers after the end is not told', async () => {
    const answer = Promise.withResolvers<Waiting>()
    const { heard, following } = followed(() => answer.promise)
    await sleep(0)
    following.stop()
    answer.resolve({ counts: { late: 1 }, mark: 'late' })
    await sleep(20)
    assert.deepEqual(heard, [])
  })

  void test('a look that failed is tried again, and what it would have said is said', async () => {
    let looks = 0
    const { heard, following } = followed(() => {
      looks++
      return looks === 1
        ? Promise.reject(unavailable())
        : Promise.resolve({ counts: { missed: 1 }, mark: '1' })
    })
    await until('the second look', () => Promise.resolve(heard.length === 1))
    assert.deepEqual(heard, ['tasks {"missed":1}'])
    following.stop()
  })

  void test('one that fails twice is handed on once, and tried again with the next heartbeat', async () => {
    let looks = 0
    const { heard, following } = followed(() => {
      looks++
      return looks <= 2 ? Promise.reject(bug('planted')) : Promise.resolve({ counts: {}, mark: '1' })
    })
    await until('the fault', () => Promise.resolve(heard.includes('failed')))
    await following.beat()
    await until('the third look', () => Promise.resolve(heard.includes('tasks {}')))
    assert.deepEqual(heard, ['failed', 'still here', 'tasks {}'])
    following.stop()
  })
})
