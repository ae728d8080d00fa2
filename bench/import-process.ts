/** One import after another, in a process of its own, as `seamark import` runs it: its memory is its own. */
import { openDatabase, type Database } from '../src/platform/database/perform.ts'
import { importFile, loadMapping } from '../src/rooms/intelligence/index.ts'
import { answerParent } from './child.ts'

export type ImportOrder = { databaseUrl: string; mapping: string; file: string; agencySlug: string }
export type ImportDone = { kept: number; refused: number; seconds: number }

let database: Database | undefined

answerParent<ImportDone>(
  async (given) => {
    const order = given as ImportOrder
    database ??= openDatabase(order.databaseUrl, 4, () => new Date())
    const mapping = await loadMapping(order.mapping)
    const began = performance.now()
    const done = await importFile(database, {
      agencySlug: order.agencySlug,
      file: order.file,
      mapping,
      dryRun: false,
      refusedFile: null,
    })
    return { kept: done.kept, refused: done.refused, seconds: (performance.now() - began) / 1000 }
  },
  async () => {
    await database?.close()
  },
)
