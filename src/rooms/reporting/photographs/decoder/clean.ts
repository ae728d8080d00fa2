/** Decodes a picture and paints it anew; nothing but its pixels is carried over. */
import sharp, { type Metadata } from 'sharp'
import { LONGEST_SIDE, MOST_PIXELS, MOST_PIXELS_OF_JPEG, SHOWN_SIDE } from './limits.ts'

// Of libvips' many decoders those four that telephones need; the others cannot be reached by any bytes.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

const JPEG_QUALITY = 80
const DECODING_SECONDS = 15
/** Of a broken picture that is smaller nothing is left that anybody could restore. */
const FEWEST_BYTES = 512

export type Painted =
  | { state: 'safe'; jpeg: Buffer; width: number; height: number }
  | { state: 'refused'; why: 'too-many-pixels' | 'damaged' }
  | { state: 'quarantined'; why: 'animation' | 'heic' | 'too-many-pixels' | 'damaged' }

/**
 * @param bytes - a JPEG, PNG, WebP or AVIF file by its first bytes
 * @returns the picture as a JPEG without metadata, turned upright, 2,560 pixels on its longer side at most
 */
export async function paintAnew(bytes: Uint8Array): Promise<Painted> {
  let header: Metadata
  try {
    // The header alone: the sizes are judged below, before a pixel is decoded.
    header = await sharp(bytes, { limitInputPixels: false, failOn: 'warning' }).metadata()
  } catch {
    return { state: bytes.length < FEWEST_BYTES ? 'refused' : 'quarantined', why: 'damaged' }
  }
  const { width, height, pages = 1, format, compression } = header
  // No camera makes these: a few bytes that want gigabytes.
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS_OF_JPEG)
    return { state: 'refused', why: 'too-many-pixels' }
  if (pages > 1) return { state: 'quarantined', why: 'animation' }
  if (format === 'heif' && compression !== 'av1') return { state: 'quarantined', why: 'heic' }
  // Of the decoders only that of JPEG makes a picture smaller while it reads, so that the large one never exists.
  const most = format === 'jpeg' ? MOST_PIXELS_OF_JPEG : MOST_PIXELS
  if (width * height > most) return { state: 'quarantined', why: 'too-many-pixels' }
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: most,
      failOn: 'warning',
      sequentialRead: true,
    })
      .timeout({ seconds: DECODING_SECONDS })
      .autoOrient()
      .resize({ width: SHOWN_SIDE, height: SHOWN_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY, progressive: false })
      .toBuffer({ resolveWithObject: true })
    return { state: 'safe', jpeg: data, width: info.width, height: info.height }
  } catch {
    return { state: 'quarantined', why: 'damaged' }
  }
}
