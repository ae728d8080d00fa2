/** `seamark import`: reads an agency's export into the running or the stopped node's database. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/database/perform.ts'
import { prepareDatabase } from '../platform/database/prepare.ts'
import {
  guessMapping,
  importFile,
  loadMapping,
  type ImportProgress,
  type Mapping,
} from '../rooms/intelligence/index.ts'
import { WrongUse, type Command } from './command.ts'
import { compareWaitingPersons, type ComparisonProgress } from '../rooms/matches/index.ts'
import { progressBar } from './progress-bar.ts'

const USE = 'seamark import --agency ID [--mapping FILE] [--dry-run] [--json] FILE'

/** Values that are not understood which are said at once; the list beside the file has all. */
const MOST_SAID = 10

/** Imports a file, and says how far it is. */
export const importExport: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      agency: { type: 'string' },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0 || !values.agency) throw new WrongUse(USE)
  if (!existsSync(file)) throw new WrongUse(`There is no file ${file}`)
  const mapping = await chooseMapping(file, values.agency, values.mapping)
  const config = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
  const prepared = await prepareDatabase(config, { migrate: config.mode !== 'production' })
  const database = openDatabase(prepared.url, 2, () => new Date())
  const began = performance.now()
  try {
    const counts = await importFile(database, {
      agencySlug: values.agency,
      file: path.resolve(file),
      mapping,
      dryRun: values['dry-run'],
      refusedElsewhere: path.join(config.dataFolder, 'refused'),
      onProgress: (progress: ImportProgress) => {
        terminal.progress(progressBar(progress, (performance.now() - began) / 1000))
      },
    })
    terminal.endProgress()
    if (!values['dry-run']) {
      const show = ({ compared, waiting, opened }: ComparisonProgress) => {
        terminal.progress(
          `Comparing persons: ${String(compared)} of ${String(waiting)}, ${String(opened)} pairs that may be one`,
        )
      }
      await compareWaitingPersons(database, show, true)
      terminal.endProgress()
    }
    const { unread, unreadFile, ...figures } = counts
    if (values.json) terminal.out(JSON.stringify({ ...figures, unreadFile, unread }))
    const { read, kept, already, refused } = counts
    const verb = values['dry-run'] ? 'would be kept' : 'kept'
    terminal.say(
      `${String(read)} reports read: ${String(kept)} ${verb}, ${String(already)} were there already, ${String(refused)} refused.`,
    )
    if (counts.notUnderstood > 0) {
      terminal.say(
        `${String(counts.notUnderstood)} values are not understood; they ${values['dry-run'] ? 'would be' : 'are'} kept as written, and matched only when written alike, or not at all.`,
      )
      for (const { line, column, value, why } of unread.slice(0, MOST_SAID))
        terminal.say(`  line ${String(line)}, ${column}: ${value}: ${why}`)
      if (unreadFile !== null) terminal.say(`All of them: ${unreadFile}`)
    }
    if (counts.refusedFile !== null) terminal.say(`Refused rows, with line and reason: ${counts.refusedFile}`)
    return 0
  } finally {
    await database.close()
    await prepared.stop()
  }
}

async function chooseMapping(file: string, agency: string, named: string | undefined): Promise<Mapping> {
  if (named !== undefined) return await loadMapping(named)
  const mapping = await guessMapping(file)
  if (mapping === null)
    throw new WrongUse(`No known mapping fits ${path.basename(file)}. Write one and name it with --mapping.`)
  // Filing one agency's intelligence as another's would be worse than stopping here.
  if (mapping.agency !== agency)
    throw new WrongUse(
      `${path.basename(file)} looks like an export of ${mapping.agency}, not of ${agency}. If it is right all the same, name the mapping with --mapping.`,
    )
  return mapping
}
