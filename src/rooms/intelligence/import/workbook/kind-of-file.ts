/** What an export is by its first bytes; its name may say something else. */
import { open } from 'node:fs/promises'

/** `protected`: a workbook under a password, or one of the time before 2007; both begin alike. */
export type KindOfExport = 'workbook' | 'protected' | 'text'

/** Bytes that are needed to tell. */
const TELLING = 8

const ARCHIVES = ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008']

/**
 * Tells what a file is.
 * @param head - the first bytes of a file
 * @returns `text` for whatever is neither a workbook nor protected
 */
export function kindOf(head: Uint8Array): KindOfExport {
  const signs = Buffer.from(head).toString('latin1', 0, TELLING)
  if (ARCHIVES.some((one) => signs.startsWith(one))) return 'workbook'
  return signs === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1' ? 'protected' : 'text'
}

/**
 * Tells what a file on the disk is.
 * @param file - its path
 * @returns as kindOf
 * @throws the file system's error when the file cannot be read
 */
export async function kindOfFile(file: string): Promise<KindOfExport> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(TELLING)
    const { bytesRead } = await handle.read(head, 0, TELLING, 0)
    return kindOf(head.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}
