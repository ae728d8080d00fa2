/** The bytes of an upload on their way to the disk: so many of its kind, and only while the disk has room. */
import { statfs } from 'node:fs/promises'
import { MOST_BYTES } from '../../import/workbook/decoder/limits.ts'
import { kindOf } from '../../import/workbook/kind-of-file.ts'
import { refusedWorkbook } from '../../import/workbook/refusals.ts'

/** Bytes of a text file; an export of a million reports is smaller. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3

/** Bytes that stay free on the disk, for the database that lies there too. */
const LEAST_FREE = 2_000_000_000

/** Bytes after which the disk is looked at again. */
const LOOK_EACH = 64_000_000

const NO_ROOM =
  'There is too little room on this machine for an upload at the moment. Nothing was taken. Tell whoever runs it, and try again later.'

/** Is there room on the disk that a folder lies on? Where that cannot be told, it is assumed. */
export async function hasRoom(folder: string): Promise<boolean> {
  const disk = await statfs(folder).catch(() => null)
  return disk === null || disk.bavail * disk.bsize >= LEAST_FREE
}

/**
 * Hands on what may be kept. The rest is read and thrown away, or its sender would never see why.
 * @param source - the bytes as they come
 * @param isWorkbook - its name says so; its first bytes may say so too
 * @param room - is there room on the disk?
 * @param refuse - told once, in words, why no more of it is kept
 */
export async function* keptOf(
  source: AsyncIterable<Buffer>,
  isWorkbook: boolean,
  room: () => Promise<boolean>,
  refuse: (words: string) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let most = isWorkbook ? MOST_BYTES : LARGEST_UPLOAD
  let size = 0
  let lookAt = 0
  let refused = false
  for await (const bytes of source) {
    if (refused) continue
    if (size === 0 && kindOf(bytes) !== 'text') most = MOST_BYTES
    size += bytes.length
    if (size > most) {
      refused = true
      refuse(refusedWorkbook('too-large').message)
    } else if (size >= lookAt && !(await room())) {
      refused = true
      refuse(NO_ROOM)
    } else {
      if (size >= lookAt) lookAt = size + LOOK_EACH
      yield bytes
    }
  }
}
