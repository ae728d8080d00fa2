/**
 * Does what is written into this folder outlast the machine's next start, or the container? A recovery key that is
 * gone with its container leaves a desk whose reports nobody can ever open again.
 */
import { statfs } from 'node:fs/promises'
import path from 'node:path'

/** By the numbers that Linux's statfs(2) gives. */
const PASSING: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'in memory (tmpfs): it is gone when this machine or container ends'],
  [0x858458f6, 'in memory (ramfs): it is gone when this machine ends'],
  [0x794c7630, 'of the container itself (overlay): it is gone with the container'],
])

/**
 * Looks at the disk on which a file would lie.
 * @param file - it need not exist, its folder must
 * @param typeOf - gives the number of a folder's file system
 * @returns what is wrong with the place, in words; null where nothing is
 */
export async function passingPlace(
  file: string,
  typeOf: (folder: string) => Promise<number> = async (folder) => (await statfs(folder)).type,
): Promise<string | null> {
  // A folder that is not there is told of when the file is written.
  const type = await typeOf(path.dirname(path.resolve(file))).catch(() => null)
  return type === null ? null : (PASSING.get(type) ?? null)
}
