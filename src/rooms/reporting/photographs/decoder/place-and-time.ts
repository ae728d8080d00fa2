/** Where and when a photograph says it was taken. */
import exifr from 'exifr'
import type { Found } from './answer.ts'

const WANTED = [
  'DateTimeOriginal',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
] as const

/**
 * Reads the two facts that may be offered as answers, and nothing else of what the file tells.
 * @param bytes - of the whole file; nobody vouched for it
 * @returns null when it says neither, or cannot be read
 */
export async function placeAndTime(bytes: Uint8Array): Promise<Found> {
  let told: unknown
  try {
    told = await exifr.parse(bytes, {
      tiff: true,
      exif: true,
      gps: true,
      ifd1: false,
      interop: false,
      xmp: false,
      icc: false,
      iptc: false,
      jfif: false,
      ihdr: false,
      pick: [...WANTED],
      reviveValues: false, // the camera's clock as written: it names no time zone
    })
  } catch {
    return null
  }
  if (typeof told !== 'object' || told === null) return null
  const position = positionOf(told as Record<string, unknown>)
  const taken = takenOf(told as Record<string, unknown>)
  return position || taken ? { ...(position ? { position } : {}), ...(taken ? { taken } : {}) } : null
}

function positionOf(told: Record<string, unknown>): { lat: number; lon: number } | null {
  const { latitude: lat, longitude: lon } = told
  if (typeof lat !== 'number' || typeof lon !== 'number') return null
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return null
  // A receiver without a fix writes zeros; nobody reports from the Gulf of Guinea.
  if (lat === 0 && lon === 0) return null
  // five decimals are a metre; more would be the camera's signature
  return { lat: Math.round(lat * 1e5) / 1e5, lon: Math.round(lon * 1e5) / 1e5 }
}

function takenOf(told: Record<string, unknown>): string | null {
  const { DateTimeOriginal: written } = told
  if (typeof written !== 'string') return null
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):\d{2}/.exec(written)
  if (!parts) return null
  const taken = `${String(parts[1])}-${String(parts[2])}-${String(parts[3])}T${String(parts[4])}:${String(parts[5])}`
  const date = new Date(`${taken}:00Z`)
  // 31 February would be carried into March
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(taken) ? taken : null
}
