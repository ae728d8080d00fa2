/** A flood that sends nothing: sockets that announce a report and stay silent keep nobody from reporting. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { desk } from '../../../../test/support/callers.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { formMarks } from './admit.ts'
import { LEAST_MS } from './limits.ts'

const SENDERS = 200

void describe('senders who send nothing', () => {
  let node: TestNode
  const idle: Socket[] = []
  before(async () => {
    node = await testNode({ env: { TRUST_PROXY: '1' } })
    await makeExerciseDesks(node.database, null)
  })
  after(async () => {
    for (const socket of idle) socket.destroy()
    await node.close()
  })

  void test('however many of one network there are, another network still reports', async () => {
    const { hostname, port } = new URL(node.base)
    for (let n = 0; n < SENDERS; n += 1) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => undefined)
      idle.push(socket)
      await once(socket, 'connect')
      socket.write(
        `POST /report/send HTTP/1.1\r\nhost: ${hostname}:${port}\r\nx-forwarded-for: 192.0.2.${String(n % 250)}\r\n` +
          'content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\n',
      )
    }
    const from = { 'x-forwarded-for': '198.51.100.7' }
    const browser = desk(node.base)
    await browser.post('/report/start', {}, from)
    await browser.post('/report/kind', { kind: 'boat' }, from)
    await browser.post('/report/where/position', { position: 'TQ 954 180' }, from)
    const { shown } = formMarks(Date.now() - LEAST_MS - 1)
    const answer = await browser.post('/report/send', { website: '', shown }, from)
    assert.equal(answer.status, 303, answer.text)
    assert.equal(answer.headers.get('location'), '/report/sent')
  })
})
