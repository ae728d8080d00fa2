/** A body comes, slowly if need be, or its connection ends. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createLog } from '../log.ts'
import { createServer } from './server.ts'

void describe('a body', () => {
  let app: FastifyInstance
  let port: number
  before(async () => {
    app = (
      await createServer({
        ...{ log: createLog('silent'), proxyHops: 0, https: false, formTargets: [] },
        onAnswer: () => undefined,
        onPublicAnswer: () => undefined,
        slowBodies: { patience: 300, lookEvery: 20 },
      })
    ).app
    app.post('/form', { config: { operation: 'test.form', access: 'public' } }, (request) => request.body)
    await app.listen({ host: '127.0.0.1', port: 0 })
    ;({ port } = app.server.address() as AddressInfo)
  })
  after(() => app.close())

  const begin = async (path: string, bytes: number): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${String(bytes)}\r\n\r\n`,
    )
    return socket
  }
  const ended = (socket: Socket) => new Promise((resolve) => socket.resume().once('close', resolve))

  void test('that never comes ends its connection, and so does one that stops half way', async () => {
    const silent = await begin('/form', 100)
    const half = await begin('/form', 100)
    half.write('a='.padEnd(50, 'x'))
    await Promise.all([ended(silent), ended(half)])
  })

  void test('that never comes ends its connection, too, where the answer did not wait for it', async () => {
    await ended(await begin('/nowhere', 100))
  })

  void test('that comes slowly is waited for, and the connection serves the next request', async () => {
    const socket = await begin('/form', 1_200)
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.write('a='.padEnd(1_000, 'x'))
    await new Promise((resolve) => setTimeout(resolve, 600))
    socket.write('x'.repeat(200))
    assert.match(String((await once(socket, 'data'))[0]), /^HTTP\/1.1 200/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    socket.write('GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n')
    assert.match(String((await once(socket, 'data'))[0]), /^HTTP\/1.1 404/)
    socket.destroy()
  })
})
