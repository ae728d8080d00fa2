/** docs/wire/ledger.vectors.json: what the page says, in bytes. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { verifyProof } from '../../verifier/index.ts'
import { toHex } from './base64.ts'
import { cosign, readCheckpoint, signCheckpoint } from './checkpoint.ts'
import { checkLine, contentText, entryOf, eventDigest, writeEventLine, type EventContent } from './event.ts'
import { readSignerKey, readVerifierKey, writeSignature, writeVerifierKey } from './signed-note.ts'
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from './tree.ts'

type Vectors = {
  node: { secret: string; key: string }
  witness: { secret: string; key: string; time: number; line: string }
  events: (Record<'salt' | 'canonical' | 'digest' | 'entry' | 'leaf' | 'line' | 'erased', string> & {
    content: EventContent
  })[]
  roots: string[]
  checkpoint: string
  inclusion: { index: number; proof: string[] }
  consistency: { earlier: number; proof: string[] }
  proofFile: string
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../docs/wire/ledger.vectors.json', import.meta.url), 'utf8'),
) as Vectors
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const leaves = vectors.events.map(({ leaf }) => bytes(leaf))
const tree = (size: number) => ({ size, root: bytes(vectors.roots[size - 1] ?? '') })

test('events give the digests, entries, leaves and roots of the vectors', () => {
  for (const [place, one] of vectors.events.entries()) {
    assert.equal(contentText(one.content), one.canonical)
    const digest = eventDigest(bytes(one.salt), Buffer.from(one.canonical))
    assert.equal(toHex(digest), one.digest)
    assert.equal(entryOf(place, digest), one.entry)
    assert.equal(toHex(leafHash(Buffer.from(one.entry))), one.leaf)
    assert.equal(writeEventLine(place, { content: one.canonical, salt: bytes(one.salt) }), one.line)
    assert.equal(writeEventLine(place, { digest }), one.erased)
    for (const line of [one.line, one.erased])
      assert.equal(toHex(checkLine(Buffer.from(line))?.digest ?? Buffer.alloc(0)), one.digest)
    assert.equal(toHex(rootOf(leaves.slice(0, place + 1))), vectors.roots[place])
  }
})

test('keys sign what the vectors have, Ed25519 being the same each time', () => {
  const [node, witness] = [readSignerKey(vectors.node.secret), readSignerKey(vectors.witness.secret)]
  assert.deepEqual(
    [writeVerifierKey(node), writeVerifierKey(witness)],
    [vectors.node.key, vectors.witness.key],
  )
  assert.equal(signCheckpoint(node, tree(leaves.length)), vectors.checkpoint)
  const { note } = readCheckpoint(vectors.checkpoint, node)
  assert.equal(writeSignature(cosign(witness, note.text, vectors.witness.time)), vectors.witness.line)
})

test('proofs lead to the roots of the vectors', () => {
  const { inclusion, consistency } = vectors
  const claim = { index: inclusion.index, ...tree(leaves.length), proof: inclusion.proof.map(bytes) }
  assert.ok(verifyInclusion({ ...claim, leaf: leaves[inclusion.index] ?? Buffer.alloc(0) }))
  const [earlier, later] = [tree(consistency.earlier), tree(leaves.length)]
  assert.ok(verifyConsistency({ earlier, later, proof: consistency.proof.map(bytes) }))
  const proved = verifyProof(vectors.proofFile, readVerifierKey(vectors.node.key), [])
  assert.ok(proved.proved)
  assert.deepEqual(proved.content, vectors.events[inclusion.index]?.content)
})
