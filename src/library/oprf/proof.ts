/** RFC 9497, 2.2: that `D_i = k·C_i` for all i by the k of `B = k·A`, without showing k. */
import {
  SIZE,
  add,
  at,
  count,
  isElement,
  isScalar,
  multiply,
  multiplyScalars,
  randomScalars,
  same,
  subtractScalars,
} from './group.ts'
import { compositeSeed, hashToScalar, lengthOf } from './hash.ts'

/** Bytes of a proof: challenge and response. */
export const PROOF_SIZE = 64

/**
 * Makes a proof (GenerateProof).
 * @param k - the scalar that is proved and not shown
 * @param a - the base, `b = k·a`
 * @param b - the public key of `k`
 * @param c - what was asked; one or more elements
 * @param d - what was answered
 * @param random - for vectors; drawn where nothing is given
 * @returns 64 bytes: challenge and response
 */
export function prove(
  k: Uint8Array,
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  d: Uint8Array,
  random: Uint8Array = randomScalars(1),
): Uint8Array {
  const m = composite(b, c, d).m
  const z = multiply(k, m)
  const challenge = challengeOf(b, m, z, multiply(random, a), multiply(random, m))
  const proof = new Uint8Array(PROOF_SIZE)
  proof.set(challenge, 0)
  proof.set(subtractScalars(random, multiplyScalars(challenge, k)), SIZE)
  return proof
}

/**
 * Checks a proof (VerifyProof). Anything may be handed in; what is not well formed is not proved.
 * @param a - the base
 * @param b - the public key, `b = k·a`
 * @param c - what was asked; one or more elements
 * @param d - what was answered; as many
 * @param proof - 64 bytes
 * @returns true when one scalar made `b` and every answer
 */
export function isProved(
  a: Uint8Array,
  b: Uint8Array,
  c: Uint8Array,
  d: Uint8Array,
  proof: Uint8Array,
): boolean {
  if (proof.length !== PROOF_SIZE || c.length !== d.length || c.length === 0 || c.length % SIZE !== 0)
    return false
  const challenge = proof.subarray(0, SIZE)
  const response = proof.subarray(SIZE)
  if (!isScalar(challenge) || !isScalar(response) || ![a, b].every(isElement)) return false
  try {
    const { m, z } = composite(b, c, d)
    const t2 = add(multiply(response, a), multiply(challenge, b))
    const t3 = add(multiply(response, m), multiply(challenge, z))
    return same(challengeOf(b, m, z, t2, t3), challenge)
  } catch {
    // An element that is none.
    return false
  }
}

/** ComputeComposites: `m = Σ w_i·C_i`, `z = Σ w_i·D_i` with weights that nobody chooses. */
function composite(b: Uint8Array, c: Uint8Array, d: Uint8Array): { m: Uint8Array; z: Uint8Array } {
  const seed = compositeSeed(b)
  let m: Uint8Array | undefined
  let z: Uint8Array | undefined
  for (let i = 0; i < count(c); i += 1) {
    const weight = hashToScalar(
      Buffer.concat([
        lengthOf(seed),
        seed,
        Buffer.of(i >> 8, i & 255),
        ...[at(c, i), at(d, i)].flatMap((element) => [lengthOf(element), element]),
        Buffer.from('Composite'),
      ]),
    )
    const ofM = multiply(weight, at(c, i))
    const ofZ = multiply(weight, at(d, i))
    m = m === undefined ? ofM : add(m, ofM)
    z = z === undefined ? ofZ : add(z, ofZ)
  }
  if (m === undefined || z === undefined) throw new RangeError('There is nothing to prove.')
  return { m, z }
}

function challengeOf(...elements: Uint8Array[]): Uint8Array {
  return hashToScalar(
    Buffer.concat([...elements.flatMap((element) => [lengthOf(element), element]), Buffer.from('Challenge')]),
  )
}
