/** What a file is, by its content; its name and what the browser says about it count for nothing. */
import { fileTypeFromBuffer } from 'file-type/core'

export type KindOfFile = 'decodable' | 'heic' | 'video' | 'animation' | 'other-picture' | 'not-a-picture'

const DECODABLE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif'])
const HEIC = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])
// Markup that browsers would run, and containers that are pictures by name only.
const NEVER = new Set(['image/svg+xml', 'image/vnd.adobe.photoshop', 'image/x-eps'])

/**
 * @param bytes - the whole file
 * @returns `decodable` says what the file claims to be, not that it is well
 */
export async function kindOfFile(bytes: Uint8Array): Promise<KindOfFile> {
  const type = (await fileTypeFromBuffer(bytes))?.mime.toLowerCase()
  if (type === undefined || NEVER.has(type)) return 'not-a-picture'
  if (DECODABLE.has(type)) return 'decodable'
  if (HEIC.has(type)) return 'heic'
  if (type.startsWith('video/')) return 'video'
  if (type === 'image/apng' || type === 'image/gif') return 'animation'
  return type.startsWith('image/') ? 'other-picture' : 'not-a-picture'
}
