/** Tiles: how a tree lies in files (C2SP tlog-tiles). A tile holds up to 256 hashes, eight levels of the tree. */
import { readCount } from './base64.ts'
import { DIGEST_BYTES } from './digests.ts'
import { malformed } from './fault.ts'
import { joinHashes, joinPair, subtreesOf, type Subtree } from './tree.ts'

/** Hashes of a full tile. */
export const TILE_WIDTH = 256
const TILE_LEVELS = 8
const HIGHEST_LEVEL = 63

/** Which tile: of hashes at a level, the lowest is 0, or of the entries themselves. */
export type TileName = {
  level: number | 'entries'
  /** the first of its level is 0 */
  index: number
  /** 1 to 256; less than 256 is a partial tile, at the right edge of the tree */
  width: number
}

/**
 * Says where a tile is served, and where it lies in a folder.
 * @param tile - which one
 * @returns `tile/0/x001/x234/067`, with `.p/W` behind it for a partial tile
 */
export function tilePath({ level, index, width }: TileName): string {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  const partial = width === TILE_WIDTH ? '' : `.p/${String(width)}`
  return `tile/${String(level)}/${groups.join('/')}${partial}`
}

const PATH = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/

/**
 * Reads the path of a tile.
 * @param path - as it was asked for
 * @returns which tile; null for every path that `tilePath` would have written otherwise
 */
export function readTilePath(path: string): TileName | null {
  const [, kind = '', groups = '', partial] = PATH.exec(path) ?? []
  const level = kind === 'entries' ? 'entries' : readCount(kind)
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? TILE_WIDTH : readCount(partial)
  if (groups === '' || level === null || width === null || width < 1 || !Number.isSafeInteger(index))
    return null
  if (level !== 'entries' && level > HIGHEST_LEVEL) return null
  const tile: TileName = { level, index, width }
  return tilePath(tile) === path ? tile : null
}

/**
 * Says how wide a tile is in a tree.
 * @param level - of hashes; entries are as wide as level 0
 * @param index - of the tile
 * @param size - of the tree
 * @returns 0 to 256
 */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/**
 * Lists the levels of a tree's tiles.
 * @param size - of the tree
 * @returns how many there are; none for an empty tree
 */
export function levelsOf(size: number): number {
  let levels = 0
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) levels++
  return levels
}

/**
 * Says which tile holds the hash of a subtree, or what it is made of.
 * @param subtree - complete, in a tree of this size
 * @param size - of the tree
 * @returns the tile
 */
export function tileOf({ level, index }: Subtree, size: number): TileName & { level: number } {
  const tileLevel = Math.floor(level / TILE_LEVELS)
  const tileIndex = Math.floor((index * 2 ** (level % TILE_LEVELS)) / TILE_WIDTH)
  return { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) }
}

/**
 * Reads one hash of a tile.
 * @param tile - its bytes
 * @param place - 0 to 255
 * @returns 32 bytes
 */
export const hashInTile = (tile: Uint8Array, place: number): Uint8Array =>
  tile.subarray(place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES)

/**
 * Works out the hash of a subtree from its tile.
 * @param subtree - that stands in the tile
 * @param tile - the bytes of `tileOf(subtree)`
 * @returns 32 bytes
 * @throws LedgerFault `malformed` when the tile is too short
 */
export function hashOfSubtree({ level, index }: Subtree, tile: Uint8Array): Uint8Array {
  const width = 2 ** (level % TILE_LEVELS)
  const first = (index * width) % TILE_WIDTH
  if (tile.length < (first + width) * DIGEST_BYTES) throw malformed('A tile is cut short.')
  return hashOfStretch(tile, first, width)
}

/**
 * Works out the hash of a complete subtree whose lowest hashes stand in a row.
 * @param tile - in which they stand
 * @param first - place of the first, a multiple of the width
 * @param width - a power of two, up to 256
 * @returns 32 bytes
 */
export function hashOfStretch(tile: Uint8Array, first: number, width: number): Uint8Array {
  row.set(tile.subarray(first * DIGEST_BYTES, (first + width) * DIGEST_BYTES))
  // Each level is written over the beginning of the one below, which has been read by then.
  for (let bytes = width * DIGEST_BYTES; bytes > DIGEST_BYTES; bytes /= 2)
    for (let at = 0; at < bytes; at += 2 * DIGEST_BYTES) joinPair(row, at, at / 2)
  return Buffer.from(row.subarray(0, DIGEST_BYTES))
}

/** One for all: what is hashed here is hashed in one go. */
const row = Buffer.alloc(TILE_WIDTH * DIGEST_BYTES)

/**
 * Works out the hash of all that a tile holds.
 * @param tile - a full tile's bytes, or a partial one's at the right edge
 * @returns 32 bytes
 */
export function hashOfTile(tile: Uint8Array): Uint8Array {
  const width = tile.length / DIGEST_BYTES
  return joinHashes(
    subtreesOf({ start: 0, end: width }).map(({ level, index }) =>
      hashOfStretch(tile, index * 2 ** level, 2 ** level),
    ),
  )
}

/**
 * Writes a bundle of entries: each with its length before it, in two bytes.
 * @param entries - up to 256, each of at most 65,535 bytes
 * @returns the bytes of the tile
 */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = Buffer.alloc(entries.reduce((bytes, entry) => bytes + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    at = bundle.writeUInt16BE(entry.length, at)
    bundle.set(entry, at)
    at += entry.length
  }
  return bundle
}

/**
 * Reads a bundle of entries.
 * @param bundle - the bytes of the tile
 * @param width - how many there must be
 * @returns the entries
 * @throws LedgerFault `malformed` when there are more or less, or the last is cut short
 */
export function readBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const length = Number(bundle[at]) * 256 + Number(bundle[at + 1])
    const end = at + 2 + length
    if (!(end <= bundle.length)) throw malformed('A bundle of entries is cut short.')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== width) throw malformed('A bundle holds more or less entries than its name says.')
  return entries
}
