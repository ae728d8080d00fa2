/** Proofs made from tiles, by whoever can read them: the node itself, a witness, anybody. */
import { malformed } from './fault.ts'
import { hashOfSubtree, tileOf, tilePath, type TileName } from './tiles.ts'
import { consistencyRanges, inclusionRanges, joinHashes, subtreesOf, type Range } from './tree.ts'

/** Reads the bytes of a tile; null where it is not there. */
export type TileReader = (tile: TileName) => Promise<Uint8Array | null>

/**
 * Makes the proof that an entry is in a tree.
 * @param index - of the entry
 * @param size - of the tree
 * @param read - reads its tiles
 * @returns the hashes, the entry's neighbour first
 * @throws LedgerFault `malformed` when a tile is missing or cut short
 */
export const proveInclusion = (index: number, size: number, read: TileReader): Promise<Uint8Array[]> =>
  hashesOf(inclusionRanges(index, size), size, read)

/**
 * Makes the proof that a tree goes on from an earlier one.
 * @param earlier - size of the earlier tree, at least 1
 * @param size - of the later one, no smaller
 * @param read - reads the tiles of the later one
 * @returns the hashes; whoever wants to be sure verifies them against both roots
 * @throws LedgerFault `malformed` when a tile is missing or cut short
 */
export const proveConsistency = (earlier: number, size: number, read: TileReader): Promise<Uint8Array[]> =>
  hashesOf(consistencyRanges(earlier, size), size, read)

async function hashesOf(ranges: readonly Range[], size: number, read: TileReader): Promise<Uint8Array[]> {
  const kept = new Map<string, Promise<Uint8Array | null>>()
  const tileFor = async (name: TileName): Promise<Uint8Array> => {
    const file = tilePath(name)
    const reading = kept.get(file) ?? read(name)
    kept.set(file, reading)
    const tile = await reading
    if (tile === null) throw malformed(`The tile ${file} is missing.`)
    return tile
  }
  return await Promise.all(
    ranges.map(async (range) => {
      const hashes = subtreesOf(range).map(async (subtree) =>
        hashOfSubtree(subtree, await tileFor(tileOf(subtree, size))),
      )
      return joinHashes(await Promise.all(hashes))
    }),
  )
}
