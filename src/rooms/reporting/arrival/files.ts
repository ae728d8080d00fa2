/** Files of a report: sealed one by one, pictures to the desk's key, originals to the evidence key. */
import type { PublicScope } from '../../../platform/database/scope.ts'
import { seal, type Sealed } from '../sealing/seal.ts'
import type { Desk } from './desks.ts'

export type NewFile = { bytes: Uint8Array; media: string }
/** `number`: which of the files it is the original of, from 1; null: of none, because it could not be made safe */
export type NewOriginal = NewFile & { number: number | null }

export type SealedFile = {
  part: 'file' | 'original'
  /** its place among the report's files; null: behind the last */
  number: number | null
  keyId: string
  media: string
  size: number
} & Sealed

/**
 * Seals files one after the other, so that only one more copy is in memory at a time.
 * @param desk - to whose keys they are sealed
 * @param files - made safe: sealed to the desk's key
 * @param originals - as they came: sealed to the evidence key
 * @param first - the place of the first file; null when only the database knows what is there already
 * @returns the sealed parts, files first
 */
export async function sealFiles(
  desk: Desk,
  files: readonly NewFile[],
  originals: readonly NewOriginal[],
  first: number | null = 1,
): Promise<SealedFile[]> {
  const sealed: SealedFile[] = []
  for (const [index, { bytes, media }] of files.entries())
    sealed.push({
      part: 'file',
      number: first === null ? null : first + index,
      keyId: desk.keys.desk.id,
      media,
      size: bytes.length,
      ...(await seal(bytes, desk.keys.desk.recipients)),
    })
  for (const { bytes, media, number } of originals)
    sealed.push({
      part: 'original',
      number: number === null ? null : (first ?? 1) + number - 1,
      keyId: desk.keys.evidence.id,
      media,
      size: bytes.length,
      ...(await seal(bytes, desk.keys.evidence.recipients)),
    })
  return sealed
}

/**
 * Writes sealed files to the report that a receipt opens.
 * @param lookup - as the receipt derives it: 32 bytes
 * @param parts - as `sealFiles` made them
 * @param expires - YYYY-MM-DD, to which the report is kept from now on
 * @returns their places; null when the receipt opens nothing
 */
export async function addParts(
  scope: PublicScope,
  lookup: Buffer,
  parts: readonly SealedFile[],
  expires: string,
): Promise<number[] | null> {
  const places: number[] = []
  for (const one of parts) {
    const { place } = await scope.tx.one<{ place: number | null }>(
      `select reporting.add_part($1, $2, $3, $4, $5, $6, $7, $8, $9) as place`,
      [lookup, one.part, one.number, one.keyId, one.header, one.payload, one.media, one.size, expires],
    )
    if (place === null) return null
    places.push(place)
  }
  return places
}
