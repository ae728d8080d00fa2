/** A node that ends says so first, answers as before meanwhile, and lets what is under way come to its end. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import Fastify from 'fastify'
import { openDatabase } from '../database/perform.ts'
import { drainOn } from './drain.ts'
import { createMetrics } from './metrics.ts'
import { operatorListener } from './operator.ts'

void test('/readyz says that the node starts, and that it drains, without asking the database', async () => {
  // Nothing answers there.
  const database = openDatabase('postgres://nobody@127.0.0.1:1/none', 1, () => new Date())
  const build = { version: '0.0.0', schema: { last: '', digest: '' } }
  const metrics = createMetrics(database, () => new Date(), { dataFolder: tmpdir(), build })
  const operator = operatorListener({ database, metrics, differs: () => null })
  const at = await operator.listen({ host: '127.0.0.1', port: 0, otherIfTaken: true })
  try {
    const readyz = async () => {
      const answer = await fetch(`${at}/readyz`)
      return [answer.status, await answer.json()]
    }
    assert.deepEqual(await readyz(), [503, { status: 'starting' }])
    operator.ready()
    assert.deepEqual(await readyz(), [503, { status: 'the database does not answer' }])
    operator.drain()
    assert.deepEqual(await readyz(), [503, { status: 'draining' }])
    assert.equal((await fetch(`${at}/healthz`)).status, 200)
  } finally {
    await operator.close()
    await database.close()
  }
})

void test('what is under way is waited for, streams are not, and connections are kept no longer', async () => {
  const app = Fastify({ forceCloseConnections: true })
  const drain = drainOn(app)
  const { promise: opened, resolve: open } = Promise.withResolvers<undefined>()
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>()
  const config = { operation: 'test', access: 'public' } as const
  app.get('/slow', { config }, async () => {
    ask(undefined)
    await opened
    return 'whole'
  })
  app.get('/quick', { config }, () => 'quick')
  app.get('/live', { config: { ...config, endsItself: true } }, (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200).write('for ever')
  })
  const at = await app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await fetch(`${at}/live`)
  const slow = fetch(`${at}/slow`).then((answer) => answer.text())
  await asked
  let drained = false
  const ending = drain(1).then(async () => {
    drained = true
    await app.close()
  })
  const quick = await fetch(`${at}/quick`)
  assert.deepEqual([await quick.text(), quick.headers.get('connection')], ['quick', 'close'])
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  assert.equal(drained, false)
  open(undefined)
  assert.equal(await slow, 'whole')
  await ending
  await assert.rejects(stream.text())
})
