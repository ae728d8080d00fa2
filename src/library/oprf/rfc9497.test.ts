/** RFC 9497, appendix A.1.1 and A.1.2. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, generator, multiply, multiplyBase } from './group.ts'
import { finalize, hashToGroup, type Mode } from './hash.ts'
import { invertAll } from './group.ts'
import { isProved, prove } from './proof.ts'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex')

const BLIND = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706'
const OTHER_BLIND = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e'
const FIVES = '5a'.repeat(17)

type Vector = { mode: Mode; key: string; input: string; blinded: string; evaluated: string; output: string }

const oprf = {
  mode: 'OPRF',
  key: '5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e',
} as const
const voprf = {
  mode: 'VOPRF',
  key: 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909',
} as const

const vectors: Vector[] = [
  {
    ...oprf,
    input: '00',
    blinded: '609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c',
    evaluated: '7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e',
    output:
      '527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6',
  },
  {
    ...oprf,
    input: FIVES,
    blinded: 'da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418',
    evaluated: 'b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25',
    output:
      'f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73',
  },
  {
    ...voprf,
    input: '00',
    blinded: '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
    evaluated: 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
    output:
      'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
  },
  {
    ...voprf,
    input: FIVES,
    blinded: 'cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c',
    evaluated: '60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468',
    output:
      '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6',
  },
]

void test('blind, evaluate, unblind and finalize as in A.1.1 and A.1.2', () => {
  for (const { mode, key, input, blinded, evaluated, output } of vectors) {
    const asked = multiply(bytes(BLIND), hashToGroup(bytes(input), mode))
    assert.equal(hex(asked), blinded)
    const answered = multiply(bytes(key), asked)
    assert.equal(hex(answered), evaluated)
    const element = multiply(at(invertAll(bytes(BLIND)), 0), answered)
    assert.equal(hex(finalize(bytes(input), element)), output)
  }
})

const [first, second] = [vectors[2], vectors[3]]
const proofs = [
  {
    asked: first?.blinded,
    answered: first?.evaluated,
    random: OTHER_BLIND,
    proof:
      'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
  },
  {
    asked: second?.blinded,
    answered: second?.evaluated,
    random: OTHER_BLIND,
    proof:
      '401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02',
  },
  {
    asked: `${first?.blinded ?? ''}90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654`,
    answered: `${first?.evaluated ?? ''}cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a`,
    random: '419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c',
    proof:
      'cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08',
  },
]

void test('proofs as in A.1.2, of one element and of two; a changed byte anywhere is refused', () => {
  const key = bytes(voprf.key)
  const known = multiplyBase(key)
  assert.equal(hex(known), 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e')
  for (const { asked, answered, random, proof } of proofs) {
    const [c, d] = [bytes(asked ?? ''), bytes(answered ?? '')]
    assert.equal(hex(prove(key, generator, known, c, d, bytes(random))), proof)
    assert.ok(isProved(generator, known, c, d, bytes(proof)))
    for (const place of [0, 31, 32, 63]) {
      const changed = bytes(proof)
      changed[place] = (changed[place] ?? 0) ^ 1
      assert.equal(isProved(generator, known, c, d, changed), false)
    }
    const lied = d.slice()
    lied.set(multiplyBase(bytes(BLIND)), 0)
    assert.equal(isProved(generator, known, c, lied, bytes(proof)), false)
    assert.equal(isProved(generator, multiplyBase(bytes(BLIND)), c, d, bytes(proof)), false)
    assert.equal(isProved(generator, known, c, new Uint8Array(d.length), bytes(proof)), false)
  }
  assert.equal(isProved(generator, known, new Uint8Array(0), new Uint8Array(0), new Uint8Array(64)), false)
})

void test('the second blind of the batch of two', () => {
  const asked = multiply(bytes(OTHER_BLIND), hashToGroup(bytes(FIVES)))
  assert.equal(hex(asked), '90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654')
})
