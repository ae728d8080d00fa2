/** Puts parts that were looked over into an archive of our own, which has nothing in it to be misread. */
import { crc32 } from 'node:zlib'

/**
 * Writes a plain archive.
 * @param parts - their bytes, by name
 * @returns a ZIP in which each part is stored as it is
 */
export function plainArchive(parts: ReadonlyMap<string, Buffer>): ArrayBuffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of parts) {
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2) // names are UTF-8
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    locals.push(Buffer.from('PK\u0003\u0004'), facts, title, bytes)
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, title)
    offset += 4 + facts.length + title.length + bytes.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  const pieces = [...locals, directory, Buffer.from('PK\u0005\u0006'), end]
  const whole = new Uint8Array(new ArrayBuffer(pieces.reduce((sum, piece) => sum + piece.length, 0)))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole.buffer
}
