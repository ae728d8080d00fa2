/** `seamark COMMAND …`: finds the command, runs it, and turns what went wrong into words. */
import { isMainThread } from 'node:worker_threads'
import { asSeamarkError, SeamarkError } from '../platform/errors.ts'
import { WrongSetting } from '../platform/config.ts'
import { thisTerminal, WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'

// Each command is read only when it is asked for: `help` needs no database driver.
const commands: Record<string, () => Promise<Command>> = {
  help: async () => (await import('./help.ts')).help,
  serve: async () => (await import('./serve.ts')).serve,
  demo: async () => (await import('./demo.ts')).demo,
  migrate: async () => (await import('./migrate.ts')).migrateSchema,
  import: async () => (await import('./import.ts')).importExport,
  agency: async () => (await import('./agency.ts')).agency,
  settings: async () => (await import('./settings.ts')).settings,
  holders: async () => (await import('./holders.ts')).holders,
  person: async () => (await import('./person.ts')).person,
  coast: async () => (await import('./coast.ts')).coast,
  'desk-keys': async () => (await import('./desk-keys.ts')).deskKeys,
  token: async () => (await import('./token.ts')).token,
  names: async () => (await import('./names.ts')).names,
  identifiers: async () => (await import('./identifiers.ts')).identifiers,
  match: async () => (await import('./match.ts')).match,
  seal: async () => (await import('./seal.ts')).seal,
  keyholder: async () => (await import('./keyholder.ts')).keyholder,
  geo: async () => (await import('./geo.ts')).geo,
  'access-cases': async () => (await import('./access-cases.ts')).accessCases,
}

/**
 * Runs one command line.
 * @param args what stands behind `seamark`
 * @returns the exit status; nothing is thrown
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = 'help', ...rest] = args
  try {
    const load = commands[['--help', '-h'].includes(name) ? 'help' : name]
    if (load === undefined || !Object.hasOwn(commands, name.replace(/^(--help|-h)$/, 'help')))
      throw new WrongUse(`There is no command "${name}". "seamark help" lists what there is.`)
    return await (
      await load()
    )(rest, terminal)
  } catch (fault) {
    terminal.endProgress()
    terminal.say(inWords(fault))
    if (terminal.env['SEAMARK_TRACE'] && fault instanceof Error) terminal.say(fault.stack ?? '')
    return isWrongUse(fault) ? 2 : 1
  }
}

function isWrongUse(fault: unknown): boolean {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  // The command was right; it is the file that is refused.
  if (code.startsWith('workbook-')) return false
  return (
    fault instanceof WrongUse ||
    fault instanceof WrongSetting ||
    code.startsWith('ERR_PARSE_ARGS') ||
    (fault instanceof SeamarkError && (fault.kind === 'invalid' || fault.kind === 'not-found'))
  )
}

function inWords(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === 'EADDRINUSE') return 'PORT: another program uses this port. Set PORT to a free one.'
  if (fault instanceof WrongSetting) return `Wrong setting. ${fault.message}`
  if (asSeamarkError(fault).kind === 'unavailable')
    return `The database does not answer (${fault.message}). What was done is kept; once it answers, run the same command again.`
  if (fault instanceof SeamarkError && fault.cause instanceof Error)
    return `${fault.message}\n${fault.cause.message}`
  return fault.message
}

if (isMainThread && import.meta.main) {
  // Whoever reads the answer ("| head") may have seen enough: that is no fault.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault
    process.exit(0)
  })
  const status = await runCommandLine(process.argv.slice(2), thisTerminal())
  process.exitCode = status
}
