/** The bytes of an upload on their way to the disk: so many of its kind, and only while the disk has room. */
import { hasFree } from '../../../../platform/free-disk.ts'
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

const TOO_LARGE = 'This file is larger than 2 GB. Divide it into several files, and upload each of them.'

/** Uploads under way, and the bytes of each that are announced and not here yet. */
const awaited = new Set<{ left: number }>()

/**
 * Keeps room for an upload, so that several at once do not each take the same.
 * @param folder - on the disk that it goes to
 * @param announced - bytes
 * @returns `room`: is there still room for all that is announced, when so many bytes of this one are on the disk;
 *   `release`: to be called when it is over
 */
export function reserveRoom(folder: string, announced: number) {
  const mine = { left: announced }
  awaited.add(mine)
  return {
    room: (taken: number): Promise<boolean> => {
      mine.left = Math.max(0, announced - taken)
      return hasFree(
        folder,
        [...awaited].reduce((sum, { left }) => sum + left, LEAST_FREE),
      )
    },
    release: (): void => void awaited.delete(mine),
  }
}

/**
 * Hands on what may be kept. The rest is read and thrown away, or its sender would never see why.
 * @param source - the bytes as they come
 * @param isWorkbook - its name says so; its first bytes may say so too
 * @param room - is there room on the disk, when so many bytes were handed on?
 * @param refuse - told once, in words, why no more of it is kept
 * @returns the bytes that are kept
 */
export async function* keptOf(
  source: AsyncIterable<Buffer>,
  isWorkbook: boolean,
  room: (taken: number) => Promise<boolean>,
  refuse: (words: string) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let most = isWorkbook ? MOST_BYTES : LARGEST_UPLOAD
  let size = 0
  let lookAt = 0
  let refused = false
  for await (const bytes of source) {
    if (refused) continue
    if (size === 0 && kindOf(bytes) !== 'text') most = MOST_BYTES
    const taken = size
    size += bytes.length
    if (size > most) {
      refused = true
      refuse(most === LARGEST_UPLOAD ? TOO_LARGE : refusedWorkbook('too-large').message)
    } else if (size >= lookAt && !(await room(taken))) {
      refused = true
      refuse(NO_ROOM)
    } else {
      if (size >= lookAt) lookAt = size + LOOK_EACH
      yield bytes
    }
  }
}
