/** What the node asks of other machines: never itself, never its own network, no more than was agreed. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  fetchOutside,
  requireOutside,
  rulesForWhatIsNamedBy,
  rulesForWhatIsTyped,
  type OutsideQuestion,
} from './fetch-outside.ts'
import { kindOfAddress, readOutsideRules, type OutsideRules } from './outside-addresses.ts'

const STRICT: OutsideRules = { http: true, loopback: false, privateHosts: new Set() }
const BESIDE: OutsideRules = { http: true, loopback: true, privateHosts: new Set() }
const question = { patience: 5_000, most: 1_000, types: ['application/json'] } satisfies OutsideQuestion

void describe('the node fetches no private address', () => {
  let inside: Server
  let port = ''
  let reached = 0
  let answer: RequestListener
  const plainly: RequestListener = (_request, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"secret":"of inside"}')
  }
  before(async () => {
    inside = createServer((request, reply) => {
      answer(request, reply)
    })
    inside.on('connection', () => (reached += 1))
    await new Promise<void>((resolve, reject) => {
      inside.once('error', reject)
      inside.listen(0, '127.0.0.1', resolve)
    })
    port = String((inside.address() as AddressInfo).port)
  })
  beforeEach(() => {
    reached = 0
    answer = plainly
  })
  after(() => inside.close())

  const refuses = async (address: string, code: string, more: Partial<OutsideQuestion> = {}) => {
    await assert.rejects(
      fetchOutside(address, { ...question, rules: STRICT, ...more }),
      (fault: Error & { code?: string }) => {
        assert.equal(fault.code, code, address)
        assert.doesNotMatch(fault.message, /secret|of inside/)
        return true
      },
    )
  }

  void test('in no notation of it', async () => {
    for (const host of [
      ...['127.0.0.1', '127.9.9.9', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '127.1'],
      ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
      ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:0:7f00:1]', '0.0.0.0', '0', '[::]'],
      ...['localhost', 'localhost.', 'LOCALHOST', 'node.localhost', '１２７.0.0.1', '127。0。0。1'],
      ...['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.1', '[fd00::1]', '[fc00::1]'],
      ...['169.254.169.254', '[fe80::1]', '[::ffff:169.254.169.254]', '[fd00:ec2::254]', '2852039166'],
      ...['168.63.129.16', '100.100.100.200', '224.0.0.1', '255.255.255.255', '[ff02::1]', '[fec0::1]'],
    ])
      await refuses(`http://${host}:${port}/`, 'private-address')
    assert.equal(reached, 0, 'and nothing was connected to')
  })

  void test('nor behind a name that resolves to it, on the connection itself', async () => {
    const resolvers: Record<string, OutsideQuestion['resolve']> = {
      loopback: async () => [{ address: '127.0.0.1', family: 4 }],
      'one of two': async () => [
        { address: '198.20.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
      mapped: async () => [{ address: '::ffff:127.0.0.1', family: 6 }],
      metadata: async () => [{ address: '169.254.169.254', family: 4 }],
      'this link': async () => [{ address: 'fe80::1%lo', family: 6 }],
    }
    for (const resolve of Object.values(resolvers))
      await refuses(`http://holder.example:${port}/`, 'private-address', resolve ? { resolve } : {})
    // A name that was public a moment ago: each question looks anew, and connects to what it looked at.
    let asked = 0
    const rebinding = async () => {
      asked += 1
      return [{ address: asked === 1 ? '10.9.9.9' : '127.0.0.1', family: 4 }]
    }
    await refuses(`http://holder.example:${port}/`, 'private-address', { resolve: rebinding })
    await refuses(`http://holder.example:${port}/`, 'private-address', { resolve: rebinding })
    assert.equal(asked, 2)
    assert.equal(reached, 0)
  })

  void test('nor behind a redirect, wherever that leads', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      for (const to of [`http://127.0.0.1:${port}/inside`, 'https://elsewhere.example/', '/elsewhere']) {
        reached = 0
        answer = (_request, reply) => reply.writeHead(status, { location: to }).end('secret')
        await refuses(`http://127.0.0.1:${port}/`, 'redirected', { rules: BESIDE })
        assert.equal(reached, 1, 'the second address is not asked')
      }
    }
  })

  void test('and in production nothing but https', async () => {
    const production = readOutsideRules({ NODE_ENV: 'production' })
    await refuses('http://holder.example/', 'https-only', { rules: production })
    await refuses(`https://127.0.0.1:${port}/`, 'private-address', { rules: production })
    await refuses(`https://localhost:${port}/`, 'private-address', { rules: production })
    assert.equal(requireOutside('https://holder.example/', production).host, 'holder.example')
    for (const address of [
      'ftp://holder.example',
      'file:///etc/passwd',
      'data:,x',
      'holder',
      '',
      'https://a@b.example',
    ])
      await refuses(address, 'not-an-address', { rules: production })
    assert.equal(reached, 0)
  })

  void test('unless the operator allows the host, and a metadata service not even then', async () => {
    const named = readOutsideRules({
      NODE_ENV: 'production',
      HOLDER_ADDRESSES_PRIVATE: 'holder.internal, 10.1.2.3,127.0.0.1:9443',
    })
    assert.ok(requireOutside('https://10.1.2.3/', named))
    assert.ok(requireOutside('https://127.0.0.1:9443/', named))
    for (const address of [
      'https://10.1.2.4/',
      'https://127.0.0.1/',
      'https://[::1]:9443/',
      'https://169.254.169.254/',
    ])
      assert.throws(() => requireOutside(address, named), { code: 'private-address' }, address)
    const all = readOutsideRules({ NODE_ENV: 'production', HOLDER_ADDRESSES_PRIVATE: 'allow' })
    assert.ok(requireOutside('https://192.168.3.4/', all))
    assert.throws(() => requireOutside('https://169.254.169.254/', all), { code: 'private-address' })
    assert.throws(() => requireOutside('http://192.168.3.4/', all), { code: 'https-only' })
    const wrong = readOutsideRules({ NODE_ENV: 'production', HOLDER_ADDRESSES_PRIVATE: 'yes please' })
    assert.throws(() => requireOutside('https://192.168.3.4/', wrong), { code: 'private-address' })
  })

  void test('a host that is an IPv6 address is named in brackets or without, in any spelling, and with its port', () => {
    const rules = (hosts: string) =>
      readOutsideRules({ NODE_ENV: 'production', HOLDER_ADDRESSES_PRIVATE: hosts })
    for (const hosts of ['fd00::1', '[fd00::1]', 'FD00:0:0::0001', 'north.internal, [fd00:0::1]:9443']) {
      assert.ok(requireOutside('https://[fd00::1]:9443/', rules(hosts)), hosts)
      assert.throws(() => requireOutside('https://[fd00::2]:9443/', rules(hosts)), {
        code: 'private-address',
      })
    }
    assert.throws(() => requireOutside('https://[fd00::1]:9444/', rules('[fd00::1]:9443')), {
      code: 'private-address',
    })
    // Without brackets the last group is no port.
    assert.throws(() => requireOutside('https://[fd00::1]:9443/', rules('fd00::1:9443')), {
      code: 'private-address',
    })
  })

  void test('what a distant machine names is not this one', async () => {
    const named = rulesForWhatIsNamedBy('https://node.example', BESIDE)
    await refuses(`http://127.0.0.1:${port}/`, 'https-only', { rules: named })
    await refuses(`https://127.0.0.1:${port}/`, 'private-address', { rules: named })
    assert.deepEqual(rulesForWhatIsNamedBy('http://127.0.0.1:3000', BESIDE), BESIDE)
    const typed = rulesForWhatIsTyped('http://node.internal', { ...STRICT, http: false })
    assert.throws(() => requireOutside('http://node.internal', typed), { code: 'https-only' })
    assert.ok(requireOutside('https://10.0.0.1', typed))
  })

  void test('an answer is bounded in bytes, form and time, and its words are nobody’s fault text', async () => {
    const here = { rules: BESIDE }
    const address = `http://127.0.0.1:${port}/`
    const { status, bytes } = await fetchOutside(address, { ...question, ...here })
    assert.deepEqual([status, Buffer.from(bytes).toString()], [200, '{"secret":"of inside"}'])
    answer = (_request, reply) => {
      reply.writeHead(200, { 'content-type': 'application/json' })
      reply.end('secret'.repeat(10_000))
    }
    await refuses(address, 'too-large', here)
    answer = (_request, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>secret')
    await refuses(address, 'other-form', here)
    answer = (_request, reply) =>
      reply.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('secret')
    await refuses(address, 'other-form', here)
    answer = (_request, reply) => reply.writeHead(200, { 'content-type': 'application/json' }).write('secret')
    await refuses(address, 'no-answer', { ...here, patience: 300 })
    answer = (request) => request.socket.destroy()
    await refuses(address, 'no-answer', here)
  })

  void test('kinds of addresses', () => {
    for (const [address, kind] of [
      ['8.8.8.8', 'public'],
      ['172.32.0.1', 'public'],
      ['2a00:1450::1', 'public'],
      ['::ffff:8.8.8.8', 'public'],
      ['198.51.100.7', 'private'],
      ['2001:db8::1', 'private'],
      ['2001:0:1::1', 'private'],
      ['fe80::1%eth0', 'never'],
      ['not an address', 'never'],
    ] as const)
      assert.equal(kindOfAddress(address), kind, address)
  })
})
