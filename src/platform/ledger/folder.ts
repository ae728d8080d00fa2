/**
 * The ledger's files on this machine: tiles, the checkpoint, the key. They are what anybody may read, and what the node
 * itself trusts more than its database: what was signed stands here too.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { DIGEST_BYTES } from '../../wire/ledger/digests.ts'
import { readBundle, TILE_WIDTH, tilePath, type TileName, writeBundle } from '../../wire/ledger/tiles.ts'
import { writeAllWhole, writeWhole } from '../whole-file.ts'

/**
 * Says where the ledger's files lie.
 * @param dataFolder - `config.dataFolder`
 * @returns a folder, which may not be there yet
 */
export const ledgerFolder = (dataFolder: string): string => path.join(dataFolder, 'ledger')

const fileOf = (folder: string, name: TileName) => path.join(folder, tilePath(name))

/**
 * Writes tiles so that all of them are on the disk, whole, when this returns. A full disk leaves of each the old state
 * or the new.
 * @param folder - of the ledger
 * @param tiles - with their bytes
 * @throws the file system's fault: then nothing may be signed
 */
export const writeTiles = (
  folder: string,
  tiles: readonly (TileName & { bytes: Uint8Array })[],
): Promise<void> => writeAllWhole(new Map(tiles.map((tile) => [fileOf(folder, tile), tile.bytes])))

/**
 * Takes the partial tiles away that a full one has replaced, as tlog-tiles allows.
 * @param folder - of the ledger
 * @param tile - the full one
 */
export async function dropPartials(folder: string, tile: TileName): Promise<void> {
  await rm(`${fileOf(folder, tile)}.p`, { recursive: true, force: true })
}

/**
 * Reads a tile. Of a partial one that a full one has replaced the first part of that is read: it is the same.
 * @param folder - of the ledger
 * @param tile - which one
 * @returns its bytes; null where it is not there
 */
export async function readTile(folder: string, tile: TileName): Promise<Buffer | null> {
  const there = await readIfThere(fileOf(folder, tile))
  if (there !== null || tile.width === TILE_WIDTH) return there
  const full = await readIfThere(fileOf(folder, { ...tile, width: TILE_WIDTH }))
  if (full === null) return null
  return tile.level === 'entries'
    ? Buffer.from(writeBundle(readBundle(full, TILE_WIDTH).slice(0, tile.width)))
    : full.subarray(0, tile.width * DIGEST_BYTES)
}

/** The last one; and the last that witnesses have cosigned, which is some seconds older while there is traffic. */
export type WhichCheckpoint = 'checkpoint' | 'checkpoint.witnessed'

/**
 * Reads a checkpoint that this machine serves.
 * @param folder - of the ledger
 * @param which - the last one where nothing is said
 * @returns the note with its cosignatures; null before the first
 */
export async function readCheckpointFile(
  folder: string,
  which: WhichCheckpoint = 'checkpoint',
): Promise<string | null> {
  return (await readIfThere(path.join(folder, which)))?.toString('utf8') ?? null
}

/**
 * Writes a checkpoint that this machine serves. Its tiles are there. What stands there already is not written again.
 * @param folder - of the ledger
 * @param note - with its cosignatures
 * @param which - the last one where nothing is said
 */
export async function writeCheckpointFile(
  folder: string,
  note: string,
  which: WhichCheckpoint = 'checkpoint',
): Promise<void> {
  if ((await readCheckpointFile(folder, which)) === note) return
  await mkdir(folder, { recursive: true })
  await writeWhole(path.join(folder, which), note)
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
}
