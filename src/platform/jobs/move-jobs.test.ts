/** From the transaction of an act to the queue: a job exists if and only if the act does, and once. */
import assert from 'node:assert/strict'
import { afterEach, before, after, describe, test } from 'node:test'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { until } from '../../../test/support/until.ts'
import { createLog } from '../log.ts'
import { moveJobs } from './move-jobs.ts'

void describe('a job that an act asks for', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())
  afterEach(async () => {
    await base.admin('delete from platform.outbox_message')
    await base.admin('delete from graphile_worker._private_jobs')
  })

  const ask = (jobs: readonly { payload: object; key?: string }[], fault?: Error) =>
    base.database.performAsService({ service: 'test', operation: 'test.act' }, async (scope) => {
      for (const job of jobs) scope.outbox({ task: 'test', ...job })
      if (fault) {
        await scope.tx.run(`select platform.outbox('test', '{}', null)`)
        throw fault
      }
    })
  const left = () => base.admin('select from platform.outbox_message')
  const queued = async () =>
    (
      await base.admin<{ payload: { n: number } }>(
        'select payload from graphile_worker._private_jobs order by (payload ->> $1)::integer',
        ['n'],
      )
    ).map(({ payload }) => payload.n)

  /** The mover of a process, and how to tell it that there are jobs. */
  const mover = () => {
    const pool = new pg.Pool({ connectionString: base.url, max: 1, options: '-c role=seamark_worker' })
    const listeners = new Set<() => void>()
    const onJob = (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
    const stop = moveJobs(pool, { wakes: { onJob }, log: createLog('silent') })
    return {
      hear: () => {
        for (const listener of listeners) listener()
      },
      stop: async () => {
        await stop()
        await pool.end()
      },
    }
  }

  void test('is in the queue once, though two processes move at the same time', async () => {
    const numbers = Array.from({ length: 450 }, (_, n) => n)
    await ask(numbers.map((n) => ({ payload: { n } })))
    const movers = [mover(), mover()]
    try {
      await until('all to be moved', async () => {
        for (const one of movers) one.hear()
        return (await left()).length === 0
      })
    } finally {
      for (const one of movers) await one.stop()
    }
    assert.deepEqual(await queued(), numbers)
  })

  void test('is moved though nobody said that it is there', async () => {
    const one = mover()
    try {
      await ask([{ payload: { n: 1 } }])
      await until('the job', async () => (await queued()).length === 1)
    } finally {
      await one.stop()
    }
  })

  void test('is not there when the act is undone', async () => {
    await assert.rejects(ask([], new Error('planted')), /planted/)
    assert.deepEqual(await left(), [])
  })

  void test('keeps its key: asked for twice, it is done once, with what was said last', async () => {
    await ask([
      { payload: { n: 1 }, key: 'one' },
      { payload: { n: 2 }, key: 'one' },
    ])
    const one = mover()
    try {
      await until('the job', async () => (await left()).length === 0)
    } finally {
      await one.stop()
    }
    assert.deepEqual(await queued(), [2])
  })

  void test('that the queue would refuse is refused in the act, and holds up no other', async () => {
    await assert.rejects(ask([{ payload: {}, key: 'x'.repeat(513) }]), { code: '23514' })
    await assert.rejects(
      base.database.performAsService({ service: 'test', operation: 'test.act' }, (scope) => {
        scope.outbox({ task: 'x'.repeat(129), payload: {} })
        return Promise.resolve()
      }),
      { code: '23514' },
    )
  })
})
