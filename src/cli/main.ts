/** `seamark COMMAND …`: finds the command, runs it, and turns what went wrong into words. */
import { isMainThread } from 'node:worker_threads'
import { foldRooms } from '../platform/rooms/fold-rooms.ts'
import { thisTerminal, WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import { inWords, isWrongUse } from './in-words.ts'

// Each command is read only when it is asked for: `help` needs no database driver.
const commands: Record<string, () => Promise<Command>> = {
  help: async () => (await import('./help.ts')).help,
  serve: async () => (await import('./serve.ts')).serve,
  check: async () => (await import('./check.ts')).check,
  demo: async () => (await import('./demo.ts')).demo,
  migrate: async () => (await import('./migrate.ts')).migrateSchema,
  import: async () => (await import('./import.ts')).importExport,
  agency: async () => (await import('./agency.ts')).agency,
  systems: async () => (await import('./systems.ts')).systems,
  settings: async () => (await import('./settings.ts')).settings,
  keys: async () => (await import('./keys.ts')).keys,
  holders: async () => (await import('./holders.ts')).holders,
  person: async () => (await import('./person.ts')).person,
  sessions: async () => (await import('./sessions.ts')).sessions,
  'sign-ins': async () => (await import('./sign-ins.ts')).signIns,
  coast: async () => (await import('./coast.ts')).coast,
  'desk-keys': async () => (await import('./desk-keys.ts')).deskKeys,
  token: async () => (await import('./token.ts')).token,
  names: async () => (await import('./names.ts')).names,
  identifiers: async () => (await import('./identifiers.ts')).identifiers,
  match: async () => (await import('./match.ts')).match,
  seal: async () => (await import('./seal.ts')).seal,
  keyholder: async () => (await import('./keyholder.ts')).keyholder,
  ledger: async () => (await import('./ledger.ts')).ledger,
  witness: async () => (await import('./witness.ts')).witness,
  geo: async () => (await import('./geo.ts')).geo,
  'access-cases': async () => (await import('./access-cases.ts')).accessCases,
}

/**
 * Runs one command line.
 * @param args - what stands behind `seamark`
 * @returns the exit status; nothing is thrown
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = 'help', ...rest] = args
  try {
    const asked = name.replace(/^(--help|-h)$/, 'help')
    const load = Object.hasOwn(commands, asked) ? commands[asked] : await ofRooms(asked)
    if (load === undefined)
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

/** A command that a room says at its door. The rooms are read only where the name is none of the above. */
async function ofRooms(name: string): Promise<(() => Promise<Command>) | undefined> {
  const { rooms } = await import('../app.ts')
  const house = foldRooms(rooms)
  const command = house.commands.get(name)
  return command && (() => command.read(house))
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
