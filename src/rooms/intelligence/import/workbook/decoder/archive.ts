/**
 * The parts of a workbook's archive (ZIP, APPNOTE 6.3.10), by its directory at the end. Everything is judged
 * before anything is unpacked: what contradicts itself is refused, for two readers could see two files in it.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { MOST_PARTS, MOST_RATIO, MOST_UNPACKED, RATIO_MATTERS_FROM } from './limits.ts'
import { Refused } from './refuse.ts'

/** `size`: bytes when unpacked, by the directory. */
export type Part = { name: string; stored: boolean; packed: Buffer; size: number; crc: number }

const LOCAL = 0x04034b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 1
const SIZES_FOLLOW = 8
const IN_EXTRA = 0xffffffff
const ZIP64 = 1

/**
 * Reads the directory and holds it against what it points at.
 * @param file - the whole file
 * @returns its parts by name, none of them unpacked
 * @throws Refused
 */
export function partsOf(file: Buffer): Map<string, Part> {
  const end = placeOfEnd(file)
  const count = file.readUInt16LE(end + 10)
  const size = file.readUInt32LE(end + 12)
  const from = file.readUInt32LE(end + 16)
  const disks = file.readUInt16LE(end + 4) + file.readUInt16LE(end + 6)
  if (disks !== 0 || count !== file.readUInt16LE(end + 8) || from + size > end) throw new Refused('broken')
  if (count > MOST_PARTS) throw new Refused('parts')

  const parts = new Map<string, Part>()
  const taken: [from: number, to: number][] = []
  let unpacked = 0
  let at = from
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_SIZE > from + size || file.readUInt32LE(at) !== ENTRY) throw new Refused('broken')
    const next =
      at + ENTRY_SIZE + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    if (next > from + size) throw new Refused('broken')
    const { part, extent } = partAt(file, at, from)
    at = next
    unpacked += part.size
    if (unpacked > MOST_UNPACKED) throw new Refused('unpacked')
    taken.push(extent)
    if (part.name.endsWith('/')) continue
    if (parts.has(part.name)) throw new Refused('broken')
    parts.set(part.name, part)
  }
  if (at !== from + size) throw new Refused('broken')
  for (const part of parts.values())
    if (part.size > RATIO_MATTERS_FROM && part.size > part.packed.length * MOST_RATIO)
      throw new Refused('ratio')
  taken.sort(([one], [other]) => one - other)
  if (taken.some(([begin], index) => begin < (taken[index - 1]?.[1] ?? 0))) throw new Refused('broken')
  return parts
}

/** The end record is the last thing in the file but for a comment, whose length it says. */
function placeOfEnd(file: Buffer): number {
  for (let at = file.length - END_SIZE; at >= Math.max(0, file.length - END_SIZE - LONGEST_COMMENT); at--)
    if (file.readUInt32LE(at) === END && at + END_SIZE + file.readUInt16LE(at + 20) === file.length) return at
  throw new Refused('broken')
}

function partAt(file: Buffer, at: number, directory: number): { part: Part; extent: [number, number] } {
  const flags = file.readUInt16LE(at + 8)
  const method = file.readUInt16LE(at + 10)
  if ((flags & ENCRYPTED) !== 0) throw new Refused('protected')
  if (method !== 0 && method !== 8) throw new Refused('broken')
  const { size, packedSize, offset } = sizesOf(file, at)
  const nameSize = file.readUInt16LE(at + 28)
  const name = file.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize)
  if (offset + LOCAL_SIZE > directory || file.readUInt32LE(offset) !== LOCAL) throw new Refused('broken')
  // The header before the bytes says the same once more; a program that streams leaves its sizes open.
  const localName = file.subarray(offset + LOCAL_SIZE, offset + LOCAL_SIZE + file.readUInt16LE(offset + 26))
  const localSizes = [file.readUInt32LE(offset + 18), file.readUInt32LE(offset + 22)]
  const open = (file.readUInt16LE(offset + 6) & SIZES_FOLLOW) !== 0
  const agrees = [packedSize, size].every(
    (said, index) =>
      localSizes[index] === said || localSizes[index] === IN_EXTRA || (open && localSizes[index] === 0),
  )
  if (!localName.equals(name) || file.readUInt16LE(offset + 8) !== method || !agrees)
    throw new Refused('sizes')
  const begin = offset + LOCAL_SIZE + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
  const end = begin + packedSize
  if (end > directory || (method === 0 && size !== packedSize)) throw new Refused('sizes')
  return {
    part: {
      name: name.toString('utf8'),
      stored: method === 0,
      packed: file.subarray(begin, end),
      size,
      crc: file.readUInt32LE(at + 16),
    },
    extent: [offset, end],
  }
}

/** Sizes and place of an entry. Some programs write them in 64 bits though there is no need: in the extra field. */
function sizesOf(file: Buffer, at: number): { size: number; packedSize: number; offset: number } {
  const said = [file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)]
  const begin = at + ENTRY_SIZE + file.readUInt16LE(at + 28)
  const end = begin + file.readUInt16LE(at + 30)
  let long = 0
  let longEnd = 0
  for (let field = begin; field + 4 <= end; field += 4 + file.readUInt16LE(field + 2))
    if (file.readUInt16LE(field) === ZIP64)
      [long, longEnd] = [field + 4, field + 4 + file.readUInt16LE(field + 2)]
  const [size = 0, packedSize = 0, offset = 0] = said.map((value) => {
    if (value !== IN_EXTRA) return value
    if (long === 0 || long + 8 > Math.min(longEnd, end)) throw new Refused('broken')
    const wide = file.readBigUInt64LE(long)
    long += 8
    if (wide >= BigInt(IN_EXTRA)) throw new Refused('unpacked')
    return Number(wide)
  })
  return { size, packedSize, offset }
}

/**
 * Unpacks one part, and stops where it grows beyond what the directory says.
 * @param part - as the directory describes it
 * @returns its bytes, as many as the directory says
 * @throws Refused `sizes` or `broken`
 */
export function unpack({ stored, packed, size, crc }: Part): Buffer {
  let bytes = packed
  if (!stored) {
    try {
      bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
    } catch (fault) {
      const grew = fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE'
      throw new Refused(grew ? 'sizes' : 'broken')
    }
  }
  if (bytes.length !== size) throw new Refused('sizes')
  if (crc32(bytes) !== crc) throw new Refused('broken')
  return bytes
}
