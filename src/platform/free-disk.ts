/** How full a disk is: the database lies there too, and nothing that strangers send may take its last bytes. */
import { statfs } from 'node:fs/promises'

/**
 * Has a folder's disk so many bytes free?
 * @param folder - null where the disk is another machine's: it cannot be asked, and is its operator's
 * @param bytes - how many
 * @returns true also where it cannot be told
 */
export async function hasFree(folder: string | null, bytes: number): Promise<boolean> {
  const disk = folder === null ? null : await statfs(folder).catch(() => null)
  return !disk || disk.bavail * disk.bsize >= bytes
}
