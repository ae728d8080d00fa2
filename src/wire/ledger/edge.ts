/** The right edge of a tree: all that is needed to add entries to it, and to know its root. */
import { DIGEST_BYTES } from './digests.ts'
import { hashOfStretch, hashOfTile, levelsOf, TILE_WIDTH, tileWidth, type TileName } from './tiles.ts'
import { joinHashes, subtreesOf } from './tree.ts'

/** Of each level the tile that is being filled: room for 256 hashes, of which the size says how many are there. */
export type Edge = { size: number; tiles: Uint8Array[] }

/** Which tile of hashes. */
export type HashTile = TileName & { level: number }
/** A tile with its bytes. */
export type WrittenTile = HashTile & { bytes: Uint8Array }

const ROOM = TILE_WIDTH * DIGEST_BYTES

/**
 * Begins a tree.
 * @returns the edge of a tree without entries
 */
export const emptyEdge = (): Edge => ({ size: 0, tiles: [] })

/**
 * Says which partial tiles a tree ends with.
 * @param size - of the tree
 * @returns of each level that has one, the lowest first
 */
export function edgeTiles(size: number): HashTile[] {
  return Array.from({ length: levelsOf(size) }, (_, level) => {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    return { level, index, width: tileWidth(level, index, size) }
  }).filter(({ width }) => width > 0)
}

/**
 * Takes up a tree where it ended.
 * @param size - of the tree
 * @param tiles - the bytes of its partial tiles, as `edgeTiles` names them
 * @returns its edge
 */
export function edgeOf(size: number, tiles: readonly Uint8Array[]): Edge {
  const edge: Edge = { size, tiles: [] }
  edgeTiles(size).forEach(({ level }, place) => {
    edge.tiles[level] = Buffer.alloc(ROOM)
    edge.tiles[level].set(tiles[place] ?? [])
  })
  return edge
}

/**
 * Adds entries to a tree.
 * @param edge - of the tree; it is changed
 * @param leaves - hashes of the entries, in order
 * @param full - is told each tile that became full, lower ones first
 */
export function addLeaves(edge: Edge, leaves: Iterable<Uint8Array>, full: (tile: WrittenTile) => void): void {
  for (const leaf of leaves) {
    put(edge, leaf, 0, full)
    edge.size++
  }
}

/**
 * Adds a whole tile of entries to a tree that ends with one, or is empty.
 * @param edge - of the tree; it is changed
 * @param hash - of the tile, as `hashOfTile` gives it
 */
export function addTile(edge: Edge, hash: Uint8Array): void {
  put(edge, hash, 1, () => undefined)
  edge.size += TILE_WIDTH
}

function put(edge: Edge, hashes: Uint8Array, lowest: number, full: (tile: WrittenTile) => void): void {
  let hash = hashes
  let before = Math.floor(edge.size / TILE_WIDTH ** lowest)
  // The tile that became full is one hash of the level above it.
  for (let level = lowest; ; level++, before = Math.floor(before / TILE_WIDTH)) {
    const place = before % TILE_WIDTH
    const tile = (edge.tiles[level] ??= Buffer.alloc(ROOM))
    tile.set(hash, place * DIGEST_BYTES)
    if (place < TILE_WIDTH - 1) return
    edge.tiles[level] = Buffer.alloc(ROOM)
    full({ level, index: Math.floor(before / TILE_WIDTH), width: TILE_WIDTH, bytes: tile })
    hash = hashOfTile(tile)
  }
}

/**
 * Reads the edge's tiles, as they are to be written into their files.
 * @param edge - of the tree
 * @returns the partial tile of each level that has one, the lowest first
 */
export function partialTiles(edge: Edge): WrittenTile[] {
  return edgeTiles(edge.size).map((name) => ({
    ...name,
    bytes: Buffer.from((edge.tiles[name.level] ?? Buffer.alloc(0)).subarray(0, name.width * DIGEST_BYTES)),
  }))
}

/**
 * Works out the root of a tree.
 * @param edge - of the tree
 * @returns 32 bytes
 */
export function rootOfEdge(edge: Edge): Uint8Array {
  const hashes = partialTiles(edge)
    .reverse()
    .flatMap(({ bytes, width }) =>
      subtreesOf({ start: 0, end: width }).map(({ level, index }) =>
        hashOfStretch(bytes, index * 2 ** level, 2 ** level),
      ),
    )
  return joinHashes(hashes)
}
