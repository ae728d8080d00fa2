/** Files that nobody should be able to do harm with, made here byte by byte. */
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture of noise, as hard to compress as a photograph of the sea. */
export function noise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
      background: '#000',
    },
  })
}

/** A JPEG that names its place and time, owner and camera, as telephones write it. */
export async function telling(width = 320, height = 240): Promise<Buffer> {
  return await noise(width, height)
    .withExif({
      IFD0: { Make: 'Invented', Model: 'CANARY-CAMERA', Artist: 'CANARY-OWNER' },
      IFD2: { DateTimeOriginal: '2026:11:21 05:42:10' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '50/1 56/1 4200/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '0/1 46/1 3000/100',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">CANARY-XMP</r:RDF></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer()
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A PNG of any claimed size, its pixels a run of zeros: a few kilobytes that want gigabytes. */
export function pngOfZeros(width: number, height: number, rowsThere = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((width * 3 + 1) * rowsThere))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The smallest ZIP with one stored file, to be hung behind a picture. */
export function zip(name: string, content: string): Buffer {
  const data = Buffer.from(content)
  const title = Buffer.from(name)
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt32LE(crc32(data), 10)
  facts.writeUInt32LE(data.length, 14)
  facts.writeUInt32LE(data.length, 18)
  facts.writeUInt16LE(title.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, title, data])
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.from([20, 0]),
    facts,
    Buffer.alloc(14),
    title,
  ])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(entry.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, entry, Buffer.from('PK\u0005\u0006'), end])
}

/** The first box of an ISO base media file, and a little of what may follow. */
export function isoMedia(brand: string): Buffer {
  const box = Buffer.alloc(24)
  box.writeUInt32BE(24)
  box.write(`ftyp${brand}`, 4, 'latin1')
  box.write('mif1', 16, 'latin1')
  box.write(brand, 20, 'latin1')
  return Buffer.concat([box, Buffer.alloc(2_000, 7)])
}

/** A GIF of two frames. */
export const twoFrameGif = Buffer.from(
  '4749463839610100010080000000000' +
    '0ffffff21f90400000000002c00000000010001000002024401' +
    '0021f90400000000002c000000000100010000020244' +
    '01003b',
  'hex',
)
