/** The vectors of docs/wire/sealed-index.md, recomputed: with @noble/curves where it can, with ours where not. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import { identifierInput } from './compose-inputs.ts'
import { add, generator, multiply, isProved, prove } from '../oprf/index.ts'
import { signedText, type SignedCall } from './protocol.ts'
import { isSignedBy, signText, type SigningKey } from './signing-key.ts'

type Token = Record<'kind' | 'form' | 'value' | 'x' | 'H' | 'r' | 'C' | 'D1' | 'D2' | 'N', string>
type Vectors = {
  keys: Record<'k1' | 'K1' | 'k2' | 'K2' | 'K', string>
  tokens: Token[]
  joint: Record<'M' | 'S' | 'Z1' | 'Z2' | 'random1' | 'random2' | 'proof1' | 'proof2', string> & {
    weights: string[]
  }
  request: { key: SigningKey; call: SignedCall; text: string; signature: string }
  rotation: Record<'delta' | 'from' | 'to', string>
}

const file = path.join(import.meta.dirname, '../../../docs/wire/sealed-index.vectors.json')
const { keys, tokens, joint, request, rotation } = JSON.parse(await readFile(file, 'utf8')) as Vectors
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hexOf = (some: Uint8Array) => Buffer.from(some).toString('hex')
const point = (hex: string) => ristretto255.Point.fromBytes(bytes(hex))
const scalar = (hex: string) => ristretto255.Point.Fn.fromBytes(bytes(hex))
const times = (k: string, element: string) => point(element).multiply(scalar(k)).toHex()

void test('inputs, elements, answers and tokens', () => {
  const DST = bytes(hexOf(Buffer.from('HashToGroup-OPRFV1-\u0001-ristretto255-SHA512')))
  assert.equal(ristretto255.Point.BASE.multiply(scalar(keys.k1)).toHex(), keys.K1)
  assert.equal(point(keys.K1).add(point(keys.K2)).toHex(), keys.K)
  for (const { kind, form, value, x, H, r, C, D1, D2, N } of tokens) {
    const input = Buffer.from(['seamark-sealed/1', kind, form, value].join('\u0000'))
    assert.equal(hexOf(input), x)
    if (form === 'id') assert.equal(hexOf(Buffer.from(identifierInput(kind, value).x)), x)
    assert.equal(ristretto255_hasher.hashToCurve(bytes(x), { DST }).toHex(), H)
    assert.equal(times(r, H), C)
    assert.deepEqual([times(keys.k1, C), times(keys.k2, C)], [D1, D2])
    assert.equal(times(r, N), point(D1).add(point(D2)).toHex())
    assert.equal(
      point(times(keys.k1, H))
        .add(point(times(keys.k2, H)))
        .toHex(),
      N,
    )
  }
})

void test('the joint check', () => {
  const sumOf = (elements: string[]) =>
    elements
      .map((element, i) =>
        times(
          Buffer.from(joint.weights[i] ?? '', 'hex')
            .toString('hex')
            .padEnd(64, '0'),
          element,
        ),
      )
      .map(point)
      .reduce((a, b) => a.add(b))
      .toHex()
  assert.equal(sumOf(tokens.map(({ C }) => C)), joint.M)
  assert.equal(sumOf(tokens.map(({ D1, D2 }) => hexOf(add(bytes(D1), bytes(D2))))), joint.S)
  for (const n of ['1', '2'] as const) {
    const [k, known, z] = [bytes(keys[`k${n}`]), bytes(keys[`K${n}`]), bytes(joint[`Z${n}`])]
    assert.equal(hexOf(multiply(k, bytes(joint.M))), joint[`Z${n}`])
    const proof = prove(k, generator, known, bytes(joint.M), z, bytes(joint[`random${n}`]))
    assert.equal(hexOf(proof), joint[`proof${n}`])
    assert.ok(isProved(generator, known, bytes(joint.M), z, proof))
  }
  assert.equal(hexOf(add(bytes(joint.Z1), bytes(joint.Z2))), joint.S)
})

void test('a signed call, and a token moved to another epoch', () => {
  const { key, call, text, signature } = request
  assert.equal(signedText(call), text)
  assert.equal(call.bodyHash, hash('sha256', bytes(tokens[0]?.C ?? '')))
  assert.equal(signText(key, text), signature)
  assert.ok(isSignedBy(key.public, text, signature))
  assert.equal(times(rotation.delta, rotation.from), rotation.to)
  assert.equal(rotation.from, tokens[0]?.N)
})
