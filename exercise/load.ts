/**
 * Loads an exercise into a node, step by step. What is done is noted, so that a second start has
 * nothing to do, and one that was killed goes on behind its last step.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '../src/platform/database/perform.ts'
import { compareWaitingPersons } from '../src/rooms/matches/index.ts'
import { guessMapping, importFile } from '../src/rooms/intelligence/index.ts'
import { loadCoast } from './coast/load-coast.ts'
import { dateRequests } from './date-requests.ts'
import { enliven } from './enliven.ts'
import { loadOversight } from './oversight/load-oversight.ts'
import { loadPublicReports } from './reporting/load.ts'
import { EXERCISE, EXPORT_FILES, generateExercise } from './generate.ts'

export type LoadOptions = {
  /** where the project's own exercise is written */
  dataFolder: string
  /** a folder with exports to load instead of it */
  exerciseFolder: string | null
  /** address by which the schema is changed: what happened before today is dated by it; null: nothing is dated */
  schemaUrl: string | null
  say: (line: string) => void
  progress: (line: string) => void
}

/**
 * Loads the exercise, unless it is there.
 * @returns true when something was loaded now
 */
export async function loadExercise(database: Database, options: LoadOptions): Promise<boolean> {
  const done = await stepsDone(database)
  await loadPublicReports(database, {
    dataFolder: options.dataFolder,
    done,
    note: (step) => noteStep(database, step),
    say: options.say,
  })
  // Whichever exports are loaded: they bring no coast.
  if (!done.has(COAST)) {
    if (await loadCoast(database)) options.say('Laid out the coast of Sussex')
    await noteStep(database, COAST)
  }
  if (!done.has(OVERSIGHT)) {
    if (await loadOversight(database)) options.say('Entered two inspections, one of them invented')
    await noteStep(database, OVERSIGHT)
  }
  // Whatever exercise was loaded first stays: a start without EXERCISE_DIR adds nothing to it.
  const own = options.exerciseFolder === null
  if (own && done.has('complete')) return false
  const folder = options.exerciseFolder ?? (await ownExercise(options))
  let fresh = false
  for (const file of await exportsIn(folder, own)) {
    const step = `file ${await digestOf(file)}`
    if (done.has(step)) continue
    await importOne(database, file, options)
    await noteStep(database, step)
    fresh = true
  }
  if (fresh || !done.has('complete')) {
    await findPersonMatches(database, options)
    options.say('Letting the agencies talk to each other …')
    await enliven(database, {
      done,
      note: (step) => noteStep(database, step),
    })
    if (options.schemaUrl !== null) await dateRequests(options.schemaUrl)
    await noteStep(database, 'complete')
  }
  return fresh
}

async function ownExercise({ dataFolder, say }: LoadOptions): Promise<string> {
  const folder = path.join(dataFolder, 'exercise')
  say('Inventing the exercise …')
  await generateExercise(folder, EXERCISE)
  return folder
}

const COAST = 'coast: the plan of Sussex'
const OVERSIGHT = 'oversight: two inspections'

const EXPORT = /\.(csv|xlsx|jsonl|txt)$/i

/** The files of a folder that a known mapping can read; others (a list of answers, a README) are left alone. */
async function exportsIn(folder: string, own: boolean): Promise<string[]> {
  if (own) return Object.values(EXPORT_FILES).map((name) => path.join(folder, name))
  if (!existsSync(folder)) throw new Error(`EXERCISE_DIR: there is no folder ${folder}`)
  const names = (await readdir(folder)).filter((name) => EXPORT.test(name) && !name.endsWith('.refused.csv'))
  const files: string[] = []
  for (const name of names.sort()) {
    const file = path.join(folder, name)
    if (await guessMapping(file)) files.push(file)
  }
  if (files.length === 0)
    throw new Error(`EXERCISE_DIR: no file in ${folder} is an export that is understood`)
  return files
}

async function importOne(database: Database, file: string, options: LoadOptions): Promise<void> {
  const mapping = await guessMapping(file)
  if (mapping === null) throw new Error(`No mapping fits ${path.basename(file)}`)
  const name = path.basename(file)
  const counts = await importFile(database, {
    agencySlug: mapping.agency,
    file,
    mapping,
    dryRun: false,
    // An exercise's refusals are meant; the agency's list of imports shows them.
    refusedFile: null,
    onProgress: ({ read, kept }) => {
      options.progress(`Loading ${name}: ${String(read)} read, ${String(kept)} kept`)
    },
  })
  options.say(
    `Loaded ${name}: ${String(counts.kept + counts.already)} reports, ${String(counts.refused)} rows refused`,
  )
}

/** Before anybody looks: so that the matches of persons are there with those of identifiers. */
async function findPersonMatches(database: Database, { say, progress }: LoadOptions): Promise<void> {
  const { compared, opened } = await compareWaitingPersons(database, (so) => {
    progress(`Comparing persons: ${String(so.compared)} of ${String(so.waiting)}`)
  })
  if (compared > 0)
    say(
      `Compared ${String(compared)} persons with those of other agencies: ${String(opened)} pairs may be one`,
    )
}

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 32)
}

async function stepsDone(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.performAsService({ service: 'exercise', operation: 'exercise.load' }, (scope) =>
    scope.tx.many<{ name: string }>('select name from platform.exercise_step'),
  )
  return new Set(rows.map(({ name }) => name))
}

async function noteStep(database: Database, name: string): Promise<void> {
  await database.performAsService({ service: 'exercise', operation: 'exercise.load' }, (scope) =>
    scope.tx.run('insert into platform.exercise_step (name) values ($1) on conflict do nothing', [name]),
  )
}
