/**
 * `seamark desk-keys create|rotate|recover`: the desk that takes reports of the public, and its keys. The
 * recovery key is written once, to a file that the operator takes off the machine.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createDesk, newKeyPair, recoverDeskKeys, rotateDeskKeys } from '../rooms/reporting/index.ts'
import { readConfig } from '../platform/config.ts'
import { WrongUse, type Command, type Terminal } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark desk-keys create --agency ID --areas CODE,CODE [--takes-the-rest] --recovery-out FILE
seamark desk-keys rotate --agency ID [--recovery-out FILE]
seamark desk-keys recover --recovery FILE --give-to EMAIL`

const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m

export const deskKeys: Command = async (args, terminal) => {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      agency: option,
      areas: option,
      'takes-the-rest': { type: 'boolean' },
      'recovery-out': option,
      recovery: option,
      'give-to': option,
    },
  })
  const [act, ...more] = positionals
  if (more.length > 0) throw new WrongUse(USE)
  const { env } = terminal
  switch (act ?? '') {
    case 'create': {
      const { agency, 'recovery-out': file } = values
      if (agency === undefined || file === undefined) throw new WrongUse(USE)
      const areas = (values.areas ?? '').split(',').flatMap((code) => code.trim() || [])
      const takesTheRest = values['takes-the-rest'] ?? false
      if (areas.length === 0 && !takesTheRest)
        throw new WrongUse(`--areas: name an area, or say --takes-the-rest\n${USE}`)
      await withRecoveryKey(terminal, file, (recoveryRecipient) =>
        withDatabase(env, (database) =>
          createDesk(database, { agencySlug: agency, areas, takesTheRest, recoveryRecipient }),
        ),
      )
      terminal.say(
        `The desk is open. Nobody can read its reports yet: an officer sets a passphrase on the page Keys, then
  seamark desk-keys recover --recovery ${file} --give-to THEIR-ADDRESS
Then take ${file} off this machine.`,
      )
      return 0
    }
    case 'rotate': {
      const { agency, 'recovery-out': file } = values
      if (agency === undefined) throw new WrongUse(USE)
      const rotate = (recipient?: string) =>
        withDatabase(env, (database) => rotateDeskKeys(database, agency, recipient))
      const { holders } = file === undefined ? await rotate() : await withRecoveryKey(terminal, file, rotate)
      terminal.say(
        `Changed. ${String(holders)} ${holders === 1 ? 'officer has' : 'officers have'} the new keys; the old ones still open what was sealed to them.`,
      )
      return 0
    }
    case 'recover': {
      const { recovery, 'give-to': email } = values
      if (recovery === undefined || email === undefined) throw new WrongUse(USE)
      const found = IDENTITY.exec(await readFile(recovery, 'utf8'))
      if (!found) throw new WrongUse(`--recovery: there is no recovery key in ${recovery}`)
      const [identity] = found
      const given = await withDatabase(env, (database) => recoverDeskKeys(database, identity, email))
      terminal.say(`Given: ${String(given)} ${given === 1 ? 'key' : 'keys'}. It is in the ledger.`)
      return 0
    }
    default:
      throw new WrongUse(USE)
  }
}

/** Writes a new recovery key before anything depends on it, and takes the file back if nothing does. */
async function withRecoveryKey<T>(
  { env, say }: Terminal,
  file: string,
  work: (recipient: string) => Promise<T>,
): Promise<T> {
  const config = readConfig(env, { demo: env['NODE_ENV'] !== 'production' })
  const within = path.relative(config.dataFolder, path.resolve(file))
  if (config.mode === 'production' && !within.startsWith('..') && !path.isAbsolute(within))
    throw new WrongUse('--recovery-out: not inside DATA_DIR; whoever copies that would hold everything')
  const { identity, recipient } = newKeyPair()
  const text = `Recovery key of a Seamark desk. Whoever holds it opens every report of the public to this desk.
Keep it off the machine, in two sealed places; see docs/operators/desk-keys.md.
${identity}
`
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((fault: unknown) => {
    throw new WrongUse(
      `--recovery-out: ${file} cannot be written (${fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'}); an existing file is never replaced`,
    )
  })
  try {
    const result = await work(recipient)
    say(`The recovery key is in ${file}, and nowhere else.`)
    return result
  } catch (fault) {
    await rm(file, { force: true })
    throw fault
  }
}
