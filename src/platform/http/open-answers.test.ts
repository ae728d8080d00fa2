/** What takes its time ends with the session: downloads that are under way, uploads, answers not yet sent. */
import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { freePort } from '../../../test/support/node.ts'
import { until } from '../../../test/support/until.ts'
import { readConfig } from '../config.ts'
import { openDatabase, type Database, type WhoIs } from '../database/perform.ts'
import { beginSession } from '../identity/session.ts'
import { listenForWakes, type Wakes } from '../live/wakes.ts'
import { createLog } from '../log.ts'
import { openPages } from './pages.ts'
import { createServer } from './server.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'
const COOKIE = 'seamark-session'

void describe('answers under way', () => {
  let at: TestDatabase
  let database: Database
  let wakes: Wakes
  let app: FastifyInstance
  let url: string
  const gate = { begun: () => undefined as unknown, open: Promise.resolve() }
  /** Who was asked about, by their session, and how many questions were under way at most. */
  const questions = { of: [] as string[], atOnce: 0, most: 0 }
  before(async () => {
    at = await testDatabase()
    database = openDatabase(at.url, 4, () => new Date())
    const log = createLog('silent')
    wakes = listenForWakes(at.url, log)
    const port = await freePort()
    url = `http://127.0.0.1:${String(port)}`
    const config = readConfig({ NODE_ENV: 'test', PORT: String(port) }, { demo: true })
    const server = await createServer({
      ...{ log, proxyHops: 0, https: false, formTargets: [] },
      onAnswer: () => undefined,
      onPublicAnswer: () => undefined,
    })
    app = server.app
    app.addHook('onRequest', (request, reply, next) => {
      if (request.headers['x-goes-away'] === undefined) next()
      else reply.raw.once('close', () => next())
    })
    const watched: Database = {
      ...database,
      whoIs: async <Row extends object>(question: WhoIs) => {
        questions.of.push('sessionHash' in question ? question.sessionHash.toString('hex') : '')
        questions.atOnce += 1
        questions.most = Math.max(questions.most, questions.atOnce)
        return await database.whoIs<Row>(question).finally(() => (questions.atOnce -= 1))
      },
    }
    const services = {
      ...{ config, database: watched, wakes, askEvery: 0.2 },
      render: () => 'a page',
      navigation: () => Promise.resolve([]),
      assets: { css: '', js: '' },
    }
    await app.register(
      openPages(services, async (pages) => {
        const access = ['intelligence_officer'] as const
        // A file that has no end, as a slow reader sees a large one.
        pages.get('/file', { config: { operation: 'test.file', access } }, (_request, reply) =>
          reply.type('text/csv').send(Readable.from(endlessLines())),
        )
        pages.get('/slow', { config: { operation: 'test.slow', access } }, async (_request, reply) => {
          gate.begun()
          await gate.open
          return reply.type('text/csv').header('content-disposition', 'attachment').send('content,of,reports')
        })
        pages.get('/act', { config: { operation: 'test.act', access } }, async (request) => {
          gate.begun()
          await gate.open
          return await request.perform(() => Promise.resolve('done'))
        })
        pages.addContentTypeParser('application/x-large', (_request, body, done) => {
          gate.begun()
          body.resume()
          body.once('end', () => done(null, {}))
        })
        pages.post('/upload', { config: { operation: 'test.upload', access } }, () => 'taken')
        await Promise.resolve()
      }),
    )
    await app.listen({ host: '127.0.0.1', port })
  })
  after(async () => {
    await app.close()
    await wakes.close()
    await database.close()
    await at.close()
  })

  const signedIn = async () => `${COOKIE}=${await beginSession(database, at.person(OFFICER).id, null)}`
  const endSessions = (change: string) =>
    at.admin(`update identity.session set ${change} where person_id = $1 and ended_at is null`, [
      at.person(OFFICER).id,
    ])
  const setRoles = (roles: string) =>
    database.performAsService({ service: 'test', operation: 'people.person.change' }, async (scope) => {
      const { id } = at.person(OFFICER)
      await scope.tx.run('update identity.person set roles = $2::text[] where id = $1', [id, roles])
      scope.record({ kind: 'administration', subject: { kind: 'person', id } })
    })
  const answer = (path: string, cookie: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest(`${url}${path}`, { headers: { cookie } }, resolve).on('error', reject).end()
    })

  for (const [how, stop] of [
    ['signed out', () => endSessions('ended_at = now()')],
    ['idle for too long', () => endSessions(`seen_at = now() - interval '31 minutes'`)],
    ['past the hours of a session', () => endSessions(`created_at = now() - interval '13 hours'`)],
    ['without the role', () => setRoles('{analyst}')],
  ] as const)
    void test(`a download ends when its reader is ${how}, and does not look whole`, async () => {
      const file = await answer('/file', await signedIn())
      assert.equal(file.statusCode, 200)
      let bytes = 0
      file.on('data', (chunk: Buffer) => (bytes += chunk.length))
      const broken = new Promise<Error>((resolve) => file.once('error', resolve))
      await until('some of the file', () => Promise.resolve(bytes > 100_000))
      await stop()
      assert.match((await broken).message, /aborted/)
      assert.equal(file.complete, false)
      await setRoles('{intelligence_officer}')
    })

  void test('somebody else’s download goes on', async () => {
    const [mine, other] = [
      await signedIn(),
      `${COOKIE}=${await beginSession(database, at.person('intelligence-officer@nca.example').id, null)}`,
    ]
    const file = await answer('/file', other)
    let bytes = 0
    file.on('data', (chunk: Buffer) => (bytes += chunk.length))
    const ended = await answer('/file', mine)
    ended.resume()
    const broken = new Promise((resolve) => ended.once('error', resolve))
    await endSessions('ended_at = now()')
    await broken
    const so = bytes
    await until('more of the file', () => Promise.resolve(bytes > so + 100_000))
    file.once('error', () => undefined)
    file.destroy()
  })

  /** Asks for what waits at the gate, ends the session, and opens the gate. */
  const meanwhile = async (path: string) => {
    const cookie = await signedIn()
    const opened = Promise.withResolvers<undefined>()
    const begun = new Promise<unknown>((resolve) => (gate.begun = () => resolve(undefined)))
    gate.open = opened.promise.then(() => undefined)
    const waiting = answer(path, cookie)
    await begun
    await endSessions('ended_at = now()')
    await new Promise((resolve) => setTimeout(resolve, 300))
    opened.resolve(undefined)
    const given = await waiting
    let text = ''
    for await (const chunk of given) text += String(chunk)
    return { given, text }
  }

  void test('a file that was made while its reader signed out is not sent', async () => {
    const { given, text } = await meanwhile('/slow')
    assert.equal(given.statusCode, 303)
    assert.match(given.headers.location ?? '', /^\/sign-in/)
    assert.equal(given.headers['content-disposition'], undefined)
    assert.doesNotMatch(text, /content,of/)
  })

  void test('a transaction that begins after the session has ended does nothing', async () => {
    const { given } = await meanwhile('/act')
    assert.equal(given.statusCode, 303)
    assert.match(given.headers.location ?? '', /^\/sign-in/)
  })

  void test('whoever went away before it was known who they are is not asked about for ever', async () => {
    const cookie = await signedIn()
    const before = questions.of.length
    const leaving = httpRequest(`${url}/file`, { headers: { cookie, 'x-goes-away': '1' } })
    leaving.on('error', () => undefined).end()
    await new Promise((resolve) => leaving.once('finish', resolve))
    await new Promise((resolve) => setTimeout(resolve, 100))
    leaving.destroy()
    await until('it was asked who they are', () => Promise.resolve(questions.of.length > before))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const session = questions.of[before]
    assert.equal(questions.of.slice(before).filter((one) => one === session).length, 1)
  })

  void test('many answers are asked about a few at a time', async () => {
    const cookie = await signedIn()
    const opened = Promise.withResolvers<undefined>()
    let begun = 0
    gate.begun = () => (begun += 1)
    gate.open = opened.promise.then(() => undefined)
    const waiting = Array.from({ length: 30 }, () => answer('/slow', cookie))
    await until('all of them wait', () => Promise.resolve(begun === 30))
    const before = questions.of.length
    questions.most = 0
    await until('each was asked about', () => Promise.resolve(questions.of.length >= before + 60))
    assert.ok(questions.most <= 4, String(questions.most))
    opened.resolve(undefined)
    for (const one of waiting) assert.equal((await one).resume().statusCode, 200)
  })

  void test('an upload ends when its sender is signed out', async () => {
    const begun = new Promise<unknown>((resolve) => (gate.begun = () => resolve(undefined)))
    const cookie = await signedIn()
    const sending = httpRequest(`${url}/upload`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-large' },
    })
    const cut = new Promise<Error>((resolve) => sending.once('error', resolve))
    sending.write('a'.repeat(10_000))
    await begun
    await endSessions('ended_at = now()')
    assert.match((await cut).message, /hang up|reset|EPIPE/i)
  })
})

async function* endlessLines(): AsyncGenerator<string> {
  for (;;) {
    yield `${'reference,title,text'.repeat(200)}\r\n`
    await new Promise((resolve) => setImmediate(resolve))
  }
}
