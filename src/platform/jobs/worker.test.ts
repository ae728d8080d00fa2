/** What takes hours keeps the clock waiting no longer than a moment, and a worker that was killed keeps no job. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { until } from '../../../test/support/until.ts'
import { createLog } from '../log.ts'
import { startJobs } from './worker.ts'

void describe('jobs', () => {
  let at: TestDatabase
  let stop: () => Promise<void>
  const opened = Promise.withResolvers<undefined>()
  const ran: string[] = []
  const add = async (task: string, payload: object = {}) => {
    const [job] = await at.admin<{ id: string }>(`select (graphile_worker.add_job($1, $2)).id`, [
      task,
      payload,
    ])
    return job?.id
  }
  before(async () => {
    at = await testDatabase()
  })
  after(async () => {
    opened.resolve(undefined)
    await stop()
    await at.close()
  })

  void test('of a worker that was killed are done by another; those of one that lives are left to it', async () => {
    const alive = new pg.Client(at.url)
    await alive.connect()
    await alive.query(`select pg_advisory_lock(hashtextextended('pool-alive', 0))`)
    for (const worker of ['pool-killed', 'pool-alive'])
      await at.admin(
        `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '2 minutes' where id = $2`,
        [worker, await add('test.quick', { worker })],
      )
    stop = await startJobs({
      ...{ url: at.url, database: at.database, log: createLog('silent') },
      wakes: { onJob: () => () => undefined },
      tasks: {
        'test.quick': (_services, payload) => {
          ran.push((payload as { worker: string }).worker)
          return Promise.resolve()
        },
        'test.hours': async () => {
          ran.push('hours')
          await opened.promise
        },
      },
      ...{ slow: ['test.hours'], schedule: [], loops: [] },
    })
    await until('the job of the dead is done', () => Promise.resolve(ran.includes('pool-killed')))
    assert.deepEqual(ran, ['pool-killed'])
    const held = () => at.admin(`select from graphile_worker.jobs where locked_by = 'pool-alive'`)
    assert.equal((await held()).length, 1)
    await alive.end()
  })

  void test('that take hours have a lane of their own: the others go on beside any number of them', async () => {
    for (let n = 0; n < 6; n += 1) await add('test.hours')
    await until('some of them run', () => Promise.resolve(ran.filter((one) => one === 'hours').length >= 2))
    await add('test.quick', { worker: 'beside' })
    await until('a quick one is done', () => Promise.resolve(ran.includes('beside')))
  })

  void test('are held by a worker that shows it is alive', async () => {
    const held = await at.admin<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended(locked_by, 0)) as free
       from graphile_worker.jobs where locked_by <> 'pool-alive'`,
    )
    assert.ok(held.length > 0)
    assert.ok(held.every(({ free }) => !free))
  })
})

void test('what the clock should have started while no node ran is made up for, where it is once a day', async () => {
  const at = await testDatabase()
  const ran: string[] = []
  const tasks = Object.fromEntries(
    ['test.daily', 'test.each-minute'].map((name) => [
      name,
      () => {
        ran.push(name)
        return Promise.resolve()
      },
    ]),
  )
  const start = (daily: string) =>
    startJobs({
      ...{ url: at.url, database: at.database, log: createLog('silent'), tasks },
      wakes: { onJob: () => () => undefined },
      schedule: [
        { task: 'test.daily', pattern: daily },
        { task: 'test.each-minute', pattern: '* * * * *' },
      ],
      ...{ slow: [], loops: [] },
    })
  try {
    // An hour that was due within the last day and is not due now.
    const due = new Date(Date.now() - 3 * 3_600_000)
    const daily = `${String(due.getUTCMinutes())} ${String(due.getUTCHours())} * * *`
    const stopFirst = await start(daily)
    await stopFirst()
    assert.ok(!ran.includes('test.daily'), 'what is new is not made up for')
    // It ran for the last time five days ago, and was down since.
    await at.admin(
      `update graphile_worker._private_known_crontabs
       set known_since = now() - interval '9 days', last_execution = now() - interval '5 days'`,
    )
    const stop = await start(daily)
    await until('the day is made up for', () => Promise.resolve(ran.includes('test.daily')))
    await stop()
    assert.equal(ran.filter((one) => one === 'test.daily').length, 1, 'once, however many days it was')
    assert.ok(ran.filter((one) => one === 'test.each-minute').length <= 2)
  } finally {
    await at.close()
  }
})
