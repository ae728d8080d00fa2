import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { newFloodControl, type Admission } from './admit.ts'
import { doubtsOf, formMarks } from './form-marks.ts'
import { shareFlood } from './shared.ts'
import { floodState } from './state.ts'
import { LEAST_MS } from './limits.ts'
import { networkOf, newNetworks } from './networks.ts'

const pass = (admission: Admission) => {
  assert.ok(admission.pass)
  return admission
}
const plain = (address: string, script = false) => ({ address, values: {}, script })

void describe('a flood', () => {
  void test('networks are told apart by their first parts only', () => {
    assert.equal(networkOf('192.0.2.7'), networkOf('192.0.2.200'))
    assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2')
    assert.equal(networkOf('2001:db8:1::7'), networkOf('2001:0db8:0001:ffff::1'))
    assert.notEqual(networkOf('2001:db8:1::7'), networkOf('2001:db8:2::7'))
    assert.equal(networkOf('::1'), '0:0:0')
    assert.equal(networkOf('not an address'), 'unknown')
  })

  void test('a network’s bucket runs empty and fills again; after an hour nothing is remembered', () => {
    let now = 0
    const networks = newNetworks({ burst: 3, perSecond: 1 }, () => now)
    assert.deepEqual(
      [1, 2, 3, 4].map(() => networks.take('192.0.2.1')),
      [true, true, true, false],
    )
    assert.equal(networks.take('198.51.100.1'), true)
    now = 1_000
    assert.equal(networks.take('192.0.2.99'), true)
    assert.equal(networks.take('192.0.2.99'), false)
    now = 3_600_000
    assert.equal(networks.take('192.0.2.1'), true)
    assert.equal(networks.size(), 1)
  })

  void test('the hidden field and too much haste are noted, and never refuse', async () => {
    const shown = formMarks(Date.now() - LEAST_MS - 1).shown
    assert.deepEqual(doubtsOf({ website: '', shown }), [])
    assert.deepEqual(doubtsOf({ website: 'http://spam.example', shown: formMarks().shown }), [
      'hidden-field',
      'too-fast',
    ])
    assert.deepEqual(doubtsOf({ shown: 'zzzz.forged' }), [])
    const control = newFloodControl({ SLOW_MS: 5 })
    const admission = await control.admit({ ...plain('192.0.2.1'), values: { website: 'x' } })
    assert.deepEqual(pass(admission).doubts, ['hidden-field'])
  })

  void test('at its limit the node sheds at once, and takes again when somebody leaves', async () => {
    const control = newFloodControl({ MOST_AT_ONCE: 2, BUSY_AT: 2 })
    const [one] = [
      pass(await control.admit(plain('192.0.2.1'))),
      pass(await control.admit(plain('192.0.2.1'))),
    ]
    assert.equal(control.full('192.0.2.1'), true)
    const shed = await control.admit(plain('198.51.100.1'))
    assert.ok(!shed.pass && shed.why === 'shed' && shed.retryAfter > 0)
    one.leave()
    one.leave()
    assert.equal(control.full('192.0.2.1'), false)
    pass(await control.admit(plain('198.51.100.1')))
    assert.equal(control.full('192.0.2.1'), true)
    const state = control.state()
    assert.ok(state.since)
    assert.equal(state.flood, true)
  })

  void test('under load a browser with script works a little, once for each report', async () => {
    const control = newFloodControl({ BUSY_AT: 0 })
    const asked = await control.admit(plain('192.0.2.1', true))
    assert.ok(!asked.pass && asked.why === 'prove')
    const challenge = asked.challenge as Parameters<typeof solveChallenge>[0]['challenge']
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = JSON.stringify({ challenge, solution })
    pass(await control.admit({ ...plain('192.0.2.1', true), values: { proof } }))
    for (const again of [proof, 'nonsense', '{}', Buffer.from('{}').toString('base64')])
      assert.equal(
        (await control.admit({ ...plain('192.0.2.1', true), values: { proof: again } })).pass,
        false,
      )
  })

  void test('under load a browser without script waits its turn; the lane has an end', async () => {
    const control = newFloodControl({ BUSY_AT: 0, SLOW_MS: 30, SLOW_LANE: 2 })
    const three = await Promise.all([1, 2, 3].map(() => control.admit(plain('192.0.2.1'))))
    assert.deepEqual(
      three.map(({ pass }) => pass),
      [true, true, false],
    )
  })

  void test('files have a quota; words never have', async () => {
    const control = newFloodControl({ BYTES_AN_HOUR: 100, SHARE_OF_NETWORK: 1, LEAST_FREE: 0 })
    const sender = { network: 'harbour', draft: 'a' }
    assert.equal(await control.roomForFiles(sender, '/'), true)
    control.countFileBytes(100, sender)
    assert.equal(await control.roomForFiles({ network: 'beach', draft: 'b' }, null), false)
    const full = newFloodControl({ LEAST_FREE: Number.MAX_SAFE_INTEGER })
    assert.equal(await full.roomForFiles(sender, '/'), false)
    assert.equal(await full.roomForFiles(sender, null), true)
    pass(await control.admit(plain('192.0.2.1')))
  })

  void test('files of all processes fill one database: of several, each takes its part', async () => {
    const alone = { secret: Buffer.alloc(32), processes: () => 1, others: () => [] }
    const control = newFloodControl({ BYTES_AN_HOUR: 100, SHARE_OF_NETWORK: 1, LEAST_FREE: 0 })
    control.countFileBytes(60, { network: 'harbour', draft: 'a' })
    const room = () => control.roomForFiles({ network: 'beach', draft: 'b' }, null)
    assert.equal(await room(), true)
    shareFlood({ ...alone, processes: () => 2 })
    assert.equal(await room(), false)
    shareFlood(alone)
  })

  void test('what another process has shown and asked for is taken here, and under another key it is not', async () => {
    const common = { processes: () => 1, others: () => [] }
    shareFlood({ ...common, secret: Buffer.alloc(32, 1) })
    const { shown } = formMarks()
    shareFlood({ ...common, secret: Buffer.alloc(32, 2) })
    assert.deepEqual(doubtsOf({ shown }), [])
    shareFlood({ ...common, secret: Buffer.alloc(32, 1) })
    assert.deepEqual(doubtsOf({ shown }), ['too-fast'])
  })

  void test('the desk is told of the floods of all processes as one', () => {
    const calm = floodState()
    const flood = {
      ...{ since: '2026-07-01T10:00:00.000Z', flood: true, counted: true },
      ...{ acceptedLastHour: 40, shedLastHour: 3, slowedLastHour: 2, doubtfulLastHour: 1 },
    }
    const later = { ...flood, since: '2026-07-01T11:00:00.000Z' }
    const others = () => [later, flood, { flood: 'of another version' }]
    shareFlood({ secret: Buffer.alloc(32), processes: () => 3, others })
    const told = floodState()
    assert.deepEqual(
      [told.since, told.flood, told.acceptedLastHour, told.shedLastHour],
      [new Date(flood.since), true, calm.acceptedLastHour + 80, calm.shedLastHour + 6],
    )
  })

  void test('no network takes the last of what files may take, however many do, and no browser its network’s', async () => {
    let now = 0
    const control = newFloodControl({ BYTES_AN_HOUR: 1_000_000, BYTES_OF_DRAFT: 50_000 }, () => now)
    const room = (network: string, draft: string) => control.roomForFiles({ network, draft }, null)
    control.countFileBytes(50_000, { network: 'gang', draft: 'one' })
    assert.deepEqual([await room('gang', 'one'), await room('gang', 'two')], [false, true])
    for (let draft = 0; await room('gang', String(draft)); draft += 1)
      control.countFileBytes(50_000, { network: 'gang', draft: String(draft) })
    assert.equal(await room('harbour', 'a'), true)
    for (let network = 0; network < 20; network += 1)
      for (let draft = 0; await room(`gang ${String(network)}`, String(draft)); draft += 1)
        control.countFileBytes(100, { network: `gang ${String(network)}`, draft: String(draft) })
    assert.equal(await room('harbour', 'a'), true)
    now = 3_600_000
    assert.equal(await room('gang', 'one'), true)
  })

  void test('bodies that are announced are no reports yet; of one network only so many are awaited', () => {
    const control = newFloodControl({ MOST_AT_ONCE: 1, MOST_AWAITED: 3, MOST_AWAITED_OF_NETWORK: 2 })
    const arrived = control.awaitBody('192.0.2.1')
    assert.ok(arrived && control.awaitBody('192.0.2.2'))
    assert.equal(control.full('198.51.100.1'), false)
    assert.equal(control.awaitBody('192.0.2.3'), null)
    assert.ok(control.awaitBody('198.51.100.1'))
    assert.equal(control.awaitBody('203.0.113.1'), null)
    arrived()
    arrived()
    assert.ok(control.awaitBody('192.0.2.3'))
    assert.equal(control.awaitBody('192.0.2.4'), null)
  })

  void test('calm again, the desk is told so', async () => {
    let now = 7 * 60_000
    const control = newFloodControl({ MOST_AT_ONCE: 0 }, () => now)
    await control.admit(plain('192.0.2.1'))
    assert.equal(control.state().since?.getTime(), 0, 'the hour, not the minute')
    assert.equal(control.state().flood, true)
    now = 18 * 60_000
    assert.equal(control.state().since, null)
    assert.equal(control.state().flood, false)
    now = 62 * 60_000
    assert.equal(control.state().shedLastHour, 1)
    now = 121 * 60_000
    assert.equal(control.state().shedLastHour, 0)
  })

  void test('what a desk is told of reports does not change before the hour is over', async () => {
    let now = 0
    const control = newFloodControl({}, () => now)
    const said = new Set<string>()
    for (let minute = 0; minute < 60; minute++) {
      now = minute * 60_000
      pass(await control.admit(plain('192.0.2.1'))).leave()
      said.add(JSON.stringify(control.state()))
    }
    assert.equal(said.size, 1)
    now = 60 * 60_000
    assert.equal(control.state().acceptedLastHour, 60)
    pass(await control.admit(plain('192.0.2.1'))).leave()
    assert.equal(control.state().acceptedLastHour, 60)
  })

  void test('the figures of an hour are of the flood once a full hour of it is over', () => {
    let now = 30 * 60_000
    const control = newFloodControl({}, () => now)
    control.countShed()
    assert.equal(control.state().counted, false)
    for (now = 31 * 60_000; now < 61 * 60_000; now += 60_000) control.countShed()
    assert.deepEqual([control.state().counted, control.state().shedLastHour], [true, 30])
  })

  void test('whoever begins again and again waits, then is told to; others begin at once', async () => {
    let now = 0
    const control = newFloodControl(
      { BEGIN_BURST: 3, BEGIN_PER_SECOND: 1, SLOW_MS: 1, BEGIN_LANE: 1 },
      () => now,
    )
    for (let n = 0; n < 3; n++) assert.equal(await control.mayBegin('192.0.2.1', null), true)
    const [one, two] = await Promise.all([
      control.mayBegin('192.0.2.9', null),
      control.mayBegin('192.0.2.9', null),
    ])
    assert.deepEqual([one, two].toSorted(), [false, true], 'one waits its turn, the lane has an end')
    assert.equal(await control.mayBegin('198.51.100.1', null), true)
    now = 1_000
    assert.equal(await control.mayBegin('192.0.2.1', null), true)
    // Beginning takes nothing from what the same network may send.
    pass(await control.admit(plain('192.0.2.1')))
  })

  void test('one network fills no more than its part of the lane of those who wait to begin', async () => {
    const control = newFloodControl(
      { BEGIN_BURST: 1, SLOW_MS: 1, BEGIN_LANE: 3, BEGIN_LANE_OF_NETWORK: 2 },
      () => 0,
    )
    for (const address of ['192.0.2.1', '198.51.100.1']) await control.mayBegin(address, null)
    const asked = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '198.51.100.1']
    assert.deepEqual(await Promise.all(asked.map((one) => control.mayBegin(one, null))), [
      true,
      true,
      false,
      true,
    ])
  })

  void test('nobody begins on a disk that is nearly full; what was begun can be sent', async () => {
    const control = newFloodControl({ LEAST_FREE_FOR_WORDS: Number.MAX_SAFE_INTEGER })
    assert.equal(await control.mayBegin('192.0.2.1', '/'), false)
    assert.equal(await control.mayBegin('192.0.2.1', null), true)
    pass(await control.admit(plain('192.0.2.1')))
  })
})
