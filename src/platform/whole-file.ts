/** Files for their owner alone, written whole or not at all. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

const OWNER_ALONE = 0o600

/**
 * Writes a file so that a reader sees the old one or the new one, also after a crash.
 * @param file - its path; the folder is there
 * @param content - all of it
 * @throws the file system's fault, as of a full disk: then the old file is there, and no half of the new
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await putInPlace(file, content)
  await keepFolder(path.dirname(file))
}

/**
 * Writes several files, each as `writeWhole` does; their folders are made where they are missing. All of them are on
 * the disk when this returns. When it fails, some may be.
 * @param files - by their paths
 * @throws the file system's fault
 */
export async function writeAllWhole(files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const folders = new Set([...files.keys()].map((file) => path.dirname(file)))
  for (const folder of folders) await mkdir(folder, { recursive: true })
  await Promise.all([...files].map(([file, content]) => putInPlace(file, content)))
  // Of many files in one folder its list of names goes to the disk once.
  await Promise.all([...folders].map(keepFolder))
}

async function putInPlace(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString('hex')}.new`
  const handle = await open(beside, 'wx', OWNER_ALONE)
  try {
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (fault) {
    // A full disk must not be filled further with halves.
    await rm(beside, { force: true })
    throw fault
  }
  await rename(beside, file)
}

async function keepFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
