/** libsodium and our own sums against @noble/curves, byte for byte. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ristretto255, ristretto255_hasher, ristretto255_oprf } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import {
  SIZE,
  at,
  fromHash,
  invert,
  invertAll,
  isElement,
  isScalar,
  multiply,
  multiplyBase,
  randomScalars,
} from './group.ts'
import { blindAll, multiplyAll, multiplyEach, BadElement } from './evaluate.ts'
import { expandMessage, finalize, hashToGroup } from './hash.ts'
import { addUp, askJointly, isAnswerProved, keptItsWord } from './joint-check.ts'
import { prove } from './proof.ts'
import { generator } from './group.ts'
import { openWeightedSum, WEIGHT } from './sums/weighted-sum.ts'

const Point = ristretto255.Point
const someBytes = (most = 80) => fc.uint8Array({ minLength: 0, maxLength: most })
const wide = fc.uint8Array({ minLength: 64, maxLength: 64 })
const scalarOf = (bytes: Uint8Array) => Point.Fn.fromBytes(bytes)

void test('hashing onto the group is the RFC’s, for any input', () => {
  const DST = Buffer.concat([
    Buffer.from('HashToGroup-OPRFV1-'),
    Buffer.of(1),
    Buffer.from('-ristretto255-SHA512'),
  ])
  fc.assert(
    fc.property(someBytes(), (input) => {
      const theirs = ristretto255_hasher.hashToCurve(input, { DST: new Uint8Array(DST) })
      assert.deepEqual(Buffer.from(hashToGroup(input)), Buffer.from(theirs.toBytes()))
      assert.equal(expandMessage(input, DST).length, 64)
    }),
    { numRuns: 100 },
  )
})

void test('a token made with the server of @noble/curves is theirs', () => {
  fc.assert(
    fc.property(someBytes(), wide, (input, key) => {
      const { secretKey, publicKey } = ristretto255_oprf.voprf.deriveKeyPair(
        key.subarray(0, 32),
        new Uint8Array(0),
      )
      const { blinded, unblinds } = blindAll([input])
      const theirs = ristretto255_oprf.voprf.blindEvaluate(secretKey, publicKey, blinded)
      const ours = multiplyAll(secretKey, blinded)
      assert.deepEqual(Buffer.from(ours), Buffer.from(theirs.evaluated))
      const output = finalize(input, multiplyEach(unblinds, ours))
      const blind = invert(unblinds)
      assert.deepEqual(
        Buffer.from(output),
        Buffer.from(
          ristretto255_oprf.voprf.finalize(input, blind, theirs.evaluated, blinded, publicKey, theirs.proof),
        ),
      )
    }),
    { numRuns: 25 },
  )
})

void test('multiplication, inversion and what is an element agree with @noble/curves', () => {
  fc.assert(
    fc.property(wide, fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes, any) => {
      const element = fromHash(bytes)
      const scalar = randomScalars(1)
      const theirs = Point.fromBytes(element).multiply(scalarOf(scalar))
      assert.deepEqual(Buffer.from(multiply(scalar, element)), Buffer.from(theirs.toBytes()))
      assert.equal(Point.Fn.mul(scalarOf(invert(scalar)), scalarOf(scalar)), 1n)
      let known: boolean
      try {
        known = !Point.fromBytes(any).equals(Point.ZERO)
      } catch {
        known = false
      }
      assert.equal(isElement(any), known)
    }),
    { numRuns: 100 },
  )
  assert.equal(isElement(new Uint8Array(SIZE)), false)
  assert.equal(isElement(new Uint8Array(SIZE).fill(255)), false)
  assert.equal(isScalar(new Uint8Array(SIZE)), false)
  assert.equal(isScalar(new Uint8Array(SIZE).fill(255)), false)
  assert.ok(isScalar(randomScalars(1)))
})

void test('inverting a row is inverting each', () => {
  const row = randomScalars(17)
  const inverses = invertAll(row)
  for (let i = 0; i < 17; i += 1)
    assert.deepEqual(Buffer.from(at(inverses, i)), Buffer.from(invert(at(row, i))))
  assert.equal(invertAll(new Uint8Array(0)).length, 0)
})

void test('a weighted sum is what @noble/curves adds up, whatever the weights', () => {
  const weightedSum = openWeightedSum()
  const weight = fc.oneof(
    fc.uint8Array({ minLength: WEIGHT, maxLength: WEIGHT }),
    fc.constantFrom(
      new Uint8Array(WEIGHT),
      new Uint8Array(WEIGHT).fill(255),
      Uint8Array.of(1, ...Array<number>(15).fill(0)),
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(wide, weight), { minLength: 1, maxLength: 12 }), (pairs) => {
      // The same element twice, and its negative, meet in one bucket.
      const elements = pairs.flatMap(([bytes], i) =>
        i === 0 ? [fromHash(bytes), fromHash(bytes)] : [fromHash(bytes)],
      )
      const weights = pairs.flatMap(([, w], i) => (i === 0 ? [w, w] : [w]))
      let sum = Point.ZERO
      elements.forEach((element, i) => {
        const times = Point.Fn.create(
          BigInt(
            `0x${Buffer.from(weights[i] ?? [])
              .reverse()
              .toString('hex')}`,
          ),
        )
        if (times !== 0n) sum = sum.add(Point.fromBytes(element).multiplyUnsafe(times))
      })
      assert.deepEqual(
        Buffer.from(weightedSum(Buffer.concat(elements), Buffer.concat(weights))),
        Buffer.from(sum.toBytes()),
      )
    }),
    { numRuns: 60 },
  )
  const element = fromHash(new Uint8Array(64).fill(7))
  const negative = new Uint8Array(Point.fromBytes(element).negate().toBytes())
  const ones = Uint8Array.from({ length: 2 * WEIGHT }, (_, i) => (i % WEIGHT === 0 ? 1 : 0))
  assert.deepEqual([...weightedSum(Buffer.concat([element, negative]), ones)], Array(SIZE).fill(0))
  assert.throws(() => weightedSum(new Uint8Array(SIZE).fill(255), ones.subarray(0, WEIGHT)), RangeError)
  const many = 9_000
  const row = Buffer.concat(Array.from({ length: many }, () => Buffer.from(element)))
  const weights = Uint8Array.from({ length: many * WEIGHT }, (_, i) => (i % WEIGHT === 0 ? 1 : 0))
  const times = Point.fromBytes(element).multiply(BigInt(many))
  assert.deepEqual(Buffer.from(weightedSum(row, weights)), Buffer.from(times.toBytes()))
})

void test('what is no element is told alike by all three, with encodings that are not canonical', () => {
  const weightedSum = openWeightedSum()
  const one = Uint8Array.from({ length: WEIGHT }, (_, i) => (i === 0 ? 1 : 0))
  const isSummed = (bytes: Uint8Array) => {
    try {
      weightedSum(bytes, one)
      return true
    } catch {
      return false
    }
  }
  const isTheirs = (bytes: Uint8Array) => {
    try {
      return !Point.fromBytes(bytes).equals(Point.ZERO)
    } catch {
      return false
    }
  }
  const agree = (bytes: Uint8Array) => {
    assert.equal(isSummed(bytes), isTheirs(bytes))
    assert.equal(isElement(bytes), isTheirs(bytes))
  }
  // 2²⁵⁵ − 19 and what lies around it, the identity, one, minus one, and the topmost bit.
  for (let first = 0xe8; first <= 0xff; first += 1)
    agree(Uint8Array.from({ length: SIZE }, (_, i) => (i === 0 ? first : i === SIZE - 1 ? 0x7f : 0xff)))
  for (const [first, last] of [
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 0x80],
    [1, 0x80],
  ])
    agree(
      Uint8Array.from({ length: SIZE }, (_, i) =>
        i === 0 ? (first ?? 0) : i === SIZE - 1 ? (last ?? 0) : 0,
      ),
    )
  const even = fc.uint8Array({ minLength: SIZE, maxLength: SIZE }).map((bytes) => {
    const likely = bytes.slice()
    likely[0] = (likely[0] ?? 0) & 0xfe
    likely[SIZE - 1] = (likely[SIZE - 1] ?? 0) & 0x7f
    return likely
  })
  fc.assert(fc.property(even, agree), { numRuns: 400 })
  fc.assert(
    fc.property(wide, fc.nat(255), (bytes, bit) => {
      const changed = fromHash(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      agree(changed)
    }),
    { numRuns: 200 },
  )
})

void test('the joint check accepts two honest holders, and names the one who lied in one element', () => {
  const [k1, k2] = [randomScalars(1), randomScalars(1)]
  const inputs = Array.from({ length: 40 }, (_, i) => Buffer.from(`+4477009000${String(i)}`))
  const { blinded, unblinds } = blindAll(inputs)
  const answers = [multiplyAll(k1, blinded), multiplyAll(k2, blinded)] as const
  const proved = (k: Uint8Array, m: Uint8Array) => {
    const z = multiply(k, m)
    return { key: multiplyBase(k), z, proof: prove(k, generator, multiplyBase(k), m, z) }
  }
  const good = askJointly(blinded, ...answers)
  const [one, two] = [proved(k1, good.m), proved(k2, good.m)]
  assert.ok(isAnswerProved(good.m, one) && isAnswerProved(good.m, two))
  assert.ok(addUp(good, one.z, two.z))
  assert.equal(isAnswerProved(good.m, { ...one, key: multiplyBase(k2) }), false)
  const tokens = multiplyEach(unblinds, good.sums)
  const together = Point.Fn.toBytes(Point.Fn.add(scalarOf(k1), scalarOf(k2)))
  assert.deepEqual(
    Buffer.from(at(tokens, 3)),
    Buffer.from(multiply(together, hashToGroup(inputs[3] ?? Buffer.alloc(0)))),
  )

  const lied = answers[0].slice()
  lied.set(multiply(randomScalars(1), at(lied, 17)), 17 * SIZE)
  const bad = askJointly(blinded, lied, answers[1])
  const [liar, honest] = [proved(k1, bad.m), proved(k2, bad.m)]
  assert.equal(addUp(bad, liar.z, honest.z), false)
  assert.equal(keptItsWord(bad.weights, lied, liar.z), false)
  assert.equal(keptItsWord(bad.weights, answers[1], honest.z), true)
  assert.throws(
    () => multiplyAll(k1, Buffer.concat([blinded.subarray(0, 64), new Uint8Array(SIZE)])),
    BadElement,
  )
})
