/**
 * The Merkle tree of RFC 6962, section 2.1, over SHA-256: hashes of entries and of subtrees, proofs that an entry is
 * in a tree and that one tree goes on another, and how they are verified (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
 * Sizes are whole numbers up to 2^53 - 1, so nothing here shifts bits: that ends at 2^31.
 */
import { sameBytes } from './base64.ts'
import { DIGEST_BYTES, sha256, sha256Into } from './digests.ts'

/** The hash of a tree without entries. */
export const EMPTY_ROOT = sha256(new Uint8Array())

/** A subtree that is complete: `2^level` entries, the first of them at `index * 2^level`. */
export type Subtree = { level: number; index: number }
/** Entries from `start` up to the one before `end`. */
export type Range = { start: number; end: number }

/**
 * Hashes an entry.
 * @param entry - its bytes
 * @returns SHA-256 of 0x00 and the entry
 */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(1 + entry.length)
  bytes[0] = 0
  bytes.set(entry, 1)
  return sha256(bytes)
}

const pair = Buffer.alloc(1 + 2 * DIGEST_BYTES, 1)

/**
 * Hashes two subtrees into the one above them.
 * @param left - 32 bytes
 * @param right - 32 bytes
 * @returns SHA-256 of 0x01 and both
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1)
  pair.set(right, 1 + DIGEST_BYTES)
  return sha256(pair)
}

/**
 * Hashes two subtrees whose hashes stand one behind the other, as in a tile, and puts the hash of the subtree above them
 * into the same row.
 * @param row - of hashes
 * @param from - the byte at which the first of the two begins
 * @param to - the byte at which the hash above them is written
 */
export function joinPair(row: Buffer, from: number, to: number): void {
  row.copy(pair, 1, from, from + 2 * DIGEST_BYTES)
  sha256Into(pair, row, to)
}

const isOdd = (number: number) => number % 2 === 1
const half = (number: number) => Math.floor(number / 2)

/** The largest power of two below a size of two or more. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/**
 * Takes a range apart into complete subtrees, the largest first, as a tree is built.
 * @param range - that stands in a tree as RFC 6962 splits it, or is a whole tree
 * @returns from left to right; none for an empty range
 */
export function subtreesOf({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = []
  for (let from = start; from < end;) {
    let [level, width] = [0, 1]
    while (from % (width * 2) === 0 && from + width * 2 <= end) [level, width] = [level + 1, width * 2]
    subtrees.push({ level, index: from / width })
    from += width
  }
  return subtrees
}

/**
 * Hashes what `subtreesOf` took apart together again.
 * @param hashes - of the subtrees, from left to right
 * @returns the hash of the range; that of an empty tree where there are none
 */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1)
  if (last === undefined) return EMPTY_ROOT
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/**
 * Hashes entries that are all in memory.
 * @param hashes - of the entries
 * @returns the root
 */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length <= 1) return hashes[0] ?? EMPTY_ROOT
  const split = splitOf(hashes.length)
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)))
}

/**
 * Says which ranges prove that an entry is in a tree (RFC 6962, section 2.1.1).
 * @param index - of the entry, the first is 0
 * @param size - of the tree, more than the index
 * @returns the ranges whose hashes are the proof, the entry's neighbour first
 */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
    }
  }
  return ranges
}

/**
 * Says which ranges prove that a tree goes on from an earlier one (RFC 6962, section 2.1.2).
 * @param earlier - size of the earlier tree, at least 1
 * @param size - of the later one, no smaller
 * @returns the ranges whose hashes are the proof, in its order
 */
export function consistencyRanges(earlier: number, size: number): Range[] {
  const ranges: Range[] = []
  let [start, end, whole] = [0, size, true]
  while (earlier !== end) {
    const middle = start + splitOf(end - start)
    if (earlier <= middle) {
      ranges.unshift({ start: middle, end })
      end = middle
    } else {
      ranges.unshift({ start, end: middle })
      start = middle
      whole = false
    }
  }
  // The reader has the earlier tree's root, and needs no hash of it where it is one whole subtree.
  return whole ? ranges : [{ start, end }, ...ranges]
}

const areHashes = (proof: readonly Uint8Array[]) => proof.every((hash) => hash.length === DIGEST_BYTES)
const areSizes = (...sizes: number[]) => sizes.every((size) => Number.isSafeInteger(size) && size >= 0)

/**
 * Verifies that an entry is in a tree.
 * @param claim - index and hash of the entry, size and root of the tree, and the proof
 * @returns whether the proof is whole and leads to the root
 */
export function verifyInclusion(claim: {
  index: number
  size: number
  leaf: Uint8Array
  root: Uint8Array
  proof: readonly Uint8Array[]
}): boolean {
  const { index, size, leaf, root, proof } = claim
  if (!areSizes(index, size) || index >= size || !areHashes([leaf, ...proof])) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const one of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeHash(one, hash)
      while (at !== 0 && !isOdd(at)) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, one)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(hash, root)
}

/**
 * Verifies that a tree goes on from an earlier one: that nothing of it was changed, taken out or put in between.
 * @param claim - size and root of both, and the proof. An earlier tree without entries proves nothing, and is refused
 * @returns whether the proof is whole and leads to both roots
 */
export function verifyConsistency(claim: {
  earlier: { size: number; root: Uint8Array }
  later: { size: number; root: Uint8Array }
  proof: readonly Uint8Array[]
}): boolean {
  const { earlier, later, proof } = claim
  if (!areSizes(earlier.size, later.size) || earlier.size === 0 || earlier.size > later.size) return false
  if (!areHashes(proof)) return false
  if (earlier.size === later.size) return proof.length === 0 && sameBytes(earlier.root, later.root)
  let [at, last] = [earlier.size - 1, later.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  // A whole subtree is its own root, and stands in no proof.
  const hashes = at === 0 ? [earlier.root, ...proof] : proof
  const [first, ...rest] = hashes
  if (first?.length !== DIGEST_BYTES || proof.length === 0) return false
  let [old, fresh] = [first, first]
  for (const one of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      old = nodeHash(one, old)
      fresh = nodeHash(one, fresh)
      while (at !== 0 && !isOdd(at)) [at, last] = [half(at), half(last)]
    } else fresh = nodeHash(fresh, one)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(old, earlier.root) && sameBytes(fresh, later.root)
}
