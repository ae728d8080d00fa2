/**
 * Whether events are what a ledger has signed. All of them are hashed into a tree, whose root must be the checkpoint's.
 * Only when it is not are the tiles read, to say which event it is: first they are held against the root themselves.
 */
import { sameBytes } from './base64.ts'
import { DIGEST_BYTES, sha256Into } from './digests.ts'
import {
  addLeaves,
  addTile,
  edgeTiles,
  emptyEdge,
  partialTiles,
  rootOfEdge,
  type Edge,
  type HashTile,
} from './edge.ts'
import { checkLine, checkLineAt, contentOf, entryOf } from './event.ts'
import { hashInTile, hashOfStretch, hashOfTile, levelsOf, TILE_WIDTH, tileWidth } from './tiles.ts'
import { joinHashes, leafHash } from './tree.ts'

/** What was signed. */
export type Signed = { size: number; root: Uint8Array }

/** What is wrong, of which event where one can be named (the first is 0). */
export type Finding = {
  code:
    | 'changed'
    | 'missing'
    | 'out-of-order'
    | 'unreadable'
    | 'not-erased'
    | 'cut-short'
    | 'too-many'
    | 'tile-changed'
    | 'not-located'
  sequence: number | null
  /** a sentence for people */
  says: string
}

/** Names an event for people, as far as its line can be read. */
export type NameEvent = (sequence: number, line: Buffer) => string

/** More are counted and not said one by one. */
const MOST_FINDINGS = 100
/** The operation of an event that says whose content was erased. */
const ERASING = Buffer.from('"operation":"ledger.erase"')

/** What a stretch of lines turned out to be: all that is needed of it, so that several can be looked at at once. */
export type Stretch = {
  /** the place by which its first line was looked at, and how many lines there are */
  from: number
  count: number
  /** hashes of the entries, one behind the other; of a line that cannot be read, nothing but zeros */
  leaves: Uint8Array
  /** hashes of the whole tiles that stand in it, one behind the other */
  tiles: Uint8Array
  /** lines that cannot be read (null), or say that they stand elsewhere; of very many, the first */
  odd: { place: number; sequence: number | null }[]
  /** places without content */
  erased: number[]
  /** events that say whose content was erased */
  erasures: { place: number; gone: number[] }[]
}

const NEWLINE = 10
/** An entry behind the byte that makes it a leaf: the digest in hexadecimal, and a place of up to 16 digits. */
const LEAF_HEAD = Buffer.from('\u0000{"digest":"')
const LEAF_MIDDLE = Buffer.from('","sequence":')
const LEAF_END = Buffer.from(',"v":1}')
const MIDDLE_AT = LEAF_HEAD.length + 2 * DIGEST_BYTES
const DIGITS_AT = MIDDLE_AT + LEAF_MIDDLE.length
const MOST_DIGITS = 16
/** Of each number of digits the bytes of a leaf, in which all but the digest and the place stands already. */
const leafRooms = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => {
  const leaf = Buffer.alloc(DIGITS_AT + digits + LEAF_END.length)
  LEAF_HEAD.copy(leaf)
  LEAF_MIDDLE.copy(leaf, MIDDLE_AT)
  LEAF_END.copy(leaf, DIGITS_AT + digits)
  return leaf
})

/** As `leafHash(entryOf(…))`, without a text in between, written where it is wanted: a million are made so. */
function putLeaf(sequence: number, hex: string, into: Buffer, at: number): void {
  const digits = String(sequence)
  const leaf = leafRooms[digits.length] as Buffer
  leaf.write(hex, LEAF_HEAD.length, 'latin1')
  for (let step = 0; step < digits.length; step++) leaf[DIGITS_AT + step] = digits.charCodeAt(step)
  sha256Into(leaf, into, at)
}

/** Hashes are put one behind the other, in twice the room whenever it is full. */
const FIRST_ROOM = 1024 * DIGEST_BYTES

/**
 * Looks at lines.
 * @param bytes - whole lines, each with its end; the last may be without
 * @param from - the place of the first
 * @returns what they turned out to be
 */
export function lookAtLines(bytes: Buffer, from: number): Stretch {
  let leaves = Buffer.alloc(FIRST_ROOM)
  const stretch: Stretch = { from, count: 0, leaves, tiles: leaves, odd: [], erased: [], erasures: [] }
  const mayErase = bytes.includes(ERASING)
  for (let start = 0; start < bytes.length;) {
    const place = from + stretch.count
    const line = checkLineAt(bytes, start)
    // A line that goes on where it should end is none, and the next is looked for.
    const read = line !== null && (line.end === bytes.length || bytes[line.end] === NEWLINE) ? line : null
    const end = read?.end ?? endOfLine(bytes, start)
    if (read?.sequence !== place && stretch.odd.length < MOST_FINDINGS)
      stretch.odd.push({ place, sequence: read?.sequence ?? null })
    if (read?.erased) stretch.erased.push(read.sequence)
    else if (read !== null && mayErase) noteErasure(stretch, read.sequence, bytes.subarray(start, end))
    const at = stretch.count * DIGEST_BYTES
    if (at === leaves.length) leaves = Buffer.concat([leaves], 2 * at)
    if (read !== null) putLeaf(read.sequence, read.hex, leaves, at)
    stretch.count++
    start = end + 1
  }
  stretch.leaves = leaves.subarray(0, stretch.count * DIGEST_BYTES)
  stretch.tiles = tilesIn(stretch.leaves, from)
  return stretch
}

function endOfLine(bytes: Buffer, start: number): number {
  const newline = bytes.indexOf(NEWLINE, start)
  return newline === -1 ? bytes.length : newline
}

/** Of the whole tiles that begin here or later, the hashes: so that several threads do what one would. */
function tilesIn(leaves: Uint8Array, from: number): Uint8Array {
  const hashes: Uint8Array[] = []
  for (let at = untilNextTile(from); (at + TILE_WIDTH) * DIGEST_BYTES <= leaves.length; at += TILE_WIDTH)
    hashes.push(hashOfStretch(leaves, at, TILE_WIDTH))
  return Buffer.concat(hashes)
}

const untilNextTile = (place: number) => (TILE_WIDTH - (place % TILE_WIDTH)) % TILE_WIDTH

function noteErasure(stretch: Stretch, place: number, line: Buffer): void {
  if (line.includes(ERASING)) stretch.erasures.push({ place, gone: announced(line) })
}

/** Adds a stretch to the tree: what of it are whole tiles, by their hashes. */
function addStretch(edge: Edge, { leaves, tiles, count }: Stretch, most: number): void {
  const end = Math.max(0, Math.min(count, most - edge.size))
  const add = (from: number, to: number) => {
    for (let at = from; at < to; at++) addLeaves(edge, [hashInTile(leaves, at)], () => undefined)
  }
  let at = Math.min(end, untilNextTile(edge.size))
  add(0, at)
  for (let tile = 0; at + TILE_WIDTH <= end; tile++, at += TILE_WIDTH) addTile(edge, hashInTile(tiles, tile))
  add(at, end)
}

/** What events turned out to be; a verifier is told them in order, and asked at the end. */
export type EventsVerifier = {
  take: (stretch: Stretch) => void
  /** How many lines were taken. */
  count: () => number
  /** What the lines themselves show, and whether they give the root. */
  end: () => { findings: Finding[]; root: Uint8Array; fits: boolean }
}

/**
 * Begins to verify events.
 * @param signed - size and root of the checkpoint
 * @returns what takes the stretches of an export
 */
export function verifyEvents(signed: Signed): EventsVerifier {
  const edge = emptyEdge()
  const findings: Finding[] = []
  const erased = new Set<number>()
  let taken = 0
  let order = true

  const take = (stretch: Stretch) => {
    taken += stretch.count
    for (const { place, sequence } of stretch.odd) {
      if (findings.length >= MOST_FINDINGS) break
      if (sequence === null) findings.push(unreadable(place))
      // One fault moves all that follow: only the first is said.
      else if (order) findings.push(outOfOrder(place, sequence))
      order = false
    }
    for (const place of stretch.erased) erased.add(place)
    // Nothing is erased before it is there.
    for (const { place, gone } of stretch.erasures)
      for (const one of gone) if (one < place) erased.delete(one)
    addStretch(edge, stretch, signed.size)
  }

  return {
    take,
    count: () => taken,
    end: () => {
      if (taken < signed.size) findings.push(cutShort(taken, signed.size))
      if (taken > signed.size) findings.push(tooMany(taken, signed.size))
      for (const sequence of [...erased].sort((a, b) => a - b).slice(0, MOST_FINDINGS))
        if (sequence < signed.size) findings.push(notErased(sequence))
      const root = rootOfEdge(edge)
      return { findings, root, fits: edge.size === signed.size && sameBytes(root, signed.root) }
    },
  }
}

function announced(line: Buffer): number[] {
  const content = contentOf(line)
  const places: unknown = content?.operation === 'ledger.erase' ? content.detail['erased'] : null
  return Array.isArray(places) ? places.filter((place) => typeof place === 'number') : []
}

const event = (sequence: number) => `Event ${String(sequence)}`
const unreadable = (sequence: number): Finding => ({
  ...{ code: 'unreadable', sequence },
  says: `${event(sequence)} cannot be read: its line is not written as one of this ledger.`,
})
const outOfOrder = (place: number, found: number): Finding =>
  found > place
    ? {
        ...{ code: 'missing', sequence: place },
        says: `${event(place)} is missing or stands elsewhere: event ${String(found)} stands in its place.`,
      }
    : {
        ...{ code: 'out-of-order', sequence: found },
        says: `${event(found)} stands in the place of event ${String(place)}: it was put there, or events changed places.`,
      }
const cutShort = (taken: number, size: number): Finding => ({
  ...{ code: 'cut-short', sequence: taken },
  says: `The export is cut short: the checkpoint has ${String(size)} events, and here are ${String(taken)}. Event ${String(taken)} and what follows are missing.`,
})
const tooMany = (taken: number, size: number): Finding => ({
  ...{ code: 'too-many', sequence: size },
  says: `Here are ${String(taken)} events, and the checkpoint has ${String(size)}: event ${String(size)} and what follows were not signed.`,
})
const notErased = (sequence: number): Finding => ({
  ...{ code: 'not-erased', sequence },
  says: `${event(sequence)} has no content, and no later event says that it was erased: it was taken away.`,
})
const changedEvent = (sequence: number): Finding => ({
  ...{ code: 'changed', sequence },
  says: `${event(sequence)} is not what was signed: it was changed.`,
})

/** Reads the bytes of a tile; null where it is not there. */
export type ReadTile = (tile: HashTile) => Promise<Uint8Array | null>

/**
 * Finds the events that are not what was signed, by the tiles. The tiles are held against the root first, level by
 * level from the top, so that a changed tile names no event wrongly.
 * @param signed - size and root of the checkpoint
 * @param readTile - the tiles beside the events
 * @param lines - the events again, from the first
 * @returns what is wrong; `not-located` where the tiles themselves do not help
 */
export async function locateChanges(
  signed: Signed,
  readTile: ReadTile,
  lines: AsyncIterable<Buffer>,
): Promise<Finding[]> {
  const trusted = await trustedLeaves(signed, readTile)
  const findings: Finding[] = []
  let place = 0
  for await (const line of lines) {
    const index = Math.floor(place / TILE_WIDTH)
    const tile = await trusted(index)
    if (tile === null) {
      if (place % TILE_WIDTH === 0) findings.push(notLocated(index, signed.size))
    } else if (place < signed.size) {
      const read = checkLine(line)
      const leaf = read && leafHash(Buffer.from(entryOf(read.sequence, read.digest)))
      if (leaf === null || !sameBytes(leaf, hashInTile(tile, place % TILE_WIDTH)))
        findings.push(changedEvent(place))
    }
    place++
    if (findings.length >= MOST_FINDINGS) break
  }
  return findings
}

const notLocated = (index: number, size: number): Finding => ({
  ...{ code: 'not-located', sequence: null },
  says: `Tile ${String(index)} was changed or is missing: which of the events ${String(index * TILE_WIDTH)} to ${String(Math.min(size, (index + 1) * TILE_WIDTH) - 1)} were changed cannot be said.`,
})

/** @returns reads a tile of leaves that was held against the root; null where that fails */
async function trustedLeaves(
  signed: Signed,
  readTile: ReadTile,
): Promise<(index: number) => Promise<Uint8Array | null>> {
  const kept = new Map<string, Uint8Array | null>()
  const edges = await trustedEdge(signed, readTile)
  const trusted = async (level: number, index: number): Promise<Uint8Array | null> => {
    const width = tileWidth(level, index, signed.size)
    if (width < TILE_WIDTH) return edges?.[level] ?? null
    const name = `${String(level)}/${String(index)}`
    const before = kept.get(name)
    if (before !== undefined) return before
    const above = await trusted(level + 1, Math.floor(index / TILE_WIDTH))
    const tile = above && (await readTile({ level, index, width }))
    const good =
      tile?.length === TILE_WIDTH * DIGEST_BYTES &&
      above !== null &&
      sameBytes(hashOfTile(tile), hashInTile(above, index % TILE_WIDTH))
    // One tile of each level is looked at again and again.
    if (kept.size > 64) kept.clear()
    kept.set(name, good ? tile : null)
    return good ? tile : null
  }
  return (index) => trusted(0, index)
}

/** The partial tiles together give the root, or none of them is trusted. */
async function trustedEdge(signed: Signed, readTile: ReadTile): Promise<(Uint8Array | null)[] | null> {
  const edge = emptyEdge()
  edge.size = signed.size
  for (const name of edgeTiles(signed.size)) {
    const tile = await readTile(name)
    if (tile?.length !== name.width * DIGEST_BYTES) return null
    edge.tiles[name.level] = tile
  }
  if (!sameBytes(rootOfEdge(edge), signed.root)) return null
  const byLevel: (Uint8Array | null)[] = Array.from({ length: levelsOf(signed.size) }, () => null)
  for (const { level, bytes } of partialTiles(edge)) byLevel[level] = bytes
  return byLevel
}

/**
 * Holds an earlier checkpoint against the tree of a later one.
 * @param earlier - size and root, as somebody kept it
 * @param leaves - hashes of the entries, read anew from the first
 * @returns whether the first entries give the earlier root
 */
export async function goesOnFrom(earlier: Signed, leaves: AsyncIterable<Uint8Array[]>): Promise<boolean> {
  const edge = emptyEdge()
  for await (const some of leaves) {
    addLeaves(edge, some.slice(0, Math.max(0, earlier.size - edge.size)), () => undefined)
    if (edge.size >= earlier.size) break
  }
  return (
    edge.size === earlier.size && sameBytes(edge.size === 0 ? joinHashes([]) : rootOfEdge(edge), earlier.root)
  )
}
