/** Is this a JPEG with nothing in it but a picture? Checks the decoding process's work without decoding. */

const START = 0xd8
const SCAN = 0xda
const FIRST_APPLICATION = 0xe0
const LAST_APPLICATION = 0xef
const COMMENT = 0xfe
// Frame headers that say the size; C4, C8 and CC in the same range are tables.
const FRAME = new Set([0xc0, 0xc1, 0xc2])

/**
 * Walks the segments in front of the picture's data. APP0 (JFIF: the pixels' shape) is the only one of
 * its kind that may stand there; APP1 to APP15 and comments are where metadata live.
 * @param bytes - what should be a JPEG file
 * @returns its size in pixels, or null when it is not plain
 */
export function plainJpeg(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.byteLength
  if (end < 32 || view.getUint16(0) !== (0xff00 | START) || view.getUint16(end - 2) !== 0xffd9) return null
  let size: { width: number; height: number } | null = null
  for (let at = 2; at + 4 <= end;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > end) return null
    if (marker === SCAN) return size
    if (marker === COMMENT || (marker > FIRST_APPLICATION && marker <= LAST_APPLICATION)) return null
    if (FRAME.has(marker)) {
      if (length < 8 || size !== null) return null
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + length
  }
  return null
}
