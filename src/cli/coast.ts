/** `seamark coast load-line|load-sites`: an agency's coastline, and what lies on it, out of files. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import type { Scope } from '../platform/database/scope.ts'
import { SeamarkError } from '../platform/errors.ts'
import { loadLine, loadSites, readCoastline, readSites } from '../rooms/coast/index.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark coast load-line --agency ID [--line NAME] FILE
seamark coast load-sites --agency ID FILE`

/** Loads a coastline or sites. */
export const coast: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { agency: { type: 'string' }, line: { type: 'string' } },
  })
  const [act, file, ...more] = positionals
  if (!values.agency || file === undefined || more.length > 0) throw new WrongUse(USE)
  if (!existsSync(file)) throw new WrongUse(`There is no file ${file}`)
  const content = await readFile(file, 'utf8')
  const slug = values.agency
  if (act === 'load-line') return await loadLineOf(terminal, slug, content, values.line ?? null)
  if (act === 'load-sites') return await loadSitesOf(terminal, slug, content, path.basename(file))
  throw new WrongUse(USE)
}

async function loadLineOf(
  terminal: Terminal,
  slug: string,
  content: string,
  wanted: string | null,
): Promise<ExitStatus> {
  const coastline = inWords(() => readCoastline(content, wanted))
  const loaded = await asOperator(terminal, slug, 'coast.line.load', (scope) => loadLine(scope, coastline))
  terminal.say(
    `${loaded.name}: ${loaded.miles.toFixed(1)} miles, ${String(loaded.points)} points. ${String(loaded.sites)} sites and ${String(loaded.stretches)} stretches got other miles.`,
  )
  if (!loaded.stretchesKept) return 0
  terminal.say('The stretches do not fit this line and kept their miles: look at each of them.')
  return 1
}

async function loadSitesOf(
  terminal: Terminal,
  slug: string,
  content: string,
  fileName: string,
): Promise<ExitStatus> {
  const rows = inWords(() => readSites(content, fileName))
  const loaded = await asOperator(terminal, slug, 'coast.sites.load', (scope) => loadSites(scope, rows))
  const { read, added, already, refused } = loaded
  terminal.say(
    `${String(read)} sites read: ${String(added)} added, ${String(already)} were there already, ${String(refused.length)} refused.`,
  )
  for (const { line, reason } of refused) terminal.say(`  ${String(line)}: ${reason}`)
  return 0
}

async function asOperator<T>(
  terminal: Terminal,
  slug: string,
  operation: 'coast.line.load' | 'coast.sites.load',
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return await withDatabase(terminal.env, async (database) => {
    const agencyId = await agencyNamed(database, slug, operation)
    return await database.performAsService({ service: 'operator', operation, agencyId }, work)
  })
}

async function agencyNamed(database: Database, slug: string, operation: string): Promise<number> {
  const found = await database.performAsService({ service: 'operator', operation }, (scope) =>
    agencyOf(scope, slug),
  )
  if (!found) throw new WrongUse(NO_AGENCY)
  return found.id
}

/** A file that is wrong as a whole is said in one line, without the name of a form's field. */
function inWords<T>(read: () => T): T {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof SeamarkError && fault.fields)
      throw new WrongUse(Object.values(fault.fields).join('. '))
    throw fault
  }
}
