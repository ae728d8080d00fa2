/** Writes the whole ledger into a folder, with which anybody can verify it elsewhere (docs/wire/ledger.md). */
import { createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import path from 'node:path'
import { readCheckpointText } from '../../wire/ledger/checkpoint.ts'
import { readNote } from '../../wire/ledger/signed-note.ts'
import { levelsOf, tilePath, tileWidth } from '../../wire/ledger/tiles.ts'
import type { Database } from '../database/perform.ts'
import { conflict } from '../errors.ts'
import { eventLines, unplacedLines } from './event-lines.ts'
import { readCheckpointFile } from './folder.ts'

/**
 * Exports the ledger as far as its last checkpoint.
 * @param database - whose events
 * @param folder - of the ledger's files
 * @param target - a folder that is empty or not there
 * @param progress - is told how many of how many events are written
 * @returns how many events were written
 * @throws conflict `no-checkpoint` before the first; `not-empty`
 */
export async function exportLedger(
  database: Database,
  folder: string,
  target: string,
  progress: (written: number, of: number) => void,
): Promise<number> {
  const checkpoint = await readCheckpointFile(folder)
  if (checkpoint === null)
    throw conflict(
      'no-checkpoint',
      'No checkpoint is signed yet: a running node signs the first within seconds.',
    )
  if (existsSync(target) && (await readdir(target)).length > 0)
    throw conflict('not-empty', 'The folder is not empty. Give one that is empty or not there.')
  const { size } = readCheckpointText(readNote(checkpoint).text)
  await mkdir(target, { recursive: true, mode: 0o700 })
  await writeEvents(database, path.join(target, 'events.jsonl'), size, progress)
  const unplaced = await unplacedLines(database)
  if (unplaced.length > 0) await writeFile(path.join(target, 'unplaced.jsonl'), `${unplaced.join('\n')}\n`)
  await copyTiles(folder, target, size)
  await writeFile(path.join(target, 'checkpoint'), checkpoint)
  const witnessed = await readCheckpointFile(folder, 'checkpoint.witnessed')
  if (witnessed !== null && readCheckpointText(readNote(witnessed).text).size <= size)
    await writeFile(path.join(target, 'checkpoint.witnessed'), witnessed)
  await writeNames(database, target)
  return size
}

async function writeEvents(
  database: Database,
  file: string,
  size: number,
  progress: (written: number, of: number) => void,
): Promise<void> {
  const stream = createWriteStream(file, { mode: 0o600, highWaterMark: 1 << 20 })
  let written = 0
  try {
    for await (const lines of eventLines(database, size)) {
      if (lines.length > 0 && !stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain')
      progress((written += lines.length), size)
    }
  } finally {
    stream.end()
    await once(stream, 'close')
  }
  if (stream.errored) throw stream.errored
}

/** The tiles say which event was changed, if one was. Where one is missing here, the rest still helps. */
async function copyTiles(folder: string, target: string, size: number): Promise<void> {
  for (let level = 0; level < levelsOf(size); level++)
    for (let index = 0; tileWidth(level, index, size) > 0; index++) {
      const tile = tilePath({ level, index, width: tileWidth(level, index, size) })
      if (!existsSync(path.join(folder, tile))) continue
      await mkdir(path.dirname(path.join(target, tile)), { recursive: true })
      await copyFile(path.join(folder, tile), path.join(target, tile))
    }
}

/** Whose key it says it is, which agency has which number, and who watches: for people, and proved by nothing. */
async function writeNames(database: Database, target: string): Promise<void> {
  const names = await database.performAsService(
    { service: 'ledger', operation: 'ledger.export' },
    async ({ tx }) => ({
      key: await tx.maybe<{ key: string }>('select key from ledger.identity'),
      agencies: await tx.many<{ id: number; slug: string; name: string }>(
        'select id, slug, name from identity.agency order by id',
      ),
      witnesses: await tx.many<{ name: string; body: string; key: string }>(
        'select name, body, key from ledger.witness order by name',
      ),
    }),
  )
  await writeFile(path.join(target, 'node.vkey'), `${names.key?.key ?? ''}\n`)
  await writeFile(
    path.join(target, 'names.json'),
    `${JSON.stringify({ agencies: names.agencies, witnesses: names.witnesses }, null, 2)}\n`,
  )
}
