import assert from 'node:assert/strict'
import { hash, randomBytes } from 'node:crypto'
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import {
  evaluate,
  evaluateProved,
  type HolderConnection,
  sealInputs,
  type Pair,
  epochOf,
  fetchParameters,
  keyOf,
  requireOneFactor,
  rekeyElements,
} from '../holder-client/index.ts'
import {
  at,
  fromHash,
  generator,
  multiplyBase,
  randomScalars,
  SIZE,
  isProved,
  openPool,
  type Pool,
} from '../library/oprf/index.ts'
import { signedText, toText, newSigningKey, signText } from '../library/sealing/index.ts'
import { ledgerFile, readHolder, saveHolder } from './folder.ts'
import { readLedger } from './ledger.ts'
import { twoHolders, type TestHolder, type TestHolders } from './keyholder.test-support.ts'
import { finishRotation, joinOffer, makeOffer } from './rotate.ts'

const numbers = Array.from(
  { length: 60 },
  (_, i) => `seamark-sealed/1\u0000phone\u0000id\u0000+4477009000${String(i).padStart(2, '0')}`,
)
const refused = (code: string) => (fault: unknown) =>
  fault instanceof Error && fault.message.includes(`(${code})`)
const named = (code: string, name: string) => (fault: unknown) =>
  fault instanceof Error && 'code' in fault && fault.code === code && fault.message.includes(name)

async function pairOf(holders: TestHolders, epoch = 1): Promise<Pair> {
  const keys = await Promise.all(
    [holders.one, holders.two].map(async ({ url, identity }) =>
      keyOf(epochOf(await fetchParameters(url, identity), epoch)?.keys, 'phone'),
    ),
  )
  return {
    holders: [holders.connect(holders.one), holders.connect(holders.two)],
    keys: keys as [Uint8Array, Uint8Array],
  }
}

void describe('two key holders', () => {
  let holders: TestHolders
  let pool: Pool
  before(async () => {
    holders = await twoHolders()
    pool = openPool(1)
  })
  after(async () => {
    await pool.close()
    await holders.close()
  })

  void test('the same value gives the same token, whoever asks and whenever, and another kind another', async () => {
    const pair = await pairOf(holders)
    const first = await sealInputs(pool, pair, { kind: 'phone', epoch: 1 }, numbers)
    const again = await sealInputs(pool, pair, { kind: 'phone', epoch: 1 }, numbers.slice(7, 8))
    assert.deepEqual(Buffer.from(again), Buffer.from(at(first, 7)))
    assert.equal(new Set(numbers.map((_, i) => toText(at(first, i)))).size, numbers.length)
    const { one, two } = holders
    const [a, b] = await Promise.all([one, two].map(({ url, identity }) => fetchParameters(url, identity)))
    assert.ok(a !== undefined && b !== undefined)
    const keys = [a, b].map(({ epochs }) => keyOf(epochs[0]?.keys, 'handle')) as [Uint8Array, Uint8Array]
    const other = await sealInputs(pool, { ...pair, keys }, { kind: 'handle', epoch: 1 }, numbers.slice(7, 8))
    assert.notDeepEqual(Buffer.from(other), Buffer.from(again))
  })

  void test('the conformant way: a batch with the RFC’s proof', async () => {
    const asked = Buffer.concat(Array.from({ length: 5 }, () => fromHash(randomBytes(64))))
    const { keys } = await pairOf(holders)
    const { products, proof } = await evaluateProved(
      holders.connect(holders.one),
      { kind: 'phone', epoch: 1 },
      asked,
    )
    assert.ok(isProved(generator, keys[0], asked, products, proof))
    assert.equal(isProved(generator, keys[1], asked, products, proof), false)
  })

  void test('what is no element, no epoch, no kind and too much is refused by name', async () => {
    const holder = holders.connect(holders.one)
    const good = fromHash(randomBytes(64))
    const ask = (query: { kind: string; epoch: number }, body: Uint8Array) => evaluate(holder, query, body)
    const phone = { kind: 'phone', epoch: 1 }
    await assert.rejects(ask(phone, Buffer.concat([good, new Uint8Array(SIZE)])), refused('bad-element'))
    await assert.rejects(ask(phone, new Uint8Array(SIZE).fill(255)), refused('bad-element'))
    await assert.rejects(ask({ ...phone, epoch: 9 }, good), refused('unknown-epoch'))
    await assert.rejects(ask({ ...phone, kind: 'toString' }, good), refused('unknown-kind'))
    await assert.rejects(ask(phone, new Uint8Array(SIZE * 8_193)), refused('too-many'))
    await assert.rejects(ask(phone, new Uint8Array(0)), refused('bad-request'))
    await assert.rejects(evaluateProved(holder, phone, new Uint8Array(SIZE * 513)), refused('too-many'))
    await assert.rejects(evaluate(holders.connect(holders.one, 'rekey'), phone, good), refused('not-allowed'))
  })

  void test('a call is taken once, by this holder, from who is entered here', async () => {
    const body = fromHash(randomBytes(64))
    const { agency, one, two } = holders
    const path = '/v1/evaluate?kind=phone&epoch=1'
    type Change = {
      holder?: TestHolder
      key?: typeof agency.key
      time?: number
      caller?: string
      to?: TestHolder
    }
    const make = ({
      holder = one,
      key = agency.key,
      time = Date.now() / 1000,
      caller = 'kent',
      to = one,
    }: Change) => {
      const call = {
        ...{ method: 'POST', path, holder: holder.identity, caller, time: String(Math.floor(time)) },
        ...{ nonce: randomBytes(16).toString('base64url'), purpose: 'seal', bodyHash: hash('sha256', body) },
      }
      const headers = {
        ...{ 'content-type': 'application/octet-stream', 'seamark-caller': caller },
        ...{ 'seamark-time': call.time, 'seamark-nonce': call.nonce, 'seamark-purpose': 'seal' },
        'seamark-signature': signText(key, signedText(call)),
      }
      return async () => {
        const response = await fetch(to.url + path, { method: 'POST', headers, body: Buffer.from(body) })
        return response.ok ? 'ok' : ((await response.json()) as { error: string }).error
      }
    }
    const once = make({})
    assert.deepEqual([await once(), await once()], ['ok', 'replayed'])
    await one.restart()
    // The address is another; the call and its nonce are the same.
    assert.equal(await once(), 'replayed')
    assert.equal(await make({ to: two })(), 'wrong-signature')
    assert.equal(await make({ key: newSigningKey() })(), 'wrong-signature')
    assert.equal(await make({ caller: 'nobody' })(), 'unknown-caller')
    assert.equal(await make({ time: Date.now() / 1000 - 900 })(), 'wrong-time')
    const unsigned = await fetch(one.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(body),
    })
    assert.equal(unsigned.status, 401)
  })

  void test('the ledger holds every call and no element; a changed line is found', async () => {
    const file = ledgerFile(holders.two.folder)
    const text = await readFile(file, 'utf8')
    const state = await readLedger(file)
    assert.ok(state.entries > 0 && state.brokenAt === null)
    assert.doesNotMatch(text, /7700900/)
    assert.equal((await stat(file)).mode & 0o77, 0)
    const copy = `${file}.copy`
    await writeFile(copy, text.replace(/"elements":\d+/, '"elements":1'))
    assert.equal((await readLedger(copy)).brokenAt, 1)
    await writeFile(copy, text.split('\n').slice(1).join('\n'))
    assert.equal((await readLedger(copy)).brokenAt, 1)
    await writeFile(copy, text)
    await appendFile(copy, '{"n":')
    assert.deepEqual({ ...(await readLedger(copy)) }, { ...state, tornTail: true })
  })

  void test('at rest the keys are sealed by the passphrase, for their owner alone', async () => {
    const { folder } = holders.one
    const text = await readFile(`${folder.path}/holder.json`, 'utf8')
    assert.doesNotMatch(text, /shares/)
    assert.equal((await stat(`${folder.path}/holder.json`)).mode & 0o77, 0)
    await assert.rejects(readHolder({ ...folder, passphrase: 'another' }), named('passphrase-wrong', ''))
    await assert.rejects(readHolder({ ...folder, passphrase: null }), named('passphrase-missing', ''))
  })
})

void test('a holder that lies in one element of a batch, or uses another key, is named, and nothing is made', async () => {
  const pool = openPool(1)
  let spoil: 'element' | 'key' | 'point' | 'none' = 'none'
  const [wrong] = [randomScalars(1)]
  const holders = await twoHolders({
    spoil: (app) =>
      app.addHook('onSend', (request, _reply, payload, done) => {
        const isBatch = request.url.startsWith('/v1/evaluate') && !request.url.includes('proof')
        if (!isBatch || !(payload instanceof Buffer)) {
          done(null, payload)
          return
        }
        const changed = Buffer.from(payload)
        if (spoil === 'element') changed.set(multiplyBase(wrong), 31 * SIZE)
        if (spoil === 'point') changed.fill(255, 5 * SIZE, 6 * SIZE)
        done(null, changed)
      }),
  })
  const query = { kind: 'phone', epoch: 1 }
  const pair = await pairOf(holders)
  await sealInputs(pool, pair, query, numbers)
  spoil = 'element'
  await assert.rejects(sealInputs(pool, pair, query, numbers), named('holder-lies', 'south'))
  spoil = 'point'
  await assert.rejects(sealInputs(pool, pair, query, numbers), named('holder-lies', 'south'))
  spoil = 'none'
  const tagged: Pair = { ...pair, keys: [pair.keys[0], multiplyBase(wrong)] }
  await assert.rejects(sealInputs(pool, tagged, query, numbers), named('holder-lies', 'south'))
  const down: HolderConnection = { ...pair.holders[1], url: 'http://127.0.0.1:9' }
  await assert.rejects(
    sealInputs(pool, { ...pair, holders: [pair.holders[0], down] }, query, numbers),
    named('holder-down', 'south'),
  )
  await assert.rejects(fetchParameters(holders.one.url, holders.two.identity), named('holder-changed', ''))
  await holders.close()
  await pool.close()
})

void test('quotas: a day’s, then the one-off allowance, then no more until midnight; a restart forgets nothing', async () => {
  let now = new Date()
  now.setUTCHours(12)
  const holders = await twoHolders({
    caller: { perDay: { seal: 10 }, allowance: { seal: 5 } },
    now: () => now,
  })
  // The caller's clock is the machine's: entries are made around it.
  const skew = now.getTime() - Date.now()
  const realNow = Date.now
  Date.now = () => realNow() + skew
  try {
    const ask = (howMany: number) =>
      evaluate(
        holders.connect(holders.one),
        { kind: 'phone', epoch: 1 },
        Buffer.concat(Array.from({ length: howMany }, () => fromHash(randomBytes(64)))),
      )
    await ask(8)
    await ask(6)
    await holders.one.restart()
    await assert.rejects(ask(2), refused('quota-used-up'))
    await ask(1)
    await assert.rejects(ask(1), refused('quota-used-up'))
    await assert.rejects(
      evaluate(holders.connect(holders.one, 'check'), { kind: 'phone', epoch: 1 }, fromHash(randomBytes(64))),
      refused('not-allowed'),
    )
    now = new Date(now.getTime() + 86_400_000)
    Date.now = () => realNow() + skew + 86_400_000
    await ask(10)
    await assert.rejects(ask(1), refused('quota-used-up'))
  } finally {
    Date.now = realNow
    await holders.close()
  }
})

void test('rotation moves tokens to what sealing anew gives; both holders prove one factor; the old epoch ends', async () => {
  const holders = await twoHolders()
  const pool = openPool(1)
  const { one, two, connect } = holders
  const query = { kind: 'phone', epoch: 1 }
  const old = await sealInputs(pool, await pairOf(holders), query, numbers)
  const [a, b] = await Promise.all([one, two].map(async ({ folder }) => makeOffer(await readHolder(folder))))
  assert.ok(a !== undefined && b !== undefined)
  assert.throws(() => joinOffer(a.holder, { ...b.offer, to: 3 }), named('offer-refused', ''))
  assert.throws(() => joinOffer(a.holder, a.offer), named('offer-refused', ''))
  await saveHolder(one.folder, joinOffer(a.holder, b.offer))
  await saveHolder(two.folder, joinOffer(b.holder, a.offer))

  const [ofOne, ofTwo] = await Promise.all(
    [one, two].map(({ url, identity }) => fetchParameters(url, identity)),
  )
  assert.ok(ofOne !== undefined && ofTwo !== undefined)
  requireOneFactor(ofOne, ofTwo, 2)
  const swapped = structuredClone(ofTwo)
  const next = swapped.epochs.find(({ epoch }) => epoch === 2)
  assert.ok(next !== undefined)
  next.keys['phone'] = next.keys['email'] ?? ''
  assert.throws(() => requireOneFactor(ofOne, swapped, 2), named('not-one-factor', 'phone'))

  for (const [holder, published] of [
    [one, ofOne],
    [two, ofTwo],
  ] as const) {
    const key = (epoch: number) => keyOf(epochOf(published, epoch)?.keys, 'phone')
    const move = { kind: 'phone', from: 1, to: 2, before: key(1), after: key(2) }
    const moved = await rekeyElements(pool, connect(holder, 'rekey'), move, old)
    const anew = await sealInputs(pool, await pairOf(holders, 2), { kind: 'phone', epoch: 2 }, numbers)
    assert.deepEqual(Buffer.from(moved), Buffer.from(anew))
    const wrong = { ...move, after: move.before }
    await assert.rejects(
      rekeyElements(pool, connect(holder, 'rekey'), wrong, old),
      named('holder-lies', holder.name),
    )
  }
  for (const { folder } of [one, two]) await saveHolder(folder, finishRotation(await readHolder(folder)))
  assert.doesNotMatch(JSON.stringify(await readHolder(two.folder)), /factors|moved/)
  await assert.rejects(evaluate(connect(one), query, fromHash(randomBytes(64))), refused('epoch-gone'))
  await pool.close()
  await holders.close()
})
